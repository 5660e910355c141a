"""The journal of a run: how far it got, so that another run can go on from there."""

import json
import os
import stat
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple

from cleantext.documents.items import START, Place
from cleantext.files.read import BINARY, NO_LINK, NO_WAITING
from cleantext.files.write import naming_failures
from cleantext.model import CleantextError, OutputFailed


class Entry(NamedTuple):
    """How far a run is: its place in the inputs, what it counted, how long its unfinished files were then."""

    place: Place = START
    documents: int = 0
    failed: int = 0
    output: int = 0
    report: int = 0


class Journal:
    """A file of JSON Lines: what run this is, then an entry after each batch, with the failures in it.

    It is locked, so that two runs do not write to one output. `start` is where to go on: the last entry of which
    `is_there` says that its unfinished files are; `failures` are those before it. Raises CleantextError where the
    journal is another run's, OutputFailed where it cannot be written.
    """

    def __init__(self, path: str, run: str, is_there: Callable[[Entry], bool] | None) -> None:
        self.path = path
        with naming_failures(self.path):
            self._file = _open(path)
            _lock(self._file, path)
        self.failures: list[tuple[str, str]] = []
        self.start, length = self._find(run, is_there) if is_there else (Entry(), 0)
        self.is_empty = self.start.place == START
        with naming_failures(self.path):
            os.ftruncate(self._file, length)
            os.lseek(self._file, length, os.SEEK_SET)
        if not length:
            try:
                self._write({"run": run})
            except OutputFailed:
                self.end(keep=False)
                raise

    def note(self, entry: Entry, failures: Sequence[tuple[str, str]]) -> None:
        """Add an entry, with the failures since the last one."""
        self._write({**entry._asdict(), "failures": failures})
        self.is_empty = False

    def end(self, *, keep: bool) -> None:
        """Leave it to another run, or take it away: the run is complete, or had not begun."""
        if not keep:
            with suppress(OSError):
                os.unlink(self.path)
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _write(self, value: object) -> None:
        with naming_failures(self.path):
            os.write(self._file, json.dumps(value).encode() + b"\n")  # what is cut off is no line, and is not read

    def _find(self, run: str, is_there: Callable[[Entry], bool]) -> tuple[Entry, int]:
        """Find the entry to go on from, and where in the journal it ends."""
        with open(self._file, "rb", closefd=False) as file:
            lines = file.read().split(b"\n")[:-1]
        found: list[tuple[Entry, int, list[list[str]]]] = []
        length = 0
        for line in lines:
            length += len(line) + 1
            try:
                value = json.loads(line)
                if "run" in value:
                    if value["run"] != run:
                        raise CleantextError("--resume: inputs or settings are not those of the interrupted run")
                    found = [(Entry(), length, [])]
                    continue
                failures = value.pop("failures")
                found.append((Entry(**{**value, "place": Place(*value["place"])}), length, failures))
            except (ValueError, TypeError, KeyError):
                break
        while found and not is_there(found[-1][0]):
            found.pop()
        self.failures = [(name, reason) for _, _, failures in found for name, reason in failures]
        return found[-1][:2] if found else (Entry(), 0)


def _open(path: str) -> int:
    """Open the file, or make it. It must be one of ours: others could make us go on where they want."""
    file = os.open(path, os.O_RDWR | os.O_CREAT | BINARY | NO_LINK | NO_WAITING, 0o600)
    state = os.fstat(file)
    if not stat.S_ISREG(state.st_mode) or (hasattr(os, "getuid") and state.st_uid != os.getuid()):
        os.close(file)
        raise CleantextError(f"{path} is in the way; remove it")
    return file


def _lock(file: int, path: str) -> None:
    """Lock the file for this process alone, while it lives. Raises CleantextError where another has it."""
    try:
        if sys.platform == "win32":  # where what is locked cannot be read: take a byte that is not there
            import msvcrt

            os.lseek(file, 1 << 30, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # which children do not inherit
        is_there = os.path.samestat(os.fstat(file), os.stat(path))
    except (BlockingIOError, PermissionError, FileNotFoundError):
        is_there = False
    if not is_there:  # the other run has it, or has ended right now and taken it away
        os.close(file)
        raise CleantextError("another run is writing to this output; one run can take all inputs") from None
