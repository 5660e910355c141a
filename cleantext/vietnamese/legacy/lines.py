"""Find and repair lines that were in an old charset, or in cp1258, and were decoded in another encoding."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from unicodedata2 import normalize

from cleantext.vietnamese.codepage import TYPOGRAPHIC_SIGNS
from cleantext.vietnamese.letters import COMBINING, GRAVE, TONES
from cleantext.vietnamese.original_bytes import byte_of_character, without_added
from cleantext.vietnamese.syllables import spellings

from .capitals import restore_capitals
from .signs import ASCII_WORD, is_surely_right, may_vote
from .votes import Guess, best_guess, cached_if_short, charsets_of_guesses, is_read_in, may_be_in, reads_in

CP1258_BUT_GRAVE = f"[ÒÞìò{TONES.replace(GRAVE, '')}]"  # not the grave, Ì, with which marks in UTF-8 begin
# What layers of text in PDF files have for bytes that are letters of TCVN3: AD (ư), B7 (ã), B5 (à).
STAND_INS = {"\u2212": 0xAD, "\u2219": 0xB7, "\u03bc": 0xB5}
# They and the signs of Windows-1252 may be signs where the words beside them are in an old charset.
SIGNS = "".join(STAND_INS) + TYPOGRAPHIC_SIGNS + "„‚•‹›€™‰†‡\u00a0"
# A line with these was not decoded so: other Latin letters and marks, and signs within words but for dashes and dots.
LETTERS_BEYOND = f"[\u0100-\u024f{COMBINING}\u1e00-\u1eff]"
SIGN_IN_WORD = "(?<=[A-Za-z\x80-\xff])[^\x00-\xff\u2010-\u2027](?=[A-Za-z\x80-\xff])"
NO_BYTES = f"{LETTERS_BEYOND}|{SIGN_IN_WORD}"
# Letters at whose bytes cp1258 has others; marks behind a space, where no letter of the charsets is often.
NOT_FROM_CP1258 = rf"[ÃÌÐÒÕÝÞãìðòõýþ]|(?<!\S)[{TONES}]"
BYTES = re.compile("[\x00-\xff]+")
WORD = re.compile("[A-Za-z\x80-\xff]+")


class Misread(NamedTuple):
    """A line that may have been decoded in the wrong charset.

    `line_index` is its place, from 0, `line` its text, `encoding` the one in which it was decoded, and `characters`
    the line with a character for each byte (U+0000 to U+00FF) where it can be turned back.
    """

    line_index: int
    line: str
    encoding: str
    characters: str

    @property
    def data(self) -> bytes:
        """The bytes of the line, with a space for each run of characters that are none."""
        return re.sub("[^\x00-\xff]+", " ", self.characters).encode("latin-1")

    def guess(self) -> Guess | None:
        """Return the charset in which the line reads best, if there is one."""
        guess = best_guess(self.data, self.encoding)
        is_doubtful = guess and guess.charset == "cp1258" and not re.search(CP1258_BUT_GRAVE, self.line)
        return None if is_doubtful else guess

    def reads_in(self, charset: str) -> bool:
        """Check whether most words are syllables in a charset, and more than in the present encoding."""
        return reads_in(self.data, charset, self.encoding)

    def is_foreign(self) -> bool:
        """Check whether the line is not sure by itself, and most of its ASCII words are not Vietnamese."""
        if (guess := self.guess()) and guess.is_sure:
            return False
        words = re.findall(ASCII_WORD, self.characters)
        return 2 * sum(word in spellings() for word in words) < len(words)

    def may_follow(self, charset: str) -> bool:
        """Check whether nothing speaks against the charset of the line before, and something for it."""
        return bool(charset) and may_be_in(self.data, charset, self.encoding)

    def read(self, charset: str) -> str:
        """Return the line as it reads in a charset; signs that are no byte of it, or no part of a word, stay."""
        characters = self.characters
        if re.search(f"[{SIGNS}]", self.line):
            characters = WORD.sub(lambda word: self._with_signs(word, charset), characters)
        read = BYTES.sub(lambda run: run[0].encode("latin-1").decode(charset, "cleantext.windows"), characters)
        return restore_capitals(normalize("NFC", read), charset)

    def _with_signs(self, word: re.Match[str], charset: str) -> str:
        """Return a word, with its signs as they are if they are no letters of it; no-break spaces become spaces."""
        own = self.line[word.start() : word.end()]
        if own.isalnum() or (len(own) > 1 and _is_word_in(word[0], charset)):
            return word[0]
        pairs = zip(own, word[0], strict=True)
        return "".join([sign if sign in SIGNS else byte for sign, byte in pairs]).replace("\u00a0", " ")


@cached_if_short
def _is_word_in(characters: str, charset: str) -> bool:
    return is_read_in(characters.encode("latin-1"), charset, with_signs=False)


def find_misread_lines(lines: Iterable[str]) -> Iterator[Misread]:
    """Yield the non-ASCII lines that may have been decoded wrongly."""
    for index, given in enumerate(lines):
        if may_vote(given):
            line = without_added(given)
            for encoding, lacks in (("cp1252", None), ("cp1258", NOT_FROM_CP1258)):
                characters = line.translate(_byte_of_character(encoding))
                if not re.search(NO_BYTES, characters) and not (lacks and re.search(lacks, line)):
                    yield Misread(index, line, encoding, characters)
                    break


def repair_lines(lines: list[str], charsets: Sequence[str]) -> None:
    """Put the lines right that read better in one of the charsets of their document, the usual one first.

    A line that is not sure, as one of few words or of abbreviations, follows the line before if that was mis-read. One
    that reads as well as it stands does not: in any document, "công an" may be right, though it was "cụng an" in TCVN3.
    """
    last, last_index = charsets[0], -1
    for found in find_misread_lines(lines):
        if any(map(is_surely_right, lines[last_index + 1 : found.line_index])):
            last = ""
        last_index = found.line_index
        charset = next(filter(found.reads_in, charsets), "")
        if not charset and found.may_follow(last):
            charset = last
        if charset and not found.is_foreign():
            lines[found.line_index] = found.read(charset)
        last = charset


@cache
def _byte_of_character(encoding: str) -> dict[int, int]:
    return {ord(character): byte for character, byte in STAND_INS.items()} | byte_of_character(encoding)


def charsets_of_lines(lines: Iterable[str]) -> list[str]:
    """Return the charsets in which lines are that were decoded wrongly, the usual one first."""
    return charsets_of_guesses(found.guess() for found in find_misread_lines(lines))
