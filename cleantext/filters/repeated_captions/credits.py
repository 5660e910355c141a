"""Find what a copy of a caption may have at its end besides: a credit, or the number of the picture."""

import re
from functools import cache
from typing import NamedTuple

from cleantext.text.keys import letters_of
from cleantext.text.prose import CREDIT_LABELS, PUNCTUATION_BEFORE_CREDIT
from cleantext.vietnamese.letters import ACCENTED

UPPER = "A-Z0-9" + "".join(sorted(letter for letter in ACCENTED if letter.isupper()))
NUMBERED = (
    r"(?<!\d)\s+[-–—|]\s*(?:(?:ảnh|hình|photo)\s)?\d{1,2}\.?$"  # " - Ảnh 1.", " - 1"; not "2 - 1"
    r"|\s+(?:hình ảnh|hinh anh|ảnh|hình)(?:\s\d{1,2})?$|\s+anh\s\d{1,2}$"  # " ảnh 1", " hinh anh"
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
# Each tail that does not end in a number contains one of these words.
TAIL_WORDS = ("ảnh", "anh", "hình", "nguồn", "photo", "video", "clip", "họa", "hoạ")
LONGEST_TAIL = 80  # characters

_compiled = cache(re.compile)  # when first used: few documents have candidates


class Comparable(NamedTuple):
    """A line prepared for comparison: its letters without the tail, which is a credit or the number of a picture."""

    letters: str
    tail: str
    numbered: bool


def comparable(line: str) -> Comparable:
    """Return a line prepared for comparison."""
    tail = _tail_of(line)
    if tail is None or not tail.start():
        return Comparable(letters_of(line), "", numbered=False)
    return Comparable(letters_of(line[: tail.start()]), letters_of(tail[0]), tail["number"] is not None)


def without_tail(line: str) -> str:
    """Return a line without the credit, or the number of a picture, at its end."""
    tail = _tail_of(line)
    return line[: tail.start()] if tail else line


def _tail_of(line: str) -> re.Match[str] | None:
    end = line[-LONGEST_TAIL:].casefold()
    if not (end.rstrip(".")[-1:].isdecimal() or any(map(end.__contains__, TAIL_WORDS))):
        return None
    return _compiled(TAIL).search(line, max(0, len(line) - LONGEST_TAIL))
