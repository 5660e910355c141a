"""The keys by which lines are compared: lines with the same key count as equal.

`fold` keeps words and the punctuation between them; phrases and rules are compared by it. `letters_of` keeps only
letters and digits; copies of a line are compared by it.
"""

import re
from collections.abc import Sequence

from cleantext.vietnamese.codepage import CHARACTERS, OTHER_BYTE, TO_LOWERCASE, decode, encode

EDGE_PUNCTUATION = " \t.,:;!?…-–—_•·|/\\»«›‹<>\"'“”‘’()[]*+#→←↑↓▶►▪■●○◦✓★☆"
LINK = r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)"  # of Markdown: [text](address "title")
WIDGET = r"\((?:BUTTON|IMAGE|LINK)\)|\[\d+\](?=\S)|_{3,}"  # as lynx marks what is no text
VARIABLE = r"\d+(?:[.,:]\d+)*|thứ (?:hai|ba|tư|năm|sáu|bảy|\d)\b|chủ nhật"  # in counters, clocks and dates
ANY_NUMBER = "\0"  # before a key without numbers, which is no key of a line with its own
NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
NOT_ALPHANUMERIC_BYTES = encode("".join(c for c in CHARACTERS if not c.isalnum()))
NOT_ALPHANUMERIC_OR_LF = NOT_ALPHANUMERIC_BYTES.replace(b"\n", b"")


def fold(line: str) -> str:
    """Return a line case-folded, with single spaces, without punctuation at its ends."""
    return single_spaced(line.casefold().strip(EDGE_PUNCTUATION)) or line.strip()


def single_spaced(key: str) -> str:
    """Return a key with every run of white space replaced by one space."""
    return key if key.isprintable() and "  " not in key else " ".join(key.split())


def site_key(line: str) -> str:
    """Return the key by which a line of a site's chrome is known on all its pages, whatever program extracted them.

    Marks of lists, headings, links and buttons are no part of it.
    """
    if "[" in line or "___" in line or "(BUTTON)" in line or "(IMAGE)" in line or "(LINK)" in line:
        line = re.sub(WIDGET, " ", re.sub(LINK, r"\1", line))
    return fold(line)


def without_numbers(key: str) -> str:
    """Return a key in which any number, and any day of the week, is the same: that of a counter or a clock."""
    return re.sub(VARIABLE, "#", key)


def letters_of(line: str) -> str:
    """Return the letters and digits of a line, case-folded, without spaces and punctuation."""
    data = encode(line)
    if OTHER_BYTE in data:
        return NOT_ALPHANUMERIC.sub("", line.casefold())
    return decode(data.translate(TO_LOWERCASE, NOT_ALPHANUMERIC_BYTES))  # the same, several times faster


def letters_of_each(lines: Sequence[str]) -> list[str]:
    """Return the letters and digits of each of some lines, as `letters_of` does of one; all at once is faster."""
    data = encode("\n".join(lines))
    if data.count(b"\n") >= len(lines):  # a strip may be called with anything
        return list(map(letters_of, lines))
    letters = decode(data.translate(TO_LOWERCASE, NOT_ALPHANUMERIC_OR_LF)).split("\n")
    if OTHER_BYTE in data:
        each = zip(lines, data.split(b"\n"), letters, strict=True)
        return [letters_of(line) if OTHER_BYTE in encoded else own for line, encoded, own in each]
    return letters
