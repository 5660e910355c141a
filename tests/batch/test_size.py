"""Cases 44 to 48: much, long, deep, hostile, at once; and always in the same order."""

import json
import os
import subprocess
import threading
from pathlib import Path

import pytest

from tests.conftest import peak, start, start_process
from tests.helpers.contract import article, begin, cleaned, fill, tree

FAMILIES = {
    "spaces": " " * 300_000 + "x",
    "round": "(" * 300_000,
    "angle": "<" * 300_000,
    "square": "[" * 300_000,
    "quotes": '"' * 300_000,
    "points": "." * 300_000,
    "addresses": "a@" * 150_000,
    "lines": "\n" * 300_000,
    "marks": "a" + "\u0315\u0300" * 75_000,
    "joiners": "\u200d" * 100_000,
    "credits": "Ảnh: " * 50_000,
    "dates": "1/1/" * 75_000,
    "ligature": "\ufdfa" * 100_000,
    "digits": "1" * 300_000,
    "capitals": "TP.HCM - " * 30_000,
    "copies": "Ảnh: An\nẢnh: An.\n" * 10_000,
}


def test_44_one_huge_line(tmp_path: Path) -> None:
    line = "xin chào các bạn "
    (tmp_path / "a.txt").write_text(line * 3_000_000, encoding="utf-8")
    done = start_process(tmp_path, "a.txt")
    reason = "larger than 50,000,000 bytes; raise the limit with --max-size"
    assert (done.code, done.err) == (2, f"cleantext: a.txt: {reason}\n")
    (tmp_path / "b.txt").write_text(line * 100_000, encoding="utf-8")
    assert start_process(tmp_path, "b.txt").out == (line * 100_000).strip().encode() + b"\n"


def test_45_hostile_texts_take_no_longer_than_others(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, text in FAMILIES.items():
        (tmp_path / f"in/{name}.txt").write_text(text, encoding="utf-8")
    done = start_process(tmp_path, "in", "-o", "out", "-j2", "--timeout", "5")
    assert (done.code, done.err) == (0, "cleantext: 2 doubtful: 2 empty\n")
    for name, text in FAMILIES.items():
        assert len((tmp_path / f"out/{name}.txt").read_bytes()) <= 3 * len(text.encode())


def test_46_a_hundred_thousand_files_need_little_more_memory_than_ten_thousand(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(1000):
        (tmp_path / f"in/{number:03}").mkdir()
    file = tmp_path / "in/a.txt"
    sizes = []
    for first, last in ((0, 10), (10, 100)):
        for each in range(first, last):
            for number in range(1000):
                if not number % 500:  # a file can have 65,000 names on some file systems
                    file = tmp_path / f"in/{number:03}/{each}-first.txt"
                    file.write_text("a\n", encoding="utf-8")
                os.link(file, tmp_path / f"in/{number:03}/{each}.txt")
        sizes.append(peak("in", "-f", "jsonl", "-j2", cwd=tmp_path))
    assert sizes[1] - sizes[0] < 50


def test_46_a_thousand_folders_deep(tmp_path: Path) -> None:
    expected = fill(tmp_path / "in", 1)
    here = os.getcwd()
    os.chdir(tmp_path / "in")
    for _ in range(1000):
        os.mkdir("d")
        os.chdir("d")
    Path("deep.txt").write_text("a  b", encoding="utf-8")
    os.chdir(here)
    assert start(tmp_path, "in", "-o", "out") == (0, b"", "")
    assert (tmp_path / "out/g00000.txt").read_bytes() == expected["g00000.txt"]
    assert (tmp_path / "out" / Path(*["d"] * 1000) / "deep.txt").read_bytes() == b"a b\n"
    subprocess.run(["rm", "-rf", "in", "out"], cwd=tmp_path, check=True)  # pytest's own way calls itself


def test_46_a_name_that_is_too_long(tmp_path: Path) -> None:
    long = "d" * 200
    (tmp_path / "list").write_text(f"{'/'.join([long] * 30)}/a.txt\n{'x' * 300}.txt\n", encoding="utf-8")
    done = start(tmp_path, "--files-from", "list")
    assert done.code == 2
    assert [line[-18:] for line in done.err.splitlines()] == ["File name too long"] * 2


def test_46_many_lines_and_too_many(tmp_path: Path) -> None:
    text = "".join(f"{number}\n" for number in range(140_000))
    done = start_process(tmp_path, "-f", "jsonl", "--skip", "site-chrome", stdin=text.encode())
    assert len(done.out) > len(text)
    done = start_process(tmp_path, "--skip", "site-chrome", stdin=text.encode() * 10)
    assert (done.code, done.out) == (2, b"")
    assert "1,400,000 lines of less than 50 characters, more than the" in done.err
    assert "split it into smaller documents" in done.err


def test_47_a_stream_needs_no_memory_and_comes_out_as_it_goes_in(tmp_path: Path) -> None:
    line = json.dumps({"text": article(1) * 3}, ensure_ascii=False) + "\n"
    with (tmp_path / "big.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(line for _ in range(6_000_000 // len(line.encode())))
    assert peak("big.jsonl", "-j2", cwd=tmp_path) < 100
    for jobs in (1, 2):
        process = begin(tmp_path, "--input-format", "jsonl", f"-j{jobs}")
        assert process.stdin
        assert process.stdout
        for _ in range(3):
            process.stdin.write(b'{"text": "a  b"}\n')
            process.stdin.flush()
            timer = threading.Timer(10, process.kill)
            timer.start()
            assert process.stdout.readline() == b'{"text": "a b"}\n'
            timer.cancel()
        process.communicate()


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_48_the_same_bytes_however_many_processes(tmp_path: Path, form: str) -> None:
    fill(tmp_path / "in", 300)
    (tmp_path / "in/bad.txt").write_bytes(b"\xff")
    lines = [json.dumps({"text": article(n) * (n % 7)}, ensure_ascii=False) for n in range(500)]
    (tmp_path / "in/t.jsonl").write_text("\n".join([*lines, "{bad"]), encoding="utf-8")
    runs = [
        start_process(tmp_path, "in", "-f", form, f"-j{jobs}", "--explain", "--report", f"r{jobs}.jsonl")
        for jobs in (1, 2, 8)
    ]
    assert runs[0] == runs[1] == runs[2]
    assert runs[0].code == 2
    reports = {(tmp_path / f"r{jobs}.jsonl").read_bytes() for jobs in (1, 2, 8)}
    assert len(reports) == 1
    if form == "text":
        assert runs[0].out.startswith(cleaned(article(0)) + b"\n" + cleaned(article(1)))
    if form == "json":
        gone = sum(len(record["removals"]) for record in json.loads(runs[0].out))
        kinds = [json.loads(line)["kind"] for line in reports.pop().splitlines()]
        assert (kinds.count("failed"), len(kinds)) == (2, gone + 2)
        assert gone > 0


def test_48_a_file_in_two_places_is_cleaned_once_in_place(tmp_path: Path) -> None:
    fill(tmp_path / "in", 20)
    os.symlink("g00000.txt", tmp_path / "in/link.txt")
    done = start_process(tmp_path, "-i", "in", "in/g00003.txt", "-j2", "--stats", "json")
    said, summary = done.err.splitlines()
    assert said == "cleantext: in/link.txt: the same file as in/g00000.txt; skipped"
    counts = json.loads(summary)
    assert (done.code, counts["written"], counts["skipped"], counts["seen"]) == (0, 20, 1, 21)
    assert tree(tmp_path / "in")["g00000.txt"] == cleaned(article(0))
