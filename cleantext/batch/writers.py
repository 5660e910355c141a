"""How documents are put together in one stream or file."""

import os
from collections.abc import Callable, Sequence
from typing import Any

from cleantext.documents.items import Batch
from cleantext.files.formats import CRLF, JSON, PARQUET, TEXT, compressor, split_name
from cleantext.files.walk import STATE, Input
from cleantext.files.write import Direct, NewFile, is_direct, naming_failures
from cleantext.model import FAILED, SKIPPED

from .job import Job, Outcome

Write = Callable[[bytes], object]


class Joined:
    """Documents one after another: rows as they are, text with a blank line between, JSON as one object or an array."""

    def __init__(
        self, write: Write, form: str | None, *, several: bool = True, eol: str = "", begun: bool = False
    ) -> None:
        self._write, self._form, self._several = write, form, several
        self._line_end = b"\r\n" if eol == CRLF else b"\n"
        self._empty = not begun

    def put(self, batch: Batch, outcomes: Sequence[Outcome]) -> None:
        """Write what came of a batch, all at once."""
        parts = [batch.head] if batch.head else []
        for outcome in outcomes:
            if outcome.state in (FAILED, SKIPPED):
                continue
            if self._form == JSON:
                parts.append(b"" if not self._several else b"[\n" if self._empty else b",\n")
                self._empty = False
            elif self._form == TEXT and outcome.output:
                parts.append(b"" if self._empty else self._line_end)
                self._empty = False
            parts.append(outcome.output)
        if parts:
            self._write(b"".join(parts))

    def end(self) -> None:
        """Write what comes behind the last document."""
        if self._form == JSON and self._several:
            self._write(b"[]\n" if self._empty else b"\n]\n")
        elif self._form == JSON and not self._empty:
            self._write(b"\n")


class Rows:
    """Rows of Parquet."""

    def __init__(self, write: Write, job: Job) -> None:
        from cleantext.documents.parquet import Writer

        self._writer = Writer(write, job.reading.field, account=job.show.explain)
        self.end = self._writer.end

    def put(self, batch: Batch, outcomes: Sequence[Outcome]) -> None:
        """Write what came of a batch."""
        if batch.origin is not None:
            self._writer.put(batch.origin, [None if o.state in (FAILED, SKIPPED) else o.output for o in outcomes])


class OutputFile:
    """A file that many documents go to: there, whole, once it is committed. Raises OutputFailed.

    With `part`, what is written is kept under that name, which another run finds, from byte `start` onward.
    """

    def __init__(self, path: str, *, part: str = "", start: int = 0, follow: bool = True) -> None:
        self.path, self.used = path, start > 0
        self._compression = split_name(path)[2]
        self._compress = compressor(self._compression)
        with naming_failures(self.path):
            if is_direct(path):
                self._file: NewFile | Direct = Direct(path)
            else:
                self._file = NewFile(path, part=part, start=start, follow=follow)

    def write(self, data: bytes) -> None:
        """Write some of it."""
        self.used = True
        with naming_failures(self.path):
            self._file.write(self._compress(data) if data else data)

    def truncate(self, length: int) -> None:
        """Take back what was written beyond that length."""
        with naming_failures(self.path):
            self._file.truncate(length)

    @property
    def length(self) -> int:
        """How much is written."""
        return self._file.length

    def commit(self, **how: Any) -> None:
        """Put it in its place."""
        with naming_failures(self.path):
            if self._compression and not self.length:
                self._file.write(self._compress(b""))
            self._file.commit(**how)

    def give_up(self, *, keep: bool) -> None:
        """Leave what there is to another run, or take it away."""
        (self._file.leave if keep else self._file.discard)()


def part_of(path: str, output: str = "") -> str:
    """Name the unfinished file beside a file; the name is found again, and is short whatever that of the file is.

    That of a report differs by the `output` it is about, so that two runs never write to one.
    """
    from hashlib import blake2b  # slow to import, and small jobs need none

    folder, name = os.path.split(os.path.realpath(path) if os.path.islink(path) else path)
    return os.path.join(folder, f"{STATE}{blake2b(os.fsencode(name + output), digest_size=8).hexdigest()}.part")


def sink_of(
    job: Job, source: Input | None, write: Write, *, begun: bool = False, several: bool = True
) -> Joined | Rows:
    """Choose how documents are put together: as the form has it, or as a table of the kind that they came in."""
    if source is not None and job.form is None and source.format == PARQUET:
        return Rows(write, job)
    form = None if source is not None and job.keeps_rows(source) else job.form or TEXT
    return Joined(write, form, several=several, eol=job.reading.eol, begun=begun)
