"""Decide which frequent lines are proposed as chrome, and give the reason for those that are not."""

from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import NamedTuple

from cleantext.filters.site_chrome.match import rule_for
from cleantext.text.keys import fold

from .article_lines import why_editorial
from .counts import is_frequent
from .occurrences import AFTER, BEFORE, INSIDE, LineCounts

LEARNED = "learned from"  # the beginning of the reason of a learned entry


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
        return f"{LEARNED} {self.line.site}: {self.line.documents} of {self.of} documents"

    @property
    def position(self) -> str:
        """Return the position of the line in most documents: before, in or after the article."""
        counts = (self.line.inside, INSIDE), (self.line.after, AFTER), (self.line.before, BEFORE)
        return max(counts, key=itemgetter(0))[1]


def proposals(
    lines: Iterable[LineCounts], totals: Mapping[str, int], *, min_docs: int, min_share: float
) -> list[Proposal]:
    """Return a proposal for each frequent line, sorted; `totals` are the numbers of documents of each site."""
    found = []
    for line in _joined_by_key(lines):
        of = totals[line.site]
        if is_frequent(line.documents, of, min_docs=min_docs, min_share=min_share):
            built_in = 2 * line.removed > line.documents
            found.append(Proposal(line, of, built_in, "" if built_in else _reason_against(line)))
    return sorted(found, key=lambda p: (p.line.site, -p.line.documents, p.line.text))


def _joined_by_key(lines: Iterable[LineCounts]) -> Iterator[LineCounts]:
    """Yield the lines with all spellings that one phrase matches merged into the most common one."""
    by_key: dict[tuple[str, str], list[LineCounts]] = {}
    for line in lines:
        by_key.setdefault((line.site, fold(line.text)), []).append(line)
    for spellings in by_key.values():
        first, *others = sorted(spellings, key=lambda line: (-line.documents, line.text))
        for other in others:
            first = first.merge(other)
        yield first


def _reason_against(line: LineCounts) -> str:
    """Return why a frequent line may be content of articles, or "" if it seems not to be."""
    if 2 * line.inside >= line.documents:
        return "stands inside articles"
    if not any(map(str.isalpha, line.text)):
        return "has no letters"
    if 2 * line.in_figures > line.documents and not rule_for(line.text):
        return "stands beside figures, as rows of tables do"
    return why_editorial(line.text)
