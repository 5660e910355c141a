"""Arrow values as JSON has them: what the columns of Parquet become in JSON Lines. The module imports pyarrow."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

import pyarrow as pa
from pyarrow import types

from .columns import chunks_of, is_text
from .rows import check_names

PER_SECOND = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}


def check_fields(fields: Sequence[Any]) -> None:
    """Raise CleantextError if two columns, or two fields of a struct, have one name."""
    check_names([field.name for field in fields])
    for field in fields:
        check_fields(_fields_of(field.type))


def objects(table: Any) -> Iterator[dict[str, object]]:
    """Yield the rows of a table, with values that JSON has.

    Bytes become Base64, decimals the text of their digits, dates, times and durations that of ISO 8601 (a time of a
    zone in UTC), UUIDs their usual text, lists and fixed-size lists an array, structs an object, and maps an array of
    pairs, as their keys need not be strings. A dictionary or an extension is what it stands for.
    """
    columns = [_values(column) for column in table.columns]
    for values in zip(*columns, strict=True):
        yield dict(zip(table.column_names, values, strict=True))


def _values(column: Any) -> list[object]:
    if _is_json(column.type):
        try:
            values: list[object] = column.to_pylist()
        except UnicodeDecodeError:
            pass
        else:
            return values
    return [_value(scalar) for scalar in column]


def number_of_values(rows: Any) -> int:
    """Return how many values there are in the lists, structs and maps of rows: each becomes an object in memory."""
    return sum(_values_inside(chunk) for column in rows.columns for chunk in chunks_of(column))


def _values_inside(array: Any) -> int:
    if isinstance(array.type, pa.BaseExtensionType):
        return _values_inside(array.storage)
    if not _fields_of(array.type):
        return 0
    if types.is_map(array.type):
        array = array.cast(pa.list_(pa.struct([array.type.key_field, array.type.item_field])))
    inside = array.flatten()  # the fields of a struct, or the values of all lists
    return sum(len(values) + _values_inside(values) for values in (inside if isinstance(inside, list) else [inside]))


def _is_json(type_: Any) -> bool:
    """Check whether the Python values of a type are those of JSON: numbers, strings, and lists and objects of these."""
    if isinstance(type_, pa.BaseExtensionType) or types.is_map(type_) or types.is_float16(type_):
        return False
    if fields := _fields_of(type_):
        return all(_is_json(field.type) for field in fields)
    return bool(types.is_integer(type_) or types.is_floating(type_) or types.is_boolean(type_) or is_text(type_))


def _fields_of(type_: Any) -> list[Any]:
    """Return the fields of a nested type; none for any other."""
    return [type_.field(index) for index in range(type_.num_fields)]


def _value(scalar: Any) -> Any:
    if not scalar.is_valid:
        return None
    if isinstance(scalar.type, pa.BaseExtensionType):
        return _extension_value(scalar)
    if types.is_dictionary(scalar.type):
        return _value(scalar.value)
    if not (fields := _fields_of(scalar.type)):
        return _single_value(scalar)
    if types.is_struct(scalar.type):
        return {field.name: _value(scalar[index]) for index, field in enumerate(fields)}
    values = [_value(value) for value in scalar.values]
    return [list(pair.values()) for pair in values] if types.is_map(scalar.type) else values


def _is_binary(type_: Any) -> bool:
    is_view = getattr(types, "is_binary_view", None)
    return bool(
        types.is_binary(type_)
        or types.is_large_binary(type_)
        or types.is_fixed_size_binary(type_)
        or (is_view and is_view(type_))
    )


def _single_value(scalar: Any) -> object:
    type_ = scalar.type
    if is_text(type_):
        return scalar.as_buffer().to_pybytes().decode("utf-8", "surrogateescape")
    if _is_binary(type_):
        return b64encode(scalar.as_buffer().to_pybytes()).decode("ascii")
    if types.is_decimal(type_):
        return format(scalar.as_py(), "f")
    if types.is_float16(type_):
        return float(scalar.as_py())
    return _time(scalar) if types.is_temporal(type_) else scalar.as_py()


def _extension_value(scalar: Any) -> object:
    name = scalar.type.extension_name
    if name == "arrow.uuid":
        return str(UUID(bytes=scalar.value.as_py()))
    return bool(scalar.value.as_py()) if name == "arrow.bool8" else _value(scalar.value)


def _time(scalar: Any) -> object:
    """Return a date, a time or a duration in ISO 8601, to its last digit; as stored where Arrow has no such year."""
    type_ = scalar.type
    if types.is_duration(type_):
        seconds, fraction = divmod(abs(scalar.value), PER_SECOND[type_.unit])
        digits = f".{fraction:0{len(str(PER_SECOND[type_.unit])) - 1}}" if fraction else ""
        return f"{'-' if scalar.value < 0 else ''}PT{seconds}{digits}S"
    if types.is_timestamp(type_) and type_.tz:  # an instant; its zone need not be one that this machine knows
        scalar = scalar.cast(pa.timestamp(type_.unit, "UTC"))
    text = scalar.cast(pa.string()).as_py().replace(" ", "T")
    return scalar.value if text.startswith("<") else text
