"""Decide which of the lines with the same content are duplicates to remove: captions, titles, leads.

Pages print a caption for the eye and again for the screen reader, the title as the caption of the first picture,
the lead as a teaser. Speeches, verse, tables and lists repeat lines on purpose. The criteria are the distance, a credit
or picture number on one copy, equality with the title, and whether the surrounding lines are repeated as well.
"""

from functools import cached_property
from itertools import accumulate, pairwise

from cleantext.model import Hit
from cleantext.text.keys import letters_of
from cleantext.text.lines import Lines
from cleantext.text.prose import is_running_text, reads_like_a_title, reads_like_prose

from .candidates import lines_with_shared_prefix, possible_excerpts
from .compare import (
    FEWEST_LETTERS,
    Comparable,
    comparable,
    completes_title,
    has_no_marks,
    is_excerpt,
    is_unaccented_start,
    is_verse,
    may_be_in,
    repeats_on_purpose,
    repeats_title,
    without_marks,
)

FEWEST_LETTERS_NEAR, FEWEST_LETTERS_FAR = 23, 60  # of a line that is a duplicate without a credit
NEAR_GAP, FAR_GAP = 3, 40  # lines between two copies, not counting lines that have a copy themselves
LONGEST_HEADING = 100  # characters
REPEATS, REPEATS_TITLE = "repeats line", "repeats the title, line"
RICHER, EXCERPT = "is said more fully in line", "is part of line"


class Captions:
    """The lines of a document, compared with one another. All indexes are among its nonblank lines (`lines`)."""

    def __init__(self, lines: Lines) -> None:
        """Group the copies among the lines of a document, and find its title."""
        self.line_indexes, self.lines = lines.nonblank_indexes, lines.nonblank
        self._candidates = lines_with_shared_prefix(self.lines)
        self.copies: dict[int, Comparable] = {}
        groups: dict[str, list[int]] = {}
        for index in self._candidates:
            copy = comparable(self.lines[index])
            if len(copy.letters) >= FEWEST_LETTERS:
                self.copies[index] = copy
                groups.setdefault(copy.letters, []).append(index)
        self.groups = [sorted(indexes) for indexes in groups.values() if len(indexes) > 1]
        self.dropped: dict[int, tuple[int, str]] = {}  # index: the index of the twin, and the reason
        # The title is the first of the first three lines that reads like one.
        titles = (i for i, x in enumerate(self.lines[:3]) if reads_like_a_title(x) and not repeats_on_purpose(x))
        self.title = next(titles, None)

    @cached_property
    def prose(self) -> list[bool]:
        """For each line, True if it reads like prose."""
        return list(map(reads_like_prose, self.lines))

    @cached_property
    def _has_prose(self) -> bool:
        return any(map(reads_like_prose, self.lines))

    @cached_property
    def _unpaired_before(self) -> list[int]:
        """The number of lines without a copy before each line; distances so measured outlive the removal of copies."""
        paired = {index for indexes in self.groups for index in indexes}
        return [*accumulate((index not in paired for index in range(len(self.lines))), initial=0)]

    @cached_property
    def _repeated_rows(self) -> int:
        return sum(map(self._is_repeated_row, self.groups))

    def hits(self) -> list[Hit]:
        """Return the duplicates, in the order of the lines."""
        if self.title is not None:
            self._drop_title_below(self.title)
            self._drop_alt_texts_of_title(self.title)
        for indexes in self.groups:
            self._drop_copies(indexes)
        self._drop_excerpts()
        return [
            Hit(self.line_indexes[index], reason, "caption", self.line_indexes[self._kept(twin)])
            for index, (twin, reason) in sorted(self.dropped.items())
        ]

    def _is_repeated_row(self, indexes: list[int]) -> bool:
        """Check whether a line repeats at a distance, without credit and not as the title, as rows of tables do."""
        return (
            indexes[0] != self.title
            and not any(self.copies[index].tail for index in indexes)
            and any(b - a > 1 for a, b in pairwise(indexes))
        )

    def _kept(self, index: int) -> int:
        """Return the copy that stays of a line: itself, its twin, or the twin of that."""
        while index in self.dropped:
            index = self.dropped[index][0]
        return index

    def _drop(self, index: int, twin: int, reason: str) -> None:
        twin = self._kept(twin)
        if index != twin and index not in self.dropped and (index != self.title or reason == RICHER):
            self.dropped[index] = (twin, reason)

    def _drop_copies(self, indexes: list[int]) -> None:
        """Drop the duplicates among the lines with these indexes, which have the same letters."""
        if indexes[0] == self.title:
            for index in indexes[1:]:
                if self._is_caption_like_title(self.title, index):
                    self._drop(index, self.title, REPEATS_TITLE)
            indexes = [index for index in indexes[1:] if index not in self.dropped]
        if not indexes or repeats_on_purpose(self.lines[indexes[0]]):
            return
        kept = last = indexes[0]
        for index in indexes[1:]:
            adjacent, last = index == last + 1, index
            if not self._is_duplicate(kept, index, times=len(indexes), adjacent=adjacent):
                kept = index
            elif self._is_richer(kept, index, adjacent=adjacent):
                self._drop(kept, index, RICHER)
                kept = index
            else:
                self._drop(index, kept, REPEATS)

    def _is_caption_like_title(self, title: int, index: int) -> bool:
        """Check whether a line that repeats the title is a caption, not a subheading that repeats it on purpose."""
        line = self.lines[index]
        has_stop = line.endswith(".") and not self.lines[title].endswith(".")
        if self.copies[index].tail or has_stop:
            return True
        if not self._has_prose:
            return False  # verse begins with its title
        if index == title + 1 or self.dropped.get(index - 1) == (title, REPEATS_TITLE):
            return True
        if self.lines[title].endswith("?") or (
            self.lines[index + 1 : index + 2] and self.lines[index + 1].startswith("http")
        ):
            return False
        if index <= title + 2:
            return True
        return not self._has_heading_like_title

    @cached_property
    def _has_heading_like_title(self) -> bool:
        """True if half the words of another heading are in the title: then the title may be a heading again, too."""
        words = set() if self.title is None else set(self.lines[self.title].casefold().split())
        candidates = frozenset(self._candidates)
        for index, line in enumerate(self.lines):
            short = len(line) < LONGEST_HEADING and not self.prose[index] and not line.endswith(".")
            if short and index and index not in candidates and not repeats_on_purpose(line):
                own = line.casefold().split()
                if 2 * len(words.intersection(own)) >= len(own):
                    return True
        return False

    def _is_duplicate(self, first: int, second: int, *, times: int, adjacent: bool) -> bool:
        """Check whether one of two copies of a line, which occurs so many times, is to be removed."""
        a, b = self.copies[first], self.copies[second]
        if not (a.numbered or b.numbered or a.tail.startswith(b.tail) or b.tail.startswith(a.tail)):
            return False  # pictures of the same place by two photographers
        if adjacent:
            return bool(a.tail or b.tail) or not is_verse(self.lines, first, second)
        gap = self._unpaired_before[second] - self._unpaired_before[first + 1]
        if a.tail or b.tail:
            return gap < FAR_GAP
        if times > 2 or self._has_parallel_neighbours(first, second):
            return False
        if gap < NEAR_GAP and self._repeated_rows < 2:
            return len(b.letters) >= FEWEST_LETTERS_NEAR
        return gap < FAR_GAP and len(b.letters) >= FEWEST_LETTERS_FAR and self.prose[second]

    def _has_parallel_neighbours(self, first: int, second: int) -> bool:
        """Check whether lines around two copies begin like each other or like the copies, as in tables and stanzas."""
        around = [(first + step, second + step) for step in (-2, -1, 1, 2) if abs(step) != second - first]
        around += [(first, index) for index in range(first + 1, min(first + NEAR_GAP, second))]
        return any(
            letters_of(self.lines[a][:24])[:6] == letters_of(self.lines[b][:24])[:6]
            for a, b in around
            if a >= 0 and b < len(self.lines)
        )

    def _is_richer(self, first: int, second: int, *, adjacent: bool) -> bool:
        """Check whether the second copy is to be kept, not the first: it has more content, or it alone is a heading."""
        a, b = self.copies[first], self.copies[second]
        if not adjacent and self._is_heading(first) != self._is_heading(second):
            return self._is_heading(second)
        if not adjacent and not a.tail and b.tail:
            return False  # the first is in the article, the second a caption far below
        return self._richness(second) > self._richness(first)

    def _is_heading(self, index: int) -> bool:
        line = self.lines[index]
        return not (self.copies[index].tail or line.endswith(".") or is_running_text(line))

    def _richness(self, index: int) -> tuple[bool, bool, int]:
        """Return a sort key: of two copies, the one with the higher key is kept."""
        copy = self.copies[index]
        return not copy.numbered, self.prose[index] or bool(copy.tail), len(copy.letters) + len(copy.tail)

    def _drop_alt_texts_of_title(self, title: int) -> None:
        """Drop alt texts that a CMS generated: the title without marks, then "hinh anh 1"."""
        for index, line in enumerate(self.lines):
            copy = comparable(line) if "anh" in line[-14:] and has_no_marks(line[:FEWEST_LETTERS]) else None
            if copy and copy.numbered and copy.letters == without_marks(letters_of(self.lines[title])):
                self._drop(index, title, REPEATS_TITLE)

    def _drop_title_below(self, title: int) -> None:
        """Drop repetitions of the title right below it: with author or date after it, without the name of the site."""
        for below in range(title + 1, len(self.lines) if self._has_prose else 0):
            if repeats_title(self.lines[below], self.lines[title]):
                self._drop(below, title, REPEATS_TITLE)
                continue
            if completes_title(self.lines[below], self.lines[title]):
                self._drop(title, below, RICHER)
            return

    def _drop_excerpts(self) -> None:
        """Drop lines that a neighbour contains: a sentence or the start of a paragraph, the shorter of two captions."""
        kept = [index for index in range(len(self.lines)) if index not in self.dropped]
        for i in possible_excerpts([self.lines[index] for index in kept] if self.dropped else self.lines):
            if kept[i] != self.title and not repeats_on_purpose(self.lines[kept[i]]):
                neighbours = (kept[j] for j in (i - 1, i - 2, i + 1, i + 2) if 0 <= j < len(kept))
                self._drop_if_excerpt(kept[i], [index for index in neighbours if index not in self.dropped])

    def _drop_if_excerpt(self, index: int, neighbours: list[int]) -> None:
        line = self.lines[index]
        for other in sorted(neighbours, key=lambda other: (abs(other - index), other < index)):
            longer = self.lines[other]
            if (
                len(longer) > len(line)
                and other != self.title
                and may_be_in(line, longer)
                and self._contains(other, index)
            ):
                self._drop(index, other, EXCERPT)
                return

    def _contains(self, other: int, index: int) -> bool:
        """Check whether another line contains all of a line; for the lead, only the line below it counts."""
        line, longer = self.lines[index], self.lines[other]
        if abs(other - index) == 1 and is_unaccented_start(line, longer):
            return True
        lead = self.title is not None and index == self.title + 1
        return (not lead or other == index + 1) and is_excerpt(line, longer, above=other == index + 1)
