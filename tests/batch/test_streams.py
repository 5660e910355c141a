"""Cases 20 to 23: standard streams that are full or closed; and streams that do not block."""

import os
import shlex
import subprocess
import time
from pathlib import Path
from random import Random

import pytest

from tests.conftest import COMMAND, MESSY, SENTENCE, TIDY
from tests.helpers.contract import fill, processes_of, tree
from tests.helpers.pieces import compressed, feed, unread

PYTHON = shlex.join(COMMAND)


def shell(cwd: Path, line: str) -> tuple[int, str, int]:
    """Run a line of bash; return its exit code, what it wrote to stderr, and its process group."""
    process = subprocess.Popen(
        ["bash", "-c", line.replace("cleantext", PYTHON)],
        cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    err = process.communicate(timeout=10)[1].decode()
    assert "Traceback" not in err
    return process.returncode, err, process.pid


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("unbuffered", ["", "PYTHONUNBUFFERED=1 "])
def test_20_a_reader_that_has_had_enough(tmp_path: Path, unbuffered: str, jobs: int) -> None:
    fill(tmp_path / "in", 1000)
    begun = time.monotonic()
    code, err, group = shell(tmp_path, f"{unbuffered}cleantext in -j{jobs} | head -1; exit ${{PIPESTATUS[0]}}")
    assert (code, err) == (0, "")
    assert time.monotonic() - begun < 2
    assert processes_of(group) == []


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("unbuffered", ["", "PYTHONUNBUFFERED=1 "])
def test_21_stdout_is_full(tmp_path: Path, unbuffered: str, jobs: int) -> None:
    fill(tmp_path / "in", 200)
    code, err, group = shell(tmp_path, f"{unbuffered}cleantext in -j{jobs} >/dev/full")
    assert (code, err) == (2, "cleantext: standard output: No space left on device\n")
    assert processes_of(group) == []


def test_21_stdout_takes_a_part(tmp_path: Path) -> None:
    """A file that may grow to 8 KiB takes half of a write and no more, which Python's raw files do not tell."""
    (tmp_path / "a.txt").write_text("".join(f"Dòng {n}: {SENTENCE}\n" for n in range(1000)), encoding="utf-8")
    code, err, _ = shell(tmp_path, "ulimit -f 8; PYTHONUNBUFFERED=1 cleantext a.txt >o")
    assert (code, err) == (2, "cleantext: standard output: File too large\n")


def test_22_stdout_is_closed(tmp_path: Path) -> None:
    fill(tmp_path / "in", 1)
    assert shell(tmp_path, "cleantext in >&-")[:2] == (2, "cleantext: standard output: closed\n")


@pytest.mark.parametrize("stderr", ["2>/dev/full", "2>&-"])
def test_23_stderr_is_full_or_closed(tmp_path: Path, stderr: str) -> None:
    expected = fill(tmp_path / "in", 1)
    code, _, _ = shell(tmp_path, f"cleantext no.txt in/g00000.txt -j2 {stderr} >out.txt")
    assert code == 2
    assert (tmp_path / "out.txt").read_bytes() == expected["g00000.txt"]


def test_what_standard_output_goes_to_is_not_read(tmp_path: Path) -> None:
    """A shell has emptied it already; with >> it would grow for ever."""
    expected = fill(tmp_path / "in", 1)
    code, err, _ = shell(tmp_path, "cleantext in/g00000.txt >>in/g00000.txt")
    assert (code, err.split(";")[0]) == (2, "cleantext: in/g00000.txt is where standard output goes")
    assert len(expected) == len(os.listdir(tmp_path / "in"))


PAUSE = 0.2  # seconds, in which a reader finds nothing
LINES = [b'{"text": "a  b"}\n', b'{"text": "c', b'  d"}\n']
GZIP = compressed(MESSY.encode(), ".gz", Random(0))


@pytest.mark.parametrize(
    ("arguments", "pieces", "out"),
    [
        (["--input-format", "jsonl"], LINES, b'{"text": "a b"}\n{"text": "c d"}\n'),
        (["--input-format", "csv"], [b"id,te", b'xt\n1,"a', b'  b"\n'], b"id,text\n1,a b\n"),
        ([], [MESSY[:9].encode(), MESSY[9:].encode()], TIDY.encode()),
        ([], [GZIP[:1], GZIP[1:20], GZIP[20:]], TIDY.encode()),
        (["--files-from", "-"], [b"a.", b"txt\n"], TIDY.encode()),
        (["/dev/fd/0"], [MESSY[:9].encode(), MESSY[9:].encode()], TIDY.encode()),
    ],
)
def test_an_input_that_does_not_block_is_waited_for(
    tmp_path: Path, arguments: list[str], pieces: list[bytes], out: bytes
) -> None:
    (tmp_path / "a.txt").write_text(MESSY, encoding="utf-8")
    theirs, ours = os.pipe()
    os.set_blocking(theirs, False)
    with open(theirs, "rb", buffering=0) as stdin, open(ours, "wb", buffering=0) as pipe:
        process = subprocess.Popen(
            [*COMMAND, *arguments], stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path
        )
        stdin.close()
        feed(process, pipe, pieces, PAUSE)
        done = process.communicate(timeout=30)
    assert (process.returncode, *done) == (0, out, b"")


def test_a_named_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p.jsonl")
    process = subprocess.Popen([*COMMAND, "p.jsonl"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path)
    with (tmp_path / "p.jsonl").open("wb", buffering=0) as pipe:
        feed(process, pipe, LINES, PAUSE)
    assert process.communicate(timeout=30) == (b'{"text": "a b"}\n{"text": "c d"}\n', b"")


@pytest.mark.parametrize("descriptor", [1, 2])
def test_an_output_that_does_not_block_loses_nothing(tmp_path: Path, descriptor: int) -> None:
    """Its reader is slow, and it is more than a pipe holds."""
    rows = [f'{{"text": "{number}  {SENTENCE}"}}' if number % 2 else f"{{bad {number}" for number in range(6000)]
    (tmp_path / "a.jsonl").write_text("\n".join(rows), encoding="utf-8")
    all_read = []
    for blocks in (True, False):
        ours, theirs = os.pipe()
        os.set_blocking(theirs, blocks)
        with open(ours, "rb") as reader:
            with open(theirs, "wb") as writer, open(os.devnull, "wb") as nothing:
                out, err = (writer, nothing) if descriptor == 1 else (nothing, writer)
                command = [*COMMAND, "a.jsonl", *(["--check"] if descriptor == 2 else [])]
                process = subprocess.Popen(command, cwd=tmp_path, stdout=out, stderr=err)
            while (
                unread(reader) < 8000 and process.poll() is None
            ):  # a batch is written at once, or what there is room for
                time.sleep(0.01)
            time.sleep(PAUSE)
            all_read.append(reader.read())
        assert process.wait(timeout=30) == 2
    assert all_read[0] == all_read[1]
    failures = 4 if descriptor == 2 else 0  # three, and the number of the others
    assert len(all_read[0].splitlines()) == 3000 + failures


def test_20_a_known_failure_is_in_the_exit_code_whoever_stops_reading(tmp_path: Path) -> None:
    fill(tmp_path / "in", 1000)
    for flags, code in (("no.txt in", 2), ("--check --diff in", 1), ("in", 0)):
        assert shell(tmp_path, f"cleantext {flags} -j1 | head -1; exit ${{PIPESTATUS[0]}}")[0] == code


def test_20_the_reader_of_a_report_does_not_end_the_run(tmp_path: Path) -> None:
    fill(tmp_path / "in", 1000)
    code, err, _ = shell(tmp_path, "cleantext in -o out/ --report - | head -1; exit ${PIPESTATUS[0]}")
    assert (code, err, len(tree(tmp_path / "out"))) == (0, "", 1000)
