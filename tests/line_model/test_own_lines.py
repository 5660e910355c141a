"""What was written for the line model is well-formed, says each thing once, and nothing that the rules say already."""

from collections import Counter
from pathlib import Path

import pytest
from unicodedata2 import normalize

from cleantext.filters.site_chrome.line_model.words import LONGEST_LINE
from cleantext.filters.site_chrome.rules import OWN, phrases
from cleantext.text.keys import fold
from tests.line_model.training_lines import HERE, WRITTEN_FOR_ARTICLES, written_articles, written_lines

PARAPHRASES, ARTICLE_LINES, DOCUMENTS = (
    sorted((HERE / folder).glob("*.txt")) for folder in ("paraphrases", "article_lines", "documents")
)
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
    assert [line for line in lines_of(PARAPHRASES) if fold(line) in phrases()] == []


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
