"""The contract that every case is held to, and the means to break things."""

import hashlib
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest

from cleantext import clean
from tests.conftest import COMMAND, MESSY, SENTENCE, Done, needs, start_process

SECONDS = 10
# the command with many entries in its journal, so that short runs can be interrupted
OFTEN = (
    "import sys; from cleantext.batch import journal; journal.INTERVAL, journal.DURATIONS = {}, {};"
    "from cleantext.cli.main import run; sys.exit(run(sys.argv[1:]))"
)
EAGER = [sys.executable, "-c", OFTEN.format(0.02, 1)]
STEADY = [sys.executable, "-c", OFTEN.format(0, 0)]  # an entry for each batch: the same system calls in each run
MOVES = "rename,renameat,renameat2"
CHANGES = f"{MOVES},unlink,unlinkat,mkdir,mkdirat"  # of names; which of them os.replace and others call, depends
WITHOUT_ROOT = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]


def article(number: int) -> str:
    """Make a text that no other number gives, with something to remove and something to repair."""
    return f"Bài {number}\n\n\nĐoạn {number}: {SENTENCE}\u00a0 \n{MESSY}"


def cleaned(text: str) -> bytes:
    """Return the expected content of the file of a text."""
    return (clean(text) + "\n").encode()


@cache
def good(number: int) -> tuple[bytes, bytes]:
    """Return an article and the expected content of its file."""
    return article(number).encode(), cleaned(article(number))


def fill(folder: Path, count: int) -> dict[str, bytes]:
    """Write good files; return the expected content of each by its name."""
    folder.mkdir(parents=True, exist_ok=True)
    expected = {}
    for number in range(count):
        name = f"g{number:05d}.txt"
        text, expected[name] = good(number)
        (folder / name).write_bytes(text)
    return expected


def tree(folder: Path) -> dict[str, bytes]:
    """Return the paths below a folder with the content of the files."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in sorted(folder.rglob("*"))
    }


def digest(folder: Path) -> str:
    """Return a hash of everything below a folder, to check that nothing changed."""
    seen = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        seen.update(os.fsencode(path))
        seen.update(path.read_bytes() if path.is_file() and os.access(path, os.R_OK) else b"")
    return seen.hexdigest()


def tells_doubtful(line: str) -> bool:
    """Check whether this is the line at the end of a run that says which documents are doubtful."""
    return re.match(r"cleantext: (?:\d+|.*:) doubtful: ", line) is not None


def hold(
    cwd: Path, expected: Mapping[str, bytes], reasons: Iterable[tuple[str, str]], *arguments: str,
    code: int | None = None, skipped: int = 0, prefix: Sequence[str] = (),
) -> dict[str, int]:  # fmt: skip
    """Clean the folder `in` into `out` with two processes, and hold the run to the contract.

    `reasons` are the names and reasons of the inputs that fail or are skipped. Return the summary.
    """
    before = digest(cwd / "in")
    shutil.rmtree(cwd / "out", ignore_errors=True)
    flags = ("-o", "out", "-j2", "--stats", "json")
    done = start_process(cwd, *(arguments or ("in",)), *flags, prefix=prefix, seconds=SECONDS)
    said = (line for line in done.err.splitlines() if not tells_doubtful(line))
    *lines, summary = [line for line in said if not line.startswith("cleantext: passed over: ")]
    wanted = [f"cleantext: {name}: {reason}" for name, reason in reasons]
    assert sorted(line[: len(want)] for line, want in zip(sorted(lines), sorted(wanted), strict=True)) == sorted(wanted)
    counts: dict[str, int] = json.loads(summary)
    failed = len(wanted) - skipped
    assert done.code == (code if code is not None else 2 if failed else 0)
    assert (counts["failed"], counts["skipped"], counts["written"]) == (failed, skipped, len(expected))
    assert counts["seen"] == counts["written"] + counts["unchanged"] + counts["skipped"] + counts["failed"]
    written = {name: data for name, data in tree(cwd / "out").items() if (cwd / "out" / name).is_file()}
    assert written == dict(expected)
    assert digest(cwd / "in") == before
    leaves_nothing(cwd)
    return counts


def leaves_nothing(folder: Path) -> None:
    """Check that there is no unfinished file and no state."""
    assert not [path for path in folder.rglob(".cleantext*") if path.name != ".cleantext.toml"]


def lacks(what: str) -> None:
    """Skip a test for what this machine lacks; fail it where all must run."""
    if "CLEANTEXT_ALL" in os.environ:
        pytest.fail(f"{what}, and CLEANTEXT_ALL says that all tests must run")
    pytest.skip(what)


def without_root() -> list[str]:
    """Return the prefix with which a command obeys the permissions of files; none is needed unless this is root."""
    if os.geteuid() != 0:
        return []
    needs("setpriv")
    return WITHOUT_ROOT


def on_a_small_disk(cwd: Path, script: str, size: str = "64k") -> Done:
    """Run a shell script with a tiny file system at `small`, which goes away with it; `cleantext` is the command."""
    needs("unshare")
    (cwd / "small").mkdir(exist_ok=True)
    mount = f'mount -t tmpfs -o size={size} tmpfs small || exit 77; cleantext() {{ {shlex.join(COMMAND)} "$@"; }}; '
    done = subprocess.run(
        ["unshare", "-m", "bash", "-c", mount + script], cwd=cwd, capture_output=True, timeout=SECONDS, check=False
    )
    if done.returncode == 77 or b"unshare failed" in done.stderr:
        lacks("no file system can be mounted here")
    assert b"Traceback" not in done.stderr
    return Done(done.returncode, done.stdout, done.stderr.decode())


def begin(cwd: Path, *arguments: object, env: Mapping[str, str] | None = None) -> "subprocess.Popen[bytes]":
    """Start the EAGER command in a process group of its own, as a terminal does, for signals to be sent to."""
    return subprocess.Popen(
        [*EAGER, *map(str, arguments)],
        cwd=cwd, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True, env={**os.environ, **(env or {})},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip


def traced(cwd: Path, calls: str, *command: str) -> list[str]:
    """Run a command and list its system calls of these names, as strace writes them: one a line, with full paths."""
    needs("strace")
    trace = cwd.parent / f"{cwd.name}.trace"
    flags = ("-qq", "-y", "-s", "20", "-o", str(trace), "-e", f"trace={calls}")
    done = subprocess.run(["strace", *flags, *command], cwd=cwd, capture_output=True, timeout=60, check=False)
    if b"strace" in done.stderr or not trace.exists():
        lacks("strace cannot trace here")
    return trace.read_text(encoding="utf-8").splitlines()


def names_in(call: str, cwd: Path) -> list[str]:
    """Return the paths of the names in a traced call, each in the folder open for it, or else the current one."""
    return [os.path.join(cwd, *found) for found in re.findall(r'(?:\d+<([^>]*)>, )?"([^"]*)"', call)]


def kill_at(cwd: Path, calls: Sequence[str], number: int, *command: str) -> None:
    """Run a command whose calls have been traced again, and kill it at the call of this number, from 1 onward."""
    names = [call.partition("(")[0] for call in calls[:number]]
    inject = f"inject={names[-1]}:signal=KILL:when={names.count(names[-1])}"  # strace counts each name by itself
    flags = ("-qq", "-o", os.devnull, "-e", f"trace={names[-1]}", "-e", inject)
    done = subprocess.run(["strace", *flags, *command], cwd=cwd, capture_output=True, timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL, calls[number - 1]


def wait_for_progress(folder: Path, process: "subprocess.Popen[bytes]") -> None:
    """Wait until the journal has grown, or the process has ended."""

    def entries() -> int:
        with suppress(FileNotFoundError):  # it is done
            lines = [path.read_bytes().count(b"\n") for path in folder.rglob(".cleantext.*journal")]
            return sum(max(count - 1, 0) for count in lines)  # the first line is the header
        return 0

    before = entries()
    while entries() <= before and process.poll() is None:
        time.sleep(0.005)


def processes_of(group: int) -> list[int]:
    """List the processes of a group that still run."""
    found = []
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                fields = Path(f"/proc/{name}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[2]) == group and fields[0] != "Z":
                found.append(int(name))
    return found
