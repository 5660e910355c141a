"""Text that was decoded in the wrong encoding: the bytes that it was before."""

import re
from collections.abc import Iterator

READ_RIGHT = re.compile("[ĩũĨŨ\u1ea0-\u1ef9]")  # letters of Vietnamese that Windows-1252 and -1258 do not have
READ_WRONG = re.compile(  # a sign, or a letter that Vietnamese does not have, behind a letter
    "[\x80-\x9f¡-¿ÃÄÅÆÇËÎÏÑÖ×ØÛÜÞßåäæçëîïðñö÷øûüþÿ\u0300\u0301\u0303\u0309\u0323](?<=[A-Za-z].)"
)
# What the bytes 80 to BF, which continue a character in UTF-8, become when they are read as Windows-1252 or latin-1.
CONTINUES = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
# A word in capitals that ends in Ã or Ă, and a sign: ĐÃ”, XÃ with a no-break space.
CAPITAL_AND_SIGN = r"[ÃĂ][\xa0‘’“”•–—…™®©°«»½](?<![a-z]..)(?![^\W\d_])"
ASIDE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")  # came in later, and is in no such encoding
SPACE_ASIDE = re.compile("[\u1680\u2000-\u200a\u202f\u205f\u3000]")


def _bytes_of(encoding: str) -> dict[int, int]:
    """Map the characters of an encoding to their bytes, and C1 controls, as browsers do, to the bytes it lacks."""
    characters = bytes(range(0x80, 0x100)).decode(encoding, "replace")
    return {ord(c): byte for byte, c in enumerate(characters, 0x80) if c != "\ufffd"}


WINDOWS = {name: _bytes_of(name) for name in ("cp1252", "cp1258")}  # latin-1 is the first, but for its controls


def is_surely_misread(line: str) -> bool:
    """Tell whether a line is in one of the old charsets and was read in another: the filter legacy can mend it."""
    if line.isascii() or READ_RIGHT.search(line) or not READ_WRONG.search(line):
        return False
    from .detection import misread  # with the charsets and the inventory of syllables, which most articles do not need

    return any(found.charset for found in misread([line]))


def bytes_before(line: str) -> Iterator[tuple[bytes, str]]:
    """Give the bytes that a line may have been, if it was read as Windows-1252 or latin-1, and if as Windows-1258.

    With the bytes comes the name of the encoding: cp1252 or cp1258. Invisible characters and odd spaces that none of
    them has are set aside. Nothing is given for a line with other characters: it was not read so.
    """
    line = SPACE_ASIDE.sub(" ", ASIDE.sub("", line))
    for name, table in WINDOWS.items():
        try:
            yield line.translate(table).encode("latin-1"), name
        except UnicodeEncodeError:
            continue
