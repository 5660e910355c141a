"""Read Excel, and write it with the texts of one column replaced: all else in the workbook stays as it is.

No library is used: those that write workbooks make them anew, and lose what they do not know: pictures, macros.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from cleantext.files.read import too_large_message
from cleantext.model import CleantextError

from .header import check_columns, column_numbers
from .items import BATCH_BYTES, START, Batch, Cell, Item, Reading
from .rows import DETAILS_FIELD, SHOWN_FIELDS, ObjectRow, check_details, check_names, listed
from .xlsx_sheet import Sheet, SheetCell, SheetRow, letters_of, text_cell
from .xlsx_workbook import Edit, Workbook, translating_errors
from .xlsx_writer import Columns, Origin, Place
from .xlsx_writer import Writer as Writer  # noqa: PLC0414 - where tables.py looks for it

if TYPE_CHECKING:
    from cleantext.files.walk import Input

MAX_CELL = 32_767  # units of UTF-16 that a cell may hold
BATCH_ROWS = 256


class XlsxRow(NamedTuple):
    """The text of a row, and the details of an earlier run beside it; serialized as ArrowRow is."""

    text: str
    end: str = ""
    site: object = None
    details: object = None

    def read(self, reading: Reading) -> Cell:
        """Return the text."""

        def serialize(new: str, details: str | None) -> bytes:
            if details is not None:
                check_details(self.details, reading.field)
            for text, what in ((new, "clean text"), (details or "", "details of --explain")):
                if text != self.text and len(text.encode("utf-16-le", "surrogatepass")) > 2 * MAX_CELL:
                    raise CleantextError(
                        f"the {what} has more than {MAX_CELL:,} characters, which a cell of Excel cannot hold; "
                        "-f jsonl can"
                    )
            return f"{new}\0{details or ''}".encode()

        return Cell(self.text, "utf-8", 0, serialize, self.site)

    def is_written_as(self, data: bytes) -> bool:
        """Check whether these bytes are the same text without details."""
        return data == f"{self.text}\0".encode()


class Source(NamedTuple):
    """A sheet of a workbook and the names of its columns.

    `name` is what the names of its rows begin with, `size` its part of the bytes.
    """

    table: "Input"
    workbook: Workbook
    path: str
    columns: Sequence[str]
    name: str
    size: int


def read(table: "Input", stream: BinaryIO, reading: Reading) -> Iterator[Batch]:
    """Yield the rows of the sheets that have the field. Raise CleantextError if none has it, or it is no workbook."""
    with translating_errors():
        workbook = Workbook(stream)
        found = list(_sheets(workbook, reading))
        share = max(0, table.size) // len(found)
        for name, columns in found:
            prefix = f"{table.name}:{name}" if len(found) > 1 else table.name
            path = workbook.sheets[name]
            yield from _batches(Source(table, workbook, path, columns, prefix, share), reading)


def _sheets(workbook: Workbook, reading: Reading) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the name of each sheet to clean, and those of its columns. Raise CleantextError if there is none."""
    sheets = workbook.sheets
    if reading.sheet is not None:
        if reading.sheet not in sheets:
            raise CleantextError(f"no sheet {reading.sheet!r}; there are {listed(list(sheets))}")
        sheets = {reading.sheet: sheets[reading.sheet]}
    headers = {name: _header(workbook, path, reading) for name, path in sheets.items()}
    headers = {name: names for name, names in headers.items() if names} or headers
    if not headers:
        raise CleantextError("an Excel workbook without a sheet")
    if len(headers) == 1:
        name, names = headers.popitem()
        if names:
            check_columns(names, reading)
        yield name, names
        return
    if not reading.has_header:
        raise CleantextError(f"several sheets have data: {listed(list(headers))}; say which with --sheet")
    having = [name for name, names in headers.items() if reading.field in names]
    if not having:
        fields = [f"{name!r} has {listed(names)}" for name, names in [*headers.items()][:SHOWN_FIELDS]]
        raise CleantextError(f"no field {reading.field!r} in any sheet: {'; '.join(fields)}; say which with --field")
    for name in having:
        check_columns(headers[name], reading)
        yield name, headers[name]


def _header(workbook: Workbook, path: str, reading: Reading) -> list[str]:
    """Return the names of the columns of a sheet, which its first row has; none if the sheet is empty."""
    row = next(_rows(workbook, Sheet(workbook.part(path))), None)
    if row is None:
        return []
    count = row.cells[-1].column + 1
    if not reading.has_header:
        return column_numbers(count)
    names = {cell.column: str(workbook.value_of(cell) or "") for cell in row.cells}
    return [names.get(column) or letters_of(column) for column in range(count)]


def _rows(workbook: Workbook, sheet: Sheet) -> Iterator[SheetRow]:
    """Yield the rows that hold something; many have a format alone."""
    for row in sheet.rows():
        if any(cell.is_formula or workbook.text_of(cell) for cell in row.cells):
            yield row


def _batches(source: Source, reading: Reading) -> Iterator[Batch]:
    workbook, share = source.workbook, source.size
    sheet = Sheet(workbook.part(source.path))
    rows = _rows(workbook, sheet)
    first = next(rows, None)
    columns = _columns(source.columns, reading)
    origin = Origin(workbook, source.path, sheet.xml, columns)
    if first is None:
        yield Batch((), START, share, origin=origin)
        return
    if reading.as_objects:
        check_names(source.columns)
    adds = reading.has_header and reading.details and DETAILS_FIELD not in source.columns
    yield Batch((), START, 0, origin=origin._replace(edits=[_new_name(sheet, first, columns)] if adds else ()))
    items: list[Item] = []
    places: list[Place] = []
    size = position = 0
    for row in rows if reading.has_header else chain([first], rows):
        item, place = _item(source, row, columns, reading)
        items.append(item)
        places.append(place)
        size += place.text.end - place.text.start + len(workbook.text_of(place.text)) if place.text else 1
        if size >= BATCH_BYTES or len(items) == BATCH_ROWS:
            done = share * row.end // max(1, len(sheet.xml))
            yield Batch(items, START, done - position, origin=origin._replace(places=places))
            items, places, size, position = [], [], 0, done
    yield Batch(items, START, share - position, origin=origin._replace(places=places))


def _new_name(sheet: Sheet, header: SheetRow, columns: Columns) -> Edit:
    """Return the edit that adds the name of the column for details to the header."""
    last = header.cells[-1]
    old = sheet.xml[last.start : last.end]
    return header.end, header.end, text_cell(old, columns.details, header.number, last.style, DETAILS_FIELD)


def _columns(names: Sequence[str], reading: Reading) -> Columns:
    return Columns(
        names,
        names.index(reading.field) if reading.field in names else 0,
        names.index(reading.site_field) if reading.site_field else None,
        names.index(DETAILS_FIELD) if DETAILS_FIELD in names else len(names),
    )


def _item(source: Source, row: SheetRow, columns: Columns, reading: Reading) -> tuple[Item, Place]:
    """Return the item of a row, and where it is written."""
    cells = {cell.column: cell for cell in row.cells}
    table, workbook = source.table, source.workbook
    name, cell, details = f"{source.name}:{row.number}", cells.get(columns.text), cells.get(columns.details)
    kind = workbook.kind_of(cell) if cell else ""
    end = next((each.start for each in row.cells if each.column > columns.details), row.end)
    place = Place(row.number, cell, details, end, not kind, row.cells[0])
    if kind:
        return Item(name, table, refused=f"the field {reading.field!r} is {kind}, not text"), place
    text = workbook.text_of(cell) if cell else ""
    if sum(len(workbook.text_of(each)) for each in row.cells) > reading.max_size:
        return Item(name, table, refused=too_large_message(reading.max_size)), place
    if reading.as_objects:
        letters = (letters_of(column) for column in range(len(columns.names), max(cells) + 1))
        names = [*columns.names, *letters] if reading.has_header else column_numbers(max(cells) + 1)
        names += columns.names[len(names) :]
        fields = {each: _value(workbook, cells.get(index)) for index, each in enumerate(names)}
        return Item(name, table, ObjectRow({**fields, reading.field: text})), place
    site = _value(workbook, cells.get(columns.site)) if columns.site is not None else None
    return Item(name, table, XlsxRow(text, "", site, _value(workbook, details))), place


def _value(workbook: Workbook, cell: SheetCell | None) -> object:
    return None if cell is None else workbook.value_of(cell)
