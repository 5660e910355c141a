"""Tell by its shape what a text is besides an article: rules in points, a table, HTML, an error page, several articles.

`lines` are never blank. Each look asks a fast question first: nearly all texts are articles.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from .lines import is_blank
from .prose import DATE, SHORTEST_PARAGRAPH, reads_like_prose

TAG = r"(?i)</?[a-z][a-z0-9]{0,20}(?:\s[^<>]{0,300})?/?>|<!doctype|<!--"
FEWEST_TAGS, TAGS_A_LINE = 5, 0.2

NATIONAL_TITLE = " XÃ HỘI CHỦ NGHĨA VIỆT NAM"  # behind "CỘNG HÒA" or "CỘNG HOÀ"
ATTACHED = ("(Kèm theo ", "(kèm theo ", "(Ban hành kèm theo ", "(ban hành kèm theo ")  # to a decision
POINT = re.compile(r"\W*(?:(?:[1-9]\d?\.){1,3}[1-9]\d?\.?|[a-zđ][.)])\W{1,5}[^\W\d]")  # 1.1. Text, a) Text
FIRST_POINT = r"\W*(?:1\.1\b|a[.)])"
FEWEST_POINTS, SHARE_OF_POINTS = 8, 0.1

FEWEST_CELLS = {"\t": 2, "|": 3}  # with something in them, of a row; portals lay out their pages with bars
FEWEST_ROWS, SHARE_OF_ROWS, LONGEST_ROW = 5, 0.4, 200  # the last in characters, on average
DIGITS, LONGEST_UNIT = "0123456789.,:/%()-+ ", 2  # a number, and the letters beside it
TICKS = frozenset("x-–+✓")  # a cell that is filled, or empty
LONGEST_NUMBER, FEWEST_NUMBERS, SHARE_OF_NUMBERS = 40, 20, 0.4  # characters; lines that are numbers, if each is a cell
NUMBERINGS = ("STT", "Stt", "TT", "Số ")
NUMBERING = r"(?:STT|Stt|TT|Số TT|Số thứ tự)\W*"  # the heading of a column of numbers, as a cell
FEWEST_BELOW_NUMBERING, SHARE_BELOW_NUMBERING = 5, 0.1

TIME_OF_DAY = re.compile(r"(?P<hour>[01]?\d|2[0-3])(?:[:hH](?P<minute>[0-5]\d)|[hH])(?!\w|:|\s+(?:trước|ago))")
FIRST_TIME = 4 * 60  # minutes; lengths of films and scores begin with less
EARLY, LATE, DAY = 6 * 60, 18 * 60, 24 * 60  # minutes
FEWEST_TIMES, MOST_BETWEEN_TIMES = 4, 4  # of a programme; lines from one to the next

ERROR = (  # how the message of an error page, or of a check that a person reads, begins
    r"(?i)\W*(?:"
    r"(?:lỗi |error |http )?(?:40[0134]|410|429|50[0234])\W{1,3}(?:error|lỗi|not found|forbidden|unauthorized|bad |gone"
    r"|too many|internal|service|gateway|không tìm|trang (?:này |bạn )?không)|(?:(?:lỗi|error) )?404[.!]*$"
    r"|không tìm thấy (?:trang|nội dung|bài viết|đường dẫn)|page not found|not found\W*$"
    r"|(?:trang|bài viết|nội dung|đường dẫn|liên kết)\b.{0,40}"
    r" (?:không(?: còn)? tồn tại|không được tìm thấy|đã bị (?:xóa|xoá|gỡ))"
    r"|(?:access|permission) denied|you (?:have been blocked|don.t have permission)|sorry, you have been blocked"
    r"|truy cập bị (?:từ chối|chặn)|bạn không có quyền truy cập"
    r"|just a moment|attention required|one more step|checking (?:your browser|if the site)"
    r"|verify(?:ing)? (?:that )?you are|please (?:verify|enable (?:js|javascript|cook))|enable javascript"
    r"|(?:re)?captcha\W*$|i.m not a robot"
    r"|tôi không phải (?:là )?(?:người máy|rô.?bốt)|xác (?:minh|nhận) (?:rằng )?bạn (?:là|không phải)"
    r"|internal server error|bad gateway|gateway time|service (?:temporarily )?unavailable|too many requests"
    r")"
)
LONGEST_ERROR, MOST_BESIDE_ERROR = 120, 400  # characters of the line; of prose, and of long lines, on the page
MOST_NUMBERS_OF_ERROR = 2  # lines that are numbers, its own among them
MOST_NEWS_BESIDE_ERROR = 100  # characters of prose that does not speak to the reader, as the rest of the message does
TO_THE_READER = r"(?i)\b(?:bạn|quý (?:khách|vị|độc giả)|vui lòng|xin|hãy|you|your|please|this (?:page|site|server))\b"
LONG_LINE = 80

WEEKDAY = r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)"
TIME = r"\d{1,2}[:h]\d\d"
DATELINE = (  # with the time, or the day of the week and a comma: a date alone stands beside links, too
    rf"(?i)(?:(?:cập nhật|ngày đăng|đăng lúc|xuất bản)\W*)?(?:{WEEKDAY}, (?:ngày )?{DATE}"
    rf"|{DATE}\W{{1,5}}{TIME}|{TIME}\W{{1,5}}(?:{WEEKDAY}, )?(?:ngày )?{DATE})"
)
DATE_BEGINNINGS = frozenset("thứ Thứ THỨ chủ Chủ CHỦ cập Cập CẬP ngà Ngà NGÀ đăn Đăn ĐĂN xuấ Xuấ XUẤ".split())
LONGEST_DATELINE, SHORTEST_ARTICLE = 70, 500  # characters; those of an article in its paragraphs


def count_tags(text: str) -> int:
    """Return the number of HTML tags in a text if these are enough to make it HTML, else 0."""
    if text.count("<") < FEWEST_TAGS:
        return 0
    tags = sum(1 for _ in re.finditer(TAG, text))
    return tags if tags >= max(FEWEST_TAGS, TAGS_A_LINE * (text.count("\n") + 1)) else 0


def official_heads(lines: Sequence[str], not_capitalized: Iterable[int]) -> list[int]:
    """Return the lines that say alone what a document is: the national title, the decision that a list belongs to.

    The title is in capitals, and perhaps beside an issuer, as in heads of two columns.
    """
    titles = [index for index, line in enumerate(lines) if NATIONAL_TITLE in line]
    return sorted([*titles, *(index for index in not_capitalized if lines[index].startswith(ATTACHED))])


def points_range(lines: Sequence[str], not_capitalized: Collection[int]) -> range:
    """Return the range of the points of rules (1.1., a), as laws, terms and contracts have them."""
    fewest = max(FEWEST_POINTS, SHARE_OF_POINTS * len(lines))
    if len(not_capitalized) < fewest:
        return range(0)
    points = [index for index in not_capitalized if POINT.match(lines[index])]
    is_one = len(points) >= fewest and any(re.match(FIRST_POINT, lines[index]) for index in points)
    return range(points[0], points[-1] + 1) if is_one else range(0)


def table_range(lines: Sequence[str], not_capitalized: Iterable[int]) -> range:
    """Return the range of lines that are a table, by bars or tabs between cells, or with a line for each cell."""
    for sign in FEWEST_CELLS:
        if rows := rows_range(lines, sign):
            return rows
    numbers = [index for index in not_capitalized if _is_number(lines[index])]
    if len(numbers) < max(FEWEST_BELOW_NUMBERING, SHARE_BELOW_NUMBERING * len(lines)):
        return range(0)
    headings = (index for index, line in enumerate(lines) if line.startswith(NUMBERINGS))
    heading = next((index for index in headings if re.fullmatch(NUMBERING, lines[index])), None)
    if heading is None and len(numbers) < max(FEWEST_NUMBERS, SHARE_OF_NUMBERS * len(lines)):
        return range(0)
    first = numbers[0] if heading is None else min(heading, numbers[0])
    return range(first, numbers[-1] + 1)


def _is_number(line: str) -> bool:
    """Check whether a line is the cell of a number, perhaps with a unit, or of a tick."""
    if line[0].isdigit() or line[-1].isdigit():
        return len(line) <= LONGEST_NUMBER and len(line.strip(DIGITS)) <= LONGEST_UNIT
    return line in TICKS


def rows_range(lines: Sequence[str], sign: str) -> range:
    """Return the range of the rows of a table, in which a sign parts the cells; empty if they are few, or too long."""
    rows = [index for index, line in enumerate(lines) if sign in line and _is_row(line, sign)]
    if len(rows) < max(FEWEST_ROWS, SHARE_OF_ROWS * len(lines)):
        return range(0)
    are_short = sum(len(lines[index]) for index in rows) <= LONGEST_ROW * len(rows)
    return range(rows[0], rows[-1] + 1) if are_short else range(0)


def _is_row(line: str, sign: str) -> bool:
    return line.count(sign) > 1 and sum(not is_blank(cell) for cell in line.split(sign)) >= FEWEST_CELLS[sign]


def programmes(lines: Sequence[str], not_capitalized: Iterable[int]) -> Iterator[range]:
    """Yield the ranges of programmes: lines near each other that begin with a time of day, each later than the last.

    In lists of news the latest time comes first. Times may be equal, and go on after midnight. Each range ends with the
    line below its last time, if that stands alone.
    """
    found: list[tuple[int, int]] = []  # line and minute of each time
    for index in not_capitalized:
        if (match := TIME_OF_DAY.match(lines[index])) is None:
            continue
        minute = 60 * int(match["hour"]) + int(match["minute"] or 0)
        if minute <= EARLY and found and found[-1][1] >= LATE:
            minute += DAY
        if found and not (index - found[-1][0] <= MOST_BETWEEN_TIMES and minute >= found[-1][1]):
            yield from _programme(lines, found)
            found = []
        if found or minute >= FIRST_TIME:
            found.append((index, minute))
    yield from _programme(lines, found)


def _programme(lines: Sequence[str], times: Sequence[tuple[int, int]]) -> Iterator[range]:
    """Yield the range of some times if there are enough different ones."""
    if len({minute for _, minute in times}) >= FEWEST_TIMES:
        last, _ = times[-1]
        is_alone = TIME_OF_DAY.fullmatch(lines[last]) is not None
        yield range(times[0][0], min(last + 1 + is_alone, len(lines)))


def error_message(lines: Sequence[str]) -> str | None:
    """Return the line that makes a page without prose an error page, or None; "404" is none among other numbers."""
    if sum([length for length in map(len, lines) if length >= LONG_LINE]) > MOST_BESIDE_ERROR:
        return None
    likely = (line for line in lines if len(line) <= LONGEST_ERROR and re.match(ERROR, line))
    found = next(likely, None)
    if found and _is_number(found) and sum(map(_is_number, lines)) > MOST_NUMBERS_OF_ERROR:
        found = next((line for line in likely if not _is_number(line)), None)
    if found is None:
        return None
    prose = [line for line in lines if line != found and reads_like_prose(line)]
    news = [line for line in prose if not re.search(TO_THE_READER, line)]
    is_one = sum(map(len, prose)) <= MOST_BESIDE_ERROR and sum(map(len, news)) <= MOST_NEWS_BESIDE_ERROR
    return found if is_one else None


def count_articles(lines: Sequence[str], telling: Iterable[int]) -> int:
    """Return how many datelines have an article's prose below them.

    They are among the `telling` lines: those that do not begin with a capital letter, or begin with DATE_BEGINNINGS.
    """
    starts = [
        index
        for index in telling
        if len(line := lines[index]) <= LONGEST_DATELINE
        and (line[0].isdigit() or line[:3] in DATE_BEGINNINGS)
        and re.match(DATELINE, line)
    ]
    if len(starts) < 2:
        return len(starts)
    lengths = [
        sum(len(lines[i]) for i in range(start, end) if len(lines[i]) >= SHORTEST_PARAGRAPH)
        for start, end in pairwise([*starts, len(lines)])
    ]
    return sum(length >= SHORTEST_ARTICLE for length in lengths)
