"""Foreign letters that look like Vietnamese ones in print, and the syllables that words with them look like.

The pairs are those of Unicode Technical Standard 39 (confusables) that fall on Vietnamese letters, small capitals, and
what fonts and keyboards have in the place of a Vietnamese letter.
"""

from unicodedata2 import normalize

from .letters import BREVE, CIRCUMFLEX, DOT_BELOW, HOOK, HORN, TILDE
from .syllables import is_syllable

CARON = "\u030c"
LIKE_D = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"}  # eth, and the African d
CYRILLIC = dict(zip("аеорсухіѕһԁԛԝАВЕКМНОРСТУХІЅԌԚԜ", "aeopcyxishdqwABEKMHOPCTYXISGQW", strict=True))
GREEK = dict(zip("ονρΑΒΕΗΙΚΜΝΟΡΤΥΧ", "ovpABEHIKMNOPTYX", strict=True))
PHONETIC = dict(zip("ᴀʙᴄᴅᴇɢʜɪᴋʟᴍɴᴏᴘʀᴛᴜᴠʏɑɡ", "abcdeghiklmnoprtuvyag", strict=True))
GHA = "ƣƢ"  # in text from PDF files it replaces ư, seldom ơ
FOREIGN = {**CYRILLIC, **GREEK}
LOOKALIKE = {**LIKE_D, **FOREIGN, **PHONETIC, CARON: BREVE}
READINGS = [str.maketrans({**LOOKALIKE, **dict(zip(GHA, letters, strict=True))}) for letters in ("ưƯ", "ơƠ")]

VIETNAMESE_MARK = f"[{CIRCUMFLEX}{HORN}{HOOK}{TILDE}{DOT_BELOW}]"  # Cyrillic and Greek are not written with them


def syllable_like(parts: str) -> str | None:
    """Return the syllable that decomposed letters look like, if any."""
    readings = (normalize("NFC", parts.translate(table)) for table in READINGS)
    return next(filter(is_syllable, readings), None)
