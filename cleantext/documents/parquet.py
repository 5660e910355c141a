"""Read Parquet in batches of rows, and write them with one column replaced. pyarrow is imported late."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from cleantext.files.formats import PARQUET, extra_hint
from cleantext.files.read import CHUNK_SIZE
from cleantext.model import OUT_OF_MEMORY, CleantextError

from .decode import Decoded, decode
from .items import START, Batch, Cell, Item, Reading
from .rows import DETAILS_FIELD, ObjectRow, check_details, missing_field, repeated

if TYPE_CHECKING:
    from cleantext.files.walk import Input

GROUP_BYTES = 16_000_000  # of a row group, which readers hold in memory


class ArrowRow(NamedTuple):
    """The text of a row of Parquet, as bytes if it is not UTF-8, and the details of an earlier run beside it.

    It is serialized as the new text, a NUL, and the new details, which hold no NUL.
    """

    text: str | bytes
    end: str = ""
    site: object = None
    details: object = None

    def read(self, reading: Reading) -> Cell:
        """Return the text. Raise CleantextError if bytes cannot be decoded."""
        text, name, replaced = (
            decode(self.text, "utf-8", reading.errors, font_capitals=False)
            if isinstance(self.text, bytes)
            else Decoded(self.text, "utf-8")
        )

        def serialize(new: str, details: str | None) -> bytes:
            if details is not None:
                check_details(self.details, reading.field)
            return f"{new}\0{details or ''}".encode()

        return Cell(text, name, replaced, serialize, self.site)

    def is_written_as(self, data: bytes) -> bool:
        """Check whether these bytes are the same text without details."""
        return isinstance(self.text, str) and data == f"{self.text}\0".encode()


def read(table: "Input", stream: BinaryIO, reading: Reading) -> Iterator[Batch]:
    """Yield the rows of a table. A row with a null in the column is not a document, and keeps the null.

    Raise CleantextError if it is no Parquet, or the column is missing or not text.
    """
    _, pq = _pyarrow()
    from .parquet_rows import read_rows, refusal_of

    if table.compression or table.size < 0:
        raise CleantextError(f"{PARQUET} needs a file that is not compressed itself")
    with (
        _translating_errors("unreadable Parquet"),
        # no thread reads ahead: one that still does when Python exits makes the process abort
        pq.ParquetFile(stream, buffer_size=CHUNK_SIZE, pre_buffer=False) as file,
    ):
        _check_schema(file.schema_arrow, reading)
        codec = file.metadata.row_group(0).column(0).compression if file.metadata.num_row_groups else "SNAPPY"
        codec = codec.replace("UNCOMPRESSED", "NONE")  # its name for writers
        share = table.size // max(1, file.metadata.num_rows)
        limit, as_objects, number = reading.max_size, reading.as_objects, 1
        for rows in read_rows(file, limit, as_objects=as_objects):
            count = rows.num_rows
            refusal = refusal_of(rows, limit, as_objects=as_objects) if count == 1 else ""
            refused = [Item(f"{table.name}:{number}", table, refused=refusal)]
            items = refused if refusal else list(_items(table, rows, number, reading))
            yield Batch(items, START, share * count, origin=(rows[:0] if refusal else rows, codec))
            number += count
        if number == 1:
            yield Batch((), START, 0, origin=(file.schema_arrow.empty_table(), codec))


def _check_schema(schema: Any, reading: Reading) -> None:
    """Raise CleantextError if a column that is read or written is missing, there twice, or not text."""
    pa, _ = _pyarrow()
    from .columns import is_text

    for name, flag in ((reading.field, "--field"), (reading.site_field, "--site-field or --url-field")):
        if name is not None and name not in schema.names:
            raise missing_field(name, schema.names, flag)
    for name in (reading.field, reading.site_field, DETAILS_FIELD if reading.details else None):
        if name is not None and schema.names.count(name) > 1:
            raise CleantextError(repeated("field", name, schema.names.count(name)))
    if not is_text(type_ := schema.field(reading.field).type):
        raise CleantextError(f"the column {reading.field!r} is {type_}, not text")
    if reading.details and DETAILS_FIELD in schema.names:
        type_ = schema.field(DETAILS_FIELD).type
        check_details(None if is_text(type_) or pa.types.is_null(type_) else str(type_), reading.field)
    if reading.as_objects:
        from .arrow_json import check_fields

        check_fields(list(schema))


def _items(table: "Input", rows: Any, first_row: int, reading: Reading) -> Iterator[Item]:
    from .columns import values_of

    if reading.as_objects:
        from .arrow_json import objects

        for number, fields in enumerate(objects(rows), first_row):
            yield Item(f"{table.name}:{number}", table, ObjectRow(fields))
        return
    nothing = [None] * rows.num_rows
    sites = values_of(rows, reading.site_field) if reading.site_field else nothing
    details = values_of(rows, DETAILS_FIELD) if reading.details and DETAILS_FIELD in rows.schema.names else nothing
    for index, text in enumerate(values_of(rows, reading.field)):
        if text is not None:
            row = ArrowRow(text, site=sites[index], details=details[index])
            yield Item(f"{table.name}:{first_row + index}", table, row)


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise CleantextError(f"Parquet needs the extra [arrow]; {extra_hint('arrow')}") from None
    return pa, pq


@contextmanager
def _translating_errors(problem: str) -> Iterator[None]:
    """Turn what pyarrow raises into CleantextError with one line of reason."""
    try:
        yield
    except (CleantextError, OSError):
        raise
    except MemoryError as error:
        raise CleantextError(OUT_OF_MEMORY) from error
    except Exception as error:
        lines = str(error).splitlines() or [type(error).__name__]
        raise CleantextError(f"{problem}: {lines[0]}") from error


class Writer:
    """Writes batches of rows with new texts as Parquet, through a function that takes bytes."""

    can_resume = False  # the footer, which pyarrow keeps until the end, says where all row groups are
    closed = False  # pyarrow checks it

    def __init__(self, write: Callable[[bytes], object], reading: Reading) -> None:
        self.write = write  # called by pyarrow, which writes to this object as a file
        self._field, self._has_details = reading.field, reading.details
        self._writer: Any = None
        self._pending: list[Any] = []  # tables of the next row group
        self._size = 0  # bytes

    def put(self, batch: Batch, outputs: Sequence[bytes | None]) -> None:
        """Write a batch; `outputs` has one for each row with a text, None for a row that failed, which is left out."""
        if batch.origin is None:  # the end of the table
            if not batch.failure:
                self.end()
            return
        with _translating_errors("pyarrow"):
            _, pq = _pyarrow()
            rows, codec = batch.origin
            rows = self._cleaned(rows, outputs)
            if self._writer is None:
                self._writer = pq.ParquetWriter(self, rows.schema, compression=codec)
            self._pending.append(rows)
            self._size += rows.nbytes
            if self._size > GROUP_BYTES:
                self._write_group()

    def _cleaned(self, rows: Any, outputs: Sequence[bytes | None]) -> Any:
        """Return the rows that did not fail, with their new texts and details. A row without a text stays as it is."""
        pa, _ = _pyarrow()
        from .columns import is_text, values_of, with_column

        has_old = DETAILS_FIELD in rows.schema.names
        old_details = values_of(rows, DETAILS_FIELD) if self._has_details and has_old else [None] * rows.num_rows
        remaining = iter(outputs)
        nulls = rows.column(self._field).is_null().to_pylist()
        cells = [
            (None, details) if null else _cell(next(remaining))
            for null, details in zip(nulls, old_details, strict=True)
        ]
        rows = _slices(rows, [cell is not None for cell in cells])
        kept = [cell for cell in cells if cell is not None]
        rows = with_column(rows, rows.schema.field(self._field), [text for text, _ in kept])
        if self._has_details:
            field = rows.schema.field(DETAILS_FIELD) if has_old else None
            field = field if field and is_text(field.type) else pa.field(DETAILS_FIELD, pa.string())
            rows = with_column(rows, field, [details for _, details in kept])
        return rows

    def _write_group(self) -> None:
        pa, _ = _pyarrow()
        if self._pending:
            self._writer.write_table(pa.concat_tables(self._pending))
            self._pending, self._size = [], 0

    def end(self) -> None:
        """Write the last row group and the footer."""
        if self._writer is not None:
            with _translating_errors("pyarrow"):
                self._write_group()
                self._writer.close()
            self._writer = None


def _slices(rows: Any, keep: Sequence[bool]) -> Any:
    """Return the rows to keep. pyarrow's own filter does not know all types."""
    pa, _ = _pyarrow()
    runs = [(kept, [index for index, _ in run]) for kept, run in groupby(enumerate(keep), key=lambda pair: pair[1])]
    slices = [rows.slice(indexes[0], len(indexes)) for kept, indexes in runs if kept]
    return pa.concat_tables(slices or [rows[:0]])


def _cell(output: bytes | None) -> tuple[str | None, str | None] | None:
    if output is None:
        return None
    text, _, details = output.decode().rpartition("\0")
    return text, details or None
