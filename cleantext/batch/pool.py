"""Worker processes, each cleaning a batch at a time; one that dies or times out costs at most one document.

The standard library's pool fails everything pending when a worker is killed, and pebble's breaks when it is killed
while sending. Here each worker has its own pipe, and writes to shared memory which document it is working on.
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
from cleantext.files.signals import signals_deferred
from cleantext.model import FAILED

from .job import Outcome
from .read_ahead import ReadAhead

Handler = Callable[[Item], Outcome]
RemoveLeftovers = Callable[[Item, int], None]
# fork is fast, and safe while this process has one thread
START_METHOD = "fork" if sys.platform == "linux" else "spawn"
WINDOW = 3  # batches in progress per worker: it need not wait for the next, and memory stays bounded
PAUSE = 0.05  # seconds between checks for input and timeouts
PATIENCE = 1.0  # seconds for workers to exit after SIGTERM


class _Task:
    """A batch and its outcomes so far."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.outcomes: list[Outcome | None] = [None] * len(batch.items)
        self.pending = len(batch.items)

    def store(self, start: int, outcomes: Sequence[Outcome]) -> None:
        """Store the outcomes of the items from index `start` onward."""
        self.outcomes[start : start + len(outcomes)] = outcomes
        self.pending -= len(outcomes)


class _Chunk:
    """Consecutive items of a task, for one worker; `is_retry` for an item on which a worker died before."""

    def __init__(self, task: _Task, start: int, stop: int, *, is_retry: bool = False) -> None:
        self.task, self.start, self.stop, self.is_retry = task, start, stop, is_retry


class _Worker:
    """A process, its pipe, the chunk it works on, and how far it is."""

    def __init__(self, context: Any, handle: Handler, others: Sequence[Connection]) -> None:
        self.connection, child_end = context.Pipe()
        self.progress = context.RawArray("d", 2)  # index of the current item in the chunk, and its start in seconds
        inherited = [self.connection, *others] if context.get_start_method() == "fork" else []
        self.process = context.Process(
            target=_run_worker, args=(child_end, handle, self.progress, inherited), daemon=True
        )
        self.process.start()
        child_end.close()
        self.chunk: _Chunk | None = None

    def send(self, chunk: _Chunk) -> None:
        """Send the items of a chunk to the process."""
        self.chunk = chunk
        self.progress[:] = 0, inf  # the clock starts when the worker does: a new process takes long to start
        with suppress(OSError):  # a dead worker is noticed when its outcomes are received
            self.connection.send(chunk.task.batch.items[chunk.start : chunk.stop])

    def store(self, outcomes: Sequence[Outcome]) -> None:
        """Store the outcomes of the chunk; the worker is idle then."""
        if self.chunk:
            self.chunk.task.store(self.chunk.start, outcomes)
        self.chunk = None

    def kill(self) -> None:
        """Kill the process at once."""
        self.connection.close()
        self.process.kill()
        self.process.join()


def _run_worker(connection: Connection, handle: Handler, progress: Any, inherited: Sequence[Connection]) -> None:
    """Handle items from the pipe until it closes, as it does when the parent is gone, even if that was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the parent decides
    received: list[int] = []  # the current document is finished first, so that no partial file is left behind
    signal.signal(signal.SIGTERM, lambda number, _: received.append(number))
    for parent_end in inherited:
        parent_end.close()
    try:
        while True:
            items = connection.recv()
            outcomes = []
            for index, item in enumerate(items):
                if received:
                    os._exit(0)
                progress[:] = index, time.monotonic()
                outcomes.append(handle(item))
            connection.send(outcomes)
    except (EOFError, OSError):
        os._exit(0)


class Pool:
    """`jobs` worker processes that call `handle` on each item; a document may take `timeout` seconds, if not None.

    When a worker is killed, `remove_leftovers` is called with the document it was working on and its process id.
    """

    def __init__(
        self,
        handle: Handler,
        remove_leftovers: RemoveLeftovers,
        jobs: int,
        timeout: float | None,
        context: str = START_METHOD,
    ) -> None:
        self._handle, self._remove_leftovers, self._timeout = handle, remove_leftovers, timeout
        self._context = multiprocessing.get_context(context)
        self._workers: list[_Worker] = []
        self._jobs = jobs

    def __enter__(self) -> Self:
        for _ in range(self._jobs):
            self._start_worker()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        for worker in self._workers:
            worker.process.terminate()
            worker.connection.close()
        deadline = time.monotonic() + PATIENCE
        for worker in self._workers:
            worker.process.join(max(0, deadline - time.monotonic()))
            worker.kill()

    def _start_worker(self) -> None:
        others = [worker.connection for worker in self._workers]
        with signals_deferred():  # the new process has this one's signal handlers until it sets its own
            self._workers.append(_Worker(self._context, self._handle, others))

    def map(self, batches: Iterable[Batch]) -> Iterator[tuple[Batch, list[Outcome]]]:
        """Yield each batch with its outcomes, in input order; at most WINDOW batches per worker are in progress."""
        incoming, tasks, chunks = iter(batches), deque[_Task](), deque[_Chunk]()
        is_ready = incoming.is_ready if isinstance(incoming, ReadAhead) else lambda: True
        more = True
        while more or tasks:
            while more and len(tasks) < WINDOW * self._jobs and (is_ready() or not tasks):
                batch = next(incoming, None)
                more = batch is not None
                if batch is not None:
                    tasks.append(_Task(batch))
                    if batch.items:
                        chunks.append(_Chunk(tasks[-1], 0, len(batch.items)))
            self._send(chunks)
            while tasks and not tasks[0].pending:
                task = tasks.popleft()
                yield task.batch, [outcome for outcome in task.outcomes if outcome is not None]
            if tasks:
                self._receive(chunks, waits_for_input=more and isinstance(incoming, ReadAhead))

    def _send(self, chunks: deque[_Chunk]) -> None:
        for worker in self._workers:
            if worker.chunk is None and chunks:
                worker.send(chunks.popleft())

    def _receive(self, chunks: deque[_Chunk], *, waits_for_input: bool) -> None:
        """Wait until a worker has finished its chunk, has died, or is late."""
        busy = {worker.connection: worker for worker in self._workers if worker.chunk}
        has_idle = len(busy) < len(self._workers)
        patience = PAUSE if (waits_for_input and has_idle) or self._timeout is not None else None
        for connection in wait(list(busy), patience):
            worker = busy[cast("Connection", connection)]
            try:
                outcomes = worker.connection.recv()
            except (EOFError, OSError, UnpicklingError):  # the last if it was killed while sending
                self._replace(worker, chunks)
                continue
            worker.store(outcomes)
            self._send(chunks)
        for worker in busy.values() if self._timeout is not None else ():
            if worker.chunk and self._is_late(worker):
                self._replace(worker, chunks, late=True)

    def _is_late(self, worker: _Worker) -> bool:
        return self._timeout is not None and time.monotonic() - worker.progress[1] > self._timeout

    def _replace(self, worker: _Worker, chunks: deque[_Chunk], *, late: bool = False) -> None:
        """Kill a worker and start another; its document is retried once, in a chunk of its own, unless it was late."""
        chunk, worker.chunk = cast("_Chunk", worker.chunk), None
        worker.kill()
        self._workers.remove(worker)
        self._start_worker()
        culprit = chunk.start + int(worker.progress[0])
        self._remove_leftovers(chunk.task.batch.items[culprit], worker.process.pid)
        reason = ""
        if late and self._is_late(worker):  # it may have finished the document before it was killed
            reason = f"timed out after {self._timeout:g} s"
        elif chunk.is_retry and not late:
            reason = f"the process that cleaned it ended, twice ({_cause_of_death(worker.process.exitcode)})"
        ranges = [(chunk.start, culprit, False), (culprit, culprit + 1, not late), (culprit + 1, chunk.stop, False)]
        if reason:
            del ranges[1]
            chunk.task.store(culprit, [Outcome(FAILED, reason=reason)])
        chunks.extendleft(
            _Chunk(chunk.task, start, stop, is_retry=again) for start, stop, again in reversed(ranges) if start < stop
        )


def cores() -> int:
    """Return the number of CPU cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):  # Linux
        return len(os.sched_getaffinity(0))
    return min(os.cpu_count() or 1, 60)  # Windows can wait for about 60 processes at once


def _cause_of_death(code: int | None) -> str:
    if code is not None and code < 0:
        return f"{signal.Signals(-code).name}; out of memory?" if code == -9 else signal.Signals(-code).name
    return f"exit code {code}"
