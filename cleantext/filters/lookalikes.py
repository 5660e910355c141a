import re
from functools import partial

from unicodedata2 import normalize

from cleantext.text.lines import change_lines
from cleantext.text.replace import replace_matches
from cleantext.vietnamese.detection import is_surely_misread
from cleantext.vietnamese.letters import BREVE, CIRCUMFLEX, DOT_BELOW, HOOK, HORN, LETTER, PINYIN_OR_CHINESE, TILDE
from cleantext.vietnamese.syllables import is_syllable

CARON = "\u030c"
LIKE_D = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"}  # eth, and the African d
CYRILLIC = dict(zip("аеорсухіѕһԁԛԝАВЕКМНОРСТУХІЅԌԚԜ", "aeopcyxishdqwABEKMHOPCTYXISGQW", strict=True))
GREEK = dict(zip("ονρΑΒΕΗΙΚΜΝΟΡΤΥΧ", "ovpABEHIKMNOPTYX", strict=True))
PHONETIC = dict(zip("ᴀʙᴄᴅᴇɢʜɪᴋʟᴍɴᴏᴘʀᴛᴜᴠʏɑɡ", "abcdeghiklmnoprtuvyag", strict=True))
GHA = "ƣƢ"  # in text from PDF files it replaces ư, seldom ơ
FOREIGN = {**CYRILLIC, **GREEK}
LOOKALIKE = {**LIKE_D, **FOREIGN, **PHONETIC, CARON: BREVE}
READINGS = [str.maketrans({**LOOKALIKE, **dict(zip(GHA, letters, strict=True))}) for letters in ("ưƯ", "ơƠ")]

CANDIDATE = f"[ÐðƉɖǍǎƢƣɑɡʏɢɪɴʀʙʜʟᴀ-ᴠ{CARON}\u0370-\u03ff\u0400-\u052f]"
WORD = f"{LETTER}(?:{LETTER}|[\u0300-\u036f])*"
VIETNAMESE_MARK = f"[{CIRCUMFLEX}{HORN}{HOOK}{TILDE}{DOT_BELOW}]"  # Cyrillic and Greek are not written with them
PINYIN = f"[{PINYIN_OR_CHINESE}]"
PHONETIC_NOTATION = "[əɛɔʌæŋʃʒθɒʊɜɾʔˈˌːɕʑɲɯɤ]|[/\\[](?=[^\\s/\\[\\]]*[ɑɡɪʀʏ])"


def lookalikes(text: str) -> str:
    """Put Vietnamese letters in the place of foreign ones that look the same: Ð for Đ, Cyrillic о for o, ǎ for ă.

    Old fonts and keyboards have Icelandic Ð under the key of Đ, and copied or disguised text mixes in Cyrillic, Greek
    and phonetic letters; searches miss such words. A word is changed only if it is then a syllable of
    Vietnamese. The pairs are of letters that look alike in print: those of Unicode Technical Standard 39
    (confusables) that fall on Vietnamese letters, small capitals, and ƣ, which fonts of PDF files have for ư.

    **Leaves alone:** words that do not become a syllable (Guðmundsson, Ðoković); words all in a foreign script (Москва,
    со); ǎ on a line with other pinyin or Chinese; phonetic letters on a line with phonetic transcription (/haɪ/).
    """
    return change_lines(text, CANDIDATE, _respell_line)


def _respell_line(line: str) -> str:
    if is_surely_misread(line):  # decoded wrongly, the đ of VISCII is ð, and the filter legacy needs the line unchanged
        return line
    words = (normalize("NFD", word[0]) for word in re.finditer(WORD, line))
    excluded = set()
    if re.search(PINYIN, line) or any(CARON in word and _syllable_like(word) is None for word in words):
        excluded.add(CARON)
    if re.search(PHONETIC_NOTATION, line):
        excluded.update(PHONETIC)
    return replace_matches(WORD, partial(_respell_word, excluded), line)


def _respell_word(excluded: set[str], word: re.Match[str]) -> str:
    parts = normalize("NFD", word[0])
    foreign = all(letter in FOREIGN for letter in parts if letter.isalpha()) and not re.search(VIETNAMESE_MARK, parts)
    return word[0] if foreign or excluded & set(parts) else _syllable_like(parts) or word[0]


def _syllable_like(parts: str) -> str | None:
    """Return the syllable that decomposed letters look like, if any."""
    readings = (normalize("NFC", parts.translate(table)) for table in READINGS)
    return next(filter(is_syllable, readings), None)
