"""Which frequent lines are proposed as chrome, and which are left alone although they are frequent, and why."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from cleantext.filters.site_chrome.match import rule_for
from cleantext.text.keys import fold

from .article_lines import whose_own
from .counts import enough
from .occurrences import AFTER, BEFORE, INSIDE, Line

LEARNED = "learned from"  # how the reason of a learned entry begins


class Proposal(NamedTuple):
    """A line of a site that is chrome, or seems so.

    `built_in` says that the rules of the package remove it already, from most documents; `against`, if it is not
    empty, why it is not proposed although it is frequent.
    """

    line: Line
    of: int
    built_in: bool
    against: str

    @property
    def why(self) -> str:
        """Say what was counted; with this reason the line is removed."""
        return f"{LEARNED} {self.line.site}: {self.line.documents} of {self.of} documents"

    @property
    def place(self) -> str:
        """Say where the line stands in most documents."""
        return _place(self.line)


def proposals(lines: Iterable[Line], totals: Mapping[str, int], *, min_docs: int, min_share: float) -> list[Proposal]:
    """Judge the lines of all sites, `totals` being the documents of each; the same lines give the same list."""
    judged = []
    for line in _joined_by_key(lines):
        of = totals[line.site]
        if enough(line.documents, of, min_docs=min_docs, min_share=min_share):
            built_in = 2 * line.removed > line.documents
            judged.append(Proposal(line, of, built_in, "" if built_in else _against(line)))
    return sorted(judged, key=lambda p: (p.line.site, -p.line.documents, p.line.text))


def _joined_by_key(lines: Iterable[Line]) -> Iterator[Line]:
    """Join the spellings of a line that one phrase matches; the commonest stands for all."""
    by_key: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        by_key.setdefault((line.site, fold(line.text)), []).append(line)
    for spellings in by_key.values():
        first, *others = sorted(spellings, key=lambda line: (-line.documents, line.text))
        for other in others:
            first = first.and_also(other)
        yield first


def _place(line: Line) -> str:
    return max((line.inside, INSIDE), (line.after, AFTER), (line.before, BEFORE), key=lambda pair: pair[0])[1]


def _against(line: Line) -> str:
    """Say why a frequent line may be the article's own; nothing where it is not."""
    if 2 * line.inside >= line.documents:
        return "stands inside articles"
    if not any(map(str.isalpha, line.text)):
        return "has no letters"
    if 2 * line.in_figures > line.documents and not rule_for(line.text):
        return "stands beside figures, as rows of tables do"
    return whose_own(line.text)
