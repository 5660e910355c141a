"""The letters of the Vietnamese alphabet with each tone, and the combining marks they are made of."""

import re
from collections.abc import Iterator

from unicodedata2 import normalize

CIRCUMFLEX, BREVE, HORN = "\u0302", "\u0306", "\u031b"
GRAVE, ACUTE, TILDE, HOOK, DOT_BELOW = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
DOT_ABOVE = "\u0307"  # the dot of i; never written separately in Vietnamese
MODIFIERS = CIRCUMFLEX + BREVE + HORN
TONES = GRAVE + ACUTE + TILDE + HOOK + DOT_BELOW  # huyền, sắc, ngã, hỏi, nặng; the sixth tone, ngang, has no mark
MARKS = TONES + MODIFIERS
VOWELS = "aăâeêioôơuưy"


def _letters_with_tone() -> Iterator[tuple[str, str, str]]:
    for vowel in VOWELS + VOWELS.upper():
        for tone in TONES:
            yield normalize("NFC", vowel + tone), vowel, tone


WITHOUT_TONE = {letter: vowel for letter, vowel, _ in _letters_with_tone()}
"""Map each letter with a tone to the same letter without it: ấ to â."""

TONE_OF = {letter: tone for letter, _, tone in _letters_with_tone()}
"""Map each letter with a tone to the combining mark of that tone: ấ to U+0301."""

SMALL_WITH_TONE = "".join(sorted(letter for letter in WITHOUT_TONE if letter.islower()))
"""Contents of a character class: the lower-case letters with a tone."""

WITH_TONE = {(vowel, tone): letter for letter, vowel, tone in _letters_with_tone()}
WITH_TONE |= {(vowel, ""): vowel for vowel in VOWELS + VOWELS.upper()}
"""Map a vowel and a tone mark to the letter they form; the empty tone leaves the vowel unchanged."""

ACCENTED = frozenset(WITHOUT_TONE) | frozenset("ăâêôơưđĂÂÊÔƠƯĐ")
"""The 134 Vietnamese letters outside ASCII."""

WITHOUT_MARKS = {ord(letter): normalize("NFD", letter)[0] for letter in ACCENTED if letter.islower()} | {ord("đ"): "d"}
"""Translation table from the lower-case letters of ACCENTED to those of ASCII: ấ to a, đ to d."""

ONLY_VIETNAMESE = "ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9"
"""Contents of a character class: letters of Vietnamese that no language of Western Europe uses."""

SURELY_VIETNAMESE = "ăơưĂƠƯ\u1ea0-\u1ebb\u1ebe-\u1ef7"
"""Contents of a character class: of these, all but those of languages far away, as Croatian đ and ẽ of Ewe."""

PINYIN_OR_CHINESE = "āēīōūěǐǒǔǖǘǚǜĀĒĪŌŪĚǏǑǓǕǗǙǛ\u3400-\u9fff"
"""Contents of a character class: Chinese, and letters of pinyin; not ǎ, which is also mistyped for Vietnamese ă."""

COMBINING = "\u0300-\u036f"
"""Contents of a character class: combining marks, those of other languages too."""

ETH_TO_D = str.maketrans("Ðð", "Đđ")
"""Translation table from Icelandic eth, which old fonts and keyboards have for Đ."""

LETTER = r"[^\W\d_]"
"""Regular expression for one letter of any language."""

WORD = LETTER + "+"
"""Regular expression for a run of letters."""


def marked_words(text: str) -> list[str]:
    """Return the words of a text that have letters beyond ASCII."""
    return [word for word in re.findall(WORD, text) if not word.isascii()]
