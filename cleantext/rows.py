"""Rows of tables: the text in one, and the row with another text in its place and all else as it was."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from json.decoder import scanstring  # type: ignore[attr-defined]  # how the json package itself reads a string
from math import isfinite
from typing import NamedTuple, NoReturn, TypeAlias

from cleantext.intake import AUTO, REPLACE, decode
from cleantext.model import CleantextError
from cleantext.report.as_json import to_json
from cleantext.vietnamese.tones import as_shown

ACCOUNT = "_cleantext"  # the field that --explain adds
LF = "\n"
SPACE = re.compile(r"[ \t\r\n]*")
SURROGATE = re.compile("[\ud800-\udfff]")
SHOWN_FIELDS = 5


class Cell(NamedTuple):
    """The text of a row, the encoding it was in, and how much was no text in that (and is U+FFFD now).

    `put` gives the row as it is written, with a text in place of this one, and an account (JSON) of it if there is one.
    `site` is the value of the field that says which site it is of, None where the row has none.
    """

    text: str
    encoding: str
    replaced: int
    put: Callable[[str, str | None], bytes]
    site: object = None


class JsonRow(NamedTuple):
    """A line of JSON Lines and its end."""

    line: bytes
    end: str = LF

    def read(self, field: str, encoding: str | None, errors: str, site_field: str | None = None) -> Cell:
        """Find the text. All else in the line stays as it is, to the byte. Raises CleantextError."""
        try:
            line, name, replaced = decode(self.line, encoding, errors, shown=False)
        except CleantextError as error:  # the name of the row says the line
            raise CleantextError(str(error).replace(", line 1", "")) from None
        members = _members(line)
        start, end, value = _span(members, field)
        text, halves = _text(value, field, errors)

        def put(new: str, account: str | None) -> bytes:
            written = line if new == value else f"{line[:start]}{to_json(new)}{line[end:]}"
            return (written if account is None else _with_account(written, account)).encode()

        site = next((value for key, _, _, value in members if key == site_field), None)
        return Cell(as_shown(text, name), name, replaced + halves, put, site)

    def is_written_as(self, data: bytes) -> bool:
        """Tell whether these are the bytes that the row has already."""
        return data == self.line + self.end.encode()


class CsvRow(NamedTuple):
    """A row of CSV: its fields, the number of that with the text, what stands between fields, the row's end."""

    fields: list[str]
    column: int
    delimiter: str
    account: int | None  # the number of the field for the account, if the table has it already
    end: str = LF
    site: int | None = None  # the number of the field that says the site

    def read(self, _field: str, encoding: str | None, errors: str, _site_field: str | None = None) -> Cell:
        """Find the text. The other fields keep their values. Raises CleantextError."""
        name = "utf-8" if encoding in (None, AUTO) else encoding
        bytes_lost = sum(len(SURROGATE.findall(value)) for value in self.fields)
        if bytes_lost and errors != REPLACE:
            number, found = next((i, m) for i, v in enumerate(self.fields, 1) if (m := SURROGATE.search(v)))
            raise CleantextError(f"not {name.upper()} text: byte 0x{ord(found[0]) - 0xDC00:02x} in field {number}")
        fields = [SURROGATE.sub("\ufffd", value) for value in self.fields] if bytes_lost else self.fields

        def put(new: str, account: str | None) -> bytes:
            row = [*fields]
            row[self.column] = new
            if self.account is not None:
                row[self.account] = account if account is not None else row[self.account]
            elif account is not None:
                row.append(account)
            return csv_line(row, self.delimiter).encode()

        site = None if self.site is None else fields[self.site]
        return Cell(as_shown(fields[self.column], name), name, bytes_lost, put, site)

    def is_written_as(self, data: bytes) -> bool:
        """Tell whether a reader of CSV finds nothing new in these bytes."""
        return data == (csv_line(self.fields, self.delimiter) + self.end).encode("utf-8", "surrogateescape")


class ObjectRow(NamedTuple):
    """A row of a table that becomes a line of JSON Lines."""

    fields: Mapping[str, object]
    end: str = LF

    def read(self, field: str, encoding: str | None, errors: str, site_field: str | None = None) -> Cell:
        """Find the text. Values that JSON has no way to write are written as text. Raises CleantextError."""
        fields = {name: _writable(value, name, errors) for name, value in self.fields.items()}
        text, lost = _text(self.fields[field], field, errors)

        def put(new: str, account: str | None) -> bytes:
            fields[field] = new
            if account is not None:
                fields[ACCOUNT] = json.loads(account)
            try:
                return to_json(fields, default=str).encode()
            except ValueError as error:
                raise CleantextError(f"cannot be written as JSON: {error}") from None

        return Cell(
            text,
            "utf-8" if encoding in (None, AUTO) else encoding,
            lost,
            put,
            self.fields.get(site_field) if site_field else None,
        )

    def is_written_as(self, _data: bytes) -> bool:
        """Tell that the row is another now."""
        return False


class ArrowRow(NamedTuple):
    """The text of a row of Parquet; `put` gives the new text, a NUL, and the account, which never holds one."""

    text: str
    end: str = ""
    site: object = None

    def read(self, _field: str, _encoding: str | None, _errors: str, _site_field: str | None = None) -> Cell:
        """Give the text."""

        def put(new: str, account: str | None) -> bytes:
            return f"{new}\0{account or ''}".encode()

        return Cell(self.text, "utf-8", 0, put, self.site)

    def is_written_as(self, data: bytes) -> bool:
        """Tell whether the text is the same, and comes alone."""
        return data == f"{self.text}\0".encode()


Row: TypeAlias = JsonRow | CsvRow | ObjectRow | ArrowRow


def csv_line(row: list[str], delimiter: str) -> str:
    """Write a row of CSV (RFC 4180) without its line end."""
    line = io.StringIO()
    csv.writer(line, delimiter=delimiter, lineterminator="\r\n").writerow(row)  # quotes fields that hold either of them
    return line.getvalue().removesuffix("\r\n")


def _writable(value: object, name: str, errors: str) -> object:
    """Give a value as JSON can have it: no number for NaN and the infinite, no halves of characters."""
    if isinstance(value, float) and not isfinite(value):
        return None
    return _text(value, name, errors)[0] if isinstance(value, str) else value


def _text(value: object, field: str, errors: str) -> tuple[str, int]:
    """Give a field's text, with U+FFFD for halves of characters if they may be replaced, and how many there were."""
    if not isinstance(value, str):
        kinds = {type(None): "null", bool: "true or false", dict: "an object", list: "a list"}
        raise CleantextError(f"the field {field!r} is {kinds.get(type(value), 'a number')}, not text")
    halves = len(SURROGATE.findall(value))
    if halves and errors != REPLACE:
        raise CleantextError(f"the field {field!r} has half of a character (a surrogate), which no encoding can write")
    return (SURROGATE.sub("\ufffd", value) if halves else value), halves


def no_field(field: str, names: list[str], flag: str = "--field") -> CleantextError:
    """Say that there is no such field, and which there are."""
    shown = ", ".join(repr(name[:20]) for name in names[:SHOWN_FIELDS]) + ", ..." * (len(names) > SHOWN_FIELDS)
    return CleantextError(f"no field {field!r}" + (f"; there are {shown}: say which with {flag}" if names else ""))


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
