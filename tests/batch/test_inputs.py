"""Cases 1 to 19: inputs that are missing, cannot be read, or are not what they should be."""

import os
import socket
import subprocess
import time
from pathlib import Path

import pytest

import cleantext.vietnamese.codecs  # noqa: F401 - makes tcvn3 known
from tests.conftest import COMMAND, MESSY, SENTENCE, TIDY, start, start_process
from tests.helpers.contract import article, cleaned, fill, hold, without_root


def test_01_a_missing_file(tmp_path: Path) -> None:
    fill(tmp_path / "in", 1)
    expected = {"g00000.txt": cleaned(article(0))}
    hold(tmp_path, expected, [("no.txt", "No such file or directory")], "no.txt", "in/g00000.txt")


def test_02_an_unreadable_file(tmp_path: Path) -> None:
    expected = fill(tmp_path / "in", 29)
    (tmp_path / "in/d.txt").write_text(MESSY, encoding="utf-8")
    (tmp_path / "in/d.txt").chmod(0)
    hold(tmp_path, expected, [("in/d.txt", "Permission denied")], prefix=without_root())


def test_03_an_unreadable_folder(tmp_path: Path) -> None:
    expected = fill(tmp_path / "in", 5)
    (tmp_path / "in/L").mkdir(mode=0)
    hold(tmp_path, expected, [("in/L", "Permission denied")], prefix=without_root())


def test_04_dangling_links_and_loops(tmp_path: Path) -> None:
    expected = fill(tmp_path / "in", 3)
    (tmp_path / "in/sub").mkdir()
    for target, name in (("no", "d.txt"), ("b.txt", "a.txt"), ("a.txt", "b.txt"), (".", "sub/l"), ("..", "sub/x.txt")):
        os.symlink(target, tmp_path / "in" / name)
    loop = "Too many levels of symbolic links"
    reasons = [("in/a.txt", loop), ("in/b.txt", loop), ("in/d.txt", "No such file or directory")]
    hold(tmp_path, expected, reasons)


def test_05_what_is_no_file_in_a_folder(tmp_path: Path) -> None:
    expected = fill(tmp_path / "in", 3)
    os.mkfifo(tmp_path / "in/p.txt")
    os.symlink("/dev/zero", tmp_path / "in/z.txt")
    with socket.socket(socket.AF_UNIX) as server:
        here = os.getcwd()
        os.chdir(tmp_path)  # such an address must be short
        server.bind("in/s.txt")
        os.chdir(here)
        names = ("in/p.txt", "in/s.txt", "in/z.txt")
        hold(tmp_path, expected, [(name, "not a regular file; skipped") for name in names], skipped=3)


def test_06_a_pipe_that_is_named(tmp_path: Path) -> None:
    command = f"{COMMAND[0]} {' '.join(COMMAND[1:])} <(printf 'a  b\\n') <(printf 'c\\n')"
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, timeout=10, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"a b\n\nc\n", b"")


def test_07_a_folder_with_nothing_to_clean(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/picture.png").write_bytes(b"\x89PNG")
    done = start(tmp_path, "in", "-o", "out")
    assert (done.code, done.err) == (2, "cleantext: in: no file in this folder can be cleaned; it has 1 .png\n")


def test_08_empty_files(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/e.txt").write_bytes(b"")
    (tmp_path / "in/n.txt").write_bytes(b"\n")
    hold(tmp_path, {"e.txt": b"", "n.txt": b""}, [])


def test_09_no_final_newline(tmp_path: Path) -> None:
    assert start(tmp_path, stdin=b"abc").out == start(tmp_path, stdin=b"abc\n").out == b"abc\n"


def test_10_bytes_that_are_no_utf_8(tmp_path: Path) -> None:
    expected = fill(tmp_path / "in", 5)
    (tmp_path / "in/x.txt").write_bytes("tốt\n".encode() + b"\xff\xfe\xe1\xbb\n")
    hold(tmp_path, expected, [("in/x.txt", "not UTF-8 text: byte 0xff at offset 6, line 2")])
    done = start(tmp_path, "in/x.txt", "--errors", "replace", "--stats", "json")
    assert (done.code, done.out.decode()) == (0, "tốt\n\ufffd\ufffd\ufffd\n")
    assert "in/x.txt: replaced: bytes that are not UTF-8 text became U+FFFD in 3 places" in done.err
    assert '"replaced": 3' in done.err


@pytest.mark.parametrize(
    "locale",
    [{"LC_ALL": "C"}, {"LC_ALL": "C.UTF-8"}, {"LC_ALL": "POSIX"}, {"PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252"}],
)
def test_11_any_locale(tmp_path: Path, locale: dict[str, str]) -> None:
    expected = fill(tmp_path / "in", 2)
    done = start_process(tmp_path, "in", env=locale)
    assert (done.code, done.out) == (0, b"\n".join(expected.values()))


def test_12_a_byte_order_mark(tmp_path: Path) -> None:
    assert start(tmp_path, stdin=b"\xef\xbb\xbfabc\n").out == b"abc\n"


def test_13_utf_16(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, encoding, mark in (
        ("a", "utf-16-le", b"\xff\xfe"),
        ("b", "utf-16-be", b"\xfe\xff"),
        ("c", "utf-16-le", b""),
    ):
        (tmp_path / f"in/{name}.txt").write_bytes(mark + MESSY.encode(encoding))
    expected = {"a.txt": TIDY.encode(), "b.txt": TIDY.encode()}
    hold(tmp_path, expected, [("in/c.txt", "looks like UTF-16 without a byte order mark")])


def test_14_old_charsets(tmp_path: Path) -> None:
    expected = fill(tmp_path / "in", 1)
    (tmp_path / "in/t.txt").write_bytes(SENTENCE.encode("tcvn3", "lowercase"))
    hold(tmp_path, expected, [("in/t.txt", "not UTF-8 text: byte 0xcb at offset 2, line 1; it reads as tcvn3")])
    assert start(tmp_path, "in/t.txt", "--encoding", "tcvn3").out == f"{SENTENCE}\n".encode()


def test_15_binary_files(tmp_path: Path) -> None:
    expected = fill(tmp_path / "in", 1)
    (tmp_path / "in/n.txt").write_bytes(b"m\0t\n")
    (tmp_path / "in/x.txt").write_bytes(Path("/bin/ls").read_bytes())
    hold(tmp_path, {**expected, "n.txt": b"mt\n"}, [("in/x.txt", "a binary file, not text")])


def test_16_half_characters(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/s.txt").write_bytes(b"\xed\xa0\x80")
    (tmp_path / "in/t.jsonl").write_bytes(b'{"text": "a\\ud800"}\n{"text": "b  c", "other": "\\ud800"}\n')
    reasons = [("in/s.txt", "not UTF-8 text: byte 0xed"), ("in/t.jsonl:1", "the field 'text' has half of a character")]
    done = start(tmp_path, "in", "-o", "out")
    assert [
        line[: len(f"cleantext: {n}: {r}")] for line, (n, r) in zip(done.err.splitlines(), reasons, strict=True)
    ] == [f"cleantext: {name}: {reason}" for name, reason in reasons]
    assert (tmp_path / "out/t.jsonl").read_bytes() == b'{"text": "b c", "other": "\\ud800"}\n'


def test_17_line_ends_of_every_kind(tmp_path: Path) -> None:
    text = "a\r\nb\rc\u2028d\u2029e\n\r\nf\x85g\x0bh\x0ci"
    assert start(tmp_path, stdin=text.encode()).out == b"a\nb\nc\nd\ne\n\nf g h i\n"
    for eol, data in (("lf", b"a\nb\n"), ("crlf", b"a\r\nb\r\n"), ("keep", b"a\r\nb\r\n")):
        assert start(tmp_path, "--eol", eol, stdin=b"a\r\nb").out == data
    assert start(tmp_path, "--eol", "keep", stdin=b"a\nb").out == b"a\nb\n"


def test_18_decomposed_text_and_names(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/e\u0301.txt").write_text("e\u0301", encoding="utf-8")
    hold(tmp_path, {"e\u0301.txt": "é\n".encode()}, [])


def test_19_odd_names(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    good = ["n\nl.txt", "e\x1b[31m.txt", "-x.txt", "l\udce9.txt", "[b].txt", "🐃.txt", "d" * 251 + ".txt"]
    for name in good:
        (tmp_path / "in" / name).write_text(MESSY, encoding="utf-8")
    (tmp_path / "in/bad\n\x1b[31m\u202e.txt").write_bytes(b"\xff")
    hold(tmp_path, dict.fromkeys(good, TIDY.encode()), [("in/bad\\n\\x1b[31m\\u202e.txt", "not UTF-8 text")])


def test_a_fifo_that_takes_the_place_of_a_file_does_not_block(tmp_path: Path) -> None:
    """It is opened without waiting, and looked at again once it is open."""
    from cleantext.files.read import read_bytes
    from cleantext.files.walk import Input
    from cleantext.model import CleantextError

    os.mkfifo(tmp_path / "a.txt")
    begun = time.monotonic()
    with pytest.raises(CleantextError, match="not a regular file"):
        read_bytes(Input(str(tmp_path / "a.txt"), "a.txt", "text", "", 10, 0), 100)
    assert time.monotonic() - begun < 5
