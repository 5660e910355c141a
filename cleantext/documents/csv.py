"""Read and write CSV and TSV (RFC 4180): delimited by comma, semicolon or tab, with a header row."""

import codecs
import re
from collections.abc import Iterator
from functools import cache
from typing import BinaryIO, NamedTuple

from cleantext.files.read import too_large_message
from cleantext.files.walk import Input
from cleantext.model import CleantextError
from cleantext.vietnamese.tones import restore_capitals

from .csv_header import Header, find_header
from .csv_rows import RawRow, RowReader, count_fields, split_row
from .decode import REPLACE
from .items import BATCH_BYTES, LF, START, Batch, Cell, Item, Reading, line_end
from .rows import (
    DETAILS_FIELD,
    SURROGATE,
    ObjectRow,
    check_details,
    check_names,
    chunks,
    encoding_of_table,
    missing_field,
)

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
    needs_quotes = _needs_quotes(delimiter)
    fields = ('"' + field.replace('"', '""') + '"' if needs_quotes.search(field) else field for field in row)
    return delimiter.join(fields) or '""'  # nothing at all would be a blank line


@cache
def _needs_quotes(delimiter: str) -> re.Pattern[str]:
    return re.compile(f'[{delimiter}"\r\n]')


def read(table: Input, stream: BinaryIO, reading: Reading) -> Iterator[Batch]:
    """Yield the rows of CSV or TSV (RFC 4180; lines may also end in LF). The first row names the fields.

    Raise CleantextError where the CSV is invalid, after yielding the rows before that.
    """
    if codecs.lookup(encoding_of_table(reading)).name.startswith(USING_ASCII_BYTES):
        raise CleantextError(f"CSV cannot be read as {encoding_of_table(reading).upper()}: convert it to UTF-8 first")
    pieces = chunks(stream, reading)
    start = next(pieces, b"")
    if not start:
        return
    header, pieces = find_header(start, pieces, table.format, reading)
    if reading.site_field and reading.site_field not in header.names:
        raise missing_field(reading.site_field, header.names, "--site-field or --url-field")
    layout = _layout(header, reading)
    rows = RowReader(header.delimiter, 1, reading.max_size).read(pieces)
    next(rows, None)  # the header
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


def _header_row(header: Header, reading: Reading) -> bytes:
    """Return the header row as it is written; empty if rows are written in another format."""
    names = header.names
    if reading.as_objects:
        check_names(names)
    if not reading.keeps_header:
        return b""
    added = [DETAILS_FIELD] if reading.details and DETAILS_FIELD not in names else []
    row = csv_line([*names, *added], header.delimiter)
    return (header.byte_order_mark + row + line_end(reading.eol, header.line_end)).encode()


def _layout(header: Header, reading: Reading) -> Layout:
    names, site_field = header.names, reading.site_field
    return Layout(
        header.delimiter,
        encoding_of_table(reading),
        text_column=names.index(reading.field),
        details_column=names.index(DETAILS_FIELD) if DETAILS_FIELD in names else None,
        site_column=names.index(site_field) if site_field else None,
        end=header.line_end,
    )


def _item(table: Input, header: Header, layout: Layout, row: RawRow, reading: Reading) -> tuple[Item, int]:
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
