"""Describe where each line of a page stands, in numbers that the trees of the model ask about.

A line is as much like chrome as its words say; a known line is quite like chrome, and a paragraph not at all. What
stands around a line tells more than the line itself: menus and lists of headlines are runs of such lines, and a list of
the article's own has no chrome between it and the article's paragraphs.
"""

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple, TypeAlias

from cleantext.filters.site_chrome.layout import PageLayout
from cleantext.filters.site_chrome.titles import STOP_WORDS
from cleantext.text.prose import reads_like_a_link

from .words import words_of

SHORTEST_PARAGRAPH = 60  # characters of prose
MOST_LIKE, LEAST_LIKE, AMBIGUOUS, EDGE = 4.0, -4.0, 2.0, 2.0  # the limits; a known line; beyond the edge
FEW, SOME, MANY = 4, 10, 20  # lines above, or below
LIST_MARKS = " *-–•+"
DIGITS = frozenset("0123456789")
NO_TOPIC = STOP_WORDS | {bytes([letter]) for letter in range(256)}  # words that tell nothing of it


class Surroundings(NamedTuple):
    """What the trees ask about a line; shares and means are from 0 to 1, and of how much lines are like chrome.

    "Around" is up to four lines above and below, and the line itself. A run is the lines between two paragraphs.
    """

    score: float  # of the line's words
    length: int  # characters
    begins_with_sign: bool
    is_upper: bool
    has_rule: bool
    share_of_article: float  # of its words, those that the article says
    like_above: float  # of the line above
    like_below: float
    few_above: float  # mean of the four lines above
    few_below: float
    few_least: float  # the lesser of both
    some_above: float  # mean of ten lines
    some_below: float
    some_least: float
    most_above: float  # greatest since the paragraph above
    most_below: float  # greatest until the paragraph below
    chrome_above: float  # lines removed since the paragraph above
    chrome_in_many: float  # lines removed of the twenty above
    run: int  # lines
    run_removed: float  # share of its lines
    run_links: float  # share of headlines that stay
    run_score: float  # mean
    around_small: float  # share of lines around that begin with a small letter
    around_signs: float  # that begin with a sign
    around_colons: float  # with a colon inside
    around_links: float
    around_digits: float
    prose_above: float  # share of the characters of all paragraphs
    is_in_body: bool
    is_in_head: bool
    from_start: int  # lines
    lines: int  # of the page, as are the following
    prose: float  # characters of paragraphs
    paragraphs: int
    removed: float  # share of lines
    rules: int  # different rules that match outside of the article


Sums: TypeAlias = "array[float]"  # of the values of all lines above a line, for each line and for the end


class Neighbourhood:
    """The lines of a page with the sums from which the surroundings of each are made; `scores` are of their words.

    `chrome` holds the indexes of the lines that rules remove.
    """

    def __init__(self, page: PageLayout, chrome: Collection[int], scores: Sequence[float]) -> None:
        lines = page.lines
        self.page, self.scores = page, scores
        self.is_gone = list(map(chrome.__contains__, range(len(lines))))
        self.is_paragraph = [
            prose and not gone and len(line) >= SHORTEST_PARAGRAPH
            for line, prose, gone in zip(lines, page.prose, self.is_gone, strict=True)
        ]
        self.like = self._how_much_like_chrome()
        self.is_link = [not gone and reads_like_a_link(line) for line, gone in zip(lines, self.is_gone, strict=True)]
        self._likes, self._scores = _sums(self.like), _sums(scores)
        self._gone, self._links = _sums(self.is_gone), _sums(self.is_link)
        self._prose = _sums(len(line) if one else 0 for line, one in zip(lines, self.is_paragraph, strict=True))
        self._small = _sums(line.lstrip(LIST_MARKS)[:1].islower() for line in lines)
        self._signs = _sums(not line[0].isalnum() for line in lines)
        self._colons = _sums(":" in line[1:] for line in lines)
        self._digits = _sums(not DIGITS.isdisjoint(line) for line in lines)
        self._most_above = self._most_since_a_paragraph(self.like, self.is_paragraph)
        self._most_below = self._most_since_a_paragraph(self.like[::-1], self.is_paragraph[::-1])[::-1]
        self._paragraphs = [-1, *(index for index, one in enumerate(self.is_paragraph) if one), len(lines)]
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
        return frozenset(_words(self._article()))

    @cached_property
    def _every_word_of_article(self) -> frozenset[bytes]:
        return frozenset(words_of(self._article()))

    def _article(self) -> str:
        page = self.page
        return "\n".join(page.lines[index] for index in page.body if page.prose[index])

    @cached_property
    def _rules_outside(self) -> int:
        page = self.page
        return len({rule.name for index, rule in page.known.items() if index not in page.body})

    def around(self, index: int) -> Surroundings:
        """Return the surroundings of a line."""
        page, line, lines, like = self.page, self.page.lines[index], len(self.like), self.like
        above, below = self._nearest_paragraphs(index)
        size = below - above - 1
        begin, end = max(0, index - FEW), min(lines, index + FEW + 1)
        around = end - begin
        likes, gone, links = self._likes, self._gone, self._links
        few_above = some_above = few_below = some_below = EDGE
        if index:
            few_above = (likes[index] - likes[begin]) / (index - begin)
            some_above = _mean(likes, max(0, index - SOME), index)
        if (next_ := index + 1) < lines:
            few_below = (likes[end] - likes[next_]) / (end - next_)
            some_below = _mean(likes, next_, min(lines, next_ + SOME))
        return Surroundings(
            score=self.scores[index],
            length=len(line),
            begins_with_sign=not line[0].isalnum(),
            is_upper=line.isupper(),
            has_rule=index in page.rules,
            share_of_article=self._share_of_article(line),
            like_above=like[index - 1] if index else EDGE,
            like_below=like[index + 1] if index + 1 < lines else EDGE,
            few_above=few_above,
            few_below=few_below,
            few_least=min(few_above, few_below),
            some_above=some_above,
            some_below=some_below,
            some_least=min(some_above, some_below),
            most_above=self._most_above[index],
            most_below=self._most_below[index],
            chrome_above=gone[index] - gone[above + 1],
            chrome_in_many=gone[index] - gone[max(0, index - MANY)],
            run=lines if self.is_paragraph[index] else size,
            run_removed=(gone[below] - gone[above + 1]) / size,
            run_links=(links[below] - links[above + 1]) / size,
            run_score=(self._scores[below] - self._scores[above + 1]) / size,
            around_small=(self._small[end] - self._small[begin]) / around,
            around_signs=(self._signs[end] - self._signs[begin]) / around,
            around_colons=(self._colons[end] - self._colons[begin]) / around,
            around_links=(links[end] - links[begin]) / around,
            around_digits=(self._digits[end] - self._digits[begin]) / around,
            prose_above=self._prose[index] / (self.prose or 1),
            is_in_body=index in page.body,
            is_in_head=page.title is not None and index < page.title,
            from_start=index,
            lines=lines,
            prose=self.prose,
            paragraphs=self.paragraphs,
            removed=self._gone[-1] / lines,
            rules=self._rules_outside,
        )

    def run(self, index: int) -> tuple[int, float]:
        """Return the length of the run that a line is in, and the share of its lines that rules remove."""
        above, below = self._nearest_paragraphs(index)
        size = below - above - 1
        return len(self.like) if self.is_paragraph[index] else size, (self._gone[below] - self._gone[above + 1]) / size

    def some_least(self, index: int) -> float:
        """Return the lesser of the means of ten lines above and below."""
        begin, lines = index + 1, len(self.like)
        above = _mean(self._likes, max(0, index - SOME), index) if index else EDGE
        below = _mean(self._likes, begin, min(lines, begin + SOME)) if begin < lines else EDGE
        return min(above, below)

    def is_between_words_of_chrome(self, index: int) -> bool:
        """Check whether the next lines with letters above and below a line are more like chrome than not."""
        lines = self.page.lines
        above, below = range(index - 1, index - 1 - SOME, -1), range(index + 1, index + 1 + SOME)
        for indexes in (above, below):
            near = (other for other in indexes if 0 <= other < len(lines) and any(map(str.isalpha, lines[other])))
            if self.like[next(near, index)] <= 0:
                return False
        return True

    def is_between_paragraphs(self, index: int) -> bool:
        """Check whether the lines above and below a line are paragraphs."""
        above, below = self._nearest_paragraphs(index)
        return above == index - 1 >= 0 and below == index + 1 < len(self.like)

    def shares_no_word(self, index: int) -> bool:
        """Check whether there is an article and it says no word of a line, not even one like "và"."""
        words = set(words_of(self.page.lines[index]))
        return bool(words) and bool(self._every_word_of_article) and words.isdisjoint(self._every_word_of_article)

    def _nearest_paragraphs(self, index: int) -> tuple[int, int]:
        """Return the indexes of the next paragraph above and below a line; those beyond the ends if there is none."""
        place = bisect_left(self._paragraphs, index)
        below = self._paragraphs[place]
        return self._paragraphs[place - 1], self._paragraphs[place + 1] if below == index else below

    def _share_of_article(self, line: str) -> float:
        words = _words(line)
        return len(words & self._words_of_article) / len(words) if words else 0.0


def _words(text: str) -> set[bytes]:
    """Return the words of a text that say something about its topic."""
    return set(words_of(text)) - NO_TOPIC


def _sums(values: Iterable[float]) -> Sums:
    return array("d", accumulate(values, initial=0.0))


def _mean(sums: Sums, begin: int, end: int) -> float:
    return (sums[end] - sums[begin]) / (end - begin)
