"""A code page of one byte a character: ASCII, the Vietnamese alphabet and a few signs. Most articles hold nothing else.

It is here for speed alone: bytes go through a table (`bytes.translate`) several times faster than `str` or a regular
expression, and `Triples` looks at all places at once. `oddities.survey` rests on it, and the comparison of lines.
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
    """Encode a text, ASCII as it is. Where it holds what is not ordinary, that becomes OTHER, and "?" becomes "!"."""
    try:
        data = charmap_encode(text, "strict", _ORDINARY)[0]
    except UnicodeEncodeError:
        data = charmap_encode(text.replace("?", "!"), "replace", _WITH_OTHERS)[0]
    return data.replace(b"\0", OTHER.encode()) if 0 in data else data


_UPPER = "".join(c for c in _CHARACTERS.values() if c.isupper())
SMALL = bytes.maketrans(coded(_UPPER), coded(_UPPER.lower()))
"""A table that makes the letters of a coded text small."""
_NO_LETTERS = coded("".join(c for c in ANY if not c.isalnum()))


def folded(text: str) -> str | None:
    """Return the letters and digits of a text, small; None if it holds what is not ordinary."""
    data = coded(text)
    if CODE_OF_OTHER in data:
        return None
    return charmap_decode(data.translate(SMALL, _NO_LETTERS), "strict", _TABLE)[0]


Triple: TypeAlias = tuple[Collection[str], Collection[str], Collection[str]]
"""Three characters side by side: some before, some here, some behind. Line ends stand around the text."""


class Triples:
    """Up to eight triples, looked for at every place of a text at once.

    There is a bit for each triple, and a table for each of its three sides: the table makes of a character the bits of
    the triples that it fits. So three copies of the text, the second and third moved by one and two characters, become
    three numbers of a byte a place, and where all three have a bit in common (`&`), there is such a triple.
    """

    def __init__(self, *triples: Triple) -> None:
        self._before, self._here, self._behind = (_table([triple[side] for triple in triples]) for side in range(3))

    def found_in(self, data: bytes) -> int:
        """Return which triples a coded text has: the bit of each."""
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
