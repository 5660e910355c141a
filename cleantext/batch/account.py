"""Counts of a run: how many documents were seen, and what became of them."""

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from cleantext.files.content import Content
from cleantext.model import DOUBTS, FAILED, SKIPPED, UNCHANGED, WRITTEN, Note

from .job import Outcome

if TYPE_CHECKING:
    from cleantext.chain.patterns import RuleEntry

STATES = (WRITTEN, UNCHANGED, SKIPPED, FAILED)


class Doubtful(NamedTuple):
    """How many documents are doubtful, and how many of each kind; `last` is the last one, with its reasons."""

    documents: int = 0
    kinds: Mapping[str, int] = {}
    last: str = ""

    def plus(self, name: str, doubts: Sequence[Note]) -> "Doubtful":
        """Return the counts with those of a document more; without doubts, it is not doubtful."""
        if not doubts:
            return self
        kinds = Counter(self.kinds) + Counter(dict.fromkeys((note.kind for note in doubts), 1))
        reasons = "; ".join(note.message for note in doubts)
        return Doubtful(self.documents + 1, kinds, f"{name}: doubtful: {reasons}")

    def minus(self, other: "Doubtful") -> "Doubtful":
        """Return the counts without those of others; the last document may be one of them."""
        if not other.documents:
            return self
        return Doubtful(self.documents - other.documents, Counter(self.kinds) - Counter(other.kinds))

    def __str__(self) -> str:
        kinds = Counter(self.kinds).most_common()
        counts = ", ".join(f"{count:,} {DOUBTS[kind][count > 1]}" for kind, count in kinds)
        return f"{self.documents:,} doubtful: {counts}"


class FailedTable(NamedTuple):
    """A table that failed as a whole, because of `reason`.

    If it has no output at all, the counts are those of its documents: `written` in vain, and `skipped` as the run that
    this one resumes had written them, `removed` lines by filter, and `doubtful` ones.
    """

    reason: str
    written: int = 0
    failed: int = 0
    unchanged: int = 0
    removed: Mapping[str, int] = {}
    doubtful: Doubtful = Doubtful()
    skipped: int = 0


class OpenTable(NamedTuple):
    """What is done of a table that has output only if it is read to its end: counts of its documents.

    `reports` is what the reports held when the table began; empty if there is no such table.
    """

    written: int = 0
    failed: int = 0
    doubtful: Doubtful = Doubtful()
    reports: Sequence[Content] = ()


NO_TABLE = OpenTable()


class Account:
    """Counts of documents by state; their sum is the number of documents seen.

    Every name reported on stderr counts as failed: a document, or a table that cannot be read to its end.
    """

    def __init__(self) -> None:
        self.states: Counter[str] = Counter()
        self.removed: Counter[str] = Counter()
        self.doubtful = Doubtful()
        self.bytes = self.replaced = self.changed = self.with_site_rules = 0
        self.rules: dict[RuleEntry, None] = {}  # that people wrote, of all sites seen
        self.matched: set[RuleEntry] = set()
        self.is_complete = False  # every document was looked at in this run
        self._begun = time.monotonic()

    @property
    def seen(self) -> int:
        """The number of documents so far."""
        return self.states.total()

    @property
    def failed(self) -> int:
        """The number of failed documents so far."""
        return self.states[FAILED]

    def add(self, name: str, outcome: Outcome) -> None:
        """Count a document."""
        self.states[outcome.state] += 1
        self.removed.update(outcome.removed)
        self.doubtful = self.doubtful.plus(name, outcome.doubts)
        self.replaced += outcome.replaced
        self.changed += outcome.changed
        self.with_site_rules += outcome.has_site_rules
        if outcome.rule_use:
            self.rules.update(dict.fromkeys(outcome.rule_use.rules))
            self.matched.update(outcome.rule_use.matched)

    @property
    def unmatched(self) -> "list[RuleEntry]":
        """The rules that people wrote and that match no line; none if not every document was looked at."""
        return [rule for rule in self.rules if rule not in self.matched] if self.is_complete else []

    def add_header(self, name: str, replaced: int, doubts: Sequence[Note]) -> None:
        """Count what was lost in the header of a table, which is no document."""
        self.doubtful = self.doubtful.plus(name, doubts)
        self.replaced += replaced

    def retract(self, table: FailedTable) -> None:
        """Count the documents written to a failed table as failed, and what went or was doubtful in them not at all."""
        self.states[WRITTEN] -= table.written
        self.states[SKIPPED] -= table.skipped
        self.states[FAILED] += table.written + table.skipped
        self.removed -= Counter(table.removed)
        self.doubtful = self.doubtful.minus(table.doubtful)

    def as_dict(self) -> dict[str, Any]:
        """Return the counts as printed by --stats json."""
        return {
            "seen": self.seen,
            **{state: self.states[state] for state in STATES},
            "would_change": self.changed,
            "removed": dict(self.removed.most_common()),
            "doubtful": self.doubtful.documents,
            "doubts": dict(Counter(self.doubtful.kinds).most_common()),
            "replaced": self.replaced,
            "unmatched_rules": [{"text": rule.text, "source": rule.source} for rule in self.unmatched],
            "bytes": self.bytes,
            "seconds": round(time.monotonic() - self._begun, 3),
        }

    def __str__(self) -> str:
        written, unchanged, skipped, failed = (self.states[state] for state in STATES)
        if changed := self.changed:
            stays = unchanged - changed
            text = f"{self.seen} seen, {changed} would change, {stays} unchanged, {skipped} skipped, {failed} failed"
        else:
            text = f"{self.seen} seen, {written} written, {unchanged} unchanged, {skipped} skipped, {failed} failed"
        if self.removed:
            by_filter = ", ".join(f"{name} {count:,}" for name, count in self.removed.most_common())
            text += f"; {self.removed.total():,} lines removed ({by_filter})"
        return f"{text}; {self.doubtful}" if self.doubtful.documents else text

    def describe_doubtful(self, *, are_explained: bool, are_counted: bool) -> str:
        """Return how many documents are doubtful, for which reasons; of a single one, its name; "" if none are.

        Nothing is said twice: with `are_explained`, the reasons of each document were said already, with `are_counted`,
        the counts will be.
        """
        count, _, last = self.doubtful
        if count == 1 and last and not are_explained:
            return last
        if count == 0 or are_counted or (are_explained and self.seen == 1):
            return ""
        return str(self.doubtful)


class Display(Protocol):
    """A progress display that can also print messages, such as the bar on the terminal."""

    def show(self, counts: Account, /) -> None:
        """Show the counts so far."""
        ...

    def say(self, line: str, /) -> None:
        """Print a line."""
        ...
