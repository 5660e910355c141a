"""Restore the capitals of charsets that have none with a tone."""

import re

from cleantext.vietnamese.letters import WORD

LOWERCASE_ONLY = ("tcvn3", "vietware-f")
"""Charsets without capitals that bear a tone: fonts whose names end in H show the lower-case letters as capitals."""


def restore_capitals(text: str, charset: str) -> str:
    """Restore capitals in text decoded from a LOWERCASE_ONLY charset, which left capitals with tones to the font.

    If a line or a word has several ASCII letters and all of them are capitals, its letters with tones become capitals
    too: "CéNG HßA" is CỘNG HÒA. Numbers of documents ("Sè 12/Q§-BTC") say nothing about their line. Text from other
    charsets is returned unchanged.
    """
    if charset not in LOWERCASE_ONLY:
        return text
    return "\n".join(
        line.upper() if _is_line_in_capitals(line) else re.sub(WORD, _restore_word, line) for line in text.split("\n")
    )


def _is_line_in_capitals(line: str) -> bool:
    return _is_in_capitals(line) and _is_in_capitals("".join(w for w in line.split() if not re.search(r"[\d/]", w)))


def _is_in_capitals(text: str) -> bool:
    ascii_letters = [c for c in text if c.isascii() and c.isalpha()]
    return len(ascii_letters) > 1 and all(letter.isupper() for letter in ascii_letters)


def _restore_word(word: re.Match[str]) -> str:
    return word[0].upper() if _is_in_capitals(word[0]) else word[0]
