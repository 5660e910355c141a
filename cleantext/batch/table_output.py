"""Write one table to a file of its own, in an output folder or in place of its source."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cleantext.documents.items import Batch, DocumentWriter
from cleantext.files.content import Content
from cleantext.files.walk import Input
from cleantext.files.write import check_in_place, check_unchanged
from cleantext.model import FAILED, UNCHANGED, WRITTEN, CleantextError, OutputFailed, reason_of

from .account import NO_TABLE, FailedTable, OpenTable
from .job import IN_PLACE, Job, Outcome, outputs_of
from .writers import OutputFile, StreamWriter, part_path, writer_for

if TYPE_CHECKING:
    from cleantext.chain.losses import Losses


class Counts:
    """Counts of the documents of one table; `done` is what an interrupted run has done of it."""

    def __init__(self, done: OpenTable = NO_TABLE) -> None:
        self.skipped, self.failed, self.doubtful, _ = done
        self.written = self.unchanged = 0
        self.removed: Counter[str] = Counter()
        self.losses: Losses | None = None

    def add(self, outcomes: Sequence[Outcome]) -> None:
        """Count documents."""
        for outcome in outcomes:
            self.written += outcome.state == WRITTEN
            self.failed += outcome.state == FAILED
            self.unchanged += outcome.state == UNCHANGED
            self.removed.update(outcome.removed)
            self.doubtful = self.doubtful.plus("", outcome.doubts)
            if outcome.losses:
                self.losses = outcome.losses.plus(self.losses) if self.losses else outcome.losses

    def failed_table(self, reason: str) -> FailedTable:
        """Return the record of a table that failed after these documents."""
        return FailedTable(reason, self.written, self.failed, self.unchanged, self.removed, self.doubtful, self.skipped)

    def so_far(self, reports: Sequence[Content]) -> OpenTable:
        """Return what is done of the table, for the journal; `reports` is what reports held when it began."""
        return OpenTable(self.written + self.skipped, self.failed, self.doubtful, reports)


class TableOutput:
    """The output file of one table, in a folder or in place of its source; no file on a dry run, or if that fails."""

    def __init__(self, job: Job, batch: Batch, source: Input, start: Content, done: OpenTable) -> None:
        self._job, self.source, self._state = job, source, batch.state
        self.counts = Counts(done)
        self._file: OutputFile | None = None
        self._writer: DocumentWriter = StreamWriter(bytes, None)
        self._failure = ""
        if not job.dry_run:
            try:
                self._open(batch, start)
            except (CleantextError, OSError) as error:
                self._fail(error)

    def _open(self, batch: Batch, start: Content) -> None:
        job, source = self._job, self.source
        if job.mode == IN_PLACE:
            check_in_place(source.name, job.backup)
            self._file = OutputFile(source.name)
        else:
            target = job.target_path(source)
            part = part_path(target, follow=False) if batch.origin is None else ""
            self._file = OutputFile(target, part=part, start=start, inside=job.output, mode=source.mode)
        self._writer = writer_for(job, source, self._file.write, is_continued=start.length > 0)

    def write(self, batch: Batch, outcomes: Sequence[Outcome]) -> None:
        """Write the outcomes of a batch."""
        self.counts.add(outcomes)
        if not self._failure:
            try:
                self._writer.put(batch, outputs_of(outcomes))
            except CleantextError as error:
                self._fail(error)

    def _fail(self, error: CleantextError | OSError) -> None:
        """Record why the table cannot be written. Raise OutputFailed if no other file could be written either."""
        if self._job.is_fatal(error if isinstance(error, OSError) else error.__cause__):
            raise OutputFailed(str(error)) from error
        if self._file:
            self._file.abort(keep=False)
        self._failure = f"cannot be written: {reason_of(error)}"

    def end(self, failure: str) -> FailedTable | None:
        """Commit the file if it is complete; `failure` is why the table could not be read to its end, if so."""
        in_place = self._job.mode == IN_PLACE
        if in_place and self.counts.failed and not failure:
            failure = f"left as it is, because {self.counts.failed} of its rows failed"
        failure = self._failure or failure or (self.counts.losses.refusal if self.counts.losses else "")
        if not failure and (self.counts.written or not in_place):
            self._commit()
            failure = self._failure
        elif self._file and not self._failure:
            self._file.abort(keep=False)
        return self.counts.failed_table(failure) if failure else None

    def _commit(self) -> None:
        if self._file:
            try:
                self._writer.end()
                if self._job.mode == IN_PLACE:
                    self._file.commit(durable=True, check=self._check, backup=self._job.backup)
                else:
                    self._file.commit()
            except CleantextError as error:
                self._fail(error)

    def _check(self) -> None:
        if self._state is not None:
            check_unchanged(self.source.name, self._state)

    def dry_run_line(self) -> bytes:
        """Return the line that --dry-run prints for the table; in place, only if it would change."""
        return self._job.dry_run_line(self.source) if self.counts.written or self._job.mode != IN_PLACE else b""

    @property
    def content(self) -> Content | None:
        """What is written; None if there is no file."""
        return self._file.content if self._file and not self._failure else None

    def sync(self) -> None:
        """Return when what is written is on the disk. Raise OutputFailed."""
        if self._file and not self._failure:
            self._file.sync()

    @property
    def can_resume(self) -> bool:
        """Whether the file can be continued where it was cut off."""
        return self._writer.can_resume

    def abort(self, *, keep: bool) -> FailedTable | None:
        """Keep the partial file for --resume, or remove it; return the table as failed if the run cannot be resumed."""
        if self._file and not self._failure:
            self._file.abort(keep=keep and self._writer.can_resume)
        if keep:
            return None
        return self.counts.failed_table("left as it is" if self._job.mode == IN_PLACE else "not written")
