"""CSV and TSV (RFC 4180): comma, semicolon or tab between fields, the first row their names."""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from cleantext.files.formats import CSV, TSV
from cleantext.files.read import too_large_message
from cleantext.files.walk import Input
from cleantext.model import CleantextError
from cleantext.vietnamese.tones import as_shown

from .decode import BYTE_ORDER_MARK, REPLACE
from .items import BATCH_BYTES, LF, START, Batch, Cell, Item, Reading, line_end
from .rows import ACCOUNT, SURROGATE, ObjectRow, encoding_of_table, no_field, numbered_lines

ROOM = 4  # a line of CSV may be so many times as long as its longest text may be
DELIMITERS = {CSV: ",;\t", TSV: "\t"}  # spreadsheets set to Vietnamese write ";", as "," is in their numbers


class CsvRow(NamedTuple):
    """A row of CSV: its fields, the number of that with the text, what stands between fields, the row's end."""

    fields: list[str]
    column: int
    delimiter: str
    account: int | None  # the number of the field for the account, if the table has it already
    end: str = LF
    site: int | None = None  # the number of the field that says the site

    def read(self, reading: Reading) -> Cell:
        """Return the text. The other fields keep their values. Raise CleantextError for bytes that are no text."""
        name = encoding_of_table(reading)
        bytes_lost = sum(len(SURROGATE.findall(value)) for value in self.fields)
        if bytes_lost and reading.errors != REPLACE:
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
        """Check whether a reader of CSV finds nothing new in these bytes."""
        return data == (csv_line(self.fields, self.delimiter) + self.end).encode("utf-8", "surrogateescape")


def csv_line(row: list[str], delimiter: str) -> str:
    """Return a row of CSV (RFC 4180) without its line end."""
    line = io.StringIO()
    csv.writer(line, delimiter=delimiter, lineterminator="\r\n").writerow(row)  # quotes fields that hold either of them
    return line.getvalue().removesuffix("\r\n")


class _Header(NamedTuple):
    """The names of the fields of CSV, what stands between fields, how lines end, how many lines it is.

    A byte order mark stays: spreadsheets need it to read Vietnamese.
    """

    names: list[str]
    delimiter: str
    end: str
    lines: int
    mark: str


def read(table: Input, stream: BinaryIO, reading: Reading) -> Iterator[Batch]:
    """Yield the rows of CSV or TSV (RFC 4180; lines may end in LF, too). The first row names the fields.

    Raise CleantextError for what is no CSV; what stands before that is given.
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
    encoding = encoding_of_table(reading)
    for lines in numbered_lines(stream, reading, limit):
        for number, line in lines:
            if line is None:
                raise CleantextError(f"line {number} is {too_large_message(limit)}")
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
