"""The command, run for real: the same bytes by every way in and out, and honest failures."""

import json
import os
import pty
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cleantext import CleantextError, __version__, clean
from cleantext.files import replace_in_place
from tests.conftest import COMMAND, SAMPLES, Run, needs

SENTENCE = "Trận mưa đầu mùa đổ xuống cánh đồng Bàu Sen lúc ba giờ chiều hôm qua."
MESSY = f"Mưa\n\n\n{SENTENCE}\u00a0 \nPhản hồi\n"
TIDY = f"Mưa\n\n{SENTENCE}\n"


def in_terminal(*arguments: str, cwd: Path) -> tuple[int, str]:
    """Run the command on a terminal; give its exit code and all that it printed."""
    process, terminal = pty.fork()
    if not process:
        os.chdir(cwd)
        os.environ["TERM"] = "xterm"
        for name in ("NO_COLOR", "FORCE_COLOR"):
            os.environ.pop(name, None)
        os.execvp(COMMAND[0], [*COMMAND, *arguments])
    shown = b""
    while True:
        try:
            shown += os.read(terminal, 65536)
        except OSError:  # as Linux says that the other end is closed
            break
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), shown.decode()


def test_every_way_in_and_out_gives_the_same_bytes(run: Run, sample: Path, tmp_path: Path) -> None:
    data = sample.read_bytes()
    expected = (clean(data.decode()) + "\n").encode()
    copy, folder = tmp_path / "copy.txt", tmp_path / "in" / "sub"
    folder.mkdir(parents=True)
    for path in (copy, folder / "a.txt"):
        path.write_bytes(data)
    assert run(sample).out == expected
    assert run(stdin=data).out == expected
    assert run("-", stdin=data).out == expected
    assert run("in", "-o", "out").code == 0
    assert (tmp_path / "out/sub/a.txt").read_bytes() == expected
    assert run(copy, "-o", "one.txt").code == 0
    assert (tmp_path / "one.txt").read_bytes() == expected
    assert run("-i", copy) == (0, b"", "")
    assert copy.read_bytes() == expected
    assert run(stdin=expected).out == expected


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_samples_come_out_clean_in_json_too(run: Run, path: Path) -> None:
    import jsonschema

    schema = json.loads((Path(__file__).parent.parent / "cleantext/schema.json").read_bytes())
    document = json.loads(run("-f", "json", path).out)
    jsonschema.validate(document, schema)
    source = path.read_bytes().decode()
    assert document["text"] == clean(source)
    assert document["source"] == str(path)
    kept = len(document["text"].split("\n"))
    assert kept + len(document["removals"]) == len(source.removesuffix("\n").split("\n"))
    assert document["title"] == document["paragraphs"][0]


def test_json_of_several_documents_is_an_array_and_json_lines_a_line_each(run: Run, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(MESSY, encoding="utf-8")
    both = json.loads(run("-f", "json", "a.txt", "b.txt").out)
    assert [document["source"] for document in both] == ["a.txt", "b.txt"]
    by_line = [json.loads(line) for line in run("-f", "jsonl", "a.txt", "b.txt").out.splitlines()]
    assert by_line == both
    assert run("-f", "jsonl", "a.txt", "b.txt", "-o", "all.jsonl").code == 0
    assert len((tmp_path / "all.jsonl").read_bytes().splitlines()) == 2
    assert run("-f", "json", ".", "-o", "../" + tmp_path.name + "-out").code == 0
    assert json.loads((tmp_path.parent / f"{tmp_path.name}-out/b.json").read_bytes())["text"] == TIDY.strip()
    assert both[0]["title"] == "Mưa"
    assert json.loads(run("-f", "json", "-", stdin=SENTENCE.encode()).out)["title"] is None


def test_several_texts_come_with_a_blank_line_between(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("một\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("\n\n", encoding="utf-8")
    (tmp_path / "c.txt").write_text("ba", encoding="utf-8")
    assert run(".").out.decode() == "một\n\nba\n"


def test_an_empty_document_has_an_empty_output(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for text in (b"", b"\n", b" \r\n"):
        (tmp_path / "in/a.txt").write_bytes(text)
        assert run("in/a.txt") == (0, b"", "")
        for output, file in (("b.txt", "b.txt"), ("out/", "out/a.txt")):
            assert run("in/a.txt", "-o", output).code == 0
            assert (tmp_path / file).read_bytes() == b""
            (tmp_path / file).unlink()


def test_explain_says_what_was_done_to_each_line(run: Run, tmp_path: Path) -> None:
    caption = "Đội xóm Đông thắng trận chung kết chiều mùng sáu."
    (tmp_path / "article.txt").write_text(f"Kéo co\n{caption}\n\n{caption}\n\n{MESSY}", encoding="utf-8")
    done = run("--explain", "article.txt")
    assert done.out == run("article.txt").out
    assert done.err.splitlines() == [
        "article.txt:9: whitespace: “…ờ chiều hôm qua.<U+00A0> ” becomes “…ờ chiều hôm qua.”",
        "article.txt:4: repeated-captions: repeats line 2",
        "article.txt:5: blank-lines: blank after a blank line",
        "article.txt:8: blank-lines: blank after a blank line",
        "article.txt:10: site-chrome: comments: “Phản hồi” after the article",
    ]


def test_diff_is_a_patch(run: Run, tmp_path: Path) -> None:
    needs("patch")
    for name, text in {"a.txt": MESSY, "b.txt": MESSY.rstrip("\n"), "c.txt": TIDY, "d.txt": TIDY[:-1]}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = run("--diff", ".", "-i")
    assert (done.code, done.err) == (0, "")
    subprocess.run(["patch", "-p0", "-s"], input=done.out, cwd=tmp_path, check=True)
    assert {path.read_text(encoding="utf-8") for path in tmp_path.glob("*.txt")} == {TIDY}
    assert run("--diff", ".").out == b""


def test_check_tells_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TIDY, encoding="utf-8")
    assert run("--check", ".") == (0, b"", "")
    for text in (MESSY, TIDY[:-1], TIDY.replace("\n", "\r\n"), "\ufeff" + TIDY):
        (tmp_path / "a.txt").write_bytes(text.encode())
        done = run("--check", ".", "-o", "out", "-q")
        assert (done.code, done.out, done.err) == (1, b"", "")
        assert "a.txt: would change" in run("--check", "a.txt").err
        assert (tmp_path / "a.txt").read_bytes() == text.encode()
        assert not (tmp_path / "out").exists()


def test_filters_are_chosen(run: Run) -> None:
    text = "Ｍưa  rơi\u200b\n\n\nPhản hồi".encode()
    assert run("--only", "whitespace", stdin=text).out.decode() == "Ｍưa rơi\u200b\n\n\nPhản hồi\n"
    assert run("--skip", "whitespace,blank-lines", stdin=text).out.decode() == "Ｍưa  rơi\n\n\nPhản hồi\n"
    assert run("--with", "fullwidth", stdin=text).out.decode() == "Mưa rơi\n\nPhản hồi\n"
    done = run("--only", "whitespce", stdin=text)
    assert (done.code, done.err) == (2, "cleantext: no filter named 'whitespce'; did you mean whitespace?\n")


def test_filters_are_listed_and_explained(run: Run) -> None:
    listed = [line.split("\t") for line in run("filters").out.decode().splitlines()]
    assert ["fullwidth", "repair", "opt-in"] in [row[:3] for row in listed]
    for name, *_, summary in listed:
        shown = run("show", name).out.decode()
        assert shown.startswith(f"{name} (")
        assert summary in shown
        assert "**Leaves alone:**" in shown
    assert run("show", "site_chrome").err.startswith(
        "cleantext show: no filter named 'site_chrome'; did you mean site-"
    )


def test_a_file_that_fails_is_named_with_its_reason_and_the_others_are_done(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(MESSY, encoding="utf-8")
    (tmp_path / "bytes.txt").write_bytes("tốt\n".encode() + b"\xff\xfe\xe1\xbb\n")
    (tmp_path / "binary.txt").write_bytes(b"\x7fELF\x02\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0")
    (tmp_path / "utf16.txt").write_bytes("Tiếng Việt".encode("utf-16-le"))
    (tmp_path / "table.jsonl").write_text("{}\n", encoding="utf-8")
    os.symlink("nowhere", tmp_path / "link.txt")
    names = ["no.txt", "bytes.txt", "binary.txt", "utf16.txt", "table.jsonl", "link.txt", "good.txt"]
    done = run(*names)
    assert done.code == 2
    assert done.out.decode() == TIDY
    assert done.err.splitlines() == [
        "cleantext: no.txt: No such file or directory",
        "cleantext: bytes.txt: not UTF-8 text: byte 0xff at offset 6, line 2; say what it is with --encoding NAME",
        "cleantext: binary.txt: a binary file, not text",
        "cleantext: utf16.txt: looks like UTF-16 without a byte order mark; try --encoding utf-16-le",
        "cleantext: table.jsonl: JSON Lines is not read yet; only plain text is",
        "cleantext: link.txt: No such file or directory",
    ]
    done = run(*names, "-o", "out")
    assert done.code == 2
    assert os.listdir(tmp_path / "out") == ["good.txt"]


def test_bytes_are_read_by_their_mark_or_by_the_flag(run: Run) -> None:
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        assert run(stdin=MESSY.encode(encoding)).out.decode() == TIDY
    assert run("--encoding", "utf-16-be", stdin=MESSY.encode("utf-16-be")).out.decode() == TIDY
    assert "unknown encoding 'utf-99'" in run("--encoding", "utf-99", stdin=b"a").err
    assert "unknown encoding 'undefined'" in run("--encoding", "undefined", stdin=b"a").err
    assert run(stdin=b"a\0b").out == b"ab\n"
    for encoding, data in (("utf-7", b"a+2AA-"), ("unicode_escape", rb"\ud800"), ("punycode", b"\xff--")):
        done = run("--encoding", encoding, stdin=data)
        assert (done.code, len(done.err.splitlines())) == (2, 1)
    assert "unknown encoding 'zlib'" in run("--encoding", "zlib", stdin=b"a").err


@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C"}, {"LC_ALL": "C.UTF-8"}, {"PYTHONIOENCODING": "cp1252"}, {"PYTHONUTF8": "0"}]
)
def test_the_locale_does_not_matter(run: Run, locale: dict[str, str]) -> None:
    assert run(stdin=MESSY.encode(), env=locale) == (0, TIDY.encode(), "")


def test_a_folder_without_files_is_no_failure(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty/.hidden").mkdir(parents=True)
    (tmp_path / "empty/.hidden/a.txt").write_text("a", encoding="utf-8")
    assert run("empty") == (0, b"", "cleantext: no .txt files in empty\n")
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
        ("-i", "-"): "stdin has no place",
        ("-", "-"): "once only",
        ("--max-size", "much", "x"): "'much' is no size",
        ("--max-size", "٣", "x"): "is no size",
        ("--wrong", "x"): "No such option",
        ("--only", "", "x"): "empty name",
        ("--skip", "whitespace,,", "x"): "empty name",
        ("--diff", "-f", "json", "x"): "--diff shows text",
        ("--encoding", "", "x"): "unknown encoding ''",
        ("-o", "", "x"): "--output needs a name",
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


def test_in_place_leaves_a_file_old_or_new(run: Run, tmp_path: Path) -> None:
    files = {name: tmp_path / name for name in ("clean.txt", "mode.txt", "real.txt", "two.txt", "fixed.txt")}
    for path in files.values():
        path.write_text(MESSY, encoding="utf-8")
    files["clean.txt"].write_text(TIDY, encoding="utf-8")
    files["mode.txt"].chmod(0o640)
    files["fixed.txt"].chmod(0o444)
    os.symlink("real.txt", tmp_path / "link.txt")
    os.link(files["two.txt"], tmp_path / "names.txt")
    before = files["clean.txt"].stat()
    assert run("-i", "clean.txt", "mode.txt", "link.txt").code == 0
    after = files["clean.txt"].stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert files["mode.txt"].stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "link.txt").is_symlink()
    assert files["real.txt"].read_text(encoding="utf-8") == TIDY
    os.mkfifo(tmp_path / "pipe.txt")
    assert run("-i", "pipe.txt").err == "cleantext: pipe.txt: not a regular file\n"
    done = run("-i", "two.txt", "fixed.txt")
    assert done.code == 2
    assert done.err.splitlines() == [
        "cleantext: two.txt: has 2 names (hard links), which replacing it would separate",
        "cleantext: fixed.txt: is read-only; make it writable to have it replaced",
    ]
    assert files["two.txt"].read_text(encoding="utf-8") == MESSY
    assert not list(tmp_path.glob(".cleantext-*"))


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
    (tmp_path / "big.txt").write_text(f"{SENTENCE} \n" * 20_000, encoding="utf-8")
    line = unbuffered + command.format(shlex.join(COMMAND))
    done = subprocess.run(["bash", "-c", line], cwd=tmp_path, capture_output=True, check=False)
    assert (done.stderr.decode(), done.returncode) == (message, code)


def test_on_a_terminal_without_arguments_it_says_how_to_use_it(tmp_path: Path) -> None:
    code, shown = in_terminal(cwd=tmp_path)
    assert code == 2
    assert shown.startswith("cleantext: nothing to clean; name a file or a folder")


def test_a_diff_is_coloured_on_a_terminal_only(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MESSY, encoding="utf-8")
    assert "\x1b[31m-Phản hồi\x1b[0m" in in_terminal("--diff", "a.txt", cwd=tmp_path)[1]
    assert "\x1b" not in in_terminal("--diff", "--color", "never", "a.txt", cwd=tmp_path)[1]
    assert b"\x1b" not in run("--diff", "a.txt").out
    assert b"\x1b[31m-" in run("--diff", "--color", "always", "a.txt").out
    assert b"\x1b" not in run("--diff", "a.txt", env={"NO_COLOR": "1"}).out


@pytest.mark.parametrize(
    "arguments", [(), ("--explain",), ("--diff",), ("--only", "whitespace"), ("--check",), ("-f", "json")]
)
def test_no_text_reaches_a_terminal_raw(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Escape sequences, C1 controls, direction marks and markup, in the text and in the name of the file."""
    name = "e\x1b[31m\x07\n[b]\udce9.txt"
    hostile = "\x1b]0;own\x07 \x9b31m [/b] [link=x] \u202eabc  \x08 \r"
    (tmp_path / name).write_bytes(f"{SENTENCE}\n{hostile}\n{hostile}{SENTENCE}\n".encode())
    _, shown = in_terminal(*arguments, name, cwd=tmp_path)
    ours = shown
    for style in ("\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[31m-", "\x1b[32m+", "\x1b[36m@"):
        ours = ours.replace(style, "")
    assert not [c for c in ours if (c < " " and c not in "\r\n\t") or "\x7f" <= c <= "\x9f" or c in "\u202e\udce9"]
    assert "[/b]" in shown or "--check" in arguments


def test_odd_names_are_cleaned_too(run: Run, tmp_path: Path) -> None:
    names = [
        "n\nl.txt",
        "e\x1b[31m.txt",
        "-x.txt",
        "l\udce9.txt",
        "[b].txt",
        "e\u0301.txt",
        "🐃.txt",
        "d" * 251 + ".txt",
    ]
    (tmp_path / "in").mkdir()
    for name in names:
        (tmp_path / "in" / name).write_text(MESSY, encoding="utf-8")
    assert run("in", "-o", "out") == (0, b"", "")
    assert sorted(os.listdir(tmp_path / "out")) == sorted(names)
    sources = {json.loads(line)["source"] for line in run("in", "-f", "jsonl").out.splitlines()}
    assert "in/l\\xe9.txt" in sources
    assert run("in/" + names[3], "--check").err.startswith("in/l\\xe9.txt: would change")


def test_a_file_that_changes_while_it_is_cleaned_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("newer", encoding="utf-8")
    with pytest.raises(CleantextError, match="changed while being cleaned"):
        replace_in_place(str(path), b"older", b"clean")
    assert os.listdir(tmp_path) == ["a.txt"]
    assert path.read_text(encoding="utf-8") == "newer"


def test_a_link_in_the_output_folder_does_not_lead_out_of_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in/sub").mkdir(parents=True)
    (tmp_path / "out").mkdir()
    (tmp_path / "elsewhere").mkdir()
    for name in ("in/a.txt", "in/sub/b.txt", "secret"):
        (tmp_path / name).write_text(MESSY, encoding="utf-8")
    os.symlink("../secret", tmp_path / "out/a.txt")
    os.symlink("../elsewhere", tmp_path / "out/sub")
    done = run("in", "-o", "out")
    assert done.code == 2
    assert done.err == "cleantext: in/sub/b.txt: out/sub leads out of the output folder out\n"
    assert (tmp_path / "secret").read_text(encoding="utf-8") == MESSY
    assert (tmp_path / "out/a.txt").read_text(encoding="utf-8") == TIDY
    assert not os.listdir(tmp_path / "elsewhere")


@pytest.mark.parametrize(
    ("number", "code", "word"), [(signal.SIGINT, 130, "interrupted"), (signal.SIGTERM, 143, "terminated")]
)
def test_a_signal_ends_it_at_once_and_leaves_nothing_half_done(
    tmp_path: Path, number: int, code: int, word: str
) -> None:
    """It waits for stdin, with one document written to the stream of the output file, when the signal comes."""
    (tmp_path / "a.txt").write_text(MESSY, encoding="utf-8")
    (tmp_path / "all.jsonl").write_text("old", encoding="utf-8")
    process = subprocess.Popen(
        [*COMMAND, "-f", "jsonl", "a.txt", "-", "-o", "all.jsonl"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    for _ in range(500):
        if list(tmp_path.glob(".cleantext-*")):
            break
        time.sleep(0.01)
    process.send_signal(number)
    _, err = process.communicate(timeout=5)
    assert (process.returncode, err.decode()) == (code, f"cleantext: {word}\n")
    assert sorted(os.listdir(tmp_path)) == ["a.txt", "all.jsonl"]
    assert (tmp_path / "all.jsonl").read_text(encoding="utf-8") == "old"


def test_version_and_help(run: Run) -> None:
    assert run("--version") == (0, f"cleantext {__version__}\n".encode(), "")
    assert run("-V").out == run("--version").out == run("-q", "--version").out
    for arguments in (("--help",), ("filters", "-h"), ("show", "--help")):
        done = run(*arguments)
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith(b"Usage: cleantext")


def test_rich_is_not_imported_in_a_pipe(run: Run, sample: Path) -> None:
    environment = {"PYTHONPROFILEIMPORTTIME": "1"}
    imported = run(sample, env=environment).err
    assert "cleantext.chain" in imported
    assert "rich" not in imported
    assert "click" not in run("--version", env=environment).err


def test_a_clash_with_another_package_of_this_name_is_recognised(tmp_path: Path) -> None:
    """Pip lets another distribution overwrite ours without a word; then its __init__.py stands beside our modules."""
    package = Path(__file__).parent.parent / "cleantext"
    shutil.copytree(package, tmp_path / "cleantext", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "cleantext/__init__.py").write_text("def clean(text): return text\n", encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "cleantext", "x"], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(b"cleantext: another distribution has overwritten this package; run: pip uninstall")
