"""Part words that were run together: "mớixây" is mới and xây.

The inventory (syllables.py) lists possible syllables, so that many words could be parted in ways that nobody would
read: "làmột" is also làm and ột. A parting counts therefore only where all parts are everyday words, or where a capital
shows it.
"""

import re

from .codepage import CHARACTERS, LETTERS, TripleScanner
from .everyday import ATTESTED_WITHOUT_ONSET, EVERYDAY
from .letters import ACCENTED, ONLY_VIETNAMESE, VOWELS, WITHOUT_MARKS
from .syllables import in_one_case, spellings

CAPITAL, SMALL = ("".join(sorted(filter(is_case, LETTERS))) for is_case in (str.isupper, str.islower))
VOWEL = "".join(c for c in CAPITAL + SMALL if c.lower().translate(WITHOUT_MARKS) in VOWELS)
CONSONANT = "".join(c for c in CAPITAL + SMALL if c not in VOWEL)
MARKED = "".join(sorted(ACCENTED.intersection(VOWEL)))
SMALL_MARKED = "".join(sorted(ACCENTED.intersection(VOWEL).intersection(SMALL)))
SMALL_UNMARKED = "".join(sorted(set(SMALL) - ACCENTED)) + "đ"
IMPOSSIBLE = (
    (CHARACTERS, SMALL_MARKED, "bdđghklqrsvx" + CAPITAL),  # no syllable ends in these consonants
    (SMALL_MARKED, SMALL_UNMARKED, "bcdđklmnpqrstvx" + CAPITAL),  # one consonant is behind its vowels, or ch, ng, nh
    (VOWEL, CONSONANT, MARKED),  # its vowels stand together
    ("cghmnptCGHMNPT", "bcdđklmnpqstvxBCDĐKLMNPQSTVX", MARKED),  # these make no letter
    ("aghimnoryGHMN", "CGHKMNT", "aghiru"),  # Hà NamNgười: most words with a capital inside are brands
    (LETTERS, CAPITAL, SMALL_MARKED),
    (SMALL, ".:!?…", CAPITAL),  # the bit of this one is SENTENCE_SIGN
    (SMALL, ";,)(", SMALL + CAPITAL),  # CLAUSE_SIGN
)
"""Sequences of characters that no correctly spaced Vietnamese has; names, web addresses and numbers have some."""

RUN_TOGETHER = TripleScanner(*IMPOSSIBLE)
SENTENCE_SIGN, CLAUSE_SIGN = 1 << len(IMPOSSIBLE) - 2, 1 << len(IMPOSSIBLE) - 1
AT_CAPITAL = re.compile(rf"(?<=[{SMALL}])(?=[{CAPITAL}])|(?<=[{CAPITAL}])(?=[{CAPITAL}][{SMALL}])")
MOST_PARTS = 4
SOLID = frozenset("côban đềcác việtnam".split())  # written so, although their parts are everyday words


def part(word: str) -> list[str]:
    """Return the words that were run together to one (NFC); the word itself if it is right, or nobody can tell.

    It is parted only where it is no syllable, has a Vietnamese letter, and can be read in one way.
    """
    lower = word.lower()
    if len(word) < 4 or lower.isascii() or lower in spellings() or lower in SOLID or ACCENTED.isdisjoint(lower):
        return [word]
    return _part_everyday_words(word) if in_one_case(word) else _part_at_capital(word)


def _part_everyday_words(word: str) -> list[str]:
    if word[0].isupper() and not re.search(f"[{ONLY_VIETNAMESE}]", word):
        return [word]  # Ramón
    for parts in range(2, MOST_PARTS + 1):
        if found := _readings(word.lower(), parts):
            return _cut(word, found[0]) if len(found) == 1 and _is_clear(found[0]) else [word]
    return [word]


def _part_at_capital(word: str) -> list[str]:
    """Part a word before its only inner capital: cùngVới, tạiUBND; NAMĐộc."""
    first, *others = AT_CAPITAL.split(word)
    if len(others) != 1 or len(first) < 2 or len(others[0]) < 2 or first.lower() not in spellings():
        return [word]
    second = others[0]
    is_syllable = second.lower() in spellings()
    if first.islower():
        is_sure = is_syllable or (first in EVERYDAY and not first.isascii())
    else:
        is_sure = is_syllable and (first.isupper() or first == "Theo")
    return [first, second] if is_sure else [word]


def _readings(word: str, parts: int) -> list[tuple[str, ...]]:
    """Return the ways to read a word as so many everyday words."""
    if parts == 1:
        return [(word,)] if word in EVERYDAY else []
    return [
        (word[:i], *rest)
        for i in range(2, min(len(word), 8))
        if word[:i] in EVERYDAY
        for rest in _readings(word[i:], parts - 1)
    ]


def _is_clear(parts: tuple[str, ...]) -> bool:
    """Check whether no two neighbours could be read, together, as one syllable or as two others."""
    return all(map(_is_clear_pair, parts, parts[1:]))


def _is_clear_pair(first: str, second: str) -> bool:
    word = first + second
    if word in spellings() or (first[-1] in VOWEL and second[0] in VOWEL):  # "khoông" is a slip for không
        return False
    return not any(_is_rival(word[:i], word[i:]) for i in range(1, len(word)) if i != len(first))


def _is_rival(first: str, second: str) -> bool:
    if not (first in EVERYDAY or second in EVERYDAY) or first not in spellings() or second not in spellings():
        return False
    return all(syllable in ATTESTED_WITHOUT_ONSET or syllable[0] not in VOWEL for syllable in (first, second))


def _cut(word: str, parts: tuple[str, ...]) -> list[str]:
    cut, start = [], 0
    for length in map(len, parts):
        cut.append(word[start : start + length])
        start += length
    return cut
