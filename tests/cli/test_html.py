"""HTML: pages and fragments become text, which is then cleaned like any other; without the extra it is refused."""

import csv
import io
import json
import os
from pathlib import Path

import pytest

from cleantext.files import formats
from tests.conftest import Run

STORY = [
    f"Ngày {day}/5, người dân xã Hòa An cùng nhau dọn sạch {day} km kênh mương, chuẩn bị nước cho vụ lúa mới của cả xã."
    for day in range(3, 10)
]
TITLE, LEAD = "Xã Hòa An dọn kênh đón vụ mới", "Kênh mương cạn nước nhiều tháng nay đã được khơi thông."
PAGE = (
    "<!DOCTYPE html><html><head><meta charset='windows-1258'><title>{0} | Báo Xã</title></head><body>"
    "<nav><a href='/'>Trang chủ</a> <a href='/ts'>Thời sự</a></nav><script>dem('Quảng cáo')</script>"
    "<h1>{0}</h1><div class='content'><p><b>{1}</b></p>{2}</div>"
    "<ul class='related'><li><a href='1'>Chợ mới khánh thành</a></li></ul><footer>Giấy phép 12</footer></body></html>"
).format(TITLE, LEAD, "".join(f"<p>{line}</p>" for line in STORY))
ARTICLE = "\n".join([TITLE, LEAD, *STORY, ""])
FRAGMENT = "<p>Một <b>hai</b>, <a href='#'>ba</a>.</p><p>Bốn&nbsp;năm<br>sáu</p>"
FRAGMENT_TEXT = "Một hai, ba.\nBốn năm\nsáu"
COMMAND = "pip install '.[html]'"


in_this_process = pytest.mark.skipif("CLEANTEXT" in os.environ, reason="what is replaced here is in this process")


@pytest.fixture
def without_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "missing_extra", lambda name: "html" if name == formats.HTML else "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_the_article_of_a_page_comes_out_with_its_title_first(run: Run, tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.html").write_bytes(PAGE.encode(encoding))
    done = run("a.html")
    assert (done.code, done.out.decode(), done.err) == (0, ARTICLE, "")


def test_a_page_is_read_in_the_encoding_that_it_declares(run: Run, tmp_path: Path) -> None:
    of_windows = PAGE.replace("Một", "Một")
    for composed, apart in (("ờ", "ơ\u0300"), ("ạ", "a\u0323"), ("ọ", "o\u0323"), ("ẩ", "â\u0309"), ("ị", "i\u0323"),
                            ("ụ", "u\u0323"), ("ế", "ê\u0301"), ("ớ", "ơ\u0301"), ("ả", "a\u0309"), ("ò", "o\u0300"),
                            ("ủ", "u\u0309"), ("ã", "a\u0303"), ("ự", "ư\u0323"), ("ấ", "â\u0301"), ("ố", "ô\u0301"),
                            ("ợ", "ơ\u0323"), ("ề", "ê\u0300"), ("ì", "i\u0300"), ("ư\u0300", "ư\u0300")):  # fmt: skip
        of_windows = of_windows.replace(composed, apart)
    (tmp_path / "a.htm").write_bytes(of_windows.encode("cp1258"))
    assert run("a.htm").out.decode() == ARTICLE
    assert run("-f", "json", "a.htm").out.decode().count('"encoding": "cp1258"') == 1


def test_pages_of_a_folder_become_text(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in/site").mkdir(parents=True)
    (tmp_path / "in/site/a.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "in/b.txt").write_text("Tin vui.\n", encoding="utf-8")
    assert run("in", "-o", "out") == (0, b"", "")
    assert (tmp_path / "out/site/a.txt").read_text(encoding="utf-8") == ARTICLE
    assert run("in/site/a.html", "in/b.txt").out.decode() == f"{ARTICLE}\nTin vui.\n"
    (tmp_path / "in/site/a.txt").write_text("Hai bài một tên.\n", encoding="utf-8")
    assert "would both be written to" in run("in", "-o", "out").err


def test_a_page_is_never_written_over(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    reason = "HTML; its text would replace the page: write it elsewhere with --output, or --exclude '*.html'"
    assert run("-i", "a.html") == (2, b"", f"cleantext: a.html: {reason}\n")
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == PAGE


def test_whatever_comes_in_is_html_with_the_switch(run: Run) -> None:
    assert run("--html", stdin=PAGE.encode()).out.decode() == ARTICLE
    assert run("--html", stdin=FRAGMENT.encode()).out.decode() == FRAGMENT_TEXT + "\n"
    without = run(stdin=PAGE.encode())
    assert without.out.startswith(b"<!DOCTYPE html>")
    assert "doubtful: HTML, with" in without.err
    assert "; --html takes the article out" in without.err


def test_fields_of_tables_are_html_with_the_switch(run: Run, tmp_path: Path) -> None:
    fields, texts = [FRAGMENT, PAGE, "Giá < 5 và R&D"], [FRAGMENT_TEXT, ARTICLE.rstrip("\n"), "Giá < 5 và R&D"]
    rows = [{"n": number, "text": field} for number, field in enumerate(fields)]
    done = run("--html", "--input-format", "jsonl", stdin="".join(f"{json.dumps(row)}\n" for row in rows).encode())
    assert [json.loads(line)["text"] for line in done.out.splitlines()] == texts
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["text", "n"], *([field, 1] for field in fields)])
    found = csv.DictReader(io.StringIO(run("--html", "a.csv").out.decode(), newline=""))
    assert [row["text"] for row in found] == texts
    assert run("--html", "a.csv", "-i").code == 0
    assert "Một hai, ba." in (tmp_path / "a.csv").read_text(encoding="utf-8")


def test_lines_are_those_of_the_text_that_was_taken_out(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    assert run("--check", "a.html").code == 0
    (tmp_path / "a.html").write_text(PAGE.replace("</b>", " Ðường</b>"), encoding="utf-8")
    assert f"\n-{LEAD} Ðường\n+{LEAD} Đường\n" in run("--diff", "a.html").out.decode()
    assert "a.html:2: " in run("--explain", "a.html").err


@in_this_process
def test_a_page_without_an_article_keeps_its_text_and_is_doubtful(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import trafilatura

    monkeypatch.setattr(trafilatura, "extract", lambda *_, **__: None)
    (tmp_path / "a.html").write_text("<html><body><p>Một<p>Hai</body></html>", encoding="utf-8")
    done = run("a.html")
    assert done.out.decode() == "Một\nHai\n"
    assert done.err == "cleantext: a.html: doubtful: no article found in the page: this is all of its text\n"


def test_hostile_pages_are_refused_in_one_line(run: Run, tmp_path: Path) -> None:
    for name, page in (("deep", "<div>" * 200_000), ("large", PAGE * 100), ("nul", "<p>a\0</p>" * 3)):
        (tmp_path / f"{name}.html").write_text(page, encoding="utf-8")
    assert run("deep.html") == (
        2, b"", "cleantext: deep.html: HTML nested more than 400 elements deep, as no article is\n",
    )  # fmt: skip
    assert run("large.html", "--max-size", "9KB").err.endswith("raise the limit with --max-size\n")
    assert run("nul.html").out == b"a\na\na\n"


@in_this_process
@pytest.mark.usefixtures("without_extra")
def test_without_the_extra_html_is_refused_by_name(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.html").write_text(PAGE, encoding="utf-8")
    reason = f"HTML needs the extra [html]; in your clone of cleantext, run: {COMMAND}"
    assert run("in/a.html") == (2, b"", f"cleantext: in/a.html: {reason}\n")
    reason = f"no file in this folder can be cleaned; it has 1 .html ({COMMAND})"
    assert run("in") == (2, b"", f"cleantext: in: {reason}\n")
    (tmp_path / "in/b.txt").write_text("Tin vui.\n", encoding="utf-8")
    assert run("in") == (0, b"Tin vui.\n", f"cleantext: passed over: 1 .html ({COMMAND})\n")
