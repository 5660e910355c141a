"""Cases 24 to 26, 33 and 34: files are old or new, never half, whatever goes wrong while they are written."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cleantext.batch.writers import part_path
from cleantext.files.content import Content, beginnings_of, content_of
from tests.conftest import COMMAND, MESSY, TIDY, start, start_process
from tests.helpers.contract import CHANGES, digest, fill, kill_at, leaves_nothing, on_a_small_disk, traced, without_root

ROW = '{"id": 1.10, "text": "a  b"}\n'


@pytest.mark.parametrize("name", ["a.txt", "a.txt.gz", "a.jsonl"])
def test_24_a_limit_on_writing_leaves_the_old_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text(MESSY, encoding="utf-8")
    (tmp_path / "a.jsonl").write_text(ROW, encoding="utf-8")
    subprocess.run(["gzip", "-k", "a.txt"], cwd=tmp_path, check=True)
    before = digest(tmp_path)
    done = start_process(tmp_path, "-i", name, prefix=["bash", "-c", 'ulimit -f 0; exec "$@"', "-"])
    assert done.code == 2
    assert done.err.startswith(f"cleantext: {name}: cannot ")
    assert done.err.endswith("File too large\n")
    assert digest(tmp_path) == before


def test_25_a_full_disk_ends_the_work_and_keeps_what_was_there(tmp_path: Path) -> None:
    fill(tmp_path / "in", 40)
    script = """
        cp in/g00000.txt small/a.txt; cp in/g00000.txt small/b.txt; cp in/g00000.txt small/c.jsonl
        dd if=/dev/zero of=small/zeros bs=1k status=none; sha256sum small/a.txt >sum
        cleantext -i small/a.txt; echo "code $?"; sha256sum -c --quiet sum
        cleantext in -o small/out -j2; echo "code $?"
        cleantext in/g00000.txt -o small/b.txt; echo "code $?"
        cleantext in -o small/c.jsonl; echo "code $?"
        cmp small/b.txt in/g00000.txt; cmp small/c.jsonl in/g00000.txt; find small -name '.cleantext*' -o -empty -type f
    """
    done = on_a_small_disk(tmp_path, script)
    assert done.out.decode().split() == ["code", "2"] * 4, done.out.decode()
    full = "No space left on device"
    assert done.err.splitlines() == [
        f"dd: error writing 'small/zeros': {full}",
        f"cleantext: small/a.txt: cannot write small/a.txt: {full}",
        "cleantext: stopped, as nothing more can be written",
        f"cleantext: small/out/.cleantext.journal: {full}",
        f"cleantext: small/{part_path('b.txt')}.journal: {full}",
        f"cleantext: small/{part_path('c.jsonl')}.journal: {full}",
    ]


def test_25_a_full_disk_in_the_middle_can_be_gone_on_from(tmp_path: Path) -> None:
    fill(tmp_path / "in", 600)
    assert start(tmp_path, "in", "-o", "whole.jsonl").code == 0
    script = """
        cleantext in -o small/all.jsonl -j2; echo "code $?"; ls small; mount -o remount,size=9m small
        cleantext in -o small/all.jsonl --resume; echo "code $?"; cmp small/all.jsonl whole.jsonl; ls -A small
    """
    done = on_a_small_disk(tmp_path, script, size="200k")
    assert done.out.decode().split() == ["code", "2", "code", "0", "all.jsonl"], done
    assert done.err == "cleantext: small/all.jsonl: No space left on device; --resume goes on from there\n"


WRITES = f"openat,write,fsync,{CHANGES},chmod,fchmod,fchown"


@pytest.mark.parametrize(
    "arguments", [("-i", "f.txt"), ("-i", "f.jsonl"), ("g.txt", "-o", "f.txt"), ("in", "-o", "out")]
)
def test_26_killed_at_every_system_call_that_writes(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Strace kills it at the nth call, for every n from the first unfinished file on that is not about a module.

    Each time all files are old or new.
    """
    old = {"f.txt": MESSY, "f.jsonl": ROW, "g.txt": MESSY, "in/a.txt": MESSY, "out/a.txt": "older"}
    new = {"f.txt": TIDY, "f.jsonl": '{"id": 1.10, "text": "a b"}\n', "out/a.txt": TIDY}

    def lay() -> None:
        shutil.rmtree(tmp_path / "w", ignore_errors=True)
        for name, text in old.items():
            (tmp_path / "w" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "w" / name).write_text(text, encoding="utf-8")

    lay()
    calls = traced(tmp_path / "w", WRITES, *COMMAND, *arguments)
    first = next(number for number, call in enumerate(calls, 1) if re.search(r"\.cleantext(-|\..*journal)", call))
    numbers = [n for n, call in enumerate(calls, 1) if n >= first and ".py" not in call and ".so" not in call]
    assert any(calls[number - 1].startswith("rename") for number in numbers)
    for number in numbers:
        lay()
        kill_at(tmp_path / "w", calls, number, *COMMAND, *arguments)
        for name, text in old.items():
            now = (tmp_path / "w" / name).read_text(encoding="utf-8")
            assert now in (text, new.get(name, text)), calls[number - 1]
        assert len(list((tmp_path / "w").rglob(".cleantext-*"))) <= 1
        if number % 3:
            continue
        again = subprocess.run([*COMMAND, *arguments], cwd=tmp_path / "w", capture_output=True, timeout=10, check=False)
        assert again.returncode == 0
        touched = arguments[-1] if arguments[-1] != "out" else "out/a.txt"
        assert (tmp_path / "w" / touched).read_text(encoding="utf-8") == new[touched]
        leaves_nothing(tmp_path / "w")


def test_33_an_output_folder_that_cannot_be_written(tmp_path: Path) -> None:
    fill(tmp_path / "in", 20)
    (tmp_path / "file").write_text("old", encoding="utf-8")
    (tmp_path / "shut").mkdir(mode=0o555)
    for output, reason in (
        ("file", "file is not a folder"),
        ("shut", "cannot write to shut: Permission denied"),
        ("shut/deep", "cannot write to shut/deep: Permission denied"),
        ("file/deep/", "cannot write to file/deep/: "),
    ):
        done = start_process(tmp_path, "in", "-o", output, "-j2", prefix=without_root())
        assert done.code == 2
        assert len(done.err.splitlines()) == 1
        assert done.err.startswith(f"cleantext: {reason}")


def test_34_an_input_that_vanishes(tmp_path: Path) -> None:
    expected = fill(tmp_path / "in", 5)
    names = "".join(f"in/{name}\n" for name in (*expected, "gone.txt"))
    (tmp_path / "list").write_text(names, encoding="utf-8")
    done = start(tmp_path, "--files-from", "list", "-o", "out")
    assert (done.code, done.err) == (2, "cleantext: in/gone.txt: No such file or directory\n")
    assert {name: (tmp_path / "out/in" / name).read_bytes() for name in expected} == expected


NEWER = {"f.txt": "newer", "f.jsonl": '{"text": "newer"}\n'}


@pytest.mark.parametrize("name", NEWER)
def test_34_a_file_that_changes_while_it_is_cleaned(tmp_path: Path, name: str) -> None:
    """Whoever writes to it while it is cleaned keeps what they wrote."""
    (tmp_path / name).write_text(MESSY if name == "f.txt" else ROW, encoding="utf-8")
    meddling = f"""
import sys, cleantext.chain.chain, cleantext.cli.main
explain = cleantext.chain.chain.Chain.explain
def slow(chain, text):
    if text != "newer":
        with open({name!r}, "a", encoding="utf-8") as file:
            file.write({NEWER[name]!r})
    return explain(chain, text)
cleantext.chain.chain.Chain.explain = slow
sys.exit(cleantext.cli.main.run(["-i", {name!r}]))
"""
    (tmp_path / "meddle.py").write_text(meddling, encoding="utf-8")
    done = subprocess.run([sys.executable, "meddle.py"], cwd=tmp_path, capture_output=True, timeout=10, check=False)
    assert done.returncode == 2
    assert b"changed while being cleaned; left as it is" in done.stderr
    assert (tmp_path / name).read_text(encoding="utf-8").endswith(NEWER[name])
    leaves_nothing(tmp_path)


def test_contents(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"abcdef")
    assert content_of(str(path)) == Content().followed_by(b"abc").followed_by(b"def")
    assert list(beginnings_of(str(path), {9, 3, 0})) == [Content(), Content().followed_by(b"abc")]
    (tmp_path / "link").symlink_to("a")
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "pipe", "none", "."):
        assert content_of(str(tmp_path / name)) is None
