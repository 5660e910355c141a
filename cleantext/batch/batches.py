"""Cut the input into batches: the units of work that one process does at a time."""

from collections.abc import Iterator, Sequence

from cleantext.documents.items import BATCH_BYTES, START, Batch, Item, Position, Reading
from cleantext.documents.tables import read_table
from cleantext.files.formats import FORMATS
from cleantext.files.read import file_state, open_input, read_bytes
from cleantext.files.walk import UNKNOWN_SIZE, Input, Unread
from cleantext.model import OUT_OF_MEMORY, CleantextError, reason_of


def read_batches(found: Sequence[Input | Unread], reading: Reading, start: Position = START) -> Iterator[Batch]:
    """Yield the input in batches, from `start` onward. What each contains depends on the inputs alone."""
    pending: list[Item] = []
    size = 0
    for index, item in enumerate(found[start.inputs :], start.inputs):
        if isinstance(item, Input) and FORMATS[item.format].is_table:
            if pending:
                yield Batch(pending, Position(index, 0), size)
                pending, size = [], 0
            yield from _table(item, index, reading, start.rows if index == start.inputs else 0)
            continue
        if isinstance(item, Unread):
            pending.append(Item(item.name, refused=item.reason, skipped=item.skipped))
        else:
            pending.append(_text(item, reading.max_size))
            size += max(item.size, len(pending[-1].data or b""))
        if size >= BATCH_BYTES or len(pending) >= reading.files_a_batch:
            yield Batch(pending, Position(index + 1, 0), size)
            pending, size = [], 0
    if pending:
        yield Batch(pending, Position(len(found), 0), size)


def _text(source: Input, max_size: int) -> Item:
    """Return the item of a text file, or of a stream, which is read here."""
    if source.size != UNKNOWN_SIZE:
        return Item(source.name, source)
    try:
        return Item(source.name, source, data=read_bytes(source, max_size))
    except Exception as error:  # noqa: BLE001 - as in `_table`
        return Item(source.name, source, refused=_why_unread(error))


def _table(table: Input, index: int, reading: Reading, skip: int) -> Iterator[Batch]:
    """Yield the rows of a table after the first `skip`; then an empty batch that ends it."""
    rows = position = 0
    failure, state = "", None
    try:
        state = None if table.size == UNKNOWN_SIZE else file_state(table.name)
        with open_input(table) as (stream, file):
            for batch in read_table(table, stream, reading):
                first, rows = rows, rows + len(batch.items)
                size = batch.size
                if table.compression and table.size != UNKNOWN_SIZE:  # progress is measured in bytes of the file
                    size, position = file.tell() - position, file.tell()
                if rows > skip or not skip:
                    if skip:
                        rest = batch.items[max(0, skip - first) :]
                        batch = Batch(rest, START, 0, origin=batch.origin)  # noqa: PLW2901 - the header is done
                    yield batch._replace(after=Position(index, rows), size=size, table=table, state=state)
    except Exception as error:  # noqa: BLE001 - whatever a package raises for one input must not cost the others
        failure = _why_unread(error)
    yield Batch((), Position(index + 1, 0), 0, table, ends=True, failure=failure, state=state)


def _why_unread(error: Exception) -> str:
    if isinstance(error, (CleantextError, OSError)):
        return reason_of(error)
    if isinstance(error, MemoryError):
        return OUT_OF_MEMORY
    return f"cannot be read: {type(error).__name__}: {error}"
