"""From bytes to text: byte order marks, encodings, and saying where bytes go wrong."""

import codecs
from typing import NamedTuple

from cleantext.model import CleantextError

AUTO = "auto"
STRICT, REPLACE = ERRORS = ("strict", "replace")
BYTE_ORDER_MARK = "\ufeff"
OTHER_KINDS = {  # by their first bytes
    b"PK\x03\x04": "a ZIP archive, as .docx and .xlsx are",
    b"\xd0\xcf\x11\xe0": "a file of Office, as .doc and .xls are",
    b"%PDF-": "a PDF",
    b"{\\rtf": "RTF",
}
BYTE_ORDER_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
NULS_OF_A_BINARY = 0.05  # as a share of the bytes; text may hold a stray NUL, which a filter deletes
STRAY_NULS = 3
LETTERS_OF_TEXT = 0.6  # letters and spaces, as a share of the characters
ONE_SIDED = 20  # times as many NULs on one side of each pair of bytes as on the other
NO_CHARSETS = ("unicode-escape", "raw-unicode-escape", "idna", "punycode", "undefined")  # though Python lists them


class Decoded(NamedTuple):
    """The text of a document, the encoding that its bytes were in, and how often they were not (U+FFFD now)."""

    text: str
    encoding: str
    replaced: int = 0


def decode(data: bytes, encoding: str | None = None, errors: str = STRICT, *, shown: bool = True) -> Decoded:
    """Decode a document as `encoding`; without one, by its byte order mark, else as UTF-8.

    With `errors` "replace", what is no text in that encoding becomes U+FFFD, and is counted. The encoding AUTO finds
    out: UTF-8, UTF-16, or one of the old Vietnamese charsets by vote of the syllables. A mark at the start is dropped;
    line ends stay as they are. Raises CleantextError with the reason, the place, and the likely encoding for bytes that
    are not text in that encoding, or of which AUTO is not sure. Letters that only a font made capitals are capitals in
    what is given, unless it is not to be as `shown`: a whole row of a table.
    """
    text, name, replaced = _decoded(data, encoding, errors)
    if encoding is None or not shown:  # what says itself what it is, is Unicode
        return Decoded(text, name, replaced)
    from cleantext.vietnamese.tones import as_shown  # slow to import, as is what AUTO needs

    return Decoded(as_shown(text, name), name, replaced)


def _decoded(data: bytes, encoding: str | None, errors: str) -> Decoded:
    read = _replacing if errors == REPLACE else _strictly
    if encoding not in (None, AUTO):
        check_encoding(encoding)
        return read(data, encoding)
    for mark, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return read(data, name)
    _check_kind(data)
    likely, reason = _by_nuls(data), "looks like UTF-16 without a byte order mark"
    if likely is None:
        try:
            return _strictly(data, "utf-8")
        except CleantextError as error:
            from cleantext.vietnamese.detection import charset_of

            likely, reason = charset_of(data), str(error)
            if errors == REPLACE and (encoding is None or likely is None):
                return _replacing(data, "utf-8")
    if likely is None:
        raise CleantextError(f"{reason}; its encoding is not clear, say what it is with --encoding NAME")
    if encoding is None:
        raise CleantextError(f"{reason}; it reads as {likely}: use --encoding {likely}, or auto")
    return _strictly(data, likely)


def _strictly(data: bytes, encoding: str) -> Decoded:
    encoding = codecs.lookup(encoding).name
    try:
        text = data.decode(encoding).removeprefix(BYTE_ORDER_MARK)
        text.encode()  # some codecs decode to halves of characters, which cannot be written
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        place = f"byte 0x{data[error.start]:02x} at offset {error.start}, line {line}"
        raise CleantextError(f"not {encoding.upper()} text: {place}") from None
    except UnicodeError as error:
        raise CleantextError(f"not {encoding.upper()} text: {error}") from None
    return Decoded(text, encoding)


def _replacing(data: bytes, encoding: str) -> Decoded:
    encoding = codecs.lookup(encoding).name
    text = data.decode(encoding, "replace")
    count = len(text) - len(data.decode(encoding, "ignore"))
    return Decoded(text.removeprefix(BYTE_ORDER_MARK), encoding, count)


def _by_nuls(data: bytes) -> str | None:
    """Tell UTF-16 without a mark by its NULs: in Vietnamese most of its high bytes are NUL, and none of its low ones.

    Raises CleantextError for a binary file, which has them anywhere.
    """
    if data.count(0) <= max(STRAY_NULS, NULS_OF_A_BINARY * len(data)):
        return None
    even, odd = data[::2].count(0), data[1::2].count(0)
    wide = "utf-16-le" if odd > even else "utf-16-be"
    letters = sum(character.isalpha() or character.isspace() for character in data.decode(wide, "replace"))
    if ONE_SIDED * min(even, odd) < max(even, odd) and letters > LETTERS_OF_TEXT * len(data) / 2:
        return wide
    raise CleantextError("a binary file, not text")


def _check_kind(data: bytes) -> None:
    """Raise CleantextError for a file of another kind, by its first bytes: nobody is to read it as some charset."""
    for first, kind in OTHER_KINDS.items():
        if data.startswith(first):
            raise CleantextError(f"{kind}, not text")


def check_encoding(name: str) -> None:
    """Raise CleantextError for what is not the name of a charset that Python or codecs.py knows."""
    from cleantext.vietnamese.codecs import NAMES  # which makes them known to Python

    try:
        "a".encode(name)
        known = codecs.lookup(name).name not in NO_CHARSETS
    except (LookupError, UnicodeError):
        known = False
    if not known:
        names = f"there are {', '.join(NAMES)}, cp1258, auto, and all that Python has"
        raise CleantextError(f"unknown encoding {name!r}; {names}")
