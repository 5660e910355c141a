"""Case 49 and the threats: rules that are broken, a folder that is not to be trusted, names made for terminals."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cleantext import explain
from tests.conftest import MESSY, start
from tests.helpers.contract import (
    article,
    begin,
    cleaned,
    digest,
    fill,
    leaves_nothing,
    processes_of,
    tree,
    wait_for_progress,
)
from tests.helpers.paths import ROOT


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        ("drop = [", "not valid TOML"),
        ("dorp = ['a']", "did you mean drop?"),
        ("drop-patterns = ['(']", "drop-patterns"),
        ("drop = 5", "drop"),
        ("output = '/tmp/x'", "output"),
        ("in-place = true", "in-place"),
        ("report = '../r.jsonl'", "report"),
        ("import = 'os'", "import"),
    ],
)
def test_49_rules_that_are_broken_or_reach_too_far(tmp_path: Path, rules: str, reason: str) -> None:
    """A configuration that was found can drop and keep lines, and nothing else: no writing, no code."""
    fill(tmp_path / "in", 1)
    (tmp_path / "cleantext.toml").write_text(rules, encoding="utf-8")
    before = digest(tmp_path)
    done = start(tmp_path, "in", "-o", "out")
    assert done.code == 2
    assert len(done.err.splitlines()) == 1
    assert done.err.startswith("cleantext: cleantext.toml: ")
    assert reason in done.err
    assert digest(tmp_path) == before
    assert start(tmp_path, "in", "-o", "out", "--isolated").code == 0


IMPATIENT = """
import sys
from cleantext.cli.main import run
from cleantext.cli import progress
assert progress.DELAY and progress.INTERVAL
progress.DELAY = progress.INTERVAL = 0  # there is a bar at once, and not after a second
sys.exit(run(sys.argv[1:]))
"""


def in_terminal(cwd: Path, *arguments: str) -> tuple[int, str]:
    """Run the command on a terminal, all three of its streams; return its exit code and all that it printed."""
    process, terminal = pty.fork()
    if not process:
        os.chdir(cwd)
        os.environ.update(TERM="xterm", COLUMNS="100", PYTHONPATH=str(ROOT))
        os.environ.pop("NO_COLOR", None)
        os.execv(sys.executable, [sys.executable, "-c", IMPATIENT, *arguments])
    shown = b""
    while True:
        try:
            shown += os.read(terminal, 65536)
        except OSError:
            break
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), shown.decode()


def test_progress_and_summary_on_a_terminal_show_nothing_of_what_names_hold(tmp_path: Path) -> None:
    """The bar moves the cursor; whatever else a terminal would act on is written as an escape."""
    fill(tmp_path / "in", 300)
    hostile = "x\x1b]0;own\x07\x9b31m[b][red]\u202e\n.txt"
    (tmp_path / "in" / hostile).write_bytes(b"\xff")
    os.mkfifo(tmp_path / "in/y[bold].txt")
    code, shown = in_terminal(tmp_path, "in", "-o", "out", "-j1")
    assert code == 2
    assert "cleantext: in/x\\x1b]0;own\\x07\\x9b31m[b][red]\\u202e\\n.txt: not UTF-8 text" in shown.replace("\r\n", "")
    assert re.search(r"\d% [\d,]+ documents(, 1 failed)?, \d+\.\d MB/s", re.sub(r"\x1b\[[\d;]*m", "", shown))
    ours = re.sub(r"\x1b\[[\d;?]*[a-zA-Z]", "", shown)
    assert not [c for c in ours if (c < " " and c not in "\r\n") or "\x7f" <= c <= "\x9f" or c == "\u202e"]
    removed = sum(len(explain(article(number)).removals) for number in range(300))
    assert f"302 seen, 300 written, 0 unchanged, 1 skipped, 1 failed; {removed:,} lines removed (blank-lines " in ours


def test_nothing_of_it_is_in_a_pipe_or_when_it_is_to_be_quiet(tmp_path: Path) -> None:
    fill(tmp_path / "in", 300)
    command = [sys.executable, "-c", IMPATIENT, "in", "-o", "out"]
    done = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert in_terminal(tmp_path, "in", "-o", "out", "-q") == (0, "")
    assert in_terminal(tmp_path, "in", "-o", "out")[1]


def test_stats_add_up(tmp_path: Path) -> None:
    expected = fill(tmp_path / "in", 3)
    (tmp_path / "in/clean.txt").write_bytes(cleaned(article(9)))
    (tmp_path / "in/bad.txt").write_bytes(b"\xff")
    os.mkfifo(tmp_path / "in/p.txt")
    (tmp_path / "in/s.txt").write_text("Phản hồi\n" * 2 + MESSY, encoding="utf-8")
    done = start(tmp_path, "in", "--check", "--stats", "json")
    assert done.code == 2
    counts = json.loads(done.err.splitlines()[-1])
    assert (counts["seen"], counts["unchanged"], counts["skipped"], counts["failed"]) == (7, 5, 1, 1)
    assert counts["would_change"] == 4
    counts = json.loads(
        start(tmp_path, "in", "-o", "out", "--stats", "json", "--report", "r.jsonl").err.splitlines()[-1]
    )
    assert (counts["seen"], counts["written"], counts["skipped"], counts["failed"]) == (7, 5, 1, 1)
    records = [json.loads(line) for line in (tmp_path / "r.jsonl").read_text(encoding="utf-8").splitlines()]
    records = [record for record in records if record["kind"] != "failed"]
    assert len(records) == sum(counts["removed"].values())
    assert set(records[0]) == {"source", "row", "line", "text", "filter", "kind", "reason", "twin", "doubtful"}
    assert {record["source"] for record in records} <= {f"in/{name}" for name in (*expected, "s.txt", "clean.txt")}
    counts = json.loads(start(tmp_path, "-i", "in", "--stats", "json").err.splitlines()[-1])
    assert (counts["seen"], counts["written"], counts["unchanged"], counts["skipped"], counts["failed"]) == (
        7,
        4,
        1,
        1,
        1,
    )


def test_it_stops_after_so_many_failures(tmp_path: Path) -> None:
    fill(tmp_path / "in", 2)
    for number in range(5):
        (tmp_path / f"in/f{number}.txt").write_bytes(b"\xff")
        (tmp_path / f"in/h{number}.txt").write_bytes(b"\xff")
    lines = ['{"text": "a"}', "{bad", '{"text": "b"}']
    (tmp_path / "t.jsonl").write_text("\n".join(lines), encoding="utf-8")
    for flags, count in ((("--fail-fast",), 1), (("--max-errors", "3"), 3)):
        done = start(tmp_path, "in", *flags)
        assert done.code == 2
        assert len(done.err.splitlines()) == count + 1
        assert done.err.splitlines()[-1].startswith("cleantext: stopped: ")
    done = start(tmp_path, "t.jsonl", "--fail-fast")
    assert (done.code, done.out) == (2, b'{"text": "a"}\n')


def test_what_is_walked(tmp_path: Path) -> None:
    for name in (
        "a.txt",
        "b.log",
        ".hidden.txt",
        "sub/c.txt",
        "sub/d.rst",
        "old/e.txt",
        ".git/f.txt",
        "sub/deep/g.TXT",
    ):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text(name, encoding="utf-8")

    def names(*flags: str) -> list[str]:
        return start(tmp_path, "in", *flags).out.decode().split()

    assert names() == ["a.txt", "old/e.txt", "sub/c.txt", "sub/deep/g.TXT"]
    assert names("--include", "*.log", "--include", "sub/*.rst") == ["b.log", "sub/d.rst"]
    assert names("--exclude", "old", "--exclude", "sub/deep/*") == ["a.txt", "sub/c.txt"]
    assert names("--hidden", "--exclude", "sub") == [".hidden.txt", "a.txt", ".git/f.txt", "old/e.txt"]


def test_files_are_named_in_a_list(tmp_path: Path) -> None:
    (tmp_path / "in/sub").mkdir(parents=True)
    for name in ("in/a.txt", "in/sub/a.txt", "in/n\nl.txt"):
        (tmp_path / name).write_text("a  b", encoding="utf-8")
    names = ["./in/sub/../a.txt", f"{tmp_path}/in/sub/a.txt", "in/n\nl.txt"]
    (tmp_path / "nul").write_bytes("\0".join([*names, ""]).encode())
    assert start(tmp_path, "--files-from", "nul", "-0", "-o", "out").code == 0
    below = f"{tmp_path}/in/sub/a.txt"[1:]
    assert [name for name in tree(tmp_path / "out") if name.endswith(".txt")] == ["in/a.txt", "in/n\nl.txt", below]
    assert start(tmp_path, "--files-from", "-", stdin=b"in/a.txt\r\n\nin/sub\n").out == b"a b\n\na b\n"
    for arguments in (("-", "--files-from", "-"), ("in", "-0"), ("--files-from", "no")):
        assert start(tmp_path, *arguments).code == 2


@contextmanager
def halted(cwd: Path, *arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Start the command, and let it stand still, on the way, until the end of the block."""
    process = begin(cwd, *arguments)
    wait_for_progress(cwd, process)
    process.send_signal(signal.SIGSTOP)
    os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
    try:
        assert list(cwd.rglob(".cleantext.*journal")), "it had come to its end"
        yield process
    finally:
        process.send_signal(signal.SIGCONT)


def test_two_runs_with_one_report_do_not_mix_it(tmp_path: Path) -> None:
    fill(tmp_path / "in", 1500)
    with halted(tmp_path, "in", "-o", "a.jsonl", "--report", "r.jsonl") as first:
        assert start(tmp_path, "in", "-o", "b.jsonl", "--report", "r.jsonl") == (0, b"", "")
        second = (tmp_path / "r.jsonl").read_bytes()
    assert first.communicate(timeout=30)[1] == b""
    assert first.returncode == 0
    assert start(tmp_path, "in", "-o", "c.jsonl", "--report", "s.jsonl").code == 0
    assert (tmp_path / "r.jsonl").read_bytes() == second == (tmp_path / "s.jsonl").read_bytes()
    leaves_nothing(tmp_path)


def test_two_runs_do_not_write_to_one_output(tmp_path: Path) -> None:
    fill(tmp_path / "in", 1500)
    with halted(tmp_path, "in", "-o", "out", "-j1") as process:
        second = start(tmp_path, "in", "-o", "out")
        assert (second.code, second.err) == (
            2,
            "cleantext: another run is writing to this output; one run can take all inputs\n",
        )
    process.communicate(timeout=30)
    assert process.returncode == 0
    assert processes_of(process.pid) == []
    leaves_nothing(tmp_path)
