"""Classify a single line by its form: prose, question, headline, title, link, caption with a credit."""

import re
from collections.abc import Sequence

from .html_entities import unescape
from .invisible import FORMATTING
from .lines import Lines

VISIBLE = f"[^\\s\x00-\x1f\x7f-\x9f{FORMATTING}]"  # neither white space nor controls, nor what directs or joins others
SHORTEST_SENTENCE = 25  # characters, as are the other lengths here
SENTENCE_ENDINGS = (".", "!", "?", "…", ":", ";", ".”", '."', ".)", "?”", "!”", "…”")
SHORTEST_PARAGRAPH = 160
LONGEST_QUESTION = 120
TRUNCATED_ENDINGS = ("...", "…", "...]", "…]", "...)", "…)")
FEWEST_TITLE_SPACES = 3
OPENING_QUOTES = ("“", '"', "‘", "'", "«", "[")
COUNT = r"\d{1,3} [^\W\d_]"
LIST_ITEM = r"(?i)(?:bước|ngày|khu vực|điều|khoản) \d"
CREDIT_LABELS = "nguồn ảnh|ảnh|photo|video|clip|đồ họa"  # the words before the colon of a credit
PUNCTUATION_BEFORE_CREDIT = r".,;!?…\"”)(\[–—-"  # contents of a character class: what ends the caption
CREDIT = rf"(?i)[{PUNCTUATION_BEFORE_CREDIT}]\s*(?:{CREDIT_LABELS})\s?:(.{{1,60}})$"
LONGEST_CREDIT = 80
DATE = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"  # 27/06/2024
DATE_IN_WORDS = r"\d{1,2} tháng \d{1,2}"


def has_visible_text(line: str) -> bool:
    """Check whether a line has visible text; entities such as &nbsp; are not visible."""
    return starts_visibly(line) or re.search(VISIBLE, unescape(line)) is not None


def starts_visibly(line: str) -> bool:
    """Check whether a line starts with a letter or digit before the fillers of Hangul: faster than VISIBLE."""
    return line[:1].isalnum() and line < "\u115f"


def credit_of(line: str) -> re.Match[str] | None:
    """Return a match of the credit at the end of a caption, "... (Ảnh: TTXVN)", if any; group 1 is the author."""
    end = line[-LONGEST_CREDIT:]
    return re.search(CREDIT, end) if ":" in end else None


def reads_like_prose(line: str) -> bool:
    """Check whether a line reads like a sentence or a paragraph, not like a label, a headline or a link.

    A sentence has at least 25 characters and ends in punctuation, or in a credit if it is a caption. A line of at least
    160 characters is a paragraph, whatever its end.
    """
    length = len(line)
    if length >= SHORTEST_PARAGRAPH:
        return True
    return length >= SHORTEST_SENTENCE and (line.endswith(SENTENCE_ENDINGS) or credit_of(line) is not None)


def is_running_text(line: str) -> bool:
    """Check whether a line is running text: prose, but not a single question, which may be a headline."""
    return reads_like_prose(line) and not is_question(line)


def is_short_sentence(line: str) -> bool:
    """Check whether a line is a sentence, however short: two words, from a capital letter to a full stop."""
    if line[-1:] != "." or line[-2:] == "..":
        return False
    words = line.lstrip("-–— ")
    return " " in words and words[0].isupper()


def is_question(line: str) -> bool:
    """Check whether a line is a single question, short enough for a headline."""
    return line.endswith("?") and len(line) < LONGEST_QUESTION and not any(stop in line for stop in (". ", "! ", "? "))


def indexes_around_prose(lines: Sequence[str], *, before: int, after: int) -> list[int]:
    """Return the indexes of the last lines before the prose and of the first lines after it; none if there is no prose.

    `before` and `after` are the numbers of lines; blank lines do not count. The first line of the document is never
    returned, nor does prose begin with it: a title may read like prose.
    """
    indexes = Lines.of(lines).nonblank_indexes
    positions = range(1, len(indexes))
    first = next((i for i in positions if reads_like_prose(lines[indexes[i]])), None)
    if first is None:
        return []
    last = next(i for i in reversed(positions) if reads_like_prose(lines[indexes[i]]))
    return [*indexes[max(1, first - before) : first], *indexes[last + 1 : last + 1 + after]]


def reads_like_a_headline(line: str) -> bool:
    """Check whether a line reads like a headline: short, and without punctuation that ends or continues a sentence."""
    return bool(line) and len(line) < SHORTEST_PARAGRAPH and not line.endswith((".", ":", ";", ","))


def reads_like_a_title(line: str) -> bool:
    """Check whether a line reads like the title of a document: a headline, perhaps truncated, of four words or more."""
    headline = reads_like_a_headline(line) or line.endswith(TRUNCATED_ENDINGS)
    return headline and line.count(" ") >= FEWEST_TITLE_SPACES and len(line) < SHORTEST_PARAGRAPH


def reads_like_a_link(line: str) -> bool:
    """Check whether a line reads like the headline of another article: long enough, capitalized, and no list item."""
    if len(line) < SHORTEST_SENTENCE or not reads_like_a_headline(line):
        return False
    begins = line[:1].isupper() or line.startswith(OPENING_QUOTES) or re.match(COUNT, line) is not None
    return begins and not re.match(LIST_ITEM, line)
