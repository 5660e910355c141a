"""Restore letters that lost a byte after UTF-8 was read as Windows-1252, where the syllables leave one reading.

The no-break space (half of à) becomes a space, is merged with the next, or is stripped at a line's end; the controls
that Windows-1252 lacks (81, 8D, 8F, 90, 9D), or all of 80 to 9F, are deleted.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import product

from unicodedata2 import normalize

from cleantext.vietnamese.letters import ACCENTED, marked_words
from cleantext.vietnamese.syllables import is_syllable

from .patterns import Misreading

NO_BREAK_SPACE = 0xA0
MISSING_IN_WINDOWS = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
CONTROLS = range(0x80, 0xA0)
SIGN_OF_WINDOWS = "(?:á[º»]|Æ)[€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Ä[‘ƒ][a-zÃÆá]"
MOST_BROKEN = 2  # in a word
CACHED = 1 << 12  # words
ABBREVIATION = "[A-Z]{0,4}Ä[A-Z]{0,4}"  # of Đ, half of which Windows lacks: QÄ, NÄ, LÄTBXH
LONGEST = 16  # characters of a word: of seven letters, none of which has more than three bytes
NO_WORDS = ("vày", "lày")  # possible syllables; but "và y tế" and "là y tá" are meant
FOLLOWS_A_LOST_SPACE = re.compile(r"(?: *[,.;:!)”…]| +|\Z)")
HALF_A_SPACE = re.compile(r"(?<![^\W\d_a-z])Â(?=[ ,.;:!)]|$)")  # a no-break space that became a space


class LineOfBrokenWords:
    """A line, and what the whole of it says about how its broken words are to be read.

    `has_right_letters`: some letters beyond ASCII are no mojibake. `is_ascii_otherwise`: nothing else is beyond ASCII,
    but for signs at the ends of the line.
    """

    def __init__(self, line: str, table: Misreading, *, windows: bool = False) -> None:
        self._line, self._table = line, table
        rest = table.broken.sub("", HALF_A_SPACE.sub("", table.sequence.sub("", line)))
        self.has_right_letters = bool(re.search(r"[^\W\d_\x00-\x7f]", rest))
        self.is_ascii_otherwise = _between_end_signs(rest).isascii()
        self._has_small_letters = bool(re.search("[a-z]", line))
        self._keeps_spaces = bool(re.search(f"{table.first_of_a}  ", line))  # none was merged with the next
        self._has_quotation = "«" in rest
        self._is_windows = windows or is_of_windows(line)

    def restore(self, word: re.Match[str]) -> tuple[str, int] | None:
        """Return a broken word as it must have been, and where what it replaces ends; None if nothing decides."""
        raw, end = word[0], word.end()
        broken = [atom for atom in self._table.atom.finditer(raw) if atom.lastgroup == "broken"]
        if len(raw) > LONGEST or len(broken) > MOST_BROKEN or self._has_lost_nothing(raw):
            return None
        space = FOLLOWS_A_LOST_SPACE.match(self._line, end) if broken[-1].end() == len(raw) else None
        if space and (found := self._with_space_restored(word, space)):
            return found if found[0] else None
        if is_syllable(raw) and (self.has_right_letters or raw.isupper()):
            return None  # BÃO, XÃ: in capitals, it may be right as it is
        return self._with_controls_restored(word)

    def _has_lost_nothing(self, raw: str) -> bool:
        """Check whether a word came through whole: it has controls, which are lost first, or ends a quotation."""
        keeps_controls = re.search("[\x80-\x9f\xad]", self._table.sequence.sub("", raw))
        ends_quotation = self._has_quotation and raw.endswith("»")
        return not self._table.loses_bytes or keeps_controls is not None or ends_quotation

    def _with_controls_restored(self, word: re.Match[str]) -> tuple[str, int] | None:
        """Return the word, and where it ends, if there is one syllable that it may have been."""
        raw, end = word[0], word.end()
        if self._is_windows and not self.has_right_letters and re.fullmatch(ABBREVIATION, raw):
            return raw.replace("Ä", "Đ"), end
        readings = _readings(self._table, raw, MISSING_IN_WINDOWS) if self._is_windows else ()
        readings = readings or _readings(self._table, raw, CONTROLS)
        if len({read.lower() for read in readings}) == 1 and not re.search(r"\w", self._before(word)):
            readings = readings[:1]  # at the start of a line, Đảng, not đảng
        return (readings[0], end) if len(readings) == 1 else None

    def fits(self, read: str, word: re.Match[str]) -> bool:
        """Check whether a word that was read with an à can stand where it stands.

        A capital and à, as "Hà", stand only beside words that are not in capitals.
        """
        if re.search("[a-z]", word[0]) or not read.endswith("à"):
            return True
        following = self._table.word.search(self._line, word.end())
        before = self._before(word).split()
        is_last = not following or self._line[word.end() : following.start()].strip(" ")
        if not following or is_last or self._is_open(following):
            in_capitals = not self._has_small_letters or (before and self._is_in_capitals(before[-1]))
            return not in_capitals and not self.has_right_letters
        turned = self.turn_back(following[0])
        if self._is_in_capitals(turned) or (read == "à" and turned[0].isupper()):
            return False
        return turned != following[0] or not self.has_right_letters

    def _before(self, word: re.Match[str]) -> str:
        return self._line[max(0, word.start() - LONGEST) : word.start()]

    def _is_in_capitals(self, word: str) -> bool:
        return self._table.broken.sub("", word).isupper()

    def _is_open(self, word: re.Match[str]) -> bool:
        """Check whether it is unknown if a word is in capitals, as its last letter may be à or Ã."""
        return bool(re.search(f"{self._table.first_of_a}\xa0?\\Z", word[0]))

    def turn_back(self, raw: str) -> str:
        """Return a word with its whole sequences turned back."""
        return str(normalize("NFC", self._table.turn_all_back(raw)))

    def _with_space_restored(self, word: re.Match[str], space: re.Match[str]) -> tuple[str, int] | None:
        """Return the word, and where what it replaces ends, if its last byte was a no-break space; else None.

        The word is "" if nothing decides. The space behind it is the lost half of the letter where the next word is the
        rest of this one, where punctuation follows, and where the line has two spaces at such places.
        """
        end, is_single = word.end(), space[0] == " "
        found: set[tuple[str, int]] = set()
        is_half = space[0].startswith(" ") and (self._keeps_spaces or not is_single)
        lost = MISSING_IN_WINDOWS if self._is_windows else CONTROLS
        following = self._rest_of_word(space.end()) if is_single else None
        for read in _readings(self._table, word[0], lost, NO_BREAK_SPACE, whole=not is_single):
            joined = read + following[0] if following else ""
            if following and is_syllable(joined) and (self._keeps_spaces or joined.lower() not in NO_WORDS):
                found.add((joined, following[1]))
            elif read[-1] == "Ỡ" and not space[0].startswith("  "):
                found.add(("", end))  # Ố, which lost a control, is as likely
            elif _is_reading(read) and self.fits(read, word):
                found.add((read, end + is_half))
        return found.pop() if len(found) == 1 else ("", end) if found else None

    def _rest_of_word(self, start: int) -> tuple[str, int] | None:
        """Return the word that starts there, turned back, and its end; None if it is broken, or there is none."""
        match = self._table.word.match(self._line, start)
        if not match or self._table.is_broken(match[0]):
            return None
        return self.turn_back(match[0]), match.end()


def is_of_windows(text: str) -> bool:
    """Check whether mojibake surely was Windows-1252, of whose controls only five can be lost: it has its signs."""
    return bool(re.search(SIGN_OF_WINDOWS, text))


@lru_cache(CACHED)
def _readings(
    table: Misreading, raw: str, lost: Sequence[int], at_the_end: int | None = None, *, whole: bool = True
) -> tuple[str, ...]:
    """Return what a word may have been that lost these bytes; if `whole`, only what is of syllables."""
    options = []
    for atom in table.atom.finditer(raw):
        if atom.lastgroup == "broken":
            is_last = at_the_end is not None and atom.end() == len(raw)
            options.append(_letters(table, atom[0], [at_the_end] if is_last and at_the_end else lost))
        else:
            options.append([table.turn_back(atom[0]) if atom.lastgroup else atom[0]])
    reads = (normalize("NFC", "".join(letters)) for letters in product(*options))
    return tuple(dict.fromkeys(read for read in reads if not whole or _is_reading(read)))


def _letters(table: Misreading, broken: str, lost: Iterable[int]) -> list[str]:
    """Return the letters that a broken sequence may have been."""
    start = broken.translate(table.byte_of).encode("latin-1")
    letters = (bytes([*start, byte]).decode("utf-8", "replace") for byte in lost)
    return [letter for letter in letters if letter in ACCENTED]


def _between_end_signs(line: str) -> str:
    start = next((i for i, character in enumerate(line) if character.isalnum()), len(line))
    end = next((i for i in range(len(line), start, -1) if line[i - 1].isalnum()), start)
    return line[start:end]


def _is_reading(read: str) -> bool:
    words = marked_words(read)
    return bool(words) and all(map(is_syllable, words))
