"""Join the pieces of syllables that invisible characters or spaces cut."""

from collections.abc import Sequence

from unicodedata2 import normalize

from .codepage import LETTERS, TripleScanner
from .everyday import ATTESTED_WITHOUT_ONSET, EVERYDAY
from .letters import VOWELS
from .spacing import CONSONANT, VOWEL
from .syllables import is_syllable
from .tones import correct_tone_position

MOST_PIECES = 9  # of one syllable: the letters and marks of "nghiễng"
MOST_SPLIT, COST_OF_JOINT = 4, 0.4  # pieces between spaces
SPLIT_SYLLABLES = TripleScanner(
    ("gkptGKPT", "hrHR", " "),  # Vietnamese words end in none of these: th, iê, ươ
    ("iyIY", "êếềểễệÊẾỀỂỄỆ", " "),
    ("ưƯ", "ơớờởỡợƠỚỜỞỠỢ", " "),
    ("uU", "ôốồổỗộÔỐỒỔỖỘ", " "),
    (LETTERS, "ăắằẳẵặâấầẩẫậĂẮẰẲẴẶÂẤẦẨẪẬ", " "),
    (" \n", CONSONANT, " "),  # t ừ
)
"""Finds texts that may have spaces in their syllables; names, units and other languages have such words too."""


def join_to_syllables(pieces: Sequence[str]) -> list[str] | None:
    """Return the syllables that pieces make, each of as many pieces as possible, or None if they do not make any.

    A misplaced tone is no obstacle: "ngh", "ị", "êm" are one syllable.

    >>> join_to_syllables(["thủ", "y", "lợi"])
    ['thủy', 'lợi']
    """
    syllables = []
    start = 0
    while start < len(pieces):
        ends = range(min(len(pieces), start + MOST_PIECES), start, -1)
        end = next((end for end in ends if _is_syllable("".join(pieces[start:end]))), None)
        if end is None:
            return None
        syllables.append("".join(pieces[start:end]))
        start = end
    return syllables


def _is_syllable(word: str) -> bool:
    return is_syllable(correct_tone_position(normalize("NFC", word)))


def join_likeliest(pieces: Sequence[str]) -> list[str]:
    """Join pieces of words (NFC) to the likeliest syllables, with the fewest that are none: "t ừ ng à y" is từ ngày."""
    costs, starts = [0.0], [0]
    for end in range(1, len(pieces) + 1):
        cost, start = min(
            (costs[start] + _cost("".join(pieces[start:end])) + COST_OF_JOINT * (end - start - 1), -start)
            for start in range(max(0, end - MOST_SPLIT), end)
        )
        costs.append(cost)
        starts.append(-start)
    words, end = [], len(pieces)
    while end:
        words.append("".join(pieces[starts[end] : end]))
        end = starts[end]
    return words[::-1]


def _cost(word: str) -> float:
    """Return how unlikely it is that a word stands by itself."""
    lower = word.lower()
    if lower in EVERYDAY:
        return 0
    if len(word) == 1 and (word.isupper() or lower in "yý"):
        return 1  # C may be a label; y tế, ý nghĩa
    if not is_syllable(word):
        return 6.0 * len(word)
    if lower in VOWELS:
        return 1.2
    return 1 if lower[0] not in VOWEL or (lower in ATTESTED_WITHOUT_ONSET and len(word) > 1) else 3
