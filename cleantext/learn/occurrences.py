"""Find the occurrences of frequent lines: their text, their place on the page, and whether rules remove them."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from cleantext.chain.chain import Chain
from cleantext.chain.site_lines import AFTER, FIRST
from cleantext.filters.datelines import is_dateline
from cleantext.filters.site_chrome.layout import max_sum_run
from cleantext.text.lines import Lines, join_lines, split_lines
from cleantext.text.prose import reads_like_prose

from .article_lines import why_editorial
from .counts import keys_of_line

BEFORE, INSIDE, UNKNOWN = "before the article", "in the article", "on pages"  # positions, with those of profiles
FEWEST_IN_A_MENU = 5  # frequent lines below one another
PROSE_UNIT, LONGEST_COUNTED = 60, 300  # characters of a line of prose that weigh as much as 1, and that count at all
FREQUENT_SCORE, OTHER_SCORE = -1.0, -0.3  # what lines count for the article


class Occurrence(NamedTuple):
    """A frequent line of one document: its text after repairs, its position, and whether the rules remove it.

    The position is FIRST on the page; else before, in or after the article, or UNKNOWN without one. `in_figures` is
    true if a neighbouring line is mostly digits, `in_run` if it is in a run of frequent lines, as those of a menu are,
    and `amid_run` if no other line is beside it there. `any_number` is true if its numbers are others elsewhere, and
    `copies` is the number of times that the document has it.
    """

    text: str
    position: str
    removed: bool
    in_figures: bool
    in_run: bool
    amid_run: bool
    any_number: bool
    copies: int


class LineCounts(NamedTuple):
    """A line of a site: the number of documents that have it, and of those in which each property holds.

    `copies` counts all its copies, `example` is the first name of these documents in sorted order.
    """

    site: str
    text: str
    documents: int
    first: int
    before: int
    inside: int
    after: int
    removed: int
    in_figures: int
    in_run: int
    amid_run: int
    any_number: int
    copies: int
    example: str

    @classmethod
    def from_occurrence(cls, site: str, occurrence: Occurrence, example: str) -> "LineCounts":
        """Create the counts of a single occurrence."""
        _, position, *properties = occurrence
        places = [position == place for place in (FIRST, BEFORE, INSIDE, AFTER)]
        counts = dict(zip(cls._fields[2:-1], map(int, [1, *places, *properties]), strict=True))
        return cls(site, occurrence.text, **counts, example=example)

    def merge(self, other: "LineCounts") -> "LineCounts":
        """Return the sum with other counts of the same line; the order of sums does not matter."""
        counts = {name: getattr(self, name) + getattr(other, name) for name in self._fields[2:-1]}
        return self._replace(**counts, example=min(self.example, other.example))


def repaired_lines(text: str, chain: Chain) -> list[str]:
    """Return the lines of a document after repairs, one for each line of the source."""
    return split_lines(Chain(chain.repairs, ()).clean(text))


def find_occurrences(text: str, chain: Chain, frequent: Collection[int]) -> Iterator[Occurrence]:
    """Yield the lines of a document whose keys are frequent on its site, each once, at its first occurrence.

    A line that is frequent with any number, and not with its own, is yielded with zeros for its digits.
    """
    source = Lines(repaired_lines(text, chain))
    lines = source.nonblank
    frequent_lines = _find_frequent(lines, frequent)
    if not frequent_lines:
        return
    strips = Chain((), chain.strips, chain.keeps)  # the lines are repaired already
    gone = {removal.line - 1 for removal in strips.explain(join_lines(source)).removals}
    removed = {n for n, index in enumerate(source.nonblank_indexes) if index in gone}
    common = {index for indexes in frequent_lines.values() for index in indexes}
    article = _find_article(lines, common | removed)
    run, amid = _lines_in_runs(lines, common)
    for (_, any_number), indexes in frequent_lines.items():
        first = indexes[0]
        yield Occurrence(
            text=re.sub(r"\d", "0", lines[first]) if any_number else lines[first],
            position=_position(first, article),
            removed=removed.issuperset(indexes),
            in_figures=any(map(_is_mostly_digits, (*lines[max(0, first - 1) : first], *lines[first + 1 : first + 2]))),
            in_run=first in run,
            amid_run=first in amid,
            any_number=any_number,
            copies=len(indexes),
        )


def _find_frequent(lines: list[str], frequent: Collection[int]) -> dict[tuple[int, bool], list[int]]:
    """Return the indexes of the lines with a frequent key, by that and whether it is the one without numbers."""
    found: dict[tuple[int, bool], list[int]] = {}
    for index, line in enumerate(lines):
        keys = keys_of_line(line)
        if key := next((key for key in keys if key in frequent), None):
            found.setdefault((key, key != keys[0]), []).append(index)
    return found


def _position(index: int, article: range) -> str:
    if index == 0:
        return FIRST
    if not article:
        return UNKNOWN
    return BEFORE if index < article.start else INSIDE if index in article else AFTER


def _find_article(lines: list[str], not_its: Collection[int]) -> range:
    """Return the lines of the article: the run in which prose outweighs the other lines most.

    `not_its` are the lines that are frequent or chrome, whatever they read like.
    """
    scores = [
        FREQUENT_SCORE
        if index in not_its
        else min(len(line), LONGEST_COUNTED) / PROSE_UNIT
        if reads_like_prose(line)
        else OTHER_SCORE
        for index, line in enumerate(lines)
    ]
    first, last = max_sum_run(scores)
    return range(first, last + 1)


def _lines_in_runs(lines: list[str], common: Collection[int]) -> tuple[set[int], set[int]]:
    """Return the frequent lines in runs of them, as menus are, and those with no other line beside them.

    Lines without letters do not end a run; what articles hold does, however frequent.
    """
    runs: list[list[int]] = [[]]
    for index, line in enumerate(lines):
        if index in common and not why_editorial(line, in_menu=True):
            runs[-1].append(index)
        elif any(map(str.isalpha, line)):
            runs.append([])
    runs = [run for run in runs if len(run) >= FEWEST_IN_A_MENU]
    amid = (run[run[0] > 0 : len(run) - (run[-1] < len(lines) - 1)] for run in runs)
    return {index for run in runs for index in run}, {index for run in amid for index in run}


def _is_mostly_digits(line: str) -> bool:
    """Check whether most letters and digits of a line are digits, as in rows of results or temperatures; no date."""
    digits = len(re.findall(r"\d", line))
    return digits > 0 and 2 * digits >= sum(map(str.isalnum, line)) and not is_dateline(line)


def sum_by_line(lines: Iterable[LineCounts]) -> dict[tuple[str, str], LineCounts]:
    """Return the counts by site and text, with those of the same line of the same site summed."""
    sums: dict[tuple[str, str], LineCounts] = {}
    for line in lines:
        key = line.site, line.text
        sums[key] = sums[key].merge(line) if key in sums else line
    return sums
