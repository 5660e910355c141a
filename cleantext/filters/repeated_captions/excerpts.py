"""Check whether a line is contained in a longer one: a sentence of it, its beginning, alt text without marks."""

from collections.abc import Sequence

from unicodedata2 import normalize

from cleantext.text.keys import letters_of
from cleantext.text.prose import TRUNCATED_ENDINGS, is_running_text
from cleantext.vietnamese.letters import ACCENTED

from .credits import comparable, without_tail

FEWEST_LETTERS = 12  # of alt text
FEWEST_SPACES = 3  # in alt text made from the name of a file
SHORTEST_EXCERPT, LONGEST_CAPTION = 30, 200  # characters, as are the other lengths here
SHORTEST_SENTENCE = 40
SHORTEST_TEASER = 80
SENTENCE_BREAKS = (".", "!", "?", "…", ":", "”", '"', "")
WITHOUT_MARKS = {ord(c): "d" if c == "đ" else normalize("NFD", c)[0] for c in ACCENTED if c.islower()}


def without_marks(letters: str) -> str:
    """Return lower-case letters without their marks, as a CMS writes them in the alt text of pictures."""
    return letters.translate(WITHOUT_MARKS)


def possible_excerpts(lines: Sequence[str]) -> list[int]:
    """Return the indexes of the lines that may be contained in one of the two lines before or after them.

    These lines are short or truncated, and a neighbour contains their first words; or they have several words without
    marks, and may be alt text.
    """
    found = []
    padded = ["", "", *lines, "", ""]
    for index, line in enumerate(lines):
        if len(line) >= LONGEST_CAPTION and not line.endswith(TRUNCATED_ENDINGS):
            continue
        if line.isascii() and line.count(" ") >= FEWEST_SPACES:
            found.append(index)
        elif len(line) >= SHORTEST_EXCERPT:
            start, at = line[1:SHORTEST_EXCERPT], index + 2
            if start in padded[at + 1] or start in padded[at - 1] or start in padded[at + 2] or start in padded[at - 2]:
                found.append(index)
    return found


def is_excerpt(line: str, longer: str, *, above: bool) -> bool:
    """Check whether a line is a whole sentence of a longer line, or a teaser with which the longer line begins.

    `above` is true if the line is right above the longer one. A line that is neither running text nor truncated may be
    a heading, and one with which a sentence of the longer line only begins may name who is in a picture.
    """
    cut = line.endswith(TRUNCATED_ENDINGS)
    if not (cut or is_running_text(line)):
        return False
    stem = without_tail(line).strip(' .”"“…[]()')
    at = longer.find(stem) if len(stem) >= SHORTEST_SENTENCE and len(longer) > len(stem) + 10 else -1
    if at < 0:
        return False
    if letters_of(stem) == letters_of(without_tail(longer)):
        return False  # the same caption with another credit
    if at == 0 and len(stem) >= SHORTEST_TEASER and (cut or above):
        return True
    ends = longer[at + len(stem) : at + len(stem) + 1] in SENTENCE_BREAKS
    starts = at == 0 or longer[:at].rstrip(' “"')[-1:] in SENTENCE_BREAKS
    return starts and ends


def is_unaccented_start(line: str, longer: str) -> bool:
    """Check whether a line is the beginning of a longer one without its marks, as alt text made from a file's name.

    A line that has all the letters of that beginning is a heading that its paragraph begins with.
    """
    if not line.isascii():
        return False
    own, start = comparable(line).letters, letters_of(longer[: 2 * len(line)])
    return without_marks(start).startswith(own) and not start.startswith(own)
