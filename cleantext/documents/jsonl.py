"""JSON Lines: a JSON object a line (jsonlines.org). Only the text of the named field is written anew."""

import json
import re
from collections.abc import Iterator
from json.decoder import scanstring  # type: ignore[attr-defined]  # how the json package itself reads a string
from typing import BinaryIO, NamedTuple, NoReturn

from cleantext.files.read import too_large_message
from cleantext.files.walk import Input
from cleantext.model import CleantextError
from cleantext.report.as_json import to_json
from cleantext.vietnamese.tones import as_shown

from .decode import decode
from .items import LF, START, Batch, Cell, Item, Reading
from .rows import ACCOUNT, no_field, numbered_lines, text_of

SPACE = re.compile(r"[ \t\r\n]*")


class JsonRow(NamedTuple):
    """A line of JSON Lines and its end."""

    line: bytes
    end: str = LF

    def read(self, reading: Reading) -> Cell:
        """Return the text. All else in the line stays as it is, to the byte. Raise CleantextError for no text."""
        try:
            line, name, replaced = decode(self.line, reading.encoding, reading.errors, shown=False)
        except CleantextError as error:  # the name of the row says the line
            raise CleantextError(str(error).replace(", line 1", "")) from None
        members = _members(line)
        start, end, value = _span(members, reading.field)
        text, halves = text_of(value, reading.field, reading.errors)

        def put(new: str, account: str | None) -> bytes:
            written = line if new == value else f"{line[:start]}{to_json(new)}{line[end:]}"
            return (written if account is None else _with_account(written, account)).encode()

        site = next((value for key, _, _, value in members if key == reading.site_field), None)
        return Cell(as_shown(text, name), name, replaced + halves, put, site)

    def is_written_as(self, data: bytes) -> bool:
        """Check whether these are the bytes that the row has already."""
        return data == self.line + self.end.encode()


def _span(members: list[tuple[str, int, int, object]], field: str) -> tuple[int, int, object]:
    found = [(start, end, value) for key, start, end, value in members if key == field]
    if not found:
        raise no_field(field, [key for key, *_ in members])
    if len(found) > 1:
        raise CleantextError(f"{len(found)} fields {field!r}; which one is meant, nobody can tell")
    return found[0]


def _with_account(line: str, account: str) -> str:
    for key, start, end, _ in _members(line):
        if key == ACCOUNT:
            return line[:start] + account + line[end:]
    end = line.rindex("}")
    return f'{line[:end]}, "{ACCOUNT}": {account}{line[end:]}'


def _members(line: str) -> list[tuple[str, int, int, object]]:
    """Read a JSON object: its names, and from where to where each value stands. Raises CleantextError."""
    try:
        return list(_parsed(line))
    except json.JSONDecodeError as error:
        raise CleantextError(f"no JSON object: {error.msg} at column {error.pos + 1}") from None
    except RecursionError:
        raise CleantextError("no JSON that can be read: nested too deeply") from None
    except ValueError as error:  # a number of more digits than Python reads, or NaN
        raise CleantextError(f"no JSON that can be read: {str(error).partition(';')[0]}") from None


def _parsed(line: str) -> Iterator[tuple[str, int, int, object]]:
    decoder = json.JSONDecoder(parse_constant=_refuse)
    at = _after(line, _skip(line, 0), "{")
    more = not line.startswith("}", at)
    while more:
        key, at = scanstring(line, _after(line, at, '"', skip=False), True)  # noqa: FBT003 - as it is declared
        start = _after(line, _skip(line, at), ":")
        value, end = decoder.raw_decode(line, start)
        yield key, start, end, value
        at = _skip(line, end)
        if more := line.startswith(",", at):
            at = _skip(line, at + 1)
    end = _after(line, at, "}")
    if end < len(line):
        raise json.JSONDecodeError("Extra data", line, end)


def _after(line: str, at: int, expected: str, *, skip: bool = True) -> int:
    if not line.startswith(expected, at):
        raise json.JSONDecodeError(f"Expecting {expected}", line, at)
    return _skip(line, at + 1) if skip else at + 1


def _skip(line: str, at: int) -> int:
    space = SPACE.match(line, at)
    return space.end() if space else at


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def read(table: Input, stream: BinaryIO, reading: Reading) -> Iterator[Batch]:
    """Yield rows, as many at a time as come at once. Blank lines are nothing. Raise CleantextError."""
    for lines in numbered_lines(stream, reading, reading.max_size):
        items, size = [], 0
        for number, line in lines:
            if line is None:
                items.append(Item(f"{table.name}:{number}", table, refused=too_large_message(reading.max_size)))
            elif line and not line.isspace():
                end = "\r\n" if line.endswith(b"\r") else "\n"
                items.append(Item(f"{table.name}:{number}", table, JsonRow(line.removesuffix(b"\r"), end)))
            size += len(line or b"") + 1
        yield Batch(items, START, size)
