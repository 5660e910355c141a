"""Read and write tables by the module of their format, which is imported when it is needed: csv and pyarrow take time.

A module has a function `read(table, stream, reading)`, which yields batches of its rows (items.Row). Where the file is
more than the rows one after another, it also has a class `Writer(write, reading)`, an items.DocumentWriter. The module
and what else is known of the format stand in files.formats.FORMATS.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, BinaryIO

from cleantext.files.formats import FORMATS
from cleantext.files.walk import Input

from .items import Batch, DocumentWriter, Reading


def read_table(table: Input, stream: BinaryIO, reading: Reading) -> Iterator[Batch]:
    """Yield the rows of a table in batches. Raise CleantextError where the rest of it cannot be read."""
    batches: Iterator[Batch] = _module_of(table.format).read(table, stream, reading)
    return batches


def table_writer(name: str, write: Callable[[bytes], object], reading: Reading) -> DocumentWriter:
    """Return the writer that a format has (`has_writer`), which passes the bytes of the file to `write`."""
    writer: DocumentWriter = _module_of(name).Writer(write, reading)
    return writer


def _module_of(name: str) -> Any:
    return import_module(f".{FORMATS[name].module}", __package__)
