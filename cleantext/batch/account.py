"""The account of a run: how many documents were seen, and what became of them."""

import time
from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol

from cleantext.model import FAILED, SKIPPED, UNCHANGED, WRITTEN

from .job import Outcome


class Account:
    """What became of the documents: those seen are the written, the unchanged, the skipped and the failed together.

    What is named on stderr has failed, a table that cannot be read to its end as much as a document.
    """

    def __init__(self) -> None:
        self.states: Counter[str] = Counter()
        self.removed: Counter[str] = Counter()
        self.bytes = self.suspects = self.replaced = self.changed = self.sited = 0
        self.begun = time.monotonic()

    @property
    def seen(self) -> int:
        """The number of documents so far."""
        return self.states.total()

    @property
    def failed(self) -> int:
        """The number of those that failed."""
        return self.states[FAILED]

    def add(self, outcome: Outcome) -> None:
        """Count a document."""
        self.states[outcome.state] += 1
        self.removed.update(dict(outcome.removed))
        self.suspects += outcome.suspect
        self.replaced += outcome.replaced
        self.changed += outcome.changed
        self.sited += outcome.sited

    def lose(self, documents: int, removed: Mapping[str, int]) -> None:
        """Count documents as failed that were written for nothing, and what was removed from them as not removed."""
        self.states[WRITTEN] -= documents
        self.states[FAILED] += documents
        self.removed -= Counter(removed)

    def as_dict(self) -> dict[str, Any]:
        """Give all of it, as --stats json has it."""
        states = {state: self.states[state] for state in (WRITTEN, UNCHANGED, SKIPPED, FAILED)}
        return {
            "seen": self.seen,
            **states,
            "removed": dict(self.removed.most_common()),
            "suspects": self.suspects,
            "replaced": self.replaced,
            "bytes": self.bytes,
            "seconds": round(time.monotonic() - self.begun, 3),
        }

    def __str__(self) -> str:
        counts = [f"{self.seen} seen"] + [f"{self.states[s]} {s}" for s in (WRITTEN, UNCHANGED, SKIPPED, FAILED)]
        text = ", ".join(counts)
        if self.removed:
            by_filter = ", ".join(f"{name} {count:,}" for name, count in self.removed.most_common())
            text += f"; {self.removed.total():,} lines removed ({by_filter})"
        return text + (f"; {self.suspects} suspect" if self.suspects else "")


class Lost(NamedTuple):
    """What went wrong with a table as a whole, if there is a `reason`.

    Where it comes out not at all, how many documents were written for nothing, and what was removed from them.
    """

    reason: str = ""
    documents: int = 0
    removed: Mapping[str, int] = {}
    failed: int = 0
    unchanged: int = 0


class Display(Protocol):
    """What shows people how far a run is, and prints what there is to say about documents."""

    def show(self, counts: Account, /) -> None:
        """Show the counts so far."""
        ...

    def say(self, line: str, /) -> None:
        """Print a line."""
        ...
