"""The journal of a run: records progress after each batch, so that --resume can continue an interrupted run."""

import json
import os
import stat
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple

from cleantext.documents.items import START, Position
from cleantext.files.locks import lock
from cleantext.files.read import BINARY, NOFOLLOW, NONBLOCK
from cleantext.files.write import translating_write_errors
from cleantext.model import CleantextError, OutputFailed


class Entry(NamedTuple):
    """The progress of a run: inputs done, documents counted, and the lengths of the partial files in bytes."""

    place: Position = START
    documents: int = 0
    failed: int = 0
    output: int = 0
    report: int = 0


class Journal:
    """A locked file of JSON Lines: a header with the fingerprint of the run, then an entry and its failures per batch.

    The lock keeps two runs from writing to one output. To resume, pass `can_resume`, which checks that the partial
    files of an entry exist: `start` is then the last such entry, and `failures` are all names and reasons up to it.
    Raise CleantextError if the journal is in use or has another fingerprint, OutputFailed if it cannot be written.
    """

    def __init__(self, path: str, fingerprint: str, can_resume: Callable[[Entry], bool] | None) -> None:
        self.path = path
        with translating_write_errors(self.path):
            self._file = _open(path)
            self.is_locked = _lock(self._file, path)
        self.failures: list[tuple[str, str]] = []
        self.start, length = self._find_start(fingerprint, can_resume) if can_resume else (Entry(), 0)
        self.is_empty = self.start.place == START
        with translating_write_errors(self.path):
            os.ftruncate(self._file, length)
            os.lseek(self._file, length, os.SEEK_SET)
        if not length:
            try:
                self._write({"run": fingerprint})
            except OutputFailed:
                self.close(keep=False)
                raise

    def append(self, entry: Entry, failures: Sequence[tuple[str, str]]) -> None:
        """Append an entry, with the names and reasons of the failures since the last one."""
        self._write({**entry._asdict(), "failures": failures})
        self.is_empty = False

    def close(self, *, keep: bool) -> None:
        """Close the journal; remove it unless another run can resume from it."""
        if not keep:
            with suppress(OSError):
                os.unlink(self.path)
        file, self._file = self._file, -1
        if file >= 0:
            with suppress(OSError):  # each entry was written; a file whose closing fails is closed all the same
                os.close(file)

    def _write(self, value: object) -> None:
        with translating_write_errors(self.path):
            os.write(self._file, json.dumps(value).encode() + b"\n")  # a line cut short has no line end: never read

    def _find_start(self, fingerprint: str, can_resume: Callable[[Entry], bool]) -> tuple[Entry, int]:
        """Return the entry to resume from, and where it ends in the journal, in bytes."""
        with open(self._file, "rb", closefd=False) as file:
            lines = file.read().split(b"\n")[:-1]
        found: list[tuple[Entry, int, list[list[str]]]] = []
        length = 0
        for line in lines:
            length += len(line) + 1
            try:
                value = json.loads(line)
                if "run" in value:
                    if value["run"] != fingerprint:
                        raise CleantextError("--resume: inputs or settings are not those of the interrupted run")
                    found = [(Entry(), length, [])]
                    continue
                failures = value.pop("failures")
                found.append((Entry(**{**value, "place": Position(*value["place"])}), length, failures))
            except (ValueError, TypeError, KeyError):
                break
        while found and not can_resume(found[-1][0]):
            found.pop()
        self.failures = [(name, reason) for _, _, failures in found for name, reason in failures]
        return found[-1][:2] if found else (Entry(), 0)


def _open(path: str) -> int:
    """Open or create the file. It must be owned by this user: another's could make us resume where they want."""
    file = os.open(path, os.O_RDWR | os.O_CREAT | BINARY | NOFOLLOW | NONBLOCK, 0o600)
    state = os.fstat(file)
    if not stat.S_ISREG(state.st_mode) or (hasattr(os, "getuid") and state.st_uid != os.getuid()):
        os.close(file)
        raise CleantextError(f"{path} is in the way; remove it")
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
        os.close(file)
        raise CleantextError("another run is writing to this output; one run can take all inputs")
    return is_locked
