"""The types that reading, cleaning and writing share: an item to clean, a row and its text, a batch of items."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol

from cleantext.files.formats import CRLF, KEEP
from cleantext.files.walk import Input

BATCH_BYTES = 256 * 1024
BATCH_FILES = 64
LF = "\n"


class Reading(NamedTuple):
    """How inputs are read.

    `field` has the text of a row, `site_field` (if any) what says which site it is of. `errors` is "strict" or
    "replace", `max_size` the limit of a document in bytes. With `as_objects`, rows of any format become JSON objects;
    with `headed`, CSV stays CSV and keeps its header. With `account`, the header gets a field for the account of each
    row. `eol` is "lf", "crlf" or "keep".
    """

    field: str = "text"
    encoding: str | None = None
    errors: str = "strict"
    max_size: int = 50_000_000
    site_field: str | None = None
    eol: str = "lf"
    as_objects: bool = False
    headed: bool = False
    account: bool = False
    files_a_batch: int = BATCH_FILES


class Cell(NamedTuple):
    """The text of a row, the encoding it was in, and how much was no text in that (and is U+FFFD now).

    `put` gives the row as it is written, with a text in place of this one, and an account (JSON) of it if there is one.
    `site` is the value of the field that says which site it is of, None where the row has none.
    """

    text: str
    encoding: str
    replaced: int
    put: Callable[[str, str | None], bytes]
    site: object = None


class Row(Protocol):
    """A row of a table, as its format has it."""

    @property
    def end(self) -> str:
        """The line end of the row; empty where the format has none."""
        ...

    def read(self, reading: Reading, /) -> Cell:
        """Return the text of the row. Raise CleantextError where it has none."""
        ...

    def is_written_as(self, data: bytes, /) -> bool:
        """Check whether writing these bytes would leave the row as it is."""
        ...


class Item(NamedTuple):
    """A document to clean: a file, or a row of a table. What is `refused` is not to be cleaned, for that reason.

    `data` is what a stream gave, which only one process can read.
    """

    name: str
    source: Input | None = None
    row: Row | None = None
    data: bytes | None = None
    refused: str = ""
    skipped: bool = False

    @property
    def row_number(self) -> int | None:
        """The number of the row in its table, which its name ends with: the line it begins on, or the Parquet row."""
        return None if self.row is None else int(self.name.rpartition(":")[2])


class Place(NamedTuple):
    """How far the work is: inputs done, and rows of the next one."""

    inputs: int
    rows: int


START = Place(0, 0)


class Batch(NamedTuple):
    """Documents that are cleaned together. Of one table (`table`), or text files.

    After it the work is at `after`; `size` is how many bytes of input it was. A table's first batch has its `head`,
    the last one `ends` it, with a `failure` if it could not be read to its end. `origin` is what a Parquet writer
    needs, `state` that of the file before it was read.
    """

    items: Sequence[Item]
    after: Place
    size: int
    table: Input | None = None
    head: bytes = b""
    ends: bool = False
    failure: str = ""
    origin: Any = None
    state: tuple[int, int, int, int] | None = None


def line_end(eol: str, own: str) -> str:
    """Give the line end of a row that ends in its `own` in the source."""
    return own if eol == KEEP else "\r\n" if eol == CRLF else LF
