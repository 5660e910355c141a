"""Length and checksum of a file, by which a later run recognises it."""

import os
import stat
from collections.abc import Collection, Iterator
from typing import NamedTuple

from .read import BINARY, CHUNK_SIZE, NOFOLLOW, NONBLOCK


class Content(NamedTuple):
    """The length of a file, or of its beginning, in bytes, and the CRC-32 of these bytes."""

    length: int = 0
    checksum: int = 0

    def followed_by(self, data: bytes) -> "Content":
        """Return the content with data appended."""
        import binascii  # slow to load, and not needed for standard streams

        return Content(self.length + len(data), binascii.crc32(data, self.checksum))


EMPTY = Content()


def content_of(path: str) -> Content | None:
    """Return what a file holds; None if it cannot be read, or is not a regular file. A link is not followed."""
    try:
        (content,) = beginnings_of(path, [os.lstat(path).st_size])
    except (OSError, ValueError):
        return None
    return content


def beginnings_of(path: str, lengths: Collection[int]) -> Iterator[Content]:
    """Yield what a file holds up to each of the lengths, shortest first; those beyond its end are left out.

    Raise OSError; yield nothing for what is not a regular file.
    """
    descriptor = os.open(path, os.O_RDONLY | BINARY | NOFOLLOW | NONBLOCK)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return
        content = EMPTY
        for length in sorted(lengths):
            while content.length < length and (data := os.read(descriptor, min(CHUNK_SIZE, length - content.length))):
                content = content.followed_by(data)
            if content.length == length:
                yield content
    finally:
        os.close(descriptor)
