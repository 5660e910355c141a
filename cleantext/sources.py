"""What is read, cut into batches: the pieces of work that one process does at a time."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from cleantext.files.formats import CSV, PARQUET, TEXT, TSV
from cleantext.files.read import open_input, read_bytes, state_of
from cleantext.files.walk import NO_FILE, Input, Unread
from cleantext.model import CleantextError, reason_of

if TYPE_CHECKING:
    from cleantext.rows import Row

BATCH_BYTES = 256 * 1024
BATCH_FILES = 64


class Item(NamedTuple):
    """A document to clean: a file, or a row of a table. What is `refused` is not to be cleaned, for that reason.

    `data` is what a stream gave, which only one process can read.
    """

    name: str
    source: Input | None = None
    row: "Row | None" = None
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


class Reading(NamedTuple):
    """How tables are read: the field with the text, the encoding, the limit of a row, what they are to become.

    With `as_objects`, rows become JSON objects, of whatever format they were; with `headed`, CSV stays CSV and has its
    first row. `account` asks for a field for that. `site_field` has the site of a row.
    """

    field: str
    encoding: str | None
    max_size: int
    as_objects: bool = False
    headed: bool = False
    account: bool = False
    files_a_batch: int = BATCH_FILES
    eol: str = "lf"
    site_field: str | None = None


def batches(found: Sequence[Input | Unread], reading: Reading, start: Place = START) -> Iterator[Batch]:
    """Cut all that was found into batches, from a place onward. What each holds depends on the inputs alone."""
    waiting: list[Item] = []
    size = 0
    for number, item in enumerate(found[start.inputs :], start.inputs):
        if isinstance(item, Input) and item.format != TEXT:
            if waiting:
                yield Batch(waiting, Place(number, 0), size)
                waiting, size = [], 0
            yield from _table(item, number, reading, start.rows if number == start.inputs else 0)
            continue
        if isinstance(item, Unread):
            waiting.append(Item(item.name, refused=item.reason, skipped=item.skipped))
        else:
            waiting.append(_file(item, reading.max_size))
            size += max(item.size, len(waiting[-1].data or b""))
        if size >= BATCH_BYTES or len(waiting) >= reading.files_a_batch:
            yield Batch(waiting, Place(number + 1, 0), size)
            waiting, size = [], 0
    if waiting:
        yield Batch(waiting, Place(len(found), 0), size)


def _file(source: Input, max_size: int) -> Item:
    if source.size != NO_FILE:
        return Item(source.name, source)
    try:
        return Item(source.name, source, data=read_bytes(source, max_size))
    except (CleantextError, OSError) as error:
        return Item(source.name, source, refused=reason_of(error))
    except MemoryError:
        return Item(source.name, source, refused="needs more memory than there is")


def _table(table: Input, number: int, reading: Reading, skip: int) -> Iterator[Batch]:
    """Cut a table into batches, less its first rows."""
    rows = passed = 0
    failure, state = "", None
    try:
        state = None if table.size == NO_FILE else state_of(table.name)
        with open_input(table) as (stream, file):
            for batch in _read_table(table, stream, reading):
                first, rows = rows, rows + len(batch.items)
                size = batch.size
                if table.compression and table.size != NO_FILE:
                    size, passed = file.tell() - passed, file.tell()
                if rows > skip or not skip:
                    items, head = batch.items[max(0, skip - first) :], b"" if skip else batch.head
                    yield batch._replace(
                        items=items, after=Place(number, rows), size=size, table=table, head=head, state=state
                    )
    except (CleantextError, OSError) as error:
        failure = reason_of(error)
    except Exception as error:  # noqa: BLE001 - what pyarrow raises for odd files is of many kinds
        failure = f"cannot be read: {type(error).__name__}: {error}"
    yield Batch((), Place(number + 1, 0), 0, table, ends=True, failure=failure, state=state)


def _read_table(table: Input, stream: BinaryIO, reading: Reading) -> Iterator[Batch]:
    if table.format == PARQUET:
        from cleantext import parquet

        return parquet.batches(table, reading)
    from cleantext import tables

    return (tables.csv_rows if table.format in (CSV, TSV) else tables.json_lines)(table, stream, reading)
