"""Find what a copy of a caption may have besides: a label in front; a credit, number or file name at its end."""

import re
from functools import cache
from typing import NamedTuple

from cleantext.text.keys import letters_of
from cleantext.text.prose import CREDIT_LABELS, PUNCTUATION_BEFORE_CREDIT
from cleantext.vietnamese.codepage import TO_LOWERCASE, encode
from cleantext.vietnamese.letters import ACCENTED, WITHOUT_MARKS

_LOWER = "".join(map(chr, WITHOUT_MARKS))
TO_BARE = TO_LOWERCASE.translate(bytes.maketrans(encode(_LOWER), encode(_LOWER.translate(WITHOUT_MARKS))))
"""Translation table that converts encoded text to lower case and takes the accents away."""
UPPER = "A-Z0-9" + "".join(sorted(letter for letter in ACCENTED if letter.isupper()))
FILE = r"\s*\.(?:jpe?g|png|gif|webp)$"
NUMBERED = (
    r"(?<!\d)\s+[-–—|]\s*(?:(?:ảnh|hình|photo)\s)?\d{1,2}\.?$"  # " - Ảnh 1.", " - 1"; not "2 - 1"
    r"|\s+(?:hình ảnh|hinh anh|ảnh|hình)(?:\s\d{1,2})?$|\s+anh\s\d{1,2}$"  # " ảnh 1", " hinh anh"
    rf"|{FILE}"
)
LABELS = rf"(?:{CREDIT_LABELS}|hình|nguồn|minh họa|minh hoạ)"
HOW_MADE = r"(?: (?:mang tính chất )?(?:minh họa|minh hoạ|tư liệu|chụp (?:từ )?màn hình|cắt từ(?: clip)?))?"
BEFORE = rf"['’{PUNCTUATION_BEFORE_CREDIT}]\s*"
AUTHOR = rf"\s(?-i:[{UPPER}])\S*(?: \w{{1,4}}\b)?"  # one word, as in "Bộ Công an", "Lệ Quyên và Quang Lê"
CREDITS = (
    rf"{BEFORE}{LABELS}{HOW_MADE}(?:[,. –-]+{LABELS})?\s?[:;].{{0,70}}$",  # ". Ảnh: TTXVN", ". Ảnh minh họa, nguồn: AI"
    rf"[(\[]\s*{LABELS}\b[^()\[\]]{{0,70}}[)\]]\W*$",  # "(Hình từ Internet)"
    rf"{BEFORE}(?-i:(?=[{UPPER}])){LABELS}{HOW_MADE}(?:{AUTHOR}){{0,5}}\W*$",  # ". Ảnh VPF"; not ". Ảnh hưởng của bão"
    rf"\s(?:{CREDIT_LABELS}|nguồn)\s?:(?:{AUTHOR}).{{0,70}}$",  # " Ảnh: TTXVN"; not " trong clip: nước dâng"
)
START = rf"(?=[\s'’{PUNCTUATION_BEFORE_CREDIT}])"  # the character before every tail: a fast look ahead
TAIL = f"(?i){START}(?:(?P<number>{NUMBERED})|{'|'.join(CREDITS)})"
# Each tail that ends neither in a number nor in one of FILE_ENDINGS contains one of these words.
TAIL_WORDS = ("ảnh", "hình", "hinh", "nguồn", "photo", "video", "clip", "minh h", "đồ họa")
MOST_DIGITS = 2  # of a number
BEFORE_A_WORD = 4  # characters of a tail
FILE_ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".webp")
LABEL = r"(?i)(?:ảnh|hình(?: ảnh)?|photo|video|clip)(?: minh (?:họa|hoạ))?(?: \d{1,2})?\s?[:.–-]\s"  # "Hình 1: "
LABEL_BEGINNINGS = ("Ảnh", "ẢNH", "Hình", "HÌNH", "Photo", "Video", "VIDEO", "Clip", "CLIP")
FEWEST_LABELLED = 23  # letters behind a label; fewer are the author of the picture
LONGEST_TAIL = 80  # characters

_compiled = cache(re.compile)  # when first used: few documents have candidates


class Comparable(NamedTuple):
    """A line prepared for comparison: its letters without the label and the tail.

    The tail is a credit, or the number or the file of a picture; then the line is `numbered`.
    """

    letters: str
    tail: str
    numbered: bool
    label: str = ""


def comparable(line: str) -> Comparable:
    """Return a line prepared for comparison."""
    content = without_label(line)
    label = "" if content is line else letters_of(line[: -len(content)])
    tail = _tail_of(content)
    if tail is None or not tail.start():
        return Comparable(letters_of(content), "", numbered=False, label=label)
    return Comparable(letters_of(content[: tail.start()]), letters_of(tail[0]), tail["number"] is not None, label)


def without_label(line: str) -> str:
    """Return a line without the label in front of a caption ("Hình 1: ..."), if enough is left to be one."""
    if not line.startswith(LABEL_BEGINNINGS):
        return line
    label = _compiled(LABEL).match(line)
    return line if label is None or len(letters_of(line[label.end() :])) < FEWEST_LABELLED else line[label.end() :]


def without_tail(line: str) -> str:
    """Return a line without the credit, or the number of a picture, at its end."""
    tail = _tail_of(line)
    return line[: tail.start()] if tail else line


def _tail_of(line: str) -> re.Match[str] | None:
    end = line[-LONGEST_TAIL:].casefold()
    last = end.rstrip(".")[-MOST_DIGITS - 1 :]
    start = max(0, len(line) - LONGEST_TAIL)
    if not (last[-1:].isdecimal() and not last.isalnum()) and not end.endswith(FILE_ENDINGS):
        if not any(map(end.__contains__, TAIL_WORDS)):
            return None
        first = min(place for place in map(end.find, TAIL_WORDS) if place >= 0)
        start = max(start, len(line) - len(end) + first - BEFORE_A_WORD)
    return _compiled(TAIL).search(line, start)
