"""How UTF-8 looks after it was read in another encoding: the tables, and the sequences that hardly anything else is.

A letter beyond ASCII is two or three bytes in UTF-8, each of which became a character of its own. A *sequence* is such
characters in a row that turn back into one character; a *broken* sequence is the start of one that has lost its end.
Mac Roman and the code pages 437 and 850 keep every byte, so that nothing of theirs is ever broken on the way.
"""

import re
from collections.abc import Iterable
from functools import cache, cached_property, lru_cache

from unicodedata2 import normalize

from cleantext.vietnamese.codepage import TYPOGRAPHIC_SIGNS
from cleantext.vietnamese.letters import ACCENTED, COMBINING, LETTER, MARKS
from cleantext.vietnamese.original_bytes import byte_of_character

ENCODINGS = ("cp1252", "cp1258", "mac_roman", "cp437", "cp850")  # cp1252 includes latin-1, as in browsers
SIGN_OF_MOJIBAKE = "[ÃĂÄÅÆÌ\u0300\u0303\u0306\u0308\u030aº»€\x80√ƒ≈∆∫ª├─┼╞╠║╗Ç░]"
"""Every line with a sequence that `Misreading.signature` finds contains one of these.

Letters of three bytes begin with á, ß or ·, which are common, and go on with one of these; so do signs (â€œ).
"""
NO_LETTER_BEHIND = f"(?!{LETTER})"
# Of à, all but Ã is lost: its other half, a no-break space, became a space or was deleted.
A_HALF_LOST = r"(?<=[a-z][ÃĂ])(?:[ ,.;:!)]|$)|(?<=[A-Z][ÃĂ]) [a-z]"
# Mojibake in decomposed form: A and a mark (Ã, Ă, Ä, Å), I and a grave (Ì), or a, a mark and a sign ("áº", "á»", "â€").
# The class of rare characters comes first, which Python searches fast.
RARE_OF_DECOMPOSED = "[\u0300\u0303\u0306\u0308\u030aº»€\x80]"
DECOMPOSED = f"{RARE_OF_DECOMPOSED}(?:(?<=A[^\u0300])|(?<=I\u0300)|(?<=a[\u0301\u0302][º»€\x80]))"
PUNCTUATION = TYPOGRAPHIC_SIGNS + "•"
READABLE = ACCENTED.union(PUNCTUATION)
# This may be correct text: a word in capitals that ends in Ã, Ă or Ä, then punctuation or a no-break space: ĐÃ”, MÃ SP.
A_BEFORE_SIGN = rf"[ÃĂ](?:\xa0(?![a-z])|[{PUNCTUATION}™®©°«»½£]{NO_LETTER_BEHIND})(?<![a-z]..)"
AMBIGUOUS_CAPITAL = f"{A_BEFORE_SIGN}|(?<=[A-Z])Ä‘{NO_LETTER_BEHIND}"
# This may be correct text, too: a quotation that ends in á, «lá»… The guillemet that opens it is no half of a letter.
OPEN_QUOTATION = "(?<![ÂÃÄº»])«[^«»]*"
CLOSED_QUOTATION = f"á»[{PUNCTUATION}™®]{NO_LETTER_BEHIND}"
MATHS_OR_BOX = "∞∑∏π∫Ω∂µ\u2500-\u257f"  # what may stand after √ or ├ in right text, too
# Unmistakable in Windows-1252, whole or after a byte was lost.
BROKEN_D = "Ä[\x90\x91]|Ä‘(?=[a-zÃÆá])"
BROKEN_TRIPLE = "â€|áº(?=[A-Za-z ])|(?<=[a-z])á»(?=[a-z])"
BROKEN_A = "(?<=[a-z])Ã[ \xa0]"
BROKEN_IN_WINDOWS = f"{BROKEN_D}|{BROKEN_TRIPLE}|{BROKEN_A}"
CONTINUATION_BYTES = range(0x80, 0xC0)
LINE_ENDS = "[\r\n\u2028\u2029]"  # a repair adds no line
CACHED = 1 << 12  # sequences of at most four characters
LONGEST_WORD = 64  # sequences and letters


class Misreading:
    """UTF-8 read in a certain encoding: the bytes that its characters were, and patterns to find them.

    Each pattern is compiled when it is first used: together they take some 40 ms.
    """

    def __init__(self, encoding: str) -> None:
        self.byte_of = byte_of_character(encoding)
        self.loses_bytes = self.byte_of.get(0xA0) == 0xA0  # as no-break spaces and controls, which are lost easily
        self.first_of_a = self._characters([0xC3])  # of à, the letter whose second byte is a no-break space

    @cached_property
    def sequence(self) -> re.Pattern[str]:
        """What is likely to turn up between Vietnamese words: letters of Latin, signs, emoji."""
        return re.compile(f"{self._letters()}|{self._signs()}")

    @cached_property
    def broken(self) -> re.Pattern[str]:
        """The start of a Vietnamese letter; looked for where no sequence is."""
        return re.compile(f"{self._characters(range(0xC3, 0xC7))}|{self._first_two()}")

    @cached_property
    def word(self) -> re.Pattern[str]:
        """A run of letters, sequences and broken sequences; or of signs."""
        part = f"{self._letters()}|(?:{self.broken.pattern})[?]?|(?!{self._signs()}){LETTER}|[\ufffd\x80-\x9f\xad]"
        return re.compile(f"(?:{self._signs()}){{1,{LONGEST_WORD}}}|(?:{part}){{1,{LONGEST_WORD}}}")

    @cached_property
    def atom(self) -> re.Pattern[str]:
        """A sequence, a broken sequence, or any other character."""
        return re.compile(f"(?P<sequence>{self.sequence.pattern})|(?P<broken>{self.broken.pattern})|.")

    @cached_property
    def signature(self) -> re.Pattern[str]:
        """What only a letter of Vietnamese or a typographic sign turns into."""
        return re.compile(f"{self._pair()}|{self._triple()}|{''.join(self._sign())}")

    @cached_property
    def unmistakable(self) -> re.Pattern[str]:
        """What stands in no right text, of a letter of two or three bytes, or a sign."""
        pair = f"{self._pair()}(?<![{PUNCTUATION}{MATHS_OR_BOX}])"
        surely = [
            f"(?<=[a-z]){pair}",
            f"{pair}(?=[a-z])",
            f"(?<=[A-Z]){pair}(?<![\xa0´˜¨])(?=[A-Z])",  # these are no half of a capital letter
            f"{self._triple()}(?<![{PUNCTUATION}])",
            f"{self._triple()}(?={LETTER})",
            "".join(self._sign()),
        ]
        return re.compile("|".join(surely + ([BROKEN_IN_WINDOWS] if self.loses_bytes else [])))

    def after_rare(self) -> str:
        """Return a pattern of what makes of one rare character a letter or a sign."""
        start_of_sign, end_of_sign = self._sign()
        third = f"(?<={self._first_two()}){self._characters(CONTINUATION_BYTES)}|(?<={start_of_sign}){end_of_sign}"
        u_horn = f"(?<={self._characters([0xC6])}{self._characters([0xB0])})"  # in code page 850 ã░: ã is common
        return f"{self._second_of_pair()}|{third}|{u_horn}"

    def _second_of_pair(self) -> str:
        """Return a pattern of the second of the two characters that a letter or mark became."""
        of = self._characters
        return "|".join(f"(?<={of([first])}){of(rest)}" for first, rest in _second_bytes().items())

    def _pair(self) -> str:
        return f"{self._characters(_second_bytes())}(?:{self._second_of_pair()})"

    def _triple(self) -> str:
        return f"{self._first_two()}{self._characters(CONTINUATION_BYTES)}"

    def _sign(self) -> tuple[str, str]:
        """Return patterns of the first two and the last of the three characters that a typographic sign became."""
        of = self._characters
        return f"{of([0xE2])}{of([0x80])}", of(sign.encode()[2] for sign in PUNCTUATION)

    def _first_two(self) -> str:
        """Return a pattern of the first two of the three characters that a letter from ạ to ỹ became."""
        return self._characters([0xE1]) + self._characters([0xBA, 0xBB])

    def _letters(self) -> str:
        """Return a pattern of the sequences of letters and marks of Latin."""
        of = self._characters
        rest = of(CONTINUATION_BYTES)
        with_horn = of([0xC6]) + of(letter.encode()[1] for letter in "ơưƠƯƒ")
        mark = of([0xCC]) + of(mark.encode()[1] for mark in MARKS)
        spacing_mark = of([0xCB]) + of(mark.encode()[1] for mark in "ˆ˜")
        return f"{of(range(0xC3, 0xC6))}{rest}|{with_horn}|{mark}|{spacing_mark}|{self._first_two()}{rest}"

    def _signs(self) -> str:
        """Return a pattern of the sequences of signs and emoji."""
        of = self._characters
        rest = of(CONTINUATION_BYTES)
        return f"{of([0xC2])}{rest}|{of([0xE2, 0xEF])}{rest}{{2}}|{of([0xF0])}{rest}{{3}}"

    def _characters(self, these: Iterable[int]) -> str:
        """Return a class of the characters that bytes were."""
        wanted = set(these)
        return f"[{re.escape(''.join(chr(code) for code, byte in self.byte_of.items() if byte in wanted))}]"

    @lru_cache(CACHED)  # noqa: B019 - there are five misreadings, and they are kept
    def turn_back(self, sequence: str) -> str:
        """Return the character that a sequence was, or the sequence if it was none."""
        try:
            return re.sub(LINE_ENDS, " ", sequence.translate(self.byte_of).encode("latin-1").decode("utf-8"))
        except UnicodeError:
            return sequence

    def turn_all_back(self, text: str) -> str:
        """Return a text with its sequences turned back."""
        return self.sequence.sub(lambda match: self.turn_back(match[0]), text)

    def is_broken(self, word: str) -> bool:
        """Check whether a word has broken sequences."""
        return self.broken.search(self.sequence.sub("", word)) is not None

    def count_readable(self, text: str) -> int:
        """Return how many letters of Vietnamese and signs a text holds if it was read in this encoding."""
        return sum(self.turn_back(found[0]) in READABLE for found in self.signature.finditer(text))


def is_suspicious(text: str) -> bool:
    """Check whether a text may hold mojibake: letters or signs of Vietnamese in a wrong encoding."""
    return bool(hint().search(text) or (re.search(DECOMPOSED, text) and hint().search(composed(text))))


@cache
def hint() -> re.Pattern[str]:
    """Return a pattern that is found in a text with a signature of any encoding, or with an à of which half is lost.

    It begins with a class of rare characters, for which Python searches fast.
    """
    parts = [A_HALF_LOST, *(misreading(name).after_rare() for name in ENCODINGS)]
    return re.compile(f"{SIGN_OF_MOJIBAKE}(?:{'|'.join(parts)})", re.MULTILINE)


def composed(text: str) -> str:
    """Return a text in NFC: mojibake may be decomposed as other text."""
    return str(normalize("NFC", text)) if re.search(f"[{COMBINING}]", text) else text


def is_unmistakable(line: str) -> bool:
    """Check whether a line has sequences, whole or broken, that stand in no right text."""
    if not re.search(SIGN_OF_MOJIBAKE, line):
        return False
    line = composed(line)
    if not re.search(SIGN_OF_MOJIBAKE, line):  # right letters, decomposed
        return False
    if "«" in line:  # a quotation that ends in á
        line = re.sub(rf"{OPEN_QUOTATION}á»(?=\W|\Z)", "", line)
    return any(misreading(name).unmistakable.search(line) for name in ENCODINGS)


def _second_bytes() -> dict[int, set[int]]:
    """Map the first byte of letters of two bytes, and of marks, to the second ones.

    After C3, any: these are the letters of a text that was misread twice.
    """
    found: dict[int, set[int]] = {}
    for letter in (*sorted(ACCENTED), *MARKS):
        first, *rest = letter.encode()
        if len(rest) == 1:
            found.setdefault(first, set()).update(rest)
    return found | {0xC3: set(CONTINUATION_BYTES)}


@cache
def misreading(encoding: str) -> Misreading:
    """Return the patterns for an encoding."""
    return Misreading(encoding)
