"""Measure how much of a document a user's rules drop, so that no file is written over with next to nothing."""

from collections.abc import Iterable
from typing import NamedTuple

from cleantext.text.prose import reads_like_prose

from .chain import PROFILE
from .results import Result

NEARLY_ALL = 0.9


class Losses(NamedTuple):
    """Characters that a user's rules drop, and those that would be left without these rules; of each, the prose."""

    dropped: int = 0
    total: int = 0
    dropped_prose: int = 0
    total_prose: int = 0

    def plus(self, other: "Losses") -> "Losses":
        """Return the losses of both."""
        return Losses(*map(sum, zip(self, other, strict=True)))

    @property
    def refusal(self) -> str:
        """Say why a file is not written over, if the rules drop nearly all of it; else an empty text.

        That is nine tenths of the prose, if there is any, and more than half of all: a page may have more chrome than
        article, and a table of results one sentence, which a rule drops.
        """
        is_prose = self.total_prose > 0
        dropped, total = (self.dropped_prose, self.total_prose) if is_prose else (self.dropped, self.total)
        if dropped <= NEARLY_ALL * total or 2 * self.dropped <= self.total:
            return ""
        return f"left as it is: your rules drop {100 * dropped // total} % of its text; -o writes it elsewhere"


def measure_losses(result: Result) -> Losses:
    """Return what a user's rules drop of a document."""
    dropped = [removal.text for removal in result.removals if removal.filter == PROFILE]
    lines = [*dropped, *result.text.split("\n")]
    return Losses(_length(dropped), _length(lines), _length_of_prose(dropped), _length_of_prose(lines))


def _length(lines: Iterable[str]) -> int:
    return sum(map(len, lines))


def _length_of_prose(lines: Iterable[str]) -> int:
    return _length(filter(reads_like_prose, lines))
