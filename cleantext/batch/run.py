"""A run over many documents: count, report and write their outcomes, and keep the journal."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from cleantext.documents.items import START, Batch, Item
from cleantext.model import DOUBTS, FAILED, SKIPPED, OutputFailed

from .account import Account, FailedTable
from .job import Outcome
from .outputs import Outputs
from .repeated import RepeatedMessages

if TYPE_CHECKING:
    from .journal import Journal


class TooManyErrors(Exception):
    """The number of failed documents has reached --max-errors."""


class Run:
    """One run over many documents: its counts, messages and outputs, and its progress."""

    def __init__(
        self,
        outputs: Outputs,
        messages: RepeatedMessages,
        *,
        journal: "Journal | None" = None,
        max_errors: int | None = None,
        quiet: bool = False,
    ) -> None:
        self.account, self.position = Account(), START
        self._outputs, self._messages, self._journal = outputs, messages, journal
        self._print = messages.print_line
        self._max_errors, self._quiet = max_errors, quiet
        self._failures: list[tuple[str, str]] = []  # not in the journal yet
        self._failed_before = 0
        self.is_split = False  # by --split
        self.is_cut_off = False  # the reader of its output is gone
        self._of_batch = 0  # inputs done of the batch at hand
        self._is_resumed = journal is not None and not journal.is_empty
        if journal and self._is_resumed:
            self.position = journal.start.place
            for name, reason in journal.failures:
                self._fail(name, reason)
            self._failures = []
            self._failed_before = self.account.states[FAILED] = journal.start.failed
            self.account.states[SKIPPED] = journal.start.documents - journal.start.failed
            self.account.doubtful = journal.start.doubtful

    @property
    def inputs_done(self) -> int:
        """The number of inputs done so far; --resume may do the last of them again."""
        return self.position.inputs + self._of_batch

    def write_results(self, results: Iterable[tuple[Batch, list[Outcome]]], show: Callable[[Account], None]) -> None:
        """Count and write the outcomes of all batches; call `show` after each. Raise TooManyErrors or OutputFailed."""
        for batch, outcomes in results:
            self._count_header(batch)
            self.is_split |= batch.is_split
            for number, (item, outcome) in enumerate(zip(batch.items, outcomes, strict=True), 1):
                self._count(item, outcome)
                self._of_batch = 0 if batch.table else number
                if outcome.is_fatal or self._has_too_many_errors():
                    left_out = [Outcome(SKIPPED)] * (len(outcomes) - number)
                    self._outputs.write(batch, outcomes[:number] + left_out)
                    raise OutputFailed("stopped, as nothing more can be written") if outcome.is_fatal else TooManyErrors
            failed_table = self._outputs.write(batch, outcomes)
            if failed_table and batch.table:
                self._fail_table(batch.table.name, failed_table)
            self.position, self._of_batch = batch.after, 0
            self.account.bytes += batch.size
            self._append_to_journal(batch)
            show(self.account)
            if failed_table and self._has_too_many_errors():
                raise TooManyErrors

    def _count_header(self, batch: Batch) -> None:
        """Say in which encoding a table was found to be, and count what was lost in its header."""
        name = batch.table.name if batch.table else ""
        if batch.encoding and not self._quiet:
            self._print(f"{name}: read as {batch.encoding}")
        for note in batch.notes:
            if note.kind == "replaced" and not self._quiet:
                self._print(f"{name}:1: {note.kind}: {note.message}")
        self.account.add_header(f"{name}:1", batch.replaced, [note for note in batch.notes if note.kind in DOUBTS])

    def _has_too_many_errors(self) -> bool:
        return self._max_errors is not None and self.account.failed - self._failed_before >= self._max_errors

    def _count(self, item: Item, outcome: Outcome) -> None:
        for warning in outcome.warnings:
            self._messages.warn(item.name, warning)
        for message in outcome.messages:
            self._print(message)
        if outcome.state == FAILED:
            self._fail(item.name, outcome.reason)
            return
        if outcome.state == SKIPPED and not self._quiet:
            self._print(f"cleantext: {item.name}: {outcome.reason}; skipped")
        self.account.add(item.name, outcome)

    def _fail(self, name: str, reason: str) -> None:
        self.account.states[FAILED] += 1
        self._failures.append((name, reason))
        self._messages.fail(name, reason)

    def _fail_table(self, name: str, table: FailedTable) -> None:
        self.account.retract(table)
        self._fail(name, table.reason)

    def _append_to_journal(self, batch: Batch) -> None:
        """Record the progress in the journal if another run could resume from here."""
        contents = self._outputs.contents() if self._journal else None
        if self._journal and contents and (batch.items or batch.ends):
            from .claims import Entry

            seen, failed = self.account.seen, self.account.failed
            output, reports = contents
            done = (self._outputs.files, self.account.doubtful, self._outputs.open_table())
            entry = Entry(self.position, seen, failed, output, reports, *done)
            self._journal.append(entry, self._failures, self._outputs.sync)
            self._failures = []
        elif self._journal:
            self._journal.flush_if_due(self._outputs.sync)

    def complete(self) -> None:
        """Commit the outputs: all are in place when this returns. Raise OutputFailed."""
        self._outputs.commit()
        self.account.is_complete = not self._is_resumed
        if self._journal:
            self._journal.end()
        self._messages.end()

    def abort(self) -> bool:
        """Stop without completing the outputs; return whether --resume can continue from here."""
        if self._journal:
            with suppress(OutputFailed):  # it may be why the run stops
                self._journal.flush(self._outputs.sync)
        keep = self._journal is not None and not self._journal.is_empty and os.path.exists(self._journal.path)
        if failed := self._outputs.abort(keep=keep):
            self._fail_table(*failed)
        if self._journal:
            self._journal.close(keep=keep)
        self._messages.end()
        return keep
