"""Read and write JSON: an array of objects, one object, or objects one after another. The same shape comes out."""

import codecs
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from cleantext.files.read import too_large_message
from cleantext.files.walk import Input
from cleantext.model import CleantextError

from .gaps import Gaps
from .gaps import GapWriter as Writer
from .items import BATCH_BYTES, LF, START, Batch, Item, Reading
from .json_objects import ObjectReader, RawObject
from .json_row import JsonRow, checking_field
from .table_encoding import USING_ASCII_LETTERS, USING_ASCII_SIGNS, TableEncoding, encoding_of_table, open_table

__all__ = ["Writer", "read"]


def read(table: Input, stream: BinaryIO, reading: Reading) -> Iterator[Batch]:
    """Yield the objects in batches. Raise CleantextError where the file is no JSON, or if no object has the field."""
    return checking_field(_batches(table, stream, reading), reading)


def _batches(table: Input, stream: BinaryIO, reading: Reading) -> Iterator[Batch]:
    name = encoding_of_table(reading)
    if codecs.lookup(name).name.startswith((*USING_ASCII_SIGNS, *USING_ASCII_LETTERS, "utf-7")):
        raise CleantextError(f"JSON cannot be read as {name.upper()}: convert it to UTF-8 first")
    encoding, pieces = open_table(stream, reading)
    reader = ObjectReader(reading.max_size)
    items: list[Item] = []
    gaps: list[bytes] = []
    size, detected = 0, encoding.detected
    for number, (found, is_alone) in enumerate(_marking_single(reader.read(pieces), reader), 1):
        name = table.name if is_alone else f"{table.name}:{number}"
        items.append(_item(table, name, found, encoding, reading))
        gaps.append(found.before)
        size += len(found.data or b"") + len(found.before)
        if size >= BATCH_BYTES:
            yield _batch(items, Gaps(gaps), size, detected, reading)
            items, gaps, size, detected = [], [], 0, ""
    yield _batch(items, Gaps(gaps, bytes(reader.gap)), size + len(reader.gap), detected, reading)


def _batch(items: Sequence[Item], gaps: Gaps, size: int, detected: str, reading: Reading) -> Batch:
    return Batch(items, START, size, origin=gaps if reading.keeps_header else None, encoding=detected)


def _marking_single(objects: Iterator[RawObject], reader: ObjectReader) -> Iterator[tuple[RawObject, bool]]:
    """Yield the objects, and whether one is all that there is in the file, and in no array."""
    first = next(objects, None)
    if first is None:
        return
    second = None if reader.is_array else next(objects, None)
    yield first, second is None and not reader.is_array
    if second:
        yield second, False
    for each in objects:
        yield each, False


def _item(table: Input, name: str, found: RawObject, encoding: TableEncoding, reading: Reading) -> Item:
    if found.data is None:
        return Item(name, table, refused=too_large_message(reading.max_size))
    return Item(name, table, JsonRow(found.data, LF if reading.as_objects else "", encoding, found.number))
