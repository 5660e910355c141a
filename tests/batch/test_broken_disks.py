"""Calls that fail at the last moment, as on disks that break and network file systems: no locks, errors of close."""

import errno
import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import MESSY, start
from tests.helpers.contract import fill, tree

ROW = '{"text": "a  b"}\n'
WAYS = {
    "a file": ("in/g00000.txt", "-o", "old.txt"),
    "a compressed file": ("in/g00000.txt", "-o", "old.txt.gz"),
    "a folder": ("in/g00000.txt", "in/g00001.txt", "-o", "out"),
    "a table": ("in/t.jsonl", "-o", "out/"),
    "in place": ("-i", "old.txt"),
    "a table in place": ("-i", "old.jsonl"),
    "a report": ("in/g00000.txt", "--report", "r.jsonl"),
    "a page": ("in/g00000.txt", "--report", "r.html"),
}
NAMED = {"a folder": "out/g00000.txt", "a table": "out/t.jsonl", "a table in place": "old.jsonl"}


def lay(folder: Path) -> None:
    fill(folder / "in", 2)
    (folder / "in/t.jsonl").write_text(ROW, encoding="utf-8")
    (folder / "old.txt").write_text(MESSY, encoding="utf-8")
    (folder / "old.txt.gz").write_text("older", encoding="utf-8")
    (folder / "old.jsonl").write_text(ROW, encoding="utf-8")
    for name in ("r.jsonl", "r.html", "out/g00000.txt", "out/t.jsonl"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("older", encoding="utf-8")


def fail_for_new_files(
    monkeypatch: pytest.MonkeyPatch, name: str, code: int, *, before: bool = True, of_journals: bool = False
) -> Callable[[], int]:
    """Let a function of `os` fail when given the descriptor or the name of an unfinished file."""
    real, failed = getattr(os, name), []

    def broken(file: int | str, *more: object, **named: object) -> object:
        path = os.readlink(f"/proc/self/fd/{file}") if isinstance(file, int) and _is_open(file) else str(file)
        path = os.path.basename(path)
        if not path.startswith(".cleantext") or ("journal" in path) != of_journals:
            return real(file, *more, **named)
        if not before:
            real(file, *more, **named)
        failed.append(path)
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, name, broken)
    return lambda: len(failed)


def _is_open(file: int) -> bool:
    return os.path.lexists(f"/proc/self/fd/{file}")


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("way", WAYS)
def test_close_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str, code: int) -> None:
    """The file is closed, and not again; the old one stays, it is named with the reason, and the run stops."""
    _check_failure(tmp_path, monkeypatch, way, "close", code, before=False)


@pytest.mark.parametrize("name", ["write", "ftruncate", "fstat", "fchmod", "fsync", "replace"])
@pytest.mark.parametrize("way", WAYS)
def test_another_call_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str, name: str) -> None:
    _check_failure(tmp_path, monkeypatch, way, name, errno.EIO)


def _check_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str, name: str, code: int, *, before: bool = True
) -> None:
    lay(tmp_path)
    kept = tree(tmp_path)
    with monkeypatch.context() as patched:
        failures = fail_for_new_files(patched, name, code, before=before)
        done = start(tmp_path, *WAYS[way])
    if not failures():
        assert name not in ("close", "write", "replace")
        assert done.code == 0
        return
    assert done.code == 2
    assert f"{NAMED.get(way, WAYS[way][-1])}: {os.strerror(code)}" in done.err
    assert "Bad file descriptor" not in done.err
    assert "standard output" not in done.err
    assert ("nothing more can be written" in done.err) == (way in ("a folder", "in place"))
    left = {path: data for path, data in tree(tmp_path).items() if not path.endswith("journal")}
    if name in ("fstat", "fchmod"):  # the second had no old file, whose mode it would have been given
        left.pop("out/g00001.txt", None)
    assert left == kept


def test_closing_the_journal_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it said was written before; nothing is lost."""
    expected = fill(tmp_path / "in", 3)
    failures = fail_for_new_files(monkeypatch, "close", errno.EIO, before=False, of_journals=True)
    assert start(tmp_path, "in", "-o", "out") == (0, b"", "")
    assert failures() == 1
    assert tree(tmp_path / "out") == expected


@pytest.mark.parametrize("code", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL])
def test_there_are_no_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    """The run goes on, and says once that it is alone only if the user sees to it."""

    def lockf(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(fcntl, "lockf", lockf)
    expected = fill(tmp_path / "in", 5)
    for output in ("out", "all.jsonl"):
        done = start(tmp_path, "in", "-o", output)
        reason = "this file system has no locks; make sure no other run writes here"
        assert (done.code, done.err) == (0, f"cleantext: {output}: {reason}\n")
        assert start(tmp_path, "in", "-o", output, "-q", "--resume") == (0, b"", "")
    assert tree(tmp_path / "out") == expected
    assert start(tmp_path, "in", "-i") == (0, b"", "")


@pytest.mark.parametrize("code", [errno.EAGAIN, errno.EACCES])
def test_another_run_holds_the_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def lockf(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(fcntl, "lockf", lockf)
    fill(tmp_path / "in", 1)
    done = start(tmp_path, "in", "-o", "out")
    assert (done.code, done.err[:24]) == (2, "cleantext: another run i")
