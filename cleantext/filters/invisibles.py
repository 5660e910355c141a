import re
from functools import cache
from typing import TYPE_CHECKING

from cleantext.text.lines import change_lines
from cleantext.text.replace import replace_matches
from cleantext.vietnamese.detection import MISREAD_IN_WORD, is_misread_syllable, is_surely_misread
from cleantext.vietnamese.letters import ONLY_VIETNAMESE
from cleantext.vietnamese.syllables import is_syllable

if TYPE_CHECKING:
    import regex

INVISIBLE = (
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u206f\ufe0e\ufe0f\ufeff]"
)
NEVER_NEEDED = "[\x00-\x08\x0e-\x1b\x7f\u2060\u206a-\u206f\ufeff]+"
IN_CONTEXT = "[\u200b-\u200d\ufe0e\ufe0f]"  # what depends on the characters next to it
IN_OLD_CHARSETS = "[\x80-\x84\x86-\x9f\xad]+"  # letters of TCVN3, VISCII and VPS, decoded as latin-1
BEYOND_LATIN_1 = f"[{ONLY_VIETNAMESE}\u0300-\u036f]"  # a line with one was not decoded as latin-1
OLD_CHARSET_WORD = "[A-Za-z\x80-\x84\x86-\x9f\xa1-\xff]+"  # in those charsets
DIRECTION_MARKS = "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+"
RIGHT_TO_LEFT = "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"


def invisibles(text: str) -> str:
    """Delete invisible characters: controls, zero-width characters, soft hyphens, stray direction marks.

    Editors and web pages leave them inside words ("thủy<U+00AD>lợi"), where they break every search. Word joiners and
    byte order marks go wherever they are, and so do C0 and C1 controls and soft hyphens, with one exception.

    **Leaves alone:** what an invisible character is needed for. The zero-width space next to Khmer, Thai, Lao and
    Myanmar letters, which write no spaces; joiners next to anything but Latin letters, digits and punctuation
    (emoji, Persian, Hindi); variation selectors behind anything but a Latin letter or a space; direction marks on
    lines with right-to-left letters (Unicode Standard, chapters 9, 12, 16 and 23). The exception: a C1 control or
    soft hyphen that is a letter of TCVN3, VISCII or VPS mis-read, on a line of such words or in a word that only
    then is a syllable; the filter legacy needs it. Tab, VT, FF, NEL and the separators U+001C to U+001F are white
    space and left to that filter.
    """
    if not re.search(INVISIBLE, text):
        return text
    text = replace_matches(NEVER_NEEDED, "", text)
    if re.search(IN_CONTEXT, text):
        for pattern in _in_context():
            text = replace_matches(pattern, "", text)
    text = change_lines(text, IN_OLD_CHARSETS, _without_controls)
    return change_lines(text, DIRECTION_MARKS, _without_directions)


def _without_directions(line: str) -> str:
    return line if re.search(RIGHT_TO_LEFT, line) else replace_matches(DIRECTION_MARKS, "", line)


def _without_controls(line: str) -> str:
    if re.search(BEYOND_LATIN_1, line):
        return replace_matches(IN_OLD_CHARSETS, "", line)
    if is_surely_misread(line):
        return line
    other_signs = re.search(MISREAD_IN_WORD, replace_matches(IN_OLD_CHARSETS, "", line)) is not None

    def _clean_word(word: re.Match[str]) -> str:
        left = re.sub(IN_OLD_CHARSETS, "", word[0])
        return word[0] if is_misread_syllable(word[0]) and (other_signs or not is_syllable(left)) else left

    return replace_matches(OLD_CHARSET_WORD, _clean_word, line)


@cache
def _in_context() -> "tuple[regex.Pattern[str], ...]":
    """Return the patterns that depend on scripts; they need `regex`, which is imported only when they are used."""
    import regex

    spaceless = r"[\p{Khmer}\p{Thai}\p{Lao}\p{Myanmar}]"
    joined = r"[^\p{Latin}\u0300-\u036f\s0-9!-/:-@\[-`{-~‘’“”–—…]"
    return (
        regex.compile(rf"(?<!{spaceless})\u200b+(?!{spaceless})"),
        regex.compile(rf"(?<!{joined})[\u200c\u200d]+(?!{joined})"),
        regex.compile(r"(?<![^\p{Latin}\u0300-\u036f\s])[\ufe0e\ufe0f]+"),
    )
