"""Cases 35 to 41: where outputs are written: links, names that meet, outputs that exist, links that lead elsewhere."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import MESSY, TIDY, needs, start, start_process
from tests.helpers.contract import digest, fill, hold, lacks, leaves_nothing, tree


def test_35_in_place_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real/a.txt").write_text(MESSY, encoding="utf-8")
    os.symlink("real/a.txt", tmp_path / "s.txt")
    assert start(tmp_path, "-i", "s.txt").code == 0
    assert (tmp_path / "s.txt").is_symlink()
    assert tree(tmp_path / "real") == {"a.txt": TIDY.encode()}


def test_36_in_place_and_hard_links(tmp_path: Path) -> None:
    for name, data in (("a.txt", MESSY), ("a.jsonl", '{"text": "a  b"}\n')):
        (tmp_path / name).write_text(data, encoding="utf-8")
        os.link(tmp_path / name, tmp_path / f"h{name}")
    before = digest(tmp_path)
    done = start(tmp_path, "-i", "a.txt", "a.jsonl")
    assert done.code == 2
    assert [line.split("has")[1][:19] for line in done.err.splitlines()] == [" 2 names (hard link"] * 2
    assert digest(tmp_path) == before
    assert start(tmp_path, "-i", "a.txt", "--skip", "site-chrome").code == 2


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
def test_37_in_place_keeps_mode_owner_and_attributes(tmp_path: Path, name: str) -> None:
    needs("setfacl")
    needs("setfattr")
    path = tmp_path / name
    path.write_text(MESSY if name == "a.txt" else '{"text": "a  b"}\n', encoding="utf-8")
    path.chmod(0o640)
    for command in (["setfacl", "-m", "u:4321:rw"], ["setfattr", "-n", "user.k", "-v", "v"]):
        if subprocess.run([*command, path], capture_output=True, check=False).returncode:
            lacks("this file system has no access control lists or attributes")
    if os.geteuid() == 0:
        os.chown(path, 1234, 2345)
    show = ["getfacl", "-n", "--absolute-names", str(path)]
    before = path.stat(), subprocess.run(show, capture_output=True, check=True).stdout
    assert start(tmp_path, "-i", name).code == 0
    after = path.stat(), subprocess.run(show, capture_output=True, check=True).stdout
    assert before[0].st_ino != after[0].st_ino
    assert before[1] == after[1]
    for field in ("st_mode", "st_uid", "st_gid"):
        assert getattr(before[0], field) == getattr(after[0], field)
    assert os.getxattr(path, "user.k") == b"v"
    assert start(tmp_path, "-i", name).code == 0
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (after[0].st_ino, after[0].st_mtime_ns)
    path.write_text(MESSY, encoding="utf-8")
    path.chmod(0o444)
    assert "is read-only" in start(tmp_path, "-i", name).err
    assert path.read_text(encoding="utf-8") == MESSY


def test_38_one_file_in_and_out(tmp_path: Path) -> None:
    fill(tmp_path / "in", 3)
    (tmp_path / "out").mkdir()
    os.link(tmp_path / "in/g00000.txt", tmp_path / "hard.txt")
    os.symlink("in/g00000.txt", tmp_path / "soft.txt")
    os.link(tmp_path / "in/g00001.txt", tmp_path / "out/g00001.txt")
    before = digest(tmp_path)
    for output in ("in/g00000.txt", "hard.txt", "soft.txt", "in", "in/"):
        done = start(tmp_path, "in/g00000.txt", "-o", output)
        assert (done.code, "would be written over" in done.err) == (2, True)
    for output in ("in", "in/sub", "in/sub/deep"):
        done = start(tmp_path, "in", "-o", output)
        assert (done.code, "lies in in" in done.err) == (2, True)
    assert "would be written over" in start(tmp_path, "in", "-o", "out").err
    assert digest(tmp_path) == before


def test_39_names_that_meet(tmp_path: Path) -> None:
    for name in ("x/a.txt", "y/a.txt", "z/a.csv", "z/a.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("text\nmột\n" if name.endswith("csv") else '{"text": "một"}\n', encoding="utf-8")
    done = start(tmp_path, "x", "y", "-o", "out")
    assert (done.code, done.err) == (2, "cleantext: x/a.txt and y/a.txt would both be written to out/a.txt\n")
    done = start(tmp_path, "z", "-f", "jsonl", "-o", "out/")
    assert (done.code, done.err) == (2, "cleantext: z/a.csv and z/a.jsonl would both be written to out/a.jsonl\n")
    assert not (tmp_path / "out").exists()
    (tmp_path / "list").write_text("x/a.txt\ny/a.txt\n", encoding="utf-8")
    assert start(tmp_path, "--files-from", "list", "-o", "out").code == 0
    assert sorted(tree(tmp_path / "out")) == ["x", "x/a.txt", "y", "y/a.txt"]


def test_39_names_that_differ_in_case_or_form(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    names = ("A.TXT", "a.txt", "é.txt", "e\u0301.txt")
    for name in names:
        (tmp_path / "in" / name).write_text(name, encoding="utf-8")
    hold(tmp_path, {name: f"{name}\n".replace("e\u0301", "é").encode() for name in names}, [])


def test_40_outputs_that_are_there_already(tmp_path: Path) -> None:
    expected = fill(tmp_path / "in", 3)
    (tmp_path / "out").mkdir()
    (tmp_path / "out/g00000.txt").write_text("older", encoding="utf-8")
    (tmp_path / "out/g00000.txt").chmod(0o600)
    (tmp_path / "out/other").write_text("not ours", encoding="utf-8")
    before = digest(tmp_path)
    dry = start(tmp_path, "in", "-o", "out", "-n")
    assert (dry.code, dry.out.decode().splitlines()) == (0, [f"in/{name} -> out/{name}" for name in expected])
    assert digest(tmp_path) == before
    for _ in range(2):
        assert start(tmp_path, "in", "-o", "out").code == 0
        assert tree(tmp_path / "out") == {**expected, "other": b"not ours"}
        assert (tmp_path / "out/g00000.txt").stat().st_mode & 0o777 == 0o600


def test_40_a_dry_run_in_place_names_what_would_change(tmp_path: Path) -> None:
    fill(tmp_path / "in", 2)
    (tmp_path / "in/t.jsonl").write_text('{"text": "a  b"}\n', encoding="utf-8")
    (tmp_path / "in/u.jsonl").write_text('{"text": "a b"}\n', encoding="utf-8")
    (tmp_path / "in/clean.txt").write_text(TIDY, encoding="utf-8")
    before = digest(tmp_path)
    dry = start_process(tmp_path, "in", "-i", "-n", "-j2")
    assert (dry.code, dry.out.decode().split()) == (0, ["in/g00000.txt", "in/g00001.txt", "in/t.jsonl"])
    assert digest(tmp_path) == before


def test_41_links_in_the_output_folder(tmp_path: Path) -> None:
    expected = fill(tmp_path / "in", 1)
    (tmp_path / "in/sub").mkdir()
    for name in ("in/sub/b.txt", "in/sub/t.jsonl", "in/u.jsonl", "secret"):
        (tmp_path / name).write_text('{"text": "a  b"}\n', encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "elsewhere").mkdir()
    os.symlink("../secret", tmp_path / "out/g00000.txt")
    os.symlink("../secret", tmp_path / "out/u.jsonl")
    os.symlink("../elsewhere", tmp_path / "out/sub")
    done = start_process(tmp_path, "in", "-o", "out", "-j2")
    assert done.code == 2
    assert [line.split(": ", 2)[1:] for line in done.err.splitlines()] == [
        ["in/sub/b.txt", "out/sub leads out of the output folder out"],
        ["in/sub/t.jsonl", "cannot be written: out/sub leads out of the output folder out"],
    ]
    assert (tmp_path / "secret").read_text(encoding="utf-8") == '{"text": "a  b"}\n'
    assert (tmp_path / "out/g00000.txt").read_bytes() == expected["g00000.txt"]
    assert (tmp_path / "out/u.jsonl").read_bytes() == b'{"text": "a b"}\n'
    assert not os.listdir(tmp_path / "elsewhere")
    leaves_nothing(tmp_path)


def test_a_planted_part_or_journal_is_not_followed(tmp_path: Path) -> None:
    """The names of the files that --resume goes on from can be guessed, so a link there leads nowhere."""
    from cleantext.batch.writers import part_path

    expected = fill(tmp_path / "in", 2)
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    part = part_path(str(tmp_path / "all.jsonl"))
    os.symlink(tmp_path / "secret", part)
    assert start(tmp_path, "in", "-o", "all.jsonl").code == 0
    os.symlink(tmp_path / "secret", f"{part}.journal")
    done = start(tmp_path, "in", "-o", "all.jsonl")
    assert (done.code, "Too many levels of symbolic links" in done.err) == (2, True)
    assert (tmp_path / "secret").read_text(encoding="utf-8") == "secret"
    assert len((tmp_path / "all.jsonl").read_bytes().splitlines()) == len(expected)
