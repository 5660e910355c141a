import re
from collections.abc import Callable
from functools import cache, partial

from unicodedata2 import normalize

from cleantext.text.eth import ETH, FOREIGN_ETH, SURE, has_much_vietnamese, restore_d
from cleantext.text.lines import change_lines
from cleantext.text.replace import replace_matches
from cleantext.vietnamese.letters import COMBINING, LETTER, PINYIN_OR_CHINESE
from cleantext.vietnamese.lookalikes import CARON, FOREIGN, PHONETIC, VIETNAMESE_MARK, syllable_like
from cleantext.vietnamese.scrambled import is_scrambled

CANDIDATE = f"[ÐðƉɖǍǎƢƣɑɡʏɢɪɴʀʙʜʟᴀ-ᴠ{CARON}\u0370-\u03ff\u0400-\u052f]"
WORD = f"{LETTER}(?:{LETTER}|[{COMBINING}])*"
PINYIN = f"[{PINYIN_OR_CHINESE}]"
ETH_OF_PHONETICS = "[/\\[][a-z:ːˈˌ']*ð[a-z:ːˈˌ']*[/\\]]"
PHONETIC_NOTATION = "[əɛɔʌæŋʃʒθɒʊɜɾʔˈˌːɕʑɲɯɤ]|[/\\[](?=[^\\s/\\[\\]]*[ɑɡɪʀʏ])"


def lookalikes(text: str) -> str:
    """Put Vietnamese letters in the place of foreign ones that look the same: Ð for Đ, Cyrillic о for o, ǎ for ă.

    Old fonts and keyboards have Icelandic Ð under the key of Đ, and copied or disguised text mixes in Cyrillic, Greek
    and phonetic letters; searches miss such words. A word is changed only if it is then a syllable of
    Vietnamese. The pairs are of letters that look alike in print: those of Unicode Technical Standard 39
    (confusables) that fall on Vietnamese letters, small capitals, and ƣ, which fonts of PDF files have for ư. Eth is Đ
    in abbreviations and initials, too (HÐND, Q.Ð, anh Ð), on a line or in a text in Vietnamese, and in
    the numbers of official papers and in prices anywhere (12/QÐ-UB, 5.000ð).

    **Leaves alone:** words that do not become a syllable (Guðmundsson, Ðoković, ÐURO); eth in Icelandic and Old
    English; words all in a foreign script (Москва, со); ǎ on a line with other pinyin or Chinese; phonetic letters on a
    line with phonetic transcription (/haɪ/); text in which many words are impossible, because a
    site or a font scrambled its letters.
    """
    is_vietnamese = cache(partial(has_much_vietnamese, text))
    respelled = change_lines(text, CANDIDATE, lambda line: _respell_line(line, is_vietnamese))
    return text if respelled == text or is_scrambled(text) else respelled


def _respell_line(line: str, is_vietnamese: Callable[[], bool]) -> str:
    words = (normalize("NFD", word[0]) for word in re.finditer(WORD, line))
    excluded = set()
    if re.search(PINYIN, line) or any(CARON in word and syllable_like(word) is None for word in words):
        excluded.add(CARON)
    if re.search(PHONETIC_NOTATION, line):
        excluded.update(PHONETIC)
    if re.search(ETH_OF_PHONETICS, line) or (re.search(FOREIGN_ETH, line) and not re.search(SURE, line)):
        excluded.update("Ðð")
    line = replace_matches(WORD, partial(_respell_word, excluded), line)
    return line if "Ð" in excluded or not re.search(ETH, line) else restore_d(line, is_vietnamese)


def _respell_word(excluded: set[str], word: re.Match[str]) -> str:
    parts = normalize("NFD", word[0])
    foreign = all(letter in FOREIGN for letter in parts if letter.isalpha()) and not re.search(VIETNAMESE_MARK, parts)
    return word[0] if foreign or excluded & set(parts) else syllable_like(parts) or word[0]
