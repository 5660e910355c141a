"""Reports of runs that do not come to their end: what they say is what is on the disk."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from random import random

import pytest

from tests.conftest import COMMAND, MESSY, SENTENCE, Done, Run
from tests.helpers.paths import ROOT
from tests.helpers.report_page import documents_of, summary_of

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
CTRL_C = "os.kill(os.getpid(), signal.SIGINT)"
DISK_IS_FULL = "raise OSError(errno.ENOSPC, 'No space left on device')"
PROGRAM = """
import errno, os, signal, sys
import cleantext.report.page, cleantext.batch.worker
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may ignore it
calls, given = [], cleantext.{function}
def other(*arguments):
    calls.append(1)
    if len(calls) {when}:
        {harm}
    return given(*arguments)
cleantext.{function} = other
from cleantext.cli.main import run
sys.exit(run({arguments}))
"""


def harmed(cwd: Path, arguments: Sequence[str], harm: str, *, function: str, when: str) -> Done:
    """Run the command, and do harm when so many calls of a function of it have come."""
    program = PROGRAM.format(function=function, when=when, harm=harm, arguments=list(arguments))
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=cwd, env=ENVIRONMENT, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return Done(done.returncode, done.stdout, done.stderr.decode())


@pytest.mark.parametrize("arguments", [(), ("--check",), ("--diff",), ("-o", "out/")])
def test_a_disk_that_fills_up_is_told_once(run: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    rows = "".join(f'{{"text": "{i} {random().hex() * 99}"}}\n' for i in range(300))
    (tmp_path / "a.jsonl").write_text(rows, encoding="utf-8")
    limit = ["bash", "-c", 'ulimit -f 50; exec "$@"', "-"]
    done = subprocess.run(
        [*limit, *COMMAND, "a.jsonl", *arguments, "--report", "r.html"],
        cwd=tmp_path, env=ENVIRONMENT, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    said = done.stderr.decode().splitlines()
    (told,) = [line for line in said if "r.html" in line]
    assert told.removesuffix("; --resume goes on from there") == "cleantext: r.html: File too large"
    assert not (tmp_path / "r.html").exists()


@pytest.mark.parametrize(
    ("function", "when", "documents"),
    [("batch.worker.clean_document", "== 1500", range(1, 3000)), ("report.page.page_chunks", "== 1", [3000])],
    ids=["while a document is cleaned", "while the page is made"],
)
def test_a_page_of_a_run_that_was_stopped_says_so(
    tmp_path: Path, function: str, when: str, documents: Sequence[int]
) -> None:
    (tmp_path / "a.jsonl").write_text(f'{{"text": "{SENTENCE * 50}"}}\n' * 3000, encoding="utf-8")
    arguments = ["--check", "-j1", "a.jsonl", "--report", "r.html"]
    assert harmed(tmp_path, arguments, CTRL_C, function=function, when=when).code == 130
    summary = summary_of(tmp_path / "r.html")
    assert len(summary["documents"]) in documents
    assert summary["partial"] == (len(summary["documents"]) < 3000)
    assert len(documents_of(tmp_path / "r.html")) == len(summary["documents"])


@pytest.mark.parametrize("report", ["r.html", "r.jsonl"])
@pytest.mark.parametrize("stop", ["--fail-fast", "Ctrl-C"])
def test_of_a_table_that_is_left_in_place_nothing_is_said_to_be_done(
    run: Run, tmp_path: Path, report: str, stop: str
) -> None:
    rows = "".join(json.dumps({"text": f"{SENTENCE * 20}\n{MESSY}"}) + "\n" for _ in range(2000))
    (tmp_path / "a.jsonl").write_text(f'{rows}{{"text": null}}\n{rows}', encoding="utf-8")
    before = (tmp_path / "a.jsonl").read_bytes()
    arguments = ["-i", "-j1", "a.jsonl", "--report", report, "--stats", "json"]
    if stop == "Ctrl-C":
        done = harmed(tmp_path, arguments, CTRL_C, function="batch.worker.clean_document", when="== 1500")
    else:
        done = run(*arguments, stop)
    assert done.code in (2, 130)
    assert (tmp_path / "a.jsonl").read_bytes() == before
    *said, last = done.err.splitlines()
    stats = json.loads(last)
    assert "cleantext: a.jsonl: left as it is" in said
    assert (stats["written"], stats["removed"]) == (0, {})
    if report == "r.jsonl":
        records = [json.loads(line) for line in (tmp_path / report).read_text(encoding="utf-8").splitlines()]
        assert {(record["kind"], record["line"]) for record in records} == {("failed", None)}
    else:
        summary = summary_of(tmp_path / report)
        assert (summary["changed"], summary["removed"]) == (0, [])
        assert summary["states"]["failed"] == stats["failed"] > 100


def test_what_was_written_before_the_disk_was_full_is_in_the_report(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(40):
        (tmp_path / f"in/{number:02}.txt").write_text(MESSY, encoding="utf-8")
    arguments = ["-j1", "in", "-o", "out", "--report", "r.html"]
    assert harmed(tmp_path, arguments, DISK_IS_FULL, function="batch.worker.write_in_folder", when=">= 30").code == 2
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    documents = documents_of(tmp_path / "r.html")
    assert [Path(each["name"]).name for each in documents if each.get("differs")] == written
    assert [each["failed"] for each in documents if "failed" in each] == [
        "cannot write out/29.txt: No space left on device"
    ]
