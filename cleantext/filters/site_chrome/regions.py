"""The parts of a page around an article, and what of each is chrome: places and reasons."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import TypeAlias

from cleantext.text.prose import flows

from .boxes import LONGEST_TAG, links_under
from .layout import COUNTS, Page
from .rules import ANYWHERE, BESIDE, HEADING, Found
from .teasers import teasers
from .titles import words_of, words_said

LONGEST_IN_A_BAR = 24
MOST_TAGS = 40
TAG = r"[^\d:;()!?%]+[^\d:;()!?%.]"
BARS = ("advertising", "share", "follow", "views", "tools", "player")

Chrome: TypeAlias = dict[int, Found]


def certain(page: Page) -> Iterator[tuple[int, Found]]:
    """Find what is chrome wherever it stands, but for the title, and the first line unless chrome follows it."""
    announced = False
    for place, rule in page.known.items():
        if rule.place != ANYWHERE or place == page.title or not (place or 1 in page.rules or len(page.lines) == 1):
            continue
        beside = place - 1 in page.known and page.known[place - 1].words == rule.words
        announced = announced if beside else _announces(page, place - 1)
        if not (announced and rule.kind == "related"):
            yield place, Found(rule.kind, f"“{rule.words}”")


def _announces(page: Page, place: int) -> bool:
    """Whether a line of the article announces a list."""
    return place >= 0 and place not in page.rules and page.lines[place].endswith(":")


def unnamed(lines: Sequence[str], rules: Collection[int]) -> Iterator[tuple[int, Found]]:
    """Find what no rule names: headline and teaser of another article on one line, the address of the source.

    `rules` has the places of the lines that rules name.
    """
    if lines and lines[-1].startswith(("http://", "https://")):
        yield from _address(lines, rules)
    for place in teasers(lines):
        yield place, Found("related", "headline and teaser of another article")


def head(page: Page) -> Iterator[tuple[int, Found]]:
    """Menus before the title, bars between it and the lead."""
    title, lead = page.title, page.body.start
    if title is None:
        return
    bar = max((place for place in range(title, lead) if place in page.rules), default=title)
    for place in range(lead):
        rule = page.known.get(place)
        line = page.lines[place]
        if place == title or place in page.perhaps_titles:
            continue
        if rule and (page.full or (place > title and rule.kind in BARS)):
            yield place, Found(rule.kind, f"“{rule.words}” before the article")
        elif page.full and place < title and not page.prose[place]:
            yield place, Found("navigation", "in the menu before the title")
        elif page.full and title < place < bar and len(line) <= LONGEST_IN_A_BAR and not page.prose[place]:
            yield place, Found("tools", "in a bar between title and article")


def tail(page: Page) -> Iterator[tuple[int, Found]]:
    """Take what follows the article: all of it on a full page, else what is chrome to the very end, and boxes."""
    if not page.body:
        return
    if page.full:
        yield from _whole_tail(page)
        return
    yield from _end(page)
    after = range(page.body.stop, len(page.lines))
    for place in after:
        if place in page.known and page.known[place].place == HEADING and page.known[place].kind == "related":
            yield from links_under(page, place, after)


def _whole_tail(page: Page) -> Iterator[tuple[int, Found]]:
    words = kind = ""
    for place in range(page.tail, len(page.lines)):
        rule = page.known.get(place)
        if rule:
            words, kind = rule.words, rule.kind
            yield place, Found(kind, f"“{words}” after the article")
        else:
            yield place, Found(kind, f"below “{words}” after the article")
    if page.tail < len(page.lines):
        yield from _tags(page)


def _tags(page: Page) -> Iterator[tuple[int, Found]]:
    """Take tags without a heading: short lines before the tail, most of which the article says, too."""
    if page.tail == page.body.stop:
        return
    places: list[int] = []
    words: dict[int, set[bytes]] = {}
    for place in range(page.tail - 1, max(page.body.stop, page.tail - MOST_TAGS) - 1, -1):
        line = page.lines[place].strip(" ,#")
        if place in page.known:
            break
        if place not in page.rules:
            if not line or len(line) > LONGEST_TAG or not re.fullmatch(TAG, line):
                break
            words[place] = words_of(page.lines[place])
        places.append(place)
    said = _said(page, words)
    tags = [place for place in places if said and place >= said[-1]]
    commas = any(page.lines[place] == "," for place in tags)
    announced = tags and page.lines[tags[-1] - 1].endswith(":")
    if len(said) >= (2 if commas else 3) and 2 * len(said) >= len(tags) and not announced:
        for place in tags:
            yield place, Found("tags", "a list of words of the article, after it")


def _said(page: Page, words: dict[int, set[bytes]]) -> list[int]:
    """Give the places of the lines that the article says as they are, or, of those in small letters, word by word."""
    if not words:
        return []
    article = (page.title or 0, *page.body)
    text = "\n".join(page.lines[place] for place in article)
    said = words_said((page.lines[place] for place in article), set().union(*words.values()))
    lines = {place: page.lines[place].strip(" ,#") for place in words}
    return [p for p, line in lines.items() if line in text or (line[0].islower() and words[p] <= said)]


def _end(page: Page) -> Iterator[tuple[int, Found]]:
    found: Chrome = {}
    pending: list[int] = []
    for place in range(len(page.lines) - 1, page.body.stop - 1, -1):
        rule = page.known.get(place)
        if rule:
            found[place] = Found(rule.kind, f"“{rule.words}” after the article")
            if pending and rule.place != HEADING:
                break
            for link in pending:
                found[link] = Found("related", f"listed under “{rule.words}”")
            pending = []
        elif page.is_link(place):
            pending.append(place)
        else:
            break
    if len(page.known) == 1 and found and (page.is_ambiguous(min(found)) or found[min(found)].kind == "footer"):
        return  # one line alone, "Câu hỏi thường gặp" or "Giám đốc: ...", may be the article's
    yield from found.items()


def _address(lines: Sequence[str], rules: Collection[int]) -> Iterator[tuple[int, Found]]:
    """Take the address that ends a document below "Theo ..."."""
    last = len(lines) - 1
    named = last > 0 and lines[last - 1].casefold().startswith(("theo ", "(theo ", "nguồn"))
    if named and (last - 1 in rules or not flows(lines[last - 1])):
        yield last, Found("related", "the address of the source, below its name")


def beside(page: Page, chrome: Chrome) -> Iterator[tuple[int, Found]]:
    """Take what is chrome only next to other chrome: signs, times, counts; bare numbers only between chrome."""
    runs: list[list[int]] = []
    loose = {place for place, rule in page.rules.items() if rule.place == BESIDE or (page.full and rule.kind in BARS)}
    for place in sorted({*chrome, *loose}):
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    for run in runs:
        if not any(place in chrome for place in run):
            continue
        while run and run[-1] not in chrome and page.rules[run[-1]].kind in COUNTS:
            run.pop()
        while run and run[0] not in chrome and page.rules[run[0]].kind in COUNTS:
            run.pop(0)
        for place in run:
            if place not in chrome:
                yield place, Found(page.rules[place].kind, f"“{page.rules[place].words}” beside other chrome")
