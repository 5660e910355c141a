import re

from cleantext.text.lines import change_lines
from cleantext.text.replace import replace_matches
from cleantext.vietnamese.letters import ACUTE, BREVE, CIRCUMFLEX, GRAVE, LETTER, MARKS, TILDE
from cleantext.vietnamese.syllables import is_syllable

from .unicode import unicode

SPACING_MARKS = dict(zip("´`ˊˋ˜ˆ˘", (ACUTE, GRAVE, ACUTE, GRAVE, TILDE, CIRCUMFLEX, BREVE), strict=True))
GREEK_TILDE, STROKES = "\u0342", "\u0335\u0336"
TO_COMBINING = str.maketrans({**SPACING_MARKS, GREEK_TILDE: TILDE})
SIGNS = f"{''.join(SPACING_MARKS)}{GREEK_TILDE}{STROKES}"
WORD = f"{LETTER}(?:{LETTER}|[{MARKS}])*+"

LOOSE_MARK = f"[{SIGNS}{MARKS}]"
LOOSE = f"[{SIGNS}]|(?<=[ \u00a0])[{MARKS}]"
WORD_WITH_SIGNS = f"(?<![{SIGNS}'‘])\\b{LETTER}(?:{LETTER}|[{MARKS}]|[{SIGNS}](?![{SIGNS}]))*(?![{SIGNS}])"
MARK_AFTER_SPACE = f"(?<![{MARKS}])\\b({WORD})[ \u00a0]([{MARKS}]+)(?:([ \u00a0]?)({WORD})(?![ \u00a0][{MARKS}]))?"


def loose_marks(text: str) -> str:
    """Join marks that stand behind or apart from their letter: "a´" is á, "la ̀" is là, d with a stroke is đ.

    Programs without Vietnamese fonts, and readers of PDF files, write the tone as a sign of its own: an acute or
    grave accent (U+00B4, U+0060, U+02CA, U+02CB), a tilde, circumflex or breve (U+02DC, U+02C6, U+02D8, U+0342), a
    stroke through d (U+0335, U+0336), or a combining mark behind a space. A word is changed only if it is
    then a syllable.

    **Leaves alone:** words that do not become one, and words between two such signs, which are quotation marks there.
    Opt-in, because an accent can also be an apostrophe or code, and where a space split a word it may be two.
    """
    return change_lines(text, LOOSE, _join_in_line)


def _join_in_line(line: str) -> str:
    line = replace_matches(WORD_WITH_SIGNS, lambda word: _syllable(word[0]) or word[0], line)
    return replace_matches(MARK_AFTER_SPACE, _join_words, line)


def _join_words(word: re.Match[str]) -> str:
    start, marks, space, rest = (part or "" for part in word.groups())
    split = rest and (not space or len(rest) == 1 or not is_syllable(rest))
    if split and (whole := _syllable(start + marks + rest)):
        return whole
    whole = _syllable(start + marks)
    return word[0] if whole is None or (rest and not space) else whole + space + rest


def _syllable(loose: str) -> str | None:
    word = unicode(re.sub(f"d[{STROKES}]", "đ", re.sub(f"D[{STROKES}]", "Đ", loose.translate(TO_COMBINING))))
    return word if is_syllable(word) else None
