"""Wait until files are on the disk, so that a power cut cannot take them."""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from errno import EINVAL, ENOSYS, ENOTSUP

from .read import BINARY, NONBLOCK

UNSUPPORTED = (EINVAL, ENOSYS, ENOTSUP)  # some network and special file systems cannot sync


def sync_descriptor(descriptor: int) -> None:
    """Return when an open file is on the disk. Raise OSError."""
    if sys.platform == "darwin":  # where fsync leaves it in the cache of the drive
        import fcntl

        with suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in UNSUPPORTED:
            raise


def sync_together(paths: Iterable[str], descriptor: int) -> None:
    """Return when files are on the disk that lie in the file system of an open file. Raise OSError.

    On Linux that is one call for all that the file system holds, also what others have written; yet it takes less time
    than a call for each file, even for five of them. Elsewhere there is no such call, and each file is synced.
    """
    if not _sync_file_system(descriptor):
        sync_files(paths)


def sync_files(paths: Iterable[str]) -> None:
    """Return when files and their names are on the disk; those that are gone are left out. Raise OSError.

    None may be an unfinished file of this process, whose lock would end: see `locks`.
    """
    folders = set()
    for path in paths:
        sync_path(path)
        folders.add(os.path.dirname(path) or os.curdir)
    for folder in folders:
        sync_path(folder)


def sync_path(path: str, folder: int | None = None) -> None:
    """Return when a file, or the names in a folder, are on the disk; `path` may be relative to an open folder.

    What is gone is left out, and on Windows, which opens none, folders are. Raise OSError.
    """
    access = os.O_RDWR if sys.platform == "win32" else os.O_RDONLY
    try:
        descriptor = os.open(path, access | BINARY | NONBLOCK, dir_fd=folder)
    except FileNotFoundError:
        return
    except PermissionError:
        if sys.platform != "win32":
            os.sync()  # all there is: a folder may let us write in it, and not open it
        return
    try:
        sync_descriptor(descriptor)
    finally:
        os.close(descriptor)


def _sync_file_system(descriptor: int) -> bool:
    """Sync all of the file system of an open file; return False where that cannot be done. Raise OSError."""
    if sys.platform != "linux":
        return False
    try:
        import ctypes  # slow to import, and no short run syncs anything; some builds of Python lack it

        syncfs = ctypes.CDLL(None, use_errno=True).syncfs
    except (ImportError, AttributeError, OSError):
        return False
    if syncfs(descriptor) == 0:
        return True
    if (number := ctypes.get_errno()) in UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number))
