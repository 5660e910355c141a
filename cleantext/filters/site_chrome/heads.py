"""Find what extractors leave above the title of an article and right below it: names of the site, sections, counts."""

import re
from collections.abc import Iterator, Sequence

from cleantext.text.prose import reads_like_a_title

from .layout import PageLayout
from .regions import BAR_KINDS
from .rules import ANYWHERE, EDGE, FIELD, Verdict
from .titles import is_dateline

HEADS_OF_SITES = frozenset({"section of news", "name of a site", "slogan", "breadcrumb", "page of a story", "sections"})
TITLE_OF_A_PAGE = re.compile(  # a section of menus that heads a page of the site's owner
    r"(?i)giới thiệu|lịch sử|liên hệ|chức năng|cơ cấu|chương trình|học phí|hướng dẫn|biểu|lãnh đạo"
)
SIGNS_OF_A_PATH = frozenset({"/", "»", "›", ">", ">>", "»»"})
SIGNS_BETWEEN = frozenset("|,·•")
MOST_CRUMBS, LONGEST_CRUMB = 8, 40  # lines, characters
MOST_SECTIONS = 4  # lines above a title


def around_the_title(page: PageLayout) -> Iterator[tuple[int, Verdict]]:
    """Yield names of the site, sections and paths above the title, and bars below it."""
    if not page.body:
        return
    yield from _above_the_title(page)
    yield from _crumbs(page)
    yield from _below_the_title(page)


def _above_the_title(page: PageLayout) -> Iterator[tuple[int, Verdict]]:
    """Yield sections and names of the site in the first lines, above a title; what is above a date is the title."""
    lines = page.lines
    end = next((i for i in range(min(len(lines), MOST_SECTIONS + 1)) if not _is_section(page, i)), 0)
    if not end or end == len(lines):
        return
    if is_dateline(lines[end]):
        end -= 1
    elif page.prose[end]:
        has_chrome_below = len(page.known) > end  # without any, the first line may be the title of a letter
        end = _lines_in_small_letters(lines, end) if has_chrome_below else 0
    elif not reads_like_a_title(lines[end]) or end in page.rules:
        return
    is_dated = any(map(is_dateline, lines[end + 1 : end + 2]))
    for index in range(end):
        rule = page.rules.get(index)
        name = rule.name if rule else lines[index]
        heads_a_page = lines[index].isupper() or (TITLE_OF_A_PAGE.match(name) and not is_dated)
        if end > 1 or name in HEADS_OF_SITES or not heads_a_page:
            yield index, Verdict("navigation", f"{rule.shown if rule else f'“{name}”'} above the title")


def _lines_in_small_letters(lines: Sequence[str], end: int) -> int:
    """Return how many of the first lines are all in small letters, as no title is; 0 if the text below is so, too."""
    small = next((index for index in range(end) if not lines[index].islower()), end)
    return 0 if lines[end].islower() else small


def _is_section(page: PageLayout, index: int) -> bool:
    rule = page.rules.get(index)
    if rule is None or rule.kind not in ("navigation", "place"):
        return index > 0 and page.lines[index] in SIGNS_BETWEEN
    return rule.scope in (EDGE, FIELD, ANYWHERE)


def _crumbs(page: PageLayout) -> Iterator[tuple[int, Verdict]]:
    """Yield the first lines above a title where one is the sign between the steps of a path: “»”, “/”."""
    lines = page.lines
    end = 0
    while end < min(len(lines) - 1, MOST_CRUMBS) and len(lines[end]) <= LONGEST_CRUMB and not page.prose[end]:
        if lines[end] not in SIGNS_OF_A_PATH and not {*lines[max(end - 1, 0) : end], lines[end + 1]} & SIGNS_OF_A_PATH:
            break
        end += 1
    if end and end not in page.rules and reads_like_a_title(lines[end]) and not page.prose[end]:
        for index in range(end):
            yield index, Verdict("navigation", "in a path above the title")


def _below_the_title(page: PageLayout) -> Iterator[tuple[int, Verdict]]:
    """Yield bars between the first line, if it is no prose, and the text; to share, also those with a colon."""
    if page.prose[0] or 0 in page.rules:
        return
    for index in range(1, page.body.start):
        rule = page.rules.get(index)
        if rule and rule.scope == EDGE and rule.kind in BAR_KINDS and (index in page.known or rule.kind == "share"):
            yield index, Verdict(rule.kind, f"{rule.shown} before the article")
