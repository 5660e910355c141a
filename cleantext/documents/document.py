"""Read one document, and serialize the cleaned one: in an output format, or as a row of the table it came from."""

from typing import TYPE_CHECKING, NamedTuple

from cleantext.chain.results import Result
from cleantext.files.formats import CRLF, HTML, JSON, JSONL, KEEP, LINE_FEED
from cleantext.files.read import check_size, read_bytes
from cleantext.model import Note
from cleantext.report import as_json

from .decode import decode
from .items import LF, Cell, Item, Reading

if TYPE_CHECKING:
    from cleantext.files.walk import Input


class SourceText(NamedTuple):
    """A document as it was read: its text, its encoding, how many U+FFFD were put in, and its bytes or its cell.

    Of HTML, the text is what was taken out of it, the bytes are those of that text, and `notes` are on how that went.
    """

    text: str
    encoding: str
    replaced: int
    data: bytes
    cell: Cell | None
    notes: tuple[Note, ...] = ()


def read(item: Item, source: "Input", reading: Reading) -> SourceText:
    """Return a document as it was read. Raise OSError; raise CleantextError if it is too large or not text."""
    if item.row is None:
        data = read_bytes(source, reading.max_size) if item.data is None else item.data
        if source.format == HTML:
            return _read_html(data, reading)
        return SourceText(*decode(data, reading.encoding, reading.errors), data, None)
    cell = item.row.read(reading)
    check_size(cell.text, reading.max_size)
    if reading.html:
        from .html import extract

        text, notes = extract(cell.text)
        return SourceText(text, cell.encoding, cell.replaced, cell.data, cell._replace(text=text), notes)
    return SourceText(cell.text, cell.encoding, cell.replaced, cell.data, cell)


def _read_html(data: bytes, reading: Reading) -> SourceText:
    from .html import extract  # with trafilatura, slow to import
    from .html_encoding import decode_html

    decoded = decode_html(data, reading.encoding, reading.errors)
    text, notes = extract(decoded.text)
    text = f"{text}\n" if text else ""
    return SourceText(text, decoded.encoding, decoded.replaced, text.encode(), None, notes)


class Document(NamedTuple):
    """A cleaned document: its name, its encoding, its text as decoded (`source`), the result, its bytes.

    A row of a table has a `cell` in place of the bytes; a piece of a text has both.
    """

    name: str
    encoding: str
    source: str
    result: Result
    data: bytes = b""
    cell: Cell | None = None

    def as_text(self, eol: str = LINE_FEED) -> bytes:
        """Return the clean text as files hold it: UTF-8, ending in one line end unless it is empty."""
        text = self.result.text
        text = text if not text or text.endswith(LF) else text + LF
        return (text.replace(LF, "\r\n") if _uses_crlf(eol, self.source) else text).encode()

    def serialize(self, form: str | None, eol: str = LINE_FEED, *, alone: bool) -> bytes:
        """Return the document in an output format, None for text.

        If it is not `alone` in its file, the writer of the file adds what stands between documents and at the end.
        """
        if form not in (JSON, JSONL):
            return self.as_text(eol)
        is_line = alone or form == JSONL
        record = self.result.to_dict(self.name, self.encoding)
        if self.cell and self.cell.separator:
            record["separator"] = self.cell.separator
        return (as_json.to_json(record) + LF if is_line else as_json.to_json(record, indent=2)).encode()

    def as_row(self, cell: Cell, *, details: bool) -> bytes:
        """Return the row with the clean text, and if wanted with the details (`_cleantext`), without a line end."""
        if not details:
            return cell.serialize(self.result.text, None)
        record = self.result.to_dict(self.name, self.encoding)
        del record["text"]
        return cell.serialize(self.result.text, as_json.to_json(record))

    def changed_line_ends(self, eol: str = LINE_FEED) -> str:
        """Return what line ends of the source become, "CRLF" or "LF"; "" if they stay as they are."""
        text = self.source
        if not self.cell and _uses_crlf(eol, text):
            return "CRLF" if text.count("\n") + text.count("\r") > 2 * text.count("\r\n") else ""
        return "LF" if "\r" in text else ""

    def differs(self, eol: str = LINE_FEED) -> bool:
        """Check whether cleaning changes a byte; of a row, whether it changes the text in the field."""
        is_field = self.cell is not None and not self.cell.data
        return self.source != self.result.text if is_field else self.as_text(eol) != self.data


def _uses_crlf(eol: str, source: str) -> bool:
    """Check whether to end lines in CRLF: as `eol` says, or as most lines of the source do."""
    return eol == CRLF or (eol == KEEP and 2 * source.count("\r\n") > source.count(LF))
