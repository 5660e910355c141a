"""What people do with the page of the report: read it in their language, search, take removals back, export them."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from tests.conftest import SENTENCE, Run
from tests.helpers.browser import Shown

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


def test_blank_lines_and_long_stretches_are_folded(two_sites: Shown) -> None:
    page = two_sites
    page.open("a.jsonl:1")
    assert page.texts(".row.blank .line")[:2] == ["2 blank lines removed", "3 blank lines removed"]
    assert page.texts(".fold") == ["65 lines stayed as they were: show them"]
    page.click(".fold")
    assert f"{SENTENCE} Lần 40." in page.texts(".row .line")


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
    assert text.startswith("\ufeffsource,line,filter,kind,reason,text,doubtful\r\n")
    rows = list(csv.DictReader(text.removeprefix("\ufeff").splitlines()))
    assert [(row["line"], row["kind"], row["text"]) for row in rows] == [
        ("1", "profile", '\'=HYPERLINK("x"), "y"'),
        ("3", "blank", ""),
        ("4", "comments", "Phản hồi"),
    ]
    assert rows[2]["reason"] == "comments: “Phản hồi” after the article"
    assert page.complaints() == []


def _tick(page: Shown, place: str, text: str, shown: int = 2) -> None:
    page.click(f"{place} .keeping[data-line-text='{text}'] input")
    boxes = page.browser.find_elements(By.CSS_SELECTOR, f".keeping[data-line-text='{text}'] input")
    assert len(boxes) >= shown
    assert all(box.is_selected() for box in boxes)  # wherever the line shows


def _downloaded(page: Shown, path: Path) -> str:
    page.wait(lambda: path.exists() and not path.with_name(f"{path.name}.crdownload").exists())
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()
