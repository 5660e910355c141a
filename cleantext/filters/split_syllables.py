import re
from functools import partial

from cleantext.text.lines import change_lines
from cleantext.text.replace import replace_matches
from cleantext.vietnamese.codepage import encode
from cleantext.vietnamese.letters import LETTER
from cleantext.vietnamese.pieces import SPLIT_SYLLABLES, join_likeliest

ALONE = rf"(?<!{LETTER})(?i:ngh?|[cgknpt]h|tr|qu)(?!{LETTER})"
UNFINISHED = rf"(?i:[ăắằẳẵặâấầẩẫậ]|[iy][êếềểễệ]|ư[ơớờởỡợ]|u[ôốồổỗộ])(?!{LETTER})"
PIECE = f"{ALONE}|{UNFINISHED}"  # of a syllable: by itself it is none, and no unit either
UNIT = r"(?<=\d )[mglhstđ] "
RUN_OF_WORDS = rf"(?<!\w)(?!{UNIT}){LETTER}+(?: {LETTER}+)+(?!\w)"
FEWEST_SPACES = 2  # inside the syllables of a line
MANY = 10  # spaces inside the syllables of a text: then one in a line is enough
STAY = 0.25  # of the pieces, at most


def split_syllables(text: str) -> str:
    """Join syllables that spaces split: "Áp dụng từ ngày" for "Áp dụ ng t ừ ngày".

    Readers of PDF files see a space wherever letters stand apart: before and after those with marks, which come from
    another font. A line is proof if it has pieces that are no words (ng, ph, ườ, iệ), at least two spaces must go,
    and few such pieces stay. Of all ways to join pieces (`cleantext/vietnamese/pieces.py`) the one is taken that
    leaves the fewest that are no syllable, and gives the most everyday words. In a text with many such spaces, a line
    with one is repaired too.

    **Leaves alone:** lines with a single odd piece, unless there are many; initials (T. H. Nam), formulas, lists of
    letters, units behind numbers (1 m 2); words of other languages. Opt-in, because it chooses by what is likely: a
    split syllable can also be read as two words.
    """
    if not SPLIT_SYLLABLES.scan(encode(text)):
        return text
    joined = change_lines(text, PIECE, partial(_join_in_line, fewest=FEWEST_SPACES))
    return change_lines(joined, " ", partial(_join_in_line, fewest=1)) if len(text) - len(joined) >= MANY else joined


def _join_in_line(line: str, fewest: int) -> str:
    joined = replace_matches(RUN_OF_WORDS, lambda run: " ".join(join_likeliest(run[0].split(" "))), line)
    if len(line) - len(joined) < fewest or len(re.findall(PIECE, joined)) > STAY * len(re.findall(PIECE, line)):
        return line
    return joined
