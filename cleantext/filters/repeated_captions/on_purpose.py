"""Recognize lines that a text repeats on purpose, which stay.

Laws, forms and tables repeat their lines, and so do lists of steps, programmes, verse, speeches and prayers.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from cleantext.text.keys import letters_of
from cleantext.text.prose import SHORTEST_PARAGRAPH, reads_like_prose

SMALLEST_SHARE_OF_PROSE = 0.06  # of the lines of an article; tables and lists of real documents have up to 0.045
LISTED = (
    r"(?i)[-–—+•*·●▪>|]|\d+\\?[.)/]|(?:[a-zđ]|[ivx]+)(?:\)|\\?\. )|\((?:\d+|[a-zđ])\)"  # marks, numbers, letters
    r"|(?:bước|câu|bài|điều|khoản) \d"
    r"|(?:nhiệt độ|gió|nam mô|kính thưa|thưa|kính gửi|kính lạy)\b|con (?:lạy|kính|xin|cúi)\b"
)
LONGEST_VERSE = 60  # characters
SAME_BEGINNING = 5  # letters


def has_little_prose(prose: Sequence[bool]) -> bool:
    """Check whether few lines of a document are prose: it may be a table or a list, which repeats its lines."""
    return sum(prose) < SMALLEST_SHARE_OF_PROSE * len(prose)


def is_listed(line: str) -> bool:
    """Check whether a line is an item of a list, a row of a table, a form of address or a prayer."""
    return re.match(LISTED, line) is not None


def is_one_sentence(line: str) -> bool:
    """Check whether a line is a single sentence, which a text may repeat as a refrain, unlike a whole paragraph."""
    return len(line) < SHORTEST_PARAGRAPH and not any(stop in line for stop in (". ", "! ", "? "))


def begin_alike(first: str, second: str) -> bool:
    """Check whether two lines have the same first letters, as rows of a table and lines of stanzas have."""
    return letters_of(first[:24])[:SAME_BEGINNING] == letters_of(second[:24])[:SAME_BEGINNING]


def is_verse(lines: Sequence[str], first: int, second: int) -> bool:
    """Check whether two adjacent equal lines are a chant or verse: without a digit, with a "!" or among short lines."""
    line = lines[second]
    if any(map(str.isdigit, line)):
        return False
    if line.endswith("!"):
        return True
    if len(line) >= LONGEST_VERSE or (reads_like_prose(lines[first]) and reads_like_prose(line)):
        return False
    sides = lines[max(0, first - 3) : first][::-1], lines[second + 1 : second + 4]
    doubled = any(a == b != line for side in sides for a, b in pairwise(side))
    short = [[len(x) < LONGEST_VERSE and not reads_like_prose(x) for x in side if x != line][:2] for side in sides]
    return not doubled and ([True, True] in short or all(all(side[:1]) for side in short))


def are_rows(lines: Sequence[str], first: int, second: int) -> bool:
    """Check whether two adjacent equal lines are rows of a list: those above and below begin alike, and stand once."""
    around = [*lines[max(0, first - 2) : first], *lines[second + 1 : second + 3]]
    if len(around) < 4 or around[0] == around[1] or around[2] == around[3]:
        return False
    rows = around[1:3]
    alike = all(begin_alike(row, lines[first]) for row in rows)
    return lines[first] not in rows and (alike or all(map(_is_cell, (*rows, lines[first]))))


def _is_cell(line: str) -> bool:
    return len(line) < LONGEST_VERSE and not reads_like_prose(line) and any(map(str.isdigit, line))
