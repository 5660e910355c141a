"""Copies: the letters of a line, by which lines are compared, and the tails that only one copy may have."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from cleantext.text.keys import letters_of
from cleantext.text.prose import (
    CREDIT_LABELS,
    DATE,
    PUNCTUATION_BEFORE_CREDIT,
    TRUNCATED_ENDINGS,
    reads_like_a_headline,
    reads_like_prose,
)

NUMBERED = (
    r"\s+[-–—|]\s*(?:(?:ảnh|hình|photo)\s)?\d{1,2}\.?$"  # " - Ảnh 1.", " - 1", " -1"
    r"|\s+(?:hình ảnh|hinh anh|ảnh|hình)(?:\s\d{1,2})?$|\s+anh\s\d{1,2}$"  # " ảnh 1", " hinh anh"
)
CREDIT_AT_END = (
    rf"(?:['’{PUNCTUATION_BEFORE_CREDIT}]\s*(?:{CREDIT_LABELS}|hình|nguồn|minh họa|minh hoạ)\b"
    rf"|\s(?:{CREDIT_LABELS}|nguồn)\s?:).{{0,70}}$"
)
TAIL = f"(?i)(?P<number>{NUMBERED})|{CREDIT_AT_END}"
# One of these words is in each tail that does not end in a number.
OF_TAILS = ("ảnh", "anh", "hình", "nguồn", "photo", "video", "clip", "họa", "hoạ")
LONGEST_TAIL = 80
FEW = 12  # letters; shorter lines are not compared
FEWEST_SPACES = 3
SHORTEST_SENTENCE, LONGEST_CAPTION = 30, 200
LONG_SENTENCE = 80
LONGEST_BYLINE = 30  # letters
SITE_NAME = " [-–|] "
WHEN = rf"\W*(?:{DATE}|\d{{1,2}}:\d{{2}})\b.*$"
PARTS = frozenset({"Bảng", "Khối", "Nhóm", "Kỳ", "Phần", "Tập", "Bài", "Vòng", "Hạng", "Đợt", "Khu"})
NAMES = 2, 5  # words
LONGEST_VERSE = 60
STOPS = (".", "!", "?", "…", ":", "”", '"', "")
LISTED = (
    r"(?i)[-–—+•*·●▪>]|\d+[.)/]|(?:bước|câu|bài|điều|khoản) \d"
    r"|(?:nhiệt độ|gió|nam mô|kính thưa|thưa|kính gửi|kính lạy)\b|con (?:lạy|kính|xin|cúi)\b"
)
MARKED = str.maketrans(
    "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ",
    "a" * 17 + "e" * 11 + "i" * 5 + "o" * 17 + "u" * 11 + "y" * 5 + "d",
)


_compiled = cache(re.compile)  # when first needed: not every document has copies


class Copy(NamedTuple):
    """A line as it is compared: its letters without the tail, which is a credit or the number of a picture."""

    letters: str
    tail: str
    numbered: bool


def is_listed(line: str) -> bool:
    """Tell whether a line is an item of a list, a form of address or of prayer: these repeat on purpose."""
    return re.match(LISTED, line) is not None


def without_marks(letters: str) -> str:
    """Take the marks off Vietnamese letters, as a CMS does in the alt text of pictures."""
    return letters.translate(MARKED)


def has_no_marks(letters: str) -> bool:
    """Tell whether no small letter has a mark."""
    return letters.translate(MARKED) == letters


def without_tail(line: str) -> str:
    """Cut off the credit, or the number of a picture, at the end of a line."""
    tail = _tail_of(line)
    return line[: tail.start()] if tail else line


def copy_of(line: str) -> Copy:
    """Look at a line as a copy of others."""
    tail = _tail_of(line)
    if tail is None or not tail.start():
        return Copy(letters_of(line), "", numbered=False)
    return Copy(letters_of(line[: tail.start()]), letters_of(tail[0]), tail["number"] is not None)


def _tail_of(line: str) -> re.Match[str] | None:
    end = line[-LONGEST_TAIL:].casefold()
    if not (end.rstrip(".")[-1:].isdecimal() or any(map(end.__contains__, OF_TAILS))):
        return None
    return _compiled(TAIL).search(line, max(0, len(line) - LONGEST_TAIL))


def is_sentence_of(line: str, longer: str, *, above: bool) -> bool:
    """Tell whether a paragraph says a line as a whole sentence, or begins with one that is a teaser of it.

    `above` says that the line stands right above the paragraph. A line without a full stop may be a heading.
    """
    cut = line.endswith(TRUNCATED_ENDINGS)
    bare = without_tail(line)
    stem = bare.strip(' .”"“…[]()')
    at = longer.find(stem) if len(stem) >= SHORTEST_SENTENCE + 10 and len(longer) > len(stem) + 10 else -1
    if at < 0 or not (reads_like_prose(line) or cut):
        return False
    if letters_of(stem) == letters_of(without_tail(longer)):
        return False  # the same caption with another credit
    if at == 0 and len(stem) >= LONG_SENTENCE and (cut or above):
        return True
    after = longer[at + len(stem) : at + len(stem) + 1]
    ends = after in STOPS or (after == "," and len(bare) < len(line))
    starts = at == 0 or longer[:at].rstrip(' “"')[-1:] in STOPS
    return len(line) < LONGEST_CAPTION and starts and ends


def is_alike(line: str, longer: str) -> bool:
    """Ask cheaply whether another line can say all of a line: it holds its first words, or these have no marks."""
    return line.isascii() or (len(line) >= SHORTEST_SENTENCE and line[1:SHORTEST_SENTENCE] in longer)


def is_without_marks(line: str, longer: str) -> bool:
    """Tell whether a line is the beginning of another without its marks, as alt text made from a file's name is."""
    if not line.isascii() or longer.isascii() or line.count(" ") < FEWEST_SPACES:
        return False
    own = copy_of(line).letters
    return len(own) >= FEW and without_marks(letters_of(longer[: 2 * len(line)])).startswith(own)


def is_title_again(line: str, title: str) -> bool:
    """Tell whether a line says the title, or the title but for the name of the site, or with author or date behind."""
    if not _opens_like(line, title) or title.endswith(TRUNCATED_ENDINGS):
        return False
    own, whole = letters_of(title), letters_of(line)
    if 2 * len(whole) > len(own) and (whole == own or whole in _without_site(title)):
        return True
    short = len(own) >= FEW and len(whole) - len(own) <= LONGEST_BYLINE
    return short and line.startswith(title) and _says_who_or_when(line[len(title) :].strip())


def is_title_in_full(line: str, title: str) -> bool:
    """Tell whether a title was cut short, with or without the name of the site, and a line goes on with it."""
    if not _opens_like(line, title) or not title.endswith(TRUNCATED_ENDINGS):
        return False
    own, whole = letters_of(title), letters_of(line)
    parts = [part for part in (own, _without_site(title)[0]) if len(part) >= FEW and 2 * len(part) > len(own)]
    return not line.endswith(TRUNCATED_ENDINGS) and whole.startswith(tuple(parts))


def _says_who_or_when(behind: str) -> bool:
    """Tell author and date, or a remark in brackets, from what adds to a title: "Bảng A", "2-1"."""
    if behind.startswith("(") and behind.endswith(")"):
        return True
    who = re.sub(WHEN, "", behind).replace("-", " ").split()
    fewest, most = NAMES
    if not who:
        return behind != ""
    return fewest <= len(who) <= most and who[0] not in PARTS and all(word[0].isupper() for word in who)


def _opens_like(line: str, title: str) -> bool:
    return line[1:FEW] in title and reads_like_a_headline(line)


def _without_site(title: str) -> tuple[str, str]:
    pieces = re.split(SITE_NAME, title)
    return letters_of(" - ".join(pieces[1:])), letters_of(" - ".join(pieces[:-1]))


def is_verse(lines: Sequence[str], first: int, second: int) -> bool:
    """Tell whether two equal lines are verse or a call: short, without a digit, among lines like that or with a "!"."""
    line = lines[second]
    if len(line) >= LONGEST_VERSE or any(map(str.isdigit, line)):
        return False
    if line.endswith("!") or (reads_like_prose(lines[first]) and reads_like_prose(line)):
        return line.endswith("!")
    sides = lines[max(0, first - 3) : first][::-1], lines[second + 1 : second + 4]
    doubled = any(a == b != line for side in sides for a, b in pairwise(side))
    near = [[len(x) < LONGEST_VERSE and not reads_like_prose(x) for x in side if x != line][:2] for side in sides]
    return not doubled and ([True, True] in near or all(all(side[:1]) for side in near))
