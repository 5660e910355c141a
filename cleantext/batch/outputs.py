"""Where outcomes go in this process: one stream of many documents, a file for each table, a report."""

import os
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cleantext.documents.items import Batch
from cleantext.files.streams import Stdout
from cleantext.files.walk import Input
from cleantext.files.write import check_in_place, check_unchanged, make_folder
from cleantext.model import FAILED, UNCHANGED, WRITTEN, CleantextError, OutputFailed, reason_of

from .account import Lost
from .job import FOLDER, IN_PLACE, NO_MORE, Job, Outcome
from .writers import Joined, OutputFile, Rows, part_of, sink_of

if TYPE_CHECKING:
    from .run_report import Report


class _Tally:
    """What became of the documents of a table."""

    def __init__(self) -> None:
        self.written = self.failed = self.unchanged = 0
        self.removed: Counter[str] = Counter()

    def add(self, outcomes: Sequence[Outcome]) -> None:
        """Count some."""
        for outcome in outcomes:
            self.written += outcome.state == WRITTEN
            self.failed += outcome.state == FAILED
            self.unchanged += outcome.state == UNCHANGED
            self.removed.update(dict(outcome.removed))

    def lost(self, reason: str) -> "Lost":
        """Say that all was for nothing."""
        return Lost(reason, self.written, self.removed, self.failed, self.unchanged)


class Table:
    """What becomes of one table in a folder or in its own place; nothing where that fails, or on a dry run."""

    def __init__(self, job: Job, batch: Batch, source: Input, start: int) -> None:
        self._job, self.source, self._state = job, source, batch.state
        self._tally = _Tally()
        self._file: OutputFile | None = None
        self._sink: Joined | Rows = Joined(bytes, None)
        self._failure = ""
        if not job.dry_run:
            try:
                self._open(batch, start)
            except (CleantextError, OSError) as error:
                self._fail(error)

    def _open(self, batch: Batch, start: int) -> None:
        job, source = self._job, self.source
        if job.mode == IN_PLACE:
            check_in_place(source.name)
            self._file = OutputFile(source.name)
        else:
            target = job.target_of(source)
            make_folder(job.output, os.path.dirname(target))
            part = part_of(target) if batch.origin is None else ""
            self._file = OutputFile(target, part=part, start=start, follow=False)
        self._sink = sink_of(job, source, self._file.write, begun=start > 0)

    def put(self, batch: Batch, outcomes: Sequence[Outcome]) -> None:
        """Write what came of a batch."""
        self._tally.add(outcomes)
        if not self._failure:
            try:
                self._sink.put(batch, outcomes)
            except OutputFailed as error:
                self._fail(error)

    def _fail(self, error: CleantextError | OSError) -> None:
        """Remember why it cannot be written; what no other file could do either ends the run."""
        cause = error if isinstance(error, OSError) else error.__cause__
        if isinstance(cause, OSError) and cause.errno in NO_MORE:
            raise OutputFailed(str(error)) from error
        if self._file:
            self._file.give_up(keep=False)
        self._failure = f"cannot be written: {reason_of(error)}"

    def end(self, failure: str) -> Lost:
        """Put it in its place, unless it is not whole."""
        in_place = self._job.mode == IN_PLACE
        if in_place and self._tally.failed and not failure:
            failure = f"left as it is, because {self._tally.failed} of its rows failed"
        failure = self._failure or failure
        if not failure and (self._tally.written or not in_place):
            failure = self._commit()
        elif self._file and not self._failure:
            self._file.give_up(keep=False)
        return self._tally.lost(failure) if failure else Lost()

    def _commit(self) -> str:
        """Put it in its place; say why not."""
        if self._file:
            try:
                self._sink.end()
                if self._job.mode == IN_PLACE:
                    self._file.commit(durable=True, check=self._check)
                else:
                    self._file.commit()
            except CleantextError as error:
                self._fail(error)
        return self._failure

    def _check(self) -> None:
        if self._state is not None:
            check_unchanged(self.source.name, self._state)

    def line(self) -> bytes:
        """Say where it would go, for a dry run; in place, only if it would change."""
        return self._job.line_of(self.source) if self._tally.written or self._job.mode != IN_PLACE else b""

    def length(self) -> int | None:
        """Give how long its file is; None for one that cannot be gone on with."""
        resumable = self._file and not isinstance(self._sink, Rows)
        return self._file.length if self._file and resumable else None

    def give_up(self, *, keep: bool) -> Lost:
        """Leave it to another run, or take it away; tell what is lost then."""
        if self._file and not self._failure:
            self._file.give_up(keep=keep)
        return Lost() if keep else self._tally.lost("left as it is" if self._job.mode == IN_PLACE else "not written")


class Outputs:
    """All that a run writes in this process. Its methods raise OutputFailed.

    `sink` is for the one stream, which goes `to` a file or stdout; tables in a folder or in place have their own files.
    The first of those goes on from byte `start`.
    """

    def __init__(
        self,
        job: Job,
        sink: Joined | Rows | None,
        to: OutputFile | Stdout | None = None,
        *,
        report: "Report | None" = None,
        start: int = 0,
    ) -> None:
        self._job, self._sink, self._report, self._start = job, sink, report, start
        self._file = to if isinstance(to, OutputFile) else None
        self._stdout = to if isinstance(to, Stdout) else None
        self._table: Table | None = None
        self._sole: _Tally | None = None
        self._is_whole = True
        self._has_failures = False

    def expect_one_table(self) -> None:
        """Let the file have all of a table, or not be there."""
        self._sole = _Tally()

    def put(self, batch: Batch, outcomes: Sequence[Outcome]) -> Lost:
        """Write what came of a batch; tell what is lost when a table ends that cannot be written."""
        lost = self._put(batch, outcomes)
        if self._report and lost.reason and batch.table:
            self._report.take_back(batch.table.name, lost)
        return lost

    def _put(self, batch: Batch, outcomes: Sequence[Outcome]) -> Lost:
        if self._report and batch.table and self._table is None and not self._sole:
            self._report.begin_table()
        if self._report:
            self._report.put(batch, outcomes)
        if batch.table and self._job.mode in (FOLDER, IN_PLACE):
            return self._put_table(batch, batch.table, outcomes)
        self._has_failures |= batch.failure != "" or any(outcome.state == FAILED for outcome in outcomes)
        if self._sink:
            self._sink.put(batch, outcomes)
        if self._stdout:
            if batch.ends and batch.table and self._job.dry_run:
                self._stdout.write(self._job.line_of(batch.table))
            self._stdout.flush()
        if self._sole:
            self._sole.add(outcomes)
            if batch.failure:
                self._is_whole = False
                return self._sole.lost(batch.failure)
        return Lost(batch.failure)

    def _put_table(self, batch: Batch, source: Input, outcomes: Sequence[Outcome]) -> Lost:
        if self._table is None:
            self._table, self._start = Table(self._job, batch, source, self._start), 0
        self._table.put(batch, outcomes)
        if not batch.ends:
            return Lost()
        table, self._table = self._table, None
        lost = table.end(batch.failure)
        if self._stdout and not lost.reason:
            self._stdout.write(table.line())
        return lost

    def lengths(self) -> tuple[int, int] | None:
        """Give how long the unfinished output and the report are; None where the output cannot be gone on with."""
        length: int | None = 0
        if self._table:
            length = self._table.length()
        elif self._file:
            length = None if isinstance(self._sink, Rows) else self._file.length
        return None if length is None else (length, self._report.length if self._report else 0)

    def commit(self) -> None:
        """Put files in their places. Where documents failed and nothing is written, no output is made."""
        if self._sink and self._is_whole:
            self._sink.end()
        if self._file and self._is_whole and (self._file.used or not self._has_failures):
            self._file.commit()
        elif self._file:
            self._file.give_up(keep=False)
        report, self._report = self._report, None  # it is complete, or lost
        if report:
            report.commit()

    def give_up(self, *, keep: bool) -> tuple[str, Lost]:
        """Leave unfinished files to another run, or take them away; but what was done already has its report.

        Give the name of a table that was taken away, and what is lost with it.
        """
        name, lost = "", Lost()
        if self._table:
            name, lost = self._table.source.name, self._table.give_up(keep=keep)
        if self._file:
            self._file.give_up(keep=keep)
        if self._report:
            if lost.reason:
                self._report.take_back(name, lost)
            self._report.give_up(keep=keep, is_done=not self._file)
        return name, lost
