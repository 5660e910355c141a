"""What stands beside a word: where that is Vietnamese, the word is hardly one of another language."""

import re

from cleantext.vietnamese.letters import WORD
from cleantext.vietnamese.syllables import is_syllable
from cleantext.vietnamese.tones import correct_tone_position

QUOTATION_MARKS = "[\"'“”‘’«»()\\[\\]/]"
WORD_BEFORE = rf"({WORD}) \Z"
WORD_AFTER = rf" ({WORD})"
REACH = 9  # characters: the longest syllable has 7; a space; one more, by which a longer word is recognized


def is_quoted(word: re.Match[str]) -> bool:
    """Check whether a word stands beside a quotation mark, a bracket or a slash."""
    start, end = word.span()
    return re.search(QUOTATION_MARKS, word.string[max(0, start - 1) : start] + word.string[end : end + 1]) is not None


def is_among_syllables(word: re.Match[str]) -> bool:
    """Check whether a word has neighbours, and these are spelled like Vietnamese."""
    start, end = word.span()
    before = re.search(WORD_BEFORE, word.string[max(0, start - REACH) : start])
    after = re.match(WORD_AFTER, word.string[end : end + REACH])
    others = [match[1] for match in (before, after) if match]
    return bool(others) and all(is_syllable(correct_tone_position(other)) for other in others)
