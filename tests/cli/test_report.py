"""--report: what was done to every document, as lines of JSON or as a page."""

import json
from pathlib import Path
from typing import Any

import pytest

from cleantext.batch.run_report import PageFile
from cleantext.report import page
from cleantext.report.page import records, totals
from tests.conftest import MESSY, SENTENCE, TIDY, Run
from tests.helpers.report_page import content_of, documents_of, summary_of


def test_a_page_has_every_document_before_and_after(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MESSY, encoding="utf-8")
    (tmp_path / "b.txt").write_text(TIDY, encoding="utf-8")
    assert run("a.txt", "b.txt", "-o", "out/", "--report", "r.html").code == 0
    changed, unchanged = documents_of(tmp_path / "r.html")
    same = {"differs": False, "lines": TIDY.splitlines(), "repairs": {}, "doubtful": [], "notes": [], "vi": {}}
    assert unchanged == {"name": "b.txt", "title": "Mưa", **same}
    assert changed["lines"] == [
        "Mưa",
        "",
        ["", "blank-lines", "blank", "blank after a blank line"],
        [[SENTENCE, ["\u00a0 ", ""]]],
        ["Phản hồi", "site-chrome", "comments", "comments: “Phản hồi” after the article"],
    ]
    summary = summary_of(tmp_path / "r.html")
    assert summary["states"] == {"changed": 1, "unchanged": 1}
    assert (summary["lines"], summary["mended"], summary["changed"]) == (5, 1, 1)
    assert (summary["removed"], summary["blank"]) == ([["site-chrome", "comments", 1]], [["blank-lines", "blank", 1]])
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
    assert content_of(tmp_path / "r.html") == content_of(tmp_path / "wanted.html")
    assert sorted(path.name for path in tmp_path.glob(".*")) == []


def test_what_failed_is_on_the_page_with_the_reason(run_process: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"Xin ch\xe0o")
    (tmp_path / "rows.csv").write_text('text\n"a"\n"b\n', encoding="utf-8")
    done = run_process("bad.txt", "rows.csv", "gone.txt", "-o", "out/", "--report", "r.html", "-j2", "--stats", "json")
    assert done.code == 2
    bad, rows, gone = documents_of(tmp_path / "r.html")
    assert "not UTF-8" in bad["failed"]
    assert rows["name"] == "rows.csv"  # the whole table: what was done to its rows is not written either
    assert gone == {"name": "gone.txt", "failed": "No such file or directory"}
    assert summary_of(tmp_path / "r.html")["states"] == {"failed": json.loads(done.err.splitlines()[-1])["failed"]}


def test_of_a_table_that_is_left_as_it_is_the_page_says_which_rows_failed(run: Run, tmp_path: Path) -> None:
    rows = [MESSY, None, TIDY.rstrip("\n"), MESSY, 7]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps({"text": row}) + "\n" for row in rows), encoding="utf-8")
    before = (tmp_path / "a.jsonl").read_bytes()
    done = run("-i", "a.jsonl", "--report", "r.html", "--stats", "json")
    stats = json.loads(done.err.splitlines()[-1])
    assert [record["name"] for record in documents_of(tmp_path / "r.html")] == ["a.jsonl:2", "a.jsonl:5", "a.jsonl"]
    states = summary_of(tmp_path / "r.html")["states"]
    assert states == {"failed": stats["failed"], "unchanged": stats["unchanged"]} == {"failed": 5, "unchanged": 1}
    assert (tmp_path / "a.jsonl").read_bytes() == before


def test_what_is_noted_is_no_less_doubtful_for_being_unchanged(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(f"{SENTENCE}\n".encode() + b"\xff\n")
    (tmp_path / "b.txt").write_bytes(f"{SENTENCE}\r\n".encode())
    assert run("a.txt", "b.txt", "--errors", "replace", "--check", "--report", "r.html").code == 1
    summary = summary_of(tmp_path / "r.html")
    assert summary["states"] == {"noted": 1, "changed": 1}  # b.txt, by the ends of its lines
    assert [(entry["name"], entry["differs"]) for entry in summary["documents"]] == [("a.txt", True), ("b.txt", True)]


def test_a_line_that_was_repaired_before_it_went_counts_as_both(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Mưa\n\n{SENTENCE}\n\nPhản\u00a0hồi\n", encoding="utf-8")
    assert run("a.txt", "-o", "o.txt", "--report", "r.html").code == 0
    (document,) = documents_of(tmp_path / "r.html")
    why = ["site-chrome", "comments", "comments: “Phản hồi” after the article"]
    assert document["lines"][-1] == [["Phản", ["\u00a0", " "], "hồi"], *why]
    summary = summary_of(tmp_path / "r.html")
    (entry,) = summary["documents"]
    assert (entry["removed"], entry["blank"], entry["repaired"], entry["filled"]) == (1, 1, 1, 3)
    assert (summary["mended"], summary["repaired"]) == (1, [["whitespace", 1]])
    assert summary["texts"] == [["Phản hồi", "site-chrome", "comments", 1, 0]]


def test_long_lines_are_cut_and_told_apart() -> None:
    counted = totals.Totals()
    for end in "aab":
        gone = ["x" * 400 + end, "site-chrome", "share", "why"]
        counted.add({"lines": [gone], "doubtful": [], "notes": [], "differs": True}, 0)
    assert [(len(text), n) for text, _, _, n, _ in counted.as_dict()["texts"]] == [(301, 2), (301, 1)]


def test_a_page_that_would_be_too_large_leaves_out_what_is_least_doubtful(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(page, "MAX_BYTES", 700)  # of records without what is said in Vietnamese
    report = PageFile(str(tmp_path / "r.html"), about={"version": "0"})
    for number in range(9):
        gone = [f"Tin {number}", "site-chrome", "share", "why"]
        same: dict[str, Any] = {
            "title": "",
            "repairs": {},
            "doubtful": [],
            "notes": [],
            "lines": ["a", gone] if number < 8 else ["a"],
        }
        report.write(records.pack({"name": f"{number}.txt", "differs": number < 8, **same}))
    report.write(records.failure_record("bad.txt", "failed", "why"))
    report.commit()
    summary = summary_of(tmp_path / "r.html")
    names = [document["name"] for document in documents_of(tmp_path / "r.html")]
    assert names[:2] == ["bad.txt", "0.txt"]
    assert (len(names) + summary["left_out"], summary["states"]) == (10, {"failed": 1, "changed": 8, "unchanged": 1})
    assert {text: first for text, *_, first in summary["texts"]}["Tin 7"] is None


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
    assert ".html (a page), .jsonl or .csv (a line a removal), or - for stdout" in done.err


def test_a_page_that_cannot_be_written_is_said_and_leaves_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MESSY, encoding="utf-8")
    for output in ((), ("-o", "out.txt"), ("-f", "jsonl", "-o", "out.jsonl")):
        assert "a.txt/r.html" in run("a.txt", *output, "--report", "a.txt/r.html").err
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
    monkeypatch.setattr(totals, "MAX_COUNTED_LINES", 50)
    counted = totals.Totals()
    for i in range(1000):
        gone = [[text, "site-chrome", "share", "why"] for text in ("Chia sẻ", f"Tin {i}")]
        counted.add({"lines": gone, "doubtful": [], "notes": [], "differs": True}, i)
        assert counted.as_dict()["different"] <= 50
    summary = counted.as_dict()
    text, *_, count, first = summary["texts"][0]
    assert (text, first) == ("Chia sẻ", 0)
    assert 1000 - summary["missed"] <= count <= 1000
    assert 0 < summary["missed"] < 1000 / 40
