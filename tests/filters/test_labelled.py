"""Pages and articles with every line judged: most chrome and copies go, hardly a real line does."""

import pytest

from tests.helpers.labelled.counting import CHROME, COPY, OWN, Counts, Document, count, read
from tests.helpers.labelled.site_rules import left_out, sites_of_rules


@pytest.fixture(scope="module")
def pages() -> list[Document]:
    return [document for path in OWN if path.stem.startswith("pages") for document in read(path)]


def test_full_pages(pages: list[Document]) -> None:
    counts = Counts()
    for page in pages:
        counts.add(count(page))
    assert counts.recall(CHROME) >= 0.9, counts
    assert counts.recall(COPY) >= 0.67, counts
    assert counts.precision >= 0.998, counts


def test_full_pages_of_sites_never_seen(pages: list[Document]) -> None:
    """Without each phrase and pattern that only the page itself has, the place of the article still tells most."""
    sites = sites_of_rules(pages)
    counts, known = Counts(), Counts()
    for page in pages:
        with left_out(page.site, sites):
            counts.add(count(page))
        known.add(count(page))
    assert counts.recall(CHROME) < known.recall(CHROME), "nothing was left out"
    assert counts.recall(CHROME) >= 0.8, counts
    assert counts.precision >= 0.998, counts


def test_copies_and_lines_that_repeat_on_purpose() -> None:
    counts = Counts()
    for path in OWN:
        if path.stem == "repeats":
            for document in read(path):
                counts.add(count(document))
    assert counts.recall(COPY) >= 0.88, counts
    assert counts.precision >= 0.99, counts
