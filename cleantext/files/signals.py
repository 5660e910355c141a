"""Signal handling: Ctrl-C and SIGTERM stop the work at once, but never in the middle of writing a file."""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

DEBOUNCE = 1.0  # seconds in which repeated signals are ignored, so that cleaning up is not interrupted
# kill, a closed terminal, Ctrl-\, and what schedulers of clusters send before they kill; Windows has but the first
NAMES = ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGXCPU", "SIGUSR1", "SIGUSR2")
ENDING = tuple(number for name in NAMES if (number := getattr(signal, name, None)) is not None)


class Terminated(BaseException):
    """A signal arrived that ends the process, such as SIGTERM or SIGHUP."""


class _State:
    is_deferring = False
    pending = 0
    last_raised = float("-inf")


def install() -> None:
    """Make SIGINT raise KeyboardInterrupt, and the signals of ENDING raise Terminated, in the main thread."""
    for number in (signal.SIGINT, *ENDING):
        # shells ignore SIGINT for a job with &, nohup does SIGHUP; a SIGTERM must end it all the same
        if number == signal.SIGTERM or signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)


def _stop(number: int, frame: object) -> None:
    if _State.is_deferring:
        _State.pending = number
    elif time.monotonic() - _State.last_raised > DEBOUNCE:
        _State.last_raised = time.monotonic()
        raise KeyboardInterrupt if number == signal.SIGINT else Terminated


def ignore() -> None:
    """Ignore further signals: the work is done, and Python would die of them while it exits."""
    for number in (signal.SIGINT, *ENDING):
        signal.signal(number, signal.SIG_IGN)


@contextmanager
def signals_deferred() -> Iterator[None]:
    """Defer signals until the block is done."""
    before, _State.is_deferring = _State.is_deferring, True
    try:
        yield
    finally:
        _State.is_deferring = before
        _raise_pending()


@contextmanager
def signals_allowed() -> Iterator[None]:
    """Let signals through in a part of a block that defers them, which can wait for long or can be undone."""
    before, _State.is_deferring = _State.is_deferring, False
    try:
        _raise_pending()
        yield
    finally:
        _State.is_deferring = before


def _raise_pending() -> None:
    if _State.pending and not _State.is_deferring:
        number, _State.pending = _State.pending, 0
        _stop(number, None)
