"""Read Parquet in batches of rows, and write them with one column replaced. pyarrow is imported late."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from cleantext.files.formats import PARQUET
from cleantext.model import CleantextError

from .items import START, Batch, Cell, Item, Reading
from .rows import DETAILS_FIELD, ObjectRow, missing_field

if TYPE_CHECKING:
    from cleantext.files.walk import Input

BATCH_ROWS = 256
GROUP_BYTES = 16_000_000  # of a row group, which readers hold in memory


class ArrowRow(NamedTuple):
    """The text of a row of Parquet. It is serialized as the new text, a NUL, and the details, which hold no NUL."""

    text: str
    end: str = ""
    site: object = None

    def read(self, _reading: Reading) -> Cell:
        """Return the text."""

        def serialize(new: str, details: str | None) -> bytes:
            return f"{new}\0{details or ''}".encode()

        return Cell(self.text, "utf-8", 0, serialize, self.site)

    def is_written_as(self, data: bytes) -> bool:
        """Check whether these bytes are the same text without details."""
        return data == f"{self.text}\0".encode()


def read(table: "Input", stream: BinaryIO, reading: Reading) -> Iterator[Batch]:
    """Yield the rows of a table. A row with a null in the column is not a document, and keeps the null.

    `stream` is not read: pyarrow opens the file by its name, to read single columns. Raise CleantextError if it is no
    Parquet, or the column is missing or not text.
    """
    pa, pq = _pyarrow()
    from .columns import is_text

    if table.compression or table.size < 0:
        raise CleantextError(f"{PARQUET} needs a file that is not compressed itself")
    try:
        with pq.ParquetFile(table.name) as file:
            schema = file.schema_arrow
            if schema.names.count(reading.field) != 1:
                raise missing_field(reading.field, schema.names)
            if not is_text(schema.field(reading.field).type):
                raise CleantextError(f"the column {reading.field!r} is {schema.field(reading.field).type}, not text")
            if reading.site_field and schema.names.count(reading.site_field) != 1:
                raise missing_field(reading.site_field, schema.names, "--site-field or --url-field")
            codec = file.metadata.row_group(0).column(0).compression if file.metadata.num_row_groups else "SNAPPY"
            codec = codec.replace("UNCOMPRESSED", "NONE")  # its name for writers
            share = table.size // max(1, file.metadata.num_rows)
            number = 1
            for rows in file.iter_batches(BATCH_ROWS):
                items = list(_items(table, rows, number, reading))
                number += rows.num_rows
                yield Batch(items, START, share * rows.num_rows, origin=(rows, codec))
            if number == 1:
                empty = pa.RecordBatch.from_pylist([], schema=schema)
                yield Batch((), START, 0, origin=(empty, codec))
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise CleantextError(f"no Parquet that can be read: {str(error).splitlines()[0]}") from error


def _items(table: "Input", rows: Any, first_row: int, reading: Reading) -> Iterator[Item]:
    whole = rows.to_pylist() if reading.as_objects else None
    sites = rows.column(reading.site_field).to_pylist() if reading.site_field else [None] * rows.num_rows
    for index, text in enumerate(rows.column(reading.field).to_pylist()):
        name = f"{table.name}:{first_row + index}"
        if whole is not None:
            yield Item(name, table, ObjectRow(whole[index]))
        elif text is not None:
            yield Item(name, table, ArrowRow(text, site=sites[index]))


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise CleantextError("Parquet needs a package more: pip install 'cleantext-vi[arrow]'") from None
    return pa, pq


class Writer:
    """Writes batches of rows with new texts as Parquet, through a function that takes bytes."""

    can_resume = False  # the footer, which pyarrow keeps until the end, says where all row groups are
    closed = False  # pyarrow checks it

    def __init__(self, write: Callable[[bytes], object], reading: Reading) -> None:
        self.write = write  # called by pyarrow, which writes to this object as a file
        self._field, self._has_details = reading.field, reading.details
        self._writer: Any = None
        self._pending: list[Any] = []  # batches of the next row group
        self._size = 0  # bytes

    def put(self, batch: Batch, outputs: Sequence[bytes | None]) -> None:
        """Write a batch; `outputs` has one for each row with a text, None for a row that failed, which is left out."""
        if batch.origin is None:  # the end of the table
            return
        pa, pq = _pyarrow()
        from .columns import with_column

        rows, codec = batch.origin
        index = rows.schema.get_field_index(self._field)
        remaining = iter(outputs)
        nulls = rows.column(index).is_null().to_pylist()
        all_cells = [(None, None) if null else _cell(next(remaining)) for null in nulls]
        rows = rows.filter(pa.array([cell is not None for cell in all_cells], pa.bool_()))
        cells = [cell for cell in all_cells if cell is not None]
        rows = with_column(rows, rows.schema.field(index), [text for text, _ in cells])
        if self._has_details:
            rows = with_column(rows, pa.field(DETAILS_FIELD, pa.string()), [details for _, details in cells])
        if self._writer is None:
            self._writer = pq.ParquetWriter(self, rows.schema, compression=codec)
        self._pending.append(rows)
        self._size += rows.nbytes
        if self._size > GROUP_BYTES:
            self._write_group()

    def _write_group(self) -> None:
        pa, _ = _pyarrow()
        self._writer.write_table(pa.Table.from_batches(self._pending))
        self._pending, self._size = [], 0

    def end(self) -> None:
        """Write the last row group and the footer."""
        if self._writer is not None:
            self._write_group()
            self._writer.close()


def _cell(output: bytes | None) -> tuple[str | None, str | None] | None:
    if output is None:
        return None
    text, _, details = output.decode().rpartition("\0")
    return text, details or None
