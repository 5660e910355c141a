"""Write the outcomes in this process: to one stream, or to a file for each table; and to the reports."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from cleantext.documents.items import Batch, DocumentWriter
from cleantext.files.content import EMPTY, Content
from cleantext.files.signals import signals_deferred
from cleantext.files.streams import Stdout
from cleantext.files.walk import Input
from cleantext.model import FAILED, CleantextError, OutputFailed

from .account import NO_TABLE, FailedTable, OpenTable
from .job import FOLDER, IN_PLACE, Job, Outcome, outputs_of
from .writers import OutputFile

if TYPE_CHECKING:
    from .claims import Entry
    from .run_report import Report
    from .table_output import Counts, TableOutput


class Outputs:
    """Everything a run writes in this process. The methods raise OutputFailed.

    `writer` writes the one stream, to `target`. Without it, each table in a folder or in place has a file of its own;
    the first of these continues where `start` says, the entry that the run resumes from.
    """

    def __init__(
        self,
        job: Job,
        writer: DocumentWriter | None = None,
        target: OutputFile | Stdout | None = None,
        *,
        reports: "Iterable[Report]" = (),
        start: "Entry | None" = None,
    ) -> None:
        self._job, self._writer, self._reports = job, writer, list(reports)
        self._start, self._done = (start.output, start.table) if start else (EMPTY, NO_TABLE)
        self._file = target if isinstance(target, OutputFile) else None
        self._stdout = target if isinstance(target, Stdout) else None
        self._table: TableOutput | None = None
        self._single_table: Counts | None = None
        self._is_complete = True
        self._has_failures = False
        self._unwritable = ""  # why the rest of a table cannot be written
        self.files: list[Content | None] = []  # what the last batch has finished in a folder, one for each input

    def expect_single_table(self) -> None:
        """Write the single table of the input all-or-nothing."""
        from .table_output import Counts  # slow to import, and most runs have no table

        self._single_table = Counts(self._done)

    def write(self, batch: Batch, outcomes: Sequence[Outcome]) -> FailedTable | None:
        """Write the outcomes of a batch; return the table that ends with it if the table failed."""
        has_files = self._job.mode == FOLDER and not batch.table
        self.files = [outcome.content for outcome in outcomes] if has_files else []
        for report in self._reports:
            if batch.table and self._table is None and not self._single_table and not self._done.reports:
                report.start_table()
            report.write(batch, outcomes)
        if batch.table and self._job.mode in (FOLDER, IN_PLACE):
            failed = self._write_table(batch, batch.table, outcomes)
        else:
            failed = self._write_stream(batch, outcomes)
        for report in self._reports:
            if failed and batch.table:
                report.retract(batch.table.name, failed)
        return failed

    def _write_stream(self, batch: Batch, outcomes: Sequence[Outcome]) -> FailedTable | None:
        if self._writer and not self._unwritable:
            try:
                self._writer.put(batch, outputs_of(outcomes))
            except OutputFailed:
                raise
            except CleantextError as error:  # the format cannot hold the rows
                self._unwritable = f"cannot be written: {error}"
        failure = batch.failure or (self._unwritable if batch.ends else "")
        self._has_failures |= failure != "" or any(outcome.state == FAILED for outcome in outcomes)
        if self._stdout:
            if batch.ends and batch.table and self._job.dry_run:
                self._stdout.write(self._job.dry_run_line(batch.table))
            self._stdout.flush()
        if self._single_table:
            self._single_table.add(outcomes)
        if not failure:
            return None
        if self._single_table:
            self._is_complete = False
            return self._single_table.failed_table(failure)
        return FailedTable(failure)

    def _write_table(self, batch: Batch, source: Input, outcomes: Sequence[Outcome]) -> FailedTable | None:
        if self._table is None:
            from .table_output import TableOutput  # as above

            with signals_deferred():  # else a file could be made that no table owns yet
                self._table = TableOutput(self._job, batch, source, self._start, self._done)
                self._start, self._done = EMPTY, NO_TABLE
        self._table.write(batch, outcomes)
        if not batch.ends:
            return None
        table, self._table = self._table, None
        failed = table.end(batch.failure)
        self.files = [None if failed else table.content]
        if self._stdout and not failed:
            self._stdout.write(table.dry_run_line())
        return failed

    def contents(self) -> tuple[Content, Sequence[Content]] | None:
        """Return what is written to the open output and to the reports; None if the output cannot be resumed."""
        content: Content | None = EMPTY
        if self._table:
            content = self._table.content if self._table.can_resume else None
        elif self._file:
            content = self._file.content if self._writer and self._writer.can_resume else None
        return None if content is None else (content, tuple(report.content for report in self._reports))

    def open_table(self) -> OpenTable:
        """Return what is done of the table that is written all-or-nothing, if there is one."""
        counts = self._table.counts if self._table else self._single_table
        return counts.so_far([report.table_start for report in self._reports]) if counts else NO_TABLE

    def sync(self) -> None:
        """Return when what is written to files that are not finished is on the disk."""
        for file in (self._table, self._file, *self._reports):
            if file:
                file.sync()

    def commit(self) -> None:
        """Commit the files. If documents failed and nothing was written, there is no output file."""
        if self._writer and self._is_complete:
            self._writer.end()
        if self._file and self._is_complete and (self._file.is_written_to or not self._has_failures):
            self._file.commit()
        elif self._file:
            self._file.abort(keep=False)
        while self._reports:  # each is committed once, even if that fails
            self._reports.pop(0).commit()

    def abort(self, *, keep: bool) -> tuple[str, FailedTable] | None:
        """Keep the partial files for --resume, or remove them; return the name and counts of a removed table.

        Files in a folder or in place are committed one by one: for those that are, a report is written in any case.
        """
        failed = self._table.abort(keep=keep) if self._table else None
        if self._file:
            self._file.abort(keep=keep)
        for report in self._reports:
            if self._table and failed:
                report.retract(self._table.source.name, failed)
            report.abort(keep=keep, is_done=not self._file)
        return (self._table.source.name, failed) if self._table and failed else None
