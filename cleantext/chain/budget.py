"""Bound the time that a user's patterns take on one document: lines just below the limit for one line add up."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from threading import local

SECONDS = 1.0  # for all patterns on one document, beside what plain patterns take
PLAIN = 1e-7  # seconds a character that a pattern may take without being counted; a plain one takes a tenth of that
LINE = 100  # characters, for which a line counts beside its own
clock = time.thread_time  # other programs and threads do not count


class _Document(local):
    """What this thread cleans."""

    seconds_left = inf  # for patterns; without a limit outside of documents


DOCUMENT = _Document()


@contextmanager
def one_document() -> Iterator[None]:
    """Give the patterns that this thread tries in the block the time for one document."""
    before, DOCUMENT.seconds_left = DOCUMENT.seconds_left, SECONDS
    try:
        yield
    finally:
        DOCUMENT.seconds_left = before
