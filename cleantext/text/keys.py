"""The keys by which lines are compared: lines with the same key count as equal.

`fold` keeps words and the punctuation between them; phrases and rules are compared by it. `letters_of` keeps only
letters and digits; copies of a line are compared by it.
"""

import re
from collections.abc import Sequence

from cleantext.vietnamese.codepage import CHARACTERS, OTHER_BYTE, TO_LOWERCASE, decode, encode

EDGE_PUNCTUATION = " \t.,:;!?…-–—_•·|/\\»«›‹<>\"'“”‘’()[]*+#→←↑↓▶►▪■●○◦✓★☆"
NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
NOT_ALPHANUMERIC_BYTES = encode("".join(c for c in CHARACTERS if not c.isalnum()))
NOT_ALPHANUMERIC_OR_LF = NOT_ALPHANUMERIC_BYTES.replace(b"\n", b"")


def fold(line: str) -> str:
    """Return a line case-folded, with single spaces, without punctuation at its ends."""
    return single_spaced(line.casefold().strip(EDGE_PUNCTUATION)) or line.strip()


def single_spaced(key: str) -> str:
    """Return a key with every run of white space replaced by one space."""
    return key if key.isprintable() and "  " not in key else " ".join(key.split())


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
