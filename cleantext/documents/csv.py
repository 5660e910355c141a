"""Read and write CSV and TSV (RFC 4180): delimited by comma, semicolon or tab, with a header row."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from cleantext.files.formats import CSV, TSV
from cleantext.files.read import too_large_message
from cleantext.files.walk import Input
from cleantext.model import CleantextError
from cleantext.vietnamese.tones import restore_capitals

from .csv_rows import RawRow, RowReader, count_fields, split_row
from .decode import BYTE_ORDER_MARK, REPLACE
from .items import BATCH_BYTES, LF, START, Batch, Cell, Item, Reading, line_end
from .rows import DETAILS_FIELD, SURROGATE, ObjectRow, check_details, chunks, encoding_of_table, missing_field

DELIMITERS = {CSV: ",;\t", TSV: "\t"}  # spreadsheets in a Vietnamese locale write ";": "," is their decimal sign
MAX_HEADER_SIZE = 1_000_000  # bytes; where it is larger, a quotation mark in it is not closed
USING_ASCII_BYTES = ("hz", "iso2022", "johab")  # encodings of which a character may hold the byte of a delimiter


class Layout(NamedTuple):
    """What the rows of a table have in common. The columns are indexes of their fields."""

    delimiter: str
    encoding: str
    text_column: int
    details_column: int | None  # None if the table has no such column yet
    site_column: int | None
    end: str = LF

    def split(self, row: bytes) -> list[str]:
        """Return the fields of a row. Bytes that cannot be decoded become lone surrogates."""
        return [str(field, self.encoding, "surrogateescape") for field in split_row(row, self.delimiter)]


class CsvRow(NamedTuple):
    """A row of CSV, without its line end."""

    row: bytes
    layout: Layout

    @property
    def end(self) -> str:
        """The line end of the table."""
        return self.layout.end

    def read(self, reading: Reading) -> Cell:
        """Return the text. The other fields keep their values. Raise CleantextError if bytes cannot be decoded."""
        name, layout = self.layout.encoding, self.layout
        fields = layout.split(self.row)
        bytes_lost = sum(len(SURROGATE.findall(value)) for value in fields)
        if bytes_lost and reading.errors != REPLACE:
            number, found = next((i, m) for i, v in enumerate(fields, 1) if (m := SURROGATE.search(v)))
            raise CleantextError(f"not {name.upper()} text: byte 0x{ord(found[0]) - 0xDC00:02x} in field {number}")
        if bytes_lost:
            fields = [SURROGATE.sub("\ufffd", value) for value in fields]

        def serialize(new: str, details: str | None) -> bytes:
            row = [*fields]
            row[layout.text_column] = new
            if details is not None:
                check_details(None if layout.details_column is None else row[layout.details_column], reading.field)
            if layout.details_column is not None:
                row[layout.details_column] = details if details is not None else row[layout.details_column]
            elif details is not None:
                row.append(details)
            return csv_line(row, layout.delimiter).encode()

        site = None if layout.site_column is None else fields[layout.site_column]
        return Cell(restore_capitals(fields[layout.text_column], name), name, bytes_lost, serialize, site)

    def is_written_as(self, data: bytes) -> bool:
        """Check whether these bytes are what writing the row unchanged would give."""
        row = csv_line(self.layout.split(self.row), self.layout.delimiter)
        return data == (row + self.end).encode("utf-8", "surrogateescape")


def csv_line(row: list[str], delimiter: str) -> str:
    """Return a row of CSV (RFC 4180) without its line end, as csv.writer has it, which takes four times the memory."""
    needs_quotes = re.compile(f'[{delimiter}"\r\n]')
    fields = ('"' + field.replace('"', '""') + '"' if needs_quotes.search(field) else field for field in row)
    return delimiter.join(fields) or '""'  # nothing at all would be a blank line


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
    if codecs.lookup(encoding_of_table(reading)).name.startswith(USING_ASCII_BYTES):
        raise CleantextError(f"CSV cannot be read as {encoding_of_table(reading).upper()}: convert it to UTF-8 first")
    data = chunks(stream, reading)
    first_row, rest = _first_row(data)
    if not first_row:
        return
    header = _header(first_row.decode(encoding_of_table(reading), "surrogateescape"), table.format, reading.field)
    if reading.site_field and reading.site_field not in header.names:
        raise missing_field(reading.site_field, header.names, "--site-field or --url-field")
    layout = _layout(header, reading)
    rows = _rows(rest, data, RowReader(header.delimiter, header.line_count + 1, reading.max_size))
    items = (_item(table, header, layout, row, reading) for row in rows)
    yield from _batches(items, _header_row(header, reading))


def _batches(items: Iterator[tuple[Item, int]], header_row: bytes) -> Iterator[Batch]:
    """Yield batches of items, which come with their size in bytes. Raise the error of `items` after those before it."""
    batch: list[Item] = []
    size, failure = len(header_row), None
    try:
        for item, row_size in items:
            batch.append(item)
            size += row_size
            if size >= BATCH_BYTES:
                yield Batch(batch, START, size, header=header_row)
                batch, size, header_row = [], 0, b""
    except CleantextError as error:
        failure = error
    if batch or header_row:
        yield Batch(batch, START, size, header=header_row)
    if failure:
        raise failure


def _first_row(data: Iterator[bytes]) -> tuple[bytes, bytes]:
    """Return the first row with its line end, and what was read beyond it. Raise CleantextError if it has no end.

    It ends with the first line end that has as many quotation marks before it as close: the delimiter is not known yet.
    """
    row, is_open = bytearray(), False
    for chunk in data:
        start = 0
        while start < len(chunk) and len(row) <= MAX_HEADER_SIZE:
            end = chunk.find(b"\n", start) + 1 or len(chunk)
            is_open ^= chunk.count(b'"', start, end) % 2 == 1
            row += chunk[start:end]
            if not is_open and row.endswith(b"\n"):
                return bytes(row), chunk[end:]
            start = end
        if len(row) > MAX_HEADER_SIZE:
            break
    if is_open:
        raise CleantextError(
            "no CSV from line 1 on: a quotation mark in the header is not closed; close it or remove it"
        )
    if len(row) > MAX_HEADER_SIZE:
        raise CleantextError(f"no CSV from line 1 on: the header has more than {MAX_HEADER_SIZE:,} bytes")
    return bytes(row) + b"\n" * bool(row), b""


def _header(row: str, table_format: str, field: str) -> _Header:
    """Read the first row, which may span lines. The delimiter is the one that makes `field` one of the names."""
    byte_order_mark = BYTE_ORDER_MARK if row.startswith(BYTE_ORDER_MARK) else ""
    row = row.removeprefix(byte_order_mark)
    end = "\r\n" if row.endswith("\r\n") else "\n"
    csv.field_size_limit(MAX_HEADER_SIZE + 1)
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
        reason = "line ends are CR alone: convert them" if "new-line character" in str(error) else str(error)
        raise CleantextError(f"no CSV from line 1 on: {reason}") from None
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


def _layout(header: _Header, reading: Reading) -> Layout:
    names, site_field = header.names, reading.site_field
    return Layout(
        header.delimiter,
        encoding_of_table(reading),
        text_column=names.index(reading.field),
        details_column=names.index(DETAILS_FIELD) if DETAILS_FIELD in names else None,
        site_column=names.index(site_field) if site_field else None,
        end=header.line_end,
    )


def _rows(rest: bytes, data: Iterator[bytes], reader: RowReader) -> Iterator[RawRow]:
    yield from reader.feed(rest)
    for chunk in data:
        yield from reader.feed(chunk)
    yield from reader.end()


def _item(table: Input, header: _Header, layout: Layout, row: RawRow, reading: Reading) -> tuple[Item, int]:
    """Return the item of a row, and its size in bytes."""
    name, names = f"{table.name}:{row.number}", header.names
    if row.data is None:
        return Item(name, table, refused=too_large_message(reading.max_size)), reading.max_size
    size = len(row.data) + 1
    if (found := count_fields(row.data, header.delimiter)) != len(names):
        count = "1 field" if found == 1 else f"{found} fields"
        return Item(name, table, refused=f"{count}, where the header has {len(names)}"), size
    if reading.as_objects:
        return Item(name, table, ObjectRow(dict(zip(names, layout.split(row.data), strict=True)))), size
    return Item(name, table, CsvRow(row.data, layout)), size
