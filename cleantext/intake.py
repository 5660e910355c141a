"""From bytes to text: byte order marks, encodings, and saying where bytes go wrong."""

import codecs

from .model import CleantextError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
NULS_OF_A_BINARY = 0.05  # as a share of the bytes; text may hold a stray NUL, which a filter deletes


def decode(data: bytes, encoding: str | None = None) -> str:
    """Decode a document: by its byte order mark, else by `encoding`, else as UTF-8, strictly.

    The mark itself is dropped; line ends stay as they are. Raises CleantextError with the reason and
    the place for bytes that are not text in that encoding.
    """
    for mark, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], name)
    if encoding is None and data.count(0) > NULS_OF_A_BINARY * len(data):
        raise CleantextError(_of_nuls(data))
    return _strictly(data, encoding or "utf-8")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        place = f"byte 0x{data[error.start]:02x} at offset {error.start}, line {line}"
        hint = "; say what it is with --encoding NAME" if encoding == "utf-8" else ""
        raise CleantextError(f"not {encoding.upper()} text: {place}{hint}") from None


def _of_nuls(data: bytes) -> str:
    """Tell UTF-16 without a mark from a binary file: in Vietnamese half of its high bytes are NUL, and no low ones."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if 20 * min(even, odd) < max(even, odd):
        return f"looks like UTF-16 without a byte order mark; try --encoding utf-16-{'le' if odd > even else 'be'}"
    return "a binary file, not text"


def check_encoding(name: str) -> str:
    """Give back the name of a text encoding that Python knows. Raises CleantextError for any other."""
    try:
        codecs.lookup(name)
        "".encode(name)
    except LookupError:
        raise CleantextError(
            f"unknown encoding {name!r}; Python's names count, such as utf-8, utf-16-le, cp1258"
        ) from None
    return name
