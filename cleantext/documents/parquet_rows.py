"""Read the rows of Parquet in tables of a bounded size. The module imports pyarrow, so import it late."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from cleantext.files.read import too_large_message
from cleantext.model import CleantextError

from .arrow_json import number_of_values
from .columns import chunks_of
from .items import BATCH_BYTES
from .rows import most_values, too_many_values

BATCH_ROWS = 256  # read at once, at most
OBJECT_BYTES = 8  # as which a value counts: far less than it takes, as a table for each few rows is slow
PACKED = 1000  # times: columns larger than a row may be and packed tighter are made to exhaust memory


def read_rows(file: Any, limit: int, *, as_objects: bool = False) -> Iterator[Any]:
    """Yield the rows in tables of about BATCH_BYTES. A row that may have more than `limit` bytes is alone in its own.

    With `as_objects`, values in lists and structs count, too, as they become objects in memory.

    A value is at most as large as all that its column has in a row group. It may be the only one there, which all rows
    repeat, so that only this tells how many rows take no more than `limit` bytes together.
    """
    groups = [file.metadata.row_group(index) for index in range(file.metadata.num_row_groups)]
    largest = max((_largest_row(group, limit) for group in groups), default=0)
    count = max(1, min(BATCH_ROWS, limit // max(1, largest)))
    pending: list[Any] = []
    size = 0
    for found in file.iter_batches(count, use_threads=False):
        size_read = size_of(found) + (OBJECT_BYTES * number_of_values(found) if as_objects else 0)
        row_size = max(1, size_read // max(1, found.num_rows))  # on average
        step = max(1, BATCH_BYTES // row_size)
        for rows in (found.slice(start, step) for start in range(0, found.num_rows, step)):
            is_full = size + row_size * rows.num_rows > min(2 * BATCH_BYTES, limit) or len(pending) == BATCH_ROWS
            if pending and is_full:
                yield pa.Table.from_batches(pending)
                pending, size = [], 0
            pending.append(rows)
            size += row_size * rows.num_rows
    if pending:
        yield pa.Table.from_batches(pending)


def _largest_row(group: Any, limit: int) -> int:
    """Return the bytes that a row of a row group can take: its strings may be all that there is, the rest is average.

    Raise CleantextError if a column is packed as only a bomb is: pages are unpacked whole.
    """
    total = 0
    for chunk in map(group.column, range(group.num_columns)):
        packed, unpacked = chunk.total_compressed_size, chunk.total_uncompressed_size
        if unpacked > max(limit, PACKED * packed):
            sizes = f"{packed:,} bytes that unpack to {unpacked:,}"
            raise CleantextError(f"the column {chunk.path_in_schema!r} has {sizes}; raise the limit with --max-size")
        width = unpacked if chunk.physical_type.endswith("BYTE_ARRAY") else 16
        total += width * -(-chunk.num_values // max(1, group.num_rows))
    return total


def refusal_of(row: Any, limit: int, *, as_objects: bool) -> str:
    """Return why a row is not read, if it has too many bytes or values; else an empty text."""
    if size_of(row) > limit:
        return too_large_message(limit)
    most = most_values(limit)
    return too_many_values(most) if as_objects and number_of_values(row) > most else ""


def size_of(rows: Any) -> int:
    """Return the bytes of rows, less those of dictionaries, which rows share."""
    columns = [index for index, type_ in enumerate(rows.schema.types) if pa.types.is_dictionary(type_)]
    chunks = (chunk for index in columns for chunk in chunks_of(rows.column(index)))
    size: int = rows.nbytes - sum(chunk.dictionary.nbytes for chunk in chunks)
    return size
