"""Compare two versions of a line: aligned pieces, and invisible characters written out."""

import re
from collections.abc import Iterator

from unicodedata2 import normalize

from cleantext.files.streams import UNSAFE

UNUSUAL = f"[^\\S ]|{UNSAFE}"  # white space other than the space, and what is not safe on a terminal
HIDDEN = f"{UNUSUAL}|[\u0300-\u036f\ufe00-\ufe0f]"  # combining marks and variation selectors, too
MARKS = "[\u0300-\u036f]+"
MIN_MATCH = 3  # equal characters that end a difference; after a space or a hidden character, one is enough
STRIDE = 64  # characters compared at a time
REACH = 24  # characters within which the end of a difference is searched


def common_prefix_length(first: str, second: str) -> int:
    """Return the length of the common prefix of two strings."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(first), len(second)))


def written_out(text: str, *, marks: bool = True) -> str:
    """Return the text with invisible characters as <U+00A0>; with `marks`, combining marks, too."""
    return re.sub(HIDDEN if marks else UNUSUAL, lambda match: f"<U+{ord(match[0]):04X}>", text)


def aligned_pieces(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield two lines cut into pairs of pieces that correspond: equal ones as long as possible, and different ones.

    Time is linear even for hostile lines: if nothing is equal again within REACH, the rest of the lines differs.
    """
    tail = common_prefix_length(before[::-1], after[::-1])
    i = j = 0
    while i < len(before) or j < len(after):
        same = _match_length(before, i, after, j)
        if same:
            yield before[i : i + same], after[j : j + same]
            i, j = i + same, j + same
        if i < len(before) or j < len(after):
            old, new = _gap(before, i, after, j, tail)
            yield before[i : i + old], after[j : j + new]
            i, j = i + old, j + new


def _match_length(before: str, i: int, after: str, j: int) -> int:
    """Return how many characters are equal from `i` and `j` on, without copying the rest of the lines."""
    count = 0
    while (here := before[i + count : i + count + STRIDE]) and here == after[j + count : j + count + STRIDE]:
        count += STRIDE
    return count + common_prefix_length(here, after[j + count : j + count + STRIDE]) if here else len(before) - i


def _gap(before: str, i: int, after: str, j: int, tail: int) -> tuple[int, int]:
    """Return the lengths of the pieces that differ from `i` and `j` on."""
    if marks := re.match(MARKS, before[i + 1 : i + REACH]):
        length = 1 + marks.end()
        if normalize("NFC", before[i : i + length]) == after[j : j + 1]:  # a decomposed letter
            return length, 1
    min_match = 1 if re.match(HIDDEN, before[i : i + 1]) or before[i : i + 1] == " " else MIN_MATCH
    reach, gap = REACH, (-1, -1)
    for old in range(REACH):
        if old >= reach or i + old > len(before):
            break
        piece = before[i + old : i + old + min_match]
        new = _find_match(piece, after, j + (old == 0), j + reach - old - 1, min_match) - j
        if new >= 0:
            reach, gap = old + new, (old, new)
    if gap[0] >= 0:
        return gap
    tail = min(tail, len(before) - i, len(after) - j)
    return len(before) - i - tail, len(after) - j - tail


def _find_match(piece: str, after: str, first: int, last: int, min_match: int) -> int:
    """Return where in `after` a piece starts, between `first` and `last`, or -1; a shorter piece only at the end."""
    if len(piece) == min_match:
        return after.find(piece, first, last + min_match)
    end = len(after) - len(piece)
    return end if first <= end <= last and after.endswith(piece) else -1
