"""Case 50, and Parquet: files that hold other files' formats."""

import gzip
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MESSY, TIDY, needs, start
from tests.helpers.contract import digest, lacks, tree

CLEAN = TIDY.strip()


def test_parquet(tmp_path: Path) -> None:
    pa, pq = parquet()
    table = pa.table(
        {
            "id": [1, 2, 3],
            "text": pa.array([MESSY, None, "nul\0nul  x"], pa.large_string()),
            "deep": [[{"a": 1.5}], [], None],
        }
    )
    for codec in ("zstd", "none"):
        pq.write_table(table, tmp_path / "t.parquet", compression=codec)
        assert start(tmp_path, "t.parquet", "-o", "o.parquet", "--skip", "invisibles").code == 0
        out = pq.read_table(tmp_path / "o.parquet")
        assert out.schema.equals(table.schema)
        expected = [{**row, "text": t} for row, t in zip(table.to_pylist(), (CLEAN, None, "nul\0nul x"), strict=True)]
        assert out.to_pylist() == expected
    assert start(tmp_path, "-i", "t.parquet", "--explain").code == 0
    details = json.loads(pq.read_table(tmp_path / "t.parquet")["_cleantext"][0].as_py())
    assert details["removals"]
    pq.write_table(pa.table({"text": [1]}), tmp_path / "n.parquet")
    (tmp_path / "x.parquet").write_bytes(b"PAR1 not really")
    done = start(tmp_path, "n.parquet", "x.parquet", "t.parquet", "-o", "out")
    assert done.err.splitlines()[0] == "cleantext: n.parquet: the column 'text' is int64, not text"
    assert done.err.splitlines()[1].startswith("cleantext: x.parquet: unreadable Parquet: ")
    assert sorted(tree(tmp_path / "out")) == ["t.parquet"]
    assert json.loads(start(tmp_path, "o.parquet", "-f", "jsonl").out.splitlines()[0])["deep"] == [{"a": 1.5}]


def parquet() -> tuple[Any, Any]:
    """Return the package that reads Parquet and its module for it; skip the test if it is not installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        lacks("pyarrow is not installed")
        raise
    return pa, pq


@pytest.mark.parametrize(("suffix", "command"), [(".gz", "gzip"), (".zst", "zstd")])
def test_50_compressed_files(tmp_path: Path, suffix: str, command: str) -> None:
    needs(command)
    if suffix == ".zst":
        try:
            from backports import zstd  # noqa: F401
        except ImportError:
            lacks("backports.zstd is not installed")
    (tmp_path / "in").mkdir()
    lines = b'{"text": "a  b"}\n' * 3
    for name, data in (("a.txt", MESSY.encode()), ("t.jsonl", lines), ("e.jsonl", b"")):
        (tmp_path / "in" / name).write_bytes(data)
        subprocess.run([command, "-q", "--rm" if command == "zstd" else "-n", name], cwd=tmp_path / "in", check=True)
    whole = (tmp_path / f"in/t.jsonl{suffix}").read_bytes()
    (tmp_path / f"in/cut.jsonl{suffix}").write_bytes(whole[:-4])
    (tmp_path / f"in/cut.txt{suffix}").write_bytes(whole[:-4])
    (tmp_path / f"in/junk.txt{suffix}").write_bytes((tmp_path / f"in/a.txt{suffix}").read_bytes() + b"junk")
    bomb = b"\n".join([b" " * 30_000_000] * 2)
    packed = subprocess.run([command, "-c"], input=bomb, capture_output=True, check=True).stdout
    for name in ("bomb.txt", "bomb.jsonl"):
        (tmp_path / f"in/{name}{suffix}").write_bytes(packed)
    before = digest(tmp_path / "in")
    done = start(tmp_path, "in", "-o", "out", "--max-size", "1MB")
    assert done.code == 2
    large = "larger than 1,000,000 bytes; raise the limit with --max-size"
    wanted = [
        (f"bomb.jsonl{suffix}:1", large), (f"bomb.jsonl{suffix}:2", large), (f"bomb.txt{suffix}", large),
        (f"cut.jsonl{suffix}", "damaged compressed data: "), (f"cut.txt{suffix}", "damaged compressed data: "),
        (f"junk.txt{suffix}", "damaged compressed data: "),
    ]  # fmt: skip
    for line, (name, reason) in zip(sorted(done.err.splitlines()), wanted, strict=True):
        assert line.startswith(f"cleantext: in/{name}: {reason}")
    assert digest(tmp_path / "in") == before
    written = sorted(tree(tmp_path / "out"))
    assert written == [f"a.txt{suffix}", f"bomb.jsonl{suffix}", f"e.jsonl{suffix}", f"t.jsonl{suffix}"]
    subprocess.run([command, "-qt", *written], cwd=tmp_path / "out", check=True)
    for name, data in (("a.txt", TIDY.encode()), ("t.jsonl", b'{"text": "a b"}\n' * 3)):
        packed = (tmp_path / f"out/{name}{suffix}").read_bytes()
        assert subprocess.run([command, "-dc"], input=packed, capture_output=True, check=True).stdout == data
    assert start(tmp_path, "--input-format", "jsonl", stdin=whole).out == b'{"text": "a b"}\n' * 3
    assert start(tmp_path, "-i", f"in/a.txt{suffix}", f"in/t.jsonl{suffix}").code == 0
    assert start(tmp_path, f"in/a.txt{suffix}").out == TIDY.encode()
    assert start(tmp_path, f"in/t.jsonl{suffix}", "--check").code == 0
    if suffix == ".gz":
        assert gzip.decompress((tmp_path / "in/a.txt.gz").read_bytes()) == TIDY.encode()
    assert not [name for name in os.listdir(tmp_path / "in") if name.startswith(".cleantext")]
