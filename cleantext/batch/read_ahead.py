"""Read batches ahead in a thread, so that results need not wait for slow input."""

from collections.abc import Iterable, Iterator
from queue import Queue
from threading import Thread

from cleantext.documents.items import Batch


class ReadAhead(Iterator[Batch]):
    """Batches that a thread reads ahead, so that results need not wait for input that is slow to come."""

    def __init__(self, batches: Iterable[Batch], most: int) -> None:
        self._queue: Queue[Batch | BaseException | None] = Queue(most)
        self._ended = False
        Thread(target=self._read, args=(batches,), daemon=True).start()

    def _read(self, batches: Iterable[Batch]) -> None:
        try:
            for batch in batches:
                self._queue.put(batch)
        except BaseException as error:  # noqa: BLE001 - the thread that waits for it raises it
            self._queue.put(error)
        self._queue.put(None)

    def is_ready(self) -> bool:
        """Tell whether the next batch is there already."""
        return not self._queue.empty()

    def __next__(self) -> Batch:
        batch = None if self._ended else self._queue.get()
        if isinstance(batch, BaseException):
            raise batch
        if batch is None:
            self._ended = True
            raise StopIteration
        return batch
