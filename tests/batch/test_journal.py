"""The journal: what it claims is on the disk before it is said, is looked at, and is not believed if it is damaged."""

import gzip
import json
import os
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ALL, start
from tests.helpers.contract import (
    CHANGES,
    MOVES,
    STEADY,
    article,
    fill,
    kill_at,
    leaves_nothing,
    names_in,
    traced,
    tree,
)
from tests.helpers.report_page import same_but_for_the_run

DAMAGES = 100 if ALL else 25
pytestmark = pytest.mark.usefixtures("small_steps")
KILLS = 20 if ALL else 4
WAYS = {
    "folder": ("in", "-o", "w/out/", "--report", "w/r.jsonl", "--doubtful", "w/d.txt"),
    "page": ("in", "-o", "w/out/", "--report", "w/r.html"),
    "joined": ("in", "-o", "w/all.jsonl", "--report", "w/r.jsonl", "--doubtful", "w/d.jsonl"),
    "compressed": ("in/m.jsonl", "in/z", "-o", "w/all.jsonl.gz"),
}


def contents(folder: Path) -> dict[str, bytes]:
    """Return the paths below a folder and what is in the files, decompressed: members are as long as batches."""
    return {
        name: gzip.decompress(data) if name.endswith(".gz") else same_but_for_the_run(name, data)
        for name, data in tree(folder).items()
    }


class Interrupted:
    """A run that stopped in its last table, with a journal of several entries."""

    def __init__(self, cwd: Path, way: str) -> None:
        self.cwd, self._arguments = cwd, WAYS[way]
        fill(cwd / "in", 30)
        rows = [json.dumps({"id": n, "text": article(n) if n % 3 else "404 Not Found"}) for n in range(60)]
        (cwd / "in/m.jsonl").write_text("\n".join(rows), encoding="utf-8")
        (cwd / "in/z").mkdir()
        (cwd / "in/z/n.jsonl").write_text("\n".join([*rows, "{bad"]), encoding="utf-8")
        self.begin_anew()
        assert start(cwd, *self._arguments).code == 2
        self.wanted = contents(cwd / "w")
        lists = [self.wanted[name] for name in ("d.txt", "d.jsonl") if name in self.wanted]
        assert [data.count(b"an error page") for data in lists] == [40] * len(lists)
        self.begin_anew()
        stopped = start(cwd, *self._arguments, "--fail-fast")
        assert "; --resume goes on from there\n" in stopped.err
        (cwd / "w").rename(cwd / "kept")
        self.put_back()
        assert self.journal.read_bytes().count(b"\n") > 4

    def begin_anew(self) -> None:
        """Remove all outputs."""
        shutil.rmtree(self.cwd / "w", ignore_errors=True)
        (self.cwd / "w").mkdir()

    def put_back(self) -> None:
        """Make all as the run has left it."""
        shutil.rmtree(self.cwd / "w", ignore_errors=True)
        shutil.copytree(self.cwd / "kept", self.cwd / "w")
        (self.journal,) = (self.cwd / "w").rglob(".cleantext.*journal")

    def resume(self) -> int:
        """Hold the resumed run to what an uninterrupted one gives; return how many documents it has not done again."""
        done = start(self.cwd, *self._arguments, "--resume", "--stats", "json")
        assert done.code == 2
        assert contents(self.cwd / "w") == self.wanted
        beside = "that a killed run had left", "nothing of an interrupted run to go on from; starting over"
        said = [line for line in done.err.splitlines() if not line.endswith(beside)]
        *lines, doubtful, summary = said
        assert [line.partition(":61: ")[0] for line in lines] == ["cleantext: in/z/n.jsonl"]
        assert doubtful == "cleantext: 40 doubtful: 40 error pages"  # of the whole run
        counts: dict[str, int] = json.loads(summary)
        assert (counts["seen"], counts["failed"]) == (60 + 61 + 30 * ("in" in self._arguments), 1)
        leaves_nothing(self.cwd / "w")
        return counts["skipped"]


def _flip(data: bytes, pick: random.Random) -> bytes:
    at = pick.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << pick.randrange(8)]) + data[at + 1 :]


def _renumber(data: bytes, pick: random.Random) -> bytes:
    """Put another number in the place of one."""
    found = pick.choice(list(re.finditer(rb"\d+", data)))
    return data[: found.start()] + str(pick.choice([0, 1, -3, 7, 10**30])).encode() + data[found.end() :]


def _cut(data: bytes, pick: random.Random) -> bytes:
    return data[: pick.randrange(len(data))]


def _insert(data: bytes, pick: random.Random) -> bytes:
    at = pick.randrange(len(data))
    return data[:at] + pick.choice([pick.randbytes(9), b"\n", b"\0" * 4096, b"[" * 100_000, b"9" * 10_000]) + data[at:]


def _move_lines(data: bytes, pick: random.Random) -> bytes:
    """Repeat, remove or exchange lines."""
    lines = data.splitlines(keepends=True)
    one, other = pick.randrange(len(lines)), pick.randrange(len(lines))
    how = pick.randrange(3)
    if how == 0:
        lines.insert(one, lines[other])
    elif how == 1:
        del lines[one]
    else:
        lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def _replace(data: bytes, pick: random.Random) -> bytes:
    old = b'{"run": "0"}\n{"place": [1, 0], "documents": 1, "failed": 0, "output": 0, "report": 0, "failures": []}\n'
    return pick.choice([b"", pick.randbytes(500), old, b"[" * 100_000, b"x" * (1 << 20), b'"run"\n', b"null\n"])


DAMAGE = (_flip, _renumber, _cut, _insert, _move_lines, _replace)


@pytest.mark.parametrize("way", WAYS)
def test_a_damaged_journal_is_used_up_to_the_damage(tmp_path: Path, way: str) -> None:
    run, pick = Interrupted(tmp_path, way), random.Random(way)
    undamaged = run.resume()
    assert undamaged > 0
    fewer = 0
    for _ in range(DAMAGES):
        run.put_back()
        damage = pick.choice(DAMAGE)
        run.journal.write_bytes(damage(run.journal.read_bytes(), pick))
        fewer += run.resume() < undamaged
    assert fewer


def _shorten(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _zero(path: Path) -> None:
    """Leave what a power cut may: the length without the content."""
    path.write_bytes(b"\0" * path.stat().st_size)


def _alter(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:3] + b"~" + data[4:])


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("harm", [Path.unlink, _shorten, _zero, _alter])
def test_what_the_journal_claims_is_looked_at(tmp_path: Path, way: str, harm: Callable[[Path], None]) -> None:
    """Each file in turn is not what the run has left there: the run goes on from before it."""
    run = Interrupted(tmp_path, way)
    undamaged = run.resume()
    names = [name for name in tree(tmp_path / "kept") if (tmp_path / "kept" / name).is_file() and "journal" not in name]
    for name in names[:: max(1, len(names) // 6)]:
        run.put_back()
        harm(tmp_path / "w" / name)
        assert run.resume() < undamaged
    assert names


def test_inputs_that_changed_are_noticed(tmp_path: Path) -> None:
    """Their size and modification time are as they were."""
    Interrupted(tmp_path, "folder")
    source = tmp_path / "in/g00003.txt"
    before = source.stat()
    source.write_bytes(source.read_bytes().upper())
    os.utime(source, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert source.stat().st_size == before.st_size
    done = start(tmp_path, *WAYS["folder"], "--resume")
    assert done.code == 2
    assert "--resume: some of the inputs have been changed since the interrupted run; without --resume" in done.err


@pytest.mark.parametrize("way", WAYS)
def test_what_an_entry_claims_is_on_the_disk_before_it(tmp_path: Path, way: str) -> None:
    """By the system calls: what was put in place, or written to a partial file, is synced; then comes the entry.

    All is, before the journal of the complete run is removed. No partial file is opened twice, which ends its lock.
    """
    Interrupted(tmp_path, way).begin_anew()
    unsynced: set[str] = set()
    entries = 0
    finished, opened = 0, list[str]()
    for call in traced(tmp_path, f"openat,write,{MOVES},unlink,unlinkat,fsync,syncfs", *STEADY, *WAYS[way], "-j1"):
        name, paths = call.split("(")[0], re.findall(r"<(/[^>]*)>", call)
        if name.startswith("rename"):
            old, new = names_in(call, tmp_path)
            unsynced.discard(old)
            unsynced.add(new)
            finished += 1
        elif name.startswith("unlink"):
            (gone,) = names_in(call, tmp_path)
            unsynced.discard(gone)
            assert not unsynced or not gone.endswith("journal")
        elif name == "openat":
            opened += [path for path in paths[-1:] if ".part" in path and not path.endswith("journal")]
        elif name == "syncfs":
            unsynced.clear()
        elif name == "fsync":
            unsynced.discard(paths[0])
        elif paths and paths[0].endswith(".part"):
            unsynced.add(paths[0])
        elif paths and paths[0].endswith("journal"):
            entries += 1
            assert not unsynced, call
    assert entries > 1
    assert opened
    assert len(opened) == len(set(opened))
    assert finished == len([path for path in (tmp_path / "w").rglob("*") if path.is_file()])


@pytest.mark.parametrize("way", WAYS)
def test_27_killed_at_any_system_call(tmp_path: Path, way: str) -> None:
    """Nothing is half there, and the resumed run ends as one that was never killed."""
    run, pick = Interrupted(tmp_path, way), random.Random(way)
    run.begin_anew()
    command = (*STEADY, *WAYS[way], "-j1")
    calls = traced(tmp_path, f"openat,read,write,close,{CHANGES},ftruncate,fsync,syncfs", *command)
    first = next(number for number, call in enumerate(calls, 1) if "/.cleantext." in call)
    for _ in range(KILLS):
        run.begin_anew()
        kill_at(tmp_path, calls, pick.randint(first, len(calls) - 20), *command)
        whole = {name: data for name, data in contents(tmp_path / "w").items() if "/.cleantext" not in f"/{name}"}
        assert whole.items() <= run.wanted.items()
        run.resume()
