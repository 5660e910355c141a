"""Read and write JSON Lines, one JSON object per line (jsonlines.org). Only the named field is changed."""

import json
import re
from collections.abc import Iterator
from itertools import islice
from json.decoder import scanstring  # type: ignore[attr-defined]  # how the json package itself reads a string
from typing import BinaryIO, NamedTuple, NoReturn

from cleantext.files.read import too_large_message
from cleantext.files.walk import Input
from cleantext.model import CleantextError
from cleantext.report.as_json import to_json
from cleantext.vietnamese.legacy.capitals import restore_capitals

from .decode import AUTO, Decoded, decode
from .items import LF, START, Batch, Cell, Item, Reading
from .rows import (
    DETAILS_FIELD,
    check_details,
    missing_field,
    most_values,
    numbered_lines,
    repeated,
    text_of,
    too_many_values,
)
from .table_encoding import UTF_8, TableEncoding, open_table

SPACE = re.compile(r"[ \t\r\n]*")
SEPARATORS = ",:[{"  # before each value there is one, or it is the first in the line
STRING_OR_SEPARATOR = rf'"(?:[^"\\]++|\\.)*+"?|[{re.escape(SEPARATORS)}]'


class JsonRow(NamedTuple):
    """A line of JSON Lines and its line end."""

    line: bytes
    end: str = LF
    encoding: TableEncoding = TableEncoding(UTF_8)

    def read(self, reading: Reading) -> Cell:
        """Return the text. The rest of the line stays as it is, to the byte. Raise CleantextError if there is none."""
        try:
            line, name, replaced = self._decode(reading)
        except CleantextError as error:  # messages name the row, and so the line
            raise CleantextError(str(error).replace(", line 1", "")) from None
        _check_number_of_values(line, most_values(reading.max_size))
        members = _members(line)
        start, end, value = _find_field(members, reading.field)
        text, halves = text_of(value, reading.field, reading.errors)

        def serialize(new: str, details: str | None) -> bytes:
            written = line if new == value else f"{line[:start]}{to_json(new)}{line[end:]}"
            if details is not None:
                for old in (value for key, _, _, value in members if key == DETAILS_FIELD):
                    check_details(old, reading.field)
            return (written if details is None else _with_details(written, details)).encode()

        site = next((value for key, _, _, value in members if key == reading.site_field), None)
        for each in name.split(", "):
            text = restore_capitals(text, each)
        return Cell(text, name, replaced + halves, serialize, site)

    def _decode(self, reading: Reading) -> Decoded:
        encoding = self.encoding.of_row(self.line)
        if encoding.charsets:
            return encoding.decode_json(self.line)
        name = reading.encoding if reading.encoding in (None, AUTO) else encoding.name
        return decode(self.line, name, reading.errors, font_capitals=False)

    def is_written_as(self, data: bytes) -> bool:
        """Check whether these bytes are those of the row already."""
        return data == self.line + self.end.encode() and not self.encoding.wide


def _find_field(members: list[tuple[str, int, int, object]], field: str) -> tuple[int, int, object]:
    found = [(start, end, value) for key, start, end, value in members if key == field]
    if not found:
        raise missing_field(field, [key for key, *_ in members])
    if len(found) > 1:
        raise CleantextError(repeated("field", field, len(found)))
    return found[0]


def _check_number_of_values(line: str, most: int) -> None:
    """Raise CleantextError if a line has more values than that, which in memory take up to 90 times its size."""
    if len(line) <= most or sum(map(line.count, SEPARATORS)) <= most:  # the first is true of nearly all lines
        return
    found = (match for match in re.finditer(STRING_OR_SEPARATOR, line) if line[match.start()] != '"')
    if next(islice(found, most, None), None):
        raise CleantextError(too_many_values(most))


def _with_details(line: str, details: str) -> str:
    for key, start, end, _ in _members(line):
        if key == DETAILS_FIELD:
            return line[:start] + details + line[end:]
    end = line.rindex("}")
    return f'{line[:end]}, "{DETAILS_FIELD}": {details}{line[end:]}'


def _members(line: str) -> list[tuple[str, int, int, object]]:
    """Return (name, start, end, value) of each member of a JSON object; `line[start:end]` is the value.

    Raise CleantextError if it is no object.
    """
    try:
        return list(_parse_members(line))
    except json.JSONDecodeError as error:
        raise CleantextError(f"no JSON object: {error.msg} at column {error.pos + 1}") from None
    except RecursionError:
        raise CleantextError("no JSON that can be read: nested too deeply") from None
    except ValueError as error:  # a number of more digits than Python reads, or NaN
        raise CleantextError(f"no JSON that can be read: {str(error).partition(';')[0]}") from None


def _parse_members(line: str) -> Iterator[tuple[str, int, int, object]]:
    decoder = json.JSONDecoder(parse_constant=_refuse)
    position = _expect(line, _skip_space(line, 0), "{")
    more = not line.startswith("}", position)
    while more:
        key, position = scanstring(line, _expect(line, position, '"', skip=False), True)  # noqa: FBT003 - as it is declared
        start = _expect(line, _skip_space(line, position), ":")
        value, end = decoder.raw_decode(line, start)
        yield key, start, end, value
        position = _skip_space(line, end)
        if more := line.startswith(",", position):
            position = _skip_space(line, position + 1)
    end = _expect(line, position, "}")
    if end < len(line):
        raise json.JSONDecodeError("Extra data", line, end)


def _expect(line: str, position: int, expected: str, *, skip: bool = True) -> int:
    if not line.startswith(expected, position):
        raise json.JSONDecodeError(f"Expecting {expected}", line, position)
    return _skip_space(line, position + 1) if skip else position + 1


def _skip_space(line: str, position: int) -> int:
    space = SPACE.match(line, position)
    return space.end() if space else position


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def read(table: Input, stream: BinaryIO, reading: Reading) -> Iterator[Batch]:
    """Yield the rows in batches. Blank lines are skipped. Raise CleantextError for UTF-16 and the like."""
    encoding, pieces = open_table(stream, reading)
    detected = encoding.detected
    for lines in numbered_lines(pieces, reading.max_size):
        items, size = [], 0
        for number, line in lines:
            if line is None:
                items.append(Item(f"{table.name}:{number}", table, refused=too_large_message(reading.max_size)))
            elif line and not line.isspace():
                end = "\r\n" if line.endswith(b"\r") else "\n"
                items.append(Item(f"{table.name}:{number}", table, JsonRow(line.removesuffix(b"\r"), end, encoding)))
            size += len(line or b"") + 1
        yield Batch(items, START, size, encoding=detected)
        detected = ""
