"""From bytes to text: byte order marks, encodings, and saying where bytes go wrong."""

import codecs

from .model import CleantextError

BYTE_ORDER_MARK = "\ufeff"
BYTE_ORDER_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
NULS_OF_A_BINARY = 0.05  # as a share of the bytes; text may hold a stray NUL, which a filter deletes
STRAY_NULS = 3


def decode(data: bytes, encoding: str | None = None) -> str:
    """Decode a document as `encoding`; without one, by its byte order mark, else as UTF-8. Always strictly.

    A mark at the start is dropped; line ends stay as they are. Raises CleantextError with the reason
    and the place for bytes that are not text in that encoding.
    """
    if encoding is not None:
        return _strictly(data, encoding)
    for mark, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data, name)
    if data.count(0) > max(STRAY_NULS, NULS_OF_A_BINARY * len(data)):
        raise CleantextError(_of_nuls(data))
    return _strictly(data, "utf-8", "; say what it is with --encoding NAME")


def _strictly(data: bytes, encoding: str, hint: str = "") -> str:
    try:
        text = data.decode(encoding).removeprefix(BYTE_ORDER_MARK)
        text.encode()  # some codecs decode to halves of characters, which cannot be written
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        place = f"byte 0x{data[error.start]:02x} at offset {error.start}, line {line}"
        raise CleantextError(f"not {encoding.upper()} text: {place}{hint}") from None
    except UnicodeError as error:
        raise CleantextError(f"not {encoding.upper()} text: {error}") from None
    return text


def _of_nuls(data: bytes) -> str:
    """Tell UTF-16 without a mark from a binary file: in Vietnamese half of its high bytes are NUL, and no low ones."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if 20 * min(even, odd) < max(even, odd):
        return f"looks like UTF-16 without a byte order mark; try --encoding utf-16-{'le' if odd > even else 'be'}"
    return "a binary file, not text"


def check_encoding(name: str) -> None:
    """Raise CleantextError for what is not the name of a text encoding that Python knows."""
    try:
        "a".encode(name)
    except (LookupError, UnicodeError):
        known = "Python's names count, such as utf-8, utf-16-le, cp1258"
        raise CleantextError(f"unknown encoding {name!r}; {known}") from None
