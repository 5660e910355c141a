"""Detect text whose marks or letters are scrambled, where repairs that go by syllables would guess wrongly.

Some sites scramble marks on purpose ("Tạĩ phĩên họp"), and fonts of PDF files exchange letters ("Cơng ty", "khơng": the
ô of Unicode is the ơ of VNI). Most such words are no syllables, and those that a repair could make one were another.
Right text has next to none: in 3,800 articles, laws and crawled pages, where there are more than two different ones,
they are less than 1 in 1,000 of the words with marks, and the words of EXCHANGED do not occur.
"""

import re
from collections import Counter
from functools import cache, lru_cache
from typing import NamedTuple

from unicodedata2 import normalize

from .letters import ACCENTED, LETTER, MARKS, ONLY_VIETNAMESE, WITHOUT_MARKS
from .syllables import spellings, spellings_by_tone, split_tone

WORD = f"\\b{LETTER}++(?![{MARKS}])"  # a mark that composes with no letter belongs elsewhere: đươc + U+0323
SAMPLE = 1 << 16  # the first characters of a document, some dozen pages, whose words decide
FEWEST_DIFFERENT, MANY = 4, 0.02  # different impossible words; their share of the words with marks
EXCHANGED = frozenset("khơng cơng thơng ơng".split())  # không, công, thông, ông: among the most frequent words
FEWEST_EXCHANGED, MANY_EXCHANGED = 2, 0.005  # without an exchange, six times as many words are of those four
MOST = 0.5  # of the words are Vietnamese without their marks: in Vietnamese .9, in other languages at most .3
LONGEST = 7  # letters of a syllable: nghiêng
CACHED = 1 << 12  # different words


class Scrambled(NamedTuple):
    """How many of the words with marks are impossible in the sample of a scrambled text; the line of the first."""

    impossible: int
    marked: int
    line: int


def find_scrambled(text: str) -> Scrambled | None:
    """Return what shows that a text is scrambled, None if it is not.

    Impossible are words that would be syllables with other marks, or none, and have a letter that only Vietnamese has:
    that leaves out other languages and old charsets read wrongly. A syllable whose tone is misplaced is possible, so
    that putting tones right makes no text scrambled that was not.
    """
    sample = normalize("NFC", text[:SAMPLE]).lower()
    impossible = set(filter(_is_impossible, set(re.findall(WORD, sample)).difference(spellings())))
    if len(impossible) < FEWEST_DIFFERENT and impossible.isdisjoint(EXCHANGED):
        return None
    words = Counter(re.findall(WORD, sample))
    number = sum(words[word] for word in impossible)
    of = sum(count for word, count in words.items() if not ACCENTED.isdisjoint(word))
    exchanged = sum(words[word] for word in EXCHANGED)
    are_many = len(impossible) >= FEWEST_DIFFERENT and number >= MANY * of
    are_exchanged = exchanged >= FEWEST_EXCHANGED and exchanged >= MANY_EXCHANGED * of
    if not (are_many or are_exchanged) or not _is_vietnamese(words):
        return None
    first = next(word for word in re.finditer(WORD, sample) if word[0] in impossible)
    return Scrambled(number, of, sample.count("\n", 0, first.start()) + 1)


def may_be_exchanged(text: str) -> bool:
    """Check whether a text may have a word of EXCHANGED; asked of every text."""
    return "hơng" in text or "cơng" in text


def is_scrambled(text: str) -> bool:
    """Check whether marks or letters of a text are scrambled, so that no repair should guess what its words were."""
    return find_scrambled(text) is not None


def _is_impossible(word: str) -> bool:
    return len(word) <= LONGEST and not word.isascii() and _could_be_syllable_with_other_marks(word)


@lru_cache(CACHED)
def _could_be_syllable_with_other_marks(word: str) -> bool:
    return (
        re.search(f"[{ONLY_VIETNAMESE}]", word) is not None
        and spellings_by_tone().get(split_tone(word)) is None
        and word.translate(WITHOUT_MARKS) in _letters_of_syllables()
    )


def _is_vietnamese(words: Counter[str]) -> bool:
    known = sum(count for word, count in words.items() if word.translate(WITHOUT_MARKS) in _letters_of_syllables())
    return known >= MOST * words.total()


@cache
def _letters_of_syllables() -> frozenset[str]:
    """Return the letters of every syllable, without marks."""
    return frozenset(word.translate(WITHOUT_MARKS) for word in spellings())
