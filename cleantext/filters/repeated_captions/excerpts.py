"""Check whether a line is contained in a longer one: a sentence of it, its beginning, alt text without marks."""

from collections.abc import Sequence

from cleantext.text.keys import letters_of
from cleantext.text.prose import TRUNCATED_ENDINGS, is_running_text
from cleantext.vietnamese.letters import WITHOUT_MARKS

from .credits import comparable, without_tail

FEWEST_LETTERS = 12  # of alt text
FEWEST_SPACES = 3  # in alt text made from the name of a file
SHORTEST_EXCERPT, LONGEST_CAPTION = 30, 200  # characters, as are the other lengths here
SHORTEST_SENTENCE = 40
SHORTEST_TEASER = 80
LAST_SIGNS = frozenset(ending[-1] for ending in TRUNCATED_ENDINGS)
STEM_EDGES = ' .”"“…[]()'
SENTENCE_BREAKS = (".", "!", "?", "…", ":", "”", '"', "")
FIRST_SENTENCE_ENDS = (". ", "! ", "… ")


EXCERPT = "is part of line"


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
        if len(line) >= LONGEST_CAPTION and (line[-1] not in LAST_SIGNS or not line.endswith(TRUNCATED_ENDINGS)):
            continue
        if line.isascii() and line.count(" ") >= FEWEST_SPACES:
            found.append(index)
        elif len(line) >= SHORTEST_EXCERPT:
            start, at = line[1:SHORTEST_EXCERPT], index + 2
            if start in padded[at + 1] or start in padded[at - 1] or start in padded[at + 2] or start in padded[at - 2]:
                found.append(index)
    return found


def possible_stem(line: str) -> str:
    """Return what a longer line must contain if a line is part of it: the line without credit and stop.

    An empty text is returned for lines that are neither running text, truncated nor long: they may be headings.
    """
    if len(line) < SHORTEST_TEASER and not _is_text(line):
        return ""
    stem = without_tail(line).strip(STEM_EDGES)
    return stem if len(stem) >= SHORTEST_SENTENCE else ""


def _is_text(line: str) -> bool:
    return line.endswith(TRUNCATED_ENDINGS) or is_running_text(line)


def is_excerpt(line: str, stem: str, longer: str, *, above: bool, adjacent: bool) -> bool:
    """Check whether a line is a whole sentence of a longer line, or a teaser with which the longer line begins.

    `stem` is the part of the line that the longer one contains, `above` is true if the line is right above the longer
    one, `adjacent` if it is above or below. A line with which a sentence of the longer line only begins may name who is
    in a picture.
    """
    if len(longer) <= len(stem) + 10 or letters_of(stem) == letters_of(without_tail(longer)):
        return False  # the same caption with another credit
    at, is_text = longer.find(stem), _is_text(line)
    has_credit = line.strip(STEM_EDGES) != stem
    is_teaser = line.endswith(TRUNCATED_ENDINGS) or (is_text if above else adjacent and not has_credit)
    if at == 0 and len(stem) >= SHORTEST_TEASER and is_teaser:
        return True
    ends = longer[at + len(stem) : at + len(stem) + 1] in SENTENCE_BREAKS
    starts = at == 0 or longer[:at].rstrip(' “"')[-1:] in SENTENCE_BREAKS
    return is_text and starts and ends


def is_first_sentence(line: str, longer: str) -> bool:
    """Check whether a line is the first sentence of a paragraph, word for word."""
    stem = line.rstrip(' .”"“…')
    if len(stem) < SHORTEST_SENTENCE or len(longer) <= len(stem) + 10 or not is_running_text(line):
        return False
    return longer.startswith(stem) and longer[len(stem) : len(stem) + 2] in FIRST_SENTENCE_ENDS


def is_unaccented_start(line: str, longer: str) -> bool:
    """Check whether a line is the beginning of a longer one without its marks, as alt text made from a file's name.

    A line that has all the letters of that beginning is a heading that its paragraph begins with.
    """
    if not line.isascii():
        return False
    own, start = comparable(line).letters, letters_of(longer[: 2 * len(line)])
    return without_marks(start).startswith(own) and not start.startswith(own)
