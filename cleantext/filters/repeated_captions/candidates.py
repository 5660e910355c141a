"""How lines open: most open as no other does, and say nothing again.

Questions are asked of bytes (see vietnamese/codepage.py).
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple, TypeVar

from cleantext.text.keys import letters_of
from cleantext.text.lines import Lines
from cleantext.text.prose import CUT_SHORT
from cleantext.vietnamese.codepage import CODE_OF_OTHER, coded, only_letters

from .compare import FEW, FEWEST_SPACES, LONGEST_CAPTION, LONGEST_TAIL, OF_TAILS, SHORTEST_SENTENCE

Key = TypeVar("Key", bytes, str)

QUOTES = "\"'“”‘’«»("
CODED_QUOTES = coded(QUOTES)
CODED_CUT_SHORT = tuple(map(coded, CUT_SHORT))
CODED_OF_TAILS = tuple(map(coded, OF_TAILS))
TOP = 4  # lines, of which the title and the line below it are two
NO_HEADLINE = b".:;,"  # at its end
LAST_OF_ALT_TEXTS = b"h.0123456789"  # "hinh anh", "anh 1", " - Anh 1."


def may_say_the_title_again(lines: Lines) -> bool:
    """Tell whether a line at the top may say the one above it again, or any be alt text made of the title."""
    for above, below in pairwise(lines.small[:TOP]):
        if below[-1] not in NO_HEADLINE and above.find(below[1:FEW]) >= 0:
            return True
    ends = [line for line in lines.small if line[-1] in LAST_OF_ALT_TEXTS]
    return any(line[:FEW].isascii() and line.find(b"anh", -14) >= 0 for line in ends)


def perhaps_parts(lines: Lines) -> list[int]:
    """List the lines, short or cut short, that may be part of one of the two lines on either side: few may."""
    small = lines.small
    text = b"\n".join(small)
    ends = [*accumulate([len(line) + 1 for line in small])]
    windows = zip((0, 0, 0, *ends), (*ends[2:], *ends[-1:] * 2), strict=False)  # two lines before to two behind a line
    return [
        place
        for place, (line, (begin, end)) in enumerate(zip(small, windows, strict=False))
        if (len(line) < LONGEST_CAPTION or line.endswith(CODED_CUT_SHORT))
        and (
            (len(line) >= SHORTEST_SENTENCE and text.count(line[1:SHORTEST_SENTENCE], begin, end) > 1)
            or (line.isascii() and line.count(b" ") >= FEWEST_SPACES)
        )
    ]


class Openings(NamedTuple):
    """The places of lines that open as another does, and those of them that may be copies of another."""

    places: frozenset[int]
    perhaps_copies: list[int]


def openings_shared(lines: Lines) -> Openings:
    """Find the lines that open alike, by their places.

    Cheap questions come first: most lines open as no other does. Of paragraphs more letters have to be the same; in a
    shorter line a tail may stand where they are.
    """
    small = lines.small
    openings = [line[:10].translate(None, CODED_QUOTES)[:7] for line in small]
    if len(set(openings)) == len(openings):
        return Openings(frozenset(), [])
    times = Counter(openings)
    several = [place for place, opening in enumerate(openings) if times[opening] > 1]
    keys = ((_opening(lines[place], openings[place], small[place][:40]), place) for place in several)
    places = [place for group in _grouped(keys) for part in _told_apart(group, lines) for place in part]
    return Openings(frozenset(places), _perhaps_copies(places, small))


def _opening(line: str, opening: bytes, begins: bytes) -> bytes:
    """Give seven characters without quotation marks, and twelve letters: where all are ordinary, these are at hand."""
    if CODE_OF_OTHER not in begins:
        return opening + only_letters(begins)[:FEW]
    key = re.sub(f"[{QUOTES}]", "", line[:10]).casefold()[:7] + letters_of(line[:40])[:FEW]
    data = coded(key)
    return key.encode("utf-8", "surrogatepass") if CODE_OF_OTHER in data else data


def _perhaps_copies(places: Iterable[int], small: Sequence[bytes]) -> list[int]:
    """List the places of lines that may say the same as another, but for tails: in order, such stand side by side."""
    letters = sorted((only_letters(small[place]), place) for place in places)
    found = set()
    for (a, first), (b, second) in pairwise(letters):
        if b.startswith(a[: _length_without_tail(a, small[first])]):
            found.add(first)
        if a.startswith(b[: _length_without_tail(b, small[second])]):
            found.add(second)
    return [place for place in places if place in found]


def _length_without_tail(letters: bytes, line: bytes) -> int:
    """Say how many letters a line has at least, but for the tail that it may have."""
    end = line[-LONGEST_TAIL:]
    may_have_one = end.rstrip(b".")[-1:].isdigit() or any(end.find(word) >= 0 for word in CODED_OF_TAILS)
    return max(FEW, len(letters) - LONGEST_TAIL) if may_have_one else len(letters)


def _told_apart(group: list[int], lines: Sequence[str]) -> list[list[int]]:
    if any(len(lines[place]) < 2 * LONGEST_TAIL for place in group):
        return [group]
    return _grouped((letters_of(lines[place][:LONGEST_TAIL])[:SHORTEST_SENTENCE], place) for place in group)


def _grouped(pairs: Iterable[tuple[Key, int]]) -> list[list[int]]:
    groups: dict[Key, list[int]] = {}
    for key, index in pairs:
        groups.setdefault(key, []).append(index)
    return [group for group in groups.values() if len(group) > 1]
