"""Text that was decoded in the wrong encoding: how to see it, and the bytes that it was before."""

import re
from collections.abc import Iterator

from .codecs import CP1252, NOTHING, characters_of

# What the bytes 80 to BF, which continue a character in UTF-8, become when they are read as Windows-1252 or latin-1.
CONTINUES = f"[\x80-\xbf{''.join(CP1252[0x80:0xA0]).replace(NOTHING, '')}]"
# A word in capitals that ends in Ã or Ă, and a sign or a no-break space: ĐÃ”, MÃ SP. It may be right as it is.
CAPITAL_AND_SIGN = r"[ÃĂ](?:\xa0(?![a-z])|[‘’“”•–—…™®©°«»½£](?![^\W\d_]))(?<![a-z]..)"

READ_RIGHT = re.compile("[ĩũĨŨ\u1ea0-\u1ef9]")  # letters of Vietnamese that Windows-1252 and -1258 do not have
# What the letters of old charsets became, and no letter of Vietnamese is but the capital Ã.
STRANGE = "[\x80-\x9f¡-¿ÃÄÅÆÇËÎÏÑÖ×ØÛÜÞßåäæçëîïðñö÷øûüþÿ\u0300\u0301\u0303\u0309\u0323]"
READ_WRONG = re.compile(rf"{STRANGE}(?<=[A-Za-z].)")
ASIDE = "[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"  # came in later: these encodings do not have it
SPACE_ASIDE = "[\u1680\u2000-\u200a\u202f\u205f\u3000]"

# The bytes of characters; C1 controls, as browsers do, are the bytes that an encoding lacks (and latin-1 has).
WINDOWS = {
    name: {ord(c): byte for byte, c in enumerate(characters_of(name)) if byte > 0x7F and c != NOTHING}
    for name in ("cp1252", "cp1258")
}


def bytes_before(line: str) -> Iterator[tuple[bytes, str]]:
    """Give the bytes that a line may have been, if it was read as Windows-1252 or latin-1, and if as Windows-1258.

    With the bytes comes the name of the encoding: cp1252 or cp1258. Invisible characters and odd spaces that none of
    them has are set aside. Nothing is given for a line with other characters: it was not read so.
    """
    line = re.sub(SPACE_ASIDE, " ", re.sub(ASIDE, "", line))
    for name, table in WINDOWS.items():
        try:
            yield line.translate(table).encode("latin-1"), name
        except UnicodeEncodeError:
            continue
