"""Cheap pre-selection: which lines are worth comparing. Most open as no other does, and are part of no neighbour."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

from cleantext.text.keys import letters_of
from cleantext.text.prose import TRUNCATED_ENDINGS

from .compare import FEW, FEWEST_SPACES, LONGEST_CAPTION, LONGEST_TAIL, SHORTEST_SENTENCE

QUOTES = "\"'“”‘’«»("


def openings_shared(lines: Sequence[str]) -> list[int]:
    """Return the places of the lines that open as another does, side by side with it.

    Lines open alike if seven characters are the same, quotation marks aside, and twelve letters; of paragraphs, where
    no tail can stand among these, as many letters as a sentence has.
    """
    begins = "\n".join([line[:10] for line in lines]).casefold()
    for quote in QUOTES:
        begins = begins.replace(quote, "")
    openings = [begin[:7] for begin in begins.split("\n")]
    times = Counter(openings)
    if len(times) == len(openings):
        return []
    several = [place for place, opening in enumerate(openings) if times[opening] > 1]
    groups = _grouped(((openings[place], letters_of(lines[place][:40])[:FEW]), place) for place in several)
    return [place for group in groups for part in _told_apart(group, lines) for place in part]


def _told_apart(group: list[int], lines: Sequence[str]) -> list[list[int]]:
    if any(len(lines[place]) < 2 * LONGEST_TAIL for place in group):
        return [group]
    return _grouped((letters_of(lines[place][:LONGEST_TAIL])[:SHORTEST_SENTENCE], place) for place in group)


def _grouped(pairs: Iterable[tuple[Hashable, int]]) -> list[list[int]]:
    """Return the places that have the same key, for each key of several places."""
    groups: dict[Hashable, list[int]] = {}
    for key, place in pairs:
        groups.setdefault(key, []).append(place)
    return [group for group in groups.values() if len(group) > 1]


def perhaps_parts(lines: Sequence[str]) -> list[int]:
    """Return the places of the lines, short or cut short, that may be part of one of the two lines on either side.

    Such a line has its first words in a neighbour. Or it has no marks and several words: it may be alt text.
    """
    found = []
    for place, line in enumerate(lines):
        if len(line) >= LONGEST_CAPTION and not line.endswith(TRUNCATED_ENDINGS):
            continue
        if line.isascii() and line.count(" ") >= FEWEST_SPACES:
            found.append(place)
        elif len(line) >= SHORTEST_SENTENCE:
            begins = line[1:SHORTEST_SENTENCE]
            for neighbour in (*lines[max(0, place - 2) : place], *lines[place + 1 : place + 3]):
                if begins in neighbour:
                    found.append(place)
                    break
    return found
