"""Which of the old charsets bytes or wrongly decoded lines are in, by vote of their words.

Letter frequencies cannot tell (Spanish looks more like TCVN3 than TCVN3 does); syllables can, because a word read in
the wrong charset is hardly ever one. The vote is over the words that have a byte above 7F, and it is cast only
where one reading wins clearly; else the answer is None.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from unicodedata2 import normalize

from .syllables import is_syllable, spellings
from .tones import as_shown

# What the letters of old charsets became; no letter of Vietnamese is among it but the capital Ã.
STRANGE = "[\x80-\x9f¡-¿ÃÄÅÆÇËÎÏÑÖ×ØÛÜÞßåäæçëîïðñö÷øûüþÿ\u0300\u0301\u0303\u0309\u0323]"
# What the bytes 80 to BF, which continue a character in UTF-8, become when they are read as Windows-1252 or latin-1.
CONTINUES = f"[\x80-\xbf{bytes(range(0x80, 0xA0)).decode('cp1252', 'ignore')}]"
# A word in capitals that ends in Ã or Ă, and a sign or a no-break space: ĐÃ”, MÃ SP. It may be right as it is.
CAPITAL_AND_SIGN = r"[ÃĂ](?:\xa0(?![a-z])|[‘’“”•–—…™®©°«»½£](?![^\W\d_]))(?<![a-z]..)"
READ_RIGHT = "[ĩũĨŨ\u1ea0-\u1ef9]"  # letters of Vietnamese that Windows-1252 and -1258 do not have
READ_WRONG = rf"{STRANGE}(?<=[A-Za-z].)"
UNIT = r"(?<![^\x00-@\[-`{-\x7f])[cdkm]?m[²³](?![^\x00-@\[-`{-\x7f])"  # m², km³, with no letter or accent beside
ASIDE = "[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"  # came in later: these encodings do not have it
SPACE_ASIDE = "[\u1680\u2000-\u200a\u202f\u205f\u3000]"

AMONG_CONTROLS = ("tcvn3", "viscii", "vps")  # they have letters where latin-1 has controls and the soft hyphen
HIGH_WORD = re.compile(rb"[^\x00-@\[-`{-\x7f]*[\x80-\xff][^\x00-@\[-`{-\x7f]*")
UNIT_IN_BYTES = re.compile(rb"[cdkm]?m[\xb2\xb3]|\xb0C?")  # as Windows-1252 has them: m², °C
SAMPLE = 1 << 16  # bytes that vote: some dozen pages
EDGES = "“”‘’„«»…–—•·\u00a0"
WORDS = 3  # different ones, that a vote takes at least
SURE = 0.8  # the share of the words that must be syllables in the reading that wins
LEAD = 2  # by how many words more than in the next best reading
LEAD_OF_LINES = 5  # the same, summed over lines of two words or more that are not sure one by one
KIN = {"tcvn3", "isc"}  # the same small letters: one word that only ISC can read, mostly in capitals, decides


class Reading(NamedTuple):
    """The charset in which most words are syllables, how many words voted, and its lead on the next best."""

    charset: str
    words: int
    lead: int

    @property
    def is_sure(self) -> bool:
        """Whether these words alone decide."""
        return self.words >= WORDS and self.lead >= LEAD


def charset_of(data: bytes, present: str | None = None) -> str | None:
    """Name the charset (an old one, or cp1258) in which bytes are Vietnamese, or None where no reading wins clearly.

    `present` is the encoding that they are read in now, if any: it competes. Every word of the first 64 KB counts once.
    """
    reading = _best_reading(data, present)
    return reading.charset if reading and reading.is_sure else None


def _best_reading(data: bytes, present: str | None) -> Reading | None:
    words = _high_words(data[:SAMPLE])
    if not words:
        return None
    votes = {name: _syllables(words, name) for name in (*_charsets(), *filter(None, [present]))}
    best = max(votes, key=lambda name: votes[name])  # of equals the first: TCVN3, not ISC
    family = KIN if best in KIN else {best}
    lead = votes[best] - max(vote for name, vote in votes.items() if name not in family)
    wins = best != present and lead > 0 and votes[best] >= SURE * len(words)
    return Reading(best, len(words), lead) if wins else None


class Misread(NamedTuple):
    """A line that may have been read in the wrong charset.

    `line` is its index, `data` the bytes that it was, `encoding` how it was read, `reading` what it should be, if
    anything.
    """

    line: int
    data: bytes
    encoding: str
    reading: Reading | None


def misread_lines(lines: Iterable[str]) -> list[Misread]:
    """Give the lines without a letter that was surely read right, and how each reads best."""
    found = []
    for index, line in enumerate(lines):
        if not line.isascii() and not re.search(READ_RIGHT, line):
            ways = [Misread(index, data, name, _best_reading(data, name)) for data, name in bytes_before(line)]
            found += sorted(ways, key=lambda way: way.reading.lead if way.reading else 0, reverse=True)[:1]
    return found


def charset_of_lines(found: Iterable[Misread]) -> str | None:
    """Name the charset of lines that were read in the wrong one: that of one sure line, or of several together.

    What other lines say takes nothing from it: fewer lines never decide where more did not.
    """
    leads: Counter[str] = Counter()
    sure = set()
    for _, _, _, reading in found:
        if reading and reading.words > 1:
            leads[reading.charset] += reading.lead
            if reading.is_sure or leads[reading.charset] >= LEAD_OF_LINES:
                sure.add(reading.charset)
    return next((charset for charset, _ in leads.most_common() if charset in sure), None)


def reads_better(data: bytes, charset: str, present: str) -> bool:
    """Tell whether most words with a byte above 7F are syllables in a charset, and more of them than at present."""
    _charsets()
    words = _high_words(data)
    votes = _syllables(words, charset)
    return votes >= SURE * len(words) and votes > _syllables(words, present)


def is_syllable_misread(word: str) -> bool:
    """Tell whether a word of latin-1 is an accented syllable if read in a charset that has letters among the controls.

    It must have a letter of ASCII, as most do: a control by itself is no word.
    """
    _charsets()
    data = word.encode("latin-1")
    readings = (as_shown(data.decode(name, "replace"), name) for name in AMONG_CONTROLS)
    return bool(re.search("[A-Za-z]", word)) and any(not read.isascii() and is_syllable(read) for read in readings)


@cache
def _charsets() -> tuple[str, ...]:
    """Return the names of the charsets that compete; loads their tables, so that Python can decode them."""
    from .codecs import NAMES  # slow to import, and few texts need it

    return (*NAMES, "cp1258")


def _high_words(data: bytes) -> set[bytes]:
    return {word for word in HIGH_WORD.findall(data) if len(word) > 1 and not UNIT_IN_BYTES.fullmatch(word)}


def _syllables(words: set[bytes], charset: str) -> int:
    """Count the words that are syllables with letters beyond ASCII when read in a charset."""
    known = spellings()
    read = (normalize("NFC", word.decode(charset, "replace")).strip(EDGES).lower() for word in words)
    return sum(word in known and not word.isascii() for word in read)


def is_surely_misread(line: str) -> bool:
    """Tell whether a line by itself is surely in one of the old charsets and was read in another."""
    if line.isascii() or re.search(READ_RIGHT, line) or not re.search(READ_WRONG, line):
        return False
    return any(found.reading and found.reading.is_sure for found in misread_lines([line]))


def bytes_before(line: str) -> Iterator[tuple[bytes, str]]:
    """Give the bytes that a line may have been, if it was read as Windows-1252 or latin-1, and if as Windows-1258.

    With the bytes comes the name of the encoding: cp1252 or cp1258. Invisible characters and odd spaces that none of
    them has are set aside. Nothing is given for a line with other characters: it was not read so.
    """
    line = re.sub(SPACE_ASIDE, " ", re.sub(ASIDE, "", line))
    for name in ("cp1252", "cp1258"):
        try:
            yield line.translate(_bytes_of(name)).encode("latin-1"), name
        except UnicodeEncodeError:
            continue


@cache
def _bytes_of(encoding: str) -> dict[int, int]:
    """Give the bytes of characters; C1 controls, as browsers do, are the bytes that an encoding lacks."""
    from .codecs import NOTHING, characters_of

    return {ord(c): byte for byte, c in enumerate(characters_of(encoding)) if byte > 0x7F and c != NOTHING}
