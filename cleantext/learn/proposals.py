"""Decide which frequent lines are proposed as chrome, and give the reason for those that are not."""

import re
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import NamedTuple

from cleantext.chain.site_lines import AFTER, FIRST
from cleantext.filters.datelines import is_dateline
from cleantext.filters.site_chrome.match import rule_for
from cleantext.text.keys import site_key, without_numbers
from cleantext.text.prose import reads_like_prose

from .article_lines import names_a_counter, why_editorial
from .counts import is_frequent, share_in_menus
from .occurrences import BEFORE, INSIDE, UNKNOWN, LineCounts

LEARNED = "learned from"  # the beginning of the reason of a learned entry
NEARLY_ALL = 0.9  # of a line's documents, in which it stands in a menu
FEWEST_OF_A_MENU = 5  # documents that have a menu
MOST_COPIES = 3  # of an entry of a menu in a document; more are the label of each entry of a list


class Proposal(NamedTuple):
    """A frequent line of a site that has `of` documents.

    `built_in` is true if built-in rules already remove it from most documents. `reason_against`, if not empty, says
    why the line is not proposed although it is frequent.
    """

    line: LineCounts
    of: int
    built_in: bool
    reason_against: str

    @property
    def why(self) -> str:
        """Return the reason with which the line will be removed: what was counted."""
        return f"learned from {self.line.site}: {self.line.documents} of {self.of} documents"

    @property
    def position(self) -> str:
        """Return the position of the line in most documents."""
        line = self.line
        counts = (0, UNKNOWN), (line.inside, INSIDE), (line.after, AFTER), (line.before, BEFORE), (line.first, FIRST)
        return max(counts, key=itemgetter(0))[1]

    @property
    def times(self) -> int:
        """Return how often a document that has the line has it, on average."""
        return max(1, round(self.line.copies / self.line.documents))


def proposals(
    lines: Iterable[LineCounts], totals: Mapping[str, int], *, min_docs: int, min_share: float
) -> list[Proposal]:
    """Return a proposal for each frequent line, sorted; `totals` are the numbers of documents of each site.

    A line of a menu that only a part of the pages has is frequent, too, but not told if it seems to be content.
    """
    found = []
    for line in _joined_by_key(lines):
        of, built_in = totals[line.site], 2 * line.removed > line.documents
        if is_frequent(line.documents, of, min_docs=min_docs, min_share=min_share):
            found.append(Proposal(line, of, built_in, _reason_against(line, built_in=built_in)))
        elif _is_of_some_pages(line, built_in=built_in) and is_frequent(
            line.documents, of, min_docs=min_docs, min_share=share_in_menus(min_share)
        ):
            found.append(Proposal(line, of, built_in, ""))
    return sorted(found, key=lambda p: (p.line.site, -p.line.documents, p.line.text))


def _is_of_some_pages(line: LineCounts, *, built_in: bool) -> bool:
    """Check whether a line is surely of a menu or a box, which only a part of the pages may have."""
    return (
        line.documents >= FEWEST_OF_A_MENU
        and line.copies <= MOST_COPIES * line.documents
        and line.in_run >= NEARLY_ALL * line.documents
        and not reads_like_prose(line.text)
        and not why_editorial(line.text, in_menu=built_in)
        and not _reason_against(line, built_in=built_in)
    )


def _joined_by_key(lines: Iterable[LineCounts]) -> Iterator[LineCounts]:
    """Yield the lines with all spellings that one line of a profile matches merged into the most common one."""
    by_key: dict[tuple[str, str, bool], list[LineCounts]] = {}
    for line in lines:
        any_number = line.any_number > 0 or (_counts(line.text) and re.search(r"\d", line.text) is not None)
        key = without_numbers(site_key(line.text)) if any_number else site_key(line.text)
        joined = line._replace(any_number=any_number * line.documents)
        by_key.setdefault((line.site, key, any_number), []).append(joined)
    for spellings in by_key.values():
        first, *others = sorted(spellings, key=lambda line: (-line.documents, line.text))
        for other in others:
            first = first.merge(other)
        yield first


def _reason_against(line: LineCounts, *, built_in: bool) -> str:
    """Return why a frequent line may be content of articles, or "" if it seems not to be.

    Of one that built-in rules remove from most documents, its words alone decide.
    """
    if not built_in:
        if line.inside and 2 * line.inside >= line.before + line.inside + line.after:
            return "stands inside articles"
        if 2 * line.in_figures > line.documents and not rule_for(line.text) and not names_a_counter(line.text):
            return "stands beside figures, as rows of tables do"
    if line.any_number and not _counts(line.text):
        return "has other numbers in other documents, as titles have"
    return why_editorial(line.text, in_menu=built_in or line.amid_run >= NEARLY_ALL * line.documents)


def _counts(text: str) -> bool:
    """Check whether the numbers of a line say nothing: those of a counter, a date, a known pattern."""
    return names_a_counter(text) or is_dateline(text) or rule_for(text) is not None
