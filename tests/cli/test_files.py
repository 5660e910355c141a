"""Files are old or new, never half; nothing is written where it should not be."""

import json
import os
import time
from pathlib import Path

import pytest

from cleantext import CleantextError
from cleantext.files.read import file_state
from cleantext.files.write import replace_in_place
from tests.conftest import MESSY, TIDY, Run


def test_in_place_leaves_a_file_old_or_new(run: Run, tmp_path: Path) -> None:
    files = {name: tmp_path / name for name in ("clean.txt", "mode.txt", "real.txt", "two.txt", "fixed.txt")}
    for path in files.values():
        path.write_text(MESSY, encoding="utf-8")
    files["clean.txt"].write_text(TIDY, encoding="utf-8")
    files["mode.txt"].chmod(0o640)
    files["fixed.txt"].chmod(0o444)
    os.symlink("real.txt", tmp_path / "link.txt")
    os.link(files["two.txt"], tmp_path / "names.txt")
    before = files["clean.txt"].stat()
    assert run("-i", "clean.txt", "mode.txt", "link.txt").code == 0
    after = files["clean.txt"].stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert files["mode.txt"].stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "link.txt").is_symlink()
    assert files["real.txt"].read_text(encoding="utf-8") == TIDY
    os.mkfifo(tmp_path / "pipe.txt")
    assert run("-i", "pipe.txt").err == "cleantext: pipe.txt: not a regular file\n"
    done = run("-i", "two.txt", "fixed.txt")
    assert done.code == 2
    assert done.err.splitlines() == [
        "cleantext: two.txt: has 2 names (hard links), which replacing it would separate",
        "cleantext: fixed.txt: is read-only; make it writable to have it replaced",
    ]
    assert files["two.txt"].read_text(encoding="utf-8") == MESSY
    assert not list(tmp_path.glob(".cleantext-*"))


def test_stdin_goes_into_a_folder_that_is_not_there_yet(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(MESSY, encoding="utf-8")
    assert run("-", "in", "-o", "out", stdin=MESSY.encode()) == (0, b"", "")
    assert run("-o", "other/deep/", stdin=MESSY.encode()) == (0, b"", "")
    for name in ("out/stdin.txt", "other/deep/stdin.txt"):
        assert (tmp_path / name).read_text(encoding="utf-8") == TIDY
    assert (tmp_path / "out/a.txt").read_text(encoding="utf-8") == TIDY


def test_odd_names_are_cleaned_too(run: Run, tmp_path: Path) -> None:
    names = [
        "n\nl.txt",
        "e\x1b[31m.txt",
        "-x.txt",
        "l\udce9.txt",
        "[b].txt",
        "e\u0301.txt",
        "🐃.txt",
        "d" * 251 + ".txt",
    ]
    (tmp_path / "in").mkdir()
    for name in names:
        (tmp_path / "in" / name).write_text(MESSY, encoding="utf-8")
    assert run("in", "-o", "out") == (0, b"", "")
    assert sorted(os.listdir(tmp_path / "out")) == sorted(names)
    sources = {json.loads(line)["source"] for line in run("in", "-f", "jsonl").out.splitlines()}
    assert "in/l\\xe9.txt" in sources
    assert run("in/" + names[3], "--check").err.startswith("in/l\\xe9.txt: would change")


@pytest.mark.parametrize("new", ["newer", "another"])
def test_a_file_that_changes_while_it_is_cleaned_is_left_as_it_is(tmp_path: Path, new: str) -> None:
    """Also where its size and modification time stay: the change time tells."""
    path = tmp_path / "a.txt"
    path.write_text("older", encoding="utf-8")
    before, times = file_state(str(path)), (path.stat().st_atime_ns, path.stat().st_mtime_ns)
    time.sleep(0.02)  # the clock of the file system does not tick more often
    path.write_text(new, encoding="utf-8")
    os.utime(path, ns=times)
    with pytest.raises(CleantextError, match="changed while being cleaned"):
        replace_in_place(str(path), before, b"clean")
    assert os.listdir(tmp_path) == ["a.txt"]
    assert path.read_text(encoding="utf-8") == new


def test_a_link_in_the_output_folder_does_not_lead_out_of_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in/sub").mkdir(parents=True)
    (tmp_path / "out").mkdir()
    (tmp_path / "elsewhere").mkdir()
    for name in ("in/a.txt", "in/sub/b.txt", "secret"):
        (tmp_path / name).write_text(MESSY, encoding="utf-8")
    os.symlink("../secret", tmp_path / "out/a.txt")
    os.symlink("../elsewhere", tmp_path / "out/sub")
    done = run("in", "-o", "out")
    assert done.code == 2
    assert done.err == "cleantext: in/sub/b.txt: out/sub leads out of the output folder out\n"
    assert (tmp_path / "secret").read_text(encoding="utf-8") == MESSY
    assert (tmp_path / "out/a.txt").read_text(encoding="utf-8") == TIDY
    assert not os.listdir(tmp_path / "elsewhere")
