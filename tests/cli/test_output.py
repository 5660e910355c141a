"""The same bytes by every way in and out; JSON, reasons, diffs, checks."""

import json
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from cleantext import __version__, clean
from cleantext.cli import commands
from cleantext.cli.defaults import DEFAULTS, LEARN_DEFAULTS
from tests.conftest import MESSY, SENTENCE, TIDY, Run, needs
from tests.helpers.paths import ROOT, SAMPLES


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

    schema = json.loads((ROOT / "cleantext/report/schema.json").read_bytes())
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
        assert run("in/a.txt") == (0, b"", "cleantext: in/a.txt: doubtful: no text\n")
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
def test_the_locale_does_not_matter(run_process: Run, locale: dict[str, str]) -> None:
    assert run_process(stdin=MESSY.encode(), env=locale) == (0, TIDY.encode(), "")


def test_version_and_help(run: Run) -> None:
    assert run("--version") == (0, f"cleantext {__version__}\n".encode(), "")
    assert run("-V").out == run("--version").out == run("-q", "--version").out
    for arguments in (("--help",), ("filters", "-h"), ("show", "--help")):
        done = run(*arguments)
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith(b"Usage: cleantext")


def _imports_of(run_process: Run, *arguments: str | Path, text: str = MESSY) -> set[str]:
    done = run_process(*arguments, stdin=text.encode(), env={"PYTHONPROFILEIMPORTTIME": "1"})
    assert done.code == 0
    return set(re.findall(r"^import time:.*\| +(\S+)$", done.err, re.MULTILINE))


def test_what_a_run_does_not_need_is_not_imported(run_process: Run, sample: Path) -> None:
    """Scripts call the command in loops, where starting it is most of the time that it takes."""
    version = _imports_of(run_process, "--version")  # and what the environment imports, whatever runs
    assert "click" not in version
    slow = set("concurrent.futures csv difflib gzip hashlib json logging multiprocessing regex rich tempfile".split())
    slow |= {"locale", "tomllib", "zlib"}
    seldom = {f"cleantext.batch.{name}" for name in ("journal", "passed_over", "pool", "resume", "run_report")}
    seldom |= {f"cleantext.documents.{name}" for name in ("csv", "html", "html_encoding", "jsonl", "parquet", "rows")}
    assert all(find_spec(name) for name in seldom), "these modules have other names now"
    slow.add("click")  # only flags need it
    plain = _imports_of(run_process, text="Tin vui\nTin vui đã về với bà con xóm núi.\n") - version
    assert plain & (slow | seldom) == set()
    slow.remove("json")  # of a page, the line model reads its weights
    for arguments in ([], [sample], ["-"]):
        imported = _imports_of(run_process, *arguments) - version
        assert {"cleantext.chain.chain", "cleantext.filters"} <= imported
        assert imported & (slow | seldom) == set()
    ours = {name for name in _imports_of(run_process, "--help") - version if name.startswith("cleantext.")}
    assert "cleantext.cli.flags" in ours
    later = {f"cleantext.{name}" for name in ("chain.chain", "cli.clean", "vietnamese.legacy.votes", "filters")}
    assert all(find_spec(name) for name in later), "these modules have other names now"
    assert ours & later == set()


@pytest.mark.parametrize(
    "arguments", [("--explain",), ("--diff",), ("--explain", "--color", "never"), ("filters",), ("show", "tones")]
)
def test_rich_is_imported_for_a_terminal_alone(run_process: Run, sample: Path, arguments: tuple[str, ...]) -> None:
    paths = [sample] if arguments[0].startswith("-") else []
    assert "rich" not in _imports_of(run_process, *arguments, *paths)
    assert "rich" in _imports_of(run_process, "filters", "--color", "always")


def test_what_no_flag_says_is_what_click_would_say() -> None:
    """Without flags, the command is run without click, which is slow to import."""
    given = commands.clean.make_context("cleantext", ["a", "-", "b"]).params
    assert given.pop("paths") == ("a", "-", "b")
    assert given == DEFAULTS
    given = commands.learn.make_context("cleantext learn", ["a"]).params
    assert given.pop("paths") == ("a",)
    assert given.keys() - DEFAULTS.keys() == LEARN_DEFAULTS.keys()
    assert given == {name: {**DEFAULTS, **LEARN_DEFAULTS}[name] for name in given}


def test_a_clash_with_another_package_of_this_name_is_recognised(tmp_path: Path) -> None:
    """Pip lets another distribution overwrite ours without a word; then its __init__.py stands beside our modules."""
    package = ROOT / "cleantext"
    shutil.copytree(package, tmp_path / "cleantext", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "cleantext/__init__.py").write_text("def clean(text): return text\n", encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "cleantext", "x"], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(b"cleantext: another distribution has overwritten this package; run: pip uninstall")
