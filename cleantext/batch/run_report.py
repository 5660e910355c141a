"""Write what a run says of its documents, in input order: the report, a page or JSON Lines, and the doubtful ones."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO

from cleantext.documents.items import Batch
from cleantext.files.content import EMPTY, Content
from cleantext.files.signals import signals_deferred
from cleantext.files.streams import print_error
from cleantext.files.walk import ALL_MAY_READ
from cleantext.files.write import NewFile, is_direct, translating_write_errors
from cleantext.model import FAILED, UNCHANGED, OutputFailed

from .job import Outcome
from .writers import OutputFile

if TYPE_CHECKING:
    from .account import FailedTable

MAX_FAILURES = 1000  # failed rows of a table whose records are kept in memory until it ends


class Report:
    """A report of a run, or the list of its doubtful documents. Raises OutputFailed.

    `record_of` takes from an outcome what is written of a document. A page also has the documents that failed, and how
    the run ended; lines have neither. `table_start` is the content when the table began that an interrupted run was at.
    """

    def __init__(
        self,
        file: OutputFile,
        record_of: Callable[[Outcome], bytes],
        *,
        table_start: Content | None = None,
        is_page: bool = False,
    ) -> None:
        self._file, self._record_of, self._is_page = file, record_of, is_page
        self._is_broken = False
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
            records.append(self._record_of(outcome) or self._failure(item.name, outcome.state, outcome.reason))
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
        self._write(self._failure(name, FAILED, table.reason, uncounted))

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
            if self._is_page:
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

    def _failure(self, name: str, state: str, reason: str, uncounted: Mapping[str, int] | None = None) -> bytes:
        """Return the record of a failed document or table; empty where the report has none."""
        if not self._is_page or not reason:
            return b""
        from cleantext.report.page import records

        return records.failure_record(name, state, reason, uncounted)


class PageFile(OutputFile):
    """The report as a page: collects records of documents, and makes the page of them when it is committed.

    The records are kept in a file beside the page, so that --resume can add to them. Raises OutputFailed.
    """

    def __init__(
        self, path: str, *, version: str, part: str = "", start: Content = EMPTY, mode: int = ALL_MAY_READ
    ) -> None:
        with translating_write_errors(path):
            if is_direct(path):
                raise OutputFailed(f"{path}: no file; a report in HTML must be one")
        super().__init__(path, part=part, start=start, mode=mode)
        self._version, self._part, self._mode = version, part, mode

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
            for piece in page_chunks(records, self._version):
                page.write(piece)
        page.commit(**how)
