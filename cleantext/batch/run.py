"""Many documents: the loop over them, and the account of what became of each."""

from collections.abc import Callable, Generator, Iterable
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cleantext.documents.items import Batch, Item, Place
from cleantext.model import FAILED, SKIPPED, OutputFailed

from .account import Account, Lost
from .job import Outcome
from .outputs import Outputs

if TYPE_CHECKING:
    from .journal import Journal

Results: TypeAlias = Generator[tuple[Batch, list[Outcome]], None, None]

BIG = 2_000_000  # bytes from which on starting more processes is worth their time


class TooManyErrors(Exception):
    """As many documents have failed as may."""


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

    def take(self, results: Iterable[tuple[Batch, list[Outcome]]], show: Callable[[Account], None]) -> None:
        """Take what comes of batches, in their order; tell `show` how far it is. Raise TooManyErrors, OutputFailed."""
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
            show(self.account)
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
            from .journal import Entry

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
    from .pool import Pool, cores
    from .read_ahead import ReadAhead

    jobs = cores() if jobs is None else jobs
    with Pool(treat, tidy, jobs, timeout) as pool:
        yield from pool.map(ReadAhead(coming, jobs) if size is None else coming)
