"""Files that are more than their documents one after another: what stands between these is kept."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from .items import Batch, Reading


class Gaps(NamedTuple):
    """What stands before each document of a batch, and behind the last one of the file; it is a Batch's `origin`."""

    before: Sequence[bytes] = ()
    behind: bytes = b""


class GapWriter:
    """Puts files together from their documents and the gaps; of a document that failed, the gap goes too.

    So there is no comma and no separator too many. Between files there is a blank line.
    """

    can_resume = False

    def __init__(self, write: Callable[[bytes], object], _reading: Reading) -> None:
        self._write = write
        self._is_empty = True
        self._begin()

    def _begin(self) -> None:
        self._start: bytes | None = None  # what stands before the first document
        self._behind = b""
        self._has_documents = False

    def put(self, batch: Batch, outputs: Sequence[bytes | None]) -> None:
        """Write a batch."""
        gaps = batch.origin or Gaps()  # files that cannot be opened come without
        for gap, output in zip(gaps.before, outputs, strict=batch.origin is not None):
            self._start = gap if self._start is None else self._start
            if output is not None:
                self._put((gap if self._has_documents else self._start) + output)
                self._has_documents = True
        self._behind += gaps.behind
        if batch.ends:
            self._end_file()

    def _put(self, data: bytes) -> None:
        if data and not self._has_documents and not self._is_empty:
            self._write(b"\n")
        if data:
            self._write(data)
            self._is_empty = False

    def _end_file(self) -> None:
        if self._has_documents or self._start is None:
            self._put(self._behind)
        elif self._behind.lstrip().startswith(b"]"):  # an array of which all have failed
            self._put(self._start + self._behind)
        self._begin()

    def end(self) -> None:
        """Do nothing: each file has been ended."""
