"""The report on a run: what was done to each document, in input order, as a page or as lines of JSON."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO

from cleantext.documents.items import Batch
from cleantext.files.signals import held
from cleantext.files.streams import say
from cleantext.files.write import NewFile, is_direct, naming_failures
from cleantext.model import FAILED, UNCHANGED, OutputFailed

from .job import Outcome
from .writers import OutputFile

if TYPE_CHECKING:
    from .account import Lost

MOST_FAILURES = 1000  # rows of a table whose reasons are kept until it ends


class Report:
    """The report on a run. Raises OutputFailed.

    `is_page` says that it has documents that failed, too, and how the run ended; lines of JSON are of removals alone.
    """

    def __init__(self, file: OutputFile, *, is_page: bool) -> None:
        self._file, self._is_page = file, is_page
        self._is_lost = False
        self.begin_table()

    @property
    def length(self) -> int:
        """How much is written."""
        return self._file.length

    def begin_table(self) -> None:
        """Remember where a table begins that may come to nothing."""
        self._before = self._file.length
        self._failures: list[bytes] = []

    def put(self, batch: Batch, outcomes: Sequence[Outcome]) -> None:
        """Write what was done to the documents of a batch."""
        records = []
        for item, outcome in zip(batch.items, outcomes, strict=True):
            records.append(outcome.report or self._of_failure(item.name, outcome.state, outcome.reason))
            if outcome.state == FAILED and len(self._failures) < MOST_FAILURES:
                self._failures.append(records[-1])
        self._write(b"".join(records))

    def take_back(self, table: str, lost: "Lost") -> None:
        """Say that a table failed, and take back what was said of its documents that are written nowhere."""
        also: Mapping[str, int] = {}
        if lost.documents:
            with self._noticing():
                self._file.truncate(self._before)
            self._write(b"".join(self._failures))
            failed = lost.documents + lost.failed - len(self._failures)
            also = +Counter({FAILED: failed, UNCHANGED: lost.unchanged})
        self._write(self._of_failure(table, FAILED, lost.reason, also))

    def commit(self) -> None:
        """Put it in its place."""
        with self._noticing():
            self._file.commit()

    def give_up(self, *, keep: bool, is_done: bool) -> None:
        """Leave it to another run, or take it away; but of what `is_done` already there is a report, which says so."""
        if keep or not is_done or self._is_lost:
            self._file.give_up(keep=keep)
            return
        try:
            if self._is_page:
                from cleantext.report.page import records

                self._write(records.of_stop())
            self.commit()
        except OutputFailed as error:
            say(f"cleantext: {error}")

    def _write(self, data: bytes) -> None:
        with held(), self._noticing():  # a record is there whole, or not at all
            self._file.write(data)

    @contextmanager
    def _noticing(self) -> Iterator[None]:
        """Notice what fails: it is told once, and not tried again."""
        try:
            yield
        except OutputFailed:
            self._is_lost = True
            raise

    def _of_failure(self, name: str, state: str, reason: str, also: Mapping[str, int] | None = None) -> bytes:
        if not self._is_page or not reason:
            return b""
        from cleantext.report.page import records

        return records.of_failure(name, state, reason, also)


class PageFile(OutputFile):
    """The report as a page: takes records of documents as they come, and is there, whole, once it is committed.

    The records are kept beside it; from these the page is made at the end, so that another run can go on with them
    after an interruption. Raises OutputFailed.
    """

    def __init__(self, path: str, *, version: str, part: str = "", start: int = 0) -> None:
        with naming_failures(path):
            if is_direct(path):
                raise OutputFailed(f"{path}: no file; a report in HTML must be one")
        super().__init__(path, part=part, start=start)
        self._version, self._part = version, part

    def commit(self, **how: Any) -> None:
        """Make the page of the records, put it in its place, and take the records away, undisturbed by signals."""
        records = self._file
        assert isinstance(records, NewFile)  # noqa: S101 - what is direct was refused
        with held(), naming_failures(self.path):
            try:
                with open(records.path, "rb") as file:
                    self._make(file, **how)
            except BaseException:
                if not self._part:  # else another run can still make it
                    records.discard()
                raise
            records.discard()

    def _make(self, records: BinaryIO, **how: Any) -> None:
        from cleantext.report.page import pieces  # slow to import

        page = NewFile(self.path, part=self._part and f"{self._part}-page")
        with page.discarded_on_failure():
            for piece in pieces(records, self._version):
                page.write(piece)
        page.commit(**how)
