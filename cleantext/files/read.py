"""Open input files without blocking on pipes, and read them up to a size limit."""

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from io import BufferedReader
from typing import BinaryIO

from cleantext.model import CleantextError

from .formats import compression_of, decompress, translating_decompression_errors
from .waiting import WaitingFile
from .walk import STDIN, UNKNOWN_SIZE, Input

CHUNK_SIZE = 1 << 20  # bytes
BINARY = getattr(os, "O_BINARY", 0)  # Windows
NONBLOCK = getattr(os, "O_NONBLOCK", 0)  # do not block if a pipe has replaced the file
NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
# device, inode, size, times of modification and change in ns: an edit may keep all but the last
FileState = tuple[int, int, int, int, int]


@contextmanager
def open_input(source: Input) -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """Open a file, or stdin: yield a stream of its (decompressed) content, and the file itself as it is on the disk.

    Raise OSError; raise CleantextError if it is no longer a regular file, or its compressed data is damaged.
    """
    if source.is_stdin:
        if sys.stdin is None:
            raise CleantextError("standard input is closed")
        raw: BufferedReader = BufferedReader(WaitingFile(0, closefd=False))
        source = source._replace(compression=compression_of(raw.peek()))
    elif source.size == UNKNOWN_SIZE:
        raw = BufferedReader(WaitingFile(source.name))
    else:
        raw = open(_open_file(source.name), "rb")  # noqa: SIM115
    with raw, translating_decompression_errors():
        yield decompress(raw, source.compression), raw


def _open_file(name: str) -> int:
    descriptor = os.open(name, os.O_RDONLY | BINARY | NONBLOCK)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise CleantextError("not a regular file any more")
    return descriptor


def read_bytes(source: Input, max_size: int) -> bytes:
    """Return the bytes of one document. Raise as `open_input` does, and CleantextError above `max_size` bytes."""
    if source.size == UNKNOWN_SIZE or source.compression:
        with open_input(source) as (stream, _):
            data = _read_all(stream.read, CHUNK_SIZE, max_size)
    else:  # without a stream object: folders have many small files
        descriptor = _open_file(source.name)
        try:
            data = _read_all(partial(os.read, descriptor), source.size + 1, max_size)
        finally:
            os.close(descriptor)
    if len(data) > max_size:
        raise CleantextError(too_large_message(max_size))
    return data


def _read_all(read_some: Callable[[int], bytes], chunk_size: int, max_size: int) -> bytes:
    """Read to the end, or just beyond the limit. The first chunk's size is only a hint: the file may have grown."""
    chunks, length = [], 0
    while length <= max_size and (data := read_some(min(chunk_size, max_size + 1 - length))):
        chunks.append(data)
        length += len(data)
        chunk_size = max(chunk_size, CHUNK_SIZE)
    return b"".join(chunks)  # of one chunk, that is no copy


def check_size(text: str, max_size: int) -> None:
    """Raise CleantextError if a text is larger than `max_size` bytes in UTF-8."""
    if len(text) > max_size or (4 * len(text) > max_size and len(text.encode()) > max_size):
        raise CleantextError(too_large_message(max_size))


def too_large_message(max_size: int) -> str:
    """Return the error message for a document above the size limit."""
    return f"larger than {max_size:,} bytes; raise the limit with --max-size"


def file_state(name: str) -> FileState:
    """Return what changes when a file does. Raise OSError."""
    state = os.stat(name)
    return state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns


def file_identity(path: str) -> tuple[int, int] | None:
    """Return device and inode of a file, the same for all its names; None if it does not exist."""
    with suppress(OSError):
        state = os.fstat(0) if path == STDIN else os.stat(path)
        return state.st_dev, state.st_ino
    return None
