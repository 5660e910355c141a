"""What killed runs have left is removed by the next run there, and nothing else is."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import repeat
from pathlib import Path
from threading import Timer

import pytest

from cleantext.batch.writers import OutputFile
from cleantext.files.leftovers import remove_orphans, remove_parts
from tests.conftest import MESSY, TIDY, start
from tests.helpers.contract import SECONDS, begin, fill, leaves_nothing
from tests.helpers.paths import ROOT

REMOVED = "cleantext: removed an unfinished file that a killed run had left\n"
WRITE_FOR_EVER = """
import sys
from cleantext.files.write import NewFile
files = [NewFile(name) for name in sys.argv[1:]]
print("ready", flush=True)
sys.stdin.read()
"""


@contextmanager
def writing(*targets: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Let another process write new files, until the end of the block kills it."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITE_FOR_EVER, *targets], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout
    assert process.stdout.readline() == b"ready\n"
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def leave_behind(*targets: Path) -> None:
    """Leave the temporary files of a killed process."""
    with writing(*targets):
        pass


def test_a_killed_run_from_standard_input_to_a_file(tmp_path: Path) -> None:
    process = begin(tmp_path, "-o", "a.txt")
    assert process.stdin
    process.stdin.write(MESSY.encode())
    process.stdin.flush()
    deadline = time.monotonic() + SECONDS
    while not list(tmp_path.glob(".cleantext-*")) and time.monotonic() < deadline:
        time.sleep(0.005)
    process.kill()
    process.communicate()
    assert len(list(tmp_path.glob(".cleantext-*"))) == 1
    assert start(tmp_path, "-o", "b.txt", stdin=MESSY.encode()) == (0, b"", REMOVED)
    leaves_nothing(tmp_path)


WAYS = {
    "a file in place": ("w/a.txt", "-i"),
    "a folder in place": ("w", "-i"),
    "a link in place": ("link.txt", "-i"),
    "a file": ("in/g00000.txt", "-o", "w/b.txt"),
    "a folder": ("in", "-o", "w"),
    "standard input to a folder": ("-", "-o", "w/"),
    "a report": ("in", "-o", "all.jsonl", "--report", "w/r.jsonl"),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_next_run_there_removes_orphans(tmp_path: Path, way: str) -> None:
    fill(tmp_path / "in", 1)
    (tmp_path / "w").mkdir()
    (tmp_path / "w/a.txt").write_text(MESSY, encoding="utf-8")
    os.symlink("w/a.txt", tmp_path / "link.txt")
    leave_behind(tmp_path / "w/x")
    assert len(list(tmp_path.glob("w/.cleantext-*"))) == 1
    assert start(tmp_path, *WAYS[way], stdin=MESSY.encode()) == (0, b"", REMOVED)
    leaves_nothing(tmp_path)
    leave_behind(tmp_path / "w/x", tmp_path / "w/y")
    assert start(tmp_path, *WAYS[way], "-q", stdin=MESSY.encode()) == (0, b"", "")
    leaves_nothing(tmp_path)


def test_what_only_looks_removes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MESSY, encoding="utf-8")
    leave_behind(tmp_path / "x")
    for arguments in (("a.txt",), ("-i", "-n", "a.txt"), ("a.txt", "-o", "b.txt", "-n"), ("a.txt", "--check")):
        assert start(tmp_path, *arguments).err.count("removed an unfinished") == 0
    assert len(list(tmp_path.glob(".cleantext-*"))) == 1


def test_learning_removes_them_too(tmp_path: Path) -> None:
    fill(tmp_path / "in", 3)
    leave_behind(tmp_path / "x")
    done = start(tmp_path, "learn", "in", "-o", "p.toml")
    assert (done.code, REMOVED in done.err) == (0, True)
    leaves_nothing(tmp_path)


def test_the_file_of_a_live_run_stays(tmp_path: Path) -> None:
    """It is locked: neither its age nor an id that is no process's here (as in a container) makes it an orphan."""
    (tmp_path / "a.txt").write_text(MESSY, encoding="utf-8")
    with writing(tmp_path / "x"):
        (path,) = tmp_path.glob(".cleantext-*")
        foreign = path.rename(tmp_path / f".cleantext-{2**22 + 1:08x}01234567")
        os.utime(foreign, (0, 0))
        assert start(tmp_path, "-i", "a.txt") == (0, b"", "")
        assert (tmp_path / "a.txt").read_text(encoding="utf-8") == TIDY
        assert foreign.exists()
    assert remove_orphans(str(tmp_path)) == 1


def test_a_file_that_may_not_be_locked_yet_stays(tmp_path: Path) -> None:
    """A process that runs creates a file, then locks it; later, its id is another's."""
    path = tmp_path / f".cleantext-{os.getppid():08x}01234567"
    path.touch()
    assert remove_orphans(str(tmp_path)) == 0
    os.utime(path, (0, 0))
    assert remove_orphans(str(tmp_path)) == 1


def test_a_file_of_a_process_that_is_being_killed_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its id is there until its parent has taken note, as with workers whose whole run was killed."""
    monkeypatch.setattr("cleantext.files.leftovers._naps", repeat(0.01, 1000))
    with subprocess.Popen(["sleep", "60"]) as process:
        (tmp_path / f".cleantext-{process.pid:08x}01234567").touch()
        process.kill()
        note = Timer(0.1, process.wait)
        note.start()
        assert remove_orphans(str(tmp_path)) == 1
        note.join()


def test_what_is_not_ours_stays(tmp_path: Path) -> None:
    hexadecimal = ".cleantext-0040000101234567"
    for name in (".cleantext-notes", f"{hexadecimal[:-1]}X", f"{hexadecimal}.txt", hexadecimal[1:], ".cleantext.toml"):
        (tmp_path / name).touch()
    (tmp_path / hexadecimal).mkdir()
    os.symlink(".cleantext-notes", tmp_path / f"{hexadecimal[:-1]}0")
    os.mkfifo(tmp_path / f"{hexadecimal[:-1]}1")
    if os.geteuid() == 0:
        (tmp_path / f"{hexadecimal[:-1]}2").touch()
        os.chown(tmp_path / f"{hexadecimal[:-1]}2", 1234, 1234)
    before = sorted(os.listdir(tmp_path))
    assert remove_orphans(str(tmp_path)) == 0
    assert sorted(os.listdir(tmp_path)) == before


def test_where_there_are_no_locks_orphans_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leave_behind(tmp_path / "x")
    with monkeypatch.context() as patched:
        patched.setattr("cleantext.files.leftovers.lock", lambda _: False)
        assert remove_orphans(str(tmp_path)) == 0
    assert remove_orphans(str(tmp_path)) == 1


def test_partial_files_that_others_need_stay(tmp_path: Path) -> None:
    """A part beside a journal is that of an output file, whose own --resume goes on from it."""
    names = [f".cleantext.{number:016x}.part" for number in range(4)]
    for name in (names[0], f"{names[0]}.journal", names[1], f"{names[1]}-page", ".cleantext.journal"):
        (tmp_path / name).touch()
    live = OutputFile(str(tmp_path / "x"), part=str(tmp_path / names[2]))
    script = f"import sys; from cleantext.files.leftovers import remove_parts; print(remove_parts({str(tmp_path)!r}))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout == b"2\n"
    assert (tmp_path / names[2]).exists()
    live.abort(keep=True)
    assert remove_parts(str(tmp_path)) == 1
    assert sorted(os.listdir(tmp_path)) == [names[0], f"{names[0]}.journal", ".cleantext.journal"]
