"""Outputs whose names the file system takes for one."""

import os
from pathlib import Path

import pytest

from cleantext.batch import collisions
from cleantext.batch.collisions import find_collision, loose
from tests.conftest import start

PAIRS = [
    ("Tin.txt", "tin.TXT"),
    ("ĐỎ.txt", "đỏ.txt"),
    ("é.txt", "e\u0301.txt"),
    ("ﬁ.txt", "fi.txt"),
    ("ß.txt", "SS.txt"),
    ("ı.txt", "I.txt"),
    ("a\u200d.txt", "a.txt"),
    ("tin.", "tin"),
]


@pytest.fixture
def _folding(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the file system fold names as loosely as any does."""

    def lexists(path: str) -> bool:
        folder, name = os.path.split(path)
        return os.path.isdir(folder) and loose(name) in map(loose, os.listdir(folder))

    monkeypatch.setattr(os.path, "lexists", lexists)


@pytest.mark.usefixtures("_folding")
@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_names_that_the_file_system_folds(tmp_path: Path, one: str, other: str) -> None:
    out = tmp_path / "out/deep"
    assert find_collision([str(out / name) for name in ("x", one, "y", other)], may_write=True) == (1, 3)
    assert os.listdir(tmp_path) == []
    assert find_collision([str(out / name) for name in (one, other)], may_write=False) is None


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_names_that_it_does_not_fold(tmp_path: Path, one: str, other: str) -> None:
    (tmp_path / one).touch()
    if (tmp_path / other).exists():
        pytest.skip("this file system folds these names")
    assert find_collision([str(tmp_path / name) for name in (one, other)], may_write=True) is None
    assert os.listdir(tmp_path) == [one]


@pytest.mark.usefixtures("_folding")
def test_a_run_is_refused_before_any_work(tmp_path: Path) -> None:
    for name in ("x/Tin.txt", "y/tin.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("một", encoding="utf-8")
    done = start(tmp_path, "x", "y", "-o", "out")
    assert (done.code, done.err) == (2, "cleantext: x/Tin.txt and y/tin.txt would both be written to out/tin.txt\n")
    done = start(tmp_path, "x", "-o", "out", "--report", "out/tin.TXT.jsonl")
    assert done.code == 0
    (tmp_path / "z.jsonl").write_text('{"text": "a"}\n', encoding="utf-8")
    done = start(tmp_path, "z.jsonl", "-o", "out/", "--report", "out/Z.jsonl")
    assert (done.code, done.err) == (
        2,
        "cleantext: --report out/Z.jsonl: this run writes something else to that file; name another one\n",
    )


def test_one_name_is_one_file_whoever_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file system is asked only where names are alike, and need not be where they are the same."""
    monkeypatch.setattr(collisions, "_ask_file_system", pytest.fail)
    assert find_collision(["a", "b", "c/a", "./b"], may_write=True) == (1, 3)
    assert find_collision(["a", "b", "c/a", "c/b", "d.txt", "dd.txt"], may_write=True) is None


def test_folders_that_links_make_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    os.symlink("real", tmp_path / "link")
    for below in ("a", "deep/er/a"):
        assert find_collision([str(tmp_path / "link" / below), str(tmp_path / "real" / below)], may_write=True) == (
            0,
            1,
        )


def test_a_folder_that_cannot_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is usual on the system is taken for granted."""
    for platform, expected in (("linux", None), ("darwin", (0, 1)), ("win32", (0, 1))):
        monkeypatch.setattr("sys.platform", platform)
        assert find_collision(["/proc/self/fdinfo/A", "/proc/self/fdinfo/a"], may_write=True) == expected
