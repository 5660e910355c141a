"""Read and write CSV and TSV (RFC 4180): delimited by any character, with or without a header row."""

import codecs
import re
from collections.abc import Iterator
from functools import cache
from typing import BinaryIO, NamedTuple

from cleantext.files.read import too_large_message
from cleantext.files.walk import Input
from cleantext.model import CleantextError

from .csv_delimiter import is_apart
from .csv_header import Header, find_header
from .csv_rows import RawRow, RowReader, count_fields, split_row
from .decode import REPLACE, Decoded, notes_on_replaced
from .items import BATCH_BYTES, LF, START, Batch, Cell, Item, Reading, line_end
from .rows import DETAILS_FIELD, ObjectRow, check_details, check_names
from .table_encoding import USING_ASCII_SIGNS, UTF_8, TableEncoding, checked, encoding_of_table, open_table


class Layout(NamedTuple):
    """What the rows of a table have in common. The columns are indexes of their fields."""

    delimiter: str
    encoding: TableEncoding
    text_column: int
    details_column: int | None  # None if the table has no such column yet
    site_column: int | None
    end: str = LF

    def split(self, row: bytes) -> list[Decoded]:
        """Return the fields of a row, as TableEncoding.decode_field does."""
        decode = self.encoding.of_row(row).decode_field
        fields = enumerate(split_row(row, self.delimiter))
        return [decode(field, font_capitals=index == self.text_column) for index, field in fields]


class CsvRow(NamedTuple):
    """A row of CSV, without its line end."""

    row: bytes
    layout: Layout

    @property
    def end(self) -> str:
        """The line end of the table."""
        return self.layout.end

    def read(self, reading: Reading) -> Cell:
        """Return the text. Raise CleantextError if bytes cannot be decoded.

        A row of which the text stays keeps its bytes; of any other, the other fields keep their values.
        """
        layout = self.layout
        decoded = checked(layout.split(self.row), reading.errors)
        fields = [field.text for field in decoded]
        is_utf8 = all(field.encoding == UTF_8 and not field.replaced for field in decoded)

        def serialize(new: str, details: str | None) -> bytes:
            if is_utf8 and details is None and new == fields[layout.text_column]:
                return self.row
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
        replaced = sum(field.replaced for field in decoded)
        return Cell(fields[layout.text_column], decoded[layout.text_column].encoding, replaced, serialize, site)

    def is_written_as(self, data: bytes) -> bool:
        """Check whether these bytes are those of the row already."""
        return data == self.row + self.end.encode() and not self.layout.encoding.wide


def csv_line(row: list[str], delimiter: str) -> str:
    """Return a row of CSV (RFC 4180) without its line end, as csv.writer has it, which takes four times the memory."""
    needs_quotes = _needs_quotes(delimiter)
    fields = ('"' + field.replace('"', '""') + '"' if needs_quotes.search(field) else field for field in row)
    return delimiter.join(fields) or '""'  # nothing at all would be a blank line


@cache
def _needs_quotes(delimiter: str) -> re.Pattern[str]:
    return re.compile(f'[{re.escape(delimiter)}"\r\n]')


def read(table: Input, stream: BinaryIO, reading: Reading) -> Iterator[Batch]:
    """Yield the rows of CSV or TSV (RFC 4180; lines may also end in LF). The first row names the fields.

    Raise CleantextError where the CSV is invalid, after yielding the rows before that.
    """
    name = encoding_of_table(reading)
    if codecs.lookup(name).name.startswith(USING_ASCII_SIGNS):
        raise CleantextError(f"CSV cannot be read as {name.upper()}: convert it to UTF-8 first")
    if reading.delimiter and not is_apart(reading.delimiter, name):
        raise CleantextError(
            f"in {name.upper()}, {reading.delimiter!r} may be part of another character: convert it to UTF-8 first"
        )
    encoding, pieces = open_table(stream, reading)
    start = next(pieces, b"")
    if not start:
        return
    header, pieces = find_header(start, pieces, table.format, reading, encoding)
    layout = _layout(header, reading, encoding)
    rows = RowReader(header.delimiter, 1, reading.max_size).read(pieces)
    if reading.has_header:
        next(rows, None)
    items = (_item(table, header, layout, row, reading) for row in rows)
    yield from _batches(items, _first_batch(header, reading, encoding))


def _first_batch(header: Header, reading: Reading, encoding: TableEncoding) -> Batch:
    """Return a batch of the header alone."""
    row, replaced = _header_row(header, reading), header.replaced
    wanted = reading.errors == REPLACE
    notes = notes_on_replaced(replaced, header.encoding, wanted=wanted) if replaced else ()
    return Batch((), START, len(row), header=row, encoding=encoding.detected, replaced=replaced, notes=notes)


def _batches(items: Iterator[tuple[Item, int]], first: Batch) -> Iterator[Batch]:
    """Yield batches of items, which come with their size in bytes, the `first` with the header.

    Raise the error of `items` after those before it.
    """
    batch: list[Item] = []
    made, size, failure = first, first.size, None
    try:
        for item, row_size in items:
            batch.append(item)
            size += row_size
            if size >= BATCH_BYTES:
                yield made._replace(items=batch, size=size)
                batch, size, made = [], 0, Batch((), START, 0)
    except CleantextError as error:
        failure = error
    if batch or made is first:
        yield made._replace(items=batch, size=size)
    if failure:
        raise failure


def _header_row(header: Header, reading: Reading) -> bytes:
    """Return the header row as it is written; empty if rows are written in another format."""
    names = header.names
    if reading.as_objects:
        check_names(names)
    if not reading.keeps_header:
        return b""
    if not reading.has_header:
        return header.byte_order_mark.encode()
    added = [DETAILS_FIELD] if reading.details and DETAILS_FIELD not in names else []
    row = csv_line([*names, *added], header.delimiter).encode() if added or not header.row else header.row
    return header.byte_order_mark.encode() + row + line_end(reading.eol, header.line_end).encode()


def _layout(header: Header, reading: Reading, encoding: TableEncoding) -> Layout:
    names, site_field = header.names, reading.site_field
    return Layout(
        header.delimiter,
        encoding,
        text_column=names.index(reading.field),
        details_column=names.index(DETAILS_FIELD) if DETAILS_FIELD in names else None,
        site_column=names.index(site_field) if site_field else None,
        end=header.line_end,
    )


def _wrong_count(found: int, wanted: int, *, has_header: bool) -> str:
    count = "1 field" if found == 1 else f"{found} fields"
    return f"{count}, where the header has {wanted}" if has_header else f"{count}, where the first row has {wanted}"


def _item(table: Input, header: Header, layout: Layout, row: RawRow, reading: Reading) -> tuple[Item, int]:
    """Return the item of a row, and its size in bytes."""
    name, names = f"{table.name}:{row.number}", header.names
    if row.data is None:
        return Item(name, table, refused=too_large_message(reading.max_size)), reading.max_size
    size = len(row.data) + 1
    if (found := count_fields(row.data, header.delimiter)) != len(names):
        return Item(name, table, refused=_wrong_count(found, len(names), has_header=reading.has_header)), size
    if reading.as_objects:
        try:
            fields = checked(layout.split(row.data), reading.errors)
        except CleantextError as error:
            return Item(name, table, refused=str(error)), size
        values = {name: field.text for name, field in zip(names, fields, strict=True)}
        replaced = sum(field.replaced for field in fields)
        return Item(name, table, ObjectRow(values, LF, fields[layout.text_column].encoding, replaced)), size
    return Item(name, table, CsvRow(row.data, layout)), size
