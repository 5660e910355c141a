"""Score a single line by its words: above zero if it reads like site chrome, below if like a line of an article.

The score is the sum of the weights of what the line has (logistic regression): words, pairs of them, the first and the
last one, the line as a whole if it is short, how many words it has, the signs at its ends, and capitals.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, repeat
from typing import TypeAlias

from cleantext.text.lines import Lines
from cleantext.vietnamese.codepage import CHARACTERS, LETTERS, TO_LOWERCASE, encode

Trait: TypeAlias = tuple[str, bytes]  # a kind of trait, and which one it is: ("word", b"tin")
Weights: TypeAlias = Mapping[str, Mapping[bytes, float]]  # by kind of trait; with three digits behind the point

LONGEST_LINE = 220  # characters; a longer line is a paragraph
UNIT = 1000  # what weights and values of trees are multiplied by, to whole numbers: sums of these are exact
LONGEST_WHOLE = 6  # words of a line that is a trait as a whole
COUNTS = (0, 1, 2, 3, 4, 5, 6, 8, 12, 18, 30)  # words; a line has the trait of the greatest not above its number
MOST_KNOWN = 4096  # lines whose scores are kept: others of a page go, and other pages of a site have the same
KINDS = ("bias", "word", "pair", "first", "last", "whole", "count", "sign before", "sign after", "letters")
WORD = re.compile(r"\w+")

_DIGITS = b"0123456789"
_SIGNS = encode("".join(CHARACTERS - LETTERS) + "_")
LOWERCASE_WORDS = TO_LOWERCASE.translate(bytes.maketrans(_DIGITS + _SIGNS, b"0" * len(_DIGITS) + b" " * len(_SIGNS)))
"""Translation table for encoded text: small letters, 0 for each digit, and a space for each sign."""
_LOWERCASE_WORDS_OF_LINES = LOWERCASE_WORDS[:10] + b"\n" + LOWERCASE_WORDS[11:]


def words_of(text: str) -> list[bytes]:
    """Return the words of a text, encoded, in small letters, with 0 for each digit."""
    return encode(text).translate(LOWERCASE_WORDS).split()


def lines_of_words(lines: Lines) -> list[bytes]:
    """Return the lines that are not blank as `words_of` splits them: all at once takes a third of the time."""
    texts = lines.nonblank
    data = encode("\n".join(texts)).translate(_LOWERCASE_WORDS_OF_LINES)
    if data.count(b"\n") >= len(texts):  # a strip may be called with anything
        return [encode(text).translate(LOWERCASE_WORDS) for text in texts]
    return data.split(b"\n")


def traits(line: str) -> Iterator[Trait]:
    """Yield the traits of a line that is not blank."""
    words = words_of(line)
    if words:
        yield from (("word", word) for word in dict.fromkeys(words))
        yield from (("pair", b"%b %b" % pair) for pair in pairwise(words))
        yield "first", words[0]
        yield "last", words[-1]
        if len(words) <= LONGEST_WHOLE:
            yield "whole", b" ".join(words)
    yield "count", _count(len(words))
    if not line[0].isalnum():
        yield "sign before", encode(line[0])
    if not line[-1].isalnum():
        yield "sign after", encode(line[-1])
    if letters := _letters(line, len(words)):
        yield "letters", letters


def _count(words: int) -> bytes:
    return b"%d" % max(count for count in COUNTS if count <= words)


def _letters(line: str, words: int) -> bytes:
    if line[0].islower():
        return b"small"
    if line.isupper():
        return b"capital"
    return b"capitalized" if words > 1 and line.istitle() else b""


class Scorer:
    """Scores lines by weights of their traits, which have three digits behind the point: sums of them are exact."""

    def __init__(self, weights: Weights) -> None:
        units = {kind: {trait: round(UNIT * weight) for trait, weight in weights[kind].items()} for kind in KINDS}
        self._units = units
        self._pairs = {tuple(pair.split()): weight for pair, weight in units["pair"].items()}
        self._counts = [units["bias"][b""] + units["count"].get(_count(words), 0) for words in range(COUNTS[-1] + 1)]
        self._known: dict[str, float] = {}

    def score(self, line: str) -> float:
        """Return the score of a line that is not blank; it is meant for lines of at most LONGEST_LINE characters.

        This is the sum of the weights of its `traits`, but several times faster.
        """
        return self.score_of(line, encode(line).translate(LOWERCASE_WORDS))

    def score_of(self, line: str, words: bytes) -> float:
        """Return the score of a line; `words` is the same one of `lines_of_words`."""
        score = self._known.get(line)
        if score is None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            score = self._known[line] = self._sum(line, words.split())
        return score

    def _sum(self, line: str, words: Sequence[bytes]) -> float:
        units, number, none = self._units, len(words), repeat(0)
        total = self._counts[min(number, COUNTS[-1])] + units["letters"].get(_letters(line, number), 0)
        if words:
            total += sum(map(units["word"].get, set(words), none)) + sum(map(self._pairs.get, pairwise(words), none))
            total += units["first"].get(words[0], 0) + units["last"].get(words[-1], 0)
            if number <= LONGEST_WHOLE:
                total += units["whole"].get(b" ".join(words), 0)
        if not line[0].isalnum():
            total += units["sign before"].get(encode(line[0]), 0)
        if not line[-1].isalnum():
            total += units["sign after"].get(encode(line[-1]), 0)
        return total / UNIT


def telling_words(line: str, weights: Weights, most: int) -> list[str]:
    """Return the pieces of a line whose words and pairs of words speak for chrome most, as they stand in it."""
    words = list(WORD.finditer(line))
    keys = [encode(match[0]).translate(LOWERCASE_WORDS) for match in words]
    pieces = {(at, at + 1): weights["word"].get(key, 0.0) for at, key in enumerate(keys)}
    for at, pair in enumerate(pairwise(keys)):
        pieces[at, at + 2] = weights["pair"].get(b"%b %b" % pair, 0.0)
    best = sorted((piece for piece in pieces if pieces[piece] > 0), key=pieces.__getitem__)[-most:]
    said: list[tuple[int, int]] = []
    for first, end in sorted(best):
        if said and first <= said[-1][1]:  # they overlap, or one follows the other
            said[-1] = said[-1][0], max(end, said[-1][1])
        else:
            said.append((first, end))
    return [line[words[first].start() : words[end - 1].end()] for first, end in said]
