"""Detect the old charset of bytes, or of lines that were decoded wrongly, by a vote of their words.

Letter frequencies cannot decide (Spanish looks more like TCVN3 than TCVN3 does). Syllables can: a word decoded in the
wrong charset is hardly ever a Vietnamese syllable. Words with a byte above 7F vote; the result is None unless one
charset wins clearly.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from unicodedata2 import normalize

from .syllables import is_syllable, spellings
from .tones import restore_capitals

# What letters of the old charsets turn into if decoded wrongly; of Vietnamese letters, only capital Ã is among them.
SIGN_OF_MISREADING = "[\x80-\x9f¡-¿ÃÄÅÆÇËÎÏÑÖ×ØÛÜÞßåäæçëîïðñö÷øûüþÿ\u0300\u0301\u0303\u0309\u0323]"
# The continuation bytes of UTF-8 (80 to BF), decoded as Windows-1252 or latin-1.
CONTINUATION = f"[\x80-\xbf{bytes(range(0x80, 0xA0)).decode('cp1252', 'ignore')}]"
# A word in capitals that ends in Ã or Ă, then punctuation or a no-break space: ĐÃ”, MÃ SP. This may be correct text.
AMBIGUOUS_CAPITAL = r"[ÃĂ](?:\xa0(?![a-z])|[‘’“”•–—…™®©°«»½£](?![^\W\d_]))(?<![a-z]..)"
SURELY_READ_RIGHT = "[ĩũĨŨ\u1ea0-\u1ef9]"  # Vietnamese letters that Windows-1252 and -1258 lack
MISREAD_IN_WORD = rf"{SIGN_OF_MISREADING}(?<=[A-Za-z].)"  # within a word
UNIT = r"(?<![^\x00-@\[-`{-\x7f])[cdkm]?m[²³](?![^\x00-@\[-`{-\x7f])"  # m², km³, with no letter or accent next to it
# These encodings lack them, so they were added after the text was decoded.
IGNORED = "[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
IGNORED_SPACES = "[\u1680\u2000-\u200a\u202f\u205f\u3000]"

# Charsets with letters where latin-1 has controls and the soft hyphen.
WITH_LETTERS_AMONG_CONTROLS = ("tcvn3", "viscii", "vps")
WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
UNIT_IN_BYTES = re.compile(rb"[cdkm]?m[\xb2\xb3]|\xb0C?")  # m², °C in Windows-1252
SAMPLE_BYTES = 1 << 16  # the first bytes of a document, some dozen pages, whose words vote
EDGE_PUNCTUATION = "“”‘’„«»…–—•·\u00a0"
LONGEST_CACHED = 32  # bytes of a word or a line; longer words, with rows of dots around them, are rare
CACHED = 1 << 15  # words, and short lines, as the cells of a table: they come again, and several filters ask about each
FEWEST_WORDS = 3  # different words, for a sure result
WINNING_SHARE = 0.8  # of the words must be syllables in the charset that wins
SAFE_LEAD = 2  # words more than in the second-best charset, for a sure result
SAFE_LEAD_OF_LINES = 5  # the same, added up over lines with at least two words that are not sure one by one
# Charsets with the same lower case: a single word, mostly one of capitals, may decide between them.
SAME_LOWERCASE = {"tcvn3", "isc"}


class Guess(NamedTuple):
    """The charset in which most words are syllables, the number of words, and its lead over the second best."""

    charset: str
    words: int
    lead: int

    @property
    def is_sure(self) -> bool:
        """True if these words suffice to decide."""
        return self.words >= FEWEST_WORDS and self.lead >= SAFE_LEAD


def detect_charset(data: bytes, present: str | None = None) -> str | None:
    """Return the charset (an old one, or cp1258) in which bytes are Vietnamese, or None if no charset wins clearly.

    `present`, the encoding in which they are read now (cp1252 or cp1258), competes, too. Each word of the first 64 KB
    counts once.
    """
    guess = _best_guess(data, present)
    return guess.charset if guess and guess.is_sure else None


def _best_guess(data: bytes, present: str | None) -> Guess | None:
    find = _find_best_guess if len(data) <= LONGEST_CACHED else _find_best_guess.__wrapped__
    return find(data, present)


@lru_cache(CACHED)
def _find_best_guess(data: bytes, present: str | None) -> Guess | None:
    words = _non_ascii_words(data[:SAMPLE_BYTES])
    if not words:
        return None
    readings = Counter(chain.from_iterable(map(_charsets_of, words)))
    votes = {name: readings[name] for name in (*_competing_charsets(), *filter(None, [present]))}
    best = max(votes, key=lambda name: votes[name])  # the first of equals: TCVN3, not ISC
    family = SAME_LOWERCASE if best in SAME_LOWERCASE else {best}
    lead = votes[best] - max(vote for name, vote in votes.items() if name not in family)
    wins = best != present and lead > 0 and votes[best] >= WINNING_SHARE * len(words)
    return Guess(best, len(words), lead) if wins else None


class Misread(NamedTuple):
    """A line that may have been decoded in the wrong charset.

    `line` is its 0-based index, `data` its original bytes, `encoding` the one in which they were decoded, and
    `guess` the charset in which they read best, if any.
    """

    line: int
    data: bytes
    encoding: str
    guess: Guess | None


def find_misread_lines(lines: Iterable[str]) -> Iterator[Misread]:
    """Yield the non-ASCII lines that may have been decoded wrongly, each with its best guess."""
    for index, line in enumerate(lines):
        if not line.isascii() and not re.search(SURELY_READ_RIGHT, line):
            ways = [Misread(index, data, name, _best_guess(data, name)) for data, name in original_bytes(line)]
            yield from sorted(ways, key=lambda way: way.guess.lead if way.guess else 0, reverse=True)[:1]


def detect_charset_of_lines(found: Iterable[Misread]) -> str | None:
    """Return the charset of lines that were decoded wrongly, by one sure line or by several together, or None.

    Lines that contradict it do not count against it, so that more lines never make a sure result unsure.
    """
    leads: Counter[str] = Counter()
    sure = set()
    for _, _, _, guess in found:
        if guess and guess.words > 1:
            leads[guess.charset] += guess.lead
            if guess.is_sure or leads[guess.charset] >= SAFE_LEAD_OF_LINES:
                sure.add(guess.charset)
    return next((charset for charset, _ in leads.most_common() if charset in sure), None)


def reads_better(data: bytes, charset: str, present: str) -> bool:
    """Check whether most words with a byte above 7F are syllables in a charset, and more than in `present`."""
    words = _non_ascii_words(data)
    readings = Counter(chain.from_iterable(map(_charsets_of, words)))
    return readings[charset] >= WINNING_SHARE * len(words) and readings[charset] > readings[present]


def is_misread_syllable(word: str) -> bool:
    """Check whether a word, decoded as latin-1, is an accented syllable in a charset with letters among the controls.

    It must contain an ASCII letter, as most syllables do: a control character alone is not a word.
    """
    _competing_charsets()
    data = word.encode("latin-1")
    readings = (restore_capitals(data.decode(name, "replace"), name) for name in WITH_LETTERS_AMONG_CONTROLS)
    return bool(re.search("[A-Za-z]", word)) and any(not read.isascii() and is_syllable(read) for read in readings)


@cache
def _competing_charsets() -> tuple[str, ...]:
    """Return the names of the charsets that compete; loads their tables, so that Python can decode them."""
    from .codecs import CODEC_NAMES  # slow to import, and few texts need it

    return (*CODEC_NAMES, "cp1258")


def _non_ascii_words(data: bytes) -> set[bytes]:
    words = set(WORD.findall(data))
    return {word for word in words if len(word) > 1 and not word.isascii() and not UNIT_IN_BYTES.fullmatch(word)}


def _charsets_of(word: bytes) -> frozenset[str]:
    """Return the charsets in which a word is a syllable with a non-ASCII letter: those that compete, and cp1252."""
    find = _find_charsets if len(word) <= LONGEST_CACHED else _find_charsets.__wrapped__
    return find(word)


@lru_cache(CACHED)
def _find_charsets(word: bytes) -> frozenset[str]:
    return frozenset(name for name in (*_competing_charsets(), "cp1252") if _is_syllable_in(word, name))


def _is_syllable_in(word: bytes, charset: str) -> bool:
    read = normalize("NFC", word.decode(charset, "replace")).strip(EDGE_PUNCTUATION).lower()
    return not read.isascii() and read in spellings()


def is_surely_misread(line: str) -> bool:
    """Check whether a line by itself surely is in one of the old charsets and was decoded in another."""
    if line.isascii() or re.search(SURELY_READ_RIGHT, line) or not re.search(MISREAD_IN_WORD, line):
        return False
    return any(found.guess and found.guess.is_sure for found in find_misread_lines([line]))


def original_bytes(line: str) -> Iterator[tuple[bytes, str]]:
    """Yield the original bytes of a line, and the encoding (cp1252 or cp1258) in which they may have been decoded.

    cp1252 includes latin-1. Invisible characters and kinds of spaces that these encodings lack are ignored. Nothing is
    yielded for a line with other characters that they lack.
    """
    line = re.sub(IGNORED_SPACES, " ", re.sub(IGNORED, "", line))
    for name in ("cp1252", "cp1258"):
        try:
            yield line.translate(_byte_of_character(name)).encode("latin-1"), name
        except UnicodeEncodeError:
            continue


@cache
def _byte_of_character(encoding: str) -> dict[int, int]:
    """Map characters to their bytes above 7F; undefined bytes stay C1 controls, as in browsers."""
    from .codecs import UNDEFINED, decoding_table

    return {ord(c): byte for byte, c in enumerate(decoding_table(encoding)) if byte > 0x7F and c != UNDEFINED}
