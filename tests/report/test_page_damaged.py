"""A page that came to harm on its way says so, in both languages, and shows what is left of it."""

from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from tests.conftest import SENTENCE, Run
from tests.helpers.browser import Shown

UNREAD = ("Không đọc được trang này.", "This page cannot be read.")


@pytest.fixture
def page(run: Run, tmp_path: Path) -> bytes:
    """Return a page of 30 documents, in two blocks."""
    for i in range(30):
        (tmp_path / f"{i:02}.txt").write_text(f"{SENTENCE} Bài {i}.\n\nPhản hồi\n", encoding="utf-8")
    assert run(".", "-o", "../out", "--report", "../r.html").code == 0
    return (tmp_path / "../r.html").read_bytes()


@pytest.mark.parametrize("part", [b'class="summary">', b"<script>"], ids=["changed", "cut off"])
def test_a_page_that_cannot_be_read_says_so_in_both_languages(
    chrome: Chrome, page: bytes, tmp_path: Path, part: bytes
) -> None:
    at = page.index(part) + len(part) + 30
    (tmp_path / "r.html").write_bytes(page[:at] + (b"AAAA" + page[at + 4 :] if part[:1] == b"c" else b""))
    chrome.get((tmp_path / "r.html").as_uri())
    message = chrome.find_element(By.ID, "unread")
    WebDriverWait(chrome, 10).until(lambda _: message.is_displayed())
    assert all(said in message.text for said in UNREAD)


def test_documents_that_cannot_be_read_say_so_and_the_others_show(chrome: Chrome, page: bytes, tmp_path: Path) -> None:
    at = page.rindex(b'class="documents">') + 50
    (tmp_path / "r.html").write_bytes(page[:at] + b"AAAA" + page[at + 4 :])
    shown = Shown(chrome, tmp_path / "r.html")
    assert shown.texts("#unread") == []
    shown.write("#document-search", "phan hoi")
    shown.until("return document.querySelectorAll('#list .hit').length === 25")
    (message,) = shown.texts("#message")
    assert message.startswith("This page is damaged: some of its documents cannot be read")
    shown.write("#document-search", "29.txt")
    shown.click("#list summary")
    shown.until("return document.querySelector('#list .note')")
    assert shown.texts("#list .note") == ["This document cannot be read: the page is damaged."]
    shown.click("[data-language=vi]")
    assert shown.texts("#list .note") == ["Không đọc được văn bản này: trang bị hỏng."]
    assert shown.texts("#message")[0].startswith("Trang này bị hỏng")
    chrome.execute_script("localStorage.clear()")
