"""Decide which of the lines with the same content are duplicates to remove: captions, titles, leads.

Pages print a caption for the eye and again for the screen reader, the title as the caption of the first picture,
the lead as a teaser. The criteria are the distance, a credit or picture number on one copy, equality with the title.
What on_purpose.py recognizes stays, and so does a copy that has its place in a section or passage of its own.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from cleantext.model import Hit
from cleantext.text.keys import letters_of, letters_of_each
from cleantext.text.lines import Lines
from cleantext.text.prose import is_running_text, reads_like_prose
from cleantext.text.structure import Structure

from .credits import Comparable, comparable
from .excerpts import FEWEST_LETTERS, is_excerpt, is_unaccented_start, possible_excerpts, without_marks
from .on_purpose import (
    are_rows,
    begin_alike,
    document_repeats_on_purpose,
    is_listed,
    is_one_sentence,
    is_verse,
)
from .titles import adds_byline, completes_title, is_heading_like, repeats_title, title_of

FEWEST_LETTERS_NEAR, FEWEST_LETTERS_FAR = 23, 60  # of a line that is a duplicate without a credit
LONGEST_BEGINNING = 24  # characters
NEAR_GAP, FAR_GAP = 3, 40  # lines between two copies, not counting lines that have a copy themselves
REPEATS, REPEATS_TITLE = "repeats line", "repeats the title, line"
RICHER, EXCERPT, CUT_SHORT = "is said more fully in line", "is part of line", "is cut short; complete in line"


class Captions:
    """The lines of a document, compared with one another. All indexes are among its nonblank lines (`lines`)."""

    def __init__(self, lines: Lines) -> None:
        """Group the copies among the lines of a document, and find its title."""
        self._document, self.line_indexes, self.lines = lines, lines.nonblank_indexes, lines.nonblank
        self.title = title_of(self.lines)
        self.dropped: dict[int, tuple[int, str]] = {}  # index: the index of the twin, and the reason
        self.copies: dict[int, Comparable] = {}
        groups: dict[str, list[int]] = {}
        starts = [own[:FEWEST_LETTERS] for own in letters_of_each([line[:LONGEST_BEGINNING] for line in self.lines])]
        self._begin_alike = _indexes_of_repeated(starts)  # others have no copy
        for index in self._begin_alike:
            if len(starts[index]) == FEWEST_LETTERS or len(self.lines[index]) > LONGEST_BEGINNING:
                copy = comparable(self.lines[index])
                if len(copy.letters) >= FEWEST_LETTERS:
                    self.copies[index] = copy
                    groups.setdefault(copy.letters, []).append(index)
        self.groups = [indexes for indexes in groups.values() if len(indexes) > 1]

    @cached_property
    def prose(self) -> list[bool]:
        """For each line, True if it reads like prose."""
        return list(map(reads_like_prose, self.lines))

    @cached_property
    def _unpaired_before(self) -> list[int]:
        """The number of lines without a copy before each line; distances so measured outlive the removal of copies."""
        paired = {index for indexes in self.groups for index in indexes}
        return [*accumulate((index not in paired for index in range(len(self.lines))), initial=0)]

    @cached_property
    def _headings_before(self) -> list[int]:
        """The number of lines before each line that may be headings: they are no prose, or end in a colon."""
        headings = (not self.prose[index] or line.endswith(":") for index, line in enumerate(self.lines))
        return [*accumulate(headings, initial=0)]

    def hits(self) -> list[Hit]:
        """Return the duplicates, in the order of the lines."""
        if self.title is not None:
            self._drop_title_below(self.title)
            self._drop_alt_texts_of_title(self.title)
        for indexes in self.groups:
            if indexes[0] == self.title:
                self._drop_copies(self._drop_captions_like_title(self.title, indexes[1:]))
            else:
                self._drop_copies(indexes)
        self._drop_excerpts()
        if self.dropped and document_repeats_on_purpose(self._document.asked(Structure), self.prose):
            return []
        return [self._hit(index) for index in sorted(self.dropped)]

    def _hit(self, index: int) -> Hit:
        reason, twin = self.dropped[index][1], self._kept(index)
        below = reason == REPEATS and twin > index
        if below and len(letters_of(self.lines[twin])) > len(letters_of(self.lines[index])):
            reason = RICHER
        return Hit(self.line_indexes[index], reason, "caption", self.line_indexes[twin])

    def _kept(self, index: int) -> int:
        """Return the copy that stays of a line: itself, its twin, or the twin of that."""
        while index in self.dropped:
            index = self.dropped[index][0]
        return index

    def _drop(self, index: int, twin: int, reason: str) -> None:
        """Drop a line unless it is the title, or repeats on purpose what its twin says."""
        twin = self._kept(twin)
        if index in self.dropped or index in (twin, self.title):
            return
        if not is_listed(self.lines[index]) and index not in self._document.asked(Structure).in_sentences:
            self.dropped[index] = (twin, reason)

    def _drop_title_below(self, title: int) -> None:
        """Drop repetitions of the title right below it; the title itself if the line below says more."""
        for below in range(title + 1, len(self.lines)):
            if repeats_title(self.lines[below], self.lines[title]):
                self._drop(below, title, REPEATS_TITLE)
                continue
            if completes_title(self.lines[below], self.lines[title]):
                self.dropped[title] = (below, CUT_SHORT)
            elif adds_byline(self.lines[below], self.lines[title]):
                self.dropped[title] = (below, RICHER)
            return

    def _drop_alt_texts_of_title(self, title: int) -> None:
        """Drop alt texts that a CMS generated: the title without marks, then "hinh anh 1"."""
        for index in [index for index, line in enumerate(self.lines) if "anh" in line[-14:]]:
            copy = comparable(self.lines[index])
            if copy.numbered and copy.letters == without_marks(letters_of(self.lines[title])):
                self._drop(index, title, REPEATS_TITLE)

    def _drop_captions_like_title(self, title: int, indexes: list[int]) -> list[int]:
        """Drop the lines with the letters of the title that are captions; return the others."""
        for index in indexes:
            if self._is_caption_like_title(title, index):
                self._drop(index, title, REPEATS_TITLE)
        return [index for index in indexes if index not in self.dropped]

    def _is_caption_like_title(self, title: int, index: int) -> bool:
        """Check whether a line that repeats the title is a caption, not a subheading that repeats it on purpose."""
        adjacent = index == title + 1 or self.dropped.get(index - 1) == (title, REPEATS_TITLE)
        if self.copies[index].tail or adjacent:
            return True
        if self.lines[title].endswith("?"):
            return False
        if index <= title + 2:
            return True
        beside_prose = any(self.prose[index - 1 : index] + self.prose[index + 1 : index + 2])
        return beside_prose and not self.lines[title].isupper() and not self._has_heading_like_title

    @cached_property
    def _has_heading_like_title(self) -> bool:
        """True if half the words of another heading are in the title: then the title may be a heading again, too."""
        title, begin_alike = self.lines[self.title or 0], frozenset(self._begin_alike)
        lines = enumerate(self.lines[1:], 1)
        return any(index not in begin_alike and is_heading_like(line, title) for index, line in lines)

    def _drop_copies(self, indexes: list[int]) -> None:
        """Drop the duplicates among the lines with these indexes, which have the same letters."""
        kept = 0  # the position in `indexes` of the last copy that stays
        for position in range(1, len(indexes)):
            first, second = indexes[kept], indexes[position]
            adjacent = second - first == position - kept  # but for other copies
            if self._drop_poorer(first, second, times=len(indexes), adjacent=adjacent) != second:
                kept = position

    def _drop_poorer(self, first: int, second: int, *, times: int, adjacent: bool) -> int | None:
        """Drop the poorer of two copies of a line, which occurs so many times, and return it; None if both stay."""
        if not self._is_duplicate(first, second, times=times, adjacent=adjacent):
            return None
        richer = self._is_richer(first, second, adjacent=adjacent)
        poorer, twin = (first, second) if richer else (second, first)
        self._drop(poorer, twin, REPEATS)
        return poorer if poorer in self.dropped else None

    def _is_duplicate(self, first: int, second: int, *, times: int, adjacent: bool) -> bool:
        """Check whether one of two copies of a line, which occurs so many times, is to be removed."""
        a, b = self.copies[first], self.copies[second]
        if not (a.numbered or b.numbered or a.tail.startswith(b.tail) or b.tail.startswith(a.tail)):
            return False  # pictures of the same place by two photographers
        if adjacent and not (a.tail or b.tail):
            return not is_verse(self.lines, first, second) and not are_rows(self.lines, first, second)
        gap = self._unpaired_before[second] - self._unpaired_before[first + 1]
        if gap >= FAR_GAP:
            return False
        if a.tail or b.tail:
            return True
        fewest = FEWEST_LETTERS_NEAR if gap < NEAR_GAP else FEWEST_LETTERS_FAR
        if times > 2 or len(b.letters) < fewest or not self.prose[second] or self.lines[second].endswith(":"):
            return False
        return not self._has_its_place(first, second)

    def _has_its_place(self, first: int, second: int) -> bool:
        """Check whether each of two copies has its place: in a section of its own, closing a passage, in rows alike."""
        one_sentence = is_one_sentence(self.lines[second])
        if self._is_lead(first) and not one_sentence:
            return False
        if self._headings_before[second] > self._headings_before[first + 1]:
            return True
        if first and one_sentence and self.prose[first - 1] and self.prose[first]:
            return True  # a refrain
        beside = [(first - 1, second - 1), (first + 1, second + 1)]
        return any(begin_alike(self.lines[a], self.lines[b]) for a, b in beside if a >= 0 and b < len(self.lines))

    def _is_richer(self, first: int, second: int, *, adjacent: bool) -> bool:
        """Check whether the second copy is to be kept, not the first: it has more content, or it alone is a heading."""
        if not adjacent and self._is_heading(first) != self._is_heading(second):
            return self._is_heading(second)
        if not adjacent and self._is_lead(first):
            return False
        return self._richness(second) > self._richness(first)

    def _is_heading(self, index: int) -> bool:
        return not (self.copies[index].tail or is_running_text(self.lines[index]))

    def _richness(self, index: int) -> tuple[bool, bool, int]:
        """Return a sort key: of two copies, the one with the higher key is kept."""
        copy = self.copies[index]
        return not copy.numbered, self.prose[index] or bool(copy.tail), len(copy.tail)

    def _is_lead(self, index: int) -> bool:
        return self.title is not None and index == self.title + 1

    def _drop_excerpts(self) -> None:
        """Drop lines that a neighbour contains: a sentence or the start of a paragraph, the shorter of two captions."""
        kept: range | list[int] = range(len(self.lines))
        lines = self.lines
        if self.dropped:
            kept = [index for index in kept if index not in self.dropped]
            lines = [lines[index] for index in kept]
        for i in possible_excerpts(lines):
            neighbours = (kept[j] for j in (i + 1, i - 1, i + 2, i - 2) if 0 <= j < len(kept))
            twin = next((other for other in neighbours if self._contains(other, kept[i])), None)
            if twin is not None:
                self._drop(kept[i], twin, EXCERPT)

    def _contains(self, other: int, index: int) -> bool:
        """Check whether another line contains all of a line; for the lead, only the line below it counts."""
        line, longer = self.lines[index], self.lines[other]
        if len(longer) <= len(line):
            return False
        if abs(other - index) == 1 and is_unaccented_start(line, longer):
            return True
        return (not self._is_lead(index) or other == index + 1) and is_excerpt(line, longer, above=other == index + 1)


def _indexes_of_repeated(texts: Sequence[str]) -> list[int]:
    """Return the indexes of texts that occur more than once."""
    if len(set(texts)) == len(texts):
        return []
    counts = Counter(texts)
    return [index for index, text in enumerate(texts) if counts[text] > 1]
