"""Write files atomically: a reader finds the old content or the new, never half of it."""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache

from cleantext.model import CleantextError, OutputFailed, reason_of

from .read import BINARY, NOFOLLOW, file_state
from .signals import signals_deferred
from .walk import TEMPORARY_PREFIX

OPEN_STREAMS = ("/dev/fd/", "/dev/stdout", "/dev/stderr", "/proc/")  # paths of streams that are open already


def temporary_prefix(process: int) -> str:
    """Return the prefix of the names of a process's temporary files."""
    return f"{TEMPORARY_PREFIX}{process:08x}"


def remove_temporary_files(folder: str, process: int) -> None:
    """Remove the temporary files that a killed process has left in a folder."""
    with suppress(OSError):
        for name in os.listdir(folder):
            if name.startswith(temporary_prefix(process)):
                os.unlink(os.path.join(folder, name))


class NewFile:
    """The new content of a file: a temporary file beside it, until `commit` moves that into place.

    An old file's mode, owner, access control list and extended attributes are kept. `part` is the path of the temporary
    file if another run is to find it; what it holds already is continued from byte `start`. A link is replaced, or with
    `follow` its target. All methods raise OSError.
    """

    def __init__(self, target: str, *, part: str = "", start: int = 0, follow: bool = True) -> None:
        self.target = os.path.realpath(target) if follow else target
        self._old: os.stat_result | None = None
        with suppress(FileNotFoundError):
            self._old = os.stat(self.target, follow_symlinks=follow)
        name = temporary_prefix(os.getpid()) + os.urandom(4).hex()
        self.path = part or os.path.join(os.path.dirname(self.target), name)
        if part and not start:
            with suppress(FileNotFoundError):
                os.unlink(part)
        new = 0 if start else os.O_CREAT | os.O_EXCL
        mode = 0o666 if self._old is None or stat.S_ISLNK(self._old.st_mode) else 0o600
        self._file = os.open(self.path, os.O_WRONLY | BINARY | NOFOLLOW | new, mode)
        self.length = start
        if start:
            self.truncate(start)

    def write(self, data: bytes) -> None:
        """Append data."""
        left = memoryview(data)
        while left:
            written = os.write(self._file, left)
            left = left[written:]
            self.length += written

    def truncate(self, length: int) -> None:
        """Drop what was written beyond that length."""
        os.ftruncate(self._file, length)
        os.lseek(self._file, length, os.SEEK_SET)
        self.length = length

    def commit(self, *, durable: bool = False, check: Callable[[], None] | None = None) -> None:
        """Move the file into place unless `check` raises; with `durable`, after its content is on the disk."""
        with signals_deferred(), self.discarded_on_failure():
            if self._old is not None and stat.S_ISREG(self._old.st_mode):
                _copy_attributes(self.path, self.target, self._old)
            if durable:
                os.fsync(self._file)
            self.close()
            if check:
                check()
            os.replace(self.path, self.target)

    @contextmanager
    def discarded_on_failure(self) -> Iterator[None]:
        """Discard the file if the block raises."""
        try:
            yield
        except BaseException:
            self.discard()
            raise

    def discard(self) -> None:
        """Remove the temporary file; the old file stays."""
        self.close()
        with suppress(FileNotFoundError):
            os.unlink(self.path)

    def close(self) -> None:
        """Close the temporary file and keep it, for another run to continue."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


class DirectFile:
    """A device, a pipe, or /dev/stdout: written directly, with the methods of NewFile."""

    def __init__(self, target: str) -> None:
        self._file = open(target, "ab", buffering=0)  # noqa: SIM115 - lives as long as the run
        self.length = 0
        self.commit = self.discard = self.close = self._file.close

    def truncate(self, length: int) -> None:
        """Do nothing: what is written cannot be taken back."""

    def write(self, data: bytes) -> None:
        """Write data."""
        left = memoryview(data)
        while left:
            left = left[self._file.write(left) :]


def is_direct(target: str) -> bool:
    """Check whether a target is a stream, not a file that can be replaced. Raise OSError."""
    with suppress(FileNotFoundError):
        return not stat.S_ISREG(os.stat(target).st_mode) or os.path.abspath(target).startswith(OPEN_STREAMS)
    return False


def _copy_attributes(path: str, target: str, old: os.stat_result) -> None:
    new = os.stat(path)
    if hasattr(os, "chown") and (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        os.chown(path, old.st_uid, old.st_gid)
    os.chmod(path, stat.S_IMODE(old.st_mode))
    if hasattr(os, "listxattr"):  # Linux, where access control lists are such attributes, too
        with suppress(OSError):  # the file system may have none
            for name in os.listxattr(target):
                if not name.startswith("security."):  # the system's own, which it sets itself
                    os.setxattr(path, name, os.getxattr(target, name))


def check_in_place(name: str) -> None:
    """Raise CleantextError if a file cannot be replaced safely: not regular, hard links, read-only. Raise OSError."""
    state = os.stat(name)
    if not stat.S_ISREG(state.st_mode):
        raise CleantextError("not a regular file")
    if state.st_nlink > 1:
        raise CleantextError(f"has {state.st_nlink} names (hard links), which replacing it would separate")
    if not state.st_mode & 0o222:
        raise CleantextError("is read-only; make it writable to have it replaced")


def check_unchanged(name: str, before: tuple[int, int, int, int]) -> None:
    """Raise CleantextError if a file has changed since its state was `before`. Raise OSError."""
    if file_state(name) != before:
        raise CleantextError("changed while being cleaned; left as it is")


def replace_in_place(name: str, before: tuple[int, int, int, int], data: bytes) -> None:
    """Replace the content of a file, or of a link's target, that was read when its state was `before`.

    Raise CleantextError if the file has changed since. Raise OSError.
    """
    _write(name, data, durable=True, check=lambda: check_unchanged(name, before))


def write_in_folder(folder: str, target: str, data: bytes) -> None:
    """Write one file of an output folder, and create the folders above it; a link at `target` is replaced.

    Raise OSError; raise CleantextError if a link in the folder leads out of it.
    """
    make_folder(folder, os.path.dirname(target))
    _write(target, data, follow=False)


def _write(
    target: str, data: bytes, *, follow: bool = True, durable: bool = False, check: Callable[[], None] | None = None
) -> None:
    """Write a whole file as NewFile does, with signals deferred."""
    with signals_deferred():
        new = NewFile(target, follow=follow)
        with new.discarded_on_failure():
            new.write(data)
        new.commit(durable=durable, check=check)


@contextmanager
def translating_write_errors(path: str) -> Iterator[None]:
    """Turn OSError into OutputFailed, with the path that cannot be written."""
    try:
        yield
    except OSError as error:
        raise OutputFailed(f"{path}: {reason_of(error)}") from error


def is_within(path: str, folder: str) -> bool:
    """Check whether a path is a folder or inside it; both must be real paths."""
    with suppress(ValueError):  # on Windows, two drives have nothing in common
        return os.path.commonpath((folder, path)) == folder
    return False


@lru_cache(maxsize=1024)
def make_folder(folder: str, parent: str) -> None:
    """Create a folder inside an output folder. Raise OSError; raise CleantextError if a link leads out of it."""
    if not is_within(os.path.realpath(parent), os.path.realpath(folder)):
        raise CleantextError(f"{parent} leads out of the output folder {folder}")
    missing = []
    while parent and not os.path.isdir(parent):  # what has no name is the folder where we are
        missing.append(parent)
        parent = os.path.dirname(parent)
    for path in reversed(missing):  # os.makedirs recurses, a thousand levels for a thousand folders
        with suppress(FileExistsError):  # another process was faster
            os.mkdir(path)
