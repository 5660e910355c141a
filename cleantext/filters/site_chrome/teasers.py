"""Headline and teaser of another article on one line: the mark with which an article begins stands in the middle."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from cleantext.text.keys import letters_of

from .rules import agencies

DASHES = (" - ", " – ", ")-", ")–")
DOMAINS = ("vn", "com", "net", "org")
SHORTEST_HEADLINE, LONGEST_HEADLINE, SHORTEST_TEASER = 25, 220, 60
ENOUGH_OF_A_TITLE = 20  # letters
LONGEST_MARK = 40
SENTENCE = "[.!?…] "
NAMES_A_SOURCE = r"(?i)\b(?:của|tại|theo|sàn|đài|báo|trang|kênh|hãng|sở|tử|việt nam) $"


def teasers(lines: Sequence[str]) -> Iterator[int]:
    """Find the places of lines with headline and teaser of an article other than the one whose title comes first.

    The mark has to be the site's own: it stands in another line, too, where that begins or in the same way.
    """
    dashed = [place for place, line in enumerate(lines) if ("-" in line or "–" in line) and _dashed(line)]
    if len(dashed) < 2:
        return
    found: dict[int, str] = {}
    marks: list[str] = []
    own = letters_of(lines[0][: 2 * ENOUGH_OF_A_TITLE])[:ENOUGH_OF_A_TITLE]
    for place in dashed:
        line = lines[place]
        if begins := _mark().match(line, 0, LONGEST_MARK):
            marks.append(begins[1])
        elif mark := _teased(line):
            marks.append(mark[1])
            if own not in letters_of(line[: mark.start()]):
                found[place] = mark[1]
    times = Counter(marks)
    yield from (place for place, mark in found.items() if times[mark] > 1)


def _dashed(line: str) -> bool:
    return any(dash in line for dash in DASHES)


def _teased(line: str) -> re.Match[str] | None:
    """Find the mark between the headline and the teaser on a line."""
    if len(line) < SHORTEST_HEADLINE + SHORTEST_TEASER:
        return None
    pieces = line[SHORTEST_HEADLINE:LONGEST_HEADLINE].replace("–", "-").split("-")
    if not any(piece.rstrip().casefold().endswith(_ends_of_marks()) for piece in pieces[:-1]):
        return None
    mark = _mark().search(line, SHORTEST_HEADLINE, LONGEST_HEADLINE)
    if mark is None or len(line) - mark.end() < SHORTEST_TEASER or re.search(SENTENCE, line[: mark.start()]):
        return None
    return None if re.search(NAMES_A_SOURCE, line[: mark.start(1)]) else mark


def _short_agencies() -> list[str]:
    return [name for name in agencies() if name.isupper() and len(name) > 2]


@cache
def _ends_of_marks() -> tuple[str, ...]:
    """Give how marks end, before their dash, in small letters: with a bracket, a short name, or a domain."""
    return (")", *map(str.casefold, _short_agencies()), *(f".{end}" for end in DOMAINS))


@cache
def _mark() -> re.Pattern[str]:
    """Compile the marks of agencies, when first needed, at the start of a line or within: in brackets, or short."""
    any_of_them = "|".join(map(re.escape, agencies()))
    short = "|".join(map(re.escape, _short_agencies()))
    domain = rf"[\w-]+\.(?i:{'|'.join(DOMAINS)})"
    before = r"(?:^|(?<=[^\s.,;:(–-]) )"
    return re.compile(rf"{before}(\((?:{any_of_them}|{domain})\)|{short}|{domain})\s?[-–]\s?(?=[“\"'‘]?[^\Wa-z])")
