import re

from cleantext.text.lines import iterate_lines
from cleantext.vietnamese.legacy.lines import charsets_of_lines, repair_lines
from cleantext.vietnamese.legacy.signs import SIGN_OF_MISREADING, may_be_misread


def legacy(text: str) -> str:
    """Put lines right that were in a charset from before Unicode and were read as Windows-1252, -1258 or latin-1.

    Archives of the 1990s and 2000s, and text layers of their PDF files, say "Hµn Quèc" (TCVN3) or "Haøn Quoác" (VNI)
    for "Hàn Quốc". The words of a line vote for a charset: read right, they are Vietnamese syllables. Three different
    words decide if most are syllables in one charset, and at least two fewer in each other and as they stand; so do
    several shorter lines together. A line that is not sure by itself, as one of abbreviations (Q§-BTC), follows the
    others. Signs that no charset has (₫, bullets, emoji) stay, and so do “ ” – … where they are no letters; a minus for
    ư and a ∙ for ã, as PDF files have them, are taken for these where that makes a syllable. Capitals that TCVN3 leaves
    to a font come back in words that are capitals otherwise.

    **Leaves alone:** lines with a letter that only Vietnamese has, which were read right; other languages, also beside
    lines in an old charset; lines that read as well as they stand ("công an"); a text of which no line is sure, nor
    several together.
    """
    if not re.search(SIGN_OF_MISREADING, text) or not may_be_misread(iterate_lines(text)):
        return text
    charsets = charsets_of_lines(iterate_lines(text))
    if not charsets:
        return text
    lines = text.split("\n")
    repair_lines(lines, charsets)
    return "\n".join(lines)
