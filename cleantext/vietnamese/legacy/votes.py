"""Detect the charset of bytes by a vote of their words.

Letter frequencies cannot decide (Spanish looks more like TCVN3 than TCVN3 does). Syllables can: a word decoded in the
wrong charset is hardly ever a Vietnamese syllable. Words with a byte above 7F vote; the result is None unless one
charset wins clearly.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache, lru_cache, wraps
from itertools import chain
from typing import NamedTuple, TypeVar, cast

from unicodedata2 import normalize

from cleantext.vietnamese.letters import ETH_TO_D
from cleantext.vietnamese.syllables import is_syllable

from .capitals import LOWERCASE_ONLY

WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
NO_WORD = re.compile(rb"[cdkm]?m[\xb2\xb3]|\xb0C?|[\x80-\xa0\xad\xb7]+")  # m², °C, signs in Windows-1252
SIGNS_IN_BYTES = re.compile(rb"[\x80-\xa0]+")  # where Windows-1252 has signs; in some charsets they are letters
ABBREVIATION = re.compile(rb"[A-Z]*(?:[\xa7\xd0\xd1\xf1][A-Z]*)+")  # with Đ in TCVN3, VISCII and cp1258, VNI, VPS
MOST_VOWELS = 1  # of an abbreviation
SAMPLE_BYTES = 1 << 16  # the first bytes of a document, some dozen pages, whose words vote
BETWEEN_WORDS = "[“”‘’„«»…–—•·\u00a0]+"
UTF_8 = "utf-8"  # a line that reads better as this is mojibake
LONGEST_CACHED = 32  # bytes of a word or a line; longer words, with rows of dots around them, are rare
CACHED = 1 << 15  # words, and short lines, as the cells of a table: they come again, and several filters ask about each
FEWEST_WORDS = 3  # different words, for a sure result
WINNING_SHARE = 0.8  # of the words must be syllables in the charset that wins
FOLLOWING_SHARE = 0.5  # the same, in a line below one that is in this charset
SAFE_LEAD = 2  # words more than in the second-best charset, for a sure result
SAFE_LEAD_OF_LINES = 5  # the same, added up over lines with at least two words that are not sure one by one
# Charsets with the same lower case: a single word, mostly one of capitals, may decide between them.
SAME_LOWERCASE = {"tcvn3", "isc"}

Function = TypeVar("Function", bound=Callable[..., object])


def cached_if_short(function: Function) -> Function:
    """Cache what a function gives for short words and lines, its first argument."""
    cached = lru_cache(CACHED)(function)

    @wraps(function)
    def find(data: bytes | str, *others: str | None) -> object:
        return cached(data, *others) if len(data) <= LONGEST_CACHED else function(data, *others)

    return cast("Function", find)


class Guess(NamedTuple):
    """The charset in which most words are syllables, their number, its lead over the second best, a hash of them."""

    charset: str
    words: int
    lead: int
    hash_of_words: int

    @property
    def is_sure(self) -> bool:
        """True if these words suffice to decide."""
        return self.words >= FEWEST_WORDS and self.lead >= SAFE_LEAD

    @property
    def is_some_evidence(self) -> bool:
        """True if these words may decide together with those of other lines."""
        return self.words > 1 and 2 * self.lead >= self.words


def detect_charset(data: bytes, present: str | None = None) -> str | None:
    """Return the charset (an old one, or cp1258) in which bytes are Vietnamese, or None if no charset wins clearly.

    `present`, the encoding in which they are read now, competes, too, and UTF-8. Each word of the first 64 KB
    counts once.
    """
    guess = best_guess(data, present)
    return guess.charset if guess and guess.is_sure else None


@cached_if_short
def best_guess(data: bytes, present: str | None) -> Guess | None:
    """Return the charset in which bytes are Vietnamese, and how clearly; None if there is none."""
    found = _voting_words(data[:SAMPLE_BYTES])
    if not found:
        return None
    words, readings = len(found), Counter(chain.from_iterable(found.values()))
    rivals = filter(None, [present, UTF_8])
    votes = {name: readings[name] for name in (*competing_charsets(), *rivals)}
    best = max(votes, key=lambda name: votes[name])  # the first of equals: TCVN3, not ISC
    family = SAME_LOWERCASE if best in SAME_LOWERCASE else {best}
    lead = votes[best] - max(vote for name, vote in votes.items() if name not in family)
    wins = best not in (present, UTF_8) and lead > 0 and votes[best] >= WINNING_SHARE * words
    return Guess(best, words, lead, hash(frozenset(found))) if wins else None


def charsets_of_guesses(guesses: Iterable[Guess | None]) -> list[str]:
    """Return the charsets of lines by their best guesses, the one with most evidence first.

    Each needs one sure line or several together. Lines that contradict it do not count against it, so that more lines
    never make a sure result unsure.
    """
    leads: Counter[str] = Counter()
    sure = set()
    seen: set[int] = set()
    for guess in guesses:
        if guess and (guess.is_sure or guess.is_some_evidence) and guess.hash_of_words not in seen:
            seen.add(guess.hash_of_words)  # the same words again, as in a table, say nothing new
            leads[guess.charset] += guess.lead
            if guess.is_sure or leads[guess.charset] >= SAFE_LEAD_OF_LINES:
                sure.add(guess.charset)
    return [charset for charset, _ in leads.most_common() if charset in sure]


def count_votes(data: bytes) -> tuple[int, Counter[str]]:
    """Return the number of words that vote, and of those that are syllables in each charset."""
    found = _voting_words(data)
    return len(found), Counter(chain.from_iterable(found.values()))


def _voting_words(data: bytes) -> dict[bytes, frozenset[str]]:
    """Return the words that vote, each with the charsets in which it is a syllable.

    ASCII words with signs of Windows-1252 around them vote only where a charset makes a syllable of them.
    """
    charsets = {word: _charsets_of(word) for word in non_ascii_words(data) if not ABBREVIATION.fullmatch(word)}
    return {word: found for word, found in charsets.items() if found or not SIGNS_IN_BYTES.sub(b"", word).isascii()}


@cache
def competing_charsets() -> tuple[str, ...]:
    """Return the names of the charsets that compete; loads their tables, so that Python can decode them."""
    from cleantext.vietnamese.codecs import CODEC_NAMES  # slow to import, and few texts need it

    return (*CODEC_NAMES, "cp1258")


def non_ascii_words(data: bytes) -> set[bytes]:
    """Return the different words with a byte above 7F, without units of measure and mere signs."""
    words = set(WORD.findall(data))
    return {word for word in words if len(word) > 1 and not word.isascii() and not NO_WORD.fullmatch(word)}


@cached_if_short
def _charsets_of(word: bytes) -> frozenset[str]:
    """Return the charsets in which a word is a syllable with a non-ASCII letter; cp1252 and UTF-8, too."""
    return frozenset(name for name in (*competing_charsets(), "cp1252", UTF_8) if is_read_in(word, name))


def only_in_old_charset(words: Iterable[bytes]) -> set[bytes]:
    """Return those of some words that are syllables in an old charset only, if all are syllables in the same one."""
    charsets = {word: _charsets_of(word) for word in words if not ABBREVIATION.fullmatch(word)}
    old = frozenset(competing_charsets()) - {"cp1258"}
    if not old.intersection(*charsets.values()):
        return set()
    return {word for word, found in charsets.items() if found <= old}


def is_read_in(word: bytes, charset: str, *, with_signs: bool = True) -> bool:
    """Check whether a word is a syllable in a charset, or each of several words with signs between them."""
    if _are_syllables([word], charset):
        return True
    parts = SIGNS_IN_BYTES.split(word) if with_signs else []
    return len(parts) > 1 and _are_syllables(parts, charset)


def _are_syllables(parts: list[bytes], charset: str) -> bool:
    """Check whether words are syllables in a charset, at least one of them with a letter beyond ASCII."""
    read = normalize("NFC", " ".join([part.decode(charset, "replace") for part in parts]))
    read = re.sub(BETWEEN_WORDS, " ", read.translate(ETH_TO_D) if charset == "cp1252" else read)
    words = read.split()
    if charset in LOWERCASE_ONLY:  # a font has the capitals: "CộNG" is CỘNG
        words = [word if re.search("[a-z]", word) else word.upper() for word in words]
    return not all(map(str.isascii, words)) and all(map(is_syllable, words))


def reads_in(data: bytes, charset: str, present: str) -> bool:
    """Check whether most words with a byte above 7F are syllables in a charset, and more than in `present`."""
    words, readings = count_votes(data)
    return readings[charset] >= WINNING_SHARE * words and readings[charset] > max(readings[present], readings[UTF_8])


def may_be_in(data: bytes, charset: str, present: str) -> bool:
    """Check whether nothing speaks against a charset: half of the words are syllables in it, and more than now.

    If no word votes, an abbreviation or a price must speak for it; where one does, as many words as now are enough.
    """
    words, readings = count_votes(data)
    has_sign = _has_price(data, charset) or _has_abbreviation(data, charset)
    if not words:
        return has_sign
    rivals = max(readings[present] + (not has_sign), readings[UTF_8] + 1)
    return readings[charset] >= max(FOLLOWING_SHARE * words, rivals)


def _has_price(data: bytes, charset: str) -> bool:
    """Check whether there is a sum in đồng ("1.000®")."""
    price = b"[0-9] ?" + re.escape("đ".encode(charset)) + rb"(?![A-Za-z\x80-\xff])"
    return re.search(price, data) is not None


def _has_abbreviation(data: bytes, charset: str) -> bool:
    """Check whether there is an abbreviation with Đ ("Q§-BTC"): in capitals, with few vowels (not ESPAÑA)."""
    words = (word.decode(charset, "replace") for word in non_ascii_words(data) if ABBREVIATION.fullmatch(word))
    return any(re.fullmatch("[A-ZĐ]+", word) and len(re.findall("[AEIOUY]", word)) <= MOST_VOWELS for word in words)
