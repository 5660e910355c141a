"""Turn a line back sequence by sequence, and count what proves that it was mojibake, and what speaks against it."""

import re
from io import StringIO

from unicodedata2 import normalize

from cleantext.vietnamese.letters import ACCENTED, LETTER, marked_words
from cleantext.vietnamese.syllables import is_syllable

from .lost_bytes import HALF_A_SPACE, LineOfBrokenWords
from .patterns import (
    AMBIGUOUS_CAPITAL,
    CLOSED_QUOTATION,
    MATHS_OR_BOX,
    OPEN_QUOTATION,
    PUNCTUATION,
    Misreading,
    is_suspicious,
)

FEWEST_LETTERS = 2  # accented Vietnamese letters, which prove mojibake together
FIRST_OF_THREE_BYTES = "\u1ea0"  # letters from here on were three characters, which is no coincidence
LONGEST_QUOTATION = 200  # characters before its last word
BYTE_REPLACED = "[?\ufffd]"  # in a word: what it was is lost
# Formulas and frames of tables: √ or ├ and another sign. Beside more letters than these have, they make letters.
FORMULA = rf"(?<![a-z][a-z])√[{MATHS_OR_BOX}]"
FRAME = rf"(?<![A-Za-z])[├─┼╞╠][{MATHS_OR_BOX}]"
UNCLEAR = f"(?:{FORMULA}|{FRAME})(?!{LETTER})"


class Attempt:
    """An attempt to turn a line back sequence by sequence: the text that comes of it (`read`), and what speaks for it.

    A word of which a part cannot be read stays as it came, and with `weak` every word that becomes no syllable.
    """

    def __init__(self, line: str, table: Misreading, *, weak: bool = False, windows: bool = False) -> None:
        self._table, self._weak = table, weak
        self._line = LineOfBrokenWords(line, table, windows=windows)
        self._good = self._bad = self._doubtful = 0  # words: syllables, none, and those that may be right as they are
        self._letters = self._certain = 0  # accented letters of syllables; words with one that was three characters
        self._clear = self._signs = self._others = 0  # words that are no coincidence, signs, and all other words
        written, position = StringIO(), 0
        while word := table.word.search(line, position):
            written.write(line[position : word.start()])
            read, position = self._read_word(word)
            written.write(read)
        written.write(line[position:])
        self.read = written.getvalue()
        if table.loses_bytes and not self._line.has_right_letters and not weak:
            self.read = HALF_A_SPACE.sub("", self.read)

    def is_sure(self) -> bool:
        """Check whether the line is mojibake, beyond coincidence."""
        if not self._good:
            nothing_else = not (self._others or self._bad or self._doubtful)
            return bool(self._signs) and nothing_else and not is_suspicious(self.read)
        proven = self._certain or self._letters >= FEWEST_LETTERS or (self._clear and self._line.is_ascii_otherwise)
        return bool(proven) and self._good + self._certain > self._bad and self._letters > self._doubtful

    def _read_word(self, word: re.Match[str]) -> tuple[str, int]:
        """Return a word turned back, or as it is, and where it ends."""
        raw, end = word[0], word.end()
        if raw.isascii() or re.search(BYTE_REPLACED, raw):
            return raw, end
        if self._table.is_broken(raw):
            found = self._line.restore(word)
            if not found:
                self._others += 1
                return raw, end
            read, end = found
        else:
            read = self._line.turn_back(raw)
        if read == raw:
            return raw, end
        is_doubtful = self._is_doubtful(word, read)
        self._doubtful += is_doubtful
        is_vietnamese = self._judge(read, raw)
        if (is_doubtful and self._line.has_right_letters) or (self._weak and (is_doubtful or not is_vietnamese)):
            return raw, word.end()
        return read, end

    def _is_doubtful(self, word: re.Match[str], read: str) -> bool:
        """Check whether a word may be right as it is: capitals that end in Ã and a sign, a quotation that ends in á."""
        line, start, end = word.string, word.start(), word.end()
        if re.search(CLOSED_QUOTATION, line[start : end + 1]):
            return bool(re.search(f"{OPEN_QUOTATION}\\Z", line[max(0, start - LONGEST_QUOTATION) : start]))
        found = re.search(AMBIGUOUS_CAPITAL, line[start : end + 1])
        if not found or any(character.islower() for character in self._line.turn_back(word[0][: found.start()])):
            return False
        is_no_space = self._line.has_right_letters and word[0].endswith("\xa0")  # but a half of à: HÃ  Ná»™i
        return not (is_no_space and is_syllable(read) and self._line.fits(read, word))

    def _judge(self, read: str, raw: str) -> bool:
        """Count what a word turned back says; return whether it is of Vietnamese syllables and signs alone."""
        read = normalize("NFC", read)
        words = marked_words(read)
        if not words:
            signs = sum(character in PUNCTUATION for character in read)
            self._signs += signs
            self._others += not signs
            return bool(signs)
        if not all(map(is_syllable, words)):
            self._bad += not read.isupper()  # but for abbreviations
            self._others += 1
            return False
        gained = [letter for letter in "".join(words) if letter in ACCENTED and letter not in raw]
        is_single = all(len(word) == 1 and word < FIRST_OF_THREE_BYTES for word in words)  # à is French, too
        if is_single or not gained:
            self._others += 1
            return False
        self._good += 1
        self._letters += len(gained)
        is_certain = max(gained) >= FIRST_OF_THREE_BYTES
        is_clear = is_certain or not re.search(UNCLEAR, raw)
        self._certain += is_certain
        self._clear += is_clear
        return is_clear
