"""Read and replace text columns of Arrow tables. The module imports pyarrow, so import it late."""

from collections.abc import Sequence
from typing import Any, TypeVar

import pyarrow as pa

from .rows import repeated

ArrowBatch = TypeVar("ArrowBatch")  # RecordBatch or Table: pyarrow has no types


def is_text(type_: Any) -> bool:
    """Check whether an Arrow type is one of the three string types, or a dictionary of one."""
    if pa.types.is_dictionary(type_):
        return is_text(type_.value_type)
    is_view = getattr(pa.types, "is_string_view", None)
    return bool(pa.types.is_string(type_) or pa.types.is_large_string(type_) or (is_view and is_view(type_)))


def type_of(batch: Any, name: str) -> Any:
    """Return the type of a column."""
    return batch.schema.field(name).type


def chunks_of(column: Any) -> Sequence[Any]:
    """Return the arrays of a column of a table; of a record batch, whose columns are arrays, the column itself."""
    chunks: Sequence[Any] = getattr(column, "chunks", (column,))
    return chunks


def values_of(batch: Any, name: str) -> list[Any]:
    """Return the values of a column; bytes for a string that is not UTF-8, which Arrow does not check.

    Raise KeyError if the column is missing, ValueError if it is there twice.
    """
    if name not in batch.schema.names:
        raise KeyError(name)
    _check_once(batch, name)
    values: list[Any]
    try:
        values = batch.column(name).to_pylist()
    except UnicodeDecodeError:
        binary = batch.column(name).cast(pa.large_binary()).to_pylist()
        values = [None if data is None else _text(data) for data in binary]
    return values


def _check_once(batch: Any, name: str) -> None:
    if (count := batch.schema.names.count(name)) > 1:
        raise ValueError(repeated("column", name, count))


def texts_of(batch: Any, name: str) -> list[str | bytes | None]:
    """Return the texts of a column, and raise, as `values_of` does; raise TypeError if the column is not text."""
    if batch.schema.names.count(name) == 1 and not is_text(type_ := type_of(batch, name)):
        raise TypeError(f"the column {name!r} is {type_}, not text")
    return values_of(batch, name)


def _text(data: bytes) -> str | bytes:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data


def with_column(batch: ArrowBatch, field: Any, values: Sequence[object]) -> ArrowBatch:
    """Return the batch with these values as column `field`: in place of the one of that name, or added last.

    Raise ValueError if two columns have that name.
    """
    old: Any = batch
    _check_once(old, field.name)
    column, index = _array(values, field.type), old.schema.get_field_index(field.name)
    new: ArrowBatch
    if index >= 0:
        new = old.set_column(index, old.schema.field(index).with_type(field.type), column)
    else:
        new = old.append_column(field, column)
    return new


def _array(values: Sequence[object], type_: Any) -> Any:
    """Return an array. A dictionary is cast, as pyarrow does not build all of its types itself."""
    if not pa.types.is_dictionary(type_):
        return pa.array(values, type_)
    encoded = pa.array(values, pa.string()).dictionary_encode()
    dictionary = encoded.dictionary.cast(type_.value_type)
    return pa.DictionaryArray.from_arrays(encoded.indices.cast(type_.index_type), dictionary, ordered=type_.ordered)


def batch_from_rows(batch: ArrowBatch, schema: Any, rows: Sequence[Sequence[object]]) -> ArrowBatch:
    """Return a batch of these rows, a RecordBatch or Table as `batch` is."""
    columns = zip(*rows, strict=True) if rows else [[] for _ in schema]
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    kind: Any = type(batch)
    made: ArrowBatch = kind.from_arrays(arrays, schema=schema)
    return made
