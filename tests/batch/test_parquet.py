"""Parquet: bad rows and tables, memory, and what a signal leaves."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cleantext.documents.parquet_rows import BATCH_ROWS, read_rows
from tests.conftest import MESSY, TIDY, Run, peak
from tests.helpers.arrow_types import write
from tests.helpers.contract import SECONDS, begin, wait_for_progress


def test_a_row_that_is_not_utf_8_fails_alone(tmp_path: Path, run: Run) -> None:
    bad = pa.Array.from_buffers(
        pa.string(), 2, [None, pa.py_buffer(b"\0\0\0\0\1\0\0\0\5\0\0\0"), pa.py_buffer(b"\xffa  b")]
    )
    for array in (bad, bad.dictionary_encode(), bad.cast(pa.string_view())):
        pq.write_table(pa.table({"text": array, "x": array}), tmp_path / "t.parquet")
        done = run("t.parquet", "-o", "o.parquet")
        assert (done.code, len(done.err.splitlines())) == (2, 1)
        assert "cleantext: t.parquet:1: not UTF-8 text: byte 0xff at offset 0" in done.err
        assert pq.read_table(tmp_path / "o.parquet").to_pylist() == [{"text": "a b", "x": "a  b"}]
        assert run("t.parquet", "-o", "o.parquet", "--errors", "replace").code == 0
        assert pq.read_table(tmp_path / "o.parquet").column("text").to_pylist() == ["\ufffd", "a b"]
        done = run("t.parquet", "-f", "jsonl")
        assert "t.parquet:1: the field 'text' has half of a character" in done.err
        assert json.loads(done.out) == {"text": "a b", "x": "a  b"}


def test_names_that_are_there_twice(tmp_path: Path, run: Run) -> None:
    pair = pa.StructArray.from_arrays([pa.array([1]), pa.array([2])], names=["b", "b"])
    text = pa.array(["a  b"])
    tables = {
        "text": pa.Table.from_arrays([text, text], names=["text", "text"]),
        "x": pa.Table.from_arrays([text, text, text], names=["text", "x", "x"]),
        "b": pa.table({"text": text, "deep": pa.array([[0]]), "pair": pair}),
    }
    for name, table in tables.items():
        pq.write_table(table, tmp_path / "t.parquet")
        done = run("t.parquet", "-o", "o.parquet")
        if name == "text":
            reason = "the field 'text' is there twice; rename one"
            assert done == (2, b"", f"cleantext: t.parquet: {reason}\n")
            continue
        assert done == (0, b"", "")
        assert pq.ParquetFile(tmp_path / "o.parquet").read().drop_columns("text") == table.drop_columns("text")
        reason = f"the field '{name}' is there twice; rename one"
        assert run("t.parquet", "-f", "jsonl") == (2, b"", f"cleantext: t.parquet: {reason}\n")


@pytest.mark.parametrize("arguments", [("-o", "out/"), ("-o", "o.parquet"), ("-i",), ("-f", "jsonl")])
def test_what_pyarrow_raises_fails_the_table_by_name(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    """At any moment: while it is opened, read, written and ended."""
    write(tmp_path / "t.parquet", text=["a  b"])
    (tmp_path / "z.txt").write_text(MESSY, encoding="utf-8")
    errors = [pa.ArrowNotImplementedError("no kernel\nat all"), pa.ArrowMemoryError("malloc"), ValueError("no")]
    places = [(pq.ParquetFile, "__init__"), (pq.ParquetFile, "iter_batches")]
    if "jsonl" not in arguments:
        places += [(pq.ParquetWriter, "__init__"), (pq.ParquetWriter, "write_table"), (pq.ParquetWriter, "close")]
    for owner, method in places:
        for error in errors:

            def fail(*_: Any, error: Exception = error, **__: Any) -> None:
                raise error

            with monkeypatch.context() as patched:
                patched.setattr(owner, method, fail)
                names = ("t.parquet",) if "o.parquet" in arguments else ("t.parquet", "z.txt")
                done = run(*names, *arguments)
            assert done.code == 2, (method, error)
            (line,) = done.err.splitlines()
            assert line.startswith("cleantext: t.parquet: ")
            assert line.endswith(("no kernel", "needs more memory than there is", ": no"))
            assert not list(tmp_path.glob("**/.*"))
            assert not (tmp_path / "o.parquet").exists()
            if len(names) > 1 and arguments != ("-f", "jsonl"):
                done_text = tmp_path / ("out/z.txt" if "-o" in arguments else "z.txt")
                assert done_text.read_text(encoding="utf-8") == TIDY


def test_a_file_name_need_not_be_utf_8(tmp_path: Path, run: Run) -> None:
    name = os.fsencode(tmp_path) + b"/\xff.parquet"
    write(tmp_path / "t.parquet", text=["a  b"])
    try:
        os.rename(tmp_path / "t.parquet", name)
    except OSError:
        pytest.skip("this file system has names in UTF-8 only")
    assert run("-i", name).code == 0
    with open(name, "rb") as file:
        assert pq.read_table(file).to_pylist() == [{"text": "a b"}]


def repeated(count: int, size: int) -> Any:
    """Return an array that holds one string of `size` bytes `count` times; Parquet keeps it once."""
    indices, text = pa.array([0] * count, pa.int32()), "a b\n" * (size // 4)
    return pa.DictionaryArray.from_arrays(indices, pa.array([text]))


@pytest.mark.parametrize("column", ["text", "x"])
def test_rows_in_memory_are_bounded_by_bytes(tmp_path: Path, column: str) -> None:
    """In some kilobytes, 256 rows of 4 MB."""
    columns = {"text": pa.array(["a  b"] * 256), column: repeated(256, 4_000_000)}
    pq.write_table(pa.table(columns), tmp_path / "t.parquet", compression="zstd", store_schema=False)
    assert (tmp_path / "t.parquet").stat().st_size < 10_000
    with pq.ParquetFile(tmp_path / "t.parquet") as file:
        sizes = [(rows.num_rows, rows.nbytes) for rows in read_rows(file, 8_000_000)]
    assert [count for count, _ in sizes] == [1] * 256
    assert max(size for _, size in sizes) < 4_100_000


def test_the_command_needs_no_memory_for_all_rows(tmp_path: Path) -> None:
    columns = {"text": pa.array(["a  b"] * 100), "x": repeated(100, 5_000_000)}
    pq.write_table(pa.table(columns), tmp_path / "t.parquet", compression="zstd", store_schema=False)
    assert peak("-j1", "t.parquet", "-o", "o.parquet", "--max-size", "6MB", cwd=tmp_path) < 300
    assert pq.ParquetFile(tmp_path / "o.parquet").metadata.num_rows == 100


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="threads are counted in /proc")
def test_no_thread_is_left_behind(tmp_path: Path) -> None:
    """One of pyarrow's that still reads when Python exits makes the process abort, after all was written."""
    write(tmp_path / "t.parquet", text=[f"{n} {MESSY}" for n in range(2000)])
    code = """
import os, sys
import pyarrow.parquet
before = os.listdir("/proc/self/task")
from cleantext.__main__ import main
assert main() == 0
assert os.listdir("/proc/self/task") == before
"""
    for output in (["-o", "o.parquet"], ["-f", "jsonl"], ["--explain", "-o", "out/"]):
        command = [sys.executable, "-c", code, "-j1", "t.parquet", *output]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


def test_small_rows_are_read_many_at_once(tmp_path: Path) -> None:
    """Also from row groups so large that any of their rows could be all of them."""
    table = write(tmp_path / "t.parquet", text=[f"{n} {MESSY}" for n in range(2000)])
    assert table.nbytes > 200_000
    for limit in (400_000, 1_000_000_000):
        with pq.ParquetFile(tmp_path / "t.parquet") as file:
            tables = list(read_rows(file, limit))
        assert len(tables) < len(table) / BATCH_ROWS + 1
        assert pa.concat_tables(tables).equals(table)


def test_a_row_that_is_too_large_is_refused_alone(tmp_path: Path, run: Run) -> None:
    """With all its fields, as a row of any table."""
    large = "larger than 1,000 bytes; raise the limit with --max-size"
    for column, size in (("text", 1001), ("text", 5000), ("x", 1001), ("x", 5000)):
        columns = {"text": ["a  b", "c  d", "e  f"], "x": ["1", "2", "3"]}
        columns[column][1] = "y" * size
        write(tmp_path / "t.parquet", **columns)
        for form in ("parquet", "jsonl"):
            done = run("t.parquet", "-f" if form == "jsonl" else "-o", "jsonl" if form == "jsonl" else "o.parquet",
                       "--max-size", "1000")  # fmt: skip
            assert (done.code, done.err) == (2, f"cleantext: t.parquet:2: {large}\n")
        assert pq.read_table(tmp_path / "o.parquet").column("x").to_pylist() == ["1", "3"]


def test_what_is_packed_as_no_table_is_is_refused_before_it_is_unpacked(tmp_path: Path, run: Run) -> None:
    table = pa.table({"text": ["a b " * 500_000] * 2, "x": [1, 2]})
    pq.write_table(table, tmp_path / "t.parquet", compression="zstd", use_dictionary=False)
    done = run("t.parquet", "-o", "o.parquet", "--max-size", "100KB")
    sizes = r"the column 'text' has [\d,]+ bytes that unpack to 4,000,\d+; raise the limit with --max-size\n"
    assert done.code == 2
    assert re.fullmatch(f"cleantext: t.parquet: {sizes}", done.err)
    assert run("t.parquet", "-o", "o.parquet").code == 0


OLD = {"schema": 1, "source": "", "encoding": "utf-8", "title": None, "paragraphs": []}
OLD.update(removals=[], repairs=[], notes=[])
OTHERS = ["mine", "{", '{"schema": 1}', "[]", "0", "null"]


def test_explain_replaces_nothing_but_its_own_details(tmp_path: Path, run: Run) -> None:
    ours, texts = json.dumps(OLD), ["a  b", "c", None, "d"]
    for type_ in (pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())):
        values = pa.array([ours, None, "kept", OTHERS[0]], pa.string())
        values = values.cast(type_) if type_ == pa.string_view() else values.dictionary_encode().cast(type_)
        write(tmp_path / "t.parquet", text=texts, _cleantext=values)
        done = run("t.parquet", "--explain", "-q", "-o", "o.parquet")
        reason = "the field '_cleantext' holds data of yours, which --explain would overwrite; rename the field"
        assert (done.code, done.err.splitlines()[-1:]) == (2, [f"cleantext: t.parquet:4: {reason}"])
        table = pq.ParquetFile(tmp_path / "o.parquet").read()
        assert table.schema.field("_cleantext").type == type_
        first, second, third = table.column("_cleantext").to_pylist()
        assert json.loads(first)["repairs"]
        assert json.loads(second)["repairs"] == []
        assert third == "kept"
    write(tmp_path / "t.parquet", text=["a  b"], _cleantext=[1])
    assert run("t.parquet", "--explain", "-o", "o.parquet") == (2, b"", f"cleantext: t.parquet: {reason}\n")
    write(tmp_path / "t.parquet", text=["a  b"], _cleantext=pa.nulls(1))
    assert run("t.parquet", "--explain", "-q", "-o", "o.parquet").code == 0
    assert json.loads(pq.read_table(tmp_path / "o.parquet").column("_cleantext")[0].as_py())["repairs"]
    assert run("t.parquet", "-o", "o.parquet").code == 0
    assert pq.read_table(tmp_path / "o.parquet").column("_cleantext").to_pylist() == [None]
    twice = pa.Table.from_arrays([pa.array(["a  b"])] * 3, names=["text", "_cleantext", "_cleantext"])
    pq.write_table(twice, tmp_path / "t.parquet")
    assert (
        "t.parquet: the field '_cleantext' is there twice; rename one"
        in run("t.parquet", "--explain", "-o", "o.parquet").err
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_terminated_table_leaves_nothing_that_no_run_reads(tmp_path: Path, number: int) -> None:
    """Also where --resume can go on from the files before it."""
    (tmp_path / "in").mkdir()
    for name in ("a", "b", "c"):
        (tmp_path / f"in/{name}.txt").write_text(MESSY, encoding="utf-8")
    write(tmp_path / "in/t.parquet", text=[f"{n}\n{MESSY * 20}" for n in range(30_000)])
    with begin(tmp_path, "in", "-o", "out", "-j1") as process:
        wait_for_progress(tmp_path, process)  # the texts are done
        while process.poll() is None and not list(tmp_path.glob("out/.cleantext-*")):
            time.sleep(0.005)
        process.send_signal(number)
        process.communicate(timeout=SECONDS)
    assert process.returncode == 128 + number
    assert (tmp_path / "out/.cleantext.journal").exists()
    assert not list(tmp_path.glob("**/.cleantext-*"))
