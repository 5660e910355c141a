"""Ordinary text in one byte a character: the alphabet, ASCII and a few signs. Most articles hold nothing else.

Questions about a whole text are asked of these bytes: they are answered several times faster than by its letters.
"""

from codecs import charmap_build, charmap_decode, charmap_encode
from collections.abc import Collection
from functools import reduce
from operator import or_
from typing import TypeAlias

from .letters import ACCENTED

SIGNS = "“”‘’–—…"
OTHER = "\1"  # stands for whatever is not ordinary
CODE_OF_OTHER = ord(OTHER)
PART = 1 << 16  # characters; so many at a time bound the memory that looking at all places takes

_FREE = [*range(0x0E, 0x20), *range(0x80, 0x100)]  # codes that ASCII has no sign for
_CHARACTERS = {code: chr(code) for code in (0, CODE_OF_OTHER, 0x0A, *range(0x20, 0x7F))}
_CHARACTERS |= dict(zip(_FREE, (*SIGNS, *sorted(ACCENTED)), strict=False))
_TABLE = "".join(_CHARACTERS.get(code, "\ufffe") for code in range(256))  # as Python's charmap codec marks no character
_ORDINARY = charmap_build(_TABLE)  # a fast one, as NUL stands at its beginning
_WITH_OTHERS = charmap_build(_TABLE.replace("?", "\ufffe").replace(OTHER, "?"))  # "?" is what replaces others

ANY = frozenset(_CHARACTERS.values()) - {"\0"}
LETTERS = frozenset(c for c in ANY if c.isalnum() or c in ("_", OTHER))


def coded(text: str) -> bytes:
    """Write a text with one byte a character: ASCII as it is, OTHER for what is not ordinary; "!" then is "?", too."""
    try:
        data = charmap_encode(text, "strict", _ORDINARY)[0]
    except UnicodeEncodeError:
        data = charmap_encode(text.replace("?", "!"), "replace", _WITH_OTHERS)[0]
    return data.replace(b"\0", OTHER.encode()) if 0 in data else data


_UPPER = "".join(c for c in _CHARACTERS.values() if c.isupper())
SMALL = bytes.maketrans(coded(_UPPER), coded(_UPPER.lower()))
_NO_LETTERS = coded("".join(c for c in ANY if not c.isalnum()))
_NO_LETTERS_IN_LINES = _NO_LETTERS.replace(b"\n", b"")


def small(data: bytes) -> bytes:
    """Make the letters of a coded text small."""
    return data.translate(SMALL)


def folded(text: str) -> str | None:
    """Fold ordinary text to its letters and digits, small, without spaces, signs and line ends; give None for other."""
    data = coded(text)
    if CODE_OF_OTHER in data:
        return None
    return charmap_decode(data.translate(SMALL, _NO_LETTERS), "strict", _TABLE)[0]


def only_letters(data: bytes) -> bytes:
    """Take all but letters, digits and line ends out of a coded text."""
    return data.translate(None, _NO_LETTERS_IN_LINES)


Triple: TypeAlias = tuple[Collection[str], Collection[str], Collection[str]]
"""Three characters side by side: some before, some here, some behind. Line ends stand around the text."""


class Triples:
    """Up to eight triples, looked for at every place of a text at once.

    Each side is a table that gives for a character the triples that it fits, a bit for each; where all three sides
    have a bit in common, there is such a triple.
    """

    def __init__(self, *triples: Triple) -> None:
        self._before, self._here, self._behind = (_table([triple[side] for triple in triples]) for side in range(3))

    def found_in(self, data: bytes) -> int:
        """Tell which triples a coded text has, a bit for each."""
        found = 0
        data = b"\n" + data + b"\n"
        for start in range(0, len(data) - 2, PART):
            part = data[start : start + PART + 2]
            before = int.from_bytes(part.translate(self._before), "little")
            here = int.from_bytes(part.translate(self._here)[1:], "little")
            behind = int.from_bytes(part.translate(self._behind)[2:], "little")
            if places := before & here & behind:
                found |= reduce(or_, places.to_bytes(len(part), "little").translate(None, b"\0"))
        return found


def _table(sides: list[Collection[str]]) -> bytes:
    table = bytearray(256)
    for bit, side in enumerate(sides):
        for code in coded("".join(side)):
            table[code] |= 1 << bit
    return bytes(table)
