"""Cases 20 to 23: standard streams that are full or closed."""

import os
import shlex
import subprocess
import time
from pathlib import Path

import pytest

from tests.conftest import COMMAND, SENTENCE
from tests.helpers.contract import fill, processes_of

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
