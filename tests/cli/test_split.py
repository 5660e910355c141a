"""--split: several articles in one text file, each a document of its own; and text in Markdown."""

import json
from pathlib import Path

import pytest

import cleantext.vietnamese.codecs  # noqa: F401 - for tcvn3
from cleantext.documents.items import Reading
from cleantext.documents.pieces import PieceReader, compile_split
from cleantext.documents.table_encoding import UTF_8, TableEncoding
from tests.conftest import MESSY, TIDY, Run

SPLIT = ("--split", "^={4,}$")
TEXT = "=====\n\nBài một\n\n\n\nNước  lớn.\n\n=====\nBài hai\n=====\n\n====\n\n\nBài ba"
CLEAN = "=====\n\nBài một\n\nNước lớn.\n\n=====\nBài hai\n=====\n\n====\n\nBài ba\n"


@pytest.mark.parametrize("size", [1, 5, 1000])
def test_pieces_do_not_depend_on_how_the_bytes_are_cut(size: int) -> None:
    data = TEXT.encode()
    reader = PieceReader(compile_split(SPLIT[1]), TableEncoding(UTF_8), Reading().max_size)
    found = list(reader.read(data[start : start + size] for start in range(0, len(data), size)))
    assert [piece.number for piece in found] == [3, 10, 15]
    assert b"".join(piece.before + (piece.data or b"") for piece in found) + reader.gap == data


def test_each_piece_is_a_document_and_what_parts_them_stays(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "in/b.md").write_text(CLEAN, encoding="utf-8")
    assert run("in/a.txt", *SPLIT) == (0, CLEAN.encode(), "")
    assert run("-", *SPLIT, stdin=TEXT.encode("utf-16")).out == CLEAN.encode()
    assert run("in", *SPLIT).out.decode() == f"{CLEAN}\n{CLEAN}"
    done = run("in/a.txt", *SPLIT, "--check")
    assert (done.code, [line.split(": ")[0] for line in done.err.splitlines()]) == (
        1,
        ["in/a.txt:3", "in/a.txt:15"],
    )
    assert run("in/b.md", *SPLIT, "--check") == (0, b"", "")
    assert run("in", *SPLIT, "-o", "out", "--report", "r.jsonl").code == 0
    assert (tmp_path / "out/a.txt").read_text() == (tmp_path / "out/b.md").read_text() == CLEAN
    assert json.loads((tmp_path / "r.jsonl").read_text().splitlines()[0])["row"] == 3
    names = [json.loads(line)["source"] for line in run("in/a.txt", *SPLIT, "-f", "jsonl").out.splitlines()]
    assert names == ["in/a.txt:3", "in/a.txt:10", "in/a.txt:15"]
    done = run("in", "-i", *SPLIT, "--stats", "json")
    assert (tmp_path / "in/a.txt").read_text() == CLEAN
    assert json.loads(done.err.splitlines()[-1])["unchanged"] == 4
    assert run("in", "-i", *SPLIT).code == 0
    assert (tmp_path / "in/a.txt").read_text() == CLEAN


def test_line_ends_and_charsets_are_those_of_texts(run: Run) -> None:
    data = "Một\r\n\r\n====\r\n\r\nHai\r\n"
    assert run(*SPLIT, stdin=data.encode()).out.decode() == data.replace("\r", "")
    assert run(*SPLIT, "--eol", "keep", stdin=data.encode()).out.decode() == data
    old = "Nước\n==== Đò ====\nLớn\n".encode("tcvn3")
    done = run("--split", "^=.*Đò", "--encoding", "tcvn3", stdin=old)
    assert done.out.decode() == "Nước\n==== Đò ====\nLớn\n"
    done = run(*SPLIT, stdin=b"a\n====\nb\xff\n====\nc\n")
    assert (done.code, done.out) == (2, b"a\n====\nc\n")
    assert done.err.startswith("cleantext: -:3: not UTF-8 text: byte 0xff at offset 1, line 1")


def test_a_piece_above_the_limit_is_refused_by_its_name(run: Run) -> None:
    data = b"a\n====\n" + b"long line\n" * 200 + b"====\n\nb\n" + b"====\n" + b"x" * 2000
    done = run(*SPLIT, "--max-size", "1KB", stdin=data)
    assert (done.code, done.out) == (2, b"a\n====\n\nb\n")
    assert [line.split(": ")[1] for line in done.err.splitlines()] == ["-:3", "-:207"]


def test_wrong_patterns_and_inputs_are_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text\na\n", encoding="utf-8")
    for arguments, reason in {
        ("--split", "("): "--split: bad pattern '(': missing ) at position 1",
        ("--split", ""): "--split: an empty text matches nothing",
        ("--split", "=", "a.csv"): "--split cuts text, and a.csv is csv; leave out one of them",
    }.items():
        assert run(*arguments, stdin=b"a\n") == (2, b"", f"cleantext: {reason}\n")
    done = run("--split", "^#{9}", stdin=MESSY.encode())
    assert done.out.decode() == TIDY
    assert done.err == "cleantext: --split: no line matches '^#{9}'; each file is one document\n"
    slow = run("--split", "^(a|aa)+$", stdin=b"a" * 50 + b"!\n")
    assert slow.code == 2
    assert "takes more than 0.1 s on the line" in slow.err


def test_markdown_is_text_and_stays_markdown(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    text = "# Đò ngang nghỉ\n\nNước  **lớn** từ sáng.\n\n\n- bến Soi\n- bến Mía\n\n```\nlệnh\n```\n"
    for name in ("a.md", "b.markdown"):
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    assert run("in", "-o", "out").code == 0
    for name in ("a.md", "b.markdown"):
        assert (tmp_path / "out" / name).read_text() == text.replace("Nước  ", "Nước ").replace("\n\n\n", "\n\n")


def test_json_has_the_lines_that_part_the_documents(run: Run) -> None:
    text = "Điều 1. Phạm vi\n\nNước lớn.\nĐiều 2\nĐiều 3\nĐò nghỉ.\n"
    done = run("--split", "^Điều", "-f", "jsonl", stdin=text.encode())
    found = [(record["separator"], record["text"]) for record in map(json.loads, done.out.splitlines())]
    assert found == [("Điều 1. Phạm vi", "Nước lớn."), ("Điều 2\nĐiều 3", "Đò nghỉ.")]
    assert "separator" not in json.loads(run("--split", "^Điều", "-f", "jsonl", stdin="Đò nghỉ.".encode()).out)
