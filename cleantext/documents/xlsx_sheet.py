"""Find the cells of a sheet of Excel, and where they stand in its XML, so that all else can stay as it is."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from cleantext.model import CleantextError

from .xlsx_xml import XmlReader

MAX_COLUMNS = 16_384  # of Excel
HALF = "_x([Dd][%s][0-9A-Fa-f]{2})_"  # of a character beyond U+FFFF
ESCAPED = re.compile(  # how a character that XML cannot hold is written (ECMA-376, ST_Xstring)
    HALF % "89ABab" + HALF % "C-Fc-f" + "|_x([0-9A-Fa-f]{4})_"
)
NOT_IN_XML = re.compile("[\0-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
PREFIX = re.compile(rb"<([^\s/>:]+:)")  # of the names of elements
SHARED, INLINE, FORMULA_TEXT, BOOLEAN, ERROR = "s", "inlineStr", "str", "b", "e"  # types of cells; numbers have none


class SheetCell(NamedTuple):
    """A cell: its column (from 0), type, style and value, and where its element begins and ends in the XML."""

    column: int
    kind: str
    style: str
    value: str
    is_formula: bool
    start: int
    end: int


class SheetRow(NamedTuple):
    """A row with cells, in the order of their columns, and its number in the sheet."""

    number: int
    cells: Sequence[SheetCell]

    @property
    def end(self) -> int:
        """Where a cell behind the last one would begin."""
        return max(cell.end for cell in self.cells)


class _Texts(XmlReader):
    """Reads what is in elements of text; `_part` has the pieces of the one at hand."""

    def __init__(self, xml: bytes) -> None:
        super().__init__(xml)
        self._part: list[str] = []
        self._is_text = self._is_phonetic = False

    def begin(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 - as XmlReader has it
        """Take the start of an element."""
        self._is_phonetic |= name == "rPh"  # how characters of Chinese or Japanese are read
        self._is_text = name in ("t", "v") and not self._is_phonetic

    def finish(self, name: str) -> None:
        """Take the end of an element."""
        self._is_text = False
        self._is_phonetic &= name != "rPh"

    def add(self, text: str) -> None:
        """Take text."""
        if self._is_text:
            self._part.append(text)

    def take(self) -> str:
        """Return the text of the element at hand, which ends."""
        text = "".join(self._part)
        self._part = []
        return ESCAPED.sub(_unescape, text) if "_x" in text else text


def _unescape(match: re.Match[str]) -> str:
    if match[1]:
        return bytes.fromhex(match[1] + match[2]).decode("utf-16-be")
    code = int(match[3], 16)
    return match[0] if 0xD800 <= code < 0xE000 else chr(code)


class SharedStrings(_Texts):
    """The table of the texts in cells, and where each stands in its XML."""

    def __init__(self, xml: bytes) -> None:
        super().__init__(xml)
        self.texts: list[str] = []
        self.places: list[tuple[int, int]] = []
        self._start = 0
        if xml:
            self.read()

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        super().begin(name, attributes)
        if name == "si":
            self._start = self.position

    def finish(self, name: str) -> None:
        """Take the end of an element."""
        super().finish(name)
        if name == "si":
            self.texts.append(self.take())
            self.places.append((self._start, self.end))

    def without(self, unused: Collection[int]) -> bytes:
        """Return the XML of the table with empty texts in place of some, so that what was removed is gone."""
        pieces, position = [], 0
        for index in sorted(unused):
            start, end = self.places[index]
            named = PREFIX.match(self.xml, start)
            prefix = named[1] if named else b""
            pieces += [self.xml[position:start], b"<%ssi><%st/></%ssi>" % (prefix, prefix, prefix)]
            position = end
        return b"".join([*pieces, self.xml[position:]])


class Sheet(_Texts):
    """A sheet: its XML, and its rows as they are read."""

    def __init__(self, xml: bytes) -> None:
        super().__init__(xml)
        self._rows: list[SheetRow] = []
        self._cells: list[SheetCell] = []
        self._number = self._start = 0
        self._column = -1
        self._cell: dict[str, str] = {}
        self._is_formula = False

    def rows(self) -> Iterator[SheetRow]:
        """Yield the rows that have cells."""
        for _ in self.pieces():
            yield from self._rows
            self._rows = []

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        super().begin(name, attributes)
        if name == "row":
            self._number, self._column, self._cells = int(attributes.get("r", self._number + 1)), -1, []
        elif name == "c":
            self._column = column_of(attributes["r"]) if "r" in attributes else self._column + 1
            self._cell, self._start, self._is_formula = attributes, self.position, False
        elif name == "f":
            self._is_formula = True

    def finish(self, name: str) -> None:
        """Take the end of an element."""
        super().finish(name)
        if name == "c":
            kind, style = self._cell.get("t", "n"), self._cell.get("s", "")
            cell = SheetCell(self._column, kind, style, self.take(), self._is_formula, self._start, self.end)
            self._cells.append(cell)
        elif name == "row" and self._cells:
            self._rows.append(SheetRow(self._number, sorted(self._cells)))
            self._cells = []
        elif name != "f":
            return
        self._part = []


def column_of(reference: str) -> int:
    """Return the column of a cell, from 0: 1 of "B7"."""
    number = 0
    for letter in reference.upper().rstrip("0123456789"):
        number = 26 * number + ord(letter) - 64
        if not 0 < number <= MAX_COLUMNS:
            raise CleantextError(f"unreadable Excel workbook: a cell is called {reference[:20]!r}")
    return number - 1


def letters_of(column: int) -> str:
    """Return the letters that name a column: "B" of 1."""
    name, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def text_cell(old: bytes, column: int, row: int, style: str, text: str | None) -> bytes:
    """Return the XML of a cell with a text, or an empty one for None; its element is named as in `old`."""
    named = PREFIX.match(old)
    prefix = named[1].decode() if named else ""
    tag = f"{prefix}c"
    attributes = f' r="{letters_of(column)}{row}"' + (f' s="{style}"' if style else "")
    if text is None:
        return f"<{tag}{attributes}/>".encode()
    text = NOT_IN_XML.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    inside = f'<{prefix}is><{prefix}t xml:space="preserve">{text}</{prefix}t></{prefix}is>'
    return f'<{tag}{attributes} t="inlineStr">{inside}</{tag}>'.encode()
