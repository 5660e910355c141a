"""Formats of files, told by their suffixes; compressed ones read and written as streams."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

from cleantext.model import CleantextError

TEXT, JSON, JSONL = FORMS = ("text", "json", "jsonl")
CSV, TSV, PARQUET = "csv", "tsv", "parquet"
HTML = "html"  # of reports
EOLS = LINE_FEED, CRLF, KEEP = ("lf", "crlf", "keep")
MODULE_OF = {JSONL: "jsonl", CSV: "csv", TSV: "csv", PARQUET: "parquet"}  # in cleantext/documents/, of tables
FORMATS = (TEXT, *MODULE_OF)
SUFFIXES = {".txt": TEXT, ".jsonl": JSONL, ".ndjson": JSONL, ".csv": CSV, ".tsv": TSV, ".parquet": PARQUET}
GZIP, ZSTD = ".gz", ".zst"
FIRST_BYTES = ((b"\x1f\x8b", GZIP), (b"\x28\xb5\x2f\xfd", ZSTD))  # RFC 1952, RFC 8878; neither begins a text
NOT_READ = {".json": "JSON is not read; JSON Lines is (.jsonl)", ".zip": "a ZIP archive; unpack it first"}


def split_name(path: str) -> tuple[str, str, str]:
    """Split a name into stem, suffix of the format, suffix of the compression: "a.jsonl.gz" is "a", ".jsonl", ".gz"."""
    stem, last = os.path.splitext(path)
    if last.lower() not in (GZIP, ZSTD):
        return stem, last, ""
    stem, suffix = os.path.splitext(stem)
    return stem, suffix, last.lower()


def format_of(path: str) -> tuple[str | None, str]:
    """Tell format and compression by the name; None for a suffix that says nothing."""
    _, suffix, compression = split_name(path)
    return SUFFIXES.get(suffix.lower()), compression


def compression_of(first: bytes) -> str:
    """Tell the compression of a stream, which has no name, by its first bytes."""
    return next((suffix for magic, suffix in FIRST_BYTES if first.startswith(magic)), "")


def form_of(path: str) -> str | None:
    """Tell what an output is to be written as by its name; None for a suffix that says nothing."""
    _, suffix, _ = split_name(path)
    return JSON if suffix.lower() == ".json" else SUFFIXES.get(suffix.lower())


def report_form_of(path: str | None) -> str:
    """Tell what a report is to be written as by its name; "" for no name, or a suffix of neither kind."""
    if path is None:
        return ""
    _, suffix, compression = split_name(path)
    if suffix.lower() in (".html", ".htm") and not compression:
        return HTML
    return JSONL if form_of(path) == JSONL else ""


def decompressed(raw: BinaryIO, compression: str) -> BinaryIO:
    """Give the stream behind a compressed one. Raises CleantextError where the package for it is missing."""
    if compression == GZIP:
        import gzip

        return cast("BinaryIO", gzip.GzipFile(fileobj=raw))
    return cast("BinaryIO", _zstd().ZstdFile(raw)) if compression == ZSTD else raw


def compressor(compression: str) -> Callable[[bytes], bytes]:
    """Give the function that makes a compressed file's next member (gzip) or frame (Zstandard) of some bytes.

    Readers join members and frames (RFC 1952, section 2.2; RFC 8878, section 3), so a file can grow by them, and be
    continued after an interruption.
    """
    if compression == GZIP:
        import gzip

        return lambda data: gzip.compress(data, 6, mtime=0)
    if compression == ZSTD:
        zstd = _zstd()
        return lambda data: cast("bytes", zstd.compress(data))
    return bytes


def _zstd() -> Any:  # one of two modules with the same functions
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
    except ImportError:
        raise CleantextError("Zstandard needs a package more: pip install 'cleantext-vi[zstd]'") from None
    return zstd


@contextmanager
def saying_what_is_damaged() -> Iterator[None]:
    """Turn what the decompressors raise for damaged data into CleantextError."""
    try:
        yield
    except Exception as error:
        import zlib  # slow to load, and most data is not compressed

        if isinstance(error, (EOFError, zlib.error)) or type(error).__name__ in ("BadGzipFile", "ZstdError"):
            raise CleantextError(f"damaged compressed data: {error}") from error
        raise
