"""What the line model says of a line that goes: one to three reasons that hold, and words that stand in it."""

import re
from collections.abc import Iterator
from itertools import islice

from cleantext.filters.site_chrome.layout import PageLayout
from cleantext.filters.site_chrome.line_model import likely_chrome
from cleantext.filters.site_chrome.line_model.fitted import fitted
from cleantext.filters.site_chrome.line_model.reasons import AS_A_WHOLE, MOST_REASONS
from cleantext.filters.site_chrome.line_model.surroundings import FEW, SHORTEST_PARAGRAPH
from cleantext.filters.site_chrome.rules import Chrome
from cleantext.text.prose import reads_like_a_link
from tests.helpers.laid_out import laid_out
from tests.labelled.documents import OWN, read
from tests.line_model.training_lines import written_pages

EACH = 5  # of the pages that were written for the model


def judged(*, strict: bool = False) -> Iterator[tuple[str, PageLayout, Chrome, dict[int, str]]]:
    """Yield of some own pages: the name, the layout, what rules remove, and the reasons of the model."""
    labelled = read(next(path for path in OWN if path.stem == "pages"))
    for document in (*labelled, *islice(written_pages(), 0, None, EACH)):
        page, chrome, own = laid_out([line.strip() for line in document.text.split("\n")])
        found = likely_chrome(page, chrome, own, strict=strict)
        yield document.id, page, chrome, {index: verdict.reason for index, verdict in found.items()}


def test_strict_removes_less() -> None:
    default = {(name, index) for name, _, _, reasons in judged() for index in reasons}
    strict = {(name, index) for name, _, _, reasons in judged(strict=True) for index in reasons}
    assert strict < default
    assert strict


WORDS = "words of chrome: "


def test_each_line_that_goes_has_one_to_three_reasons() -> None:
    for _, _, _, reasons in judged():
        for reason in reasons.values():
            said = re.sub(r"“[^”]*”(?:, “[^”]*”)*", "quoted", reason).split("; ")
            assert 1 <= len(said) <= MOST_REASONS
            assert len(set(said)) == len(said)
            assert len(said) == 1 or AS_A_WHOLE not in said


def test_quoted_words_stand_in_the_line() -> None:
    number = 0
    for _, page, _, reasons in judged():
        for index, reason in reasons.items():
            quoted = re.findall("“([^”]*)”", reason)
            assert all(words in page.lines[index] for words in quoted)
            assert bool(quoted) == (WORDS in reason)
            number += len(quoted)
    assert number > 20


def paragraphs(page: PageLayout, chrome: Chrome) -> list[int]:
    return [
        index
        for index, line in enumerate(page.lines)
        if page.prose[index] and index not in chrome and len(line) >= SHORTEST_PARAGRAPH
    ]


def is_true(reason: str, index: int, page: PageLayout, chrome: Chrome) -> bool:
    """Check what a reason claims, from the page itself."""
    of_article = paragraphs(page, chrome)
    match reason:
        case "above the title":
            return page.title is not None and index < page.title
        case "below the last paragraph":
            return bool(of_article) and index > of_article[-1]
        case "in a list of headlines":
            return reads_like_a_link(page.lines[index])
        case "among lines that read like chrome":
            above, below = range(max(0, index - FEW), index), range(index + 1, min(len(page.lines), index + 1 + FEW))
            return all(
                not side or any(reads_like_chrome(page, chrome, other) for other in side) for side in (above, below)
            )
    raise AssertionError(reason)


def reads_like_chrome(page: PageLayout, chrome: Chrome, index: int) -> bool:
    return index in chrome or index in page.known or fitted().scorer.score(page.lines[index]) > 0


def test_reasons_are_true() -> None:
    seen = set()
    for name, page, chrome, reasons in judged():
        for index, reason in reasons.items():
            for said in re.sub(rf"(?:; )?{WORDS}“[^”]*”(?:, “[^”]*”)*", "", reason).removeprefix("; ").split("; "):
                if said and said != AS_A_WHOLE:
                    assert is_true(said, index, page, chrome), (name, index, page.lines[index], reason)
                    seen.add(said)
    assert len(seen) == 4
