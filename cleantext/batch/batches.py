"""What is read, cut into batches: the pieces of work that one process does at a time."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import BinaryIO

from cleantext.documents.items import BATCH_BYTES, START, Batch, Item, Place, Reading
from cleantext.files.formats import MODULE_OF, TEXT
from cleantext.files.read import open_input, read_bytes, state_of
from cleantext.files.walk import NO_FILE, Input, Unread
from cleantext.model import CleantextError, reason_of


def batches(found: Sequence[Input | Unread], reading: Reading, start: Place = START) -> Iterator[Batch]:
    """Cut all that was found into batches, from a place onward. What each holds depends on the inputs alone."""
    waiting: list[Item] = []
    size = 0
    for number, item in enumerate(found[start.inputs :], start.inputs):
        if isinstance(item, Input) and item.format != TEXT:
            if waiting:
                yield Batch(waiting, Place(number, 0), size)
                waiting, size = [], 0
            yield from _table(item, number, reading, start.rows if number == start.inputs else 0)
            continue
        if isinstance(item, Unread):
            waiting.append(Item(item.name, refused=item.reason, skipped=item.skipped))
        else:
            waiting.append(_file(item, reading.max_size))
            size += max(item.size, len(waiting[-1].data or b""))
        if size >= BATCH_BYTES or len(waiting) >= reading.files_a_batch:
            yield Batch(waiting, Place(number + 1, 0), size)
            waiting, size = [], 0
    if waiting:
        yield Batch(waiting, Place(len(found), 0), size)


def _file(source: Input, max_size: int) -> Item:
    if source.size != NO_FILE:
        return Item(source.name, source)
    try:
        return Item(source.name, source, data=read_bytes(source, max_size))
    except (CleantextError, OSError) as error:
        return Item(source.name, source, refused=reason_of(error))
    except MemoryError:
        return Item(source.name, source, refused="needs more memory than there is")


def _table(table: Input, number: int, reading: Reading, skip: int) -> Iterator[Batch]:
    """Cut a table into batches, less its first rows."""
    rows = passed = 0
    failure, state = "", None
    try:
        state = None if table.size == NO_FILE else state_of(table.name)
        with open_input(table) as (stream, file):
            for batch in _read_table(table, stream, reading):
                first, rows = rows, rows + len(batch.items)
                size = batch.size
                if table.compression and table.size != NO_FILE:
                    size, passed = file.tell() - passed, file.tell()
                if rows > skip or not skip:
                    items, head = batch.items[max(0, skip - first) :], b"" if skip else batch.head
                    yield batch._replace(
                        items=items, after=Place(number, rows), size=size, table=table, head=head, state=state
                    )
    except (CleantextError, OSError) as error:
        failure = reason_of(error)
    except Exception as error:  # noqa: BLE001 - what pyarrow raises for odd files is of many kinds
        failure = f"cannot be read: {type(error).__name__}: {error}"
    yield Batch((), Place(number + 1, 0), 0, table, ends=True, failure=failure, state=state)


def _read_table(table: Input, stream: BinaryIO, reading: Reading) -> Iterator[Batch]:
    """Read a table with the module of its format; what that imports (csv, json, pyarrow) takes time."""
    module = import_module(f"cleantext.documents.{MODULE_OF[table.format]}")
    rows: Iterator[Batch] = module.read(table, stream, reading)
    return rows
