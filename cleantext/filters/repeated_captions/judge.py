"""Captions that come again: which lines say the same, and which of them is one too many.

Pages print a caption for the eye and again for the screen reader, the title as the caption of the first picture,
the lead as a teaser. Speeches, verse, tables and lists repeat lines on purpose. What tells the two apart is nearness,
a credit or picture number on one copy, the title, and whether the lines around repeat as well.
"""

from functools import cached_property
from itertools import accumulate, pairwise

from cleantext.model import Hit
from cleantext.text.keys import letters_of
from cleantext.text.lines import Lines
from cleantext.text.prose import flows, reads_like_a_title, reads_like_prose

from .candidates import openings_shared, perhaps_parts
from .compare import (
    FEW,
    copy_of,
    has_no_marks,
    is_alike,
    is_listed,
    is_sentence_of,
    is_title_again,
    is_title_in_full,
    is_verse,
    is_without_marks,
    without_marks,
)

SOME, MANY = 23, 60  # letters
NEAR, FAR = 3, 40  # lines between two copies that have no copy themselves
REPEATS, REPEATS_TITLE = "repeats line", "repeats the title, line"
FULLER, PART = "is said more fully in line", "is part of line"


class Captions:
    """The lines of text of a document, compared with one another. Everything is by place among the lines of text."""

    def __init__(self, lines: Lines) -> None:
        """Take all lines of a document."""
        self.indexes, self.lines = lines.nonblank_indexes, lines.nonblank
        alike = openings_shared(self.lines)
        self._alike = frozenset(alike)
        self.copies = {place: copy_of(self.lines[place]) for place in alike}
        groups: dict[str, list[int]] = {}
        for place, copy in self.copies.items():
            if len(copy.letters) >= FEW:
                groups.setdefault(copy.letters, []).append(place)
        self.groups = [sorted(places) for places in groups.values() if len(places) > 1]
        self.gone: dict[int, tuple[int, str]] = {}  # place: the place of the twin, and why
        # The title is the first line, or one of the next two, that could be one.
        titles = (
            place for place, line in enumerate(self.lines[:3]) if reads_like_a_title(line) and not is_listed(line)
        )
        self.title = next(titles, None)

    @cached_property
    def prose(self) -> list[bool]:
        """Whether each line reads like prose."""
        return list(map(reads_like_prose, self.lines))

    @cached_property
    def _has_prose(self) -> bool:
        return any(map(reads_like_prose, self.lines))

    @cached_property
    def _singles_before(self) -> list[int]:
        """How many lines without a copy stand before each: removing copies changes no distance in them."""
        paired = {place for places in self.groups for place in places}
        return [*accumulate((place not in paired for place in range(len(self.lines))), initial=0)]

    @cached_property
    def _rows(self) -> int:
        return sum(map(self._is_row, self.groups))

    def repeated(self) -> list[Hit]:
        """Find the lines that are one too many, in order."""
        if self.title is not None:
            self._below_the_title(self.title)
            self._alt_texts_of_the_title(self.title)
        for places in self.groups:
            self._judge(places)
        self._parts_of_neighbours()
        return [
            Hit(self.indexes[place], why, "caption", self.indexes[self._kept(twin)])
            for place, (twin, why) in sorted(self.gone.items())
        ]

    def _is_row(self, places: list[int]) -> bool:
        """Whether a line repeats far apart, without credit and not as the title: a document of rows has several."""
        return (
            places[0] != self.title
            and not any(self.copies[place].tail for place in places)
            and any(b - a > 1 for a, b in pairwise(places))
        )

    def _kept(self, place: int) -> int:
        while place in self.gone:
            place = self.gone[place][0]
        return place

    def _drop(self, place: int, twin: int, why: str) -> None:
        twin = self._kept(twin)
        if place != twin and place not in self.gone and (place != self.title or why == FULLER):
            self.gone[place] = (twin, why)

    def _judge(self, places: list[int]) -> None:
        if places[0] == self.title:
            for place in places[1:]:
                if self._echoes_the_title(self.title, place):
                    self._drop(place, self.title, REPEATS_TITLE)
            places = [place for place in places[1:] if place not in self.gone]
        if not places or is_listed(self.lines[places[0]]):
            return
        kept = last = places[0]
        for place in places[1:]:
            beside, last = place == last + 1, place
            if not self._one_too_many(kept, place, times=len(places), beside=beside):
                kept = place
            elif self._fuller(kept, place, beside=beside):
                self._drop(kept, place, FULLER)
                kept = place
            else:
                self._drop(place, kept, REPEATS)

    def _echoes_the_title(self, title: int, place: int) -> bool:
        """Tell the caption of a picture from a subheading that asks or names again what the title does."""
        line = self.lines[place]
        stopped = line.endswith(".") and not self.lines[title].endswith(".")
        if self.copies[place].tail or stopped:
            return True
        if not self._has_prose:
            return False  # verse begins with its title
        if place == title + 1 or self.gone.get(place - 1) == (title, REPEATS_TITLE):
            return True
        if self.lines[title].endswith("?") or (
            self.lines[place + 1 : place + 2] and self.lines[place + 1].startswith("http")
        ):
            return False
        if place <= title + 2:
            return True
        return not self._has_a_heading_like_the_title

    @cached_property
    def _has_a_heading_like_the_title(self) -> bool:
        """Whether another heading is made mostly of words of the title: then the title may be a heading again."""
        words = set() if self.title is None else set(self.lines[self.title].casefold().split())
        for place, line in enumerate(self.lines):
            label = len(line) < 100 and not self.prose[place] and not line.endswith(".") and not is_listed(line)
            if label and place and place not in self._alike:
                own = line.casefold().split()
                if 2 * len(words.intersection(own)) >= len(own):
                    return True
        return False

    def _one_too_many(self, first: int, second: int, *, times: int, beside: bool) -> bool:
        a, b = self.copies[first], self.copies[second]
        if not (a.numbered or b.numbered or a.tail.startswith(b.tail) or b.tail.startswith(a.tail)):
            return False  # the same place by two photographers
        if beside:
            return bool(a.tail or b.tail) or not is_verse(self.lines, first, second)
        apart = self._singles_before[second] - self._singles_before[first + 1]
        if a.tail or b.tail:
            return apart < FAR
        if times > 2 or self._parallel(first, second):
            return False
        if apart < NEAR and self._rows < 2:
            return len(b.letters) >= SOME
        return apart < FAR and len(b.letters) >= MANY and self.prose[second]

    def _parallel(self, first: int, second: int) -> bool:
        """Whether the lines around two copies open like each other or like the copies: rows and stanzas do."""
        around = [(first + step, second + step) for step in (-2, -1, 1, 2) if abs(step) != second - first]
        around += [(first, place) for place in range(first + 1, min(first + NEAR, second))]
        return any(
            letters_of(self.lines[a][:24])[:6] == letters_of(self.lines[b][:24])[:6]
            for a, b in around
            if a >= 0 and b < len(self.lines)
        )

    def _fuller(self, first: int, second: int, *, beside: bool) -> bool:
        """Whether the second copy says more than the first; a heading or paragraph stays, not its caption far below."""
        a, b = self.copies[first], self.copies[second]
        if not beside and self._is_heading(first) != self._is_heading(second):
            return self._is_heading(second)
        if not beside and not a.tail and b.tail:
            return False
        return self._fullness(second) > self._fullness(first)

    def _is_heading(self, place: int) -> bool:
        line = self.lines[place]
        return not (self.copies[place].tail or line.endswith(".") or flows(line))

    def _fullness(self, place: int) -> tuple[bool, bool, int]:
        copy = self.copies[place]
        return not copy.numbered, self.prose[place] or bool(copy.tail), len(copy.letters) + len(copy.tail)

    def _alt_texts_of_the_title(self, title: int) -> None:
        """Drop the title without marks and with "hinh anh 1" behind it, as a CMS writes it."""
        for place, line in enumerate(self.lines):
            copy = copy_of(line) if "anh" in line[-14:] and has_no_marks(line[:FEW]) else None
            if copy and copy.numbered and copy.letters == without_marks(letters_of(self.lines[title])):
                self._drop(place, title, REPEATS_TITLE)

    def _below_the_title(self, title: int) -> None:
        """Drop the title again right below it: whole, without the name of the site, with author or date behind it."""
        for below in range(title + 1, len(self.lines) if self._has_prose else 0):
            if is_title_again(self.lines[below], self.lines[title]):
                self._drop(below, title, REPEATS_TITLE)
                continue
            if is_title_in_full(self.lines[below], self.lines[title]):
                self._drop(title, below, FULLER)
            return

    def _parts_of_neighbours(self) -> None:
        """Drop sentences of a paragraph beside them, its beginning as a teaser, the shorter of two captions."""
        kept = [place for place in range(len(self.lines)) if place not in self.gone]
        for index in perhaps_parts([self.lines[place] for place in kept] if self.gone else self.lines):
            if kept[index] != self.title and not is_listed(self.lines[kept[index]]):
                beside = (kept[i] for i in (index - 1, index - 2, index + 1, index + 2) if 0 <= i < len(kept))
                self._part_of_one(kept[index], [place for place in beside if place not in self.gone])

    def _part_of_one(self, place: int, neighbours: list[int]) -> None:
        line = self.lines[place]
        for other in sorted(neighbours, key=lambda other: (abs(other - place), other < place)):
            longer = self.lines[other]
            if (
                len(longer) > len(line)
                and other != self.title
                and is_alike(line, longer)
                and self._says_all_of(other, place)
            ):
                self._drop(place, other, PART)
                return

    def _says_all_of(self, other: int, place: int) -> bool:
        line, longer = self.lines[place], self.lines[other]
        if abs(other - place) == 1 and is_without_marks(line, longer):
            return True
        lead = self.title is not None and place == self.title + 1
        return (not lead or other == place + 1) and is_sentence_of(line, longer, above=other == place + 1)
