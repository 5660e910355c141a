"""Where two lines differ: which parts of them stand for each other, and what is invisible written out."""

import re
from collections.abc import Iterator

from unicodedata2 import normalize

from cleantext.files.streams import UNSAFE

ODD = f"[^\\S ]|{UNSAFE}"  # spaces but the usual one, what is not safe on a terminal
HIDDEN = f"{ODD}|[\u0300-\u036f\ufe00-\ufe0f]"  # and marks
MARKS = "[\u0300-\u036f]+"
SURE = 3  # characters that agree where two lines are alike again; behind a space or what is hidden, one is enough
STRIDE = 64  # characters compared at once
REACH = 24  # characters by which they are sought


def common(first: str, second: str) -> int:
    """Count the characters that two strings begin with."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(first), len(second)))


def written_out(text: str, *, marks: bool = True) -> str:
    """Write what cannot be seen as <U+00A0>; marks too, which are seen on a letter but not as themselves."""
    return re.sub(HIDDEN if marks else ODD, lambda match: f"<U+{ord(match[0]):04X}>", text)


def runs(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Cut two lines into pieces that stand for each other, alike as long as they are, or different.

    The time is linear, as for all that documents decide: where nothing is alike again within reach, the rest differs.
    """
    tail = common(before[::-1], after[::-1])
    i = j = 0
    while i < len(before) or j < len(after):
        same = _alike(before, i, after, j)
        if same:
            yield before[i : i + same], after[j : j + same]
            i, j = i + same, j + same
        if i < len(before) or j < len(after):
            old, new = _gap(before, i, after, j, tail)
            yield before[i : i + old], after[j : j + new]
            i, j = i + old, j + new


def _alike(before: str, i: int, after: str, j: int) -> int:
    """Count the characters that are alike from here on, without a copy of all that follows."""
    count = 0
    while (here := before[i + count : i + count + STRIDE]) and here == after[j + count : j + count + STRIDE]:
        count += STRIDE
    return count + common(here, after[j + count : j + count + STRIDE]) if here else len(before) - i


def _gap(before: str, i: int, after: str, j: int, tail: int) -> tuple[int, int]:
    """Measure how much differs from here on in each."""
    if marks := re.match(MARKS, before[i + 1 : i + REACH]):
        parts = 1 + marks.end()
        if normalize("NFC", before[i : i + parts]) == after[j : j + 1]:  # a letter, decomposed
            return parts, 1
    sure = 1 if re.match(HIDDEN, before[i : i + 1]) or before[i : i + 1] == " " else SURE
    reach, gap = REACH, (-1, -1)
    for old in range(REACH):
        if old >= reach or i + old > len(before):
            break
        new = _place(before[i + old : i + old + sure], after, j + (old == 0), j + reach - old - 1, sure) - j
        if new >= 0:
            reach, gap = old + new, (old, new)
    if gap[0] >= 0:
        return gap
    tail = min(tail, len(before) - i, len(after) - j)
    return len(before) - i - tail, len(after) - j - tail


def _place(here: str, after: str, first: int, last: int, sure: int) -> int:
    """Find a piece that begins from `first` to `last`; a short one is the end. A negative number is nowhere."""
    if len(here) == sure:
        return after.find(here, first, last + sure)
    end = len(after) - len(here)
    return end if first <= end <= last and after.endswith(here) else -1
