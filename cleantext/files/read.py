"""Files opened without hanging, and read with a limit."""

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import BinaryIO

from cleantext.model import CleantextError

from .formats import compression_of, decompressed, saying_what_is_damaged
from .walk import NO_FILE, STDIN, Input

PIECE = 1 << 20  # bytes
BINARY = getattr(os, "O_BINARY", 0)  # Windows
NO_WAITING = getattr(os, "O_NONBLOCK", 0)  # a pipe that took the place of a file must not block
NO_LINK = getattr(os, "O_NOFOLLOW", 0)


@contextmanager
def open_input(source: Input) -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """Open a file, or stdin, for reading: give what is in it, and the file, which differ for a compressed one.

    Raises OSError, and CleantextError for what is no file any more, or is damaged.
    """
    if source.name == STDIN:
        if sys.stdin is None:
            raise CleantextError("standard input is closed")
        raw = open(0, "rb", closefd=False)  # noqa: SIM115
        source = source._replace(compression=compression_of(raw.peek(4)))
    elif source.size == NO_FILE:
        raw = open(source.name, "rb")  # noqa: SIM115
    else:
        raw = open(_open_file(source.name), "rb")  # noqa: SIM115
    with raw, saying_what_is_damaged():
        yield decompressed(raw, source.compression), raw


def _open_file(name: str) -> int:
    descriptor = os.open(name, os.O_RDONLY | BINARY | NO_WAITING)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise CleantextError("not a regular file any more")
    return descriptor


def read_bytes(source: Input, max_size: int) -> bytes:
    """Read one document. Raises as `open_input` does, and CleantextError for one of more than `max_size` bytes."""
    if source.size == NO_FILE or source.compression:
        with open_input(source) as (stream, _):
            data = _read_all(stream.read, PIECE, max_size)
    else:  # no stream around it: folders have many small files
        descriptor = _open_file(source.name)
        try:
            data = _read_all(partial(os.read, descriptor), source.size + 1, max_size)
        finally:
            os.close(descriptor)
    if len(data) > max_size:
        raise CleantextError(too_large(max_size))
    return data


def _read_all(read_some: Callable[[int], bytes], piece: int, max_size: int) -> bytes:
    """Read to the end, or just beyond the limit; what is read says when that is, not what the size was once."""
    data = read_some(min(piece, max_size + 1))
    pieces, length = [data], len(data)
    while data and length <= max_size:
        data = read_some(min(max(piece, PIECE), max_size + 1 - length))
        pieces.append(data)
        length += len(data)
    return b"".join(pieces)


def check_size(text: str, max_size: int) -> None:
    """Refuse a text of more than `max_size` bytes in UTF-8. Raises CleantextError."""
    if len(text) > max_size or (4 * len(text) > max_size and len(text.encode()) > max_size):
        raise CleantextError(too_large(max_size))


def too_large(max_size: int) -> str:
    """Say that a document is."""
    return f"larger than {max_size:,} bytes; raise the limit with --max-size"


def state_of(name: str) -> tuple[int, int, int, int]:
    """Give what changes when a file does: device, inode, size, time. Raises OSError."""
    state = os.stat(name)
    return state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns
