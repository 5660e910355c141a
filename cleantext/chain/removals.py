"""The lines removed from a document: a sequence of `Removal` that takes little memory."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from operator import attrgetter
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
    why: tuple[str, str, str]  # filter, kind and reason
    named: int | None = None
    twin: int | None = None

    def removal(self, line: int) -> Removal:
        """Return one of the lines as a `Removal`."""
        filter_name, kind, reason = self.why
        if self.named is not None:
            reason = f"{reason} {self.named}"
        return Removal(line, self.text, filter_name, kind, reason, self.twin)


class Runs:
    """Runs of removed lines, as strips find them: in the order of their lines only once they are sorted."""

    def __init__(self) -> None:
        self.runs: list[Run] = []

    def append(self, line: int, text: str, why: tuple[str, str, str], named: int | None) -> None:
        """Add a line, to the last run if it goes on with that."""
        if self.runs and named is None:
            last = self.runs[-1]
            if last.text == text and last.line + last.length == line and last[3:] == (why, None, None):
                self.runs[-1] = Run(last.line, last.length + 1, text, why)
                return
        self.runs.append(Run(line, 1, text, why, named))

    def sort(self) -> list[Run]:
        """Return the runs, which come strip by strip, in the order of their lines, with their twins resolved."""
        self.runs.sort()
        if any(run.named for run in self.runs):
            self._resolve_twins()
        return self.runs

    def _resolve_twins(self) -> None:
        """Replace twins that were themselves removed by theirs, or by none if those were removed for another reason."""
        twins = {run.line: run.named for run in self.runs}
        for index, run in enumerate(self.runs):
            if twin := run.named:
                passed = [run.line]
                while twin and (other := self._find(twin)):
                    passed.append(other.line)
                    twin = twins[other.line]
                twins.update(dict.fromkeys(passed, twin))  # so that a long row of copies is followed only once
                self.runs[index] = run._replace(named=twin or run.named, twin=twin)

    def _find(self, line: int) -> Run | None:
        """Return the run that has a line, or None."""
        before = bisect_right(self.runs, line, key=attrgetter("line"))
        run = self.runs[before - 1] if before else None
        return run if run and line < run.line + run.length else None


class Removals(Sequence[Removal]):
    """Removed lines, in the order of the source: a sequence with a `Removal` for each.

    It compares, hashes and prints as the tuple of these. In memory, a run of blank lines is one entry, and each
    `Removal` is made when it is asked for.
    """

    def __init__(self, runs: Sequence[Run]) -> None:
        self.runs = runs

    @cached_property
    def _ends(self) -> Sequence[int]:
        """The number of removals up to and with each run."""
        return list(accumulate(run.length for run in self.runs))

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


def texts_of(removals: Sequence[Removal]) -> set[str]:
    """Return the removed lines."""
    return {removed.text for removed in (removals.runs if isinstance(removals, Removals) else removals)}


def in_order(lines: Iterable[str], removals: Iterable[Removal]) -> Iterator[tuple[int, str, Removal | None]]:
    """Yield all lines of a source: the number of each, its text after repairs, and its removal if it was removed.

    `lines` are those that were kept.
    """
    waiting = iter(removals)
    removal, number = next(waiting, None), 1
    for line in lines:
        while removal and removal.line == number:
            yield number, removal.text, removal
            removal, number = next(waiting, None), number + 1
        yield number, line, None
        number += 1
    while removal:
        yield removal.line, removal.text, removal
        removal = next(waiting, None)


def count_by_filter(removals: Sequence[Removal]) -> dict[str, int]:
    """Return the number of lines that each filter removed."""
    counts: dict[str, int] = {}
    if isinstance(removals, Removals):
        for run in removals.runs:
            counts[run.why[0]] = counts.get(run.why[0], 0) + run.length
        return counts
    return Counter(removal.filter for removal in removals)
