"""With --backup, what files in place held is kept beside them, and nothing is ever written over."""

import os
from pathlib import Path

import pytest

from cleantext.files.folders import Folder
from tests.conftest import MESSY, TIDY, Run
from tests.helpers.contract import tree


def test_the_old_bytes_are_kept_where_a_file_changes(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MESSY, encoding="utf-8")
    (tmp_path / "a.txt").chmod(0o640)
    (tmp_path / "same.txt").write_text(TIDY, encoding="utf-8")
    (tmp_path / "t.csv").write_text("text\nTin  vui\n", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert run("-i", ".", "--backup", ".bak", "-n").code == 0
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert run("-i", ".", "--backup", ".bak").code == 0
    assert sorted(os.listdir(tmp_path)) == ["a.txt", "a.txt.bak", "same.txt", "t.csv", "t.csv.bak"]
    for name in ("a.txt", "t.csv"):
        assert (tmp_path / f"{name}.bak").read_bytes() == before[name] != (tmp_path / name).read_bytes()
        assert (tmp_path / name).stat().st_nlink == 1
    assert {(tmp_path / name).stat().st_mode & 0o777 for name in ("a.txt", "a.txt.bak")} == {0o640}
    after = tree(tmp_path)
    assert run("-i", ".", "--backup", ".bak").code == 0
    assert tree(tmp_path) == after


def test_a_backup_is_not_written_over(run: Run, tmp_path: Path) -> None:
    for name in ("a.txt", "t.csv"):
        (tmp_path / name).write_text("text\nTin  vui\n", encoding="utf-8")
        (tmp_path / f"{name}.bak").write_text("first", encoding="utf-8")
    before = tree(tmp_path)
    done = run("-i", ".", "--backup", ".bak")
    said = "is there already, from an earlier run perhaps, and is not written over; move it away"
    assert (done.code, done.err.count(said)) == (2, 2)
    assert tree(tmp_path) == before


def test_a_run_that_was_killed_before_it_replaced_the_file_loses_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MESSY, encoding="utf-8")
    os.link(tmp_path / "a.txt", tmp_path / "a.txt.bak")
    assert run("-i", "a.txt").code == 2
    assert run("-i", "a.txt", "--backup", ".bak") == (0, b"", "")
    assert [(tmp_path / name).read_text(encoding="utf-8") for name in ("a.txt", "a.txt.bak")] == [TIDY, MESSY]


def test_where_there_are_no_links_it_is_copied(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Folder, "link", refuse)
    (tmp_path / "a.txt").write_text(MESSY, encoding="utf-8")
    (tmp_path / "a.txt").chmod(0o600)
    assert run("-i", "a.txt", "--backup", ".bak") == (0, b"", "")
    assert [(tmp_path / name).read_text(encoding="utf-8") for name in ("a.txt", "a.txt.bak")] == [TIDY, MESSY]
    assert (tmp_path / "a.txt.bak").stat().st_mode & 0o777 == 0o600
    assert sorted(os.listdir(tmp_path)) == ["a.txt", "a.txt.bak"]
