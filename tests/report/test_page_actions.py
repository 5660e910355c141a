"""What people do with the page of the report: read it in their language, search, take removals back, export them."""

import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.chain.test_doubts import PARAGRAPHS, TITLE
from tests.conftest import SENTENCE, Run
from tests.helpers.browser import Shown
from tests.helpers.paths import SAMPLES

MENU = "Trang chủ\nThời sự\n\n\n"
PROSE = "\n".join(f"{SENTENCE} Lần {i}." for i in range(70))
TEXT = f"{MENU}Mưa đầu mùa ở Bàu Sen\n{PROSE}\n\n\n\nPhản hồi\n\nCác tin khác\nXem nhiều nhất\n"


@pytest.fixture
def two_sites(chrome: Chrome, run: Run, tmp_path: Path) -> Iterator[Shown]:
    """Yield the page of two documents, of one site each."""
    rows = [{"url": f"https://{site}/1", "text": TEXT} for site in ("suoimo.example", "namcang.example")]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert run("a.jsonl", "-o", "b.jsonl", "--url-field", "url", "--report", "r.html").code == 0
    folder = {"behavior": "allow", "downloadPath": str(tmp_path)}
    chrome.execute_cdp_cmd("Browser.setDownloadBehavior", folder)
    yield Shown(chrome, tmp_path / "r.html")
    chrome.execute_script("localStorage.clear()")


def test_the_page_speaks_the_language_of_the_browser_or_the_one_that_was_chosen(two_sites: Shown) -> None:
    page = two_sites
    page.open("a.jsonl:1")
    page.click("[data-language=vi]")
    assert page.browser.title == "Báo cáo cleantext"
    assert page.texts("#tiles dt")[:2] == ["văn bản", "văn bản thay đổi"]
    assert "khung trang site-chrome\n10\n6,6%" in page.texts("#bars button.filter")
    assert "khung trang: điều hướng: “Trang chủ” trước bài" in page.texts(".row .why > :first-child")
    assert "cleantext a.jsonl -o b.jsonl --url-field url --report r.html" in page.texts("#about dd")
    page.browser.refresh()
    page.until("return document.documentElement.lang === 'vi'")
    page.browser.execute_script("localStorage.clear()")
    agent = {"userAgent": page.browser.execute_script("return navigator.userAgent")}
    for languages, lang in (("fr-FR,vi-VN", "vi"), ("en-US", "en")):
        page.browser.execute_cdp_cmd("Network.setUserAgentOverride", {**agent, "acceptLanguage": languages})
        page.browser.refresh()
        page.until(f"return document.documentElement.lang === '{lang}'")
    assert page.complaints() == []


def test_all_text_is_searched_without_accents_and_what_is_found_is_marked(two_sites: Shown) -> None:
    page = two_sites
    page.write("#document-search", "phan hoi")  # stands only in a line that was removed
    page.until("return document.querySelectorAll('.hit').length === 2")
    assert page.texts(".hit mark") == ["Phản hồi"] * 2
    page.click(".hit")
    page.until("return document.querySelector('.row.wanted')")
    assert page.texts(".row.wanted mark") == ["Phản hồi"]
    page.write("#document-search", "không có ở đâu")
    assert page.texts("#document-count") == ["0 documents"]


def test_texts_are_folded_alike_by_table_and_one_by_one(two_sites: Shown) -> None:
    texts = ["Phản hồi Ở ĐÂY", "“Ưu – tiên”", "pha\u0309n", "\ufeffĐầu", "😀 Ế", "ß ﬁ İ", "한국 Ω", ""]
    script = "return arguments[0].filter((text) => fold(text) !== foldSlowly(text))"
    assert two_sites.browser.execute_script(script, texts) == []
    assert two_sites.browser.execute_script("return fold('PHẢN hồi Đ 😀')") == "phan hoi d 😀"


def test_blank_lines_and_long_stretches_are_folded(two_sites: Shown) -> None:
    page = two_sites
    page.open("a.jsonl:1")
    assert page.texts(".row.blank .line")[:2] == ["2 blank lines removed", "3 blank lines removed"]
    assert page.texts(".fold") == ["65 lines stayed as they were: show them"]
    page.click(".fold")
    assert f"{SENTENCE} Lần 40." in page.texts(".row .line")


def test_long_runs_of_removed_lines_are_folded_and_opened_by_the_keyboard(
    chrome: Chrome, run: Run, tmp_path: Path
) -> None:
    menu = "".join(f"Chuyên mục số {i}\n" + "\n\n" * (i == 50) for i in range(100))
    (tmp_path / "a.txt").write_text(f"{menu}{TEXT}", encoding="utf-8")
    (tmp_path / "p.toml").write_text('drop-patterns = ["Chuyên mục số .*"]', encoding="utf-8")
    assert run("a.txt", "--profile", "p.toml", "--report", "r.html").code == 0
    page = Shown(chrome, tmp_path / "r.html")
    page.open("a.txt")
    assert page.texts(".fold")[0] == "103 lines were removed: show them"
    assert page.texts(".row .at")[:3] == ["104", "105–106", "107"]
    page.browser.find_element(By.CSS_SELECTOR, ".fold").send_keys(Keys.ENTER)
    assert page.browser.switch_to.active_element.get_attribute("data-line") == "1"
    assert len(page.texts(".row.gone .keep")) > 100
    assert "2 blank lines removed" in page.texts(".row.blank .line")
    page.write("#document-search", "so 49")  # the list is made anew, and the line that is found shows
    page.until("return document.querySelector('.hit')")
    page.click(".hit")
    page.until("return document.querySelector('.row.wanted')")
    assert page.texts(".row.wanted mark") == ["số 49"]
    assert page.texts(".fold")[:2] == ["46 lines were removed: show them", "50 lines were removed: show them"]
    page.click("#clean-only")
    assert "removed" not in "".join(page.texts(".fold"))
    assert page.complaints() == []


def test_ticks_are_there_again_after_a_reload_and_only_on_their_page(
    two_sites: Shown, run: Run, tmp_path: Path
) -> None:
    page = two_sites
    page.open("a.jsonl:1")
    _tick(page, "details[open]", "Phản hồi")
    page.choose("details[open] .keeping[data-line-text='Phản hồi'] select", "only on suoimo.example")
    page.browser.refresh()
    page.until("return document.querySelector('#kept-number').textContent === '1 line to keep'")
    profile = "return document.querySelector('#kept-profile').textContent"
    assert page.browser.execute_script(profile) == '[sites."suoimo.example"]\nkeep = [\n  "Phản hồi",\n]\n'
    assert page.browser.find_element(By.CSS_SELECTOR, "#lines [data-line-text='Phản hồi'] input").is_selected()
    assert run("a.jsonl", "-o", "b.jsonl", "--url-field", "url", "--report", "r.html").code == 0  # another run
    page.browser.refresh()
    page.until("return document.querySelector('#tiles').children.length > 0")
    assert page.texts("#kept") == []
    _tick(page, "#lines", "Phản hồi", shown=1)
    page.click("#kept-forget")
    page.browser.refresh()
    page.until("return document.querySelector('#tiles').children.length > 0")
    assert page.texts("#kept") == []


def test_where_a_browser_lets_a_file_remember_nothing_ticks_last_as_long_as_the_page(two_sites: Shown) -> None:
    page = two_sites
    refuse = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('refused'); }})"
    added = page.browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": refuse})
    page.browser.refresh()
    page.until("return document.querySelector('#tiles').children.length > 0")
    _tick(page, "#lines", "Phản hồi", shown=1)
    assert page.texts("#kept-number") == ["1 line to keep"]
    assert page.complaints() == []
    page.browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", added)
    page.browser.refresh()


def test_what_is_ticked_is_kept_by_the_profile_that_the_page_gives(two_sites: Shown, run: Run, tmp_path: Path) -> None:
    page = two_sites
    page.open("a.jsonl:1")
    _tick(page, "details[open]", "Phản hồi")
    _tick(page, "#lines", "Xem nhiều nhất")
    page.choose("details[open] .keeping[data-line-text='Phản hồi'] select", "only on suoimo.example")
    assert page.texts("#kept-number") == ["2 lines to keep"]
    page.click("#kept summary")
    (command,) = page.texts("#kept-command")
    assert command == "cleantext --profile keep.toml a.jsonl -o b.jsonl --url-field url --report r.html"
    page.click("#kept-download")
    profile = _downloaded(page, tmp_path / "keep.toml")
    assert profile == 'keep = [\n  "Xem nhiều nhất",\n]\n\n[sites."suoimo.example"]\nkeep = [\n  "Phản hồi",\n]\n'
    assert run(*command.split()[1:]).code == 0
    first, second = ((tmp_path / "b.jsonl").read_text(encoding="utf-8")).splitlines()
    assert [line in json.loads(first)["text"] for line in ("Phản hồi", "Xem nhiều nhất", "Trang chủ")] == [
        True,
        True,
        False,
    ]
    assert [line in json.loads(second)["text"] for line in ("Phản hồi", "Xem nhiều nhất")] == [False, True]
    page.click("#kept-forget")
    assert page.texts("#kept") == []


def test_the_profile_goes_with_a_run_of_one_site(chrome: Chrome, run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert run("a.txt", "--site", "suoimo.example", "--report", "r.html").code == 0
    page = Shown(chrome, tmp_path / "r.html")
    _tick(page, "#lines", "Phản hồi", shown=1)
    profile = chrome.execute_script("return document.getElementById('kept-profile').textContent")
    (tmp_path / "keep.toml").write_text(profile, encoding="utf-8")
    command = chrome.execute_script("return document.getElementById('kept-command').textContent")
    assert "\nPhản hồi" in run(*command.split()[1:]).out.decode()


def test_all_controls_have_a_name(two_sites: Shown) -> None:
    nameless = (
        "return [...document.querySelectorAll('button, input, select')].filter((each) =>"
        " !(each.textContent.trim() || each.getAttribute('aria-label') || each.closest('label'))).length"
    )
    two_sites.open("a.jsonl:1")
    assert two_sites.browser.execute_script(nameless) == 0


def test_removals_are_exported_as_csv_that_runs_nothing(chrome: Chrome, run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f'=HYPERLINK("x"), "y"\n{SENTENCE}\n\nPhản hồi\n', encoding="utf-8")
    (tmp_path / "p.toml").write_text("drop-patterns = ['=HYPERLINK.*']", encoding="utf-8")
    assert run("a.txt", "--profile", "p.toml", "--report", "r.html").code == 0
    folder = {"behavior": "allow", "downloadPath": str(tmp_path)}
    chrome.execute_cdp_cmd("Browser.setDownloadBehavior", folder)
    page = Shown(chrome, tmp_path / "r.html")
    page.click("[data-language=vi]")  # data stay English
    page.click("#csv")
    text = _downloaded(page, tmp_path / "removals.csv")
    chrome.execute_script("localStorage.clear()")
    rows = list(csv.DictReader(text.removeprefix("\ufeff").splitlines()))
    assert [(row["line"], row["kind"], row["text"]) for row in rows] == [
        ("1", "profile", '\'=HYPERLINK("x"), "y"'),
        ("3", "blank", ""),
        ("4", "comments", "Phản hồi"),
    ]
    assert rows[2]["reason"] == "comments: “Phản hồi” after the article"
    assert page.complaints() == []


def test_the_csv_of_the_page_is_that_of_the_command(chrome: Chrome, run: Run, tmp_path: Path) -> None:
    shutil.copytree(SAMPLES, tmp_path / "in")  # a row of them fails
    document = "\n".join([TITLE, "", "=1", *PARAGRAPHS])
    (tmp_path / "in/b.txt").write_text(document, encoding="utf-8")  # doubtful without its title, on line 1
    (tmp_path / "in/a.txt").write_bytes(b"\xff\xfe\xff")
    run("in", "-o", "out", "--drop", TITLE, "--drop", "=1", "--report", "r.html", "--report", "r.csv")
    chrome.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    page = Shown(chrome, tmp_path / "r.html")
    page.click("#csv")
    with (tmp_path / "r.csv").open(encoding="utf-8", newline="") as file:
        expected = file.read()
    assert all(found in expected for found in ("jsonl,", ",failed,", "repeats line 9,", "'=1", "its title was removed"))
    assert _downloaded(page, tmp_path / "removals.csv") == expected


def _tick(page: Shown, place: str, text: str, shown: int = 2) -> None:
    page.click(f"{place} .keeping[data-line-text='{text}'] input")
    boxes = page.browser.find_elements(By.CSS_SELECTOR, f".keeping[data-line-text='{text}'] input")
    assert len(boxes) >= shown
    assert all(box.is_selected() for box in boxes)  # wherever the line shows


def _downloaded(page: Shown, path: Path) -> str:
    page.wait(lambda: path.exists() and not path.with_name(f"{path.name}.crdownload").exists())
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()
