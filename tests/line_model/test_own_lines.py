"""What was written for the line model is well-formed, says each thing once, and nothing that the rules say already."""

from collections import Counter
from pathlib import Path

import pytest
from unicodedata2 import normalize

from cleantext.filters.site_chrome.line_model.words import LONGEST_LINE
from cleantext.filters.site_chrome.rules import OWN, phrases
from cleantext.text.keys import fold
from tests.labelled.documents import CHROME, COPY, FINE_EITHER_WAY, KEPT, Document, shown
from tests.line_model.training_lines import (
    HERE,
    WRITTEN_FOR_ARTICLES,
    written_articles,
    written_lines,
    written_pages,
)

PARAPHRASES, ARTICLE_LINES, DOCUMENTS = (
    sorted((HERE / folder).glob("*.txt")) for folder in ("paraphrases", "article_lines", "documents")
)
PAGES = list(written_pages())
MOST_PAGES_WITH_A_LINE = 30  # of chrome: "Trang chủ" is on each site
LINES = {path: path.read_text("utf-8").split("\n") for path in (*PARAPHRASES, *ARTICLE_LINES)}


def lines_of(paths: list[Path]) -> list[str]:
    return [line for path in paths for line in LINES[path][1:-1]]


def test_there_are_enough() -> None:
    assert len(lines_of(PARAPHRASES)) > 6000
    assert len(lines_of(ARTICLE_LINES)) > 1500
    assert len(DOCUMENTS) > 250
    assert {
        path.suffix for folder in ("paraphrases", "article_lines", "documents") for path in (HERE / folder).iterdir()
    } == {".txt"}


@pytest.mark.parametrize("path", LINES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_file_says_its_kind_and_ends_with_a_line(path: Path) -> None:
    kind, *lines, end = LINES[path]
    assert kind.startswith("# ")
    name, colon, said = kind.removeprefix("# ").partition(": ")
    assert name.strip()
    assert colon
    assert said.strip()
    assert not end
    assert lines


@pytest.mark.parametrize("path", LINES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_lines_are_as_they_are_once_repaired(path: Path) -> None:
    """A line in another form would teach traits that no line has when it is judged."""
    for line in LINES[path][:-1]:
        assert line == " ".join(line.split())
        assert normalize("NFC", line) == line
        assert len(line) <= LONGEST_LINE


def test_each_line_is_written_once() -> None:
    times = Counter(line.casefold() for line in (*lines_of(PARAPHRASES), *lines_of(ARTICLE_LINES)))
    assert [line for line, number in times.items() if number > 1] == []


def test_no_paraphrase_is_a_phrase_of_the_rules() -> None:
    """Labels of facts are none of chrome: forms for a search may have them, too."""
    known = {key for key, rule in phrases().items() if rule.scope != OWN}
    assert [line for line in lines_of(PARAPHRASES) if fold(line) in known] == []


def test_written_lines_are_those_of_the_files_and_the_phrases() -> None:
    written = [*written_lines()]
    chrome, real = ([line for line in written if line.is_chrome == is_chrome] for is_chrome in (True, False))
    of_rules = [rule.name for rule in phrases().values() if rule.scope != OWN]
    assert [line.text for line in chrome] == [*of_rules, *lines_of(PARAPHRASES)]
    assert [line.text for line in real] == lines_of(ARTICLE_LINES)
    assert {line.site for line in written} == {None}
    assert {line.weight for line in real} == {WRITTEN_FOR_ARTICLES}


def test_documents_are_clean_text_and_each_a_site_of_its_own() -> None:
    articles = written_articles()
    assert len({article.site for article in articles}) == len(articles)
    assert len({tuple(article.lines) for article in articles}) == len(articles)
    for path in DOCUMENTS:
        text = path.read_bytes().decode("utf-8")
        assert normalize("NFC", text) == text, path.name
        assert "\r" not in text, path.name
        assert text.endswith("\n"), path.name


def test_pages_are_whole_and_each_of_a_site_of_its_own() -> None:
    assert len(PAGES) > 380
    assert len({page.site for page in PAGES}) == len(PAGES)
    assert {path.suffix for path in (HERE / "pages").iterdir()} == {".txt"}
    assert all(page.complete for page in PAGES)
    assert sum(shown(page, "title-on") is not None for page in PAGES) > len(PAGES) * 0.95
    labels = Counter(label for page in PAGES for label in page.labels.values())
    assert labels.keys() == {CHROME, KEPT, COPY, "M"}
    assert "M" in FINE_EITHER_WAY
    assert labels[KEPT] > 6000
    assert labels[CHROME] > 20_000


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.site)
def test_lines_of_pages_are_as_a_scrape_has_them_without_blanks(page: Document) -> None:
    text = (HERE / "pages" / f"{page.site}.txt").read_bytes().decode("utf-8")
    assert normalize("NFC", text) == text
    assert text.endswith("\n")
    assert not set(text) & set("\r\t\u00a0\u200b")
    assert all(line and line == line.strip() for line in page.text.split("\n"))
    assert {CHROME, KEPT} <= set(page.labels.values())


def test_pages_do_not_share_their_chrome() -> None:
    """What stands on many pages is of the interface: no page is made from another."""
    of_pages = [
        {
            line.casefold()
            for line, label in zip(page.text.split("\n"), page.labels.values(), strict=True)
            if label == CHROME
        }
        for page in PAGES
    ]
    pages = Counter(line for lines in of_pages for line in lines)
    long = [line for line, number in pages.items() if number > MOST_PAGES_WITH_A_LINE and line.count(" ") > 2]
    assert long == []
    for place, lines in enumerate(of_pages):
        assert all(2 * len(lines & others) < min(len(lines), len(others)) for others in of_pages[:place])
