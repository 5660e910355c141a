"""Unfinished files: their names, and removing those that a killed process has left.

An unfinished file is locked by the process that writes it, so that another tells a live run's from orphans, also where
process ids say nothing: in containers, on network file systems. Where there are no locks, orphans stay; where locks
hold for one machine only, a run there may take a file of a run elsewhere, which then fails by name.
"""

import os
import re
import stat
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import count, repeat

from .folders import Folder, open_folder
from .locks import lock
from .read import NONBLOCK
from .selection import STATE_PREFIX, TEMPORARY_PREFIX

TEMPORARY = re.escape(TEMPORARY_PREFIX) + "([0-9a-f]{8})[0-9a-f]{8}"  # the process id; a number, from a random one on
PART = re.escape(STATE_PREFIX) + r"[0-9a-f]{16}\.part(-page)?"
LOCKED_SOON = 60.0  # seconds: a process that has created a file has locked it by then

_numbers = count(int.from_bytes(os.urandom(4), "big"))
_naps = repeat(0.01, 50)  # seconds, in which this process waits for others to end, in all


def new_name() -> str:
    """Return a name for a temporary file of this process."""
    return f"{TEMPORARY_PREFIX}{os.getpid():08x}{next(_numbers) & 0xFFFFFFFF:08x}"


def mark_as_used(file: int) -> None:
    """Lock an unfinished file until it is closed, so that no other run takes it for an orphan."""
    if sys.platform != "win32":  # a file that is open cannot be removed there
        try:  # noqa: SIM105 - `suppress` takes as long as the lock, and folders have many small files
            lock(file)
        except OSError:
            pass


def remove_files_of(process: int, folder: str) -> int:
    """Remove the temporary files that a killed worker process has left in a folder; return their number."""
    return _remove(folder, TEMPORARY, lambda _folder, match: int(match[1], 16) == process)


def remove_orphans(folder: str) -> int:
    """Remove the temporary files in a folder whose process has ended; return their number.

    This process must not have any there yet: its own locks do not hold it off.
    """
    return _remove(folder, TEMPORARY, _is_orphan)


def remove_parts(folder: str) -> int:
    """Remove the partial files of tables and reports in a folder that no process writes; return their number."""
    return _remove(folder, PART, lambda here, match: not _has_journal(here, match[0]) and _is_unused(here, match[0]))


def _remove(path: str, names: str, is_wanted: Callable[[Folder, re.Match[str]], bool]) -> int:
    removed = 0
    with suppress(OSError):
        folder = open_folder(path)
        for match in filter(None, map(re.compile(names).fullmatch, os.listdir(path or os.curdir))):
            with suppress(OSError):
                if is_wanted(folder, match):
                    folder.unlink(match[0])
                    removed += 1
    return removed


def _is_orphan(folder: Folder, match: re.Match[str]) -> bool:
    if time.time() - folder.state(match[0]).st_mtime < LOCKED_SOON:
        return _ends_soon(int(match[1], 16)) and _is_unused(folder, match[0])
    return _is_unused(folder, match[0])


def _ends_soon(process: int) -> bool:
    """Check whether a process has ended, or does in a moment: one that was just killed may still be there."""
    while _is_running(process):
        if not (nap := next(_naps, 0)):
            return False
        time.sleep(nap)
    return True


def _is_unused(folder: Folder, name: str) -> bool:
    """Check whether a file is this user's and nobody writes it. Raise OSError, also if it is locked."""
    if sys.platform == "win32":
        return True
    file = folder.open(name, os.O_RDWR | NONBLOCK)
    try:
        state = os.fstat(file)
        return stat.S_ISREG(state.st_mode) and state.st_uid == os.geteuid() and lock(file)
    finally:
        os.close(file)


def _has_journal(folder: Folder, name: str) -> bool:
    """Check whether a partial file is that of an output file, which its own next run goes on with or removes."""
    with suppress(FileNotFoundError):
        return bool(folder.state(f"{name}.journal"))
    return False


def _is_running(process: int) -> bool:
    """Check whether another process with this id is running here; False on Windows, which need not know."""
    if sys.platform == "win32":  # 0 is CTRL_C_EVENT there, and would be sent
        return False
    try:
        os.kill(process, 0)
    except PermissionError:
        return True
    except (ProcessLookupError, OverflowError):
        return False
    return process != os.getpid()
