"""Worker processes, each cleaning a batch at a time; one that dies or times out costs at most one document.

The standard library's pool fails everything pending when a worker is killed, and pebble's breaks when it is killed
while sending. Here each worker has its own pipe, and writes to shared memory which document it is working on.

Why all waiting ends: a worker answers, dies (its pipe closes then), or is late; a worker whose pipe fails is replaced;
an item whose worker is lost is tried once more, alone, and fails then; when nothing arrives any more, the run stops.
Without --timeout a document may take for ever.
"""

import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from errno import EAGAIN, EMFILE
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Self, cast

from cleantext.documents.items import Batch, Item
from cleantext.files.signals import signals_deferred
from cleantext.files.streams import print_error
from cleantext.model import FAILED, OUT_OF_MEMORY, CleantextError, reason_of

from .job import Outcome
from .read_ahead import ReadAhead
from .worker_process import EXIT_OUT_OF_MEMORY, Chunk, Handler, Task, WorkerProcess

RemoveFiles = Callable[[Item, int], None]
# fork is fast, and safe while this process has one thread
START_METHOD = "fork" if sys.platform == "linux" else "spawn"
WINDOW = 3  # batches in progress per worker: it need not wait for the next, and memory stays bounded
PAUSE = 0.05  # seconds between checks for input and timeouts
PATIENCE = 1.0  # seconds for workers to exit after SIGTERM
DESCRIPTORS = 16  # file descriptors that must be free to start a worker: for it, and for documents and imports
MAX_IN_VAIN = 10  # workers in a row: more than any document costs, so it is not the documents
LIMITS = {EMFILE: "ulimit -n", EAGAIN: "ulimit -u"}  # what to raise for an error of the system


class Pool:
    """`jobs` worker processes that call `handle` on each item; a document may take `timeout` seconds, if not None.

    If the system lets it start only some of them, it says so and continues with those; it raises CleantextError without
    any, or if nothing reaches them. When a worker is lost, `remove_files` is called with its item and process id.
    """

    def __init__(
        self,
        handle: Handler,
        remove_files: RemoveFiles,
        jobs: int,
        timeout: float | None,
        method: str = START_METHOD,
    ) -> None:
        self._handle, self._remove_files, self._timeout = handle, remove_files, timeout
        self._method = method
        self._workers: list[WorkerProcess] = []
        self._jobs = jobs
        self._in_vain = 0  # workers in a row that were lost before they began with anything, or to a pipe that fails

    def __enter__(self) -> Self:
        try:
            while len(self._workers) < self._jobs and self._start_worker():
                pass
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._stop()

    def _stop(self) -> None:
        for worker in self._workers:
            worker.process.terminate()
            worker.connection.close()
        deadline = time.monotonic() + PATIENCE
        for worker in self._workers:
            worker.process.join(max(0, deadline - time.monotonic()))
            worker.kill()

    def _start_worker(self) -> bool:
        """Start a worker; if that fails, say so and return False. Raise CleantextError if there is no other then."""
        others = [worker.connection for worker in self._workers]
        try:
            _check_descriptors()
            method = "spawn" if threading.active_count() > 1 else self._method
            with signals_deferred():  # the new process has this one's signal handlers until it sets its own
                self._workers.append(WorkerProcess(self._handle, others, method))
        except (OSError, MemoryError) as error:
            reason = OUT_OF_MEMORY if isinstance(error, MemoryError) else reason_of(error)
            if isinstance(error, OSError) and error.errno in LIMITS:
                reason += f"; use fewer --jobs, or raise the limit ({LIMITS[error.errno]})"
            if not self._workers:
                raise CleantextError(f"cannot start a process: {reason}") from error
            print_error(f"cleantext: continuing with {len(self._workers)} of {self._jobs} processes: {reason}")
            return False
        return True

    def map(self, batches: Iterable[Batch]) -> Iterator[tuple[Batch, list[Outcome]]]:
        """Yield each batch with its outcomes, in input order; at most WINDOW batches per worker are in progress."""
        incoming, tasks, chunks = iter(batches), deque[Task](), deque[Chunk]()
        is_ready = incoming.is_ready if isinstance(incoming, ReadAhead) else lambda: True
        more = True
        while more or tasks:
            while more and len(tasks) < WINDOW * self._jobs and (is_ready() or not tasks):
                batch = next(incoming, None)
                more = batch is not None
                if batch is not None:
                    tasks.append(Task(batch))
                    if batch.items:
                        chunks.append(Chunk(tasks[-1], 0, len(batch.items)))
            self._send(chunks)
            while tasks and not tasks[0].pending:
                task = tasks.popleft()
                yield task.batch, [outcome for outcome in task.outcomes if outcome is not None]
            if tasks:
                self._receive(chunks, waits_for_input=more and isinstance(incoming, ReadAhead))

    def _send(self, chunks: deque[Chunk]) -> None:
        """Send chunks until there are none, or all workers are busy."""
        while chunks and (idle := next((worker for worker in self._workers if not worker.chunk), None)):
            try:
                idle.send(chunks.popleft())
            except (OSError, MemoryError) as error:
                self._replace(idle, chunks, error)

    def _receive(self, chunks: deque[Chunk], *, waits_for_input: bool) -> None:
        """Wait until a worker has finished its chunk, has died, or is late; `_send` has left a busy one."""
        busy = {worker.connection: worker for worker in self._workers if worker.chunk}
        has_idle = len(busy) < len(self._workers)
        patience = PAUSE if (waits_for_input and has_idle) or self._timeout is not None else None
        for connection in wait(list(busy), patience):
            worker = busy[cast("Connection", connection)]
            try:
                worker.receive()
                self._in_vain = 0
            except Exception as error:  # noqa: BLE001 - half a message, no memory for it, or whatever it holds
                self._replace(worker, chunks, error)
            self._send(chunks)
        for worker in busy.values():
            if self._timeout is not None and worker.chunk and worker.is_late(self._timeout):
                self._replace(worker, chunks, TimeoutError(f"timed out after {self._timeout:g} s"))

    def _replace(self, worker: WorkerProcess, chunks: deque[Chunk], error: Exception) -> None:
        """Kill a worker and start another; the item it was at is tried once more, alone, unless it took too long."""
        chunk, culprit, begun = cast("Chunk", worker.chunk), worker.current, worker.has_begun
        worker.chunk = None  # whoever still has this worker sees that it works on nothing
        worker.kill()
        self._workers.remove(worker)
        self._remove_files(chunk.task.batch.items[culprit], cast("int", worker.process.pid))
        is_over = chunk.is_retry
        if isinstance(error, TimeoutError):  # it may have finished the document before it was killed
            is_over = worker.is_late(cast("float", self._timeout)) and (begun or chunk.is_retry)
        ranges = [(chunk.start, culprit, False), (culprit, culprit + 1, True), (culprit + 1, chunk.stop, False)]
        cause = _cause_of_loss(error, worker.process.exitcode)
        if is_over:
            del ranges[1]
            chunk.task.store(culprit, [Outcome(FAILED, reason=_reason_of_loss(error, cause))])
        chunks.extendleft(
            Chunk(chunk.task, start, stop, is_retry=again) for start, stop, again in reversed(ranges) if start < stop
        )
        self._in_vain += not begun or _is_of_pipe(error)
        if self._in_vain > MAX_IN_VAIN:
            raise CleantextError(f"lost contact with the worker processes: {cause}")
        self._start_worker()


def cores() -> int:
    """Return the number of CPU cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):  # Linux
        return len(os.sched_getaffinity(0))
    return min(os.cpu_count() or 1, 60)  # Windows can wait for about 60 processes at once


def _check_descriptors() -> None:
    """Raise OSError if not enough file descriptors are free: whatever came next would fail for want of one."""
    found: list[int] = []
    try:
        while len(found) < DESCRIPTORS:
            found += os.pipe()
    finally:
        for descriptor in found:
            os.close(descriptor)


def _cause_of_loss(error: Exception, exitcode: int | None) -> str:
    """Return why contact with a worker was lost, from what its pipe raised and how the process ended."""
    if isinstance(error, MemoryError) or exitcode == EXIT_OUT_OF_MEMORY:
        return OUT_OF_MEMORY
    if not _is_end(error):
        return reason_of(error) if isinstance(error, OSError) else str(error)
    if exitcode is not None and exitcode < 0:
        return signal.Signals(-exitcode).name + "; out of memory?" * (exitcode == -9)
    return f"exit code {exitcode}"


def _reason_of_loss(error: Exception, cause: str) -> str:
    """Return why there is no outcome of an item, from what cost its worker."""
    if cause == OUT_OF_MEMORY or isinstance(error, TimeoutError):
        return cause
    if _is_end(error):
        return f"the process that cleaned it ended, twice ({cause})"
    return f"lost contact with the process that cleaned it: {cause}"


def _is_end(error: Exception) -> bool:
    """Check whether an error of a pipe says that the process at its other end has ended."""
    return isinstance(error, (EOFError, OSError)) and not (isinstance(error, TimeoutError) or _is_of_pipe(error))


def _is_of_pipe(error: Exception) -> bool:
    """Check whether an error says that the pipe failed, and not that the process at its other end has ended."""
    return isinstance(error, OSError) and error.errno is not None and not isinstance(error, ConnectionError)
