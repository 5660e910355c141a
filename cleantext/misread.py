"""Text that was decoded in the wrong encoding: how to see it, and the bytes that it was before."""

import re
from collections.abc import Iterator
from functools import cache

from cleantext.oddities import STRANGE

# What the bytes 80 to BF, which continue a character in UTF-8, become when they are read as Windows-1252 or latin-1.
CONTINUES = f"[\x80-\xbf{bytes(range(0x80, 0xA0)).decode('cp1252', 'ignore')}]"
# A word in capitals that ends in Ã or Ă, and a sign or a no-break space: ĐÃ”, MÃ SP. It may be right as it is.
CAPITAL_AND_SIGN = r"[ÃĂ](?:\xa0(?![a-z])|[‘’“”•–—…™®©°«»½£](?![^\W\d_]))(?<![a-z]..)"

READ_RIGHT = "[ĩũĨŨ\u1ea0-\u1ef9]"  # letters of Vietnamese that Windows-1252 and -1258 do not have
READ_WRONG = rf"{STRANGE}(?<=[A-Za-z].)"
ASIDE = "[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"  # came in later: these encodings do not have it
SPACE_ASIDE = "[\u1680\u2000-\u200a\u202f\u205f\u3000]"


def is_surely_misread(line: str) -> bool:
    """Tell whether a line by itself is surely in one of the old charsets and was read in another."""
    if line.isascii() or re.search(READ_RIGHT, line) or not re.search(READ_WRONG, line):
        return False
    from cleantext.detection import misread_lines  # with the tables of the old charsets

    return any(found.reading and found.reading.is_sure for found in misread_lines([line]))


def bytes_before(line: str) -> Iterator[tuple[bytes, str]]:
    """Give the bytes that a line may have been, if it was read as Windows-1252 or latin-1, and if as Windows-1258.

    With the bytes comes the name of the encoding: cp1252 or cp1258. Invisible characters and odd spaces that none of
    them has are set aside. Nothing is given for a line with other characters: it was not read so.
    """
    line = re.sub(SPACE_ASIDE, " ", re.sub(ASIDE, "", line))
    for name in ("cp1252", "cp1258"):
        try:
            yield line.translate(_bytes_of(name)).encode("latin-1"), name
        except UnicodeEncodeError:
            continue


@cache
def _bytes_of(encoding: str) -> dict[int, int]:
    """Give the bytes of characters; C1 controls, as browsers do, are the bytes that an encoding lacks."""
    from cleantext.codecs import NOTHING, characters_of

    return {ord(c): byte for byte, c in enumerate(characters_of(encoding)) if byte > 0x7F and c != NOTHING}
