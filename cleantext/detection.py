"""Which of the old charsets bytes are in, by vote of their words: read right, they are Vietnamese syllables.

Letter frequencies cannot tell (Spanish looks more like TCVN3 than TCVN3 does); syllables can, because a word read in
the wrong charset is hardly ever one. The vote is over the words that have a byte above 7F, and it is cast only
where one reading wins clearly; else the answer is None.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from unicodedata2 import normalize

from . import codecs
from .misread import READ_RIGHT, bytes_before
from .vietnamese.syllables import is_syllable, spellings

CHARSETS = (*codecs.NAMES, "cp1258")
HIGH_WORD = re.compile(rb"[^\x00-@\[-`{-\x7f]*[\x80-\xff][^\x00-@\[-`{-\x7f]*")
AMONG_CONTROLS = ("tcvn3", "viscii", "vps")  # with the soft hyphen for a control
SAMPLE = 1 << 16  # bytes that vote: some dozen pages
EDGES = "“”‘’„«»…–—•·\u00a0"
SURE = 0.8  # the share of the words that must be syllables in the reading that wins
WORDS = 3  # different ones, that a vote takes at least
LEAD = 2  # by how many words more than in the next best reading
KIN = {"isc": "tcvn3"}  # the same small letters; the rarer one needs to read capitals that the other cannot
LEAD_OF_KIN = 2


def charset_of(data: bytes, present: str | None = None) -> str | None:
    """Name the charset (one of CHARSETS) in which bytes are Vietnamese, or None where no reading wins clearly.

    `present` is the encoding that they are read in now, if any: it competes. Every word counts once.
    """
    words = _high_words(data[:SAMPLE])
    if len(words) < WORDS:
        return None
    votes = {name: _syllables(words, name) for name in (*CHARSETS, *filter(None, [present]))}
    best = max(votes, key=lambda name: votes[name])
    if best in KIN and votes[best] < votes[KIN[best]] + LEAD_OF_KIN:
        best = KIN[best]
    rivals = [vote for name, vote in votes.items() if best not in (name, KIN.get(name)) and name != KIN.get(best)]
    sure = votes[best] >= SURE * len(words) and votes[best] >= max(rivals) + LEAD
    return best if sure and best != present else None


class Misread(NamedTuple):
    """A line that may have been read in the wrong charset.

    `index` is where it stands, `data` the bytes that it was, `encoding` how it was read, `charset` in
    which one it should have been, if that is sure.
    """

    index: int  # type: ignore[assignment]  # shadows tuple.index, as in model.Hit
    data: bytes
    encoding: str
    charset: str | None


def misread(lines: Iterable[str]) -> Iterator[Misread]:
    """Give the lines without a letter that was surely read right, and in which charset they surely should be."""
    for index, line in enumerate(lines):
        if not line.isascii() and not READ_RIGHT.search(line):
            ways = [Misread(index, data, name, charset_of(data, name)) for data, name in bytes_before(line)]
            yield from [way for way in ways if way.charset][:1] or ways[:1]


def reads_better(data: bytes, charset: str, present: str) -> bool:
    """Tell whether most words with a byte above 7F are syllables in a charset, and more of them than at present."""
    words = _high_words(data)
    votes = _syllables(words, charset)
    return votes >= SURE * len(words) and votes > _syllables(words, present)


def is_misread(word: str) -> bool:
    """Tell whether a word of latin-1 is an accented syllable if read in a charset that has letters among the controls.

    It must have a letter of ASCII, as most do: a control by itself is no word.
    """
    return any(letter.isascii() for letter in word) and any(
        not read.isascii() and is_syllable(read)
        for read in (codecs.as_shown(word.encode("latin-1").decode(name, "replace"), name) for name in AMONG_CONTROLS)
    )


def _high_words(data: bytes) -> set[bytes]:
    return {word for word in HIGH_WORD.findall(data) if len(word) > 1}


def _syllables(words: set[bytes], charset: str) -> int:
    """Count the words that are syllables with letters beyond ASCII when read in a charset."""
    known = spellings()
    read = (normalize("NFC", word.decode(charset, "replace")).strip(EDGES).lower() for word in words)
    return sum(word in known and not word.isascii() for word in read)
