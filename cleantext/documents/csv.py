"""Read and write CSV and TSV (RFC 4180): delimited by comma, semicolon or tab, with a header row."""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from cleantext.files.formats import CSV, TSV
from cleantext.files.read import too_large_message
from cleantext.files.walk import Input
from cleantext.model import CleantextError
from cleantext.vietnamese.tones import restore_capitals

from .decode import BYTE_ORDER_MARK, REPLACE
from .items import BATCH_BYTES, LF, ROW_SIZE_FACTOR, START, Batch, Cell, Item, Reading, line_end
from .rows import DETAILS_FIELD, SURROGATE, ObjectRow, check_details, encoding_of_table, missing_field, numbered_lines

DELIMITERS = {CSV: ",;\t", TSV: "\t"}  # spreadsheets in a Vietnamese locale write ";": "," is their decimal sign


class CsvRow(NamedTuple):
    """A row of CSV. The columns are indexes into `fields`."""

    fields: list[str]
    text_column: int
    delimiter: str
    details_column: int | None  # None if the table has no such column yet
    end: str = LF
    site_column: int | None = None

    def read(self, reading: Reading) -> Cell:
        """Return the text. The other fields keep their values. Raise CleantextError if bytes cannot be decoded."""
        name = encoding_of_table(reading)
        bytes_lost = sum(len(SURROGATE.findall(value)) for value in self.fields)
        if bytes_lost and reading.errors != REPLACE:
            number, found = next((i, m) for i, v in enumerate(self.fields, 1) if (m := SURROGATE.search(v)))
            raise CleantextError(f"not {name.upper()} text: byte 0x{ord(found[0]) - 0xDC00:02x} in field {number}")
        fields = [SURROGATE.sub("\ufffd", value) for value in self.fields] if bytes_lost else self.fields

        def serialize(new: str, details: str | None) -> bytes:
            row = [*fields]
            row[self.text_column] = new
            if details is not None:
                check_details(None if self.details_column is None else row[self.details_column], reading.field)
            if self.details_column is not None:
                row[self.details_column] = details if details is not None else row[self.details_column]
            elif details is not None:
                row.append(details)
            return csv_line(row, self.delimiter).encode()

        site = None if self.site_column is None else fields[self.site_column]
        return Cell(restore_capitals(fields[self.text_column], name), name, bytes_lost, serialize, site)

    def is_written_as(self, data: bytes) -> bool:
        """Check whether these bytes are what writing the row unchanged would give."""
        return data == (csv_line(self.fields, self.delimiter) + self.end).encode("utf-8", "surrogateescape")


def csv_line(row: list[str], delimiter: str) -> str:
    """Return a row of CSV (RFC 4180) without its line end."""
    line = io.StringIO()
    csv.writer(line, delimiter=delimiter, lineterminator="\r\n").writerow(row)  # a field with CR or LF is quoted
    return line.getvalue().removesuffix("\r\n")


class _Header(NamedTuple):
    """The header row: names of the fields, delimiter, line end, number of lines, byte order mark or "".

    The byte order mark is kept: spreadsheets need it to read Vietnamese.
    """

    names: list[str]
    delimiter: str
    line_end: str
    line_count: int
    byte_order_mark: str


def read(table: Input, stream: BinaryIO, reading: Reading) -> Iterator[Batch]:
    """Yield the rows of CSV or TSV (RFC 4180; lines may also end in LF). The first row names the fields.

    Raise CleantextError where the CSV is invalid, after yielding the rows before that.
    """
    # a row below the limit with too large a text is refused alone; a larger one ends the table
    limit = min(ROW_SIZE_FACTOR * reading.max_size, 2**31 - 1)
    csv.field_size_limit(limit)
    lines = _decoded_lines(stream, reading, limit)
    header = _header(lines, table.format, reading.field)
    if header is None:
        return
    if reading.site_field and reading.site_field not in header.names:
        raise missing_field(reading.site_field, header.names, "--site-field or --url-field")
    header_row = _header_row(header, reading)
    reader, number = csv.reader(lines, delimiter=header.delimiter, strict=True), header.line_count + 1
    items: list[Item] = []
    size = len(header_row)
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
            items.append(_item(table, header, fields, number, reading))
        size += sum(map(len, fields)) + len(fields)
        number = header.line_count + reader.line_num + 1
        if size >= BATCH_BYTES:
            yield Batch(items, START, size, header=header_row)
            items, size, header_row = [], 0, b""
    if items or header_row:
        yield Batch(items, START, size, header=header_row)
    if failure:
        raise failure


def _item(table: Input, header: _Header, fields: list[str], number: int, reading: Reading) -> Item:
    name, names = f"{table.name}:{number}", header.names
    if len(fields) != len(names):
        count = "1 field" if len(fields) == 1 else f"{len(fields)} fields"
        return Item(name, table, refused=f"{count}, where the header has {len(names)}")
    if reading.as_objects:
        return Item(name, table, ObjectRow(dict(zip(names, fields, strict=True))))
    details = names.index(DETAILS_FIELD) if DETAILS_FIELD in names else None
    site = names.index(reading.site_field) if reading.site_field else None
    row = CsvRow(fields, names.index(reading.field), header.delimiter, details, header.line_end, site)
    return Item(name, table, row)


def _decoded_lines(stream: BinaryIO, reading: Reading, limit: int) -> Iterator[str]:
    """Yield decoded lines. Bytes that cannot be decoded become lone surrogates, which `CsvRow.read` refuses."""
    encoding = encoding_of_table(reading)
    for lines in numbered_lines(stream, reading, limit):
        for number, line in lines:
            if line is None:
                raise CleantextError(f"line {number} is {too_large_message(limit)}")
            yield (line + b"\n").decode(encoding, "surrogateescape")


def _header(lines: Iterator[str], table_format: str, field: str) -> _Header | None:
    """Read the first row, which may span lines. The delimiter is the one that makes `field` one of the names."""
    row = next(lines, "")
    byte_order_mark = BYTE_ORDER_MARK if row.startswith(BYTE_ORDER_MARK) else ""
    row = row.removeprefix(byte_order_mark)
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
                byte_order_mark,
            )
            for delimiter in DELIMITERS[table_format]
        ]
    except csv.Error as error:
        raise _no_csv(error, 1) from None
    for header in choices:
        if header.names.count(field) > 1:
            raise CleantextError(f"{header.names.count(field)} fields {field!r}; which one is meant, nobody can tell")
        if field in header.names:
            return header
    raise missing_field(field, max(choices, key=lambda choice: len(choice.names)).names)


def _header_row(header: _Header, reading: Reading) -> bytes:
    """Return the header row as it is written; empty if rows are written in another format."""
    names = header.names
    if reading.as_objects and len(set(names)) < len(names):
        raise CleantextError("several fields have one name, which an object cannot have")
    if not reading.keeps_header:
        return b""
    added = [DETAILS_FIELD] if reading.details and DETAILS_FIELD not in names else []
    row = csv_line([*names, *added], header.delimiter)
    return (header.byte_order_mark + row + line_end(reading.eol, header.line_end)).encode()


def _no_csv(error: csv.Error, number: int) -> CleantextError:
    reason = "line ends are CR alone: convert them" if "new-line character" in str(error) else str(error)
    return CleantextError(f"no CSV from line {number} on: {reason}")
