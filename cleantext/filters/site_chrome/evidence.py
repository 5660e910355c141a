"""How far the evidence of known chrome reaches among lines that no rule matches.

A known line speaks for those beside it, but not for many: each unknown line uses up some of the evidence, a label
little, a headline or a reader's comment more; points of a text, rows and paragraphs end it, and so does any prose
where only lines that articles hold as well have given it. An unknown line is chrome only where evidence reaches it from
both sides, and three known lines at least have given it; the edge of the page counts as one. A known line needs the
support of another, an ambiguous one that of two. So a region grows line by line, and one known line more or less
changes a few lines. The figures are fitted on the labelled pages of half of the sites.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import NamedTuple

from .layout import KINDS_WITHOUT_EVIDENCE, LIST_MARKS, PageLayout
from .matched_lines import MOST_BARS_OF_A_MENU, STEP
from .rules import ANYWHERE, BESIDE, FIELD

GAIN, GAIN_BESIDE = 16.0, 2.0  # evidence that a known line adds, and one that is chrome only beside other chrome
MOST = 48.0  # evidence that adds up
GAIN_AT_EDGE, MOST_AT_EDGE = 8.0, 32.0  # evidence at an edge of the page, for each different rule in the region there
NEXT_TO_NOTHING = 0.01
UNCOUNTED_AT_EDGE = 3  # different rules in the region for which there is next to no evidence at its edge
FEWEST_AROUND = 3  # known lines from which evidence must come to an unknown line
FEWEST_AROUND_AMBIGUOUS = 2
NEAR = 6  # lines
LONGEST_LABEL, LONGEST_ENTRY = 24, 60  # characters of an entry of a menu, and of a long one
LONGEST_BESIDE_A_TITLE = 40  # characters
LABEL_COST, ENTRY_COST, HEADLINE_COST = 0.2, 1.0, 2.0
TEASER_COST, SENTENCE_COST = 1.0, 4.0
LONGEST_SENTENCE, LONGEST_COMMENT = 200, 300  # characters; the latter of a line of prose that stands alone
POINT_OF_A_TEXT = re.compile(  # a) Text, 1. Text; Bước 1
    rf"\W*(?:[a-zđ][.)]\s?\S|(?:\d{{1,2}}(?:\.\d{{1,2}})*[.)/]|[IVX]{{1,4}}\.)\s.*[.,:;]$)|{STEP.pattern}"
)
MOST_TABS = 1  # of a line that is no row of a table
FIRST_LETTERS = "IVXBbCD"  # of those whose second character is a letter or missing: "IV.", "Bước 1", "D"

Cost = Callable[[PageLayout, int], float | None]


class Source(NamedTuple):
    """What there is at an end of a region: some evidence, and the number of known lines for which it stands."""

    evidence: float = 0.0
    lines: int = 0


NOTHING = Source()
AT_THE_TITLE = Source(8.0)


def reach(page: PageLayout, within: range, cost: Cost, *, above: Source = NOTHING, below: Source = NOTHING) -> set[int]:
    """Return which lines of a range are chrome by the evidence that reaches them, known ones and unknown ones.

    `above` and `below` are what there is at the ends of the range. `cost` returns what an unknown line uses up; None if
    no evidence passes it. Where no line is known, none is chrome: the ends alone are not enough.
    """
    if not page.certainty or page.known.keys().isdisjoint(within):
        return set()
    cost_of = cache(partial(cost, page))  # asked from both sides
    down = _reached_from(page, within, cost_of, above)
    up = _reached_from(page, reversed(within), cost_of, below)
    return {index for index in {*down, *up} if _is_chrome(page, index, down.get(index), up.get(index))}


def _is_chrome(page: PageLayout, index: int, above: int | None, below: int | None) -> bool:
    """Check whether a line is chrome by the number of known lines on each side whose evidence reaches it, if any."""
    around = (above or 0) + (below or 0)
    rule = page.known.get(index)
    if rule is None:
        return index not in page.rules and above is not None and below is not None and around >= FEWEST_AROUND
    if rule.kind in KINDS_WITHOUT_EVIDENCE:
        return around >= FEWEST_AROUND
    return around >= (FEWEST_AROUND_AMBIGUOUS if page.is_ambiguous(index) else 1)


def _reached_from(
    page: PageLayout, indexes: Iterable[int], cost_of: Callable[[int], float | None], source: Source
) -> dict[int, int]:
    """Return the lines that evidence reaches from one side, with the number of known lines that have given it."""
    rules, known, prose = page.rules, page.known, page.prose
    reached: dict[int, int] = {}
    evidence, lines = source.evidence * page.certainty, source.lines
    is_beside_title = source is AT_THE_TITLE  # until a known line is met
    is_certain = False  # whether a line was met that articles do not hold: prose may be a comment then, or a teaser
    for index in indexes:
        if index in rules:
            is_beside_title = is_beside_title and index not in known
            if evidence > 0:
                reached[index] = lines
            else:
                lines = 0
            gain = _gain(page, index, opens=evidence < LABEL_COST)
            evidence = 0.0 if gain is None else min(MOST, evidence + gain * page.certainty)
            lines += gain == GAIN
            is_certain = evidence > 0 and (is_certain or (gain == GAIN and page.is_certain(index)))
            continue
        if not evidence:
            continue
        used = cost_of(index)
        is_own = not is_certain if prose[index] else is_beside_title and _may_be_title(page, index)
        if is_own or used is None or used > evidence:
            evidence = 0.0
        else:
            evidence -= used
            reached[index] = lines
    return reached


def _may_be_title(page: PageLayout, index: int) -> bool:
    """Check whether a line beside the title found is too long for a label: the true title, or part of the lead."""
    line = page.lines[index].strip()
    return len(line) > LONGEST_BESIDE_A_TITLE and line[0] not in LIST_MARKS and index not in page.listed


def _gain(page: PageLayout, index: int, *, opens: bool) -> float | None:
    """Return the evidence that a line with a rule adds; None if it ends all, as a label of the article's own does.

    What articles hold as well is no evidence, whether it stands in the article or not. After the article, an ambiguous
    line ("Thống kê") opens nothing without another known line near it: it may be a heading of the article's last part.
    Above the article, a line that stands after it on the site's other pages tells nothing.
    A field ("Địa chỉ") is no evidence there at all without one.
    """
    rule = page.rules[index]
    if rule.scope == BESIDE:
        return 0.0 if opens and rule.kind == "number" else GAIN_BESIDE
    if index not in page.known:
        return None
    if rule.line and rule.line.is_after and index < page.body.start:
        return 0.0
    ambiguous = page.is_ambiguous(index)
    if rule.kind in KINDS_WITHOUT_EVIDENCE or (ambiguous and rule.scope == ANYWHERE):
        return 0.0
    is_alone = (
        (opens or rule.scope == FIELD) and ambiguous and index >= page.body.stop and not _has_another_near(page, index)
    )
    return 0.0 if is_alone else GAIN


def _has_another_near(page: PageLayout, index: int) -> bool:
    """Check whether a line that another rule knows is near an ambiguous one.

    Near the label of a form or an address it must be one that is not ambiguous.
    """
    rule = page.known[index]
    near = range(max(index - NEAR, page.body.stop), index + NEAR + 1)
    return any(
        known.name != rule.name
        and known.kind not in KINDS_WITHOUT_EVIDENCE
        and not (rule.scope == FIELD and page.is_ambiguous(other))
        for other in near
        if (known := page.known.get(other))
    )


def at_edge(page: PageLayout, region: range) -> Source:
    """Return the evidence at the edge of the page beyond a region, by the different rules in it.

    Of a few it is next to nothing, which supports known lines and reaches no unknown one.
    """
    names = {page.known[index].name for index in region if index in page.known}
    return Source(min(MOST_AT_EDGE, max(NEXT_TO_NOTHING, GAIN_AT_EDGE * (len(names) - UNCOUNTED_AT_EDGE))), 1)


def cost_in_menu(page: PageLayout, index: int) -> float | None:
    """Return what a line of a menu uses up; prose ends a menu."""
    if page.prose[index] or is_of_a_text(page, index):
        return None
    length = len(page.lines[index])
    is_entry = length <= LONGEST_LABEL or index in page.listed
    return LABEL_COST if is_entry else ENTRY_COST if length <= LONGEST_ENTRY else HEADLINE_COST


def cost_after_article(page: PageLayout, index: int) -> float | None:
    """Return what a line after the article uses up: a label, a link, its teaser, a comment; paragraphs end all."""
    line = page.lines[index]
    if is_of_a_text(page, index):
        return None
    if page.prose[index]:
        is_alone = not (page.is_prose(index - 1) or page.is_prose(index + 1))
        if is_alone and page.is_link_teaser(index):
            return TEASER_COST
        return SENTENCE_COST if len(line) <= (LONGEST_COMMENT if is_alone else LONGEST_SENTENCE) else None
    is_entry = len(line) <= LONGEST_LABEL or index in page.links or page.is_link(index)
    return LABEL_COST if is_entry else ENTRY_COST


def is_of_a_text(page: PageLayout, index: int) -> bool:
    """Check whether a line is a point of rules or steps, of a programme or a table: a page has none around it."""
    line = page.lines[index]
    if ("|" in line and line.count("|") > MOST_BARS_OF_A_MENU) or ("\t" in line and line.count("\t") > MOST_TABS):
        return True
    if index in page.structure.in_rows or index in page.in_facts:
        return True
    return (line[0] in FIRST_LETTERS or not line[:2].isalpha()) and POINT_OF_A_TEXT.match(line) is not None
