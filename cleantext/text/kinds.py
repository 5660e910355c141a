"""Find the signs of an official document or law, and the blanks of a form; news does not have them.

`lines` are never blank.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise, product

SIGNS = (  # of official documents, by Decree 30/2020/NĐ-CP on clerical work; each begins a line
    r"cộng h(?:òa|oà) xã hội chủ nghĩa việt nam",  # the national title
    r"số ?: ?[\d./… ]*[/-]?(?:qđ|nq|ct|tt|nđ|tb|cv|kh|bc|hd|pl|ubnd|qh|\w+-\w+)\b",  # number and symbol
    r"nơi nhận\W*$",  # the recipients
    r"căn cứ (?:luật|nghị|quyết|thông|bộ|hiến|pháp|công|kế|chỉ|vào|tờ|điều|theo|chức|kết)\b",  # the legal basis
    # the kind of document, in capitals
    r"(?:(?:quyết định|nghị quyết|quyết nghị|hướng dẫn|thông tư|chỉ thị|luật|nghị định)\W*$|(?:biên bản|tờ trình)\b)",
    r"(?:(?:tm|kt|tl|tuq)\. ?\w|(?:người (?:ghi|lập|khai)|thư ký|chủ t(?:ọa|oạ))\W*$)",  # who signs, and for whom
)
TITLE, KIND, SIGNATURE, ARTICLE, DIVISION, CHAPTER = 1, 5, 6, 7, 8, 9  # numbers of signs, the last of a law or a book
OF_LAWS = (r"điều \d", r"(?:khoản|mục|phụ lục) (?:\d|[ivxlc]+\b)", r"(?:chương|phần) (?:\d|[ivxlc]+\b)")
SIGNED = r"\((?:đã ký|ký, ?(?:ghi|đóng|họ)|ký tên|ký và ghi)"  # anywhere in a line
SIGN = re.compile("|".join(f"({sign})" for sign in (*SIGNS, *OF_LAWS)))
FIRST_LETTER = re.compile(r"[^\W_]")
BEGINNINGS = frozenset(  # the first three letters of those, in upper and lower case
    "".join(letters)
    for word in (
        "số |tờ |cộn|số:|nơi|căn|quy|ngh|hướ|thô|chỉ|luậ|biê|tm.|kt.|tl.|tuq|ngư|thư|chủ|điề|kho|mục|phụ|chư|phầ"
    ).split("|")
    for letters in product(*((letter, letter.upper()) for letter in word))
)
LONGEST_SIGN = 120  # characters
MOST_BETWEEN_SIGNS = 30  # lines between two different signs of one document; a page has one here and one there
FEWEST_ARTICLES, FEWEST_DIVISIONS = 3, 6  # lines; the latter with articles, or with chapters

LEADERS = (".....", "……", "_____", ". . . . .")  # the blanks of a form, to be filled in
FEWEST_LEADERS, SHARE_OF_LEADERS, FEWEST_FIELDS = 4, 0.04, 4  # lines; of all lines; blanks behind what they are for
FEWEST_EMPTY_FIELDS, SHARE_OF_EMPTY_FIELDS = 6, 0.1  # lines; of all lines
NUMBER_OF_A_FIELD = " 0123456789:"  # "Câu 1:", "Câu 2:" are no names of fields


def official_range(lines: Sequence[str], telling: Iterable[int]) -> range:
    """Return the range of lines from the first to the last sign of an official document or law; empty if it is none.

    It has two different signs near each other, or one and two articles of a law, or three articles, or six of any
    divisions; chapters alone are those of a novel. The national title may be far from the signature of a form. Signs
    are in the `telling` lines: those that do not begin with a capital letter, or begin with BEGINNINGS.
    """
    marks = [
        (index, sign)
        for index in telling
        if ((line := lines[index])[:3] in BEGINNINGS or "(" in line or not line[0].isalnum())
        and (sign := _sign_of(line))
    ]
    if not marks:
        return range(0)
    signs = [sign for _, sign in marks]
    articles, chapters = signs.count(ARTICLE), signs.count(CHAPTER)
    divisions = articles + signs.count(DIVISION)
    of_chapters = chapters if chapters < len(marks) else 0
    if not (
        articles >= FEWEST_ARTICLES
        or divisions + of_chapters >= FEWEST_DIVISIONS
        or (TITLE in signs and SIGNATURE in signs)
        or _are_near([mark for mark in marks if mark[1] < ARTICLE or (mark[1] == ARTICLE and articles > 1)])
    ):
        return range(0)
    return range(marks[0][0], marks[-1][0] + 1)


def _are_near(marks: Sequence[tuple[int, int]]) -> bool:
    """Check whether two different signs are near each other."""
    pairs = pairwise(marks)
    return any(sign != other and below - above <= MOST_BETWEEN_SIGNS for (above, sign), (below, other) in pairs)


def begins_with_sign(line: str) -> int | None:
    """Return the number of the sign that a line begins with, whatever is before its first letter; None if with none.

    The kind of a document is in capitals: menus have some of those words, too.
    """
    start = 0
    if not line[0].isalnum():
        letter = FIRST_LETTER.search(line, 0, LONGEST_SIGN)
        start = letter.start() if letter else len(line)
    if line[start : start + 3] not in BEGINNINGS:
        return None
    match = SIGN.match(line[:LONGEST_SIGN].lower(), start)
    if match is None or (match.lastindex == KIND and not line.isupper()):
        return None
    return match.lastindex


def _sign_of(line: str) -> int | None:
    """Return the number of the sign that a line has: that of who signed is anywhere in it."""
    if "(" in line and re.search(SIGNED, line[:LONGEST_SIGN].lower()):
        return SIGNATURE
    return begins_with_sign(line)


def has_leader(line: str) -> bool:
    """Check whether a line has a blank to be filled in: a row of dots or underscores."""
    return LEADERS[0] in line or LEADERS[1] in line or LEADERS[2] in line or LEADERS[3] in line


def form_range(lines: Sequence[str]) -> range:
    """Return the range of lines from the first to the last field of a form; empty if the lines are no form."""
    return _range_of_blanks(lines) or _range_of_empty_fields(lines)


def _range_of_blanks(lines: Sequence[str]) -> range:
    """Return the range of blanks behind what they are for; lynx writes each field of a page as a blank by itself."""
    blanks = [
        index for index, line in enumerate(lines) if ("." in line or "…" in line or "_" in line) and has_leader(line)
    ]
    if len(blanks) < max(FEWEST_LEADERS, SHARE_OF_LEADERS * len(lines)):
        return range(0)
    fields = sum(_is_field(lines[index]) for index in blanks)
    return range(blanks[0], blanks[-1] + 1) if fields >= FEWEST_FIELDS else range(0)


def _range_of_empty_fields(lines: Sequence[str]) -> range:
    """Return the range of names of fields, each with a colon, if these follow one another: nothing is filled in."""
    empty = [index for index, line in enumerate(lines[:-1]) if line[-1] == ":" == lines[index + 1][-1]]
    if len(empty) < max(FEWEST_EMPTY_FIELDS, SHARE_OF_EMPTY_FIELDS * len(lines)):
        return range(0)
    names = {lines[index].rstrip(NUMBER_OF_A_FIELD) for index in empty}
    return range(empty[0], empty[-1] + 2) if len(names) >= FEWEST_EMPTY_FIELDS else range(0)


def _is_field(line: str) -> bool:
    blank = max(map(line.rfind, LEADERS))
    return blank > 0 and re.search(r"[^\W_]", line[:blank]) is not None
