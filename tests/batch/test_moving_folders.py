"""Folders of the output that change during the run: swapped for links, moved, removed; no file goes elsewhere."""

import json
import os
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.conftest import start, start_process
from tests.helpers.contract import SECONDS, begin, digest, fill, good, tree, wait_for_progress, without_root

COUNT = 1500


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_folder_that_is_swapped_for_a_link_again_and_again(tmp_path: Path, jobs: int) -> None:
    """Each document is in a folder that was in the output when it was written, or named as failed."""
    expected = fill(tmp_path / "in/s", COUNT)
    rows = b'{"text": "a b"}\n'
    for number in range(20):
        (tmp_path / f"in/s/t{number}.jsonl").write_bytes(rows)
        expected[f"t{number}.jsonl"] = rows
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "moved").mkdir()
    for name in expected:
        (tmp_path / "elsewhere" / name).write_text("not ours", encoding="utf-8")
    before = digest(tmp_path / "elsewhere")
    process = begin(tmp_path, "in", "-o", "out", f"-j{jobs}", "--report", "r.jsonl")
    turn = 0
    while process.poll() is None:
        turn += 1
        with suppress(FileNotFoundError, FileExistsError):
            os.rename(tmp_path / "out/s", tmp_path / f"moved/{turn}")
            os.symlink(tmp_path / "elsewhere", tmp_path / "out/s")
        time.sleep(0.005)
        with suppress(FileNotFoundError, IsADirectoryError, PermissionError):
            os.unlink(tmp_path / "out/s")
        time.sleep(0.005)
    lines = process.communicate(timeout=SECONDS)[1].decode().splitlines()
    assert turn > 1
    assert digest(tmp_path / "elsewhere") == before
    assert lines
    assert process.returncode == 2
    records = map(json.loads, (tmp_path / "r.jsonl").read_text(encoding="utf-8").splitlines())
    failed = {record["source"].removeprefix("in/s/") for record in records if record["kind"] == "failed"}
    assert all("out/s leads out of the output folder out" in line or "cannot write out/s/" in line for line in lines)
    written: dict[str, bytes] = {}
    for folder in [tmp_path / "out/s", *(tmp_path / "moved").iterdir()]:
        written |= tree(folder) if not folder.is_symlink() else {}
    assert failed.isdisjoint(written)
    assert written | {name: expected[name] for name in failed} == expected


def test_a_link_that_leads_to_a_folder_inside(tmp_path: Path) -> None:
    """It is as if the folder's own path had been given; outputs that meet there are refused."""
    fill(tmp_path / "in/sub/deep", 2)
    (tmp_path / "out/real").mkdir(parents=True)
    os.symlink("real", tmp_path / "out/sub")
    assert start(tmp_path, "in", "-o", "out") == (0, b"", "")
    assert (tmp_path / "out/real/deep/g00000.txt").read_bytes() == good(0)[1]
    assert (tmp_path / "out/sub").is_symlink()
    fill(tmp_path / "in/real/deep", 1)
    done = start(tmp_path, "in", "-o", "out")
    names = "in/real/deep/g00000.txt and in/sub/deep/g00000.txt"
    assert (done.code, done.err) == (
        2,
        f"cleantext: {names} would both be written to out/sub/deep/g00000.txt\n",
    )


def test_a_partial_file_is_in_the_output_folder_though_the_output_is_a_link(tmp_path: Path) -> None:
    """A link at the place of a table's output is replaced, and nothing is written where it leads."""
    fill(tmp_path / "in", 3)
    (tmp_path / "in/t.jsonl").write_text('{"text": "a  b"}\n' * 3, encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "elsewhere").mkdir(mode=0o555)
    os.symlink("../elsewhere/t.jsonl", tmp_path / "out/t.jsonl")
    assert start_process(tmp_path, "in", "-o", "out", prefix=without_root()) == (0, b"", "")
    assert (tmp_path / "out/t.jsonl").read_text(encoding="utf-8") == '{"text": "a b"}\n' * 3
    assert os.listdir(tmp_path / "elsewhere") == []


def test_a_folder_below_that_vanishes_is_made_again(tmp_path: Path) -> None:
    expected = fill(tmp_path / "in/s", COUNT)
    process = begin(tmp_path, "in", "-o", "out", "-j1")
    wait_for_progress(tmp_path, process)
    os.rename(tmp_path / "out/s", tmp_path / "moved")
    assert process.communicate(timeout=SECONDS)[1] == b""
    assert process.returncode == 0
    assert tree(tmp_path / "moved") | tree(tmp_path / "out/s") == expected


def test_an_output_folder_that_cannot_be_listed(tmp_path: Path) -> None:
    """To write in a folder, it need not be readable."""
    fill(tmp_path / "in/s", 2)
    (tmp_path / "out/s").mkdir(parents=True)
    for folder in ("out/s", "out"):
        (tmp_path / folder).chmod(0o300)
    assert start_process(tmp_path, "in", "-o", "out", prefix=without_root()) == (0, b"", "")
    for folder in ("out", "out/s"):
        (tmp_path / folder).chmod(0o700)
    assert sorted(os.listdir(tmp_path / "out/s")) == ["g00000.txt", "g00001.txt"]
