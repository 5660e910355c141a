"""The list of doubtful documents: what is in it, and that --files-from reads it again."""

import json
import os
import shutil
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext.files.lists import list_line, parse_names
from tests.conftest import SENTENCE, TIDY, Run, needs_package
from tests.helpers.doubtful import DECISION, ERROR, NOT_FOUND, OFFICIAL, lay


@pytest.mark.parametrize(
    "arguments",
    [(), ("--check",), ("--diff",), ("-o", "out/"), ("-o", "out/", "-n"), ("-o", "x.jsonl"), ("-i",), ("-i", "-n")],
)
def test_the_list_has_names_and_reasons(run: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    lay(tmp_path / "in")
    form = ("-f", "jsonl") if not arguments else ()
    run("in", *arguments, *form, "--doubtful", "d.txt")
    lines = (tmp_path / "d.txt").read_text(encoding="utf-8").splitlines()
    assert lines == [f"in/d.txt\t{OFFICIAL}", f"in/e.txt\t{ERROR}", f"in/t.jsonl:3\t{ERROR}"]
    assert sorted(path.name for path in tmp_path.glob(".*")) == []


def test_it_is_the_same_from_several_processes(run_process: Run, tmp_path: Path) -> None:
    lay(tmp_path / "in")
    for number in range(200):
        (tmp_path / f"in/n{number:03}.txt").write_text(NOT_FOUND if number % 3 else TIDY, encoding="utf-8")
    for jobs in ("1", "2"):
        assert run_process("in", "-o", "out/", f"-j{jobs}", "--doubtful", f"{jobs}.txt").code == 0
    assert (tmp_path / "1.txt").read_bytes() == (tmp_path / "2.txt").read_bytes()
    assert len((tmp_path / "1.txt").read_bytes().splitlines()) == 136


def test_a_list_in_json_has_records(run: Run, tmp_path: Path) -> None:
    lay(tmp_path)
    run("a.txt", "d.txt", "t.jsonl", "-f", "jsonl", "--doubtful", "l.jsonl")
    found = [json.loads(line) for line in (tmp_path / "l.jsonl").read_text(encoding="utf-8").splitlines()]
    assert found == [
        {"source": "d.txt", "row": None, "doubtful": [OFFICIAL], "kinds": ["official"]},
        {"source": "t.jsonl", "row": 3, "doubtful": [ERROR], "kinds": ["error-page"]},
    ]


def test_the_list_is_taken_by_files_from(run: Run, tmp_path: Path) -> None:
    lay(tmp_path / "in")
    (tmp_path / "in/x\ty.txt").write_text(NOT_FOUND, encoding="utf-8")
    (tmp_path / "in/z.txt").write_text(SENTENCE, encoding="utf-8")
    rows = [json.dumps({"text": text}) for text in (NOT_FOUND, "", TIDY, NOT_FOUND)]
    (tmp_path / "in/u.jsonl").write_text("\n".join(rows), encoding="utf-8")
    run("in", "-o", "out/", "--doubtful", "d.txt")
    assert run("--files-from", "d.txt", "-o", "again/").code == 0
    again = sorted(path.name for path in (tmp_path / "again").rglob("*") if path.is_file())
    assert again == ["d.txt", "e.txt", "t.jsonl", "u.jsonl", "x\ty.txt"]


def test_an_empty_list_is_a_file_too(run: Run, tmp_path: Path) -> None:
    lay(tmp_path)
    assert run("a.txt", "-o", "out.txt", "--doubtful", "d.txt").code == 0
    assert (tmp_path / "d.txt").read_bytes() == b""


@pytest.mark.skipif(os.name == "nt", reason="no permission bits")
def test_nobody_reads_the_list_who_could_not_read_the_inputs(run: Run, tmp_path: Path) -> None:
    lay(tmp_path / "in")
    (tmp_path / "in/e.txt").chmod(0o600)
    run("in", "-o", "out/", "--doubtful", "d.txt")
    assert stat.S_IMODE((tmp_path / "d.txt").stat().st_mode) & 0o077 == 0


def test_a_list_that_cannot_be_written_is_said_and_leaves_nothing(run: Run, tmp_path: Path) -> None:
    lay(tmp_path / "in")
    shutil.copytree(tmp_path / "in", tmp_path / "before")
    done = run("in", "-o", "out/", "--report", "r.jsonl", "--doubtful", "in/d.txt/d.txt")
    assert (done.code, done.err) == (2, "cleantext: cannot write in/d.txt/d.txt: in/d.txt is a file, not a folder\n")
    assert not (tmp_path / "r.jsonl").exists()
    assert sorted(path.name for path in tmp_path.glob(".*")) == []


@pytest.mark.parametrize("name", ["d.txt", "d.jsonl"])
def test_of_a_table_that_failed_no_row_is_listed_or_counted(run: Run, tmp_path: Path, name: str) -> None:
    rows = [NOT_FOUND, DECISION, None]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps({"text": row}) + "\n" for row in rows), encoding="utf-8")
    (tmp_path / "e.txt").write_text(NOT_FOUND, encoding="utf-8")
    done = run("-i", "e.txt", "a.jsonl", "--doubtful", name, "--stats", "json")
    counts = json.loads(done.err.splitlines()[-1])
    assert (counts["doubtful"], counts["doubts"]) == (1, {"error-page": 1})
    assert "cleantext: 1 doubtful: 1 error page" in done.err.splitlines()
    assert len((tmp_path / name).read_bytes().splitlines()) == 1


def test_engines_have_no_list(run: Run, tmp_path: Path) -> None:
    lay(tmp_path)
    done = run("t.jsonl", "-o", "out", "--engine", "spark", "--doubtful", "d.txt")
    assert (done.code, done.err) == (2, "cleantext: --doubtful does not go with --engine\n")


ODD_NAMES = [
    "b", "b\na.txt", "b\\na.txt", "-", '"q".txt', '"m\n.jsonl', "x\ty.txt", "r.txt\r", " s.txt", "n\n\udc80\udcff.txt",
]  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="no such names")
def test_every_name_is_that_of_the_same_file_when_the_list_is_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ODD_NAMES:
        text = f'{{"text": {json.dumps(NOT_FOUND)}}}\n' * 2 if name.endswith("jsonl") else NOT_FOUND
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    run(*(f"in/{name}" for name in ODD_NAMES), "-o", "out/", "--doubtful", "d.txt")
    assert (tmp_path / "d.txt").read_bytes().count(b"\n") == len(ODD_NAMES) + 1  # a line for each row
    done = run("--files-from", "d.txt", "-o", "again/")
    assert (done.code, done.err) == (0, "cleantext: 11 doubtful: 11 error pages\n")
    assert sorted(os.listdir(tmp_path / "again/in")) == sorted(ODD_NAMES)


@given(st.lists(st.text(st.characters(exclude_characters="\0/", exclude_categories=["Cs"]))))
def test_names_come_back_from_a_list_whatever_is_in_them(names: list[str]) -> None:
    names = [f"{quote}{name}gone{number}{quote}" for number, name in enumerate(names) for quote in ("", '"')]
    data = b"".join(list_line(name, "a\ttable\n") for name in names)
    assert list(parse_names(data, nul=False)) == names


def test_a_table_is_read_once_wherever_its_rows_are_named(run: Run, tmp_path: Path) -> None:
    lay(tmp_path / "in")
    shutil.copy(tmp_path / "in/t.jsonl", tmp_path / "in/u.jsonl")
    names = ["in/t.jsonl:1", "in/u.jsonl:3", "./in/t.jsonl:3", "in/e.txt", "in/t.jsonl:1", "in/../in/e.txt"]
    lines = [f"{name}\twhy" for name in names] + ["in/u.jsonl", "in/a.txt", "in/a.txt"]
    (tmp_path / "d.txt").write_text("\n".join(lines), encoding="utf-8")
    done = run("--files-from", "d.txt", "-o", "out/", "-n")
    wanted = ("t.jsonl", "u.jsonl", "e.txt", "a.txt")
    assert done.out.decode() == "".join(f"in/{name} -> out/in/{name}\n" for name in wanted)


def test_a_file_named_like_stdin_is_that_file_in_a_list(run: Run, tmp_path: Path) -> None:
    for names in (b"-\n", b"-\twhy\n"):
        done = run("--files-from", "-", stdin=names)
        reason = "no file has this name; a list of files cannot name standard input"
        assert (done.code, done.out, done.err) == (2, b"", f"cleantext: -: {reason}\n")
    (tmp_path / "-").write_text(NOT_FOUND, encoding="utf-8")
    (tmp_path / "list").write_text("-\n./-\n", encoding="utf-8")
    done = run("--files-from", "list", "--doubtful", "d.txt", stdin=b"not this")
    assert (done.code, done.out) == (0, NOT_FOUND.encode())
    assert (tmp_path / "d.txt").read_text(encoding="utf-8") == f"./-\t{ERROR}\n"
    assert run("--files-from", "d.txt", "-o", "out/", stdin=b"not this").code == 0
    assert (tmp_path / "out/-").read_bytes() == NOT_FOUND.encode()


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_a_compressed_list_is_read_as_it_is_written(run: Run, tmp_path: Path, suffix: str) -> None:
    if suffix == ".zst" and sys.version_info < (3, 14):
        if "CLEANTEXT" in os.environ:
            pytest.skip("a wheel by itself has no Zstandard")
        needs_package("backports.zstd")
    lay(tmp_path / "in")
    run("in", "--check", "--doubtful", f"d.txt{suffix}")
    packed = (tmp_path / f"d.txt{suffix}").read_bytes()
    assert packed[:2] in (b"\x1f\x8b", b"\x28\xb5")
    for name, data in ((f"d.txt{suffix}", b""), ("-", packed)):
        done = run("--files-from", name, "-o", "out/", "-n", stdin=data)
        assert done.out.decode() == "".join(f"in/{n} -> out/in/{n}\n" for n in ("d.txt", "e.txt", "t.jsonl"))
    (tmp_path / f"cut{suffix}").write_bytes(packed[:-9])
    done = run("--files-from", f"cut{suffix}")
    assert (done.code, done.out) == (2, b"")
    assert done.err.startswith(f"cleantext: --files-from cut{suffix}: damaged compressed data: ")


def test_records_are_no_list_of_names(run: Run, tmp_path: Path) -> None:
    lay(tmp_path / "in")
    for name in ("d.jsonl", "d.jsonl.gz"):
        run("in", "--check", "--doubtful", name)
        reason = f"--files-from needs a list of names, one a line; {name} is JSON Lines"
        assert run("--files-from", name) == (2, b"", f"cleantext: {reason}\n")
