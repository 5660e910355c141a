"""The report on a run: what was done to each document, in input order, as a page or as lines of JSON."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cleantext.documents.items import Batch
from cleantext.files.signals import held
from cleantext.files.streams import say
from cleantext.model import OutputFailed
from cleantext.sinks import OutputFile
from cleantext.work import FAILED, UNCHANGED, Outcome

if TYPE_CHECKING:
    from cleantext.outputs import Lost

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
