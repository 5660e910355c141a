"""Say what a document is: one look, which filters and doubts share by `lines.asked(Structure)`."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from .kinds import BEGINNINGS, form_range, official_range
from .lines import Lines
from .rows import directories, numbered_rows, pairs, reports
from .sentences import continued_lines, is_sentence
from .shape import DATE_BEGINNINGS, count_articles, error_message, official_heads, points_range, programmes, table_range

TELLING = BEGINNINGS | DATE_BEGINNINGS
PARAGRAPHS = 120  # characters of a line on average: of a form, a table or wrapped text it has fewer
FEWEST_BREAKS, SHARE_OF_BREAKS = 6, 0.42  # lines that end within a sentence; a page that was cut at its links has some
SHORTEST_WRAPPED = 45  # characters


class Structure:
    """What a document is besides an article. What several ask is found out when it is first asked for, and only once.

    All indexes are 0-based among the non-blank lines. The ranges are empty where there is no such thing.
    `has_short_lines` tells whether the lines are short on average, as those of forms, tables, wrapped text and error
    pages are.
    """

    def __init__(self, lines: Lines) -> None:
        self._lines = lines.nonblank
        self.has_short_lines = sum(map(len, self._lines)) < PARAGRAPHS * len(self._lines)

    @cached_property
    def _telling(self) -> list[int]:
        """The lines that may have a sign or a date, because they begin otherwise than those of articles."""
        return [index for index, line in enumerate(self._lines) if not line[0].isupper() or line[:3] in TELLING]

    @cached_property
    def _not_capitalized(self) -> list[int]:
        return [index for index in self._telling if not self._lines[index][0].isupper()]

    @cached_property
    def official(self) -> range:
        """The lines from the first to the last sign of an official document, a law, or text in numbered points."""
        found = [official_range(self._lines, self._telling), points_range(self._lines, self._not_capitalized)]
        if self.has_short_lines and (heads := official_heads(self._lines, self._not_capitalized)):
            found.append(range(heads[0], heads[-1] + 1))
        return _around(found)

    @cached_property
    def form(self) -> range:
        """The lines from the first to the last blank of a form."""
        return form_range(self._lines)

    @cached_property
    def table(self) -> range:
        """The lines from the first to the last row of a table that is the better part of the document."""
        return table_range(self._lines, self._not_capitalized)

    def kept_whole(self) -> Iterator[range]:
        """Yield the ranges of an official document, a form and a table: nothing in them is there by chance."""
        yield from filter(None, (self.official, self.form, self.table) if self.has_short_lines else (self.official,))

    @cached_property
    def in_rows(self) -> frozenset[int]:
        """The lines of programmes, live reports, tables with a line for each cell, and lists of telephone numbers."""
        lines, telling = self._lines, self._not_capitalized
        found = [look(lines, telling) for look in (programmes, pairs, directories, reports)]
        return frozenset(index for ranges in (numbered_rows(lines), *found) for rows in ranges for index in rows)

    @cached_property
    def _continued(self) -> list[range]:
        return continued_lines(self._lines, self._not_capitalized)

    @property
    def sentences(self) -> list[range]:
        """The lines of each sentence that was broken over several."""
        return [run for run in self._continued if is_sentence(self._lines[run.start : run.stop])]

    @cached_property
    def in_sentences(self) -> frozenset[int]:
        """The lines that are part of a sentence that was broken over several."""
        return frozenset(index for sentence in self.sentences for index in sentence) if self._continued else frozenset()

    @cached_property
    def breaks(self) -> int:
        """The number of lines that end within a sentence."""
        return sum(len(run) - 1 for run in self._continued)

    @property
    def is_broken(self) -> bool:
        """Whether many lines end within a sentence: the text was wrapped at a column, or cut in pieces."""
        return self.breaks >= max(FEWEST_BREAKS, SHARE_OF_BREAKS * len(self._lines))

    @property
    def is_wrapped(self) -> bool:
        """Whether most of the lines that end within a sentence are long: then they were wrapped at a column."""
        long = sum(len(self._lines[index]) >= SHORTEST_WRAPPED for run in self._continued for index in run[:-1])
        return 2 * long > self.breaks

    def count_articles(self) -> int:
        """Return the number of articles with a date above them."""
        return count_articles(self._lines, self._telling)

    def error_message(self) -> str | None:
        """Return the message of an error page, or of a check that a person reads; None if there is none."""
        return error_message(self._lines)


def _around(ranges: Sequence[range]) -> range:
    """Return the range around all that are not empty."""
    found = [each for each in ranges if each]
    return range(min(each.start for each in found), max(each.stop for each in found)) if found else range(0)
