"""Find the occurrences of frequent lines: their text, their position on the page, and whether rules remove them."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from cleantext.chain.chain import Chain
from cleantext.text.lines import Lines, join_lines, split_lines
from cleantext.text.prose import reads_like_prose

from .counts import key_of

BEFORE, INSIDE, AFTER = "before the article", "in the article", "after the article"


class Occurrence(NamedTuple):
    """A frequent line of one document: its text after repairs, its position, and whether the rules remove it.

    The position is before, in or after the article, which is the prose that is kept and not frequent itself.
    `in_figures` is true if a neighbouring line is mostly digits.
    """

    text: str
    position: str
    removed: bool
    in_figures: bool


class LineCounts(NamedTuple):
    """A line of a site: the number of documents that have it, and of those in which each property holds.

    `example` is the first name of these documents in sorted order.
    """

    site: str
    text: str
    documents: int
    before: int
    inside: int
    after: int
    removed: int
    in_figures: int
    example: str

    @classmethod
    def from_occurrence(cls, site: str, occurrence: Occurrence, example: str) -> "LineCounts":
        """Create the counts of a single occurrence."""
        text, position, removed, in_figures = occurrence
        return cls(
            site, text, 1, int(position == BEFORE), int(position == INSIDE), int(position == AFTER), int(removed),
            int(in_figures), example,
        )  # fmt: skip

    def merge(self, other: "LineCounts") -> "LineCounts":
        """Return the sum with other counts of the same line; the order of sums does not matter."""
        return LineCounts(
            self.site, self.text, self.documents + other.documents, self.before + other.before,
            self.inside + other.inside, self.after + other.after, self.removed + other.removed,
            self.in_figures + other.in_figures, min(self.example, other.example),
        )  # fmt: skip


def repaired_lines(text: str, chain: Chain) -> list[str]:
    """Return the lines of a document after repairs, one for each line of the source."""
    return split_lines(Chain(chain.repairs, ()).clean(text))


def find_occurrences(text: str, chain: Chain, frequent: Collection[int]) -> Iterator[Occurrence]:
    """Yield the lines of a document whose keys are frequent on its site, each once, at its first occurrence."""
    lines = Lines(repaired_lines(text, chain))
    indexes_by_key: dict[int, list[int]] = {}
    for index in lines.nonblank_indexes:
        if (key := key_of(lines[index])) in frequent:
            indexes_by_key.setdefault(key, []).append(index)
    if not indexes_by_key:
        return
    strips = Chain((), chain.strips, chain.keeps)  # the lines are repaired already
    removed = {removal.line - 1 for removal in strips.explain(join_lines(lines)).removals}
    common = {index for indexes in indexes_by_key.values() for index in indexes}
    texts = lines.nonblank_indexes
    prose = [i for i in texts if i not in common and i not in removed and reads_like_prose(lines[i])]
    neighbours = {index: (*texts[max(0, n - 1) : n], *texts[n + 1 : n + 2]) for n, index in enumerate(texts)}
    for indexes in indexes_by_key.values():
        first = indexes[0]
        position = INSIDE if not prose else BEFORE if first < prose[0] else AFTER if first > prose[-1] else INSIDE
        in_figures = any(_is_mostly_digits(lines[index]) for index in neighbours[first])
        yield Occurrence(lines[first], position, removed.issuperset(indexes), in_figures)


def _is_mostly_digits(line: str) -> bool:
    """Check whether most letters and digits of a line are digits, as in rows of results or temperatures."""
    digits = len(re.findall(r"\d", line))
    return digits > 0 and 2 * digits >= sum(map(str.isalnum, line))


def sum_by_line(lines: Iterable[LineCounts]) -> dict[tuple[str, str], LineCounts]:
    """Return the counts by site and text, with those of the same line of the same site summed."""
    sums: dict[tuple[str, str], LineCounts] = {}
    for line in lines:
        key = line.site, line.text
        sums[key] = sums[key].merge(line) if key in sums else line
    return sums
