import re
from functools import partial

from unicodedata2 import normalize

from cleantext.text.lines import change_lines
from cleantext.vietnamese.detection import is_surely_misread
from cleantext.vietnamese.letters import BREVE, CIRCUMFLEX, DOT_BELOW, HOOK, HORN, LETTER, PINYIN_OR_CHINESE, TILDE
from cleantext.vietnamese.syllables import is_syllable

CARON = "\u030c"
D = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"}  # eth, and the African d
CYRILLIC = dict(zip("аеорсухіѕһԁԛԝАВЕКМНОРСТУХІЅԌԚԜ", "aeopcyxishdqwABEKMHOPCTYXISGQW", strict=True))
GREEK = dict(zip("ονρΑΒΕΗΙΚΜΝΟΡΤΥΧ", "ovpABEHIKMNOPTYX", strict=True))
PHONETIC = dict(zip("ᴀʙᴄᴅᴇɢʜɪᴋʟᴍɴᴏᴘʀᴛᴜᴠʏɑɡ", "abcdeghiklmnoprtuvyag", strict=True))
GHA = "ƣƢ"  # in text from PDF files it stands for ư, seldom for ơ
FOREIGN = {**CYRILLIC, **GREEK}
SAME = {**D, **FOREIGN, **PHONETIC, CARON: BREVE}
READINGS = [str.maketrans({**SAME, **dict(zip(GHA, letters, strict=True))}) for letters in ("ưƯ", "ơƠ")]

CANDIDATE = f"[ÐðƉɖǍǎƢƣɑɡʏɢɪɴʀʙʜʟᴀ-ᴠ{CARON}\u0370-\u03ff\u0400-\u052f]"
WORD = f"{LETTER}(?:{LETTER}|[\u0300-\u036f])*"
OWN_MARK = f"[{CIRCUMFLEX}{HORN}{HOOK}{TILDE}{DOT_BELOW}]"  # Cyrillic and Greek are not written with them
PINYIN = f"(?i)[{PINYIN_OR_CHINESE}]"
PHONETICS = "[əɛɔʌæŋʃʒθɒʊɜɾʔˈˌːɕʑɲɯɤ]|[/\\[](?=[^\\s/\\[\\]]*[ɑɡɪʀʏ])"


def lookalikes(text: str) -> str:
    """Put Vietnamese letters in the place of foreign ones that look the same: Ð for Đ, Cyrillic о for o, ǎ for ă.

    Old fonts and keyboards have Icelandic Ð under the key of Đ, and copied or disguised text mixes in Cyrillic, Greek
    and phonetic letters; searches miss such words. A word is changed only if it is then a syllable of
    Vietnamese. The pairs are of letters that look alike in print: those of Unicode Technical Standard 39
    (confusables) that fall on Vietnamese letters, small capitals, and ƣ, which fonts of PDF files have for ư.

    **Leaves alone:** words that do not become a syllable (Guðmundsson, Ðoković); words all in a foreign script (Москва,
    со); ǎ on a line with other pinyin or Chinese; phonetic letters on a line with phonetic transcription (/haɪ/).
    """
    return change_lines(text, CANDIDATE, _in_line)


def _in_line(line: str) -> str:
    if is_surely_misread(line):  # VISCII reads as ð for đ, and the filter legacy needs all of it
        return line
    words = [normalize("NFD", word) for word in re.findall(WORD, line)]
    strange = set()
    if re.search(PINYIN, line) or any(CARON in word and _reading(word) is None for word in words):
        strange.add(CARON)
    if re.search(PHONETICS, line):
        strange.update(PHONETIC)
    return re.sub(WORD, partial(_respelled, strange), line)


def _respelled(strange: set[str], word: re.Match[str]) -> str:
    parts = normalize("NFD", word[0])
    foreign = all(letter in FOREIGN for letter in parts if letter.isalpha()) and not re.search(OWN_MARK, parts)
    return word[0] if foreign or strange & set(parts) else _reading(parts) or word[0]


def _reading(parts: str) -> str | None:
    """Give the syllable that decomposed letters look like, if they do."""
    readings = (normalize("NFC", parts.translate(table)) for table in READINGS)
    return next(filter(is_syllable, readings), None)
