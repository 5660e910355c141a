"""Worker processes: each does a batch at a time; one that dies or is late costs at most one document.

The standard library's pool fails all that waits when one worker is killed, and pebble's breaks when it is killed while
it sends. Here each worker has a pipe of its own, and says in shared memory which document it is at.
"""

import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from math import inf
from multiprocessing.connection import Connection, wait
from pickle import UnpicklingError
from types import TracebackType
from typing import Any, Self, cast

from cleantext.documents.items import Batch, Item
from cleantext.files.signals import held
from cleantext.model import FAILED

from .job import Outcome
from .read_ahead import ReadAhead

Treat = Callable[[Item], Outcome]
Tidy = Callable[[Item, int], None]
CONTEXT = "fork" if sys.platform == "linux" else "spawn"  # fork is fast, and safe while this process has one thread
WINDOW = 3  # batches under way for each worker
PAUSE = 0.05  # seconds between two looks at input and clocks
PATIENCE = 1.0  # seconds for workers to end when they are told to


class _Task:
    """A batch and what came of it so far."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.outcomes: list[Outcome | None] = [None] * len(batch.items)
        self.left = len(batch.items)

    def store(self, start: int, outcomes: Sequence[Outcome]) -> None:
        """Take the outcomes of some items."""
        self.outcomes[start : start + len(outcomes)] = outcomes
        self.left -= len(outcomes)


class _Piece:
    """Some items of a task, which one worker does; `again` for an item on which a worker died."""

    def __init__(self, task: _Task, start: int, stop: int, *, again: bool = False) -> None:
        self.task, self.start, self.stop, self.again = task, start, stop, again


class _Worker:
    """A process, its pipe, what it works on, and where it says how far it is."""

    def __init__(self, context: Any, treat: Treat, others: Sequence[Connection]) -> None:
        self.connection, theirs = context.Pipe()
        self.at = context.RawArray("d", 2)  # the number of the item in the piece, and when it was begun
        inherited = [self.connection, *others] if context.get_start_method() == "fork" else []
        self.process = context.Process(target=_work, args=(theirs, treat, self.at, inherited), daemon=True)
        self.process.start()
        theirs.close()
        self.piece: _Piece | None = None

    def give(self, piece: _Piece) -> None:
        """Hand it some work."""
        self.piece = piece
        self.at[:] = 0, inf  # its time begins when it says so: a new process takes long to start
        with suppress(OSError):  # it is dead, which the next look at it shows
            self.connection.send(piece.task.batch.items[piece.start : piece.stop])

    def store(self, outcomes: Sequence[Outcome]) -> None:
        """Take what came of it."""
        if self.piece:
            self.piece.task.store(self.piece.start, outcomes)
        self.piece = None

    def kill(self) -> None:
        """End it now."""
        self.connection.close()
        self.process.kill()
        self.process.join()


def _work(connection: Connection, treat: Treat, at: Any, inherited: Sequence[Connection]) -> None:
    """Do what comes through the pipe until it closes, which it does when the parent is gone, however it went."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the parent decides
    ending: list[int] = []  # what is under way is brought to its end, so that no unfinished file stays
    signal.signal(signal.SIGTERM, lambda number, _: ending.append(number))
    for parents in inherited:
        parents.close()
    try:
        while True:
            items = connection.recv()
            outcomes = []
            for number, item in enumerate(items):
                if ending:
                    os._exit(0)
                at[:] = number, time.monotonic()
                outcomes.append(treat(item))
            connection.send(outcomes)
    except (EOFError, OSError):
        os._exit(0)


class Pool:
    """`jobs` worker processes that treat batches; a document has `timeout` seconds, if any.

    `tidy` is called with the document and the process when one is killed, for what that has left behind.
    """

    def __init__(self, treat: Treat, tidy: Tidy, jobs: int, timeout: float | None, context: str = CONTEXT) -> None:
        self._treat, self._tidy, self._timeout = treat, tidy, timeout
        self._context = multiprocessing.get_context(context)
        self._workers: list[_Worker] = []
        self._jobs = jobs

    def __enter__(self) -> Self:
        for _ in range(self._jobs):
            self._start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        for worker in self._workers:
            worker.process.terminate()
            worker.connection.close()
        deadline = time.monotonic() + PATIENCE
        for worker in self._workers:
            worker.process.join(max(0, deadline - time.monotonic()))
            worker.kill()

    def _start(self) -> None:
        others = [worker.connection for worker in self._workers]
        with held():  # the new process has the handlers of this one until it has set its own
            self._workers.append(_Worker(self._context, self._treat, others))

    def map(self, batches: Iterable[Batch]) -> Iterator[tuple[Batch, list[Outcome]]]:
        """Treat the batches, and give each with its outcomes, in their order; only some are under way at a time."""
        coming, tasks, pieces = iter(batches), deque[_Task](), deque[_Piece]()
        is_ready = coming.is_ready if isinstance(coming, ReadAhead) else lambda: True
        more = True
        while more or tasks:
            while more and len(tasks) < WINDOW * self._jobs and (is_ready() or not tasks):
                batch = next(coming, None)
                more = batch is not None
                if batch is not None:
                    tasks.append(_Task(batch))
                    if batch.items:
                        pieces.append(_Piece(tasks[-1], 0, len(batch.items)))
            self._give(pieces)
            while tasks and not tasks[0].left:
                task = tasks.popleft()
                yield task.batch, [outcome for outcome in task.outcomes if outcome is not None]
            if tasks:
                self._look(pieces, waits_for_input=more and isinstance(coming, ReadAhead))

    def _give(self, pieces: deque[_Piece]) -> None:
        for worker in self._workers:
            if worker.piece is None and pieces:
                worker.give(pieces.popleft())

    def _look(self, pieces: deque[_Piece], *, waits_for_input: bool) -> None:
        """Wait until a worker has done its piece, has died, or is late."""
        busy = {worker.connection: worker for worker in self._workers if worker.piece}
        idle = len(busy) < len(self._workers)
        patience = PAUSE if (waits_for_input and idle) or self._timeout is not None else None
        for connection in wait(list(busy), patience):
            worker = busy[cast("Connection", connection)]
            try:
                outcomes = worker.connection.recv()
            except (EOFError, OSError, UnpicklingError):  # the last: killed while it sent
                self._replace(worker, pieces)
                continue
            worker.store(outcomes)
            self._give(pieces)
        for worker in busy.values() if self._timeout is not None else ():
            if worker.piece and self._is_late(worker):
                self._replace(worker, pieces, late=True)

    def _is_late(self, worker: _Worker) -> bool:
        return self._timeout is not None and time.monotonic() - worker.at[1] > self._timeout

    def _replace(self, worker: _Worker, pieces: deque[_Piece], *, late: bool = False) -> None:
        """Start another worker in the place of one; its document gets another try, alone, unless it was late."""
        piece, worker.piece = cast("_Piece", worker.piece), None
        worker.kill()
        self._workers.remove(worker)
        self._start()
        culprit = piece.start + int(worker.at[0])
        self._tidy(piece.task.batch.items[culprit], worker.process.pid)
        if late:
            reason = f"timed out after {self._timeout:g} s" if self._is_late(worker) else ""  # it got on meanwhile
        else:
            reason = (
                f"the process that cleaned it ended, twice ({_why(worker.process.exitcode)})" if piece.again else ""
            )
        parts = [(piece.start, culprit, False), (culprit, culprit + 1, not late), (culprit + 1, piece.stop, False)]
        if reason:
            del parts[1]
            piece.task.store(culprit, [Outcome(FAILED, reason=reason)])
        pieces.extendleft(
            _Piece(piece.task, start, stop, again=again) for start, stop, again in reversed(parts) if start < stop
        )


def cores() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):  # Linux
        return len(os.sched_getaffinity(0))
    return min(os.cpu_count() or 1, 60)  # on Windows, no more can be waited for at once


def _why(code: int | None) -> str:
    if code is not None and code < 0:
        return f"{signal.Signals(-code).name}; out of memory?" if code == -9 else signal.Signals(-code).name
    return f"exit code {code}"
