"""What is said of doubtful documents: at the end, in counts, in JSON and tables, in the report."""

import json
from pathlib import Path

import pytest

from cleantext import explain
from tests.conftest import SENTENCE, Run
from tests.helpers.doubtful import COUNTS, DECISION, ERROR, NOT_FOUND, OFFICIAL, lay
from tests.helpers.paths import ROOT
from tests.helpers.report_page import documents_of, summary_of


@pytest.mark.parametrize("arguments", [("-o", "out/"), ("--check",), ("-f", "jsonl"), ("-i",), ("-o", "out/", "-n")])
def test_one_line_at_the_end_counts_them_by_reason(run: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    lay(tmp_path / "in")
    done = run("in", *arguments)
    assert [line for line in done.err.splitlines() if "would change" not in line] == [f"cleantext: {COUNTS}"]
    assert done.code == (1 if "--check" in arguments else 0)  # as ever
    assert "doubtful" not in run("in", *arguments, "-q").err


def test_of_a_single_one_the_line_has_name_and_reasons(run: Run, tmp_path: Path) -> None:
    lay(tmp_path)
    assert run("e.txt") == (0, NOT_FOUND.encode(), f"cleantext: e.txt: doubtful: {ERROR}\n")
    assert run("a.txt", "e.txt").err == f"cleantext: e.txt: doubtful: {ERROR}\n"
    assert run("t.jsonl").err == f"cleantext: t.jsonl:3: doubtful: {ERROR}\n"
    assert run(stdin=NOT_FOUND.encode()).err == f"cleantext: -: doubtful: {ERROR}\n"
    assert run("a.txt").err == ""


def test_several_reasons_count_each(run: Run, tmp_path: Path) -> None:
    both = "<p>" + DECISION.replace("\n", "</p>\n<p>")
    (tmp_path / "a.txt").write_text(both, encoding="utf-8")
    (tmp_path / "b.txt").write_text(DECISION, encoding="utf-8")
    assert run("a.txt").err.startswith(
        "cleantext: a.txt: doubtful: HTML, with 11 tags; --html takes the article out; an official document"
    )
    done = run("a.txt", "b.txt", "--stats", "json")
    assert done.err.splitlines()[0] == "cleantext: 2 doubtful: 2 official documents, 1 HTML"
    counts = json.loads(done.err.splitlines()[1])
    assert (counts["doubtful"], counts["doubts"]) == (2, {"official": 2, "html": 1})


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_stats_count_them_by_kind(run: Run, run_process: Run, tmp_path: Path, jobs: str) -> None:
    lay(tmp_path / "in")
    start = run if jobs == "1" else run_process
    counts = json.loads(start("in", "-o", "out/", "-j", jobs, "--stats", "json").err.splitlines()[-1])
    assert (counts["doubtful"], counts["doubts"]) == (3, {"error-page": 2, "official": 1})
    (line,) = start("in", "-o", "out/", "-j", jobs, "--stats", "text").err.splitlines()  # and not one for them alone
    assert line.endswith(f"; {COUNTS}")
    assert start("in", "-o", "out/", "--stats", "text", "-q").err.endswith(f"; {COUNTS}\n")
    assert "doubtful" not in start("in/a.txt", "in/g.txt", "--check", "--stats", "text").err


def test_json_and_the_details_of_tables_have_the_reasons(run: Run, tmp_path: Path) -> None:
    import jsonschema

    schema = json.loads((ROOT / "cleantext/report/schema.json").read_bytes())
    lay(tmp_path)
    both = json.loads(run("-f", "json", "a.txt", "d.txt").out)
    for document in both:
        jsonschema.validate(document, schema)
    assert [(document["schema"], document["doubtful"]) for document in both] == [(2, []), (2, [OFFICIAL])]
    rows = [json.loads(line) for line in run("--explain", "t.jsonl").out.splitlines()]
    assert [row["_cleantext"]["doubtful"] for row in rows] == [[], [], [ERROR], []]
    assert rows[2]["_cleantext"]["notes"] == [{"kind": "error-page", "message": ERROR, "line": None}]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({key: value for key, value in both[0].items() if key != "doubtful"}, schema)


def test_details_of_an_earlier_version_are_replaced(run: Run, tmp_path: Path) -> None:
    old = {"schema": 1, "source": "a:1", "encoding": "utf-8", "title": None, "paragraphs": [], "removals": []}
    row = {"text": NOT_FOUND, "_cleantext": {**old, "repairs": [], "notes": []}}
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    done = run("--explain", "a.jsonl")
    assert done.code == 0
    assert json.loads(done.out)["_cleantext"]["doubtful"] == [ERROR]


def test_with_reasons_shown_each_is_said_once(run: Run, tmp_path: Path) -> None:
    lay(tmp_path)
    assert run("--explain", "e.txt").err == f"e.txt: doubtful: {ERROR}\n"
    assert run("--explain", "g.txt", "e.txt").err == f"e.txt: doubtful: {ERROR}\ncleantext: 1 doubtful: 1 error page\n"
    assert run("--explain", "t.jsonl").err == f"cleantext: t.jsonl:3: doubtful: {ERROR}\n"  # reasons are in a field
    assert ": doubtful: " not in run("--explain", "t.jsonl", "-q").err
    both = run("--explain", "t.jsonl", "-f", "text").err.splitlines()
    assert [line for line in both if "doubtful" in line] == [
        f"t.jsonl:3: doubtful: {ERROR}",
        "cleantext: 1 doubtful: 1 error page",
    ]


def test_broken_characters_are_said_once(run: Run, tmp_path: Path) -> None:
    lost, misread = "Th\ufffd t\ufffd\ufffdng v\ufffda.\n", f"{SENTENCE}\nNước: nhóm hÃ³a\n"
    assert run("--explain", stdin=lost.encode()).err == (
        "-:1: replacement: 4 characters, each lost before this text came here (U+FFFD)\n"
        "-:1: doubtful: broken characters: 4 of 15\n"
    )
    assert run("--explain", stdin=misread.encode()).err == (
        "-:2: mojibake: 1 line is mis-read in part (mojibake)\n"
        "-:2: doubtful: broken characters in 1 of 2 lines; --with partial-mojibake repairs such words\n"
    )
    few = f"{SENTENCE}\n" * 9 + misread
    notes = [(note.kind, note.message) for note in explain(few).notes]
    assert notes == [
        ("mojibake", "1 line is mis-read in part (mojibake)"),
        ("broken", "broken characters in 1 of 11 lines; --with partial-mojibake repairs such words"),
    ]


def test_what_was_replaced_here_was_not_lost_before(run: Run) -> None:
    data = 5 * f"{SENTENCE} ".encode() + b"\xff\xfe"
    replaced = "-: replaced: bytes that are not UTF-8 text became U+FFFD in 2 places\n"
    assert run("--explain", "--errors", "replace", stdin=data).err == replaced
    both = run("--explain", "--errors", "replace", stdin="\ufffd ".encode() + data).err
    assert [line.split(": ")[1] for line in both.splitlines()] == ["replacement", "replaced"]


def test_the_report_has_them_first_with_their_reasons(run: Run, tmp_path: Path) -> None:
    lay(tmp_path / "in")
    (tmp_path / "in/b.txt").write_bytes(b"\xff")
    run("in", "-o", "out/", "--report", "r.html", "--doubtful", "d.txt")
    summary = summary_of(tmp_path / "r.html")
    assert [entry["name"] for entry in summary["documents"][:4]] == ["in/d.txt", "in/e.txt", "in/t.jsonl:3", "in/b.txt"]
    assert [entry.get("doubtful") for entry in summary["documents"][:4]] == [[OFFICIAL], [ERROR], [ERROR], None]
    assert (summary["states"]["doubtful"], summary["states"]["failed"]) == (3, 1)
    (tmp_path / "l.txt").write_text(f"{SENTENCE}\nNước: nhóm hÃ³a\n", encoding="utf-8")
    run("l.txt", "--report", "l.html")
    (document,) = documents_of(tmp_path / "l.html")
    reason = "line 2: broken characters in 1 of 2 lines; --with partial-mojibake repairs such words"
    assert document["doubtful"] == summary_of(tmp_path / "l.html")["documents"][0]["doubtful"] == [reason]
    assert document["vi"][reason].startswith("dòng 2: ký tự hỏng")
    assert document["notes"] == [
        "line 2: 1 line is mis-read in part (mojibake)"
    ]  # what is said in the list is not said again


def test_the_report_in_lines_says_it_of_each_line(run: Run, tmp_path: Path) -> None:
    lay(tmp_path)
    (tmp_path / "b.txt").write_text(DECISION + "\n\n\n", encoding="utf-8")
    run("a.txt", "b.txt", "--report", "r.jsonl")
    found = [json.loads(line) for line in (tmp_path / "r.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {(record["source"], *record["doubtful"]) for record in found} == {("a.txt",), ("b.txt", OFFICIAL)}
