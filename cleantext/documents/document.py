"""A document on its way in, and out: as text, as JSON, as a row of the table it came from."""

from typing import TYPE_CHECKING, NamedTuple

from cleantext.files.formats import CRLF, KEEP, LINE_FEED
from cleantext.files.read import check_size, read_bytes
from cleantext.model import Result
from cleantext.report import as_json

from .decode import decode
from .items import LF, Cell, Item, Reading

if TYPE_CHECKING:
    from cleantext.files.walk import Input


class SourceText(NamedTuple):
    """A document as it was read: its text, the encoding, how much was no text in that, and the bytes or the cell."""

    text: str
    encoding: str
    replaced: int
    data: bytes
    cell: Cell | None


def read(item: Item, source: "Input", reading: Reading) -> SourceText:
    """Return a document as it was read. Raise OSError and CleantextError."""
    if item.row is None:
        data = read_bytes(source, reading.max_size) if item.data is None else item.data
        return SourceText(*decode(data, reading.encoding, reading.errors), data, None)
    cell = item.row.read(reading)
    check_size(cell.text, reading.max_size)
    return SourceText(cell.text, cell.encoding, cell.replaced, b"", cell)


class Document(NamedTuple):
    """A document and what became of it: its name, its bytes, their encoding, the text they are in it, the result.

    For a row of a table there is a `cell` in place of the bytes.
    """

    name: str
    encoding: str
    source: str
    result: Result
    data: bytes = b""
    cell: Cell | None = None

    def as_text(self, eol: str = LINE_FEED) -> bytes:
        """Give the clean text as files have it: UTF-8, and one line end at the end unless it is empty."""
        text = self.result.text
        text = text if not text or text.endswith(LF) else text + LF
        return (text.replace(LF, "\r\n") if is_crlf(eol, self.source) else text).encode()

    def as_json(self, *, indent: int | None = None) -> bytes:
        """Give the JSON object of the document, without a newline."""
        return as_json.to_json(as_json.record(self.name, self.encoding, self.result), indent=indent).encode()

    def as_row(self, cell: Cell, *, account: bool) -> bytes:
        """Give the row with the clean text, and with the account if it is wanted, without a line end."""
        if not account:
            return cell.put(self.result.text, None)
        record = as_json.record(self.name, self.encoding, self.result)
        del record["text"]
        return cell.put(self.result.text, as_json.to_json(record))

    def differs(self, eol: str = LINE_FEED) -> bool:
        """Tell whether cleaning it changes a byte; of a table, the text in the field."""
        return self.source != self.result.text if self.cell else self.as_text(eol) != self.data


def is_crlf(eol: str, source: str) -> bool:
    """Tell whether lines end in CRLF: always, never, or as most of the lines of the source do."""
    return eol == CRLF or (eol == KEEP and 2 * source.count("\r\n") > source.count(LF))
