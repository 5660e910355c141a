"""Read batches ahead in a thread, so that results need not wait for slow input."""

from collections.abc import Iterable, Iterator
from queue import Queue
from threading import Thread

from cleantext.documents.items import Batch


class ReadAhead(Iterator[Batch]):
    """An iterator over batches that a thread reads ahead, at most `limit` of them. Raise RuntimeError without a thread.

    The thread puts what it has read, what it raises, and that it has ended: waiting for the next ends as reading does.
    """

    def __init__(self, batches: Iterable[Batch], limit: int) -> None:
        self._queue: Queue[Batch | BaseException | None] = Queue(limit)
        self._ended = False
        self._thread = Thread(target=self._read, args=(batches,), daemon=True)
        self._thread.start()

    def _read(self, batches: Iterable[Batch]) -> None:
        try:
            for batch in batches:
                self._queue.put(batch)
        except BaseException as error:  # noqa: BLE001 - raised again in the thread that iterates
            self._queue.put(error)
        self._queue.put(None)

    def is_ready(self) -> bool:
        """Check whether the next batch can be had without waiting."""
        return not self._queue.empty()

    def __next__(self) -> Batch:
        batch = None if self._ended else self._queue.get()
        if isinstance(batch, BaseException):
            raise batch
        if batch is None:
            self._ended = True
            self._thread.join()  # it is about to end, and must not still be at it when Python exits
            raise StopIteration
        return batch
