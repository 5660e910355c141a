"""The lines removed from a document: a sequence of `Removal` that takes little memory."""

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple, overload

from cleantext.model import Removal


class Run(NamedTuple):
    """Removed lines that follow one another and are alike, as blank lines are, or a single one.

    `line` is that of the first, 1-based in the source, and `length` their number. If the line had a twin, `named` is
    the line of that, in which the reason ends, and `twin` the same unless that was removed, too: then None.
    """

    line: int
    length: int
    text: str
    why: tuple[str, str, str]  # filter, kind and reason, shared by all that went for the same reason
    named: int | None = None
    twin: int | None = None

    def removal(self, line: int) -> Removal:
        """Return one of the lines as a `Removal`."""
        filter_name, kind, reason = self.why
        if self.named is not None:
            reason = f"{reason} {self.named}"
        return Removal(line, self.text, filter_name, kind, reason, self.twin)


class Runs:
    """Runs of removed lines in columns, which take a fifth of the memory of tuples."""

    __slots__ = ("_known_whys", "_named", "_twins", "_whys", "lengths", "lines", "texts")

    def __init__(self) -> None:
        self.lines, self.lengths = array("q"), array("q")
        self._named, self._twins = array("q"), array("q")  # 0: none
        self.texts: list[str] = []
        self._whys: list[tuple[str, str, str]] = []
        self._known_whys: dict[tuple[str, str, str], tuple[str, str, str]] = {}

    def __len__(self) -> int:
        return len(self.lines)

    def __getitem__(self, index: int) -> Run:
        named, twin = self._named[index] or None, self._twins[index] or None
        return Run(self.lines[index], self.lengths[index], self.texts[index], self._whys[index], named, twin)

    def __iter__(self) -> Iterator[Run]:
        return map(self.__getitem__, range(len(self)))

    def append(self, line: int, text: str, why: tuple[str, str, str], twin: int | None) -> None:
        """Add a line, to the last run if it goes on with that."""
        if (
            twin is None
            and self.lines
            and self.lines[-1] + self.lengths[-1] == line
            and self.texts[-1] == text
            and self._whys[-1] == why
            and not self._named[-1]
        ):
            self.lengths[-1] += 1
            return
        self.lines.append(line)
        self.lengths.append(1)
        self.texts.append(text)
        self._whys.append(self._known_whys.setdefault(why, why))
        self._named.append(twin or 0)

    def count_by_filter(self) -> Counter[str]:
        """Return the number of lines that each filter removed."""
        found: Counter[str] = Counter()
        for (filter_name, _, _), length in zip(self._whys, self.lengths, strict=True):
            found[filter_name] += length
        return found

    def sort(self) -> None:
        """Put the runs, which come strip by strip, in the order of their lines, and resolve their twins."""
        if len(self) > 1:
            self._reorder()
        self._twins = self._named[:]
        if any(self._named):
            self._resolve_twins()

    def _reorder(self) -> None:
        order = sorted(range(len(self)), key=self.lines.__getitem__)
        self.lines, self.lengths, self._named = (
            array("q", map(column.__getitem__, order)) for column in (self.lines, self.lengths, self._named)
        )
        self.texts = list(map(self.texts.__getitem__, order))
        self._whys = list(map(self._whys.__getitem__, order))

    def _resolve_twins(self) -> None:
        """Replace twins that were themselves removed by theirs, or by none if those were removed for another reason."""
        for index, named in enumerate(self._named):
            if named:
                passed, twin = [index], named
                while twin and (at := self._find(twin)) is not None:
                    passed.append(at)
                    twin = self._twins[at]
                for at in passed:  # so that a long row of copies is followed only once
                    self._twins[at] = twin
                self._named[index] = twin or named

    def _find(self, line: int) -> int | None:
        """Return the index of the run that has a line, or None."""
        index = bisect_right(self.lines, line) - 1
        return index if index >= 0 and line < self.lines[index] + self.lengths[index] else None


class Removals(Sequence[Removal]):
    """Removed lines, in the order of the source: a sequence with a `Removal` for each.

    It compares, hashes and prints as the tuple of these. In memory, a run of blank lines is one entry, and each
    `Removal` is made when it is asked for.
    """

    def __init__(self, runs: Runs) -> None:
        self.runs = runs

    @cached_property
    def _ends(self) -> Sequence[int]:
        """The number of removals up to and with each run."""
        return array("q", accumulate(self.runs.lengths))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[Removal]:
        for run in self.runs:
            for line in range(run.line, run.line + run.length):
                yield run.removal(line)

    @overload
    def __getitem__(self, index: int) -> Removal: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Removal, ...]: ...
    def __getitem__(self, index: int | slice) -> Removal | tuple[Removal, ...]:
        places = range(len(self))[index]
        if isinstance(places, range):
            return tuple(map(self._at, places))
        return self._at(places)

    def _at(self, place: int) -> Removal:
        number = bisect_right(self._ends, place)
        run = self.runs[number]
        return run.removal(run.line + run.length - (self._ends[number] - place))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Removals | tuple):
            return NotImplemented
        return len(self) == len(other) and all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


def count_by_filter(removals: Sequence[Removal]) -> Counter[str]:
    """Return the number of lines that each filter removed."""
    if isinstance(removals, Removals):
        return removals.runs.count_by_filter()
    return Counter(removal.filter for removal in removals)
