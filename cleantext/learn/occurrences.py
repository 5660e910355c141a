"""What frequent lines are where they stand: their words, their place beside the article, what rules do to them."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from cleantext.chain.chain import Chain
from cleantext.text.lines import Lines, join_lines, split_lines
from cleantext.text.prose import reads_like_prose

from .counts import key_of

BEFORE, INSIDE, AFTER = "before the article", "in the article", "after the article"


class Sighting(NamedTuple):
    """A frequent line of a document: its text after repairs, where it stands, whether the rules remove it.

    It stands before, in or after the article: the prose that stays, and is not frequent itself. `in_figures` says that
    a line beside it is mostly digits.
    """

    text: str
    place: str
    removed: bool
    in_figures: bool


class Line(NamedTuple):
    """A line of a site, added up: in how many documents it is, and in how many of them what is true of it.

    `example` is the first of their names.
    """

    site: str
    text: str
    documents: int
    before: int
    inside: int
    after: int
    removed: int
    in_figures: int
    example: str

    @classmethod
    def seen_once(cls, site: str, sighting: Sighting, example: str) -> "Line":
        """Make one of a single sighting."""
        text, place, removed, in_figures = sighting
        return cls(
            site, text, 1, int(place == BEFORE), int(place == INSIDE), int(place == AFTER), int(removed),
            int(in_figures), example,
        )  # fmt: skip

    def and_also(self, other: "Line") -> "Line":
        """Add up what is known of the same line; in whatever order, the result is the same."""
        return Line(
            self.site, self.text, self.documents + other.documents, self.before + other.before,
            self.inside + other.inside, self.after + other.after, self.removed + other.removed,
            self.in_figures + other.in_figures, min(self.example, other.example),
        )  # fmt: skip


def repaired_lines(text: str, chain: Chain) -> list[str]:
    """Give the lines of a document as the repairs leave them, one for each line of the source."""
    return split_lines(Chain(chain.repairs, ()).clean(text))


def sightings(text: str, chain: Chain, frequent: Collection[int]) -> Iterator[Sighting]:
    """Find the lines of a document whose keys are frequent on its site, each once, where it stands first."""
    lines = Lines(repaired_lines(text, chain))
    places: dict[int, list[int]] = {}
    for index in lines.nonblank_indexes:
        if (key := key_of(lines[index])) in frequent:
            places.setdefault(key, []).append(index)
    if not places:
        return
    strips = Chain((), chain.strips, chain.keeps)  # the lines are repaired already
    removed = {removal.line - 1 for removal in strips.explain(join_lines(lines)).removals}
    common = {index for indexes in places.values() for index in indexes}
    texts = lines.nonblank_indexes
    prose = [i for i in texts if i not in common and i not in removed and reads_like_prose(lines[i])]
    neighbours = {index: (*texts[max(0, n - 1) : n], *texts[n + 1 : n + 2]) for n, index in enumerate(texts)}
    for indexes in places.values():
        first = indexes[0]
        place = INSIDE if not prose else BEFORE if first < prose[0] else AFTER if first > prose[-1] else INSIDE
        in_figures = any(_is_figures(lines[index]) for index in neighbours[first])
        yield Sighting(lines[first], place, removed.issuperset(indexes), in_figures)


def _is_figures(line: str) -> bool:
    """Tell whether most letters and digits of a line are digits, as in rows of results and of temperatures."""
    digits = len(re.findall(r"\d", line))
    return digits > 0 and 2 * digits >= sum(map(str.isalnum, line))


def added_up(lines: Iterable[Line]) -> dict[tuple[str, str], Line]:
    """Add up lines that are the same line of the same site."""
    known: dict[tuple[str, str], Line] = {}
    for line in lines:
        key = line.site, line.text
        known[key] = known[key].and_also(line) if key in known else line
    return known
