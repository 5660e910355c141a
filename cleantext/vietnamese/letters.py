"""The letters of the Vietnamese alphabet, with every tone, and the marks that they are made of."""

from collections.abc import Iterator

from unicodedata2 import normalize

CIRCUMFLEX, BREVE, HORN = "\u0302", "\u0306", "\u031b"
GRAVE, ACUTE, TILDE, HOOK, DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
DOT_ABOVE = "\u0307"  # part of i, and not written
MODIFIERS = CIRCUMFLEX + BREVE + HORN
TONES = GRAVE + ACUTE + TILDE + HOOK + DOT  # huyền, sắc, ngã, hỏi, nặng; the sixth tone, ngang, has no mark
MARKS = TONES + MODIFIERS
VOWELS = "aăâeêioôơuưy"


def _toned() -> Iterator[tuple[str, str, str]]:
    for vowel in VOWELS + VOWELS.upper():
        for tone in TONES:
            yield normalize("NFC", vowel + tone), vowel, tone


PLAIN = {letter: vowel for letter, vowel, _ in _toned()}
"""Each letter with a tone, and the same letter without."""

TONE = {letter: tone for letter, _, tone in _toned()}
"""Each letter with a tone, and the combining mark of that tone."""

TONED = {(vowel, tone): letter for letter, vowel, tone in _toned()} | {(v, ""): v for v in VOWELS + VOWELS.upper()}
"""The letter that a vowel and a tone make; the empty tone leaves the vowel as it is."""

ACCENTED = frozenset(PLAIN) | frozenset("ăâêôơưđĂÂÊÔƠƯĐ")
"""The 134 letters that ASCII does not have."""

ONLY_VIETNAMESE = "ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9"
"""A character class: letters that Vietnamese has and the languages of Western Europe do not."""

PINYIN_OR_CHINESE = "āēīōūěǐǒǔǖǘǚǜ\u3400-\u9fff"
"""A character class: Chinese, and the letters of pinyin that Vietnamese lacks; not ǎ, which is taken for ă too."""

LETTER = r"[^\W\d_]"
"""A regular expression for one letter of any language."""

WORD = LETTER + "+"
"""A regular expression for a run of letters."""
