"""Read and replace text columns of Arrow tables. The module imports pyarrow, so import it late."""

from collections.abc import Sequence
from typing import Any, TypeVar

import pyarrow as pa

ArrowBatch = TypeVar("ArrowBatch")  # RecordBatch or Table: pyarrow has no types


def is_text(type_: Any) -> bool:
    """Check whether an Arrow type is one of the three string types."""
    is_view = getattr(pa.types, "is_string_view", None)
    return bool(pa.types.is_string(type_) or pa.types.is_large_string(type_) or (is_view and is_view(type_)))


def type_of(batch: Any, name: str) -> Any:
    """Return the type of a column."""
    return batch.schema.field(name).type


def values_of(batch: Any, name: str) -> list[Any]:
    """Return the values of a column. Raise KeyError if it is missing, or there twice."""
    if batch.schema.names.count(name) != 1:
        raise KeyError(name)
    values: list[Any] = batch.column(name).to_pylist()
    return values


def texts_of(batch: Any, name: str) -> list[str | bytes | None]:
    """Return the texts of a column; bytes for a value that is not UTF-8, which Arrow does not check.

    Raise KeyError as `values_of` does; raise TypeError if the column is not text.
    """
    if batch.schema.names.count(name) == 1 and not is_text(type_ := type_of(batch, name)):
        raise TypeError(f"the column {name!r} is {type_}, not text")
    try:
        return values_of(batch, name)
    except UnicodeDecodeError:
        binary = batch.column(name).cast(pa.large_binary()).to_pylist()
        return [None if data is None else _text(data) for data in binary]


def _text(data: bytes) -> str | bytes:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data


def with_column(batch: ArrowBatch, field: Any, values: Sequence[object]) -> ArrowBatch:
    """Return the batch with these values as column `field`: in place of the one of that name, or added last."""
    old: Any = batch
    column, index = pa.array(values, field.type), old.schema.get_field_index(field.name)
    new: ArrowBatch
    if index >= 0:
        new = old.set_column(index, old.schema.field(index).with_type(field.type), column)
    else:
        new = old.append_column(field, column)
    return new


def batch_from_rows(batch: ArrowBatch, schema: Any, rows: Sequence[Sequence[object]]) -> ArrowBatch:
    """Return a batch of these rows, a RecordBatch or Table as `batch` is."""
    columns = zip(*rows, strict=True) if rows else [[] for _ in schema]
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    kind: Any = type(batch)
    made: ArrowBatch = kind.from_arrays(arrays, schema=schema)
    return made
