"""Process batches of documents, in this process or in worker processes."""

from collections.abc import Callable, Generator, Iterable
from contextlib import suppress
from typing import NamedTuple, TypeAlias

from cleantext.documents.items import Batch, Item

from .job import Outcome

Results: TypeAlias = Generator[tuple[Batch, list[Outcome]], None, None]
BIG = 2_000_000  # bytes of input from which starting more processes saves time


class RunOptions(NamedTuple):
    """Number of processes, timeout of a document in seconds, and size of the input in bytes, None if unknown.

    With `jobs` None, there is one process per core for big input: if `size` is big, or once so much has been read.
    """

    jobs: int | None
    timeout: float | None
    size: int | None


def process_batches(
    batches: Iterable[Batch],
    handle: Callable[[Item], Outcome],
    remove_files: Callable[[Item, int], None],
    options: RunOptions,
) -> Results:
    """Yield each batch with the outcomes of its items, in input order, handled here or in worker processes.

    `remove_files` removes the temporary files that a killed worker process left for a document.
    """
    incoming, (jobs, timeout, size) = iter(batches), options
    if timeout is None and (jobs == 1 or (jobs is None and not (size and size >= BIG))):
        done = 0
        for batch in incoming:
            yield batch, [handle(item) for item in batch.items]
            done += batch.size
            if jobs is None and size is None and done >= BIG:
                break
        else:
            return
    from .pool import Pool, cores
    from .read_ahead import ReadAhead

    jobs = cores() if jobs is None else jobs
    with Pool(handle, remove_files, jobs, timeout) as pool:
        if size is None:
            with suppress(RuntimeError):  # the system starts no thread: results wait for slow input then
                incoming = ReadAhead(incoming, jobs)
        yield from pool.map(incoming)
