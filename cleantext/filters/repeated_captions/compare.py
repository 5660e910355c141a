"""Compare two lines: equal but for a credit or number at the end, contained in the other, repeating the title."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from unicodedata2 import normalize

from cleantext.text.keys import letters_of
from cleantext.text.prose import (
    CREDIT_LABELS,
    DATE,
    PUNCTUATION_BEFORE_CREDIT,
    TRUNCATED_ENDINGS,
    reads_like_a_headline,
    reads_like_prose,
)
from cleantext.vietnamese.letters import ACCENTED

NUMBERED = (
    r"\s+[-–—|]\s*(?:(?:ảnh|hình|photo)\s)?\d{1,2}\.?$"  # " - Ảnh 1.", " - 1", " -1"
    r"|\s+(?:hình ảnh|hinh anh|ảnh|hình)(?:\s\d{1,2})?$|\s+anh\s\d{1,2}$"  # " ảnh 1", " hinh anh"
)
CREDIT_AT_END = (
    rf"(?:['’{PUNCTUATION_BEFORE_CREDIT}]\s*(?:{CREDIT_LABELS}|hình|nguồn|minh họa|minh hoạ)\b"
    rf"|\s(?:{CREDIT_LABELS}|nguồn)\s?:).{{0,70}}$"
)
TAIL = f"(?i)(?P<number>{NUMBERED})|{CREDIT_AT_END}"
# Each tail that does not end in a number contains one of these words.
TAIL_WORDS = ("ảnh", "anh", "hình", "nguồn", "photo", "video", "clip", "họa", "hoạ")
LONGEST_TAIL = 80  # characters, as are the other lengths here
FEWEST_LETTERS = 12  # of lines that are compared
FEWEST_SPACES = 3  # in alt text made from the name of a file
SHORTEST_EXCERPT, LONGEST_CAPTION = 30, 200
SHORTEST_TEASER = 80
LONGEST_BYLINE = 30  # letters
SITE_NAME_SEPARATOR = " [-–|] "
DATE_OR_TIME = rf"\W*(?:{DATE}|\d{{1,2}}:\d{{2}})\b.*$"
NUMBERED_GROUPS = frozenset({"Bảng", "Khối", "Nhóm", "Kỳ", "Phần", "Tập", "Bài", "Vòng", "Hạng", "Đợt", "Khu"})
NAME_WORDS = 2, 5  # fewest and most words of a name
LONGEST_VERSE = 60
SENTENCE_BREAKS = (".", "!", "?", "…", ":", "”", '"', "")
REPEATED_ON_PURPOSE = (
    r"(?i)[-–—+•*·●▪>]|\d+[.)/]|(?:bước|câu|bài|điều|khoản) \d"
    r"|(?:nhiệt độ|gió|nam mô|kính thưa|thưa|kính gửi|kính lạy)\b|con (?:lạy|kính|xin|cúi)\b"
)
WITHOUT_MARKS = {ord(c): "d" if c == "đ" else normalize("NFD", c)[0] for c in ACCENTED if c.islower()}


_compiled = cache(re.compile)  # when first used: few documents have candidates


class Comparable(NamedTuple):
    """A line prepared for comparison: its letters without the tail, which is a credit or the number of a picture."""

    letters: str
    tail: str
    numbered: bool


def repeats_on_purpose(line: str) -> bool:
    """Check whether a line is a list item, a form of address or a prayer, which repeat on purpose."""
    return re.match(REPEATED_ON_PURPOSE, line) is not None


def without_marks(letters: str) -> str:
    """Return lower-case letters without their marks, as a CMS writes them in the alt text of pictures."""
    return letters.translate(WITHOUT_MARKS)


def has_no_marks(letters: str) -> bool:
    """Check whether no lower-case letter has a mark."""
    return letters.translate(WITHOUT_MARKS) == letters


def without_tail(line: str) -> str:
    """Return a line without the credit, or the number of a picture, at its end."""
    tail = _tail_of(line)
    return line[: tail.start()] if tail else line


def comparable(line: str) -> Comparable:
    """Return a line prepared for comparison."""
    tail = _tail_of(line)
    if tail is None or not tail.start():
        return Comparable(letters_of(line), "", numbered=False)
    return Comparable(letters_of(line[: tail.start()]), letters_of(tail[0]), tail["number"] is not None)


def _tail_of(line: str) -> re.Match[str] | None:
    end = line[-LONGEST_TAIL:].casefold()
    if not (end.rstrip(".")[-1:].isdecimal() or any(map(end.__contains__, TAIL_WORDS))):
        return None
    return _compiled(TAIL).search(line, max(0, len(line) - LONGEST_TAIL))


def is_excerpt(line: str, longer: str, *, above: bool) -> bool:
    """Check whether a line is a whole sentence of a longer line, or a teaser with which the longer line begins.

    `above` is true if the line is right above the longer one. A line that is neither prose nor truncated may be a
    heading, and is no excerpt.
    """
    cut = line.endswith(TRUNCATED_ENDINGS)
    bare = without_tail(line)
    stem = bare.strip(' .”"“…[]()')
    at = longer.find(stem) if len(stem) >= SHORTEST_EXCERPT + 10 and len(longer) > len(stem) + 10 else -1
    if at < 0 or not (reads_like_prose(line) or cut):
        return False
    if letters_of(stem) == letters_of(without_tail(longer)):
        return False  # the same caption with another credit
    if at == 0 and len(stem) >= SHORTEST_TEASER and (cut or above):
        return True
    after = longer[at + len(stem) : at + len(stem) + 1]
    ends = after in SENTENCE_BREAKS or (after == "," and len(bare) < len(line))
    starts = at == 0 or longer[:at].rstrip(' “"')[-1:] in SENTENCE_BREAKS
    return len(line) < LONGEST_CAPTION and starts and ends


def may_be_in(line: str, longer: str) -> bool:
    """Check quickly whether a longer line could contain a line: it has its first words, or the line is ASCII."""
    return line.isascii() or (len(line) >= SHORTEST_EXCERPT and line[1:SHORTEST_EXCERPT] in longer)


def is_unaccented_start(line: str, longer: str) -> bool:
    """Check whether a line is the beginning of a longer one without its marks, as alt text made from a file's name."""
    if not line.isascii() or longer.isascii() or line.count(" ") < FEWEST_SPACES:
        return False
    own = comparable(line).letters
    return len(own) >= FEWEST_LETTERS and without_marks(letters_of(longer[: 2 * len(line)])).startswith(own)


def repeats_title(line: str, title: str) -> bool:
    """Check whether a line is the title, with or without the name of the site, perhaps with author or date after it."""
    if not _may_start_alike(line, title) or title.endswith(TRUNCATED_ENDINGS):
        return False
    own, whole = letters_of(title), letters_of(line)
    if 2 * len(whole) > len(own) and (whole == own or whole in _without_site_name(title)):
        return True
    short = len(own) >= FEWEST_LETTERS and len(whole) - len(own) <= LONGEST_BYLINE
    return short and line.startswith(title) and _is_byline_or_remark(line[len(title) :].strip())


def completes_title(line: str, title: str) -> bool:
    """Check whether a title is truncated and a line completes it; the title may begin with the name of the site."""
    if not _may_start_alike(line, title) or not title.endswith(TRUNCATED_ENDINGS):
        return False
    own, whole = letters_of(title), letters_of(line)
    parts = [
        part for part in (own, _without_site_name(title)[0]) if len(part) >= FEWEST_LETTERS and 2 * len(part) > len(own)
    ]
    return not line.endswith(TRUNCATED_ENDINGS) and whole.startswith(tuple(parts))


def _is_byline_or_remark(text: str) -> bool:
    """Check whether text after a title is an author, a date or a bracketed remark, unlike "Bảng A" or "2-1"."""
    if text.startswith("(") and text.endswith(")"):
        return True
    words = re.sub(DATE_OR_TIME, "", text).replace("-", " ").split()
    fewest, most = NAME_WORDS
    if not words:
        return text != ""
    return fewest <= len(words) <= most and words[0] not in NUMBERED_GROUPS and all(word[0].isupper() for word in words)


def _may_start_alike(line: str, title: str) -> bool:
    return line[1:FEWEST_LETTERS] in title and reads_like_a_headline(line)


def _without_site_name(title: str) -> tuple[str, str]:
    """Return the letters of a title without its first part, and without its last: either may be the site's name."""
    pieces = re.split(SITE_NAME_SEPARATOR, title)
    return letters_of(" - ".join(pieces[1:])), letters_of(" - ".join(pieces[:-1]))


def is_verse(lines: Sequence[str], first: int, second: int) -> bool:
    """Check whether two equal lines are verse or a chant: short, no digit, and with a "!" or among lines like that."""
    line = lines[second]
    if len(line) >= LONGEST_VERSE or any(map(str.isdigit, line)):
        return False
    if line.endswith("!") or (reads_like_prose(lines[first]) and reads_like_prose(line)):
        return line.endswith("!")
    sides = lines[max(0, first - 3) : first][::-1], lines[second + 1 : second + 4]
    doubled = any(a == b != line for side in sides for a, b in pairwise(side))
    short = [[len(x) < LONGEST_VERSE and not reads_like_prose(x) for x in side if x != line][:2] for side in sides]
    return not doubled and ([True, True] in short or all(all(side[:1]) for side in short))
