"""Find chrome that no rule matches: headline and teaser of another article on one line, the address of the source.

A line of both has an agency mark, "TTO - " or "(Dân trí) - ", in its middle; an article has it at its beginning.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from cleantext.text.keys import letters_of
from cleantext.text.prose import is_running_text

from .leftovers import leftovers
from .rules import Verdict, agencies

DOMAINS = ("vn", "com", "net", "org")
SHORTEST_HEADLINE, LONGEST_HEADLINE, SHORTEST_TEASER = 25, 220, 60  # characters
TITLE_PREFIX = 20  # letters that tell the title of the document's own article
LONGEST_MARK = 40  # characters
SENTENCE = "[.!?…] "
SOURCE_BEFORE_MARK = r"(?i)\b(?:của|tại|theo|sàn|đài|báo|trang|kênh|hãng|sở|tử|việt nam) $"


def without_rule(lines: Sequence[str], rules: Collection[int]) -> Iterator[tuple[int, Verdict]]:
    """Yield chrome that no rule matches: leftovers, headline and teaser of another article on one line, a source.

    `rules` holds the indexes of the lines that rules match.
    """
    if lines and lines[-1].startswith(("http://", "https://")):
        yield from _source_address(lines, rules)
    yield from leftovers(lines)
    for index in teasers(lines):
        yield index, Verdict("related", "headline and teaser of another article")


def _source_address(lines: Sequence[str], rules: Collection[int]) -> Iterator[tuple[int, Verdict]]:
    """Yield the web address that ends a document, if the line above names the source ("Theo ...")."""
    last = len(lines) - 1
    named = last > 0 and lines[last - 1].casefold().startswith(("theo ", "(theo ", "nguồn"))
    if named and (last - 1 in rules or not is_running_text(lines[last - 1])):
        yield last, Verdict("related", "the address of the source, below its name")


def teasers(lines: Sequence[str]) -> Iterator[int]:
    """Yield the indexes of lines with headline and teaser of an article other than the one whose title comes first.

    The mark must be the site's own: another line has it, too, at its beginning or in its middle.
    """
    dashed = [index for index, line in enumerate(lines) if ("-" in line or "–" in line) and _has_dash(line)]
    if len(dashed) < 2:
        return
    inner_marks: dict[int, str] = {}
    marks: list[str] = []
    own = letters_of(lines[0][: 2 * TITLE_PREFIX])[:TITLE_PREFIX]
    for index in dashed:
        line = lines[index]
        if opening := _mark_pattern().match(line, 0, LONGEST_MARK):
            marks.append(opening[1])
        elif mark := _find_inner_mark(line):
            marks.append(mark[1])
            if own not in letters_of(line[: mark.start()]):
                inner_marks[index] = mark[1]
    times = Counter(marks)
    yield from (index for index, mark in inner_marks.items() if times[mark] > 1)


def _has_dash(line: str) -> bool:
    return " - " in line or ")-" in line or " – " in line or ")–" in line


def _find_inner_mark(line: str) -> re.Match[str] | None:
    """Return the match of the mark between headline and teaser on a line, or None."""
    if len(line) < SHORTEST_HEADLINE + SHORTEST_TEASER:
        return None
    pieces = line[SHORTEST_HEADLINE:LONGEST_HEADLINE].replace("–", "-").split("-")
    if not any(piece.rstrip().casefold().endswith(_mark_endings()) for piece in pieces[:-1]):
        return None
    mark = _mark_pattern().search(line, SHORTEST_HEADLINE, LONGEST_HEADLINE)
    if mark is None or len(line) - mark.end() < SHORTEST_TEASER or re.search(SENTENCE, line[: mark.start()]):
        return None
    return None if re.search(SOURCE_BEFORE_MARK, line[: mark.start(1)]) else mark


def _short_agencies() -> list[str]:
    return [name for name in agencies() if name.isupper() and len(name) > 2]


@cache
def _mark_endings() -> tuple[str, ...]:
    """Return what marks end in before their dash, in lower case: a bracket, a short name, or a domain."""
    return (")", *map(str.casefold, _short_agencies()), *(f".{end}" for end in DOMAINS))


@cache
def _mark_pattern() -> re.Pattern[str]:
    """Return the pattern of agency marks, at the start of a line or within it; longer names must be in brackets."""
    any_agency = "|".join(map(re.escape, agencies()))
    short = "|".join(map(re.escape, _short_agencies()))
    domain = rf"[\w-]+\.(?i:{'|'.join(DOMAINS)})"
    before = r"(?:^|(?<=[^\s.,;:(–-]) )"
    return re.compile(rf"{before}(\((?:{any_agency}|{domain})\)|{short}|{domain})\s?[-–]\s?(?=[“\"'‘]?[^\Wa-z])")
