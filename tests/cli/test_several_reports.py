"""Several reports at once, as CSV and on stdout; the folders of outputs are created."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from tests.conftest import MESSY, Run
from tests.helpers.contract import tree

ROWS = ["Tin vui", '=HYPERLINK("http://a.vn")', "- Xem thêm", "a, “b”"]


def test_each_of_several_reports_has_all(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\n".join([*ROWS, "Hôm nay, xã có cầu mới.", ""]), encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\xff\n")
    drops = [part for row in ROWS for part in ("--drop", row)]
    reports = [part for name in ("r.html", "r.jsonl", "r.csv", "r.csv") for part in ("--report", f"new/{name}")]
    assert run("a.txt", "b.txt", "-o", "out/", *drops, *reports).code == 2
    assert (tmp_path / "new/r.html").read_bytes().startswith(b"<!DOCTYPE html>")
    records = [json.loads(line) for line in (tmp_path / "new/r.jsonl").read_text(encoding="utf-8").splitlines()]
    data = (tmp_path / "new/r.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfsource,row,line,filter,kind,reason,text,twin,doubtful\r\n")
    assert data.count(b"\r\n") == data.count(b"\n") == len(records) + 1
    rows = list(csv.DictReader(StringIO(data.decode("utf-8-sig"))))
    assert [row["text"] for row in rows[:4]] == [ROWS[0], f"'{ROWS[1]}", f"'{ROWS[2]}", ROWS[3]]
    for record, row in zip(records, rows, strict=True):
        assert [row[key] for key in ("source", "kind", "reason")] == [record[k] for k in ("source", "kind", "reason")]
    assert (rows[-1]["source"], rows[-1]["kind"], rows[-1]["line"]) == ("b.txt", "failed", "")


@pytest.mark.parametrize("arguments", [["-o", "b.txt"], ["-i"], ["--check"]])
def test_a_report_goes_to_stdout_where_nothing_else_does(run: Run, tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "a.txt").write_text(MESSY, encoding="utf-8")
    run("a.txt", "--check", "--report", "r.jsonl")
    done = run("a.txt", *arguments, "--report", "-", "--report", "r.csv")
    assert done.out == (tmp_path / "r.jsonl").read_bytes() != b""
    assert (tmp_path / "r.csv").exists()


@pytest.mark.parametrize("arguments", [[], ["-o", "-"], ["--diff"], ["--check", "--diff"], ["-n", "-o", "b.txt"]])
def test_else_it_is_refused(run: Run, tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "a.txt").write_text(MESSY, encoding="utf-8")
    done = run("a.txt", *arguments, "--report", "-")
    assert (done.code, done.out) == (2, b"")
    assert done.err.startswith("cleantext: --report - needs stdout for itself")


def test_folders_of_outputs_are_created_when_they_are_needed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MESSY, encoding="utf-8")
    before = tree(tmp_path)
    assert run("a.txt", "-n", "-o", "x/y/b.txt").code == 0
    assert run("a.txt", "-o", "x/y/b.txt", "--report", "a.txt/r.csv").code == 2
    assert tree(tmp_path) == before
    assert run("a.txt", "-o", "x/y/b.txt", "--doubtful", "d/e/list.txt").code == 0
    assert (tmp_path / "x/y/b.txt").read_bytes() == run("a.txt").out
    assert (tmp_path / "d/e/list.txt").exists()


def test_stdin_has_the_name_that_it_is_given(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MESSY, encoding="utf-8")
    done = run("--stdin-filename", "news/a.jsonl", stdin=b'{"text": "a  b"}\n{"text": null}\n')
    assert done.out == b'{"text": "a b"}\n'
    assert done.err.startswith("cleantext: news/a.jsonl:2: ")
    done = run("-", "a.txt", "-f", "jsonl", "--stdin-filename", "a.txt", stdin=b"b  c")
    assert [json.loads(line)["source"] for line in done.out.splitlines()] == ["a.txt", "a.txt"]
    assert run("--stdin-filename", "n/b.txt", "-o", "out/", stdin=b"b  c").code == 0
    assert (tmp_path / "out/b.txt").read_bytes() == b"b c\n"
    assert run("--stdin-filename", "a.zip", stdin=b"b").err == "cleantext: a.zip: a ZIP archive; unpack it first\n"


def test_crlf_alone_is_no_change_of_a_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Tin vui\r\n\r\nX\xc3\xa3 c\xc3\xb3  c\xe1\xba\xa7u.\r\n")
    done = run("--diff", "a.txt")
    lines = ["--- a.txt", "+++ a.txt", "@@ -1,3 +1,3 @@", " Tin vui\r", " \r", "-Xã có  cầu.\r", "+Xã có cầu.\r", ""]
    assert done.out.decode() == "\n".join(lines)
    assert done.err == "a.txt: line ends become LF\n"
    assert run("--diff", "--eol", "keep", "a.txt").err == ""
    (tmp_path / "b.txt").write_bytes(b"Tin vui\r\n")
    assert run("--diff", "b.txt") == (0, b"", "b.txt: line ends become LF\n")
    assert run("--check", "b.txt").code == 1
    (tmp_path / "c.txt").write_bytes(b"Tin vui\n")
    assert run("--diff", "--eol", "crlf", "c.txt").err == "c.txt: line ends become CRLF\n"
