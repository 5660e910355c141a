"""The parts of a page around an article, and what of each is chrome: places and reasons."""

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from ..lines import reads_like_a_link
from . import ANYWHERE, BESIDE, EDGE, HEADING
from .layout import LONGEST_ANSWER, WORDS, Page, heading_of, words_of
from .teasers import is_teaser

LONGEST_IN_A_BAR = 24
LONGEST_SUBHEADING = 60
LONGEST_TAG = 30
LINKS_IN_A_BOX = 5
ANSWERS = 6
ENTRIES = 100
BARE = ("number", "date")
BARS = ("advertising", "share", "follow", "views", "tools", "player")


class Found(NamedTuple):
    """Why the line at a place is chrome."""

    kind: str
    reason: str


Chrome: TypeAlias = dict[int, Found]


def certain(page: Page) -> Iterator[tuple[int, Found]]:
    """Find what is chrome wherever it stands."""
    for place, rule in page.known.items():
        if rule.place == ANYWHERE:
            yield place, Found(rule.kind, f"“{rule.words}”")


def unnamed(page: Page) -> Iterator[tuple[int, Found]]:
    """Find what no rule names: headline and teaser of another article on one line, the address of the source."""
    if page.lines and page.lines[-1].startswith(("http://", "https://")):
        yield from _address(page)
    for place in range(1, len(page.lines)):
        if is_teaser(page.lines[place], page.lines[0]):
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


def boxes(page: Page) -> Iterator[tuple[int, Found]]:
    """Boxes set into the article: related news, a table of contents, a poll."""
    for place in page.body:
        rule = page.known.get(place)
        if rule is None:
            continue
        if rule.place == HEADING and rule.kind == "related":
            yield from _links(page, place, page.body)
        elif rule.place == HEADING and rule.kind == "tags" and page.full and page.lines[place].endswith(":"):
            yield from _topics(page, place)
        elif rule.place == EDGE and page.full and rule.kind == "advertising":
            yield place, Found(rule.kind, f"“{rule.words}” on a full page")
    for place, rule in page.known.items():
        if rule.kind == "rating":
            yield from _poll(page, place)
        elif rule.kind == "toc" and place < page.body.stop:
            yield from _contents(page, place)


def _links(page: Page, place: int, within: range) -> Iterator[tuple[int, Found]]:
    """Take a heading and the headlines under it, but not a short one right before prose: a subheading, perhaps."""
    marked = place + 1 in within and page.lines[place + 1].startswith("•")
    end = place + 1
    while end in within and end - place <= LINKS_IN_A_BOX and _is_link(page, end):
        if marked and not page.lines[end].startswith("•"):
            break
        end += 1
    if not marked and end - place > 2 and end in within and page.prose[end]:
        end -= len(page.lines[end - 1]) < LONGEST_SUBHEADING
    if end - place < 2 or (within is page.body and end not in within):
        return
    words = page.known[place].words
    yield place, Found("related", f"“{words}” with links under it")
    for link in range(place + 1, end):
        yield link, Found("related", f"listed under “{words}”")


def _topics(page: Page, place: int) -> Iterator[tuple[int, Found]]:
    end = place + 1
    while end in page.body and end - place <= LINKS_IN_A_BOX and len(page.lines[end]) <= LONGEST_TAG:
        end += 1
    if 1 < end - place <= LINKS_IN_A_BOX and end in page.body and page.prose[end]:
        for topic in range(place, end):
            yield topic, Found("tags", f"“{page.known[place].words}” and what is under it, on a full page")


def _is_link(page: Page, place: int) -> bool:
    line = page.lines[place].removeprefix("•").lstrip()
    return place not in page.known and not page.prose[place] and reads_like_a_link(line)


def _poll(page: Page, place: int) -> Iterator[tuple[int, Found]]:
    rule = page.known[place]
    for start in range(place - 1, max(place - 1 - ANSWERS, -1), -1):
        line = page.lines[start]
        if line.endswith("?"):
            yield from ((p, Found("rating", f"a poll, down to “{rule.words}”")) for p in range(start, place + 1))
            return
        if len(line) > LONGEST_ANSWER or page.prose[start]:
            return


def _contents(page: Page, place: int) -> Iterator[tuple[int, Found]]:
    """Take a table of contents: every entry comes again as a heading."""
    entries = []
    for entry in range(place + 1, min(place + ENTRIES, len(page.lines))):
        rule = page.rules.get(entry)
        if rule is None or rule.place != BESIDE:
            if page.headings.get(heading_of(page.lines[entry]), entry) <= entry:
                break
            entries.append(entry)
    if len(entries) > 1:
        yield place, Found("toc", "a table of contents")
        for entry in entries:
            yield entry, Found("toc", "in a table of contents")


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
            yield from _links(page, place, after)


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
    """Tags without a heading: short lines before the tail, most of which the article says, too."""
    if page.tail == page.body.stop:
        return
    text = "\n".join(page.lines[place] for place in (page.title or 0, *page.body)).casefold()
    words = words_of(text)
    places: list[int] = []
    said: list[int] = []
    for place in range(page.tail - 1, page.body.stop - 1, -1):
        line = page.lines[place].strip(" ,#")
        if place in page.known:
            break
        if place not in page.rules:
            if not line or len(line) > LONGEST_TAG or ":" in line or line.endswith("."):
                break
            if line.casefold() in text or (line[0].islower() and words.issuperset(WORDS.findall(line.casefold()))):
                said.append(place)
        places.append(place)
    tags = [place for place in places if said and place >= said[-1]]
    if len(said) > 1 and 2 * len(said) >= sum(place not in page.rules for place in tags):
        for place in tags:
            yield place, Found("tags", "a list of words of the article, after it")


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
        elif _is_link(page, place):
            pending.append(place)
        else:
            break
    yield from found.items()


def _address(page: Page) -> Iterator[tuple[int, Found]]:
    """Take the address that ends a document below "Theo ..."."""
    last = len(page.lines) - 1
    if last and page.lines[last - 1].casefold().startswith(("theo ", "(theo ", "nguồn")) and not page.prose[last - 1]:
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
        while run and run[-1] not in chrome and page.rules[run[-1]].kind in BARE:
            run.pop()
        while run and run[0] not in chrome and page.rules[run[0]].kind in BARE:
            run.pop(0)
        for place in run:
            if place not in chrome:
                yield place, Found(page.rules[place].kind, f"“{page.rules[place].words}” beside other chrome")
