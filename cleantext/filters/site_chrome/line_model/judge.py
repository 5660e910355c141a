"""Decide which lines that no rule removes are chrome, by the fitted weights, and say why."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from cleantext.filters.site_chrome.layout import PageLayout
from cleantext.filters.site_chrome.rules import LONGEST_PAGE, SHORT_LINES_OF_MENUS, Chrome, Verdict
from cleantext.text.prose import SHORTEST_SENTENCE

from .fitted import fitted, scores_of
from .guards import may_be_judged
from .questions import Surroundings
from .reasons import reason_of
from .surroundings import Neighbourhood
from .words import LONGEST_LINE, Scorer

DEFAULT_LIMIT, STRICT_LIMIT = 2.3, 4.5  # of the judgement, above which a line is chrome
LIMIT_WITHOUT_RULES = 3.0  # the least limit where rules remove nothing: the document may be no page at all
LESS_IN_A_GAP, LONGEST_GAP = 3.0, 8  # how far below the limit a judgement may be between lines that go; lines
SHARE_OF_A_TITLE = 0.7  # of the words of a line that may be the title: those that the article says


def likely_chrome(page: PageLayout, chrome: Chrome, own: Collection[int], *, strict: bool = False) -> Chrome:
    """Return which lines are chrome besides those that rules remove; `own` are lines that must stay.

    Where `strict` is true, only the surest are.
    """
    if not (page.body or chrome or SHORT_LINES_OF_MENUS <= len({*page.lines}) <= LONGEST_PAGE):
        return {}
    scorer = fitted().scorer
    if not _has_words_of_chrome(page, chrome, scorer):
        return {}
    neighbourhood = Neighbourhood(page, chrome, scores_of(page, scorer))
    limit = STRICT_LIMIT if strict else DEFAULT_LIMIT if chrome else LIMIT_WITHOUT_RULES
    limit_in_gaps = limit - LESS_IN_A_GAP if chrome and not strict else limit
    judged = _judged_above(limit, limit_in_gaps, neighbourhood, own)
    shared: dict[str, Verdict] = {}  # thousands of lines go for the same reason
    found: Chrome = {}
    for index in judged.keys() - set(_last_copies(page, judged)):
        reason = reason_of(neighbourhood, index, judged[index])
        found[index] = shared.setdefault(reason, Verdict("likely", reason))
    return found


def _has_words_of_chrome(page: PageLayout, chrome: Collection[int], scorer: Scorer) -> bool:
    """Check whether a line that rules leave reads like chrome by its words, and not like prose.

    Where none does, as in most articles that end in a line of chrome, no line is judged to be any.
    """
    return any(
        scorer.score(line) > 0
        for index, line in enumerate(page.lines)
        if not page.prose[index] and index not in chrome and len(line) <= LONGEST_LINE
    )


def _judged_above(
    limit: float, limit_in_gaps: float, neighbourhood: Neighbourhood, own: Collection[int]
) -> dict[int, Surroundings]:
    """Return the surroundings of lines whose judgement is above a limit; outside of the body, those of gaps between."""
    page, indexes = neighbourhood.page, list(may_be_judged(neighbourhood, own))
    titles = {0, *page.possible_titles}
    found: set[int] = set()
    likely: dict[int, Surroundings] = {}
    for index, answers in zip(indexes, neighbourhood.around_each(indexes), strict=True):
        if index in titles and answers.share_of_article >= SHARE_OF_A_TITLE:
            continue
        judgement = fitted().trees.judge(answers)
        if judgement > limit:
            found.add(index)
        if judgement > limit_in_gaps:
            likely[index] = answers
    found.update(_gaps(neighbourhood.is_gone, found, likely.keys() - page.body))
    return {index: likely[index] for index in sorted(found)}


def _gaps(is_gone: Sequence[bool], found: Collection[int], likely: Collection[int]) -> Iterator[int]:
    """Yield the likely lines of short gaps between lines that go, or between one and the end: a list has no holes."""
    ends = [index for index, gone in enumerate(is_gone) if gone or index in found]
    for above, below in pairwise([*ends, len(is_gone)]):
        gap = range(above + 1, below)
        if 0 < len(gap) <= LONGEST_GAP and all(index in likely for index in gap):
            yield from gap


def _last_copies(page: PageLayout, judged: Collection[int]) -> Iterator[int]:
    """Yield the first of equal lines that would all go, if they are long enough for the title of the page."""
    long = [index for index in sorted(judged) if len(page.lines[index]) >= SHORTEST_SENTENCE]
    first = {page.lines[index]: index for index in reversed(long)}
    if len(first) == len(long):
        return
    copies, everywhere = Counter(page.lines[index] for index in long), Counter(page.lines)
    yield from (index for line, index in first.items() if 1 < copies[line] == everywhere[line])
