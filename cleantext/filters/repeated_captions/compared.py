"""The lines of a document, compared with one another, and which of them are dropped as duplicates so far."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from cleantext.model import Hit
from cleantext.text.keys import letters_of
from cleantext.text.lines import Lines
from cleantext.text.prose import is_running_text, reads_like_prose
from cleantext.text.said import said_by
from cleantext.text.structure import Structure

from .copies import LONGEST_BEGINNING, beginnings_of, in_one_style
from .credits import Comparable, comparable
from .excerpts import FEWEST_LETTERS, without_marks
from .on_purpose import begin_alike, is_listed
from .titles import title_of

REPEATS, RICHER, UNACCENTED = "repeats line", "is said more fully in line", "is, without accents, what is said in line"


class ComparedLines:
    """The lines of a document, compared with one another. All indexes are among its nonblank lines (`lines`)."""

    def __init__(self, lines: Lines) -> None:
        """Group the copies among the lines of a document, and find its title."""
        said = said_by(lines)
        self.document = lines = said.with_pictures()
        self.line_indexes, self.lines, self._pictures = lines.nonblank_indexes, lines.nonblank, said.pictures
        self.title = title_of(self.lines)
        self.dropped: dict[int, tuple[int, str]] = {}  # index: the index of the twin, and the reason
        self._further: dict[int, tuple[int, bool]] = {}  # of a dropped line, what `_follow` gave when last asked
        self.copies: dict[int, Comparable] = {}
        self.beginnings = beginnings_of(self.lines)
        self.begin_alike = _indexes_of_repeated(self.beginnings)  # others have no copy
        groups: dict[str, list[int]] = {}
        for index in self.begin_alike:
            if len(self.beginnings[index]) == FEWEST_LETTERS or len(self.lines[index]) > LONGEST_BEGINNING:
                copy = comparable(self.lines[index])
                if len(copy.letters) >= FEWEST_LETTERS:
                    self.copies[index] = copy
                    groups.setdefault(copy.letters, []).append(index)
        self.groups = [indexes for indexes in groups.values() if len(indexes) > 1]
        self.unaccented: list[tuple[int, int]] = []  # lines without accents, and those that say the same with them
        if len(set(map(len, groups))) < len(groups):
            self._find_accented_otherwise(groups)

    def _find_accented_otherwise(self, groups: dict[str, list[int]]) -> None:
        """Find what differs only in its accents: without any, or with the tones on other letters (hoà, hòa)."""
        lengths = Counter(map(len, groups))
        alike: dict[str, list[str]] = {}
        for letters in groups:
            if lengths[len(letters)] > 1:
                alike.setdefault(without_marks(letters), []).append(letters)
        for each in (each for each in alike.values() if len(each) > 1):
            accented = [letters for letters in each if not letters.isascii()]
            first = groups[accented[0]][0]
            if len(each) > len(accented):
                self.unaccented.extend((index, first) for index in groups[without_marks(accented[0])])
            if len(accented) > 1 and len(set(map(in_one_style, accented))) == 1:
                self.groups.append(sorted(index for letters in accented for index in groups[letters]))

    def is_picture(self, index: int) -> bool:
        """Check whether a line is the alternative text of a picture, which is never a heading."""
        return self.line_indexes[index] in self._pictures

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

    def unpaired_between(self, first: int, second: int) -> int:
        """Return the number of lines between two others, those with a copy of their own not counted."""
        return self._unpaired_before[second] - self._unpaired_before[first + 1]

    def has_heading_between(self, first: int, second: int) -> bool:
        """Check whether a line between two others may be a heading: then each is in a section of its own."""
        return self._headings_before[second] > self._headings_before[first + 1]

    def are_set_alike(self, first: int, second: int) -> bool:
        """Check whether the lines above two others begin alike, or those below."""
        beside = [(first - 1, second - 1), (first + 1, second + 1)]
        return any(begin_alike(self.lines[a], self.lines[b]) for a, b in beside if a >= 0 and b < len(self.lines))

    def is_lead(self, index: int) -> bool:
        """Check whether a line is right below the title."""
        return self.title is not None and index == self.title + 1

    def is_heading(self, index: int) -> bool:
        """Check whether a copy of a line may be a heading: it has neither label nor credit and is no running text."""
        copy = self.copies[index]
        return not (copy.label or copy.tail or is_running_text(self.lines[index]))

    def kept(self, index: int) -> int:
        """Return the copy that stays of a line: itself, its twin, or the twin of that."""
        return self._follow(index)[0]

    def _follow(self, index: int) -> tuple[int, bool]:
        """Return the copy that stays of a line, and whether a line on the way to it was matched without accents."""
        passed = []
        while index in self.dropped:
            twin, reason = self.dropped[index]
            further, is_unaccented = self._further.get(index, (twin, reason == UNACCENTED))
            passed.append((index, is_unaccented))
            index = further
        on_the_way = False
        for before, is_unaccented in reversed(passed):
            on_the_way = on_the_way or is_unaccented
            self._further[before] = index, on_the_way  # so that long chains are walked once
        return index, on_the_way

    def times(self, index: int) -> int:
        """Return how many times a line stands in the document, as it is."""
        return self._times[self.lines[index]]

    @cached_property
    def _times(self) -> Counter[str]:
        return Counter(self.lines)

    def drop(self, index: int, twin: int, reason: str) -> None:
        """Drop a line unless it is the title, or repeats on purpose what its twin says."""
        twin = self.kept(twin)
        if index in self.dropped or index in (twin, self.title):
            return
        if not is_listed(self.lines[index]) and index not in self.document.asked(Structure).in_sentences:
            self.dropped[index] = (twin, reason)

    def hits(self) -> list[Hit]:
        """Return the dropped lines, in their order."""
        return [self._hit(index) for index in sorted(self.dropped)]

    def _hit(self, index: int) -> Hit:
        twin, is_unaccented = self._follow(index)
        reason = UNACCENTED if is_unaccented else self.dropped[index][1]
        below = reason == REPEATS and twin > index
        if below and len(letters_of(self.lines[twin])) > len(letters_of(self.lines[index])):
            reason = RICHER
        return Hit(self.line_indexes[index], reason, "caption", self.line_indexes[twin])


def _indexes_of_repeated(texts: Sequence[bytes]) -> list[int]:
    """Return the indexes of texts that occur more than once."""
    if len(set(texts)) == len(texts):
        return []
    seen: set[bytes] = set()
    repeated: set[bytes] = set()
    for text in texts:
        (repeated if text in seen else seen).add(text)
    return [index for index, text in enumerate(texts) if text in repeated]
