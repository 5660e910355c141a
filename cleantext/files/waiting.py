"""Files that wait where a descriptor does not block, which Python's own take for the end of the input, or an error.

A descriptor is non-blocking where another process that shares it has made it so: standard streams of a child of
Node.js, a terminal that an editor has left. On Windows there is none.
"""

import io
import os
import time
from errno import EIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

FIRST_BYTES = 4  # of an input, by which its compression and its encoding are told
PAUSE = 0.05  # seconds between attempts where the system has no way to wait


class WaitingFile(io.FileIO):
    """A raw file whose methods wait until there is something to read, or room for what is written.

    Its first read gives FIRST_BYTES at least, if there are so many, however slowly they come. The end is final, even
    that of a terminal.
    """

    _least = FIRST_BYTES  # bytes to wait for; 0 at the end

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Read bytes into a buffer, and return how many; 0 at the end. Raise OSError."""
        view = memoryview(buffer).cast("B")
        least, count = min(self._least, len(view)), 0
        while count < least:
            more = super().readinto(view[count:])
            if more is None:
                wait_until_ready(self.fileno())
            elif more:
                count += more
            else:
                self._least = 0
                return count
        self._least = min(self._least, 1)
        return count

    def read(self, size: int | None = -1, /) -> bytes:
        """Read up to so many bytes, or all. Raise OSError."""
        data: bytes = io.RawIOBase.read(self, -1 if size is None else size)  # that of FileIO does not call readinto
        return data

    def readall(self) -> bytes:
        """Read all bytes. Raise OSError."""
        return io.RawIOBase.readall(self)

    def write(self, data: "ReadableBuffer", /) -> int:
        """Write bytes, and return how many were taken. Raise OSError."""
        while (count := super().write(data)) is None:
            wait_until_ready(self.fileno(), to_write=True)
        return count


def write_all(descriptor: int, data: bytes) -> None:
    """Write all bytes to a descriptor. Raise OSError, also if a device takes none and says no error."""
    left = memoryview(data)
    while left:
        try:
            written = os.write(descriptor, left)
        except BlockingIOError:
            wait_until_ready(descriptor, to_write=True)
            continue
        if not written:
            raise OSError(EIO, os.strerror(EIO))
        left = left[written:]


def wait_until_ready(descriptor: int, *, to_write: bool = False) -> None:
    """Wait until a descriptor can be read, or written, or has an error, which the next attempt raises."""
    import select  # a plain run needs none

    try:
        select.select([] if to_write else [descriptor], [descriptor] if to_write else [], [])
    except (OSError, ValueError):  # no socket (Windows), or its number is above 1,023
        time.sleep(PAUSE)
