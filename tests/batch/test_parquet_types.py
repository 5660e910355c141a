"""Parquet and batches of Arrow with columns of every type, as the text and beside it; what each becomes in JSON."""

import csv
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cleantext.arrow import clean_batch
from tests.conftest import Run
from tests.helpers.arrow_types import SAMPLES, TEXTS, Sample, write
from tests.helpers.contract import leaves_nothing

CLEAN = ["a b", None, "c"]
STORED = [sample for sample in SAMPLES if sample.in_parquet]


def is_text(type_: Any) -> bool:
    """Check whether a type is one of strings, or a dictionary of them."""
    return str(getattr(type_, "value_type", type_) if pa.types.is_dictionary(type_) else type_).endswith(
        ("string", "string_view")
    )


def test_columns_of_all_types_stay_as_they_are(tmp_path: Path, run: Run) -> None:
    """One table for each type, as one that cannot be read must not cost the others."""
    (tmp_path / "in").mkdir()
    before = [write(tmp_path / f"in/{n:03}.parquet", text=TEXTS, x=each.array) for n, each in enumerate(STORED)]
    assert run("in", "-o", "out") == (0, b"", "")
    for number, table in enumerate(before):
        after = pq.ParquetFile(tmp_path / f"out/{number:03}.parquet").read()
        assert after.schema.equals(table.schema)
        assert after.column("text").to_pylist() == CLEAN
        assert str(after.column("x")) == str(table.column("x")), table.schema  # no NaN is equal to itself
    assert run("-i", "in") == (0, b"", "")
    leaves_nothing(tmp_path)


def test_as_a_text_a_column_of_strings_is_read_and_any_other_named(tmp_path: Path, run: Run) -> None:
    (tmp_path / "in").mkdir()
    before = [write(tmp_path / f"in/{n:03}.parquet", text=each.array) for n, each in enumerate(STORED)]
    done = run("in", "-o", "out", "--report", "r.csv")  # which has those, too, that are folded
    wrong = []
    for number, table in enumerate(before):
        name, type_ = f"{number:03}.parquet", table.schema.field("text").type
        if is_text(type_):
            after = pq.ParquetFile(tmp_path / "out" / name).read()
            assert after.schema.equals(table.schema)
            assert after.column("text").to_pylist() == CLEAN
        else:
            wrong.append((f"in/{name}", f"the column 'text' is {type_}, not text"))
            assert not (tmp_path / "out" / name).exists()
    with open(tmp_path / "r.csv", encoding="utf-8-sig", newline="") as file:
        failed = [(row["source"], row["reason"]) for row in csv.DictReader(file) if row["kind"] == "failed"]
    assert (done.code, failed) == (2, wrong)
    assert len(before) - len(wrong) == 7
    leaves_nothing(tmp_path)


@pytest.mark.parametrize("sample", STORED, ids=lambda sample: sample.name)
def test_what_a_value_becomes_in_json(tmp_path: Path, run: Run, sample: Sample) -> None:
    write(tmp_path / "t.parquet", text=["a  b", "c", "d"], x=sample.array)
    done = run("t.parquet", "-f", "jsonl")
    assert (done.code, done.err) == (0, "")
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert rows[0] == {"text": "a b", "x": sample.json}
    assert rows[1] == {"text": "c", "x": None}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_batches_of_arrow_keep_all_types(sample: Sample) -> None:
    for kind in (pa.table, pa.record_batch):
        batch = kind({"text": pa.array(TEXTS), "x": sample.array})
        done = clean_batch(batch)
        assert done.schema.equals(batch.schema)
        assert done.column("text").to_pylist() == CLEAN
        assert done.column("x") is batch.column("x") or str(done.column("x")) == str(batch.column("x"))
        if is_text(sample.array.type):
            done = clean_batch(batch, "x")
            assert done.schema.equals(batch.schema)
            assert done.column("x").to_pylist() == CLEAN
        else:
            with pytest.raises(TypeError, match=r"the column 'x' is .*, not text"):
                clean_batch(batch, "x")
