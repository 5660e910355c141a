"""Headline and teaser of another article on one line: the mark with which an article begins stands in the middle."""

import re
from functools import cache

from ..copies import letters_of
from . import agencies

DASHES = (" - ", " – ", ")-", ")–")
SHORTEST_HEADLINE, LONGEST_HEADLINE, SHORTEST_TEASER = 25, 220, 60
ENOUGH_OF_A_TITLE = 20  # letters
SENTENCE = re.compile(r"[.!?…] ")


def is_teaser(line: str, title: str) -> bool:
    """Tell whether a line holds headline and teaser of an article other than the one that has this title."""
    if len(line) < SHORTEST_HEADLINE + SHORTEST_TEASER or not any(dash in line for dash in DASHES):
        return False
    mark = _mark().search(line, SHORTEST_HEADLINE, LONGEST_HEADLINE)
    if mark is None or len(line) - mark.end() < SHORTEST_TEASER or SENTENCE.search(line, 0, mark.start()):
        return False
    return letters_of(title)[:ENOUGH_OF_A_TITLE] not in letters_of(line[: mark.start()])


@cache
def _mark() -> re.Pattern[str]:
    """Compile the marks of agencies, when first needed: any in brackets, abbreviations without."""
    any_of_them = "|".join(map(re.escape, agencies()))
    short = "|".join(re.escape(name) for name in agencies() if name.isupper() and len(name) > 2)
    domain = r"[\w-]+\.(?i:vn|com|net|org)"
    return re.compile(
        rf"(?<=[^\s.,;:(–-]) (?:\((?:{any_of_them}|{domain})\)|{short}|{domain})\s?[-–]\s?(?=[“\"'‘]?[^\Wa-z])"
    )
