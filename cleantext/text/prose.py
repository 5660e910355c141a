"""Prose: what filters ask about a single line, whether it reads like a sentence, a headline, a link."""

import re
from collections.abc import Sequence

from .html_entities import resolve
from .lines import Lines

SHOWN = (
    # anything but white space (U+0020 to U+3000), controls, and characters that only direct or join others
    "[^\\s\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
LENGTH_OF_A_SENTENCE = 25
ENDS_LIKE_A_SENTENCE = (".", "!", "?", "…", ".”", '."', "”.", '".', ".)", ").", ":", ";", "?”", "!”", "…”")
LENGTH_OF_A_PARAGRAPH = 160
LONGEST_QUESTION = 120
CUT_SHORT = ("...", "…", "...]", "…]", "...)", "…)")
FEWEST_SPACES_OF_A_TITLE = 3
OPENING_QUOTES = ("“", '"', "‘", "'", "«", "[")
COUNTED = r"\d{1,3} [^\W\d_]"
LIST_ITEM = r"(?i)(?:bước|ngày|khu vực|điều|khoản) \d"
CREDIT_LABELS = "nguồn ảnh|ảnh|photo|video|clip|đồ họa"  # what a credit begins with, before its colon
BEFORE_A_CREDIT = r".,;!?…\"”)(\[–—-"  # in a class of signs: one of them ends the caption
CREDIT = rf"(?i)[{BEFORE_A_CREDIT}]\s*(?:{CREDIT_LABELS})\s?:(.{{1,60}})$"
LENGTH_OF_A_CREDIT = 80
DATE = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"  # 27/06/2024
DATE_IN_WORDS = r"\d{1,2} tháng \d{1,2}"


def shows(line: str) -> bool:
    """Tell whether a reader would see anything of the line; &nbsp; and its like show nothing."""
    return line[:1].isalnum() or re.search(SHOWN, resolve(line)) is not None


def credit_of(line: str) -> re.Match[str] | None:
    """Find the credit at the end of a caption: "... (Ảnh: TTXVN)". Group 1 is who made the picture."""
    end = line[-LENGTH_OF_A_CREDIT:]
    return re.search(CREDIT, end) if ":" in end else None


def reads_like_prose(line: str) -> bool:
    """Tell whether a line reads like a sentence or a paragraph, not like a label, a headline or a link.

    A sentence has at least 25 characters and ends as sentences do, or as a caption with its credit does; a line of
    160 is a paragraph however it ends. Headlines have neither.
    """
    length = len(line)
    if length >= LENGTH_OF_A_PARAGRAPH:
        return True
    return length >= LENGTH_OF_A_SENTENCE and (line.endswith(ENDS_LIKE_A_SENTENCE) or credit_of(line) is not None)


def flows(line: str) -> bool:
    """Tell prose from a headline: a question may be one, a sentence with a full stop is none."""
    return reads_like_prose(line) and not is_a_question(line)


def is_a_question(line: str) -> bool:
    """Tell whether a line is a single question of the length of a headline."""
    return line.endswith("?") and len(line) < LONGEST_QUESTION and not any(stop in line for stop in (". ", "! ", "? "))


def around_the_prose(lines: Sequence[str], *, before: int, after: int) -> list[int]:
    """List the last lines of text before the first line of prose, and the first after the last one; none without prose.

    `before` and `after` say how many of them. The first line of all is passed over: a title may read like prose.
    """
    texts = Lines.of(lines).nonblank_indexes
    places = range(1, len(texts))
    first = next((place for place in places if reads_like_prose(lines[texts[place]])), None)
    if first is None:
        return []
    last = next(place for place in reversed(places) if reads_like_prose(lines[texts[place]]))
    return [*texts[max(1, first - before) : first], *texts[last + 1 : last + 1 + after]]


def reads_like_a_headline(line: str) -> bool:
    """Tell whether a line could be a title: short, and without the stop that ends a sentence."""
    return bool(line) and len(line) < LENGTH_OF_A_PARAGRAPH and not line.endswith((".", ":", ";", ","))


def could_be_a_title(line: str) -> bool:
    """Tell whether a line could be the title of its document: a headline of four words, or one cut short ("...")."""
    headline = reads_like_a_headline(line) or line.endswith(CUT_SHORT)
    return headline and line.count(" ") >= FEWEST_SPACES_OF_A_TITLE and len(line) < LENGTH_OF_A_PARAGRAPH


def reads_like_a_link(line: str) -> bool:
    """Tell whether a line could be the headline of another article: as a title, of some length, and no list item."""
    if len(line) < LENGTH_OF_A_SENTENCE or not reads_like_a_headline(line):
        return False
    begins = line[:1].isupper() or line.startswith(OPENING_QUOTES) or re.match(COUNTED, line) is not None
    return begins and not re.match(LIST_ITEM, line)
