"""Cheap pre-selection of the lines worth comparing: those that share a prefix, or may be contained in a neighbour."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

from cleantext.text.keys import letters_of
from cleantext.text.prose import TRUNCATED_ENDINGS

from .compare import FEWEST_LETTERS, FEWEST_SPACES, LONGEST_CAPTION, LONGEST_TAIL, SHORTEST_EXCERPT

LINES_AT_A_TIME = 1 << 12
QUOTES = "\"'“”‘’«»("


def lines_with_shared_prefix(lines: Sequence[str]) -> list[int]:
    """Return the indexes of the lines that begin like another line, grouped by their beginnings.

    Lines begin alike if their first 7 characters, ignoring quotation marks, and their first FEWEST_LETTERS letters are
    equal; lines too long for a tail among these must share SHORTEST_EXCERPT letters.
    """
    prefixes = _prefixes(lines[:LINES_AT_A_TIME])
    for first in range(LINES_AT_A_TIME, len(lines), LINES_AT_A_TIME):
        prefixes += _prefixes(lines[first : first + LINES_AT_A_TIME])
    counts = Counter(prefixes)
    if len(counts) == len(prefixes):
        return []
    several = [index for index, prefix in enumerate(prefixes) if counts[prefix] > 1]
    groups = _groups_by_key(
        ((prefixes[index], letters_of(lines[index][:40])[:FEWEST_LETTERS]), index) for index in several
    )
    return [index for group in groups for subgroup in _split_group(group, lines) for index in subgroup]


def _prefixes(lines: Sequence[str]) -> list[str]:
    """Return the first 7 characters of each line, case-folded, without quotation marks."""
    # One text: casefold and replace run once, not once a line.
    starts = "\n".join([line[:10] for line in lines]).casefold()
    for quote in QUOTES:
        starts = starts.replace(quote, "")
    return [start[:7] for start in starts.split("\n")]


def _split_group(group: list[int], lines: Sequence[str]) -> list[list[int]]:
    """Split a group of long lines further, by more of their letters; return a group with short lines as it is."""
    if any(len(lines[index]) < 2 * LONGEST_TAIL for index in group):
        return [group]
    return _groups_by_key((letters_of(lines[index][:LONGEST_TAIL])[:SHORTEST_EXCERPT], index) for index in group)


def _groups_by_key(pairs: Iterable[tuple[Hashable, int]]) -> list[list[int]]:
    """Return groups of two or more indexes that have the same key."""
    groups: dict[Hashable, list[int]] = {}
    for key, index in pairs:
        groups.setdefault(key, []).append(index)
    return [group for group in groups.values() if len(group) > 1]


def possible_excerpts(lines: Sequence[str]) -> list[int]:
    """Return the indexes of the lines that may be contained in one of the two lines before or after them.

    These lines are short or truncated, and a neighbour contains their first words; or they have several words without
    marks, and may be alt text.
    """
    found = []
    for index, line in enumerate(lines):
        if len(line) >= LONGEST_CAPTION and not line.endswith(TRUNCATED_ENDINGS):
            continue
        if line.isascii() and line.count(" ") >= FEWEST_SPACES:
            found.append(index)
        elif len(line) >= SHORTEST_EXCERPT:
            start = line[1:SHORTEST_EXCERPT]
            for neighbour in (*lines[max(0, index - 2) : index], *lines[index + 1 : index + 3]):
                if start in neighbour:
                    found.append(index)
                    break
    return found
