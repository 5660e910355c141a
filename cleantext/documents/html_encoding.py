"""Decode a page of HTML: by byte order mark, by a named encoding, by what the bytes are, by what the page declares."""

import codecs
import re

from .decode import AUTO, BYTE_ORDER_MARKS, STRICT, Decoded, decode

DECLARED = re.compile(rb"(?i)<meta\b[^>]{0,300}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{1,40})")
MOST_BEFORE = 1 << 14  # bytes in which a declaration is looked for; browsers look in 1,024
WESTERN = ("iso8859-1", "ascii", "cp1252")  # what templates declare, whatever follows; the first two are read as cp1252


def decode_html(data: bytes, encoding: str | None = None, errors: str = STRICT) -> Decoded:
    """Decode a page as `encoding`; without one, or with AUTO, by its mark, as UTF-8 if it is that, or as it declares.

    What is UTF-8 and has letters beyond ASCII is so by no accident, whatever the page declares. Raise as `decode` does.
    """
    has_mark = data.startswith(tuple(mark for mark, _ in BYTE_ORDER_MARKS))
    if encoding not in (None, AUTO) or has_mark or _is_utf8(data):
        return decode(data, encoding, errors)
    declared = _declared(data)
    if declared in WESTERN:
        declared = "" if encoding == AUTO else "cp1252"
    return decode(data, declared or encoding, errors)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _declared(data: bytes) -> str:
    """Return the name of the encoding that a page declares; "" if it declares none, or one that it cannot be in."""
    from cleantext.vietnamese import codecs as _  # noqa: F401 - the import registers charsets with Python

    match = DECLARED.search(data, 0, MOST_BEFORE)
    try:
        name = codecs.lookup(match[1].decode("ascii")).name if match else ""
        return name if name != "utf-8" and "<".encode(name) == b"<" else ""
    except (LookupError, UnicodeError):
        return ""
