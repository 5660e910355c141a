"""Tables, read row by row: JSON Lines, CSV, TSV."""

import codecs
import csv
import io
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from cleantext.documents import line_end
from cleantext.files.formats import CSV, TSV
from cleantext.files.read import too_large
from cleantext.files.walk import Input
from cleantext.intake import AUTO, BYTE_ORDER_MARK
from cleantext.model import CleantextError
from cleantext.rows import ACCOUNT, CsvRow, JsonRow, ObjectRow, csv_line, no_field
from cleantext.sources import BATCH_BYTES, START, Batch, Item, Reading

ROOM = 4  # a line of CSV may be so many times as long as its longest text may be
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
DELIMITERS = {CSV: ",;\t", TSV: "\t"}  # spreadsheets set to Vietnamese write ";", as "," is in their numbers


def json_lines(table: Input, stream: BinaryIO, reading: Reading) -> Iterator[Batch]:
    """Read JSON Lines, as many at a time as come at once. Blank lines are nothing. Raises CleantextError."""
    for lines in _lines(stream, reading, reading.max_size):
        items, size = [], 0
        for number, line in lines:
            if line is None:
                items.append(Item(f"{table.name}:{number}", table, refused=too_large(reading.max_size)))
            elif line and not line.isspace():
                end = "\r\n" if line.endswith(b"\r") else "\n"
                items.append(Item(f"{table.name}:{number}", table, JsonRow(line.removesuffix(b"\r"), end)))
            size += len(line or b"") + 1
        yield Batch(items, START, size)


def _lines(stream: BinaryIO, reading: Reading, limit: int) -> Iterator[list[tuple[int, bytes | None]]]:
    """Read numbered lines, as many at a time as come at once; None for one of more bytes than the limit."""
    if reading.encoding not in (None, AUTO) and "\n".encode(reading.encoding) != b"\n":
        raise CleantextError(f"a table cannot be read as {reading.encoding.upper()}: convert it to UTF-8 first")
    read_some = getattr(stream, "read1", stream.read)  # a raw stream has no read1; there, read is like it
    number, length = 1, 0
    begun: list[bytes] = []
    while data := read_some(BATCH_BYTES):
        if number == 1 and not begun and data.startswith(WIDE):
            raise CleantextError("a table cannot be read as UTF-16: convert it to UTF-8 first")
        if not length and not data.strip(b"\r\n"):  # a flood of blank lines
            number += data.count(b"\n")
            continue
        *whole, rest = data.split(b"\n")
        lines: list[tuple[int, bytes | None]] = []
        for part in whole:
            length += len(part)
            line = b"".join((*begun, part))
            lines.append((number, line if length <= limit else None))
            number, begun, length = number + 1, [], 0
        length += len(rest)
        begun = [*begun, rest] if length <= limit else []
        if lines:
            yield lines
    if length:
        yield [(number, b"".join(begun) if begun else None)]


class _Header(NamedTuple):
    """The names of the fields of CSV, what stands between fields, how lines end, how many lines it is.

    A byte order mark stays: spreadsheets need it to read Vietnamese.
    """

    names: list[str]
    delimiter: str
    end: str
    lines: int
    mark: str


def csv_rows(table: Input, stream: BinaryIO, reading: Reading) -> Iterator[Batch]:
    """Read CSV or TSV (RFC 4180; lines may end in LF, too). The first row has the names of the fields.

    Raises CleantextError for what is no CSV; what stands before that is given.
    """
    limit = min(ROOM * reading.max_size, 2**31 - 1)  # so that one large field is refused alone
    csv.field_size_limit(limit)
    lines = _decoded_lines(stream, reading, limit)
    header = _header(lines, table.format, reading.field)
    if header is None:
        return
    if reading.site_field and reading.site_field not in header.names:
        raise no_field(reading.site_field, header.names, "--site-field or --url-field")
    head = _head(header, reading)
    reader, number = csv.reader(lines, delimiter=header.delimiter, strict=True), header.lines + 1
    items: list[Item] = []
    size = len(head)
    failure = None
    while True:
        try:
            fields = next(reader, None)
        except (csv.Error, CleantextError) as error:
            failure = _no_csv(error, number) if isinstance(error, csv.Error) else error
            break
        if fields is None:
            break
        if fields:
            items.append(_csv_item(table, header, fields, number, reading))
        size += sum(map(len, fields)) + len(fields)
        number = header.lines + reader.line_num + 1
        if size >= BATCH_BYTES:
            yield Batch(items, START, size, head=head)
            items, size, head = [], 0, b""
    if items or head:
        yield Batch(items, START, size, head=head)
    if failure:
        raise failure


def _csv_item(table: Input, header: _Header, fields: list[str], number: int, reading: Reading) -> Item:
    name, names = f"{table.name}:{number}", header.names
    if len(fields) != len(names):
        count = "1 field" if len(fields) == 1 else f"{len(fields)} fields"
        return Item(name, table, refused=f"{count}, where the header has {len(names)}")
    if reading.as_objects:
        return Item(name, table, ObjectRow(dict(zip(names, fields, strict=True))))
    account = names.index(ACCOUNT) if ACCOUNT in names else None
    site = names.index(reading.site_field) if reading.site_field else None
    return Item(name, table, CsvRow(fields, names.index(reading.field), header.delimiter, account, header.end, site))


def _decoded_lines(stream: BinaryIO, reading: Reading, limit: int) -> Iterator[str]:
    """Decode line by line, what is no text in that encoding as lone surrogates, which a row is refused for."""
    encoding = "utf-8" if reading.encoding in (None, AUTO) else reading.encoding
    for lines in _lines(stream, reading, limit):
        for number, line in lines:
            if line is None:
                raise CleantextError(f"line {number} is {too_large(limit)}")
            yield (line + b"\n").decode(encoding, "surrogateescape")


def _header(lines: Iterator[str], form: str, field: str) -> _Header | None:
    """Read the first row, which may be several lines, with the delimiter that makes the wanted field one of it."""
    row = next(lines, "")
    mark = BYTE_ORDER_MARK if row.startswith(BYTE_ORDER_MARK) else ""
    row = row.removeprefix(mark)
    while row.count('"') % 2 and (more := next(lines, "")):
        row += more
    if not row:
        return None
    end = "\r\n" if row.endswith("\r\n") else "\n"
    try:
        choices = [
            _Header(
                next(csv.reader(io.StringIO(row, newline="\n"), delimiter=delimiter)),
                delimiter,
                end,
                row.count("\n"),
                mark,
            )
            for delimiter in DELIMITERS[form]
        ]
    except csv.Error as error:
        raise _no_csv(error, 1) from None
    for header in choices:
        if header.names.count(field) > 1:
            raise CleantextError(f"{header.names.count(field)} fields {field!r}; which one is meant, nobody can tell")
        if field in header.names:
            return header
    raise no_field(field, max(choices, key=lambda choice: len(choice.names)).names)


def _head(header: _Header, reading: Reading) -> bytes:
    """Give the first row as it is written; none where rows become something else."""
    names = header.names
    if reading.as_objects and len(set(names)) < len(names):
        raise CleantextError("several fields have one name, which an object cannot have")
    if not reading.headed:
        return b""
    added = [ACCOUNT] if reading.account and ACCOUNT not in names else []
    return (header.mark + csv_line([*names, *added], header.delimiter) + line_end(reading.eol, header.end)).encode()


def _no_csv(error: csv.Error, number: int) -> CleantextError:
    reason = "line ends are CR alone: convert them" if "new-line character" in str(error) else str(error)
    return CleantextError(f"no CSV from line {number} on: {reason}")
