import re

from unicodedata2 import normalize

from ..misread import is_surely_misread
from ..vietnamese.letters import BREVE, CIRCUMFLEX, DOT, HOOK, HORN, TILDE
from ..vietnamese.syllables import is_syllable

D = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"}  # eth, and the African d
CYRILLIC = dict(zip("аеорсухіѕһԁԛԝАВЕКМНОРСТУХІЅԌԚԜ", "aeopcyxishdqwABEKMHOPCTYXISGQW", strict=True))
GREEK = dict(zip("ονρΑΒΕΗΙΚΜΝΟΡΤΥΧ", "ovpABEHIKMNOPTYX", strict=True))
PHONETIC = dict(zip("ᴀʙᴄᴅᴇɢʜɪᴋʟᴍɴᴏᴘʀᴛᴜᴠʏɑɡ", "abcdeghiklmnoprtuvyag", strict=True))
CARON = "\u030c"
GHA = "ƣƢ"  # in text from PDF files it stands for ư, seldom for ơ
SAME = {**D, **CYRILLIC, **GREEK, **PHONETIC, CARON: BREVE}
LATIN = [str.maketrans({**SAME, **dict(zip(GHA, letters, strict=True))}) for letters in ("ưƯ", "ơƠ")]
FOREIGN = {**CYRILLIC, **GREEK}

CANDIDATE = re.compile("[ÐðƉɖǍǎƢƣɑɡʏɢɪɴʀʙʜʟᴀ-ᴠ\u0370-\u03ff\u0400-\u052f]")
WORD = re.compile("[^\\W\\d_](?:[^\\W\\d_]|[\u0300-\u036f])*")
OWN_MARK = re.compile(f"[{CIRCUMFLEX}{HORN}{HOOK}{TILDE}{DOT}]")  # Cyrillic and Greek are not written with them
PINYIN = re.compile("[āēīōūěǐǒǔǖǘǚǜ]", re.IGNORECASE)


def lookalikes(text: str) -> str:
    """Put Vietnamese letters in the place of foreign ones that look the same: Ð for Đ, Cyrillic о for o, ǎ for ă.

    Old fonts and keyboards have Icelandic Ð under the key of Đ, and copied or disguised text mixes in Cyrillic, Greek
    and phonetic letters; searches miss such words. A word is changed only if it is then a syllable of
    Vietnamese. The pairs are those of Unicode Technical Standard 39 (confusables) that fall on Vietnamese letters.

    **Leaves alone:** words that do not become a syllable (Guðmundsson, Ðoković), words all in a foreign script (Москва,
    со), and ǎ on a line of pinyin.
    """
    if not CANDIDATE.search(text):
        return text
    lines = text.split("\n")
    return "\n".join(
        WORD.sub(_respelled, line) if CANDIDATE.search(line) and not is_surely_misread(line) else line
        for line in lines  # mis-read VISCII writes ð for đ, and needs all of it
    )


def _respelled(word: re.Match[str]) -> str:
    parts = normalize("NFD", word[0])
    foreign = all(letter in FOREIGN for letter in parts if letter.isalpha()) and not OWN_MARK.search(parts)
    if foreign or (CARON in parts and PINYIN.search(word.string)):
        return word[0]
    readings = (normalize("NFC", parts.translate(table)) for table in LATIN)
    return next(filter(is_syllable, readings), word[0])
