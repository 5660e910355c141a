"""Files: finding and reading them, and writing so that none is ever half there."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any, BinaryIO, NamedTuple, Self

from .model import CleantextError, OutputFailed

STDIN = "-"
SUFFIX = ".txt"
NOT_TEXT = {  # read as text, these would be damaged; they have readers of their own to come
    ".jsonl": "JSON Lines", ".ndjson": "JSON Lines", ".json": "JSON", ".csv": "CSV", ".tsv": "CSV",
    ".parquet": "Parquet", ".gz": "compressed", ".zst": "compressed", ".zip": "compressed",
}  # fmt: skip
DEVICES = ("/dev/", "/proc/")
TEMPORARY = ".cleantext-"


class Input(NamedTuple):
    """A document to clean: its name as the user gave it, and where it stands below the folder that was walked."""

    name: str
    below: str


class Failure(NamedTuple):
    """An input that could not be had, and why."""

    name: str
    reason: str


def reason_of(error: OSError | CleantextError) -> str:
    """Say in one phrase what went wrong, without the name that the line begins with."""
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)


def find(path: str) -> Iterator[Input | Failure]:
    """Find the documents that a path names: a file as it is, a folder walked for .txt files, sorted by name.

    Hidden files and folders, and links to folders, are not followed in a walk.
    """
    try:
        folder = path != STDIN and stat.S_ISDIR(os.stat(path).st_mode)
    except OSError as error:
        yield Failure(path, reason_of(error))
        return
    if folder:
        yield from _walk(path)
    elif kind := NOT_TEXT.get(os.path.splitext(path)[1].lower()):
        yield Failure(path, f"{kind} is not read yet; only plain text is")
    else:
        yield Input(path, "stdin.txt" if path == STDIN else os.path.basename(path))


def _walk(top: str) -> Iterator[Input | Failure]:
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                found = sorted((e for e in entries if not e.name.startswith(".")), key=lambda e: e.name)
        except OSError as error:
            yield Failure(folder, reason_of(error))
            continue
        waiting += [e.path for e in reversed(found) if e.is_dir(follow_symlinks=False)]
        for entry in found:
            if entry.name.lower().endswith(SUFFIX) and not entry.is_dir(follow_symlinks=False):
                yield from _file(entry, top)


def _file(entry: "os.DirEntry[str]", top: str) -> Iterator[Input | Failure]:
    try:
        mode = entry.stat().st_mode
    except OSError as error:
        yield Failure(entry.path, reason_of(error))
        return
    if stat.S_ISREG(mode):
        yield Input(entry.path, os.path.relpath(entry.path, top))
    elif not stat.S_ISDIR(mode):
        yield Failure(entry.path, "not a regular file")


def is_folder(path: str) -> bool:
    """Tell whether a path given by the user is a folder; stdin is none."""
    return path != STDIN and os.path.isdir(path)


def read(name: str, max_size: int) -> bytes:
    """Read one document, or stdin. Raises OSError, and CleantextError for one of more than `max_size` bytes."""
    limit = min(max_size + 1, sys.maxsize)
    if name == STDIN:
        if sys.stdin is None:
            raise CleantextError("standard input is closed")
        data = sys.stdin.buffer.read(limit)
    else:
        with open(name, "rb") as file:
            data = file.read(limit)
    if len(data) > max_size:
        raise CleantextError(f"larger than {max_size:,} bytes; raise the limit with --max-size")
    return data


@contextmanager
def replacing(target: str, *, durable: bool = False) -> Iterator[BinaryIO]:
    """Open a file to be written whole or not at all.

    The bytes go to a temporary file in the same folder, which takes the target's place (and its mode
    and owner) at the end of the block, or goes away when the block raises. A device or pipe is written
    directly, and so is /dev/stdout, whatever stands behind it. With `durable` the bytes are on the disk before
    the old file goes. Raises OSError.
    """
    try:
        old = os.stat(target)
    except FileNotFoundError:
        old = None
    if old is not None and (not stat.S_ISREG(old.st_mode) or os.path.abspath(target).startswith(DEVICES)):
        with open(target, "ab") as direct:
            yield direct
        return
    target = os.path.realpath(target)
    temporary = os.path.join(os.path.dirname(target), TEMPORARY + os.urandom(8).hex())
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with open(os.open(temporary, flags, 0o666 if old is None else 0o600), "wb") as file:
            yield file
            file.flush()
            if old is not None:
                _keep_mode(temporary, old)
            if durable:
                os.fsync(file.fileno())
        os.replace(temporary, target)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


class WholeFile:
    """A file that is there when the block ends, whole, or not at all; nothing happens before the first write.

    Writing and closing raise OutputFailed.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._stack = ExitStack()
        self._file: BinaryIO | None = None

    def write(self, data: bytes) -> None:
        """Write some of the file."""
        with self._naming_failures():
            if self._file is None:
                self._file = self._stack.enter_context(replacing(self._path))
            self._file.write(data)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: Any) -> None:
        with self._naming_failures():
            self._stack.__exit__(*error)

    @contextmanager
    def _naming_failures(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise OutputFailed(f"{self._path}: {reason_of(error)}") from error


def _keep_mode(path: str, old: os.stat_result) -> None:
    new = os.stat(path)
    if hasattr(os, "chown") and (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        os.chown(path, old.st_uid, old.st_gid)
    os.chmod(path, stat.S_IMODE(old.st_mode))


def check_in_place(name: str) -> None:
    """Refuse a file that cannot be replaced safely: none, one with other names (hard links), a read-only one.

    Raises CleantextError and OSError.
    """
    state = os.stat(name)
    if not stat.S_ISREG(state.st_mode):
        raise CleantextError("not a regular file")
    if state.st_nlink > 1:
        raise CleantextError(f"has {state.st_nlink} names (hard links), which replacing it would separate")
    if not state.st_mode & 0o222:
        raise CleantextError("is read-only; make it writable to have it replaced")


def replace_in_place(name: str, before: bytes, after: bytes) -> None:
    """Put the clean bytes in the place of the file that was read, a link's target in place of that.

    Raises CleantextError for a file that has changed since it was read, and OSError.
    """
    path = os.path.realpath(name)
    with replacing(path, durable=True) as file:
        file.write(after)
        file.flush()
        with open(path, "rb") as current:
            if current.read(len(before) + 1) != before:
                raise CleantextError("changed while being cleaned; left as it is")


def write_below(folder: str, target: str, data: bytes) -> None:
    """Write one file of an output folder, making the folders on the way.

    Raises OSError, and CleantextError when a link in the folder leads out of it.
    """
    parent = os.path.dirname(target)
    top = os.path.realpath(folder)
    if os.path.commonpath((top, os.path.realpath(parent))) != top:
        raise CleantextError(f"{parent} leads out of the output folder {folder}")
    os.makedirs(parent, exist_ok=True)
    if os.path.islink(target):
        os.unlink(target)
    with replacing(target) as file:
        file.write(data)
