"""Wait until files are on the disk, so that a power cut cannot take them."""

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from errno import EINVAL, ENOSYS, ENOTSUP

from .read import BINARY, NONBLOCK

UNSUPPORTED = (EINVAL, ENOSYS, ENOTSUP)  # some network and special file systems cannot sync


def sync_folder(folder: str, paths: Iterable[str]) -> None:
    """Return when files below a folder, at any depth, are on the disk. Raise OSError.

    On Linux that is one call for all that the file system holds, about 20 ms where each file takes as long. Elsewhere
    there is no such call, and each file is synced.
    """
    if sync_file_system := _syncfs():
        _sync(folder, sync_file_system)
    else:
        sync_files(paths)


def sync_files(paths: Iterable[str]) -> None:
    """Return when files and their names are on the disk; those that are gone are left out. Raise OSError."""
    folders = set()
    for path in paths:
        _sync(path, sync_descriptor)
        folders.add(os.path.dirname(path) or os.curdir)
    for folder in folders:
        _sync(folder, sync_descriptor)


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


def _sync(path: str, do: Callable[[int], None]) -> None:
    """Open a file or folder and sync it; what cannot be opened is left out: Windows opens no folders."""
    try:
        access = os.O_RDWR if sys.platform == "win32" else os.O_RDONLY
        descriptor = os.open(path, access | BINARY | NONBLOCK)
    except OSError:
        return
    try:
        do(descriptor)
    finally:
        os.close(descriptor)


def _syncfs() -> Callable[[int], None] | None:
    """Return the function that syncs the file system of an open file; None where there is none."""
    if sys.platform != "linux":
        return None
    import ctypes  # slow to import, and no short run syncs anything

    library = ctypes.CDLL(None, use_errno=True)
    if not hasattr(library, "syncfs"):
        return None

    def sync_file_system(descriptor: int) -> None:
        if library.syncfs(descriptor) and (number := ctypes.get_errno()) not in UNSUPPORTED:
            raise OSError(number, os.strerror(number))

    return sync_file_system
