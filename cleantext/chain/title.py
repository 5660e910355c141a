"""Find the title of a clean text, from its first lines, and from what was removed above its prose."""

import re
from collections.abc import Iterable, Sequence

from cleantext.filters.bylines import reads_like_a_byline
from cleantext.filters.credit_lines import reads_like_a_credit
from cleantext.filters.datelines import is_dateline
from cleantext.filters.site_chrome.matched_lines import MatchedLines, rules_by_index
from cleantext.filters.site_chrome.titles import STOP_WORDS, words_found, words_of
from cleantext.model import Removal
from cleantext.text.keys import letters_of
from cleantext.text.lines import Lines, is_blank, split_lines
from cleantext.text.prose import TRUNCATED_ENDINGS, credit_of, reads_like_a_headline
from cleantext.text.said import said_by

from .removals import in_order

HEAD, LINES_WITHOUT_PROSE = 80, 3  # lines in which the title is looked for; the same if none of them is prose
SHORTEST_LEAD = 40  # characters, as are the other lengths here
LONGEST, LONGEST_TRUNCATED, LONGEST_WINDOW = 125, 85, 300  # of a title; of one that ends in "..."; of a window's title
FEWEST_SPACES, FEWEST_LETTERS = 3, 15  # of a title; of one that the title of the window has
FEWEST_SHARED, SHARED = 2, 0.6  # words of a title that recur in the text, and their share of its words
MOST_WORDS_BESIDE_A_DATE = 3  # a place, a section
MENU = frozenset({"navigation", "place", "account", "related", "likely"})  # kinds of what stands above a title
NO_TITLE = re.compile(  # markup, nothing but signs, a caption, a path, an address
    r"(?i)<|\W*$|(?:ảnh|hình|video|clip|nguồn|theo|photo)\s?:|trang chủ\b|.*(?:https?:|www\.|\S@\S|[»›]|\s>\s)"
)
DATE = re.compile(r"(?i)\d{1,2}[/. -]\d{1,2}[/. -](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d|tháng \w+|\d:\d\d")
WORDS_OF_DATES = re.compile(
    r"(?i)\b(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|ngày|năm|lúc|giờ|gmt|[ap]m|by|đăng|cập nhật"
    r"|tháng(?: (?:một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười(?: một| hai)?))?)\b"
)
NUMBERED = re.compile(r"(?i)(?:\d\d?|[ivx]{1,4})\. ")
WORD = re.compile(r"[^\W\d_]+")
KIND = (
    "(?:quyết định|nghị định|nghị quyết|thông tư|chỉ thị|luật|pháp lệnh|công văn|tờ trình|thông báo|quy chế|chính phủ)"
)
OFFICIAL = re.compile(rf"(?i).*(?:cộng (?:hòa|hoà) xã hội chủ nghĩa|độc lập\W{{1,3}}tự do)|số ?: ?\d*[\w/&-]*$|{KIND}$")
SUBJECT = re.compile(r"(?i)(?:v/v|về việc|về|quy định|ban hành|hướng dẫn|sửa đổi|phê duyệt|công bố)\b")


def title_of(text: str, removals: Iterable[Removal]) -> str | None:
    """Return the title of a clean text, without marks of headings; None if no line above the prose may be one.

    Of an official document it is the line that says what it is about ("Về việc ..."), not its kind or its issuer.
    """
    head: dict[int, str] = {}
    removed: list[Removal] = []
    for number, line, removal in in_order(split_lines(text), removals):
        if removal:
            removed.append(removal)
        elif not is_blank(line):
            head[number] = line
            if len(head) == HEAD:
                break
    said = said_by(Lines(list(head.values())))
    numbers = [number for number, line in zip(head, said.lines, strict=True) if not is_blank(line)]
    page = MatchedLines(said.lines, rules_by_index(said.lines.nonblank, said), said)
    end = _lead(page)
    if any(OFFICIAL.match(line) for line in page.lines[:end]):
        return next((line for line in page.lines[:end] if SUBJECT.match(line)), None)
    likely = [index for index in range(end) if _may_be_title(page, index)]
    last = numbers[end] if end < len(numbers) else max(numbers, default=0) + 1
    above = [removal for removal in removed if removal.line < last and not is_blank(removal.text)]
    evidence = _Evidence(page.lines, numbers, above, likely, end)
    return page.lines[max(likely, key=evidence.of)] if likely else None


def _lead(page: MatchedLines) -> int:
    """Return the index of the first line of prose, which may be a sentence in pieces but no headline."""
    for index, line in enumerate(page.lines):
        if page.prose[index] and len(line) >= SHORTEST_LEAD and not _reads_like_a_headline(line):
            return index
    return min(LINES_WITHOUT_PROSE, len(page.lines))


def _reads_like_a_headline(line: str) -> bool:
    """Check whether a line reads like a headline, or one that a search engine cut: "Sức khoẻ chuyển biến ..."."""
    return reads_like_a_headline(line) or (len(line) <= LONGEST_TRUNCATED and line.endswith(TRUNCATED_ENDINGS))


def _may_be_title(page: MatchedLines, index: int) -> bool:
    """Check whether a line may be the title: no chrome, item of a list, piece of a sentence, date, caption, markup."""
    line, broken = page.lines[index], page.structure.in_sentences
    if index in page.known or index in page.listed or not _reads_like_a_headline(line):
        return False
    if index and (NUMBERED.match(line) or line in page.lines[index + 1 :]):  # "Kính thưa quý vị!" is said again
        return False
    if index in broken and (index - 1 in broken or page.lines[index + 1 : index + 2][0][:1].islower()):
        return False
    is_other = NO_TITLE.match(line) or credit_of(line) or reads_like_a_credit(line)
    return not (is_other or is_dateline(line) or _is_little_but_a_date(line))


def _is_little_but_a_date(line: str) -> bool:
    """Check whether a line has a date, and beside it only a place or a section: "Hà Nội, ngày 5 tháng 3"."""
    if not DATE.search(line):
        return False
    return len(WORD.findall(WORDS_OF_DATES.sub(" ", line))) <= MOST_WORDS_BESIDE_A_DATE


class _Evidence:
    """What speaks for each of the lines that may be the title; indexes are those of the first `lines` that stay."""

    def __init__(
        self, lines: Sequence[str], numbers: Sequence[int], above: Sequence[Removal], likely: Sequence[int], lead: int
    ) -> None:
        self._lines, self._numbers = lines, numbers
        self._menu = max((removal.line for removal in above if removal.kind in MENU), default=0)
        self._begins = bool(lines) and not any(removal.line < numbers[0] for removal in above)
        self._first = likely[0] if likely else 0
        copies = [removal for removal in above if removal.filter == "repeated-captions"]
        self._copies = {letters_of(removal.text) for removal in copies}
        self._twins = {removal.twin for removal in copies}
        window = next((removal.text for removal in above if removal.line == 1), lines[0] if lines else "")
        self._window = letters_of(window[:LONGEST_WINDOW])
        self._words = {index: words_of(lines[index]) - STOP_WORDS for index in likely}
        self._found = words_found(lines[lead:], set().union(*self._words.values()))

    def of(self, index: int) -> tuple[bool | int, ...]:
        """Return the evidence, the strongest first. Below a menu the last line is likelier, else the first."""
        line, recurs = self._lines[index], self._recurs(index)
        return (
            self._is_as_long_as_a_title(index),
            index == 0 and self._begins and recurs,
            self._is_repeated(index),
            recurs,
            self._numbers[index] > self._menu,
            not reads_like_a_byline(line),
            index if self._menu else -index,
        )

    def _is_as_long_as_a_title(self, index: int) -> bool:
        """Check its length; the first line may be shorter if no menu was there, and all its words recur."""
        line, words = self._lines[index], self._words[index]
        spaces = line.count(" ")
        is_short = not self._menu and index == self._first and spaces > 0 and bool(words) and words <= self._found
        return (spaces >= FEWEST_SPACES or is_short) and len(line) <= LONGEST and " | " not in line

    def _is_repeated(self, index: int) -> bool:
        """Check whether a copy was removed above the prose, or the page's first line (the window's title) has it."""
        own, number = letters_of(self._lines[index]), self._numbers[index]
        in_window = number > 1 and len(own) >= FEWEST_LETTERS and own in self._window
        return in_window or own in self._copies or number in self._twins

    def _recurs(self, index: int) -> bool:
        words = self._words[index]
        return len(words & self._found) >= max(FEWEST_SHARED, SHARED * len(words))
