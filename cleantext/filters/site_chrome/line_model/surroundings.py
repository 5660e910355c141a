"""Describe where each line of a page stands, in numbers that the trees of the model ask about.

A line is as much like chrome as its words say; a known line is quite like chrome, and a paragraph not at all. What
stands around a line tells more than the line itself: menus and lists of headlines are runs of such lines, and a list of
the article's own has no chrome between it and the article's paragraphs.
"""

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import TypeAlias

from cleantext.filters.site_chrome.layout import PageLayout
from cleantext.filters.site_chrome.titles import STOP_WORDS
from cleantext.text.prose import reads_like_a_link

from .questions import OF_PAGE, Surroundings
from .words import lines_of_words

SHORTEST_PARAGRAPH = 60  # characters of prose
FEWEST_PARAGRAPHS, LEAST_PROSE = 3, 600  # of an article; the latter in characters
MOST_LIKE, LEAST_LIKE, AMBIGUOUS, EDGE = 4.0, -4.0, 2.0, 2.0  # the limits; a known line; beyond the edge
FEW, SOME, MANY = 4, 10, 20  # lines above, or below
AT_ONCE = 1024  # lines that are asked together, which bounds the memory that their answers take
LIST_MARKS = " *-–•+"
NO_TOPIC = STOP_WORDS | {bytes([letter]) for letter in range(256)}  # words that tell nothing of it


Range: TypeAlias = tuple[int, int]  # the first line, and the one behind the last
Sums: TypeAlias = "array[float]"  # of the values of all lines above a line, for each line and for the end


class Neighbourhood:
    """The lines of a page with the sums from which the surroundings of each are made; `scores` are of their words.

    `chrome` holds the indexes of the lines that rules remove.
    """

    def __init__(self, page: PageLayout, chrome: Collection[int], scores: Sequence[float]) -> None:
        lines = page.lines
        self.page, self.scores = page, scores
        self._words = page.document.asked(lines_of_words)
        self.is_gone = list(map(chrome.__contains__, range(len(lines))))
        self.is_paragraph = [
            prose and not gone and len(line) >= SHORTEST_PARAGRAPH
            for line, prose, gone in zip(lines, page.prose, self.is_gone, strict=True)
        ]
        self.like = self._how_much_like_chrome()
        self.is_link = [not gone and reads_like_a_link(line) for line, gone in zip(lines, self.is_gone, strict=True)]
        self._likes, self._scores = _sums(self.like), _sums(scores)
        self._gone, self._links = _sums(self.is_gone), _sums(self.is_link)
        self._prose = _sums([len(line) if one else 0 for line, one in zip(lines, self.is_paragraph, strict=True)])
        self._small = _sums([line.lstrip(LIST_MARKS)[:1].islower() for line in lines])
        self._signs = _sums([not line[0].isalnum() for line in lines])
        self._colons = _sums([":" in line[1:] for line in lines])
        self._digits = _sums([b"0" in line for line in self._words])
        self._most_above = self._most_since_a_paragraph(self.like, self.is_paragraph)
        self._most_below = self._most_since_a_paragraph(self.like[::-1], self.is_paragraph[::-1])[::-1]
        self._paragraphs = [-1, *(index for index, one in enumerate(self.is_paragraph) if one), len(lines)]
        self._shares_of_runs: dict[Range, float] = {}  # by the paragraphs around the run
        self.prose, self.paragraphs = self._prose[-1], len(self._paragraphs) - 2

    def _how_much_like_chrome(self) -> list[float]:
        """Return how much like chrome each line is."""
        page = self.page
        like = [
            MOST_LIKE if gone else LEAST_LIKE if paragraph else max(LEAST_LIKE, min(MOST_LIKE, score))
            for gone, paragraph, score in zip(self.is_gone, self.is_paragraph, self.scores, strict=True)
        ]
        for index in page.known:
            if not self.is_gone[index] and not self.is_paragraph[index]:
                like[index] = max(AMBIGUOUS, like[index]) if page.is_ambiguous(index) else MOST_LIKE
        return like

    @staticmethod
    def _most_since_a_paragraph(like: Iterable[float], is_paragraph: Iterable[bool]) -> list[float]:
        """Return for each line how much the line most like chrome is so, of those passed since a paragraph."""
        most, found = LEAST_LIKE, list[float]()
        for own, paragraph in zip(like, is_paragraph, strict=True):
            found.append(most)
            most = LEAST_LIKE if paragraph else max(most, own)
        return found

    @cached_property
    def _words_of_article(self) -> frozenset[bytes]:
        """Every word of the article, also those that tell nothing of its topic."""
        page = self.page
        return frozenset().union(*(self._words[index].split() for index in page.body if page.prose[index]))

    @cached_property
    def _rules_outside(self) -> int:
        page = self.page
        return len({rule.name for index, rule in page.known.items() if index not in page.body})

    def around_each(self, indexes: Sequence[int]) -> Iterator[Surroundings]:
        """Yield the surroundings of some lines."""
        for start in range(0, len(indexes), AT_ONCE):
            yield from self._around_all(indexes[start : start + AT_ONCE])

    def _around_all(self, indexes: Sequence[int]) -> Iterator[Surroundings]:
        """Yield the surroundings of a few lines.

        All are asked a question before the next one is: so each question costs a list, and no calls for each line.
        """
        page, lines, like, gone, end = self.page, self.page.lines, self.like, self._gone, len(self.like)
        runs = [(above + 1, below) for above, below in map(self._nearest_paragraphs, indexes)]
        above_few, below_few = _ranges(indexes, FEW, end)
        above_some, below_some = _ranges(indexes, SOME, end)
        around = [(begin, stop) for (begin, _), (_, stop) in zip(above_few, below_few, strict=True)]
        few_above, few_below = _means(self._likes, above_few), _means(self._likes, below_few)
        some_above, some_below = _means(self._likes, above_some), _means(self._likes, below_some)
        sizes = [below - above for above, below in runs]
        title = -1 if page.title is None else page.title
        of_page = (end, self.prose, self.paragraphs, self._gone[-1] / end, self._rules_outside)
        columns: dict[str, Sequence[float]] = {
            "score": [self.scores[index] for index in indexes],
            "length": [len(lines[index]) for index in indexes],
            "begins_with_sign": [not lines[index][0].isalnum() for index in indexes],
            "is_upper": [lines[index].isupper() for index in indexes],
            "has_rule": [index in page.rules for index in indexes],
            "share_of_article": [*map(self._share_of_article, indexes)],
            "like_above": [like[index - 1] if index else EDGE for index in indexes],
            "like_below": [like[index + 1] if index + 1 < end else EDGE for index in indexes],
            "few_above": few_above,
            "few_below": few_below,
            "few_least": [*map(min, few_above, few_below)],
            "some_above": some_above,
            "some_below": some_below,
            "some_least": [*map(min, some_above, some_below)],
            "most_above": [self._most_above[index] for index in indexes],
            "most_below": [self._most_below[index] for index in indexes],
            "chrome_above": [gone[index] - gone[above] for index, (above, _) in zip(indexes, runs, strict=True)],
            "chrome_in_many": [gone[index] - gone[max(0, index - MANY)] for index in indexes],
            "run": [end if self.is_paragraph[i] else size for i, size in zip(indexes, sizes, strict=True)],
            "run_removed": _means(gone, runs),
            "run_links": _means(self._links, runs),
            "run_score": _means(self._scores, runs),
            "around_small": _means(self._small, around),
            "around_signs": _means(self._signs, around),
            "around_colons": _means(self._colons, around),
            "around_links": _means(self._links, around),
            "around_digits": _means(self._digits, around),
            "prose_above": [self._prose[index] / (self.prose or 1) for index in indexes],
            "is_in_body": [index in page.body for index in indexes],
            "is_in_head": [index < title for index in indexes],
            "from_start": indexes,
            **{question: [answer] * len(indexes) for question, answer in zip(OF_PAGE, of_page, strict=True)},
        }
        return map(Surroundings._make, zip(*map(columns.__getitem__, Surroundings._fields), strict=True))

    @cached_property
    def has_article(self) -> bool:
        """Whether the body of the page has enough paragraphs for an article, and enough characters in them."""
        body = self.page.body
        paragraphs = sum(self.is_paragraph[body.start : body.stop])
        return paragraphs >= FEWEST_PARAGRAPHS and self._prose[body.stop] - self._prose[body.start] >= LEAST_PROSE

    def run(self, index: int) -> tuple[int, float]:
        """Return the length of the run that a line is in, and the share of its lines that rules remove."""
        above, below = self._nearest_paragraphs(index)
        size = below - above - 1
        return len(self.like) if self.is_paragraph[index] else size, (self._gone[below] - self._gone[above + 1]) / size

    def score_of_run(self, index: int) -> float:
        """Return the mean score of the words of the lines of a run."""
        above, below = self._nearest_paragraphs(index)
        return (self._scores[below] - self._scores[above + 1]) / (below - above - 1)

    def share_of_run(self, index: int) -> float:
        """Return the mean share of the words of a line that the article says, of those lines of a run that stay."""
        run = self._nearest_paragraphs(index)
        if run not in self._shares_of_runs:
            lines = [other for other in range(run[0] + 1, run[1]) if not self.is_gone[other]]
            shares = [self._share_of_article(other) for other in lines if any(map(str.isalpha, self.page.lines[other]))]
            self._shares_of_runs[run] = sum(shares) / (len(shares) or 1)
        return self._shares_of_runs[run]

    def some_most(self, index: int) -> float:
        """Return the greater of the means of ten lines above and below."""
        above, below = _ranges([index], SOME, len(self.like))
        return max(_means(self._likes, [*above, *below]))

    def is_between_words_of_chrome(self, index: int) -> bool:
        """Check whether the nearest lines with letters, above and below a line, are more like chrome than not.

        A line that has none within ten lines is not between such lines; the edge of a page with paragraphs counts as
        chrome.
        """
        lines = self.page.lines
        for near in (range(index - 1, index - 1 - SOME, -1), range(index + 1, index + 1 + SOME)):
            inside = (at for at in near if 0 <= at < len(lines))
            nearest = next((at for at in inside if any(map(str.isalpha, lines[at]))), None)
            reaches_edge = not 0 <= near[-1] < len(lines)
            if nearest is None and not (reaches_edge and self.paragraphs):
                return False
            if nearest is not None and self.like[nearest] <= 0:
                return False
        return True

    def is_between_paragraphs(self, index: int) -> bool:
        """Check whether the lines above and below a line are paragraphs."""
        above, below = self._nearest_paragraphs(index)
        return above == index - 1 >= 0 and below == index + 1 < len(self.like)

    def _nearest_paragraphs(self, index: int) -> tuple[int, int]:
        """Return the indexes of the next paragraph above and below a line; those beyond the ends if there is none."""
        place = bisect_left(self._paragraphs, index)
        below = self._paragraphs[place]
        return self._paragraphs[place - 1], self._paragraphs[place + 1] if below == index else below

    def _share_of_article(self, index: int) -> float:
        words = set(self._words[index].split()) - NO_TOPIC
        return len(words & self._words_of_article) / len(words) if words else 0.0


def _sums(values: Iterable[float]) -> Sums:
    return array("d", [*accumulate(values, initial=0.0)])  # of a list it is made in half the time


def _ranges(indexes: Iterable[int], size: int, end: int) -> tuple[list[Range], list[Range]]:
    """Return the ranges of so many lines above each of some, and of those below; fewer at the ends of the page."""
    above = [(index - size if index > size else 0, index) for index in indexes]
    return above, [(index + 1, min(index + 1 + size, end)) for _, index in above]


def _means(sums: Sums, ranges: Iterable[Range]) -> list[float]:
    """Return the mean of the values in each range, EDGE for an empty one."""
    return [(sums[end] - sums[begin]) / (end - begin) if begin < end else EDGE for begin, end in ranges]
