"""Find the chrome in each region of a page: before, inside and after the article. Each yields indexes and reasons."""

import re
from collections.abc import Iterator

from .boxes import LONGEST_TAG, links_under
from .layout import DATES_AND_NUMBERS, PageLayout
from .rules import ANYWHERE, BESIDE, HEADING, Chrome, Verdict
from .titles import words_found, words_of

LONGEST_BAR_ENTRY = 24  # characters
MAX_TAG_LINES = 40
TAG_PATTERN = r"[^\d:;()!?%]+[^\d:;()!?%.]"
BAR_KINDS = ("advertising", "share", "follow", "views", "tools", "player")


def anywhere(page: PageLayout) -> Iterator[tuple[int, Verdict]]:
    """Yield what is chrome anywhere on a page, except the title, and the first line unless chrome follows it."""
    introduced = False
    for index, rule in page.known.items():
        if rule.scope != ANYWHERE or index == page.title or not (index or 1 in page.rules or len(page.lines) == 1):
            continue
        continued = index - 1 in page.known and page.known[index - 1].name == rule.name
        introduced = introduced if continued else _introduces_a_list(page, index - 1)
        if not (introduced and rule.kind == "related"):
            yield index, Verdict(rule.kind, f"“{rule.name}”")


def _introduces_a_list(page: PageLayout, index: int) -> bool:
    """Check whether a line of the article introduces a list: it ends in a colon."""
    return index >= 0 and index not in page.rules and page.lines[index].endswith(":")


def head(page: PageLayout) -> Iterator[tuple[int, Verdict]]:
    """Yield menus before the title, and bars between it and the lead."""
    title, lead = page.title, page.body.start
    if title is None:
        return
    bar = max((index for index in range(title, lead) if index in page.rules), default=title)
    for index in range(lead):
        rule = page.known.get(index)
        line = page.lines[index]
        if index == title or index in page.possible_titles:
            continue
        if rule and (page.full or (index > title and rule.kind in BAR_KINDS)):
            yield index, Verdict(rule.kind, f"“{rule.name}” before the article")
        elif page.full and index < title and not page.prose[index]:
            yield index, Verdict("navigation", "in the menu before the title")
        elif page.full and title < index < bar and len(line) <= LONGEST_BAR_ENTRY and not page.prose[index]:
            yield index, Verdict("tools", "in a bar between title and article")


def tail(page: PageLayout) -> Iterator[tuple[int, Verdict]]:
    """Yield what follows the article: all of it on a full page, else the chrome at the very end, and lists of links."""
    if not page.body:
        return
    if page.full:
        yield from _whole_tail(page)
        return
    yield from _trailing_chrome(page)
    after = range(page.body.stop, len(page.lines))
    for index in after:
        if index in page.known and page.known[index].scope == HEADING and page.known[index].kind == "related":
            yield from links_under(page, index, after)


def _whole_tail(page: PageLayout) -> Iterator[tuple[int, Verdict]]:
    name = kind = ""
    for index in range(page.tail, len(page.lines)):
        rule = page.known.get(index)
        if rule:
            name, kind = rule.name, rule.kind
            yield index, Verdict(kind, f"“{name}” after the article")
        else:
            yield index, Verdict(kind, f"below “{name}” after the article")
    if page.tail < len(page.lines):
        yield from _tags(page)


def _tags(page: PageLayout) -> Iterator[tuple[int, Verdict]]:
    """Yield tags without a heading: short lines before the tail, most of which also occur in the article."""
    if page.tail == page.body.stop:
        return
    indexes: list[int] = []
    words: dict[int, set[bytes]] = {}
    for index in range(page.tail - 1, max(page.body.stop, page.tail - MAX_TAG_LINES) - 1, -1):
        line = page.lines[index].strip(" ,#")
        if index in page.known:
            break
        if index not in page.rules:
            if not line or len(line) > LONGEST_TAG or not re.fullmatch(TAG_PATTERN, line):
                break
            words[index] = words_of(page.lines[index])
        indexes.append(index)
    found = _in_the_article(page, words)
    tags = [index for index in indexes if found and index >= found[-1]]
    commas = any(page.lines[index] == "," for index in tags)
    introduced = tags and page.lines[tags[-1] - 1].endswith(":")
    if len(found) >= (2 if commas else 3) and 2 * len(found) >= len(tags) and not introduced:
        for index in tags:
            yield index, Verdict("tags", "a list of words of the article, after it")


def _in_the_article(page: PageLayout, words: dict[int, set[bytes]]) -> list[int]:
    """Return the lines that occur in the article: as they are or, if they begin in lower case, each of their words."""
    if not words:
        return []
    article = (page.title or 0, *page.body)
    text = "\n".join(page.lines[index] for index in article)
    found = words_found((page.lines[index] for index in article), set().union(*words.values()))
    lines = {index: page.lines[index].strip(" ,#") for index in words}
    return [i for i, line in lines.items() if line in text or (line[0].islower() and words[i] <= found)]


def _trailing_chrome(page: PageLayout) -> Iterator[tuple[int, Verdict]]:
    """Yield the known chrome at the very end of a document, with the links under its headings."""
    found: Chrome = {}
    pending: list[int] = []
    for index in range(len(page.lines) - 1, page.body.stop - 1, -1):
        rule = page.known.get(index)
        if rule:
            found[index] = Verdict(rule.kind, f"“{rule.name}” after the article")
            if pending and rule.scope != HEADING:
                break
            for link in pending:
                found[link] = Verdict("related", f"listed under “{rule.name}”")
            pending = []
        elif page.is_link(index):
            pending.append(index)
        else:
            break
    if len(page.known) == 1 and found and (page.is_ambiguous(min(found)) or found[min(found)].kind == "footer"):
        return  # one line alone, "Câu hỏi thường gặp" or "Giám đốc: ...", may be the article's
    yield from found.items()


def next_to_chrome(page: PageLayout, chrome: Chrome) -> Iterator[tuple[int, Verdict]]:
    """Yield what is chrome only next to other chrome: signs, times, counts; bare numbers only between chrome."""
    runs: list[list[int]] = []
    loose = {
        index for index, rule in page.rules.items() if rule.scope == BESIDE or (page.full and rule.kind in BAR_KINDS)
    }
    for index in sorted({*chrome, *loose}):
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    for run in runs:
        if not any(index in chrome for index in run):
            continue
        while run and run[-1] not in chrome and page.rules[run[-1]].kind in DATES_AND_NUMBERS:
            run.pop()
        while run and run[0] not in chrome and page.rules[run[0]].kind in DATES_AND_NUMBERS:
            run.pop(0)
        for index in run:
            if index not in chrome:
                yield index, Verdict(page.rules[index].kind, f"“{page.rules[index].name}” beside other chrome")
