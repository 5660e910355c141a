"""Cases 27 to 32: runs that are killed, interrupted, or whose workers die; and that --resume finishes the job."""

import json
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from cleantext.batch.pool import Pool
from cleantext.documents.items import START, Batch, Item
from cleantext.model import FAILED, WRITTEN
from tests.conftest import SENTENCE, start, start_process
from tests.helpers.contract import (
    SECONDS,
    article,
    begin,
    fill,
    leaves_nothing,
    processes_of,
    tree,
    wait_for_progress,
)
from tests.helpers.misbehaving import misbehave
from tests.helpers.report_page import same_but_for_the_run

COUNT = 200


def lay(folder: Path) -> None:
    """Write texts, tables of each kind, and some that fail."""
    fill(folder / "in", COUNT)
    fill(folder / "in/z", COUNT)
    long = [f"{article(n)}" + "".join(f"Câu {n}.{m}: {SENTENCE}\n" for m in range(20)) for n in range(3 * COUNT)]
    lines = [json.dumps({"id": n, "text": text}, ensure_ascii=False) for n, text in enumerate(long)]
    lines[5] = "{bad"
    lines[6:9] = ['{"text": "404 Not Found"}'] * 3
    (folder / "in/m.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "in/n.jsonl").write_text("\n".join(lines[:COUNT]), encoding="utf-8")
    (folder / "in/z/bad.txt").write_bytes(b"\xff")
    for command in ("gzip", "zstd"):
        if shutil.which(command):
            subprocess.run([command, "-qk", "n.jsonl"], cwd=folder / "in", check=True)


WAYS = {
    "folder": ("in", "-o", "out/", "--report", "report.jsonl", "--doubtful", "doubtful.txt"),
    "page": ("in/m.jsonl", "in/z", "-o", "out/", "--report", "report.html"),
    "one": ("in/m.jsonl", "-o", "out.jsonl", "--report", "report.jsonl"),
    "compressed": ("in/m.jsonl", "in/z", "-o", "out.jsonl.gz"),
    "array": ("in", "-f", "json", "-o", "out.json"),
    "text": ("in/m.jsonl", "-f", "text", "-o", "out.txt", "--eol", "crlf"),
}


def _outputs(folder: Path) -> dict[str, bytes]:
    found = {name: data for name, data in tree(folder).items() if not name.startswith("in")}
    return {name: same_but_for_the_run(name, data) for name, data in found.items()}


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
@pytest.mark.parametrize("way", WAYS)
def test_27_resumed_runs_end_as_if_never_interrupted(tmp_path: Path, way: str, number: signal.Signals) -> None:
    """Interrupted at any time, three times; it does go on, and does not begin anew."""
    lay(tmp_path)
    whole = start_process(tmp_path, *WAYS[way])
    wanted = _outputs(tmp_path)
    shutil.rmtree(tmp_path / "out", ignore_errors=True)
    for name in wanted:
        (tmp_path / name).unlink(missing_ok=True)
    pick = random.Random(str(number) + way)
    interrupted = 0
    for turn in range(30):
        process = begin(tmp_path, *WAYS[way], "--resume", f"-j{turn % 2 + 1}")
        wait_for_progress(tmp_path, process)
        time.sleep(pick.uniform(0, 0.05))
        with suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        process.communicate(timeout=SECONDS)
        entries = [b'"place"' in path.read_bytes() for path in tmp_path.rglob(".cleantext.*journal")]
        interrupted += any(entries)  # else it came to its end first, or had none yet
        if interrupted == 3:
            break
    process = begin(tmp_path, *WAYS[way], "--resume", "--stats", "json", "-j2")
    _, err = process.communicate(timeout=SECONDS)
    assert process.returncode == whole.code == 2
    *lines, summary = [line for line in err.decode().splitlines() if "that a killed run had left" not in line]
    assert json.loads(summary)["skipped"] > 0
    assert lines == whole.err.splitlines()
    assert json.loads(summary)["doubtful"] > 0
    assert _outputs(tmp_path) == wanted
    leaves_nothing(tmp_path)


def test_27_a_journal_that_is_cut_off_or_of_another_run(tmp_path: Path) -> None:
    lay(tmp_path)
    start_process(tmp_path, "in", "-o", "wanted")
    process = begin(tmp_path, "in", "-o", "out", "-j1")
    journal = tmp_path / "out/.cleantext.journal"
    for _ in range(3):
        wait_for_progress(tmp_path, process)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    journal.write_bytes(journal.read_bytes()[:-7])
    for other in ("--skip tones", "--strict"):
        done = start_process(tmp_path, "in", "-o", "out", "--resume", *other.split())
        said = f"the interrupted run was started with no {other.split()[0]}, this one with {other}; without --resume,"
        assert (done.code, said in done.err) == (2, True)
    assert start_process(tmp_path, "in", "-o", "out", "--resume").code == 2
    assert tree(tmp_path / "out") == tree(tmp_path / "wanted")
    for arguments in (("in",), ("-", "-o", "out"), ("in", "--check")):
        refused = start(tmp_path, *arguments, "--resume")
        assert (refused.code, "--resume" in refused.err) == (2, True)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("number", "code", "word"), [(signal.SIGINT, 130, "interrupted"), (signal.SIGTERM, 143, "terminated")]
)
def test_28_and_29_signals_end_it_soon(tmp_path: Path, number: int, code: int, word: str, jobs: int) -> None:
    """Sent twice, to the whole group, as a terminal does; only the finished files are there, and no process is."""
    expected = fill(tmp_path / "in", 3000)
    process = begin(tmp_path, "in", "-o", "out", f"-j{jobs}")
    wait_for_progress(tmp_path, process)
    begun = time.monotonic()
    for _ in range(2):
        os.killpg(process.pid, number)
        time.sleep(0.02)
    _, err = process.communicate(timeout=SECONDS)
    assert time.monotonic() - begun < 2
    assert process.returncode == code
    assert err.decode().startswith(f"cleantext: {word}: ")
    assert err.decode().endswith(" of 3,000 inputs done; --resume goes on from there\n")
    assert len(err.splitlines()) == 1
    assert processes_of(process.pid) == []
    written = {name: data for name, data in tree(tmp_path / "out").items() if name != ".cleantext.journal"}
    assert 0 < len(written) < len(expected)
    assert written.items() <= expected.items()


def test_27_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    fill(tmp_path / "in", 3000)
    process = begin(tmp_path, "in", "-o", "out", "-j2")
    wait_for_progress(tmp_path, process)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    for _ in range(40):
        if not processes_of(process.pid):
            break
        time.sleep(0.05)
    assert processes_of(process.pid) == []
    process.communicate()


def test_30_a_worker_that_is_killed_costs_nothing(tmp_path: Path) -> None:
    """Five are, one after another: what one was at is done by another before the next is killed."""
    expected = fill(tmp_path / "in", 2000)
    process = begin(tmp_path, "in", "-o", "out", "-j2")
    for killed in range(1, 6):
        while len(list(tmp_path.glob("out/*"))) < 200 * killed and process.poll() is None:
            time.sleep(0.005)
        workers = [pid for pid in processes_of(process.pid) if pid != process.pid]
        os.kill(random.Random(killed).choice(workers), signal.SIGKILL)
    _, err = process.communicate(timeout=SECONDS)
    assert (process.returncode, err) == (0, b"")
    assert tree(tmp_path / "out") == expected


@pytest.mark.parametrize("context", ["fork", "spawn"])
def test_30_to_32_only_the_document_that_ends_or_holds_up_its_worker_is_lost(context: str) -> None:
    names = [f"good {n}" for n in range(60)]
    names[7], names[8], names[31], names[59] = "die a", "exit b", "die c", "large d"
    if context == "fork":
        names[20] = "hang e"
    batches = [Batch([Item(name) for name in names[n : n + 9]], START, 0) for n in range(0, 60, 9)]
    batches.insert(2, Batch([], START, 0))
    begun = time.monotonic()
    with Pool(misbehave, lambda _item, _process: None, 2, 1.0 if context == "fork" else None, context) as pool:
        results = list(pool.map(batches))
    assert time.monotonic() - begun < SECONDS
    assert [batch for batch, _ in results] == batches
    outcomes = [outcome for _, outcomes in results for outcome in outcomes]
    reasons = {
        "die": "the process that cleaned it ended, twice (SIGKILL; out of memory?)",
        "exit": "the process that cleaned it ended, twice (exit code 3)",
        "hang": "timed out after 1 s",
    }
    for name, outcome in zip(names, outcomes, strict=True):
        what = name.partition(" ")[0]
        assert (outcome.state, outcome.reason) == ((FAILED, reasons[what]) if what in reasons else (WRITTEN, ""))


def test_31_a_worker_out_of_memory(tmp_path: Path) -> None:
    expected = fill(tmp_path / "in", 3)
    (tmp_path / "in/huge.txt").write_text(
        "Một dòng dài của bài rất lớn này, kể về một ngày mưa ở xóm Đông. \n" * 450_000, encoding="utf-8"
    )
    limit = ["bash", "-c", 'ulimit -v 300000; exec "$@"', "-"]
    done = start_process(tmp_path, "in", "-o", "out", "-j2", prefix=limit)
    assert done.code == 2
    assert done.err == "cleantext: in/huge.txt: needs more memory than there is\n"
    assert tree(tmp_path / "out") == expected


@pytest.mark.parametrize("jobs", [1, 2])
def test_32_a_document_that_takes_too_long(tmp_path: Path, jobs: int) -> None:
    """A filter that hangs is put in the place of one; the process is ended, whatever it does."""
    expected = fill(tmp_path / "in", 40)
    (tmp_path / "in/slow.txt").write_text("hang", encoding="utf-8")
    meddling = f"""
import sys, time, cleantext.chain.chain, cleantext.cli.main
explain = cleantext.chain.chain.Chain.explain
def slow(chain, text):
    while text == "hang":
        pass
    return explain(chain, text)
cleantext.chain.chain.Chain.explain = slow
sys.exit(cleantext.cli.main.run(["in", "-o", "out", "-j{jobs}", "--timeout", "1"]))
"""
    (tmp_path / "meddle.py").write_text(meddling, encoding="utf-8")
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "meddle.py"], cwd=tmp_path, capture_output=True, timeout=SECONDS, check=False
    )
    assert time.monotonic() - begun < 4
    assert (done.returncode, done.stderr) == (2, b"cleantext: in/slow.txt: timed out after 1 s\n")
    assert tree(tmp_path / "out") == expected


def test_a_worker_that_dies_while_the_reader_of_the_output_is_slow_is_replaced_once() -> None:
    """When the pool looks at it again, it is both dead and late."""
    batches = [Batch([Item(name)], START, 0) for name in ("good a", "die late", "good b")]
    states = []
    with Pool(misbehave, lambda _item, _process: None, 2, 0.3) as workers:
        for _, [outcome] in workers.map(batches):
            states.append(outcome.state)
            for process in multiprocessing.active_children():
                process.join(0.6)
        assert len(multiprocessing.active_children()) == 2
    assert states == [WRITTEN, FAILED, WRITTEN]
