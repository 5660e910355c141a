"""Ctrl-C and SIGTERM: they end the work at once, but not in the middle of writing a file."""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

BOUNCE = 1.0  # seconds in which more of them mean nothing more: what tidies up is not disturbed


class Terminated(BaseException):
    """SIGTERM came."""


class _State:
    holds = False
    pending = 0
    last = float("-inf")


def install() -> None:
    """From now on, SIGINT raises KeyboardInterrupt, SIGTERM and SIGHUP raise Terminated in the main thread."""
    signal.signal(signal.SIGTERM, _stop)
    for number in (signal.SIGINT, getattr(signal, "SIGHUP", signal.SIGINT)):  # Windows has no SIGHUP
        if signal.getsignal(number) is not signal.SIG_IGN:  # as a shell has it for a job with &, and nohup
            signal.signal(number, _stop)


def _stop(number: int, frame: object) -> None:
    if _State.holds:
        _State.pending = number
    elif time.monotonic() - _State.last > BOUNCE:
        _State.last = time.monotonic()
        raise KeyboardInterrupt if number == signal.SIGINT else Terminated


def ignore() -> None:
    """Let further signals do nothing: the work has ended, and Python at its end would die of them."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def held() -> Iterator[None]:
    """Let signals wait until the block is done."""
    before, _State.holds = _State.holds, True
    try:
        yield
    finally:
        _State.holds = before
        if _State.pending and not before:
            number, _State.pending = _State.pending, 0
            _stop(number, None)
