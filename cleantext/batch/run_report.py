"""Write what a run says of its documents, in input order: the report, a page or JSON Lines, and the doubtful ones."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, BinaryIO

from cleantext.documents.items import Batch
from cleantext.files.content import EMPTY, Content
from cleantext.files.formats import CSV, HTML
from cleantext.files.signals import signals_deferred
from cleantext.files.streams import Stdout, print_error
from cleantext.files.walk import ALL_MAY_READ
from cleantext.files.write import NewFile, is_direct, translating_write_errors
from cleantext.model import FAILED, UNCHANGED, OutputFailed
from cleantext.report.as_json import failure_line

from .job import Outcome
from .writers import OutputFile

if TYPE_CHECKING:
    from .account import FailedTable

MAX_FAILURES = 50_000  # failed rows of a table whose records are kept in memory until it ends


class Report:
    """A report of a run, or the list of its doubtful documents. Raises OutputFailed.

    A report has a number, that of its records in an outcome, and a format; the list has neither. It also has the
    documents that failed, and a page how the run ended. `table_start` is the content when the table began that an
    interrupted run was at.
    """

    def __init__(
        self,
        file: "OutputFile | StdoutReport",
        number: int | None,
        form: str = "",
        *,
        table_start: Content | None = None,
    ) -> None:
        self._file, self._number, self._form = file, number, form
        self._is_broken = False
        if form == CSV and not file.content.length:
            from cleantext.report.as_csv import header

            self._write(header())
        self.start_table(table_start)

    @property
    def content(self) -> Content:
        """What is written so far."""
        return self._file.content

    def start_table(self, start: Content | None = None) -> None:
        """Remember the current content, or `start`, to return to if the table that starts there fails."""
        self.table_start = start or self._file.content
        self._failures: list[bytes] = []

    def write(self, batch: Batch, outcomes: Sequence[Outcome]) -> None:
        """Write what was done to the documents of a batch."""
        records = []
        for item, outcome in zip(batch.items, outcomes, strict=True):
            table, row = item.table_name, item.row_number
            records.append(self._record_of(outcome) or self._failure(table, row, outcome.state, outcome.reason))
            if outcome.state == FAILED and len(self._failures) < MAX_FAILURES:
                self._failures.append(records[-1])
        self._write(b"".join(records))

    def retract(self, name: str, table: "FailedTable") -> None:
        """Record that a table failed, and remove the records of its documents if they have no output."""
        uncounted: Mapping[str, int] = {}
        if table.written or table.skipped:
            with self._noticing_failure():
                self._file.truncate(self.table_start)
            self._write(b"".join(self._failures))
            failed = table.written + table.skipped + table.failed - len(self._failures)
            uncounted = +Counter({FAILED: failed, UNCHANGED: table.unchanged})
        self._write(self._failure(name, None, FAILED, table.reason, uncounted))

    def sync(self) -> None:
        """Return when what is written is on the disk."""
        with self._noticing_failure():
            self._file.sync()

    def commit(self) -> None:
        """Put the complete report in place."""
        with self._noticing_failure():
            self._file.commit()

    def abort(self, *, keep: bool, is_done: bool) -> None:
        """Keep the partial report for --resume, or remove it; but if outputs were committed (`is_done`), complete it.

        The page then says that the run was stopped.
        """
        if keep or not is_done or self._is_broken:
            self._file.abort(keep=keep)
            return
        try:
            if self._form == HTML:
                from cleantext.report.page import records

                self._write(records.stop_record())
            self.commit()
        except OutputFailed as error:
            print_error(f"cleantext: {error}")

    def _write(self, data: bytes) -> None:
        with signals_deferred(), self._noticing_failure():  # a signal cannot leave half a record
            self._file.write(data)

    @contextmanager
    def _noticing_failure(self) -> Iterator[None]:
        """Remember that the report cannot be written, so that it is not tried, and reported, again."""
        try:
            yield
        except OutputFailed:
            self._is_broken = True
            raise

    def _record_of(self, outcome: Outcome) -> bytes:
        if self._number is None:
            return outcome.listed
        return outcome.reports[self._number] if outcome.reports else b""

    def _failure(
        self, source: str, row: int | None, state: str, reason: str, uncounted: Mapping[str, int] | None = None
    ) -> bytes:
        """Return the record of a failed document or table; empty where there is none."""
        if not reason or not self._form:
            return b""
        if self._form == HTML:
            from cleantext.report.page import records

            name = source if row is None else f"{source}:{row}"
            return records.failure_record(name, state, reason, uncounted, row=row)
        if state != FAILED:
            return b""
        if self._form == CSV:
            from cleantext.report.as_csv import failure_row

            return failure_row(source, row, reason)
        return failure_line(source, row, reason)


class StdoutReport:
    """Standard output, with the methods of OutputFile: what is written is out, and not taken back.

    If its reader is gone, as after `| head`, the run goes on without this report: its output is elsewhere.
    """

    content = EMPTY

    def __init__(self, stdout: Stdout) -> None:
        self._stdout = stdout

    def write(self, data: bytes) -> None:
        """Write data at once."""
        with suppress(BrokenPipeError):  # what is written after that goes nowhere
            self._stdout.write(data)
            self._stdout.flush()

    def truncate(self, content: Content) -> None:
        """Do nothing; nor do the others."""

    def sync(self) -> None:
        """Do nothing."""

    def commit(self) -> None:
        """Do nothing."""

    def abort(self, *, keep: bool) -> None:
        """Do nothing."""


class PageFile(OutputFile):
    """The report as a page: collects records of documents, and makes the page of them when it is committed.

    The records are kept in a file beside the page, so that --resume can add to them; `about` tells of the run (see
    cli/about_run.py). Raises OutputFailed.
    """

    def __init__(
        self,
        path: str,
        *,
        about: Mapping[str, object],
        part: str = "",
        start: Content = EMPTY,
        mode: int = ALL_MAY_READ,
    ) -> None:
        with translating_write_errors(path):
            if is_direct(path):
                raise OutputFailed(f"{path}: no file; a report in HTML must be one")
        super().__init__(path, part=part, start=start, mode=mode)
        self._about, self._part, self._mode = about, part, mode

    def commit(self, **how: Any) -> None:
        """Make the page, put it in place and remove the records; signals wait until that is done."""
        records = self._file
        assert isinstance(records, NewFile)  # noqa: S101 - anything else was refused above
        with signals_deferred(), translating_write_errors(self.path):
            try:
                with records.written() as file:
                    self._write_page(file, **how)
            except BaseException:
                if not self._part:  # otherwise --resume can still make the page
                    records.discard()
                raise
            records.discard()

    def _write_page(self, records: BinaryIO, **how: Any) -> None:
        from cleantext.report.page import page_chunks  # slow to import

        with NewFile(self.path, part=self._part and f"{self._part}-page", mode=self._mode) as page:
            for piece in page_chunks(records, self._about):
                page.write(piece)
        page.commit(**how)
