"""Counts of a run: how many documents were seen, and what became of them."""

import time
from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol

from cleantext.model import FAILED, SKIPPED, UNCHANGED, WRITTEN

from .job import Outcome

STATES = (WRITTEN, UNCHANGED, SKIPPED, FAILED)


class FailedTable(NamedTuple):
    """A table that failed as a whole, because of `reason`.

    If it has no output at all, the counts are those of its documents: `written` in vain, and `removed` lines by filter.
    """

    reason: str
    written: int = 0
    failed: int = 0
    unchanged: int = 0
    removed: Mapping[str, int] = {}


class Account:
    """Counts of documents by state; their sum is the number of documents seen.

    Every name reported on stderr counts as failed: a document, or a table that cannot be read to its end.
    """

    def __init__(self) -> None:
        self.states: Counter[str] = Counter()
        self.removed: Counter[str] = Counter()
        self.bytes = self.suspects = self.replaced = self.changed = self.with_site_rules = 0
        self._begun = time.monotonic()

    @property
    def seen(self) -> int:
        """The number of documents so far."""
        return self.states.total()

    @property
    def failed(self) -> int:
        """The number of failed documents so far."""
        return self.states[FAILED]

    def add(self, outcome: Outcome) -> None:
        """Count a document."""
        self.states[outcome.state] += 1
        self.removed.update(outcome.removed)
        self.suspects += outcome.suspect
        self.replaced += outcome.replaced
        self.changed += outcome.changed
        self.with_site_rules += outcome.has_site_rules

    def retract(self, table: FailedTable) -> None:
        """Count the documents written to a failed table as failed, and their removed lines as not removed."""
        self.states[WRITTEN] -= table.written
        self.states[FAILED] += table.written
        self.removed -= Counter(table.removed)

    def as_dict(self) -> dict[str, Any]:
        """Return the counts as printed by --stats json."""
        return {
            "seen": self.seen,
            **{state: self.states[state] for state in STATES},
            "removed": dict(self.removed.most_common()),
            "suspects": self.suspects,
            "replaced": self.replaced,
            "bytes": self.bytes,
            "seconds": round(time.monotonic() - self._begun, 3),
        }

    def __str__(self) -> str:
        text = ", ".join([f"{self.seen} seen"] + [f"{self.states[state]} {state}" for state in STATES])
        if self.removed:
            by_filter = ", ".join(f"{name} {count:,}" for name, count in self.removed.most_common())
            text += f"; {self.removed.total():,} lines removed ({by_filter})"
        return text + (f"; {self.suspects} suspect" if self.suspects else "")


class Display(Protocol):
    """A progress display that can also print messages, such as the bar on the terminal."""

    def show(self, counts: Account, /) -> None:
        """Show the counts so far."""
        ...

    def say(self, line: str, /) -> None:
        """Print a line."""
        ...
