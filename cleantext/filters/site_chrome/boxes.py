"""Boxes set into an article, and lists of links below it: related news, topics, polls, tables of contents."""

from collections.abc import Iterator

from .layout import Page
from .matched_lines import LONGEST_LABEL
from .rules import BESIDE, EDGE, HEADING, Found

LONGEST_SUBHEADING = 60
LONGEST_TAG = 30
LINKS_IN_A_BOX = 5
ANSWERS = 6
ENTRIES = 100
BUTTONS = ("Biểu quyết", "Bình chọn", "Xem kết quả", "Gửi bình chọn", "Xem kết quả bình chọn", "votes")


def boxes(page: Page) -> Iterator[tuple[int, Found]]:
    """Boxes set into the article: related news, a table of contents, a poll."""
    for place in page.body:
        rule = page.known.get(place)
        if rule is None:
            continue
        if rule.place == HEADING and rule.kind == "related":
            yield from links_under(page, place, page.body)
        elif rule.place == HEADING and rule.kind == "tags" and page.full and page.lines[place].endswith(":"):
            yield from _topics(page, place)
        elif rule.place == EDGE and page.full and rule.kind == "advertising":
            yield place, Found(rule.kind, f"“{rule.words}” on a full page")
    for place, rule in page.known.items():
        if rule.kind == "rating" and page.body:
            yield from _poll(page, place)
        elif rule.kind == "toc" and place < page.body.stop:
            yield from _contents(page, place)


def links_under(page: Page, place: int, within: range) -> Iterator[tuple[int, Found]]:
    """Take a heading and the headlines under it, but not a short one right before prose: a subheading, perhaps."""
    marked = place + 1 in within and page.lines[place + 1].startswith("•")
    end = place + 1
    while end in within and end - place <= LINKS_IN_A_BOX and page.is_link(end):
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


def _poll(page: Page, place: int) -> Iterator[tuple[int, Found]]:
    rule = page.known[place]
    if rule.words not in BUTTONS:
        return
    for start in range(place - 1, max(place - 1 - ANSWERS, -1), -1):
        line = page.lines[start]
        if line.endswith("?"):
            yield from ((p, Found("rating", f"a poll, down to “{rule.words}”")) for p in range(start, place + 1))
            return
        if len(line) > LONGEST_LABEL or page.prose[start] or ":" in line or "%" in line:
            return


def _contents(page: Page, place: int) -> Iterator[tuple[int, Found]]:
    """Take a table of contents: every entry comes again as a heading."""
    entries = []
    for entry in range(place + 1, min(place + ENTRIES, len(page.lines))):
        rule = page.rules.get(entry)
        if rule is None or rule.place != BESIDE:
            if not page.comes_again(entry):
                break
            entries.append(entry)
    if len(entries) > 1:
        yield place, Found("toc", "a table of contents")
        for entry in entries:
            yield entry, Found("toc", "in a table of contents")
