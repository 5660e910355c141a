"""Bound the time that a user's patterns take on one document: lines just below the limit for one line add up."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from threading import local

SECONDS = 1.0  # for all patterns on one document, beside what plain patterns take
PLAIN = 1e-7  # seconds a character; a plain pattern takes a tenth of that
LINE = 100  # characters, for which a line counts beside its own
clock = time.thread_time  # other programs and threads do not count


class _Budget(local):
    seconds_left = inf  # outside of documents


_BUDGET = _Budget()


@contextmanager
def document() -> Iterator[None]:
    """Give the patterns that this thread tries in the block the time for one document."""
    before, _BUDGET.seconds_left = _BUDGET.seconds_left, SECONDS
    try:
        yield
    finally:
        _BUDGET.seconds_left = before


def spend(seconds: float, characters: int) -> bool:
    """Take the time that a pattern took on a line of so many characters; return whether there is time left."""
    _BUDGET.seconds_left -= seconds - PLAIN * (LINE + characters)
    return _BUDGET.seconds_left > 0
