"""The table of file formats, compressions by suffix, and how to compress and decompress."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from io import BufferedReader
from typing import Any, BinaryIO, NamedTuple, cast

from cleantext.model import CleantextError


class Format(NamedTuple):
    """What is known of a format without importing its code.

    `suffixes` are those of its files; the first one is given to new files. A table format is read by a `module` in
    cleantext/documents/: see documents/tables.py. Any other is a document a file. `needs` is the package that reads the
    format, and the extra that installs it. With `has_writer`, that module also puts its files together; the rows
    of any other format are written one after another. `can_join` if rows of several files can be one file, `is_text` if
    a terminal can show them. `is_input` and `is_output` (--format) are for what users can choose.
    """

    suffixes: tuple[str, ...]
    module: str = ""
    is_input: bool = True
    is_output: bool = False
    can_join: bool = True
    is_text: bool = True
    has_writer: bool = False
    needs: tuple[str, str] | None = None

    @property
    def is_table(self) -> bool:
        """Check whether a file has many documents, a row each."""
        return self.module != ""


TEXT, PIECES, HTML, JSON, JSONL = "text", "pieces", "html", "json", "jsonl"
CSV, TSV, PARQUET, XLSX = "csv", "tsv", "parquet", "xlsx"
FORMATS = {
    TEXT: Format((".txt", ".md", ".markdown"), is_output=True),
    PIECES: Format((), "pieces", is_input=False, has_writer=True),  # text that --split cuts
    HTML: Format((".html", ".htm"), needs=("trafilatura", "html")),
    JSON: Format((".json",), "json", is_output=True, can_join=False, has_writer=True),
    JSONL: Format((".jsonl", ".ndjson"), "jsonl", is_output=True),
    CSV: Format((".csv",), "csv", can_join=False),
    TSV: Format((".tsv",), "csv", can_join=False),
    PARQUET: Format((".parquet",), "parquet", can_join=False, is_text=False, has_writer=True),
    XLSX: Format((".xlsx", ".xlsm"), "xlsx", can_join=False, is_text=False, has_writer=True),
}
INPUT_FORMATS = tuple(name for name, known in FORMATS.items() if known.is_input)
OUTPUT_FORMATS = tuple(name for name, known in FORMATS.items() if known.is_output)
SUFFIXES = {suffix: name for name, known in FORMATS.items() for suffix in known.suffixes}
EOLS = LINE_FEED, CRLF, KEEP = ("lf", "crlf", "keep")
GZIP, ZSTD = ".gz", ".zst"
MAGIC_BYTES = ((b"\x1f\x8b", GZIP), (b"\x28\xb5\x2f\xfd", ZSTD))  # RFC 1952, RFC 8878; no text begins with either
MAX_WINDOW = 1 << 27  # bytes that Zstandard keeps in memory to refer to; the limit of its command without --long
WINDOW_ERROR = "requires too much memory"  # in the message of the Zstandard library
UNSUPPORTED = {".zip": "a ZIP archive; unpack it first"}


def split_name(path: str) -> tuple[str, str, str]:
    """Split a file name into stem, format suffix and compression suffix: "a.jsonl.gz" -> "a", ".jsonl", ".gz"."""
    stem, last = os.path.splitext(path)
    if last.lower() not in (GZIP, ZSTD):
        return stem, last, ""
    stem, suffix = os.path.splitext(stem)
    return stem, suffix, last.lower()


def input_format_of(path: str) -> tuple[str | None, str]:
    """Return the input format of a file by its name, None if the suffix is unknown, and the compression suffix."""
    _, suffix, compression = split_name(path)
    name = SUFFIXES.get(suffix.lower())
    return name if name in INPUT_FORMATS else None, compression


def written_as(name: str) -> str:
    """Return the format in which the documents of a format are written if the user names none."""
    return TEXT if name in (HTML, PIECES) else name


def has_rows(name: str) -> bool:
    """Check whether the documents of a format are written as rows of a table, which have other fields, too."""
    return FORMATS[written_as(name)].is_table


@cache
def missing_extra(name: str) -> str:
    """Return the extra whose package reads a format; "" if it is installed, or none is needed."""
    needs = FORMATS[name].needs
    if needs is None:
        return ""
    from importlib.util import find_spec  # slow to import

    package, extra = needs
    return "" if find_spec(package) else extra


def compression_of(first: bytes) -> str:
    """Return the compression suffix for a stream, which has no name, by its first bytes."""
    return next((suffix for magic, suffix in MAGIC_BYTES if first.startswith(magic)), "")


def output_format_of(path: str) -> str | None:
    """Return the format to write a file in by its name, None if the suffix is unknown, or of what is only read."""
    name = SUFFIXES.get(split_name(path)[1].lower())
    return None if name == HTML else name


def report_format_of(path: str | None) -> str:
    """Return the format to write a report in by its name, "" if there is no name or the suffix is unknown.

    On stdout, which "-" stands for, it is JSON Lines.
    """
    if path is None:
        return ""
    if path == "-":
        return JSONL
    _, suffix, compression = split_name(path)
    if suffix.lower() in (".html", ".htm") and not compression:
        return HTML
    form = output_format_of(path)
    return form if form in (JSONL, CSV) else ""


def list_format_of(path: str | None) -> str:
    """Return the format to write a list of documents in by its name: text, or JSON Lines; "" if it is of another.

    A name that ends in a slash is that of a folder.
    """
    if path is None or not os.path.basename(path) or report_format_of(path) == HTML:
        return ""
    form = output_format_of(path) or TEXT
    return form if form in (TEXT, JSONL) else ""


def decompress(raw: BufferedReader, compression: str) -> BinaryIO:
    """Return a stream of the decompressed data.

    Raise CleantextError if the package for it is missing, or if the file is empty: one that holds nothing has a header
    still, and `gzip` and `zstd` refuse any other.
    """
    if not compression:
        return raw
    if not raw.peek():
        raise CleantextError(f"damaged compressed data: an empty file, without even the header of {compression}")
    if compression == GZIP:
        import gzip

        return cast("BinaryIO", gzip.GzipFile(fileobj=raw))
    zstd = _zstd()
    limit = {zstd.DecompressionParameter.window_log_max: MAX_WINDOW.bit_length() - 1}
    return cast("BinaryIO", zstd.ZstdFile(raw, options=limit))


def compressor(compression: str) -> Callable[[bytes], bytes]:
    """Return the function that compresses bytes to one gzip member or one Zstandard frame.

    Readers concatenate members and frames (RFC 1952, section 2.2; RFC 8878, section 3), so a file can be appended to,
    and continued after an interruption.
    """
    if compression == GZIP:
        import gzip

        return lambda data: gzip.compress(data, 6, mtime=0)
    if compression == ZSTD:
        zstd = _zstd()
        return lambda data: cast("bytes", zstd.compress(data))
    return bytes


def _zstd() -> Any:  # the standard library's module, or its backport
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
    except ImportError:
        raise CleantextError(f"Zstandard needs the extra [zstd]; {extra_hint('zstd')}") from None
    return zstd


def extra_hint(extra: str) -> str:
    """Return how to install the packages of an extra: the end of the message that one of them is missing."""
    return f"in your clone of cleantext, run: pip install '.[{extra}]'"


@contextmanager
def translating_decompression_errors() -> Iterator[None]:
    """Turn the errors that decompressors raise for damaged data into CleantextError."""
    try:
        yield
    except Exception as error:
        import zlib  # slow to load, and most data is not compressed

        if WINDOW_ERROR in str(error):
            raise CleantextError(
                f"compressed with a window of more than {MAX_WINDOW:,} bytes, which would be kept in memory; "
                "pack it again: zstd -dc --long=31 OLD | zstd -o NEW"
            ) from error
        if isinstance(error, (EOFError, zlib.error)) or type(error).__name__ in ("BadGzipFile", "ZstdError"):
            raise CleantextError(f"damaged compressed data: {error}") from error
        raise
