"""The memory that reading a row takes, and what is refused for it: at most four times the limit of a document."""

import io
import json
import re
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cleantext.documents.items import Reading
from cleantext.documents.json_row import JsonRow
from cleantext.documents.tables import read_table
from cleantext.files.walk import UNKNOWN_SIZE, Input
from cleantext.model import CleantextError
from tests.conftest import SENTENCE
from tests.helpers.pieces import Pieces

MAX_SIZE = 4_000_000  # bytes
PIECE = 100_000  # bytes
BASE = 2_000_000  # bytes for a batch of small rows, which does not grow
TOO_LARGE = f"larger than {MAX_SIZE:,} bytes; raise the limit with --max-size"
UNCLOSED = "not valid CSV from line 1 on: a quotation mark in the header is not closed; close it or remove it"
TOO_MANY_VALUES = "more than 62,500 values in its lists and objects; raise the limit with --max-size"
VALUES = ["[],", "{},", "1.5,", '"ab",', '"",', "null,", "[[]],", '{"a":1},', '{"":{}},', '"\\"",', "[1],"]


def peak(form: str, start: str, filling: str, size: int, end: str) -> tuple[list[str], int]:
    """Return why rows of a table are refused, or the table is, and the most memory that reading it took, in bytes."""
    table = Input("t", "t", form, "", UNKNOWN_SIZE, 0)
    reading = Reading(max_size=MAX_SIZE, keeps_header=True)
    said: list[str] = []

    def pieces() -> Iterator[bytes]:
        yield start.encode()
        piece = (filling * (PIECE // len(filling.encode()))).encode()
        for _ in range(size // len(piece)):
            yield piece
        yield end.encode()

    tracemalloc.start()
    try:
        for batch in read_table(table, io.BufferedReader(Pieces(pieces())), reading):
            for item in batch.items:
                said.append(item.refused)
                if item.row:
                    item.row.read(reading).serialize("new", None)
    except CleantextError as error:
        said.append(str(error))
    finally:
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return said, size


@pytest.mark.parametrize(
    ("form", "start", "filling", "end", "said"),
    [
        ("csv", "id,text\n", ",", "\n2,b\n", [TOO_LARGE, ""]),
        ("csv", "id,text\n", "ab,", "c\n2,b\n", [TOO_LARGE, ""]),
        ("csv", "id,text\n", '"",', "c\n2,b\n", [TOO_LARGE, ""]),
        ("csv", 'id,text\n"', '\n","', '"\n2,b\n', [TOO_LARGE, ""]),
        ("csv", 'id,text\n1,"', SENTENCE, '"\n2,b\n', [TOO_LARGE, ""]),
        ("csv", 'id,text\n1,"', '""', '"\n2,b\n', [TOO_LARGE, ""]),
        ("csv", 'id,text\n1,"', "\n", '"\n2,b\n', [TOO_LARGE, ""]),
        ("csv", "id,text\n", "\n", "2,b\n", [""]),
        ("csv", 'id,"text', "\na", "\n2,b\n", [UNCLOSED]),
        ("csv", "id,text", ",x", "\n2,b\n", ["not valid CSV from line 1 on: the header has more than 1,000,000 bytes"]),
        ("tsv", "id\ttext\n", "\t", "\n2\tb\n", [TOO_LARGE, ""]),
        ("jsonl", '{"text": "', SENTENCE, '"}\n{"text": ""}\n', [TOO_LARGE, ""]),
        ("jsonl", "\n", "\n\r\n", '{"text": ""}\n', [""]),
    ],
)
def test_what_is_too_large(form: str, start: str, filling: str, end: str, said: list[str]) -> None:
    refused, size = peak(form, start, filling, 3 * MAX_SIZE, end)
    assert refused == said
    assert size < 2.5 * MAX_SIZE + BASE


@pytest.mark.parametrize(
    ("start", "filling", "end", "said"),
    [
        ("id,text\n", ",", "\n", "{} fields, where the header has 2"),
        ("id,text\n", '"abcdefgh",', "c\n", "{} fields, where the header has 2"),
        ('id,text\n1,"', "x", '"\n', ""),
        ('id,text\n1,"', SENTENCE, '"\n', ""),
        ('id,text\n"', '""', '",text\n', ""),
        ('id,text\n"', "\n", '",text\n', ""),
    ],
)
def test_what_is_just_not_too_large(start: str, filling: str, end: str, said: str) -> None:
    (refused,), size = peak("csv", start, filling, MAX_SIZE - PIECE, end)
    assert re.sub(r"\d{6,}", "{}", refused) == said
    assert size < 4 * MAX_SIZE + BASE


@pytest.mark.parametrize("value", VALUES)
def test_values_in_other_fields_of_json(value: str) -> None:
    """Each takes up to 90 times the memory that it takes in the file."""
    refused, size = peak("jsonl", '{"id": [', value, MAX_SIZE - PIECE, '0], "text": "a"}\n{"text": "b"}\n')
    assert refused == ["", TOO_MANY_VALUES]
    assert size < 4 * MAX_SIZE + BASE


@pytest.mark.parametrize("value", [value for value in VALUES if value.count(",") == 1])
def test_as_many_values_as_a_row_may_have(value: str) -> None:
    count = 62_000 // sum(map(value.count, ",:[{"))
    line = '{"id": [' + value * count + '0], "text": "a"}'
    tracemalloc.start()
    cell = JsonRow(line.encode()).read(Reading(max_size=MAX_SIZE))
    size = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert cell.text == "a"
    assert size < 4 * MAX_SIZE


@pytest.mark.parametrize("text", [",", "[{:", '",', "\\", '\\",'])
def test_signs_in_a_string_are_no_values(text: str) -> None:
    """Nor does a string that is not closed take long: each quotation mark in it could begin another."""
    line = json.dumps({"text": text * 500_000})
    assert JsonRow(line.encode()).read(Reading(max_size=MAX_SIZE)).text == text * 500_000
    with pytest.raises(CleantextError, match="Unterminated string"):
        JsonRow(line[:-2].encode()).read(Reading(max_size=MAX_SIZE))


@pytest.mark.parametrize("inside", [pa.list_(pa.int8()), pa.struct([("a", pa.int8())]), pa.null()])
@pytest.mark.parametrize("container", [pa.list_, pa.large_list, lambda inside: pa.map_(pa.string(), inside)])
def test_values_in_other_columns_of_parquet(inside: Any, container: Any, tmp_path: Path) -> None:
    """They become objects in memory only where JSON is written."""
    type_ = container(inside)
    value: Any = {"a": 1} if pa.types.is_struct(inside) else None if pa.types.is_null(inside) else []
    values = [("k", value) if pa.types.is_map(type_) else value] * (3 * MAX_SIZE // 64)
    x = pa.array([values[:10], values, [], values[:2000], values[:2000]], type_)
    pq.write_table(pa.table({"text": ["a"] * 5, "x": x}), tmp_path / "t.parquet")
    table = Input(str(tmp_path / "t.parquet"), "t", "parquet", "", (tmp_path / "t.parquet").stat().st_size, 0)
    for as_objects, said in ((False, ""), (True, TOO_MANY_VALUES)):
        with open(table.name, "rb") as file:
            batches = list(read_table(table, file, Reading(max_size=MAX_SIZE, as_objects=as_objects)))
        assert [item.refused for batch in batches for item in batch.items] == ["", said, "", "", ""]
