"""What a resumed run says of documents: the same as one that was never interrupted."""

import gzip
import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import start
from tests.helpers.contract import article, fill, tree
from tests.helpers.report_page import summary_of

pytestmark = pytest.mark.usefixtures("small_steps")


def test_a_document_that_an_earlier_run_found_doubtful_is_named_by_the_one_that_ends(tmp_path: Path) -> None:
    fill(tmp_path / "in", 30)
    (tmp_path / "in/0.txt").write_text("404 Not Found", encoding="utf-8")
    (tmp_path / "in/z.txt").write_bytes(b"\xff")
    arguments = ("in", "-o", "out", "-j1")
    said = "cleantext: in/0.txt: doubtful: an error page, “404 Not Found”"
    assert said in start(tmp_path, *arguments, "--fail-fast").err.splitlines()
    done = start(tmp_path, *arguments, "--resume", "--stats", "json")
    *_, doubtful, summary = done.err.splitlines()
    counts = json.loads(summary)
    assert (doubtful, counts["skipped"] > 0, counts["doubtful"]) == (said, True, 1)
    assert counts["doubts"] == {"error-page": 1}


@pytest.mark.parametrize("output", ["w/out/", "w/all.jsonl"])
@pytest.mark.parametrize("report", ["w/r.jsonl", "w/r.html"])
def test_of_a_table_that_fails_after_resume_nothing_is_said_to_be_done(
    tmp_path: Path, output: str, report: str
) -> None:
    """Not even what the interrupted run has done of it."""
    rows = [json.dumps({"text": f"{article(n)}\n\n\n" if n % 3 else "404 Not Found"}) for n in range(60)]
    rows[30] = "{bad"
    (tmp_path / "m.jsonl.gz").write_bytes(gzip.compress("\n".join(rows).encode(), mtime=0)[:-9])
    (tmp_path / "e.txt").write_text("404 Not Found", encoding="utf-8")
    inputs = ("e.txt", "m.jsonl.gz") if output.endswith("/") else ("m.jsonl.gz",)
    arguments = (*inputs, "-o", output, "--report", report, "--doubtful", "w/d.txt", "-j1")
    ends = []
    for stopped in (False, True):
        shutil.rmtree(tmp_path / "w", ignore_errors=True)
        (tmp_path / "w").mkdir()
        if stopped:
            assert "; --resume goes on from there\n" in start(tmp_path, *arguments, "--fail-fast").err
        done = start(tmp_path, *arguments, "--stats", "json", *(["--resume"] if stopped else []))
        *said, summary = done.err.splitlines()
        counts = json.loads(summary)
        assert counts["skipped"] == (len(inputs) - 1 if stopped else 0)
        kept = {name: data for name, data in tree(tmp_path / "w").items() if not name.endswith("html")}
        page = [summary_of(tmp_path / report)["states"]] if report.endswith("html") else []
        ends.append((said, kept, page, counts["seen"], counts["failed"], counts["doubtful"], counts["doubts"]))
    assert ends[0] == ends[1]
    assert ends[0][1]["d.txt"].count(b"\n") == len(inputs) - 1


def test_a_table_that_was_finished_after_the_last_entry_is_gone_on_from(tmp_path: Path) -> None:
    """The kill comes between two entries: what the last one says is partial has become whole since."""
    for name in ("m.jsonl", "n.jsonl"):
        rows = [json.dumps({"text": f"{article(n)}\n\n\n"}) for n in range(60)]
        rows[30] = "{bad"
        (tmp_path / name).write_text("\n".join(rows), encoding="utf-8")
    arguments = ("m.jsonl", "n.jsonl", "-j1", "-o")
    start(tmp_path, *arguments, "wanted/")
    assert "; --resume goes on from there\n" in start(tmp_path, *arguments, "out/", "--fail-fast").err
    (part,) = (tmp_path / "out").glob(".cleantext.*.part")
    part.unlink()
    shutil.copy(tmp_path / "wanted/m.jsonl", tmp_path / "out/m.jsonl")
    done = start(tmp_path, *arguments, "out/", "--resume", "--stats", "json")
    assert json.loads(done.err.splitlines()[-1])["skipped"] > 0
    assert tree(tmp_path / "out") == tree(tmp_path / "wanted")
