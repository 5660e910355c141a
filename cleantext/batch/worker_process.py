"""A worker process of the pool: its pipe, what it works on, and what it does until the pipe closes."""

import multiprocessing
import os
import signal
import struct
import sys
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Any

from cleantext.documents.items import Batch, Item
from cleantext.files.signals import ENDING

from .job import Outcome

Handler = Callable[[Item], Outcome]
STALL = 60  # seconds in which the other end of a pipe takes or gives no byte, after which sending or receiving fails
PATIENCE_AT_START = 60.0  # seconds for a worker to begin with what it was sent: a new process takes long to start
EXIT_OUT_OF_MEMORY = 12  # of a worker; the number of ENOMEM


class Task:
    """A batch and its outcomes so far."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.outcomes: list[Outcome | None] = [None] * len(batch.items)
        self.pending = len(batch.items)

    def store(self, start: int, outcomes: Sequence[Outcome]) -> None:
        """Store the outcomes of the items from index `start` onward."""
        self.outcomes[start : start + len(outcomes)] = outcomes
        self.pending -= len(outcomes)


class Chunk:
    """Consecutive items of a task, for one worker; `is_retry` for an item on which a worker died before."""

    def __init__(self, task: Task, start: int, stop: int, *, is_retry: bool = False) -> None:
        self.task, self.start, self.stop, self.is_retry = task, start, stop, is_retry

    @property
    def items(self) -> Sequence[Item]:
        """The items, marked if they are tried again."""
        items = self.task.batch.items[self.start : self.stop]
        return [item._replace(is_retry=True) for item in items] if self.is_retry else items


class WorkerProcess:
    """A process, its pipe, the chunk it works on, and how far it is. Raise OSError if it cannot be started."""

    def __init__(self, handle: Handler, others: Sequence[Connection], method: str) -> None:
        context: Any = multiprocessing.get_context(method)
        self.connection, child_end = context.Pipe()
        self.chunk: Chunk | None = None
        self._begin_by = 0.0
        inherited = [self.connection, *others] if method == "fork" else []
        try:
            _limit_waiting(self.connection)
            self.progress = context.RawArray("d", 2)  # index of the current item in the chunk, and its start in seconds
            arguments = (child_end, handle, self.progress, inherited)
            self.process = context.Process(target=_run_worker, args=arguments, daemon=True)
            self.process.start()
        except BaseException:
            self.connection.close()
            raise
        finally:
            child_end.close()

    def send(self, chunk: Chunk) -> None:
        """Send a chunk to the process. Raise OSError or MemoryError if that fails: the process is of no use then."""
        self.chunk = chunk
        self._begin_by = time.monotonic() + PATIENCE_AT_START
        self.progress[:] = 0, self._begin_by  # the clock of the first item starts when the worker begins with it
        self.connection.send(chunk.items)

    def receive(self) -> None:
        """Store the outcomes of the chunk: the worker is idle then. Raise any exception if they do not come whole."""
        outcomes = self.connection.recv()
        if self.chunk:
            self.chunk.task.store(self.chunk.start, outcomes)
        self.chunk = None

    @property
    def current(self) -> int:
        """The index of the item that it works on, in its task."""
        return (self.chunk.start if self.chunk else 0) + int(self.progress[0])

    @property
    def has_begun(self) -> bool:
        """Check whether the process has begun with its chunk."""
        return bool(self.progress[1] != self._begin_by)

    def is_late(self, timeout: float) -> bool:
        """Check whether the current item takes longer than `timeout` seconds."""
        return bool(time.monotonic() - self.progress[1] > timeout)

    def kill(self) -> None:
        """Kill the process at once."""
        self.connection.close()
        self.process.kill()
        self.process.join()


def _limit_waiting(connection: Connection) -> None:
    """Let sending and receiving fail, with BlockingIOError, when the process at the other end stands still.

    On Windows, which has named pipes instead of sockets, they wait until it goes on or ends.
    """
    if sys.platform != "win32":
        import socket

        with socket.socket(fileno=os.dup(connection.fileno())) as end:  # the options are of the socket that both name
            for option in (socket.SO_SNDTIMEO, socket.SO_RCVTIMEO):
                end.setsockopt(socket.SOL_SOCKET, option, struct.pack("@ll", STALL, 0))


def _run_worker(connection: Connection, handle: Handler, progress: Any, inherited: Sequence[Connection]) -> None:
    """Handle items from the pipe until it closes, as it does when the parent is gone, even if that was killed.

    A signal that ends it lets it finish the current document, so that no partial file is left behind.
    """
    is_busy = is_stopped = False

    def stop(*_: object) -> None:
        nonlocal is_stopped
        is_stopped = True
        if not is_busy:
            os._exit(0)

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the parent decides
    for number in ENDING:
        signal.signal(number, stop)
    for parent_end in inherited:
        parent_end.close()
    try:
        while True:
            outcomes = []
            for index, item in enumerate(connection.recv()):
                is_busy = True
                progress[:] = index, time.monotonic()
                outcomes.append(handle(item))
                is_busy = False
                if is_stopped:
                    os._exit(0)
            connection.send(outcomes)
    except MemoryError:  # for what comes or goes through the pipe; `handle` raises nothing
        os._exit(EXIT_OUT_OF_MEMORY)
    except (EOFError, OSError):  # the parent is gone, or takes this process for dead then
        os._exit(0)
