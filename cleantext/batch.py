"""Many documents: the loop over them, and the account of what became of each."""

import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from cleantext.documents.items import Batch, Item, Place
from cleantext.model import OutputFailed
from cleantext.outputs import Lost, Outputs
from cleantext.terminal.progress import Progress
from cleantext.work import FAILED, SKIPPED, UNCHANGED, WRITTEN, Outcome

if TYPE_CHECKING:
    from cleantext.journal import Journal

Results: TypeAlias = Generator[tuple[Batch, list[Outcome]], None, None]

BIG = 2_000_000  # bytes from which on starting more processes is worth their time


class TooManyErrors(Exception):
    """As many documents have failed as may."""


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


class Run:
    """One run over many documents: what it has counted, said and written, and how far it is."""

    def __init__(
        self,
        outputs: Outputs,
        say: Callable[[str], None],
        *,
        journal: "Journal | None" = None,
        max_errors: int | None = None,
        quiet: bool = False,
    ) -> None:
        self.account, self.place = Account(), Place(0, 0)
        self._outputs, self._say, self._journal, self._max_errors = outputs, say, journal, max_errors
        self._quiet = quiet
        self._failures: list[tuple[str, str]] = []
        self._failed_before = 0
        if journal and not journal.is_empty:
            self.place = journal.start.place
            for name, reason in journal.failures:
                self._fail(name, reason)
            self._failures = []
            self._failed_before = self.account.states[FAILED] = journal.start.failed
            self.account.states[SKIPPED] = journal.start.documents - journal.start.failed

    def take(self, results: Iterable[tuple[Batch, list[Outcome]]], progress: Progress) -> None:
        """Take what comes of batches, in their order. Raises TooManyErrors and OutputFailed."""
        for batch, outcomes in results:
            for number, (item, outcome) in enumerate(zip(batch.items, outcomes, strict=True), 1):
                self._count(item, outcome)
                if outcome.ends or self._is_too_much():
                    left_out = [Outcome(SKIPPED)] * (len(outcomes) - number)
                    self._outputs.put(batch, outcomes[:number] + left_out)
                    raise OutputFailed("stopped, as nothing more can be written") if outcome.ends else TooManyErrors
            lost = self._outputs.put(batch, outcomes)
            if lost.reason and batch.table:
                self._lose(batch.table.name, lost)
            self.place = batch.after
            self.account.bytes += batch.size
            self._note(batch)
            progress.show(self.account)
            if lost.reason and self._is_too_much():
                raise TooManyErrors

    def _is_too_much(self) -> bool:
        return self._max_errors is not None and self.account.failed - self._failed_before >= self._max_errors

    def _count(self, item: Item, outcome: Outcome) -> None:
        for line in outcome.said:
            self._say(line)
        if outcome.state == FAILED:
            self._fail(item.name, outcome.reason)
            return
        if outcome.state == SKIPPED and not self._quiet:
            self._say(f"cleantext: {item.name}: {outcome.reason}; skipped")
        self.account.add(outcome)

    def _fail(self, name: str, reason: str) -> None:
        self.account.states[FAILED] += 1
        self._failures.append((name, reason))
        self._say(f"cleantext: {name}: {reason}")

    def _lose(self, table: str, lost: Lost) -> None:
        self.account.lose(lost.documents, lost.removed)
        self._fail(table, lost.reason)

    def _note(self, batch: Batch) -> None:
        """Remember how far it is, where another run could go on from."""
        lengths = self._outputs.lengths() if self._journal else None
        if self._journal and lengths and (batch.items or batch.ends):
            from cleantext.journal import Entry

            self._journal.note(Entry(self.place, self.account.seen, self.account.failed, *lengths), self._failures)
            self._failures = []

    def end(self) -> None:
        """Complete the outputs: they are in their places when this returns. Raises OutputFailed."""
        self._outputs.commit()
        if self._journal:
            self._journal.end(keep=False)

    def give_up(self) -> bool:
        """Leave what is done to a later run, if there is anything; tell whether there is."""
        keep = self._journal is not None and not self._journal.is_empty
        name, lost = self._outputs.give_up(keep=keep)
        if lost.reason:
            self._lose(name, lost)
        if self._journal:
            self._journal.end(keep=keep)
        return keep


class Means(NamedTuple):
    """What there is to do batches with: processes, seconds for a document, the size of the input in bytes.

    Without `jobs`, it is as many processes as there are cores once the input is big: of known `size`, or when so much
    has come.
    """

    jobs: int | None
    timeout: float | None
    size: int | None


def mapped(
    batches: Iterable[Batch], treat: Callable[[Item], Outcome], tidy: Callable[[Item, int], None], means: Means
) -> Results:
    """Treat batches, here or in worker processes, and give each with its outcomes, in their order.

    `tidy` takes away what a process that was killed has left of a document.
    """
    coming, (jobs, timeout, size) = iter(batches), means
    if timeout is None and (jobs == 1 or (jobs is None and not (size and size >= BIG))):
        done = 0
        for batch in coming:
            yield batch, [treat(item) for item in batch.items]
            done += batch.size
            if jobs is None and size is None and done >= BIG:
                break
        else:
            return
    from cleantext.pool import Ahead, Pool, cores

    jobs = cores() if jobs is None else jobs
    with Pool(treat, tidy, jobs, timeout) as pool:
        yield from pool.map(Ahead(coming, jobs) if size is None else coming)
