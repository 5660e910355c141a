"""Pages go the same way whichever converter wrote them: lines are judged by what they say."""

from collections.abc import Callable

import pytest

from cleantext import explain
from cleantext.filters.site_chrome.layout import PageLayout
from cleantext.filters.site_chrome.matched_lines import rules_by_index
from cleantext.text.lines import Lines
from tests.helpers.converters import CONVERTERS, Page, converted
from tests.labelled.documents import CHROME, OWN, Document, read

# Lines that go where `get_text` wrote the page, and stay where a converter did: a name of a menu below a title that is
# marked as an entry, labels of a box of facts behind the mark of a list, cells with bars in them, a month by itself.
MISSED = {
    "html2text_without_links": 1,
    "html2text": 1,
    "jina": 1,
    "firecrawl": 5,
    "inscriptis": 12,
    "lynx": 12,
    "table": 30,
}
PAGES = [document for path in OWN if path.stem.startswith("pages") for document in read(path)]


def removed(text: str) -> set[int]:
    return {removal.line for removal in explain(text).removals if removal.text.strip()}


def as_page(document: Document) -> Page:
    """Return a page, whose title is that which the layout finds."""
    lines = Lines(document.text.split("\n"))
    chrome = {number for number, label in document.labels.items() if label == CHROME}
    title = PageLayout(lines, rules_by_index(lines.nonblank)).title
    return Page([*lines], chrome, None if title is None else lines.nonblank_indexes[title] + 1)


@pytest.mark.parametrize("convert", CONVERTERS, ids=lambda convert: convert.__name__)
def test_a_page_goes_as_get_text_leaves_it(convert: Callable[[Page, int, str], list[str]]) -> None:
    missed: list[tuple[str, str]] = []
    for document in PAGES:
        page = as_page(document)
        text, origins = converted(page, convert)
        plain = removed(document.text)
        gone = {origins[line - 1] for line in removed(text)} - {0}
        lost = {number for number in gone - plain if document.labels.get(number, "K") == "K"}
        assert not lost, (document.id, [page.lines[number - 1] for number in lost])
        missed += [(document.id, page.lines[number - 1]) for number in sorted(plain - gone)]
    assert len(missed) <= MISSED.get(convert.__name__, 0), missed
