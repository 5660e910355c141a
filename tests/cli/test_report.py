"""--report: what was done to every document, as lines of JSON or as a page."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from cleantext.page import records, totals
from tests.conftest import MESSY, SENTENCE, TIDY, Run


def summary_of(page: Path) -> dict[str, Any]:
    """Read the summary of a page as its script does."""
    found = re.search(rb'class="summary">(\S+)\n</script>', page.read_bytes())
    assert found
    return records.unpack(found[1])


def documents_of(page: Path) -> list[dict[str, Any]]:
    """Read the documents that a page holds."""
    blocks = re.findall(rb'class="documents">(.*?)</script>', page.read_bytes(), re.DOTALL)
    return [records.unpack(line) for block in blocks for line in block.splitlines()]


def test_a_page_has_every_document_before_and_after(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MESSY, encoding="utf-8")
    (tmp_path / "b.txt").write_text(TIDY, encoding="utf-8")
    assert run("a.txt", "b.txt", "-o", "out/", "--report", "r.html").code == 0
    changed, unchanged = documents_of(tmp_path / "r.html")
    assert unchanged == {"name": "b.txt", "lines": TIDY.splitlines(), "repairs": {}, "notes": []}
    assert changed["lines"] == [
        "Mưa",
        "",
        ["", "blank-lines", "blank", "blank after a blank line"],
        [f"{SENTENCE}\u00a0 ", SENTENCE],
        ["Phản hồi", "site-chrome", "comments", "comments: “Phản hồi” after the article"],
    ]
    summary = summary_of(tmp_path / "r.html")
    assert summary["states"] == {"changed": 1, "unchanged": 1}
    assert (summary["lines"], summary["mended"]) == (8, 1)
    assert summary["repaired"] == [["whitespace", 1]]
    assert summary["texts"] == [["Phản hồi", "site-chrome", "comments", 1, 0]]


@pytest.mark.parametrize(
    "arguments",
    [(), ("--check",), ("--diff",), ("-f", "json"), ("-o", "x.txt"), ("-o", "x/"), ("-o", "x/", "-n"), ("-i",)],
)
def test_every_way_to_run_makes_the_same_page(run: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "a.txt").write_text(MESSY, encoding="utf-8")
    run("a.txt", "--report", "wanted.html")
    assert run("a.txt", *arguments, "--report", "r.html").code in (0, 1)
    assert (tmp_path / "r.html").read_bytes() == (tmp_path / "wanted.html").read_bytes()
    assert sorted(path.name for path in tmp_path.glob(".*")) == []


def test_what_failed_is_on_the_page_with_the_reason(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"Xin ch\xe0o")
    (tmp_path / "rows.csv").write_text('text\n"a"\n"b\n', encoding="utf-8")
    assert run("bad.txt", "rows.csv", "gone.txt", "-o", "out/", "--report", "r.html", "-j2").code == 2
    bad, rows, gone = documents_of(tmp_path / "r.html")
    assert "not UTF-8" in bad["failed"]
    assert rows["name"] == "rows.csv"  # the whole table: what was done to its rows is not written either
    assert gone == {"name": "gone.txt", "failed": "No such file or directory"}
    assert summary_of(tmp_path / "r.html")["states"] == {"failed": 3}


def test_a_page_of_stdin_and_of_nothing(run: Run, tmp_path: Path) -> None:
    assert run("--report", "r.html", stdin=MESSY.encode()).out == TIDY.encode()
    assert [document["name"] for document in documents_of(tmp_path / "r.html")] == ["-"]
    (tmp_path / "empty").mkdir()
    assert run("empty", "-o", "out", "--report", "e.html").code == 0
    assert summary_of(tmp_path / "e.html")["documents"] == []


@pytest.mark.parametrize("name", ["r.txt", "r", "r.html.gz", "r.json"])
def test_a_report_of_no_known_kind_is_refused(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text(MESSY, encoding="utf-8")
    done = run("a.txt", "--report", name)
    assert (done.code, done.out) == (2, b"")
    assert ".html (a page) or .jsonl (a line for each removal)" in done.err


def test_a_page_that_cannot_be_written_is_said_and_leaves_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MESSY, encoding="utf-8")
    assert "gone/r.html" in run("a.txt", "--report", "gone/r.html").err
    (tmp_path / "full.html").symlink_to("/dev/full")
    done = run("a.txt", "--report", "full.html")
    assert (done.code, done.err) == (2, "cleantext: full.html: no file; a report in HTML must be one\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "full.html"]


def test_lines_of_json_are_as_they_were(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MESSY, encoding="utf-8")
    run("a.txt", "--report", "r.jsonl")
    found = [json.loads(line) for line in (tmp_path / "r.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(r["source"], r["line"], r["filter"]) for r in found] == [
        ("a.txt", 3, "blank-lines"),
        ("a.txt", 5, "site-chrome"),
    ]


def test_lines_are_counted_in_bounded_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is frequent is found, whatever is rare; counts are low at most by what was forgotten."""
    monkeypatch.setattr(totals, "COUNTED_LINES", 50)
    counted = totals.Totals()
    for i in range(1000):
        gone = [[text, "site-chrome", "share", "why"] for text in ("Chia sẻ", f"Tin {i}")]
        counted.add({"lines": gone, "notes": []}, i)
        assert counted.as_dict()["different"] <= 50
    summary = counted.as_dict()
    text, *_, count, first = summary["texts"][0]
    assert (text, first) == ("Chia sẻ", 0)
    assert 1000 - summary["missed"] <= count <= 1000
    assert 0 < summary["missed"] < 1000 / 40
