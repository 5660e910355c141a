"""The report as a page, in a browser: what an analyst sees and clicks, and what a hostile article cannot do."""

import shutil
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from cleantext import clean
from cleantext.batch.run_report import PageFile
from cleantext.chain.results import Result
from cleantext.report.page import records
from tests.conftest import SENTENCE, Run
from tests.helpers.browser import Shown
from tests.helpers.paths import SAMPLES

HOSTILE = (
    '</script><script>document.title = "owned"</script>'
    '<img src="x" onerror="document.title = 1"><b><!--" onmouseover="document.title=2'
)


@pytest.fixture
def samples(chrome: Chrome, run: Run, tmp_path: Path) -> Shown:
    """Return the page of the samples."""
    shutil.copytree(SAMPLES, tmp_path / "in")
    done = run("in", "-o", "out", "--report", "r.html")
    assert done.code == 2  # a row of the samples fails
    return Shown(chrome, tmp_path / "r.html")


def test_the_page_says_what_was_done(samples: Shown) -> None:
    tiles = dict(text.split("\n", 1) for text in samples.texts("#tiles div"))
    assert tiles["documents"] == "17"
    assert tiles["failed"] == "1\n5.9%"
    assert tiles["lines removed"] == "113\nof 214: 52.8%"
    assert tiles["blank lines removed"] == "7"
    assert "site-chrome\n111\n51.9%" in samples.texts("#bars button.filter")
    assert "whitespace\n20\n9.3%" in samples.texts("#bars .repair")
    assert samples.texts("#lines tr")[0] == "8 Phản hồi site-chrome: comments\nkeep"
    about = dict(zip(samples.texts("#about dt"), samples.texts("#about dd"), strict=True))
    assert about["command"] == "cleantext in -o out --report r.html"
    assert (about["input"], about["output"], about["settings"]) == ("in", "out", "all as by default")
    assert samples.browser.title == "cleantext report"
    assert samples.complaints() == []


def test_lines_are_searched_sorted_and_chosen_by_kind(samples: Shown) -> None:
    samples.write("#line-search", "phan hoi")  # without its marks, as people type
    assert samples.texts("#lines tr") == ["8 Phản hồi site-chrome: comments\nkeep"]
    samples.write("#line-search", "")
    samples.click("#bars button[data-value='[\"repeated-captions\"]']")
    assert {row.split()[0] for row in samples.texts("#lines .kind")} == {"repeated-captions:"}
    samples.click("#bars button[data-value='[\"repeated-captions\"]']")  # again: all of them
    assert samples.texts("#line-count") == ["94 different lines"]
    samples.choose("#line-sort", "by alphabet")
    for _ in range(4):
        samples.click("#more-lines")
    by_alphabet = samples.browser.execute_script(
        "return [...document.querySelectorAll('#lines .text')].map((cell) => cell.textContent)"
    )
    assert by_alphabet.index("Bình luận (12)") < by_alphabet.index("Chia sẻ") < by_alphabet.index("Đời sống")
    samples.choose("#line-filter", "site-chrome: share")
    assert {row.split()[-1] for row in samples.texts("#lines .kind")} == {"share"}
    samples.click("#clean-only")
    samples.click("#lines tr button")  # a line leads to the first document that had it, and shows there
    samples.until("return document.querySelector('details[open] .row.wanted')")
    assert samples.texts("details[open] .row.wanted .line") == samples.texts("#lines .text button")[:1]
    assert samples.texts("#document-count") == ["17 documents"]
    assert samples.complaints() == []


def test_a_document_is_loaded_when_it_is_opened_and_shows_before_and_after(samples: Shown) -> None:
    assert samples.texts(".row") == []
    name = "in/cho-noi.txt"
    samples.open(name)
    source = (SAMPLES / "cho-noi.txt").read_text(encoding="utf-8")
    assert samples.texts("details[open] .row .line") == source.splitlines()
    assert len(samples.texts("details[open] .row.gone del")) == 16
    assert "repeated-captions: repeats line 9" in samples.texts("details[open] .row.gone .why > :first-child")
    samples.click("#clean-only")
    assert "\n".join(samples.texts("details[open] .row .line")) == clean(source)


def test_repaired_words_are_marked(samples: Shown) -> None:
    samples.open("in/cau-moi.txt")
    row = "details[open] .row.mended:nth-child(3)"
    assert samples.texts(f"{row} ins") == ["mươi tháng", "công,", "Đào"]
    assert samples.texts(f"{row} del") == ["muU+031BoU+031Bi thaU+0301ng", "coU+0302ng,", "ÐU+00D0ào"]
    samples.click("#clean-only")
    shown = "\n".join(line for line in samples.texts("details[open] .row .line"))
    assert shown == clean((SAMPLES / "cau-moi.txt").read_text(encoding="utf-8"))


def test_documents_are_searched_sorted_and_the_doubtful_come_first(chrome: Chrome, run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE + "\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"{SENTENCE}\n\nPhản hồi\n", encoding="utf-8")
    (tmp_path / "c.txt").write_bytes(b"\xff\xfe\xff")
    prose = "\n".join(f"{SENTENCE} Lần {i}." for i in range(9))
    (tmp_path / "d.txt").write_text(prose, encoding="utf-8")
    (tmp_path / "p.toml").write_text('drop-patterns = ["Trận mưa .* Lần .*"]', encoding="utf-8")
    assert run("--profile", "p.toml", "a.txt", "b.txt", "c.txt", "d.txt", "-o", "out/", "--report", "r.html").code == 2
    page = Shown(chrome, tmp_path / "r.html")
    names = "#list .entry .name"
    assert page.texts(names) == ["d.txt", "c.txt", "b.txt", "a.txt"]
    assert page.texts("#list .state") == ["doubtful", "failed", "changed", "unchanged"]
    assert page.texts("#list .reason") == ["no text is left of 9 lines"]
    page.choose("#document-sort", "by name")
    assert page.texts(names) == ["a.txt", "b.txt", "c.txt", "d.txt"]
    page.choose("#document-state", "doubtful (1)")
    assert page.texts(names) == ["d.txt"]
    page.choose("#document-state", "all documents")
    page.click("#tiles button")  # of the doubtful
    assert page.texts(names) == ["d.txt"]
    page.choose("#document-state", "all documents")
    page.write("#document-search", "B.T")
    assert page.texts(names) == ["b.txt"]


def test_a_hostile_article_runs_no_script(chrome: Chrome, run: Run, tmp_path: Path) -> None:
    text = f"{HOSTILE}\n{HOSTILE}\n\n{SENTENCE}\u00a0 {HOSTILE}\n\u202eabc\x1b\u2028Phản hồi\n"
    (tmp_path / "<img src=x onerror='document.title=3'>.txt").write_text(text, encoding="utf-8")
    (tmp_path / "p.toml").write_text('drop = ["abc"]', encoding="utf-8")
    assert run(".", "-o", "../out", "--profile", "p.toml", "--report", "../r.html").code == 0
    page = Shown(chrome, tmp_path / "../r.html")
    page.click("summary")
    page.until("return document.querySelector('.row')")
    assert page.browser.title == "cleantext report"
    assert page.browser.find_elements(By.CSS_SELECTOR, "img, main script, b") == []
    assert HOSTILE in page.texts(".row .line")[0]
    assert any("U+202E" in line for line in page.texts(".row .line"))
    assert page.complaints() == []


def test_the_page_asks_nothing_of_the_network_and_lets_no_other_script_run(samples: Shown) -> None:
    assert samples.browser.execute_script("return performance.getEntriesByType('resource').length") == 0
    samples.browser.execute_script(
        "const s = document.createElement('script'); s.textContent = 'document.title = 9'; document.body.append(s)"
    )
    assert samples.browser.title == "cleantext report"
    assert "Content Security Policy" in str(samples.complaints())


def test_ten_thousand_documents_are_listed_in_steps(chrome: Chrome, tmp_path: Path) -> None:
    report = PageFile(str(tmp_path / "r.html"), about={"version": "0"})
    for i in range(10_000):
        text = f"{SENTENCE} Số {i}.\n\nPhản hồi"
        report.write(records.record(f"a.jsonl:{i + 1}", text, Result(text, (), (), ()), differs=False))
    report.commit()
    page = Shown(chrome, tmp_path / "r.html")
    assert page.texts("#document-count") == ["10,000 documents"]
    count = "return document.querySelectorAll('#list details').length"
    assert page.browser.execute_script(count) == 100
    page.click("#more-documents")
    assert page.browser.execute_script(count) == 200
    page.write("#document-search", "a.jsonl:9999")
    page.open("a.jsonl:9999")
    assert page.texts("details[open] .row .line")[0] == f"{SENTENCE} Số 9998."


def test_a_huge_line_is_shown_in_pieces(chrome: Chrome, run: Run, tmp_path: Path) -> None:
    words = "từ\u00a0" * 50_000
    (tmp_path / "a.txt").write_text(f"{SENTENCE}\n\n{words}{'x' * 200_000}\n", encoding="utf-8")
    assert run("a.txt", "-o", "out/", "--report", "r.html").code == 0
    page = Shown(chrome, tmp_path / "r.html")
    page.open("a.txt")
    nodes = "return document.querySelectorAll('.line *').length"
    before = page.browser.execute_script(nodes)
    assert before < 2000
    page.click(".line .rest")
    assert before < page.browser.execute_script(nodes) < 4000
    assert page.browser.execute_script("return document.documentElement.scrollWidth <= window.innerWidth")


def test_marks_that_pile_up_deface_no_other_line(chrome: Chrome, run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{SENTENCE}\n\na{chr(0x301) * 300}\n", encoding="utf-8")
    assert run("a.txt", "-o", "out/", "--report", "r.html").code == 0
    page = Shown(chrome, tmp_path / "r.html")
    page.open("a.txt")
    style = "return getComputedStyle(document.querySelector('.row .line')).overflowY"
    assert page.browser.execute_script(style) == "clip"


def test_a_page_of_a_run_that_was_stopped_warns(chrome: Chrome, tmp_path: Path) -> None:
    report = PageFile(str(tmp_path / "r.html"), about={"version": "0"})
    report.write(records.stop_record())
    report.commit()
    page = Shown(chrome, tmp_path / "r.html")
    assert page.texts("#about dd") == ["cleantext 0"]
    assert page.texts("#message") == ["The run was stopped before its end: the documents it was at may be missing."]
    assert page.texts("#bars") == ["There was no text to clean."]
