import re

from cleantext.text.lines import iterate_lines
from cleantext.vietnamese.detection import MISREAD_IN_WORD, detect_charset_of_lines, find_misread_lines, reads_better
from cleantext.vietnamese.tones import restore_capitals


def legacy(text: str) -> str:
    """Put lines right that were in a charset from before Unicode and were read as Windows-1252, -1258 or latin-1.

    Archives of the 1990s and 2000s say "Hµn Quèc" (TCVN3) or "Haøn Quoác" (VNI) for "Hàn Quốc". The words of a line
    vote for a charset: read right, they are Vietnamese syllables. A line with too few words to be sure follows
    the others. Capitals that TCVN3 leaves to a font come back in words that are capitals otherwise.

    **Leaves alone:** lines with a letter that only Vietnamese has, which were read right; other languages; a text of
    which no line is sure, nor several together. Opt-in, because it replaces the letters of whole lines; without
    it such lines are noted.
    """
    if not re.search(MISREAD_IN_WORD, text):
        return text
    usual = detect_charset_of_lines(find_misread_lines(iterate_lines(text)))
    if usual is None:
        return text
    lines = text.split("\n")
    for index, data, encoding, guess in find_misread_lines(iterate_lines(text)):
        own = guess.charset if guess and guess.is_sure else usual
        charset = next((name for name in (usual, own) if reads_better(data, name, encoding)), None)
        if charset:
            lines[index] = restore_capitals(data.decode(charset, "cleantext.windows"), charset)
    return "\n".join(lines)
