"""Lines of a site's chrome in profiles, through the command."""

from pathlib import Path

import pytest

from tests.conftest import Run

ARTICLE = """Bản Pọng dựng lại nhà sau lũ
Nước rút, cả bản kéo nhau ra suối nhặt lại từng tấm ván.
Bản tin số 12
"""
PAGE = "Ao Sen bản tin\nChợ phiên ngày rằm\nLịch xuống đồng\n" + ARTICLE
CHROME = """
chrome = [
  "Ao Sen bản tin",
  {documents = 40, why = "learned from aosen.example: 40 of 42 documents", who = "Hoa", lines = [
    "Chợ phiên ngày rằm",
    "Lịch xuống đồng",
  ]},
]
"""


def test_chrome_of_a_profile_goes_around_the_article_and_says_why(tmp_path: Path, run: Run) -> None:
    (tmp_path / "b.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "chrome.toml").write_text(CHROME, encoding="utf-8")
    done = run("--profile", "chrome.toml", "--explain", "b.txt")
    assert done.out == ARTICLE.encode()
    assert [line for line in done.err.splitlines() if ": profile: " in line] == [
        "b.txt:1: site-chrome: profile: “Ao Sen bản tin” of chrome.toml: chrome, entry 1",
        "b.txt:2: site-chrome: profile: learned from aosen.example: 40 of 42 documents",
        "b.txt:3: site-chrome: profile: learned from aosen.example: 40 of 42 documents",
    ]
    kept = run("--profile", "chrome.toml", "--skip", "site-chrome", "b.txt")
    assert kept.out == PAGE.encode(), "the filter site-chrome knows them, and none else"


def test_chrome_in_a_configuration_that_was_found_is_announced_by_its_lines(tmp_path: Path, run: Run) -> None:
    (tmp_path / "b.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "cleantext.toml").write_text(CHROME, encoding="utf-8")
    done = run("b.txt", "-q")
    assert done.out == ARTICLE.encode()
    assert "which drops lines or files: chrome (3 rules)" in done.err
    assert "Chợ phiên ngày rằm" in run("config").out.decode()


@pytest.mark.parametrize("entry", ["{lines = [1]}", "{lines = []}", '{lines = "a"}', '{why = "a"}'])
def test_an_entry_without_texts_is_a_clear_error(tmp_path: Path, run: Run, entry: str) -> None:
    (tmp_path / "bad.toml").write_text(f"chrome = [{entry}]", encoding="utf-8")
    done = run("--profile", "bad.toml", "-")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "chrome, entry 1: must be a text, or a table with text (or lines, a list of texts) and why" in done.err


@pytest.mark.parametrize("times", ["0", "true", '"2"', "1.5"])
def test_how_often_a_line_stands_on_a_page_is_a_number(tmp_path: Path, run: Run, times: str) -> None:
    (tmp_path / "bad.toml").write_text(f'chrome = [{{text = "a", times = {times}}}]', encoding="utf-8")
    assert "chrome, entry 1: times must be a number from 1" in run("--profile", "bad.toml", "-").err
