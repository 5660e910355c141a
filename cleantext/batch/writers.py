"""Write many documents to one stream or file: as concatenated text, a JSON array, or rows."""

import os
from collections.abc import Callable, Sequence
from typing import Any

from cleantext.documents.items import Batch, DocumentWriter
from cleantext.documents.tables import table_writer
from cleantext.files.content import EMPTY, Content
from cleantext.files.formats import CRLF, FORMATS, JSON, PIECES, TEXT, compressor, split_name
from cleantext.files.selection import STATE_PREFIX
from cleantext.files.signals import signals_allowed
from cleantext.files.streams import print_error
from cleantext.files.walk import ALL_MAY_READ, Input
from cleantext.files.write import DirectFile, NewFile, is_direct, translating_write_errors
from cleantext.model import reason_of

from .job import Job

WriteBytes = Callable[[bytes], object]


class StreamWriter:
    """Concatenates documents: text with a blank line between, JSON as one object or an array, rows unchanged.

    With `form` None, everything is a row. `is_continued` if the stream already has documents.
    """

    can_resume = True

    def __init__(
        self,
        write: WriteBytes,
        form: str | None,
        *,
        several: bool = True,
        eol: str = "",
        is_continued: bool = False,
    ) -> None:
        self._write, self._form, self._several = write, form, several
        self._line_end = b"\r\n" if eol == CRLF else b"\n"
        self._is_empty = not is_continued

    def put(self, batch: Batch, outputs: Sequence[bytes | None]) -> None:
        """Write the outputs of a batch in one call."""
        pieces = [batch.header] if batch.header else []
        for output in outputs:
            if output is None:
                continue
            if self._form == JSON:
                pieces.append(b"" if not self._several else b"[\n" if self._is_empty else b",\n")
                self._is_empty = False
            elif self._form == TEXT and output:
                pieces.append(b"" if self._is_empty else self._line_end)
                self._is_empty = False
            pieces.append(output)
        if pieces:
            self._write(b"".join(pieces))

    def end(self) -> None:
        """Write what follows the last document."""
        if self._form == JSON and self._several:
            self._write(b"[]\n" if self._is_empty else b"\n]\n")
        elif self._form == JSON and not self._is_empty:
            self._write(b"\n")


class OutputFile:
    """A file that many documents are written to; it appears, complete, when it is committed. Raises OutputFailed.

    With `part`, the content is kept under that name, where --resume finds it, and continued after `start`; `inside` and
    `mode` are as for NewFile. `content` is what is written so far; of a device or a pipe, it says nothing.
    """

    def __init__(
        self, path: str, *, part: str = "", start: Content = EMPTY, inside: str = "", mode: int = ALL_MAY_READ
    ) -> None:
        self.path, self.is_written_to, self._has_part = path, start.length > 0, bool(part)
        self.content = start
        self._compression = split_name(path)[2]
        self._compress = compressor(self._compression)
        with translating_write_errors(self.path):
            if is_direct(path):
                with signals_allowed():  # it waits for a reader
                    self._file: NewFile | DirectFile = DirectFile(path)
            else:
                self._file = NewFile(path, part=part, start=start.length, inside=inside, mode=mode)

    def write(self, data: bytes) -> None:
        """Append data, compressed if the name of the file says so."""
        self.is_written_to = True
        if data:
            self._append(data)

    def _append(self, data: bytes) -> None:
        with translating_write_errors(self.path):
            data = self._compress(data)
            self._file.write(data)
            if isinstance(self._file, NewFile):
                self.content = self.content.followed_by(data)

    def truncate(self, content: Content) -> None:
        """Remove what was written since that was the content."""
        with translating_write_errors(self.path):
            self._file.truncate(content.length)
        self.content = content

    def sync(self) -> None:
        """Return when what is written is on the disk."""
        with translating_write_errors(self.path):
            self._file.sync()

    def commit(self, **how: Any) -> None:
        """Move the content to its path; `how` as for NewFile.commit."""
        with translating_write_errors(self.path):
            if self._compression and not self.content.length:
                self._append(b"")
            self._file.commit(**how)

    def abort(self, *, keep: bool) -> None:
        """Close the file without committing it; keep its `part` for --resume, or remove it. Errors are only said."""
        try:
            (self._file.close if keep and self._has_part else self._file.discard)()
        except OSError as error:
            print_error(f"cleantext: {self.path}: {reason_of(error)}")


def part_path(path: str, output: str = "", *, follow: bool = True) -> str:
    """Return the path of the partial file beside `path`: the same in every run, and short for any name.

    With `follow`, it is beside the target of a link. That of a report also depends on the `output` it is about, so that
    two runs never write to one.
    """
    from hashlib import blake2b  # slow to import, and not needed by small jobs

    folder, name = os.path.split(os.path.realpath(path) if follow and os.path.islink(path) else path)
    return os.path.join(folder, f"{STATE_PREFIX}{blake2b(os.fsencode(name + output), digest_size=8).hexdigest()}.part")


def writer_for(
    job: Job, source: Input | None, write: WriteBytes, *, is_continued: bool = False, several: bool = True
) -> DocumentWriter:
    """Return the writer for the output format of a job; `source` is a table of the input, if there is one."""
    keeps_format = job.form is None or (source is not None and source.format == PIECES and job.form == TEXT)
    if source is not None and keeps_format and FORMATS[source.format].has_writer:
        return table_writer(source.format, write, job.reading)
    form = None if source is not None and job.keeps_rows(source) else job.form or TEXT
    return StreamWriter(write, form, several=several, eol=job.reading.eol, is_continued=is_continued)
