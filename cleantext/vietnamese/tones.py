"""What is done to the spelling of a word: its tone mark put right, its style changed, its capitals given back."""

import re

from .codepage import ANY, LETTERS, Triple
from .letters import TONED, TONES, WORD
from .syllables import STYLES, by_tone, in_one_case, spellings, split_tone


def toned(vowels: str) -> str:
    """Give the letters that vowels are with each tone, small and capital."""
    return "".join(TONED[vowel, tone] for vowel in vowels + vowels.upper() for tone in TONES)


def _both(vowels: str) -> str:
    return vowels + vowels.upper()


MISPLACED: tuple[Triple, ...] = (
    (ANY, toned("iuyư"), _both("êôơâăưeo")),  # nghịêm, lựơng, gíao, qúe
    (toned("ou"), _both("aeoyăâêôơư"), LETTERS),  # hòan, khúyên, đóoc
    (ANY, _both("aâeêôơoưy"), toned("iouyư")),  # baỏ, thaí, mưọi
    (ANY, _both("yưq"), toned("au")),  # mưá, qúy
    (ANY - {"q", "Q"}, _both("u"), toned("ai")),  # cuả, tuì
    (ANY - {"g", "G"}, _both("i"), toned("au")),  # điạ
    (_both("g"), toned("i"), _both("auoy")),  # gía
)
"""Vowels side by side that no syllable has with the tone where it is, but for a few that the inventory then knows."""


def put_tone_right(word: str) -> str:
    """Give a word (NFC) with its tone mark on the right letter, in the case that it has.

    What is a syllable already, in either style, and what is none wherever the mark stands, comes back as it is.
    """
    lower = word.lower()
    right = None if lower in spellings() else by_tone().get(split_tone(lower))
    return word if right is None or not in_one_case(word) else in_case_of(word, right)


def in_style(word: str, style: str) -> str:
    """Give a syllable (NFC) in one of STYLES, in the case that it has; what is none comes back as it is."""
    styles = spellings().get(word.lower())
    return word if styles is None else in_case_of(word, styles[STYLES.index(style)])


def in_case_of(model: str, word: str) -> str:
    """Give a word the case of another of the same length, letter by letter."""
    return "".join(new.upper() if old.isupper() else new for old, new in zip(model, word, strict=True))


def as_shown(text: str, charset: str) -> str:
    """Give text that was decoded from a charset the capitals that SMALL_ONLY charsets leave to a font.

    In a line or a word with several letters of ASCII, all of them capitals, letters with tones are capitals too:
    "CéNG HßA" is CỘNG HÒA. Text from other charsets comes back as it is.
    """
    from .charsets import SMALL_ONLY  # with the tables of the old charsets

    if charset not in SMALL_ONLY:
        return text
    return "\n".join(
        line.upper() if _in_capitals(line) else re.sub(WORD, _word_as_shown, line) for line in text.split("\n")
    )


def _in_capitals(text: str) -> bool:
    ascii_letters = [c for c in text if c.isascii() and c.isalpha()]
    return len(ascii_letters) > 1 and all(letter.isupper() for letter in ascii_letters)


def _word_as_shown(word: re.Match[str]) -> str:
    return word[0].upper() if _in_capitals(word[0]) else word[0]
