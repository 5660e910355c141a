"""An array of each type that Arrow has, with its first value as JSON has it; files of Parquet."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import pyarrow as pa
import pyarrow.parquet as pq


class Sample(NamedTuple):
    """An array of three values, the second one null where the type has nulls, and the first one as JSON has it."""

    array: Any
    json: object = None
    in_parquet: bool = True

    @property
    def name(self) -> str:
        """The name of the type."""
        return str(self.array.type)


NUMBERS = [pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint16(), pa.uint32(), pa.uint64()]
DECIMALS = [pa.decimal32(5, 2), pa.decimal64(5, 2), pa.decimal128(5, 2), pa.decimal256(50, 2)]
DAY = dt.date(2024, 2, 29)
LISTS = [
    pa.list_(pa.int64()), pa.large_list(pa.int64()), pa.list_view(pa.int64()), pa.large_list_view(pa.int64()),
    pa.list_(pa.int64(), 2),
]  # fmt: skip
FRACTIONS = {"s": "", "ms": ".001", "us": ".000001", "ns": ".000000001"}
TEXTS = ["a  b", None, "c"]


def _stored(type_: Any, values: list[Any], storage: Any) -> Any:
    return pa.array(values, storage).cast(type_)


def _times() -> list[Sample]:
    samples = [Sample(pa.array([DAY, None, DAY], type_), "2024-02-29") for type_ in (pa.date32(), pa.date64())]
    samples.append(Sample(_stored(pa.date32(), [10**8, None, 0], pa.int32()), 10**8))  # no year that Arrow can write
    for unit, fraction in FRACTIONS.items():
        stored = "ms" if unit == "s" else unit  # Parquet has no whole seconds
        digits, one = (".000" if unit == "s" else fraction), ("01" if unit == "s" else "00")
        time = pa.time32(unit) if unit in ("s", "ms") else pa.time64(unit)
        storage = pa.int32() if unit in ("s", "ms") else pa.int64()
        samples.append(Sample(_stored(time, [1, None, 2], storage), f"00:00:{one}{digits}"))
        for zone, end in ((None, ""), ("UTC", "Z"), ("Asia/Ho_Chi_Minh", "Z"), ("No/Where", "Z")):
            array = _stored(pa.timestamp(unit, zone), [1, None, 2], pa.int64())
            samples.append(Sample(array, f"1970-01-01T00:00:{one}{digits}{end}"))
        seconds = "1" if unit == "s" else f"0{FRACTIONS[stored]}"
        samples.append(Sample(_stored(pa.duration(unit), [1, None, -1], pa.int64()), f"PT{seconds}S"))
    return samples


def _strings() -> list[Sample]:
    strings = [pa.string(), pa.large_string(), pa.string_view()]
    bytes_ = [pa.binary(), pa.large_binary(), pa.binary_view(), pa.binary(2)]
    samples = [Sample(pa.array(TEXTS, type_), "a  b") for type_ in strings]
    samples += [Sample(pa.array([b"\xff\0", None, b"ab"], type_), "/wA=") for type_ in bytes_]
    for type_ in strings:
        for ordered in (False, True):
            indices, values = pa.array([0, None, 1], pa.int8()), pa.array(["a  b", "c"], type_)
            array = pa.DictionaryArray.from_arrays(indices, values, ordered=ordered)
            samples.append(Sample(array, "a  b", in_parquet=type_ != pa.string_view()))
    return samples


def _nested() -> list[Sample]:
    samples = [Sample(pa.array([[1, 2], None, [3, 4]], type_), [1, 2]) for type_ in LISTS]
    views = pa.struct([("a", pa.binary_view()), ("b", pa.list_(pa.string_view()))])
    unions = [pa.array([1, 2, 3]), pa.array(["a", "b", "c"])]
    offsets = pa.array([0, 1, 2], pa.int32())
    return [
        *samples,
        Sample(pa.array([{"a": b"\xff", "b": ["x"]}, None, {}], views), {"a": "/w==", "b": ["x"]}),
        Sample(pa.array([{"f": [float("nan")]}, None, {}]), {"f": [None]}),
        Sample(pa.array([[(1, DAY)], None, []], pa.map_(pa.int8(), pa.date32())), [[1, "2024-02-29"]]),
        Sample(pa.array([{}, None, {}], pa.struct([])), in_parquet=False),
        Sample(
            pa.RunEndEncodedArray.from_arrays(pa.array([2, 3], pa.int32()), pa.array(["a", None])), in_parquet=False
        ),
        Sample(pa.UnionArray.from_sparse(pa.array([0, 1, 0], pa.int8()), unions), in_parquet=False),
        Sample(pa.UnionArray.from_dense(pa.array([0, 1, 0], pa.int8()), offsets, unions), in_parquet=False),
    ]


def _extensions() -> list[Sample]:
    store = pa.ExtensionArray.from_storage
    pairs = pa.array([[1, 2], None, [3, 4]], pa.list_(pa.int64(), 2))
    return [
        Sample(store(pa.uuid(), pa.array([bytes(15) + b"\1", None, bytes(16)], pa.binary(16))), str(UUID(int=1))),
        Sample(store(pa.json_(), pa.array(['{"a": 1}', None, "2"])), '{"a": 1}'),
        Sample(store(pa.bool8(), pa.array([1, None, 0], pa.int8())), json=True),
        Sample(store(pa.fixed_shape_tensor(pa.int64(), [2]), pairs), [1, 2]),
        Sample(store(pa.opaque(pa.string(), "type", "vendor"), pa.array(TEXTS)), "a  b"),
    ]


SAMPLES = [
    Sample(pa.nulls(3)),
    Sample(pa.array([True, None, False]), json=True),
    *(Sample(pa.array([1, None, 2], type_), 1) for type_ in NUMBERS),
    Sample(pa.array([2**63, None, 0], pa.uint64()), 2**63),
    *(Sample(pa.array([1.5, None, 2], type_), 1.5) for type_ in (pa.float32(), pa.float64())),
    Sample(pa.array([1.5, None, 2], pa.float32()).cast(pa.float16()), 1.5),
    Sample(pa.array([float("inf"), None, 2.0])),
    *(Sample(pa.array([Decimal("1.50"), None, Decimal(2)], type_), "1.50") for type_ in DECIMALS),
    Sample(pa.array([(1, 2, 3), None, (4, 5, 6)], pa.month_day_nano_interval()), in_parquet=False),
    *_times(),
    *_strings(),
    *_nested(),
    *_extensions(),
    Sample(pa.array([2, None, 1]).dictionary_encode(), 2),
]


def write(path: Path, **columns: Any) -> Any:
    """Write a table; return it as Parquet gives it back, which has not all types of Arrow."""
    pq.write_table(pa.table(columns), path)
    return pq.ParquetFile(path).read()
