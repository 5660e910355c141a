"""Honest failures: one line with name and reason, the other inputs done, the right exit code."""

import fcntl
import os
import resource
import shlex
import signal
import subprocess
import termios
import time
from pathlib import Path

import pytest

from tests.conftest import COMMAND, MESSY, SENTENCE, TIDY, Run


def test_a_file_that_fails_is_named_with_its_reason_and_the_others_are_done(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(MESSY, encoding="utf-8")
    (tmp_path / "bytes.txt").write_bytes("tốt\n".encode() + b"\xff\xfe\xe1\xbb\n")
    (tmp_path / "binary.txt").write_bytes(b"\x7fELF\x02\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0")
    (tmp_path / "utf16.txt").write_bytes("Tiếng Việt".encode("utf-16-le"))
    (tmp_path / "pages.zip").write_bytes(b"PK")
    os.symlink("nowhere", tmp_path / "link.txt")
    names = ["no.txt", "bytes.txt", "binary.txt", "utf16.txt", "pages.zip", "link.txt", "good.txt"]
    done = run(*names)
    assert done.code == 2
    assert done.out.decode() == TIDY
    assert done.err.splitlines() == [
        "cleantext: no.txt: No such file or directory",
        (
            "cleantext: bytes.txt: not UTF-8 text: byte 0xff at offset 6, line 2; its encoding is not clear, "
            "say what it is with --encoding NAME"
        ),
        "cleantext: binary.txt: a binary file, not text",
        (
            "cleantext: utf16.txt: looks like UTF-16 without a byte order mark; it reads as utf-16-le: "
            "use --encoding utf-16-le, or auto"
        ),
        "cleantext: pages.zip: a ZIP archive; unpack it first",
        "cleantext: link.txt: No such file or directory",
    ]
    done = run(*names, "-o", "out")
    assert done.code == 2
    assert os.listdir(tmp_path / "out") == ["good.txt"]


def test_a_folder_without_files_is_no_failure(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty/.hidden").mkdir(parents=True)
    (tmp_path / "empty/.hidden/a.txt").write_text("a", encoding="utf-8")
    assert run("empty") == (0, b"", "cleantext: no files to clean in empty\n")
    assert run("empty", "-f", "json").out == b"[]\n"


def test_what_cannot_work_is_refused_before_any_work(run: Run, tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(MESSY, encoding="utf-8")
    (tmp_path / "file").write_text("old", encoding="utf-8")
    for folder in ("x/b", "y/b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "c.txt").write_text(MESSY, encoding="utf-8")
    (tmp_path / "x/a.txt").rename(tmp_path / "x/d.txt")
    for arguments, message in {
        ("x", "y", "-o", "out"): "x/b/c.txt and y/b/c.txt would both be written to out/b/c.txt",
        ("x", "-o", "x/out"): "the output folder x/out lies in x",
        ("x", "-o", "x"): "the output folder x lies in x",
        ("x/d.txt", "-o", "x/d.txt"): "x/d.txt would be written over",
        ("x/d.txt", "-o", "x"): "x/d.txt would be written over",
        ("x/b", "y/b/c.txt", "-o", "y/b"): "would both be written to y/b/c.txt",
        ("x", "y/b/c.txt", "-o", "y"): "y/b/c.txt would be written over",
        ("x", "-o", "file"): "file is not a folder",
        ("x", "-i", "-o", "out"): "--in-place",
        ("-i", "-"): "--in-place cannot replace standard input",
        ("-", "-"): "can be read only once",
        ("--max-size", "much", "x"): "'much' is not a size",
        ("--max-size", "٣", "x"): "is not a size",
        ("--wrong", "x"): "there is no flag --wrong; cleantext --help lists all flags",
        ("--only", "", "x"): "one name is empty",
        ("--skip", "whitespace,,", "x"): "one name is empty",
        ("--diff", "-f", "json", "x"): "--diff cannot be combined with --format",
        ("--encoding", "", "x"): "unknown encoding ''",
        ("-o", "", "x"): "--output: the name is empty; write: --output PATH",
    }.items():
        done = run(*arguments)
        assert done.code == 2, arguments
        assert message in done.err
        assert len(done.err.splitlines()) == 1
        assert done.out == b""
    assert (tmp_path / "file").read_text(encoding="utf-8") == "old"
    assert not (tmp_path / "out").exists()


def test_a_document_above_the_limit_is_refused_by_name(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a" * 2001, encoding="utf-8")
    assert run("--max-size", "2kb", "a.txt").err == (
        "cleantext: a.txt: larger than 2,000 bytes; raise the limit with --max-size\n"
    )


@pytest.mark.parametrize(
    "arguments",
    [("-i", "a.txt"), ("a.txt", "-o", "b.txt"), ("a.txt", "-o", "out/"), ("a.txt", "-f", "json", "-o", "b.txt")],
)
def test_a_disk_that_takes_no_more_leaves_the_old_file(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """A file size limit of 0 fails the first write, as a full disk does."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(MESSY, encoding="utf-8")
    done = subprocess.run(
        [*COMMAND, *arguments],
        cwd=tmp_path,
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)),
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.decode().strip().endswith("File too large")
    assert len(done.stderr.splitlines()) == 1
    for name in ("a.txt", "b.txt"):
        assert (tmp_path / name).read_text(encoding="utf-8") == MESSY
    assert not list(tmp_path.rglob(".cleantext-*"))


@pytest.mark.parametrize("unbuffered", ["", "PYTHONUNBUFFERED=1 "])
@pytest.mark.parametrize(
    ("command", "code", "message"),
    [
        ("{} big.txt >/dev/full", 2, "cleantext: standard output: No space left on device\n"),
        ("{} --diff big.txt >/dev/full", 2, "cleantext: standard output: No space left on device\n"),
        ("{} show whitespace >/dev/full", 2, "cleantext show: standard output: No space left on device\n"),
        ("{} big.txt >&-", 2, "cleantext: standard output: closed\n"),
        ("{} --diff --color always big.txt >&-", 2, "cleantext: standard output: closed\n"),
        ("{} --diff --color always big.txt >/dev/full", 2, "cleantext: standard output: No space left on device\n"),
        ("{} --help >/dev/full", 2, "cleantext: standard output: No space left on device\n"),
        ("{} --version >/dev/full", 2, "cleantext: standard output: No space left on device\n"),
        ("{} big.txt -o /dev/full", 2, "cleantext: /dev/full: No space left on device\n"),
        ("{} big.txt -o /dev/stdout | wc -l | grep -qx 20000", 0, ""),
        (
            "echo old >log; (echo a; {} <(echo b) -o /dev/stdout; echo c) >>log; xargs <log | grep -qx 'old a b c'",
            0,
            "",
        ),
        ("{} big.txt -o - | wc -l | grep -qx 20000", 0, ""),
        ("{} <&-", 2, "cleantext: -: standard input is closed\n"),
        ("{} no.txt big.txt 2>/dev/full >/dev/null", 2, ""),
        ("{} big.txt | head -c 1 >/dev/null; exit ${{PIPESTATUS[0]}}", 0, ""),
        ("{} -f jsonl big.txt big.txt | head -c 1 >/dev/null; exit ${{PIPESTATUS[0]}}", 0, ""),
        ("{} <(printf 'a  b') | grep -qx 'a b'", 0, ""),
    ],
)
def test_streams_that_are_full_or_closed(
    tmp_path: Path, unbuffered: str, command: str, code: int, message: str
) -> None:
    text = "".join(f"Dòng {number} của bài dài. {SENTENCE} \n" for number in range(20_000))
    (tmp_path / "big.txt").write_text(text, encoding="utf-8")
    line = unbuffered + command.format(shlex.join(COMMAND))
    done = subprocess.run(["bash", "-c", line], cwd=tmp_path, capture_output=True, check=False)
    assert (done.stderr.decode(), done.returncode) == (message, code)


@pytest.mark.parametrize(
    ("number", "code", "word"), [(signal.SIGINT, 130, "interrupted"), (signal.SIGTERM, 143, "terminated")]
)
def test_a_signal_ends_it_at_once_and_leaves_nothing_half_done(
    tmp_path: Path, number: int, code: int, word: str
) -> None:
    """It waits for more of stdin when the signal comes."""
    (tmp_path / "a.txt").write_text(MESSY, encoding="utf-8")
    (tmp_path / "all.jsonl").write_text("old", encoding="utf-8")
    process = subprocess.Popen(
        [*COMMAND, "-f", "jsonl", "a.txt", "-", "-o", "all.jsonl"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert process.stdin
    process.stdin.write(b"a")
    process.stdin.flush()
    while fcntl.ioctl(process.stdin, termios.FIONREAD, b"\0" * 4) != b"\0" * 4:  # until it has read that
        time.sleep(0.01)
    process.send_signal(number)
    _, err = process.communicate(timeout=5)
    assert (process.returncode, err.decode()) == (code, f"cleantext: {word}: 0 of 2 inputs done\n")
    assert sorted(os.listdir(tmp_path)) == ["a.txt", "all.jsonl"]
    assert (tmp_path / "all.jsonl").read_text(encoding="utf-8") == "old"


def test_a_module_that_cannot_be_loaded_is_told(run_process: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MESSY, encoding="utf-8")
    (tmp_path / "unicodedata2.py").write_text("raise ImportError('cannot allocate memory')", encoding="utf-8")
    done = run_process("a.txt", env={"PYTHONPATH": f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"})
    assert done == (2, b"", "cleantext: cannot load its modules: cannot allocate memory\n")
