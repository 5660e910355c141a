"""Decode bytes to text: by byte order mark, by a named encoding, or by detection; errors say where and why."""

import codecs
from typing import NamedTuple

from cleantext.model import CleantextError

AUTO = "auto"
STRICT, REPLACE = ERRORS = ("strict", "replace")
BYTE_ORDER_MARK = "\ufeff"
OTHER_FILE_TYPES = {  # by their first bytes
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
MAX_NUL_SHARE = 0.05  # of the bytes of a text; a filter deletes stray NULs
MAX_STRAY_NULS = 3  # in a text too short for the share to mean anything
MIN_LETTER_SHARE = 0.6  # letters and spaces of the characters of a text
MIN_NUL_RATIO = 20  # NULs among the high bytes of UTF-16 to those among the low bytes
NOT_CHARSETS = ("unicode-escape", "raw-unicode-escape", "idna", "punycode", "undefined")  # codecs of Python


class Decoded(NamedTuple):
    """The text of a document, the encoding of its bytes, and how many U+FFFD stand for undecodable bytes."""

    text: str
    encoding: str
    replaced: int = 0


def decode(data: bytes, encoding: str | None = None, errors: str = STRICT, *, font_capitals: bool = True) -> Decoded:
    """Decode a document as `encoding`; without one, by its byte order mark, else as UTF-8.

    AUTO detects the encoding: UTF-8, UTF-16, or one of the old Vietnamese charsets, by which of them gives the most
    Vietnamese syllables. A byte order mark is dropped; line ends stay. With `errors` "replace", bytes that cannot be
    decoded become U+FFFD, and are counted. Raise CleantextError with the reason, the offset and the likely encoding if
    bytes cannot be decoded, or if AUTO is not sure. With `font_capitals`, letters that only an old font showed as
    capitals become capitals; not for a whole row of a table, whose other fields must stay.
    """
    text, name, replaced = _decoded(data, encoding, errors)
    if encoding is None or not font_capitals:  # without a name, it is Unicode, which needs no such font
        return Decoded(text, name, replaced)
    from cleantext.vietnamese.tones import restore_capitals  # slow to import, as is what AUTO needs

    return Decoded(restore_capitals(text, name), name, replaced)


def _decoded(data: bytes, encoding: str | None, errors: str) -> Decoded:
    read = _decode_replacing if errors == REPLACE else _decode_strictly
    if encoding not in (None, AUTO):
        check_encoding(encoding)
        return read(data, encoding)
    for mark, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return read(data, name)
    _check_file_type(data)
    likely, reason = _utf16_by_nuls(data), "looks like UTF-16 without a byte order mark"
    if likely is None:
        try:
            return _decode_strictly(data, "utf-8")
        except CleantextError as error:
            from cleantext.vietnamese.detection import detect_charset

            likely, reason = detect_charset(data), str(error)
            if errors == REPLACE and (encoding is None or likely is None):
                return _decode_replacing(data, "utf-8")
    if likely is None:
        raise CleantextError(f"{reason}; its encoding is not clear, say what it is with --encoding NAME")
    if encoding is None:
        raise CleantextError(f"{reason}; it reads as {likely}: use --encoding {likely}, or auto")
    return _decode_strictly(data, likely)


def _decode_strictly(data: bytes, encoding: str) -> Decoded:
    encoding = codecs.lookup(encoding).name
    try:
        text = data.decode(encoding).removeprefix(BYTE_ORDER_MARK)
        if encoding != "utf-8":
            text.encode()  # some codecs decode to lone surrogates, which cannot be written
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        position = f"byte 0x{data[error.start]:02x} at offset {error.start}, line {line}"
        raise CleantextError(f"not {encoding.upper()} text: {position}") from None
    except UnicodeError as error:
        raise CleantextError(f"not {encoding.upper()} text: {error}") from None
    return Decoded(text, encoding)


def _decode_replacing(data: bytes, encoding: str) -> Decoded:
    encoding = codecs.lookup(encoding).name
    text = data.decode(encoding, "replace")
    count = len(text) - len(data.decode(encoding, "ignore"))
    return Decoded(text.removeprefix(BYTE_ORDER_MARK), encoding, count)


def _utf16_by_nuls(data: bytes) -> str | None:
    """Return the UTF-16 encoding of text without a byte order mark: most high bytes are NUL, no low ones. Else None.

    Raise CleantextError if NULs are in both: a binary file.
    """
    if data.count(0) <= max(MAX_STRAY_NULS, MAX_NUL_SHARE * len(data)):
        return None
    even, odd = data[::2].count(0), data[1::2].count(0)
    wide = "utf-16-le" if odd > even else "utf-16-be"
    letters = sum(character.isalpha() or character.isspace() for character in data.decode(wide, "replace"))
    if MIN_NUL_RATIO * min(even, odd) < max(even, odd) and letters > MIN_LETTER_SHARE * len(data) / 2:
        return wide
    raise CleantextError("a binary file, not text")


def _check_file_type(data: bytes) -> None:
    """Raise CleantextError if the first bytes are those of another file type, which could pass for some old charset."""
    for magic, file_type in OTHER_FILE_TYPES.items():
        if data.startswith(magic):
            raise CleantextError(f"{file_type}, not text")


def check_encoding(name: str) -> None:
    """Raise CleantextError if a name is none of a charset that Python or vietnamese/codecs.py knows."""
    from cleantext.vietnamese.codecs import CODEC_NAMES  # the import registers them with Python

    try:
        "a".encode(name)
        known = codecs.lookup(name).name not in NOT_CHARSETS
    except (LookupError, UnicodeError):
        known = False
    if not known:
        names = f"there are {', '.join(CODEC_NAMES)}, cp1258, auto, and all that Python has"
        raise CleantextError(f"unknown encoding {name!r}; {names}")
