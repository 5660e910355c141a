"""The keys by which lines are compared: two lines with the same key say the same.

`fold` keeps words and the signs between them, for phrases and rules; `letters_of` keeps letters and digits alone, for
copies of a line.
"""

import re

from cleantext.vietnamese.codepage import folded

EDGE_SIGNS = " \t.,:;!?…-–—_•·|/\\»«›‹<>\"'“”‘’()[]*+#→←↑↓▶►▪■●○◦✓★☆"
BETWEEN_LETTERS = re.compile(r"[\W_]+")


def fold(line: str) -> str:
    """Return a line in small letters, with single spaces and no punctuation at its ends."""
    return spaced(line.casefold().strip(EDGE_SIGNS)) or line.strip()


def spaced(key: str) -> str:
    """Return a key with every run of white space as one space."""
    return key if key.isprintable() and "  " not in key else " ".join(key.split())


def letters_of(line: str) -> str:
    """Return the letters and digits of a line, in small letters, without spaces and punctuation."""
    letters = folded(line)
    return BETWEEN_LETTERS.sub("", line.casefold()) if letters is None else letters
