"""Find the chrome of a page: that of its regions, then what is chrome only beside that."""

from collections.abc import Iterator

from cleantext.text.lines import Lines
from cleantext.text.said import Said

from .boxes import boxes
from .extracts import around_an_extract
from .heads import around_the_title
from .layout import PageLayout
from .line_model import likely_chrome
from .of_site import chrome_of_site, own_lines, signs_between
from .publishers import publishers_blocks
from .regions import after_the_article, anywhere, before_the_article, next_to_chrome
from .rules import Chrome, Rule, Verdict
from .silent import BY_THE_CRAWLER, silent_lines

REGIONS = (
    anywhere, before_the_article, boxes, after_the_article, around_the_title, around_an_extract, publishers_blocks,
)  # fmt: skip


def _real_headings(page: PageLayout, chrome: Chrome) -> Iterator[int]:
    """Yield the lines marked as headings that stand right above prose that stays: their place makes them no chrome."""
    for index in page.headings - page.links - page.known.keys():
        if page.is_prose(index + 1) and index + 1 not in chrome:
            yield index


def judge_by_rules(said: Said, rules: dict[int, Rule], chrome: Chrome) -> tuple[PageLayout, set[int]]:
    """Add to `chrome` what is so by the rules and by what stands around it; return the layout, and what is protected.

    `chrome` has what is known before the layout is.
    """
    page = PageLayout(said.lines, rules, said)
    of_site = any(rule.line for rule in page.known.values())
    own: set[int] = set()
    if of_site:
        own = own_lines(page)
        chrome.update(chrome_of_site(page, own))
    shared: dict[Verdict, Verdict] = {}  # thousands of lines go for the same reason
    if page.rules or page.links or chrome:
        for region in REGIONS:
            for index, verdict in region(page):
                chrome.setdefault(index, shared.setdefault(verdict, verdict))
    if chrome:
        chrome.update(next_to_chrome(page, chrome))
    if of_site:
        chrome.update(signs_between(page, dict(chrome)))
    own |= page.protected()
    for index in chrome.keys() & {*own, *_real_headings(page, chrome)}:
        del chrome[index]
    return page, own


def chrome_of_page(lines: Lines, said: Said, rules: dict[int, Rule], chrome: Chrome, *, strict: bool) -> Chrome:
    """Return why lines go, by their index in the document; see `judge_by_rules`."""
    page, own = judge_by_rules(said, rules, chrome)
    chrome.update(likely_chrome(page, chrome, own, strict=strict))
    indexes = said.lines.nonblank_indexes
    gone = {indexes[at]: verdict for at, verdict in chrome.items()}
    gone.update(dict.fromkeys(said.by_the_crawler, BY_THE_CRAWLER))
    if gone and len(page.lines) < len(lines.nonblank):
        gone.update(silent_lines(lines, said, page.body, chrome, own))
    return gone
