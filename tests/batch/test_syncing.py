"""Putting files on the disk, and the locks and descriptors of the files that a run writes."""

import errno
import fcntl
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import cast

import pytest

from cleantext.batch import journal as journals
from cleantext.batch.claims import Claims, Entry
from cleantext.batch.writers import OutputFile
from cleantext.documents.items import Position
from cleantext.files import sync
from cleantext.files.content import Content, content_of
from cleantext.files.locks import lock
from cleantext.files.signals import _State
from cleantext.files.waiting import write_all
from cleantext.files.write import DirectFile, NewFile
from cleantext.model import OutputFailed
from tests.conftest import MESSY, TIDY, start
from tests.helpers.paths import ROOT

PART = ".cleantext.0123456789abcdef.part"


class NoClaims:
    """Claims that are true; `sync_finished` does what the test wants."""

    def __init__(self, sync_finished: Callable[[], None] = lambda: None) -> None:
        self._sync_finished = sync_finished

    def sync_finished(self, _entry: Entry, journal: int) -> None:
        os.fstat(journal)
        self._sync_finished()

    def are_finished(self, _entry: Entry) -> bool:
        return True

    def count_resumable(self, entries: list[Entry]) -> int:
        return len(entries)


def open_journal(path: Path, claims: NoClaims, fingerprint: str = "a", *, resume: bool = False) -> journals.Journal:
    return journals.Journal(str(path), fingerprint, cast("Claims", claims), resume=resume)


def removed_by_others(folder: Path) -> int:
    """Let another process remove the partial files that nobody writes; return their number."""
    script = f"from cleantext.files.leftovers import remove_parts; print(remove_parts({str(folder)!r}))"
    return int(subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True).stdout)


@pytest.mark.parametrize("part", [PART, f"{PART}-page"])
def test_a_file_that_is_written_is_locked_also_after_a_sync(tmp_path: Path, part: str) -> None:
    file = NewFile(str(tmp_path / "a"), part=str(tmp_path / part))
    file.write(b"a")
    assert removed_by_others(tmp_path) == 0
    file.sync()
    assert removed_by_others(tmp_path) == 0
    file.close()
    assert removed_by_others(tmp_path) == 1


def refusing(monkeypatch: pytest.MonkeyPatch, name: str, code: int, module: ModuleType = os) -> list[object]:
    """Let a function fail; return the list of its first arguments."""
    asked: list[object] = []

    def fail(what: object, *_: object, **_named: object) -> None:
        asked.append(what)
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(module, name, fail)
    return asked


def test_only_what_is_gone_counts_as_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sync.sync_files([str(tmp_path / "gone")])
    (tmp_path / "a").touch()
    everything: list[None] = []
    monkeypatch.setattr(os, "sync", lambda: everything.append(None))
    with monkeypatch.context() as patched:
        refusing(patched, "open", errno.EMFILE)
        with pytest.raises(OSError, match="Too many open files"):
            sync.sync_files([str(tmp_path / "a")])
    assert not everything
    with monkeypatch.context() as patched:
        refusing(patched, "open", errno.EACCES)  # as for a folder of mode 0300
        sync.sync_files([str(tmp_path / "a")])
    assert everything


@pytest.mark.parametrize("lack", ["no system call", "no ctypes", "not supported"])
def test_without_a_call_for_all_files_each_is_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lack: str
) -> None:
    import ctypes

    synced: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda file: synced.append(os.readlink(f"/proc/self/fd/{file}")))
    (tmp_path / "a").touch()
    with open(tmp_path / "a", "rb") as file:
        sync.sync_together([str(tmp_path / "a")], file.fileno())
        assert synced == []
        if lack == "no ctypes":
            monkeypatch.setitem(sys.modules, "ctypes", None)
        else:
            library = SimpleNamespace() if lack == "no system call" else SimpleNamespace(syncfs=lambda _: -1)
            monkeypatch.setattr(ctypes, "CDLL", lambda *_, **_named: library)
            monkeypatch.setattr(ctypes, "get_errno", lambda: errno.ENOSYS)
        sync.sync_together([str(tmp_path / "a")], file.fileno())
        assert synced == [str(tmp_path / "a"), str(tmp_path)]


def test_a_disk_that_fails_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import ctypes

    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **_named: SimpleNamespace(syncfs=lambda _: -1))
    monkeypatch.setattr(ctypes, "get_errno", lambda: errno.EIO)
    with pytest.raises(OSError, match="Input/output error"):
        sync.sync_together([], 0)


def test_in_place_where_nothing_can_be_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(MESSY, encoding="utf-8")
    asked = refusing(monkeypatch, "fsync", errno.EINVAL)
    assert start(tmp_path, "-i", "a.txt") == (0, b"", "")
    assert asked
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == TIDY


def test_a_lock_on_windows_leaves_the_place_in_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places: list[int] = []

    def locking(file: int, how: int, size: int) -> None:
        places.append(os.lseek(file, 0, os.SEEK_CUR))

    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(locking=locking, LK_NBLCK=2))
    monkeypatch.setattr(sys, "platform", "win32")
    (tmp_path / "a").write_bytes(b"abc")
    file = os.open(tmp_path / "a", os.O_RDWR)
    assert lock(file)
    assert places[0] > 3  # a locked range cannot be read
    assert os.read(file, 9) == b"abc"
    os.close(file)


def descriptors() -> list[str]:
    return os.listdir("/proc/self/fd")


def test_a_journal_that_cannot_be_used_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_journal(tmp_path / "j", NoClaims()).close(keep=True)
    before = descriptors()
    with pytest.raises(journals.OtherRun):
        open_journal(tmp_path / "j", NoClaims(), "b", resume=True)
    assert descriptors() == before
    with monkeypatch.context() as patched:
        refusing(patched, "ftruncate", errno.EIO)
        with pytest.raises(OutputFailed):
            open_journal(tmp_path / "j", NoClaims())
    with monkeypatch.context() as patched:
        refusing(patched, "lockf", errno.EIO, fcntl)
        with pytest.raises(OutputFailed):
            open_journal(tmp_path / "j", NoClaims())
    assert descriptors() == before
    assert (tmp_path / "j").exists()


def test_a_sync_that_is_interrupted_writes_no_entry(tmp_path: Path) -> None:
    """The entry, with its failures, is written when the run stops."""
    interrupts = [KeyboardInterrupt]

    def interrupted() -> None:
        if interrupts:
            raise interrupts.pop()

    entry = Entry(Position(1, 0), 3, 1, files=[Content(1, 2)])
    journal = open_journal(tmp_path / "j", NoClaims(interrupted))
    header = (tmp_path / "j").read_bytes()
    journal.append(entry, [("a", "bad")], lambda: None)
    with pytest.raises(KeyboardInterrupt):
        journal.flush(lambda: None)
    assert journal.is_empty
    assert (tmp_path / "j").read_bytes() == header
    journal.flush(lambda: None)
    journal.close(keep=True)
    resumed = open_journal(tmp_path / "j", NoClaims(), resume=True)
    assert (resumed.start, resumed.failures) == (entry._replace(files=()), [("a", "bad")])
    resumed.close(keep=False)


def test_a_sync_that_fails_is_not_tried_again(tmp_path: Path) -> None:
    """Systems report an error once: a second attempt could seem to succeed."""
    errors = [OSError(errno.EIO, os.strerror(errno.EIO))]

    def fails_once() -> None:
        if errors:
            raise errors.pop()

    journal = open_journal(tmp_path / "j", NoClaims(fails_once))
    journal.append(Entry(Position(1, 0), 1), [], lambda: None)
    with pytest.raises(OutputFailed, match="j: Input/output error"):
        journal.flush(lambda: None)
    journal.flush(lambda: None)
    assert journal.is_empty
    journal.close(keep=False)


def test_signals_are_let_through_while_an_entry_is_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journals, "INTERVAL", 0)
    deferring: list[bool] = []
    journal = open_journal(tmp_path / "j", NoClaims(lambda: deferring.append(_State.is_deferring)))
    journal.append(Entry(Position(1, 0), 1), [], lambda: deferring.append(_State.is_deferring))
    assert deferring == [False, False]
    assert not journal.is_empty
    journal.close(keep=False)


def test_a_device_that_takes_nothing_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "write", lambda *_: 0)
    file, direct = NewFile(str(tmp_path / "a")), DirectFile("/dev/null")
    for write in (file.write, direct.write, lambda data: write_all(1, data)):
        with pytest.raises(OSError, match="Input/output error"):
            write(b"a")
    with pytest.raises(OutputFailed, match="Input/output error"):
        open_journal(tmp_path / "j", NoClaims())
    file.discard()
    direct.close()


def test_a_file_cut_to_what_it_was(tmp_path: Path) -> None:
    file = OutputFile(str(tmp_path / "a"), part=str(tmp_path / PART))
    file.write(b"abc")
    before = file.content
    file.write(b"def")
    file.truncate(before)
    file.abort(keep=True)
    file = OutputFile(str(tmp_path / "a"), part=str(tmp_path / PART), start=before)
    file.write(b"ghi")
    file.commit()
    assert (tmp_path / "a").read_bytes() == b"abcghi"
    assert content_of(str(tmp_path / "a")) == file.content
