"""Write a workbook of Excel with new texts in cells: its sheets are edited where these stand, and nowhere else."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from cleantext.model import CleantextError

from .items import Batch, Item, Reading
from .xlsx_sheet import SHARED, Sheet, SheetCell, text_cell
from .xlsx_workbook import MAX_UNPACKED, Edit, Workbook, edited, translating_errors


class Columns(NamedTuple):
    """The columns of a sheet: their names, and the indexes of those that are read or written."""

    names: Sequence[str]
    text: int
    site: int | None
    details: int


class Place(NamedTuple):
    """Where a row is written: its number, its cells for text and details, if there are any, and where new ones go."""

    row: int
    text: SheetCell | None
    details: SheetCell | None
    end: int
    is_text: bool
    first: SheetCell

    def like(self, xml: bytes) -> bytes:
        """Return the XML of a cell of the row, for new ones to be named alike."""
        return xml[self.first.start : self.first.end]


class Origin(NamedTuple):
    """What the writer needs of a batch: the workbook, the path and XML of the sheet, and a place for each item."""

    workbook: Workbook
    path: str
    xml: bytes
    columns: Columns
    places: Sequence[Place] = ()
    edits: Sequence[Edit] = ()


class Writer:
    """Writes a workbook, through a function that takes bytes, when all of its rows are there."""

    can_resume = False

    def __init__(self, write: Callable[[bytes], object], reading: Reading) -> None:
        self._write, self._reading = write, reading
        self._workbook: Workbook | None = None
        self._edits: dict[str, list[Edit]] = {}  # by the path of a sheet
        self._size = 0  # of what they put in, in bytes
        self._replaced: set[int] = set()  # texts of the shared table that a cell had

    def put(self, batch: Batch, outputs: Sequence[bytes | None]) -> None:
        """Take a batch; of a row that failed, the text is left out, but what is no text stays as it is."""
        if batch.origin is None:  # the end of the table
            if not batch.failure:
                self.end()
            return
        origin: Origin = batch.origin
        self._workbook = origin.workbook
        edits = self._edits.setdefault(origin.path, [])
        edits += origin.edits
        for item, place, output in zip(batch.items, origin.places, outputs, strict=bool(origin.places)):
            new = list(self._edits_of(origin.xml, item, place, origin.columns, output))
            edits += new
            self._size += sum(len(data) for _, _, data in new)
        if self._size > MAX_UNPACKED:  # one text may have stood in many cells
            raise CleantextError(f"the clean texts have more than {MAX_UNPACKED:,} bytes; -f jsonl writes them")

    def _edits_of(self, xml: bytes, item: Item, place: Place, columns: Columns, output: bytes | None) -> Iterator[Edit]:
        if not place.is_text:
            return
        text, _, details = ("", "", "") if output is None else output.decode().rpartition("\0")
        old = place.text
        if old and text != getattr(item.row, "text", None):
            if old.kind == SHARED:
                self._replaced.add(int(old.value))
            new = text_cell(xml[old.start : old.end], old.column, place.row, old.style, text or None)
            yield old.start, old.end, new
        if details:
            cell = place.details
            start, end, style = (cell.start, cell.end, cell.style) if cell else (place.end, place.end, "")
            yield start, end, text_cell(place.like(xml), columns.details, place.row, style, details)

    def end(self) -> None:
        """Write the workbook."""
        if self._workbook is None:
            return
        workbook, self._workbook = self._workbook, None
        with translating_errors():
            parts = {path: edited(workbook.part(path), edits) for path, edits in self._edits.items() if edits}
            if unused := self._replaced - self._used(workbook, parts):
                parts[workbook.path_of_texts] = workbook.shared.without(unused)
            data = workbook.written(parts)
        self._write(data)

    def _used(self, workbook: Workbook, parts: dict[str, bytes]) -> set[int]:
        """Return which texts of the shared table cells still have. This reads what was edited: it is XML still."""
        paths = workbook.paths_of_sheets if self._replaced else parts
        sheets = (Sheet(parts.get(path) or workbook.part(path)) for path in paths)
        rows = (row for sheet in sheets for row in sheet.rows())
        return {int(cell.value) for row in rows for cell in row.cells if cell.kind == SHARED and cell.value}
