"""Streams whose bytes come in pieces of random sizes, and files of several gzip members or Zstandard frames."""

import fcntl
import io
import math
import os
import sys
import termios
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from random import Random
from typing import IO, TYPE_CHECKING

from cleantext.files.formats import compressor

if TYPE_CHECKING:
    import subprocess

LARGEST = 1_000_000  # bytes of a piece


def cut(data: bytes, random: Random, largest: int = LARGEST) -> Iterator[bytes]:
    """Yield the bytes in pieces of any size: as many are shorter than ten bytes as are above a hundred thousand."""
    start = 0
    while start < len(data):
        size = int(math.exp(random.uniform(0, math.log(largest))))
        yield data[start : start + size]
        start += size


def compressed(data: bytes, suffix: str, random: Random) -> bytes:
    """Return the bytes as gzip members or Zstandard frames, some of them empty; unchanged without a suffix."""
    if not suffix:
        return data
    compress = compressor(suffix)
    return compress(b"") + b"".join(
        compress(piece) + compress(b"") * random.randrange(2) for piece in cut(data, random)
    )


class Pieces(io.RawIOBase):
    """A raw stream of which each read gives one piece at most, as with a pipe."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces, self._left = iter(pieces), b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what the buffers of io pass
        self._left = self._left or next(self._pieces, b"")
        count = min(len(self._left), len(buffer))
        buffer[:count], self._left = self._left[:count], self._left[count:]
        return count


def feed(process: "subprocess.Popen[bytes]", pipe: IO[bytes], pieces: Iterable[bytes], pause: float = 0) -> None:
    """Write pieces to a pipe that a process reads, each a while after it has read the last one, and close the pipe."""
    with suppress(BrokenPipeError):  # it has read enough
        for piece in pieces:
            os.write(pipe.fileno(), piece)
            while unread(pipe) and process.poll() is None:
                time.sleep(0)
            time.sleep(pause)
    pipe.close()


def unread(pipe: IO[bytes]) -> int:
    """Return how many bytes are in a pipe."""
    return int.from_bytes(fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)), sys.byteorder)
