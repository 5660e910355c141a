import re

from unicodedata2 import normalize

from cleantext.text.invisible import (
    CONTROLS,
    DIRECTION_MARKS,
    FILLERS,
    FORMATTING,
    IN_CONTEXT,
    NEVER_NEEDED,
    OPTIONAL_HYPHEN,
    RIGHT_TO_LEFT,
    not_needed,
)
from cleantext.text.lines import change_lines
from cleantext.text.replace import replace_matches
from cleantext.vietnamese.letters import ONLY_VIETNAMESE
from cleantext.vietnamese.pieces import join_to_syllables

INVISIBLE = f"[{CONTROLS}{OPTIONAL_HYPHEN}{FORMATTING}]"
LETTER = rf"[^\W\d_{FILLERS}]"
LETTER_OR_MARK = f"(?:{LETTER}|[\u0300-\u034e\u0350-\u036f])"  # but U+034F, a joiner
WORD_WITH_INVISIBLES = f"(?<!{LETTER}){LETTER}{LETTER_OR_MARK}*+(?:{INVISIBLE}++{LETTER_OR_MARK}++){{1,99}}+"
BEHIND_LETTER = f"{INVISIBLE}(?<={LETTER_OR_MARK}.)"
HYPHEN_IN_WORD = f"(?<={LETTER_OR_MARK}){OPTIONAL_HYPHEN}+(?={LETTER_OR_MARK})"


def invisibles(text: str) -> str:
    """Delete invisible characters: controls, zero-width characters, soft hyphens, stray direction marks.

    Editors and web pages leave them inside words ("nghi<U+00AD>ệp"), where they break every search. C0 and C1 controls,
    soft hyphens, the optional hyphen of Word (U+001F), word joiners and byte order marks go wherever they are too.
    Between two whole syllables, one of them with an accent ("thủy<U+200B>lợi"), any of them becomes a space:
    Vietnamese writes no two syllables as one word, so there it stands for the space that was lost.

    **Leaves alone:** what an invisible character is needed for. The zero-width space next to Khmer, Thai, Lao and
    Myanmar letters, which write no spaces; joiners, fillers and the like next to anything but Latin letters, digits
    and punctuation (emoji, Persian, Hindi, Mongolian, Korean); variation selectors behind anything but a Latin
    letter or a space; tags behind emoji (flags); direction marks on lines with right-to-left letters (Unicode
    Standard, chapters 9, 12, 16 and 23).
    Controls that stand for a space or a sign (tab, U+0007, U+001E) are left to whitespace and windows-signs.
    """
    return change_lines(text, INVISIBLE, _clean_line)


def _clean_line(line: str) -> str:
    if re.search(BEHIND_LETTER, line):
        line = _part_syllables(line)
    line = replace_matches(f"[{CONTROLS}{NEVER_NEEDED}]+", "", line)
    line = replace_matches(HYPHEN_IN_WORD, "", line)
    for kind in IN_CONTEXT:
        if re.search(f"[{kind}]", line):
            line = replace_matches(not_needed(kind), "", line)
    return line if re.search(f"[{RIGHT_TO_LEFT}]", line) else replace_matches(f"[{DIRECTION_MARKS}]+", "", line)


def _part_syllables(line: str) -> str:
    if not re.search(f"[{ONLY_VIETNAMESE}]", normalize("NFC", line)):
        return line
    return replace_matches(WORD_WITH_INVISIBLES, _part_word, line)


def _part_word(word: re.Match[str]) -> str:
    """Return a word with spaces between its syllables; or unchanged if it is not made of syllables with an accent."""
    pieces = re.split(f"{INVISIBLE}+", word[0])
    syllables = None if "".join(pieces).isascii() else join_to_syllables(pieces)  # "ti", "tan" may be of titan
    return word[0] if syllables is None else " ".join(syllables)
