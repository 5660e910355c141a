"""Open a workbook of Excel (ECMA-376): its sheets, texts and formats; write it again with some bytes replaced."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from datetime import datetime, timedelta
from functools import cached_property
from io import BytesIO
from typing import BinaryIO
from xml.parsers.expat import ExpatError
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from cleantext.model import OUT_OF_MEMORY, CleantextError

from .xlsx_sheet import BOOLEAN, ERROR, FORMULA_TEXT, INLINE, SHARED, SharedStrings, SheetCell
from .xlsx_xml import XmlReader

MAX_UNPACKED = 200_000_000  # bytes of a workbook, of which the texts and a sheet are held in memory
OLD_EXCEL = b"\xd0\xcf\x11\xe0"  # how .xls begins, and an .xlsx with a password
DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}  # the built-in formats of dates and times
NO_DATE = re.compile(r'"[^"]*"|\\.|\[[^]]*\]|General', re.IGNORECASE)  # in the code of a format
Edit = tuple[int, int, bytes]  # from, to, and what stands there instead


class _Elements(XmlReader):
    """The elements of a small part, and their attributes."""

    def __init__(self, xml: bytes) -> None:
        super().__init__(xml)
        self.found: list[tuple[str, dict[str, str]]] = []
        if xml:
            self.read()

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        self.found.append((name, attributes))


class Workbook:
    """A workbook, held as its packed bytes. Raise CleantextError if it cannot be read."""

    def __init__(self, stream: BinaryIO) -> None:
        self._data = stream.read(MAX_UNPACKED + 1)
        if self._data.startswith(OLD_EXCEL):
            raise CleantextError("an .xls file, or one with a password: save it in Excel as .xlsx, without a password")
        self._zip = ZipFile(BytesIO(self._data))
        size = max(len(self._data), sum(entry.file_size for entry in self._zip.infolist()))
        if size > MAX_UNPACKED:
            raise CleantextError(f"a workbook of more than {MAX_UNPACKED:,} bytes unpacked; save it as CSV")
        self._names = set(self._zip.namelist())
        if len(self._names) < len(self._zip.namelist()):
            raise CleantextError("unreadable Excel workbook: two parts of it have one name")
        self._path, relations = self._main_part()
        elements = _Elements(self.part(self._path)).found
        self._has_1904 = any(
            name == "workbookPr" and values.get("date1904") in ("1", "true") for name, values in elements
        )
        sheets = [
            (values["name"], *relations.get(values["id"], ("", ""))) for name, values in elements if name == "sheet"
        ]
        self.sheets = {name: path for name, kind, path in sheets if kind == "worksheet"}
        self.paths_of_sheets = [path for *_, path in sheets if path in self._names]  # of charts, dialogs, macros, too
        self._targets = {kind: path for kind, path in relations.values() if kind in ("sharedStrings", "styles")}

    def _main_part(self) -> tuple[str, dict[str, tuple[str, str]]]:
        """Return the path of the workbook itself, and what it refers to."""
        paths = [path for kind, path in self._relations("").values() if kind == "officeDocument"]
        if not paths or paths[0] not in self._names or not paths[0].endswith(".xml"):
            raise CleantextError("not an Excel workbook (.xlsx, .xlsm)")
        return paths[0], self._relations(paths[0])

    def _relations(self, path: str) -> dict[str, tuple[str, str]]:
        """Return the kind and the path of all that a part refers to, by their ids."""
        folder, name = posixpath.split(path)
        found = _Elements(self.part(posixpath.join(folder, "_rels", f"{name}.rels"))).found
        return {
            values["Id"]: (
                values["Type"].rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, values["Target"]))[1:],
            )
            for name, values in found
            if name == "Relationship" and values.get("TargetMode") != "External"
        }

    def part(self, path: str) -> bytes:
        """Return the bytes of a part; none if it is missing."""
        return self._zip.read(path) if path in self._names else b""

    @cached_property
    def shared(self) -> SharedStrings:
        """The table of the texts in cells."""
        return SharedStrings(self.part(self.path_of_texts))

    @property
    def path_of_texts(self) -> str:
        """The path of the table of texts, "" if there is none."""
        return self._targets.get("sharedStrings", "")

    @cached_property
    def _date_styles(self) -> set[str]:
        """The styles of cells that show a date or a time."""
        found = _Elements(self.part(self._targets.get("styles", ""))).found
        dates = {str(number) for number in DATES}
        for name, values in found:
            if name == "numFmt":
                is_date = re.search("[dmyhs]", NO_DATE.sub("", values["formatCode"]), re.IGNORECASE)
                (dates.add if is_date else dates.discard)(values["numFmtId"])
        names = [name for name, _ in found]
        start = names.index("cellXfs") if "cellXfs" in names else len(names)
        formats = []
        for name, values in found[start + 1 :]:
            if name in ("cellStyles", "dxfs", "tableStyles"):
                break
            if name == "xf":
                formats.append(values.get("numFmtId", "0"))
        return {str(index) for index, number in enumerate(formats) if number in dates}

    def text_of(self, cell: SheetCell) -> str:
        """Return what a cell holds, as text."""
        return self.shared.texts[int(cell.value)] if cell.kind == SHARED and cell.value else cell.value

    def value_of(self, cell: SheetCell) -> object:
        """Return what a cell holds: text, a number, true or false, a date in ISO 8601; None if it is empty."""
        if cell.kind == BOOLEAN:
            return cell.value == "1"
        if cell.kind != "n":
            return self.text_of(cell)
        if not cell.value:
            return None
        number = float(cell.value)
        if self._is_date(cell):
            return self._date(number)
        return int(number) if number.is_integer() else number

    def _is_date(self, cell: SheetCell) -> bool:
        """Check whether the number in a cell is shown as a date or a time; a cell without a style has the first one."""
        return (cell.style or "0") in self._date_styles

    def _date(self, number: float) -> object:
        day = datetime(1904, 1, 1) if self._has_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - Excel has no zones
        try:
            found = day + timedelta(seconds=round(number * 86_400))
        except OverflowError:
            return number
        if 0 <= number < 1:
            return found.time().isoformat()
        return found.date().isoformat() if number.is_integer() else found.isoformat()

    def kind_of(self, cell: SheetCell) -> str:
        """Return what a cell holds that is not text, in words; "" for text, or nothing."""
        if cell.is_formula:
            return "a formula"
        if cell.kind in (SHARED, INLINE, FORMULA_TEXT) or not cell.value:
            return ""
        kinds = {BOOLEAN: "true or false", ERROR: "an error", "d": "a date"}
        return kinds.get(cell.kind, "a date" if self._is_date(cell) else "a number")

    def written(self, parts: Mapping[str, bytes]) -> bytes:
        """Return the workbook with these parts in place of its own; all others are as they were, in the same order."""
        target = BytesIO()
        with ZipFile(target, "w", ZIP_DEFLATED) as new:
            new.comment = self._zip.comment
            for entry in self._zip.infolist():
                data = parts[entry.filename] if entry.filename in parts else self._zip.read(entry)
                new.writestr(copy(entry), data)
        return target.getvalue()


def edited(data: bytes, edits: Sequence[Edit]) -> bytes:
    """Return data with other bytes at some places."""
    pieces, position = [], 0
    for start, end, new in sorted(edits):
        pieces += [data[position:start], new]
        position = end
    return b"".join([*pieces, data[position:]])


@contextmanager
def translating_errors() -> Iterator[None]:
    """Turn what damaged workbooks raise into CleantextError with one line of reason."""
    import zlib

    try:
        yield
    except MemoryError as error:
        raise CleantextError(OUT_OF_MEMORY) from error
    except (KeyError, IndexError) as error:
        raise CleantextError("unreadable Excel workbook: a part of it refers to what is not there") from error
    except (BadZipFile, ExpatError, EOFError, zlib.error, ValueError, RuntimeError) as error:
        # the last one for a password, or, as NotImplementedError, for a compression that Python lacks
        reason = str(error) or type(error).__name__
        raise CleantextError(f"unreadable Excel workbook: {reason}") from error
