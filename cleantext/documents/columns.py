"""Columns of Arrow that hold text: which ones do, their texts, and others in their place. pyarrow is imported here."""

from collections.abc import Sequence
from typing import Any, TypeVar

import pyarrow as pa

Batch = TypeVar("Batch")  # RecordBatch or Table: pyarrow has no types


def is_text(kind: Any) -> bool:
    """Tell whether a type of Arrow is one of its three texts."""
    is_view = getattr(pa.types, "is_string_view", None)
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or (is_view and is_view(kind)))


def kind_of(batch: Any, name: str) -> Any:
    """Give the type of a column."""
    return batch.schema.field(name).type


def values_of(batch: Any, name: str) -> list[Any]:
    """Give the values of a column. Raises KeyError for one that there is not, or that there is twice."""
    if batch.schema.names.count(name) != 1:
        raise KeyError(name)
    values: list[Any] = batch.column(name).to_pylist()
    return values


def texts_of(batch: Any, name: str) -> list[str | bytes | None]:
    """Give the texts of a column; bytes for what is no UTF-8, which Arrow does not look at.

    Raises KeyError as `values_of` does, TypeError for a column that is not text.
    """
    if batch.schema.names.count(name) == 1 and not is_text(kind := kind_of(batch, name)):
        raise TypeError(f"the column {name!r} is {kind}, not text")
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


def with_column(batch: Batch, field: Any, values: Sequence[object]) -> Batch:
    """Put values in the place of the column that a field names, or behind the last one."""
    old: Any = batch
    column, index = pa.array(values, field.type), old.schema.get_field_index(field.name)
    new: Batch
    if index >= 0:
        new = old.set_column(index, old.schema.field(index).with_type(field.type), column)
    else:
        new = old.append_column(field, column)
    return new


def like(batch: Batch, schema: Any, rows: Sequence[Sequence[object]]) -> Batch:
    """Make a batch of the same kind of other rows."""
    columns = zip(*rows, strict=True) if rows else [[] for _ in schema]
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    kind: Any = type(batch)
    made: Batch = kind.from_arrays(arrays, schema=schema)
    return made
