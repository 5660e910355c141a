"""Write files atomically: a reader finds the old content or the new, never half of it."""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Any, BinaryIO, Self

from cleantext.model import CleantextError, OutputFailed, reason_of

from .folders import open_folder, open_inside
from .leftovers import mark_as_used, new_name
from .read import NONBLOCK, FileState, file_state
from .signals import signals_deferred
from .waiting import write_all
from .walk import ALL_MAY_READ

OPEN_STREAMS = ("/dev/fd/", "/dev/stdout", "/dev/stderr", "/proc/")  # paths of streams that are open already
ACCESS_CONTROL = "system.posix_acl_access"  # Linux keeps an access control list as an extended attribute


class NewFile:
    """The new content of a file: a temporary file beside it, until `commit` moves that into place.

    As a context manager, it is discarded if the block raises. `inside` is the output folder that the file must be in:
    no link below that is followed, and one at `target` is replaced; without it, the target of a link is. `part` is the
    path of the temporary file if another run is to find it; what it holds already is continued from byte `start`, or
    what the target begins with, if the temporary file was put in place since. An old file's mode, owner, access control
    list and extended attributes are kept; but who may not read the content's source, by its permission bits `mode`, may
    not read the file. All methods raise OSError; creating it raises CleantextError if a link leads out of the folder.
    """

    def __init__(
        self, target: str, *, part: str = "", start: int = 0, inside: str = "", mode: int = ALL_MAY_READ
    ) -> None:
        target = target if inside else os.path.realpath(target)
        parent, self._name = os.path.split(target)
        self._folder = open_inside(inside, parent) if inside else open_folder(parent)
        self._file, self._temporary = -1, os.path.basename(part) if part else new_name()
        self._hidden_from = _who_may_not_read(mode)
        try:
            self._open(start, is_part=bool(part))
        except BaseException:
            (self.close if part else self.discard)()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        if kind is not None:
            self.discard()

    def _open(self, start: int, *, is_part: bool) -> None:
        try:
            self._old: os.stat_result | None = self._folder.state(self._name)
        except FileNotFoundError:
            self._old = None
        if is_part and not start:
            with suppress(FileNotFoundError):
                self._folder.unlink(self._temporary)
        mode = ALL_MAY_READ & ~self._hidden_from if self._old is None or stat.S_ISLNK(self._old.st_mode) else 0o600
        is_there = start > 0 and self._folder.has(self._temporary)
        self._file = self._folder.open(self._temporary, os.O_RDWR | (0 if is_there else os.O_CREAT | os.O_EXCL), mode)
        mark_as_used(self._file)
        if is_there:
            self.truncate(start)
        elif start:
            self._folder.copy_beginning(self._name, start, self._file)

    def write(self, data: bytes) -> None:
        """Append data."""
        write_all(self._file, data)

    def truncate(self, length: int) -> None:
        """Drop what was written beyond that length."""
        os.ftruncate(self._file, length)
        os.lseek(self._file, length, os.SEEK_SET)

    def sync(self) -> None:
        """Return when what was written, and the name of the temporary file, are on the disk."""
        from .sync import sync_descriptor  # short runs sync nothing

        if self._file >= 0:  # otherwise it is finished
            sync_descriptor(self._file)
            self._folder.sync()

    def written(self) -> BinaryIO:
        """Return a stream of what was written, from its start; it moves the place where writing goes on."""
        os.lseek(self._file, 0, os.SEEK_SET)
        return open(self._file, "rb", closefd=False)

    def commit(self, *, durable: bool = False, check: Callable[[], None] | None = None, backup: str = "") -> None:
        """Move the file into place unless `check` raises; with `durable`, after its content is on the disk.

        With `backup`, what was there keeps its name with that suffix. Raise CleantextError if that name is taken.
        """
        with signals_deferred(), self:
            self._put_in_place(durable=durable, check=check, backup=backup)

    def write_whole(self, data: bytes, **how: Any) -> None:
        """Write all of the content, and commit it; signals are the caller's affair."""
        with self:
            self.write(data)
            self._put_in_place(**how)

    def _put_in_place(
        self, *, durable: bool = False, check: Callable[[], None] | None = None, backup: str = ""
    ) -> None:
        if self._old is not None and stat.S_ISREG(self._old.st_mode):
            self._copy_attributes(self._old)
        if durable:
            from .sync import sync_descriptor  # most runs replace no file in place

            sync_descriptor(self._file)
        self.close()
        if check:
            check()
        if backup and self._old is not None:
            from .backup import keep_old  # hardly any run keeps backups

            keep_old(self._folder, self._name, backup)
        self._folder.replace(self._temporary, self._name)

    def discard(self) -> None:
        """Remove the temporary file; the old file stays. Errors are ignored: nothing of it is wanted any more."""
        with suppress(OSError):
            self.close()
        with suppress(OSError):
            self._folder.unlink(self._temporary)

    def close(self) -> None:
        """Close the temporary file and keep it, for another run to continue."""
        file, self._file = self._file, -1
        if file >= 0:  # if this fails, the file is closed all the same, and its number may be another's
            os.close(file)

    def _copy_attributes(self, old: os.stat_result) -> None:
        """Give the temporary file what the old file has; who may not read the source is left out."""
        new = os.fstat(self._file)
        if hasattr(os, "fchown") and (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
            os.fchown(self._file, old.st_uid, old.st_gid)
        mode = stat.S_IMODE(old.st_mode) & ~self._hidden_from
        if hasattr(os, "listxattr"):  # Linux
            with suppress(OSError):  # the file system may have none
                self._copy_extended_attributes(without=ACCESS_CONTROL if mode != stat.S_IMODE(old.st_mode) else "")
        if hasattr(os, "fchmod"):
            os.fchmod(self._file, mode)
        else:  # Windows
            os.chmod(self._folder.locate(self._temporary), mode)

    def _copy_extended_attributes(self, *, without: str) -> None:
        old = self._folder.open(self._name, os.O_RDONLY | NONBLOCK)
        try:
            for name in os.listxattr(old):
                if not name.startswith("security.") and name != without:  # the system sets the first kind itself
                    os.setxattr(self._file, name, os.getxattr(old, name))
        finally:
            os.close(old)


class DirectFile:
    """A device, a pipe, or /dev/stdout: written directly, with the methods of NewFile."""

    def __init__(self, target: str) -> None:
        self._file = open(target, "ab", buffering=0)  # noqa: SIM115 - lives as long as the run
        self.commit = self.discard = self.close = self._file.close

    def truncate(self, length: int) -> None:
        """Do nothing: what is written cannot be taken back."""

    def write(self, data: bytes) -> None:
        """Write data."""
        write_all(self._file.fileno(), data)

    def sync(self) -> None:
        """Do nothing: no run resumes what was written."""


def _who_may_not_read(mode: int) -> int:
    """Return the permission bits of the group and of others, each if they may not read a file of this mode."""
    return (0 if mode & stat.S_IRGRP else stat.S_IRWXG) | (0 if mode & stat.S_IROTH else stat.S_IRWXO)


def is_direct(target: str) -> bool:
    """Check whether a target is a stream, not a file that can be replaced. Raise OSError."""
    with suppress(FileNotFoundError):
        return not stat.S_ISREG(os.stat(target).st_mode) or os.path.abspath(target).startswith(OPEN_STREAMS)
    return False


def make_folder_for(path: str) -> None:
    """Create the folder that a file is to be written in, and those above it. Raise OutputFailed."""
    folder = os.path.dirname(os.path.realpath(path))
    with translating_write_errors(path):
        os.makedirs(folder, exist_ok=True)


def check_in_place(name: str, backup: str = "") -> None:
    """Raise CleantextError if a file cannot be replaced safely: not regular, hard links, read-only. Raise OSError.

    The name with the suffix `backup` may be a second one: a run that was killed before it replaced the file gave it.
    """
    state = os.stat(name)
    if not stat.S_ISREG(state.st_mode):
        raise CleantextError("not a regular file")
    if state.st_nlink > 1 + bool(backup and _is_same_file(f"{os.path.realpath(name)}{backup}", state)):
        raise CleantextError(f"has {state.st_nlink} names (hard links), which replacing it would separate")
    if not state.st_mode & 0o222:
        raise CleantextError("is read-only; make it writable to have it replaced")


def _is_same_file(path: str, state: os.stat_result) -> bool:
    with suppress(OSError):
        return os.path.samestat(os.lstat(path), state)
    return False


def check_unchanged(name: str, before: FileState) -> None:
    """Raise CleantextError if a file has changed since its state was `before`. Raise OSError."""
    if file_state(name) != before:
        raise CleantextError("changed while being cleaned; left as it is")


def replace_in_place(name: str, before: FileState, data: bytes, backup: str = "") -> None:
    """Replace the content of a file, or of a link's target, that was read when its state was `before`.

    `backup` is as for NewFile.commit. Raise CleantextError if the file has changed since. Raise OSError.
    """
    with signals_deferred():
        NewFile(name).write_whole(data, durable=True, check=lambda: check_unchanged(name, before), backup=backup)


def write_in_folder(folder: str, target: str, data: bytes, mode: int) -> None:
    """Write one file of an output folder, and create the folders above it, as NewFile does; `mode` is its source's.

    Raise OSError; raise CleantextError if a link in the folder leads out of it.
    """
    with signals_deferred():
        NewFile(target, inside=folder, mode=mode).write_whole(data)


@contextmanager
def translating_write_errors(path: str) -> Iterator[None]:
    """Turn OSError into OutputFailed, with the path that cannot be written."""
    try:
        yield
    except OSError as error:
        raise OutputFailed(f"{path}: {reason_of(error)}") from error
