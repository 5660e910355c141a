"""The head of an article: which of the lines before its prose is the title, and where the lead is."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from itertools import islice, takewhile
from typing import NamedTuple

from cleantext.text.keys import letters_of
from cleantext.text.prose import DATE, DATE_IN_WORDS, flows
from cleantext.vietnamese.codepage import LETTERS, OTHER, SMALL, coded

from .matched_lines import LONGEST_TITLE, KnownLines

ENOUGH = 30  # lines of prose that show what an article is about
SHORTEST_LEAD = 40
SHORTEST_NAME = 8  # letters
SHORTEST_HEADLINE = 25
SHORTEST_TITLE, LONGEST_TOP = 10, 300
FEWEST_SHARED, ENOUGH_SHARED = 2, 0.3
LONGEST_DATELINE, ABOVE_A_DATELINE = 60, 3
MOST_ABOVE = 3  # lines above a title that only its words tell: one of them may be the title
DATED = rf"(?i)\b{DATE}\b|gmt ?\+ ?7|\b{DATE_IN_WORDS}"
OFFICIAL = (  # the head of official documents: decree 30/2020/NĐ-CP
    r"(?i)cộng (?:hòa|hoà) xã hội chủ nghĩa việt nam|số ?: ?\d*/[\w/&-]+"
)
SIGNS = coded(",.:;!?\"'“”‘’()/" + OTHER)  # what is not ordinary stands between words as a no-break space does
SMALL_WITHOUT_SIGNS = SMALL.translate(bytes.maketrans(SIGNS, b" " * len(SIGNS)))
WORDS = re.compile(b"[%b]{2,}" % re.escape(coded("".join(c for c in LETTERS if c.isalpha()))))
COMMON = frozenset(  # words that any text has
    coded(
        "của và các những một cho trong với là có được không này đó để khi đã sẽ từ đến về tại trên dưới ở ra vào như "
        "cũng thì mà còn lại cả bị do nên vì rằng đang"
    ).split()
)


class Head(NamedTuple):
    """Where the title stands, or None; where the lead does; and the lines that may be the title as well."""

    title: int | None
    lead: int
    perhaps: frozenset[int] = frozenset()


def head_of(page: KnownLines, first: int, last: int) -> Head:
    """Find the title before the prose from `first` to `last`, and the lead: the first prose below the title."""
    official = next((place for place in range(first) if re.fullmatch(OFFICIAL, page.lines[place])), None)
    if official is not None:
        issuers = [place for place in (official - 2, official - 1) if place >= 0 and place not in page.known]
        start = min(issuers, default=official)
        return Head(start, start)
    likely = _likely_titles(page, first, last)
    certain = _certain_title(page, likely, first)
    title = likely[0] if certain is None and likely else certain  # a menu that stays does less harm than a title gone
    if title is None:
        return Head(None, first)
    own = letters_of(page.lines[title])
    perhaps = (place for place in likely if place > title or len(page.lines[place]) >= SHORTEST_HEADLINE)
    prose = (place for place in range(title + 1, first) if page.prose[place])
    above = takewhile(lambda place: place not in page.rules and not page.prose[place], range(title - 1, -1, -1))
    return Head(
        title,
        next((place for place in prose if len(page.lines[place]) >= SHORTEST_LEAD), first),
        frozenset(place for place in perhaps if own not in letters_of(page.lines[place])).union(
            () if certain is not None else islice(above, MOST_ABOVE)
        ),
    )


def _likely_titles(page: KnownLines, first: int, last: int) -> list[int]:
    """Find the lines before the prose that say what it says."""
    words: dict[int, set[bytes]] = {}
    for place in range(first):
        line = page.lines[place]
        if place not in page.known and SHORTEST_TITLE <= len(line) <= LONGEST_TITLE and not flows(line):
            words[place] = words_of(page.lines[place])
    prose = islice((page.lines[place] for place in range(last + 1) if page.prose[place]), ENOUGH)
    said = words_said(prose, set().union(*words.values()) - COMMON)
    enough = {place: max(FEWEST_SHARED, ENOUGH_SHARED * len(own)) for place, own in words.items()}
    return [place for place, own in words.items() if len(said & own) >= enough[place]]


def _certain_title(page: KnownLines, likely: list[int], first: int) -> int | None:
    """Find a title that more than its words tell: part of the page's first line, or with the date below it."""
    top = letters_of(page.lines[0][:LONGEST_TOP])
    called: dict[int, int] = {}
    for place in range(1, first):
        if place not in page.known and not page.prose[place]:
            own = letters_of(page.lines[place][:LONGEST_TITLE])
            if len(own) >= SHORTEST_NAME and own in top:
                called[place] = len(own)
    if called:
        return max(called, key=lambda place: (called[place], place))
    for dateline in range(first - 1, 0, -1):
        line = page.lines[dateline]
        if len(line) <= LONGEST_DATELINE and re.search(DATED, line):
            above = likely[bisect_left(likely, dateline - ABOVE_A_DATELINE) : bisect_left(likely, dateline)]
            if above:
                return above[0]
    return None


def words_of(line: str) -> set[bytes]:
    """Return the words of a line, coded and in small letters, that have two letters or more."""
    return set(WORDS.findall(coded(line).translate(SMALL)))


def words_said(lines: Iterable[str], words: set[bytes]) -> set[bytes]:
    """Return those of the words that the lines have: split faster than by `words_of`, and alike but for rare signs."""
    said: set[bytes] = set()
    for line in lines:  # one by one: all words together take many times the memory of the text
        said.update(words.intersection(coded(line).translate(SMALL_WITHOUT_SIGNS).split()))
    return said
