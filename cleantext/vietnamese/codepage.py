"""A single-byte code page of our own: ASCII, the Vietnamese alphabet and some punctuation, all that most articles hold.

It exists for speed alone: translating bytes with a table (`bytes.translate`) is several times faster than `str` methods
or a regular expression, and `TripleScanner` looks at all positions at once. The scan for rare characters (text/scan.py)
and the comparison of lines (text/keys.py) use it.
"""

import re
from codecs import charmap_build, charmap_decode, charmap_encode
from collections.abc import Collection, Iterator
from functools import reduce
from operator import or_
from typing import TypeAlias

from .letters import ACCENTED

TYPOGRAPHIC_SIGNS = "“”‘’–—…"
OTHER = "\1"  # replaces every character that is not in the code page
OTHER_BYTE = ord(OTHER)
CHUNK = 1 << 16  # characters scanned at a time, which bounds the memory that a scan takes

_FREE_BYTES = [*range(0x0E, 0x20), *range(0x80, 0x100)]  # bytes that stand for no printable ASCII
_CHARACTER_OF_BYTE = {code: chr(code) for code in (0, OTHER_BYTE, 0x0A, *range(0x20, 0x7F))}
_CHARACTER_OF_BYTE |= dict(zip(_FREE_BYTES, (*TYPOGRAPHIC_SIGNS, *sorted(ACCENTED)), strict=False))
_TABLE = "".join(_CHARACTER_OF_BYTE.get(code, "\ufffe") for code in range(256))  # U+FFFE: undefined
_STRICT = charmap_build(_TABLE)  # because the table begins with NUL, Python builds its fast kind of map
_WITH_OTHER = charmap_build(_TABLE.replace("?", "\ufffe").replace(OTHER, "?"))  # the codec writes "?" for all others

CHARACTERS = frozenset(_CHARACTER_OF_BYTE.values()) - {"\0"}
LETTERS = frozenset(c for c in CHARACTERS if c.isalnum() or c in ("_", OTHER))  # OTHER may be a letter


def encode(text: str) -> bytes:
    """Encode a text, one byte per character: ASCII stays as it is, characters outside the code page become OTHER.

    If there are any of these, "?" becomes "!".
    """
    try:
        data = charmap_encode(text, "strict", _STRICT)[0]
    except UnicodeEncodeError:
        data = charmap_encode(text.replace("?", "!"), "replace", _WITH_OTHER)[0]
    return data.replace(b"\0", OTHER.encode()) if 0 in data else data


def decode(data: bytes) -> str:
    """Return the text of encoded bytes."""
    return charmap_decode(data, "strict", _TABLE)[0]


_UPPER = "".join(c for c in _CHARACTER_OF_BYTE.values() if c.isupper())
TO_LOWERCASE = bytes.maketrans(encode(_UPPER), encode(_UPPER.lower()))
"""Translation table that converts encoded text to lower case."""


Triple: TypeAlias = tuple[Collection[str], Collection[str], Collection[str]]
"""A pattern of three adjacent characters: the sets allowed before, here and behind. The text counts as between LFs."""


class TripleScanner:
    """Searches a text for up to eight triples, at all positions at once.

    Each triple has a bit, and each of its three sides a table that translates a character to the bits of the triples
    that it fits there. Three copies of the text, the second and third shifted by one and two characters, are translated
    with these tables and read as three large numbers with a byte per position. Where all three have a bit in common
    (`&`), that triple matches.
    """

    def __init__(self, *triples: Triple) -> None:
        self._before, self._here, self._behind = (_table([triple[side] for triple in triples]) for side in range(3))

    def scan(self, data: bytes) -> int:
        """Return the bits of the triples that occur in encoded text: bit 0 for the first, and so on."""
        return reduce(or_, (reduce(or_, matches.translate(None, b"\0")) for _, matches in self._matches(data)), 0)

    def places(self, data: bytes) -> Iterator[int]:
        """Yield the indexes in encoded text of the characters in the middle of triples."""
        for start, matches in self._matches(data):
            yield from (start + match.start() for match in re.finditer(b"[^\0]", matches))

    def _matches(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        """Yield pieces of encoded text with triples: where they start, and the bits that match at each position."""
        data = b"\n" + data + b"\n"
        for start in range(0, len(data) - 2, CHUNK):
            chunk = data[start : start + CHUNK + 2]
            before = int.from_bytes(chunk.translate(self._before), "little")
            here = int.from_bytes(chunk.translate(self._here)[1:], "little")
            behind = int.from_bytes(chunk.translate(self._behind)[2:], "little")
            if matches := before & here & behind:
                yield start, matches.to_bytes(len(chunk), "little")


def _table(sides: list[Collection[str]]) -> bytes:
    table = bytearray(256)
    for bit, side in enumerate(sides):
        for code in encode("".join(side)):
            table[code] |= 1 << bit
    return bytes(table)
