"""Prepare the lines of a document for comparison: which of them begin alike, and which say the same.

Lines are looked up by their letters without accents, so that a copy is also found where the accents stand otherwise
(hoà, hòa) or are missing, as in alt text made from the name of a file.
"""

import re
from collections.abc import Sequence

from cleantext.text.keys import NOT_ALPHANUMERIC_OR_LF, letters_of
from cleantext.vietnamese.codepage import OTHER_BYTE, encode
from cleantext.vietnamese.letters import TONES, WITH_TONE

from .credits import TO_BARE, without_label
from .excerpts import FEWEST_LETTERS, without_marks

LONGEST_BEGINNING = 24  # characters
BARE_LABELS = (b"anh", b"hinh", b"photo", b"video", b"clip")  # as labels begin, without accents
LABEL_LINES = b"\n(?:%b)" % b"|".join(BARE_LABELS)
STYLES = [
    (WITH_TONE[first, tone] + second, first + WITH_TONE[second, tone])
    for first, second in ("oa", "oe", "uy")
    for tone in TONES
]


def in_one_style(letters: str) -> str:
    """Return lower-case letters with the tones of oa, oe and uy on the second vowel: hoà for hòa."""
    for old, new in STYLES:
        letters = letters.replace(old, new)
    return letters


def beginnings_of(lines: Sequence[str]) -> list[bytes]:
    """Return the first letters of each line without accents and label, encoded; at most FEWEST_LETTERS."""
    data = encode("\n".join([line[:LONGEST_BEGINNING] for line in lines]))
    if data.count(b"\n") >= len(lines):  # a strip may be called with anything
        return list(map(_beginning_of, lines))
    bare = data.translate(TO_BARE, NOT_ALPHANUMERIC_OR_LF)
    found = [own[:FEWEST_LETTERS] for own in bare.split(b"\n")]
    if OTHER_BYTE in data:
        each = zip(lines, data.split(b"\n"), found, strict=True)
        found = [_beginning_of(line) if OTHER_BYTE in encoded else own for line, encoded, own in each]
    if re.search(LABEL_LINES, b"\n" + bare):
        found = [
            _beginning_of(line) if own.startswith(BARE_LABELS) else own for line, own in zip(lines, found, strict=True)
        ]
    return found


def _beginning_of(line: str) -> bytes:
    own = letters_of(without_label(line)[:LONGEST_BEGINNING])
    return without_marks(own).encode()[:FEWEST_LETTERS]
