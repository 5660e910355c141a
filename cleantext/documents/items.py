"""Types shared by reading, cleaning and writing: an item to clean, a row and its text, a batch of items."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol

from cleantext.files.formats import CRLF, KEEP
from cleantext.files.read import FileState
from cleantext.files.walk import Input
from cleantext.model import Note

BATCH_BYTES = 256 * 1024  # about, of a table
BATCH_FILES = 64  # at most, of text files
LF = "\n"


class Reading(NamedTuple):
    """How inputs are read.

    `field` names the field with the text of a row, `site_field` the one with its site or URL. `errors` is "strict" or
    "replace", `max_size` the limit in bytes of a document, and of a row with all its fields. With `as_objects`, rows of
    any format become JSON objects; with `keeps_header`, CSV stays CSV and keeps its header. With `details`, the header
    gets a field for the details of each row. `eol` is "lf", "crlf" or "keep". `split` is the pattern of the lines that
    part a text into pieces. With `html`, fields are HTML. CSV has this `delimiter`, or one that is found; of Excel, one
    `sheet` is read, or each that has the field. Where these have no header, fields are numbers of columns.
    """

    field: str = "text"
    encoding: str | None = None
    errors: str = "strict"
    max_size: int = 50_000_000
    site_field: str | None = None
    eol: str = "lf"
    as_objects: bool = False
    keeps_header: bool = False
    details: bool = False
    files_a_batch: int = BATCH_FILES
    split: str | None = None
    html: bool = False
    delimiter: str | None = None
    has_header: bool = True
    sheet: str | None = None


class Cell(NamedTuple):
    """The text of a row, its encoding, and how many U+FFFD stand for what could not be decoded.

    `serialize` returns the row in its format with a new text, and with details of the cleaning (JSON) if they are not
    None. `site` is the value of the site field, None if the row has none. `data` is for a row that is text: its bytes;
    `separator` are the lines of --split above it.
    """

    text: str
    encoding: str
    replaced: int
    serialize: Callable[[str, str | None], bytes]
    site: object = None
    data: bytes = b""
    separator: str = ""


class Row(Protocol):
    """A row of a table; each format has its own class."""

    @property
    def end(self) -> str:
        """The line end of the row; empty if the format has none."""
        ...

    def read(self, reading: Reading, /) -> Cell:
        """Return the text of the row. Raise CleantextError if it has none."""
        ...

    def is_written_as(self, data: bytes, /) -> bool:
        """Check whether writing these bytes would leave the row as it is."""
        ...


class Item(NamedTuple):
    """A document to clean: a file, or a row of a table. `refused` is why it cannot be cleaned, if it cannot.

    `data` is the content of a stream, which only the main process can read. With `is_retry`, a process was lost that
    may have written the document.
    """

    name: str
    source: Input | None = None
    row: Row | None = None
    data: bytes | None = None
    refused: str = ""
    skipped: bool = False
    is_retry: bool = False

    @property
    def table_name(self) -> str:
        """The name of the document less the number of its row: of its file, or of a sheet of it, "a.xlsx:Tin"."""
        return self.name if self.row_number is None else self.name.rpartition(":")[0]

    @property
    def row_number(self) -> int | None:
        """The number of the row in its table, which its name ends with: that of its line, or of the row from 1 on.

        None for a document that is the whole file.
        """
        is_whole = self.source is None or self.name == self.source.name
        return None if is_whole else int(self.name.rpartition(":")[2])


class Position(NamedTuple):
    """How far a run has come: inputs done, and rows done of the next one."""

    inputs: int
    rows: int


START = Position(0, 0)


class Batch(NamedTuple):
    """Documents that are cleaned together: rows of one `table`, or text files.

    `after` is the position of the run when the batch is done, `size` its input in bytes. The first batch of a table has
    its header as bytes (`header`); the last one `ends` it, with a `failure` if the rest cannot be read. `origin` is
    for the writer of the format, if it has one, `state` that of the file before it was read. The first batch also says
    in which `encoding` the table was found to be, if not in UTF-8, and how many U+FFFD are in its header (`replaced`),
    with `notes` on them. `is_split` if --split has found a line that parts documents.
    """

    items: Sequence[Item]
    after: Position
    size: int
    table: Input | None = None
    header: bytes = b""
    ends: bool = False
    failure: str = ""
    origin: Any = None
    state: FileState | None = None
    encoding: str = ""
    replaced: int = 0
    notes: Sequence[Note] = ()
    is_split: bool = False


class DocumentWriter(Protocol):
    """Puts a file together from the outputs of its documents; `can_resume` if it can go on where a file was cut off."""

    @property
    def can_resume(self) -> bool:
        """Check whether a file can be continued from any number of its documents."""
        ...

    def put(self, batch: Batch, outputs: Sequence[bytes | None], /) -> None:
        """Write a batch; `outputs` has one for each item, None for one that failed, which is left out."""
        ...

    def end(self) -> None:
        """Write what follows the last document."""
        ...


def line_end(eol: str, own: str) -> str:
    """Return the line end to write for a row that ends in `own` in the source."""
    return own if eol == KEEP else "\r\n" if eol == CRLF else LF
