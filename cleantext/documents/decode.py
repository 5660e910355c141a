"""Decode bytes to text: by byte order mark, by a named encoding, or by detection; errors say where and why."""

import codecs
from collections import Counter
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO
from typing import NamedTuple

from cleantext.model import CleantextError, Note

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
MAX_BROKEN_SHARE = 0.05  # of the characters of UTF-16
MAX_STRAY_NULS = 3  # in a text too short for the share to mean anything
MIN_PRINTED_SHARE = 0.9  # of the characters of a text in UTF-16, with spaces; small numbers have control characters
MIN_LETTER_SHARE = 0.2  # the same for letters; JSON of short values has a third
MIN_NUL_RATIO = 20  # NULs among the high bytes of UTF-16 to those among the low bytes
NOT_CHARSETS = ("unicode-escape", "raw-unicode-escape", "idna", "punycode", "undefined")  # codecs of Python


class Decoded(NamedTuple):
    """The text of a document, the encoding of its bytes, and how many U+FFFD stand for undecodable bytes."""

    text: str
    encoding: str
    replaced: int = 0


def decode(data: bytes, encoding: str | None = None, errors: str = STRICT, *, font_capitals: bool = True) -> Decoded:
    """Decode a document as `encoding`; without one, by its byte order mark, else as UTF-8.

    AUTO detects the encoding: UTF-8, UTF-16, or the old Vietnamese charsets in which the lines have the most Vietnamese
    syllables, each line in its own. A byte order mark is dropped; line ends stay. With `errors` "replace", bytes that
    cannot be decoded become U+FFFD, and are counted; so do those that none of the detected charsets has. Raise
    CleantextError with the reason, the offset and the likely encoding if bytes cannot be decoded, or if AUTO is not
    sure. With `font_capitals`, letters that only an old font showed as capitals become capitals; not for a whole row of
    a table, whose other fields must stay.
    """
    read = _decode_replacing if errors == REPLACE else _decode_strictly
    if encoding not in (None, AUTO):
        check_encoding(encoding)
        return _with_capitals(read(data, encoding)) if font_capitals else read(data, encoding)
    for mark, name in BYTE_ORDER_MARKS:
        if data.startswith(mark) and encoding is None:
            return read(data, name)
        if data.startswith(mark) and name != "utf-8":
            return _decode_mostly(data, name)
    _check_file_type(data)
    if wide := utf16_by_nuls(data, is_wanted=encoding == AUTO):
        return _decode_mostly(data, wide)
    try:
        return _decode_strictly(data, "utf-8")
    except CleantextError as error:
        reason = str(error)
    if errors == REPLACE and encoding is None:
        return _decode_replacing(data, "utf-8")
    return _decode_detected(data, encoding, errors, reason, font_capitals=font_capitals)


def _decode_detected(data: bytes, encoding: str | None, errors: str, reason: str, *, font_capitals: bool) -> Decoded:
    from cleantext.vietnamese.legacy.decoding import detect_charsets  # slow to import

    charsets = detect_charsets(BytesIO(data))
    if not charsets and errors == REPLACE:
        return _decode_replacing(data, "utf-8")
    if not charsets:
        raise CleantextError(f"{reason}; its encoding is not clear, say what it is with --encoding NAME")
    decoded = decode_by_lines(BytesIO(data), charsets, font_capitals=font_capitals)
    decoded = decoded._replace(text=decoded.text.removeprefix(BYTE_ORDER_MARK))
    if encoding is None:
        raise CleantextError(f"{reason}; {_advice(decoded)}")
    return decoded


def advice_on(data: bytes) -> str:
    """Return what to do about bytes that are no UTF-8, if their charset is clear; else ""."""
    from cleantext.vietnamese.legacy.decoding import detect_charsets  # as above

    charsets = detect_charsets(BytesIO(data))
    return _advice(decode_by_lines(BytesIO(data), charsets)) if charsets else ""


def _advice(decoded: Decoded) -> str:
    name = decoded.encoding
    is_plain = "," not in name and not decoded.replaced
    return f"it reads as {name}: use --encoding {f'{name}, or auto' if is_plain else 'auto'}"


def decode_by_lines(lines: Iterable[bytes], charsets: Sequence[str], *, font_capitals: bool = True) -> Decoded:
    """Decode each line as UTF-8 or in one of the charsets that were detected; named by how often they occur."""
    from cleantext.vietnamese.legacy.decoding import decode_lines

    whole = StringIO()
    counts: Counter[str] = Counter()
    total = 0
    for text, charset, replaced in decode_lines(lines, charsets, font_capitals=font_capitals):
        whole.write(text)
        counts[charset] += 1
        total += replaced
    del counts[""]  # ASCII
    return Decoded(whole.getvalue(), ", ".join(name for name, _ in counts.most_common()) or "utf-8", total)


def notes_on_replaced(count: int, encoding: str, *, wanted: bool) -> list[Note]:
    """Return the notes on U+FFFD that decoding put into a document: it is doubtful if nobody `wanted` that."""
    what = "in 1 place" if count == 1 else f"in {count} places"
    notes = [Note("replaced", f"bytes that are not {encoding.upper()} text became U+FFFD {what}")]
    if not wanted:
        lost = f"broken characters: {count} that are in no charset"
        notes.append(Note("broken", "broken characters: 1 that is in no charset" if count == 1 else lost))
    return notes


def _with_capitals(decoded: Decoded) -> Decoded:
    from cleantext.vietnamese.legacy.capitals import restore_capitals  # slow to import

    return decoded._replace(text=restore_capitals(decoded.text, decoded.encoding))


def _decode_strictly(data: bytes, encoding: str) -> Decoded:
    encoding = codecs.lookup(encoding).name
    try:
        text = data.decode(encoding).removeprefix(BYTE_ORDER_MARK)
        if encoding != "utf-8":
            text.encode()  # some codecs decode to lone surrogates, which cannot be written
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = f"byte 0x{data[error.start]:02x} at offset {error.start}"
        position = f"{byte}, line {line}"
        raise CleantextError(f"not {encoding.upper()} text: {position}") from None
    except UnicodeError as error:
        raise CleantextError(f"not {encoding.upper()} text: {error}") from None
    return Decoded(text, encoding)


def _decode_mostly(data: bytes, encoding: str) -> Decoded:
    """Decode UTF-16 or UTF-32 with U+FFFD for half a unit or half a character; raise if there are many of them."""
    decoded = _decode_replacing(data, encoding)
    return (
        decoded
        if decoded.replaced <= max(1, MAX_BROKEN_SHARE * len(decoded.text))
        else _decode_strictly(data, encoding)
    )


def _decode_replacing(data: bytes, encoding: str) -> Decoded:
    encoding = codecs.lookup(encoding).name
    text = data.decode(encoding, "replace")
    count = len(text) - len(data.decode(encoding, "ignore"))
    return Decoded(text.removeprefix(BYTE_ORDER_MARK), encoding, count)


def utf16_by_nuls(data: bytes, *, is_wanted: bool) -> str | None:
    """Return the UTF-16 encoding of text without a byte order mark: most high bytes are NUL, no low ones. Else None.

    Raise CleantextError if NULs are in both: a binary file; and for UTF-16 unless it `is_wanted`.
    """
    if data.count(0) <= max(MAX_STRAY_NULS, MAX_NUL_SHARE * len(data)):
        return None
    even, odd = data[::2].count(0), data[1::2].count(0)
    wide = "utf-16-le" if odd > even else "utf-16-be"
    text = data.decode(wide, "replace")
    printed = sum(character.isprintable() or character.isspace() for character in text)
    is_text = printed > MIN_PRINTED_SHARE * len(text) and sum(map(str.isalpha, text)) > MIN_LETTER_SHARE * len(text)
    if MIN_NUL_RATIO * min(even, odd) < max(even, odd) and is_text:
        if not is_wanted:
            reason = "looks like UTF-16 without a byte order mark"
            raise CleantextError(f"{reason}; it reads as {wide}: use --encoding {wide}, or auto")
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
