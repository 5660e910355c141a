"""The journal of a run: records progress now and then, so that --resume can continue an interrupted run."""

import json
import os
import stat
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b
from typing import Any, NamedTuple

from cleantext.documents.items import START, Position
from cleantext.files.content import Content
from cleantext.files.locks import lock
from cleantext.files.read import BINARY, NOFOLLOW, NONBLOCK
from cleantext.files.signals import signals_deferred
from cleantext.files.sync import sync_descriptor
from cleantext.files.waiting import write_all
from cleantext.files.write import translating_write_errors
from cleantext.model import CleantextError, OutputFailed

from .account import Doubtful, OpenTable
from .claims import Claims, Entry

INTERVAL = 1.0  # seconds between entries, at least: so much is done again after a power cut or kill -9
DURATIONS = 32  # the interval is as many times the duration of the last sync: a run spends 3 % of its time on them
MAX_LINE = 1 << 26  # bytes of a line: a damaged journal may be one line of any length


class _Line(NamedTuple):
    """A line of the journal that is as it was written: its value, where it ends in bytes, and its digest."""

    value: dict[str, Any]
    end: int
    digest: bytes


class OtherRun(Exception):
    """A journal is that of another run: the argument."""


class Journal:
    """A locked file of lines: a header with what the `run` is, in terms of JSON, then entries, each with its failures.

    An entry is written when all that it claims is on the disk. Each line starts with a digest of itself and all lines
    before it, and no line is used from the first that was cut, changed or moved. The lock keeps two runs from writing
    to one output. To resume, `start` is the last entry whose claims are true, and `failures` are all names and reasons
    up to it. Without, `starts_over` is called with the documents and the run of a journal that is
    written over, if it has any. Raise CleantextError if the journal is in use, OtherRun if it is of another run,
    OutputFailed if it cannot be written.
    """

    def __init__(
        self,
        path: str,
        run: object,
        claims: Claims,
        *,
        resume: bool,
        starts_over: Callable[[int, object], None] = lambda _documents, _run: None,
    ) -> None:
        self.path, self._claims = path, claims
        self._latest: Entry | None = None  # not written yet; nor are these, since the last entry that is
        self._files: list[Content | None] = []
        self._failures: list[tuple[str, str]] = []
        self._due = time.monotonic() + INTERVAL
        self.start, self.failures = Entry(), list[tuple[str, str]]()
        with translating_write_errors(path):
            self._file = _open(path)
            try:
                self.is_locked = _lock(self._file, path)
                if not resume:
                    self._tell_what_is_left(starts_over)
                self._begin(run, resume=resume)
            except BaseException:
                self.close(keep=True)
                raise

    def _tell_what_is_left(self, starts_over: Callable[[int, object], None]) -> None:
        lines = [line.value for line in _intact_lines(self._file)]
        if len(lines) > 1:
            starts_over(lines[-1]["documents"], lines[0]["run"])

    def _begin(self, run: object, *, resume: bool) -> None:
        """Find the entry to resume from and drop what follows it, or write the header. Raise OSError."""
        self._digest, length = self._find_start(run) if resume else (b"", 0)
        self.is_empty = self.start.place == START
        os.ftruncate(self._file, length)
        os.lseek(self._file, length, os.SEEK_SET)
        if not length:
            try:
                self._write({"run": run})
            except OSError:
                self.close(keep=False)
                raise

    def append(self, entry: Entry, failures: Sequence[tuple[str, str]], sync_open_files: Callable[[], None]) -> None:
        """Append an entry, with the names and reasons of the failures since the last one; it is written when due.

        `sync_open_files` is for `flush`.
        """
        with signals_deferred():
            self._latest = entry
            self._files += entry.files
            self._failures += failures
        self.flush_if_due(sync_open_files)

    def flush_if_due(self, sync_open_files: Callable[[], None]) -> None:
        """Write the latest entry if it is time to: also while a file is written that cannot be resumed."""
        if time.monotonic() >= self._due:
            self.flush(sync_open_files)

    def flush(self, sync_open_files: Callable[[], None]) -> None:
        """Write the latest entry, for all since the last that was written, when what it claims is on the disk.

        `sync_open_files` puts there what is written to partial files. A signal may interrupt this, which may take long:
        the entry is not written then, and can be later.
        """
        if self._latest is None:
            return
        begun = time.monotonic()
        entry, failures = self._latest._replace(files=self._files), self._failures
        with translating_write_errors(self.path):
            try:
                sync_open_files()
                self._claims.sync_finished(entry, self._file)
            except (OSError, OutputFailed):
                self._latest = None  # systems report an error of the disk once: a second attempt could seem to succeed
                raise
            with signals_deferred():
                self._latest, self._files, self._failures = None, [], []
                self._write({**entry._asdict(), "failures": failures})
                self.is_empty = False
            sync_descriptor(self._file)
        now = time.monotonic()
        self._due = now + max(INTERVAL, DURATIONS * (now - begun))

    def end(self) -> None:
        """Remove the journal of a complete run, when its outputs are on the disk.

        A run too short for an entry leaves them to the system, as other commands do.
        """
        if not self.is_empty:
            with translating_write_errors(self.path):
                self._claims.sync_outputs((self._latest or Entry())._replace(files=self._files), self._file)
        self.close(keep=False)

    def close(self, *, keep: bool) -> None:
        """Close the journal; remove it unless another run can resume from it."""
        if not keep:
            with suppress(OSError):  # if the output folder was moved, the path is that of another run's journal
                if os.path.samestat(os.stat(self.path), os.fstat(self._file)):
                    os.unlink(self.path)
        file, self._file = self._file, -1
        if file >= 0:
            with suppress(OSError):  # each entry was written; a file whose closing fails is closed all the same
                os.close(file)

    def _write(self, value: object) -> None:
        """Write a line. Raise OSError."""
        data = json.dumps(value).encode()
        self._digest = _chained(self._digest, data)
        write_all(self._file, b"%s %s\n" % (self._digest, data))

    def _find_start(self, run: object) -> tuple[bytes, int]:
        """Set the entry to resume from, and the failures up to it; return the digest of its line, and where it ends."""
        lines: list[_Line] = []
        entries: list[Entry] = []
        for line in _intact_lines(self._file):
            if not lines and line.value["run"] != run:
                raise OtherRun(line.value["run"])
            entry = _entry_of(line) if lines else Entry()
            if not self._claims.are_finished(entry):
                break
            lines.append(line)
            entries.append(entry._replace(files=()))
        count = self._claims.count_resumable(entries)
        if not count:
            return b"", 0
        self.start = entries[count - 1]
        self.failures = [(name, reason) for line in lines[1:count] for name, reason in line.value["failures"]]
        return lines[count - 1].digest, lines[count - 1].end


def _chained(before: bytes, data: bytes) -> bytes:
    return blake2b(before + data, digest_size=8).hexdigest().encode()


def _intact_lines(descriptor: int) -> Iterator[_Line]:
    """Yield the lines from the start of the file, up to the first that is not as it was written."""
    end, before = 0, b""
    with open(descriptor, "rb", closefd=False) as file:
        while (line := file.readline(MAX_LINE)).endswith(b"\n"):
            digest, _, data = line[:-1].partition(b" ")
            if digest != _chained(before, data):
                return
            end, before = end + len(line), digest
            yield _Line(json.loads(data), end, digest)


def _entry_of(line: _Line) -> Entry:
    value = line.value
    return Entry(
        Position(*value["place"]),
        value["documents"],
        value["failed"],
        Content(*value["output"]),
        tuple(Content(*content) for content in value["reports"]),
        [Content(*content) if content else None for content in value["files"]],
        Doubtful(*value["doubtful"]),
        _open_table_of(*value["table"]),
    )


def _open_table_of(
    written: int, failed: int, doubtful: tuple[int, dict[str, int], str], reports: Sequence[tuple[int, int]]
) -> OpenTable:
    return OpenTable(written, failed, Doubtful(*doubtful), tuple(Content(*content) for content in reports))


def _open(path: str) -> int:
    """Open or create the file. It must be owned by this user: another's could make us resume where they want."""
    file = os.open(path, os.O_RDWR | os.O_CREAT | BINARY | NOFOLLOW | NONBLOCK, 0o600)
    state = os.fstat(file)
    if not stat.S_ISREG(state.st_mode) or (hasattr(os, "getuid") and state.st_uid != os.getuid()):
        os.close(file)
        raise CleantextError(f"{path} is not a file that this run may write, and it keeps its state there; remove it")
    return file


def _lock(file: int, path: str) -> bool:
    """Lock the file for this process until it exits; return False where the file system has no locks.

    Raise CleantextError if another process holds the lock.
    """
    try:
        is_locked = lock(file)
        is_ours = os.path.samestat(os.fstat(file), os.stat(path))
    except (BlockingIOError, FileNotFoundError):
        is_locked = is_ours = False
    if not is_ours:  # the other run holds it, or has just ended and removed it
        raise CleantextError("another run is writing to this output; one run can take all inputs")
    return is_locked
