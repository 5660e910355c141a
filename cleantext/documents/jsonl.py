"""Read JSON Lines, one JSON object per line (jsonlines.org)."""

from collections.abc import Iterator
from typing import BinaryIO

from cleantext.files.read import too_large_message
from cleantext.files.walk import Input

from .items import START, Batch, Item, Reading
from .json_row import JsonRow, checking_field
from .rows import numbered_lines
from .table_encoding import open_table


def read(table: Input, stream: BinaryIO, reading: Reading) -> Iterator[Batch]:
    """Yield the rows in batches. Blank lines are skipped.

    Raise CleantextError for encodings that have no lines, and if no row of the first ones has the field.
    """
    return checking_field(_batches(table, stream, reading), reading)


def _batches(table: Input, stream: BinaryIO, reading: Reading) -> Iterator[Batch]:
    encoding, pieces = open_table(stream, reading)
    detected = encoding.detected
    for lines in numbered_lines(pieces, reading.max_size):
        items, size = [], 0
        for number, line in lines:
            if line is None:
                items.append(Item(f"{table.name}:{number}", table, refused=too_large_message(reading.max_size)))
            elif line and not line.isspace():
                end = "\r\n" if line.endswith(b"\r") else "\n"
                items.append(Item(f"{table.name}:{number}", table, JsonRow(line.removesuffix(b"\r"), end, encoding)))
            size += len(line or b"") + 1
        yield Batch(items, START, size, encoding=detected)
        detected = ""
