"""Find tables within a text whose cells stand on lines of their own, and reports with the time above each entry.

`lines` are never blank; `not_capitalized` are those that do not begin in upper case. Numbers and times are among these.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .prose import is_running_text
from .shape import NUMBERING, NUMBERINGS, TIME_OF_DAY

MOST_CELLS = 8  # lines from one number of a table's rows to the next
LONGEST_CELL = 100  # characters
FEWEST_PAIRS, SHARE_OF_FIGURES = 4, 0.6  # labels with a value below; of the values, those with figures
LONGEST_TIME = 5  # characters: "14:20"
MOST_WITHOUT_FIGURES = 4  # lines of pairs whose values have none, in a row
SHORT_LABEL, LONGEST_LABEL, LONGEST_VALUE = 24, 45, 40  # characters
VALUE = r"[-–+±~≈<>]? ?(?:\d|[A-Z]{2,4} ?\d)[^:?!]*"  # a string, as the next: re compiles it when it is first used
OF_A_LINK = (  # when it was posted, how often it was read
    r"(?i)\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}[:h]\d\d|\d{1,3} [^\W\d]+ trước"
    r"|\d (?:bài|tin|video|ảnh|lượt|thích|bình luận|sản phẩm|câu trả lời)\b"
)
FIGURES, FEWEST_UNITS = "0123456789.,-–+/ ", 3  # what is no unit in a value; different units
LONGEST_TO_PROSE = 3  # lines from such a table to a paragraph
SHORTEST_PARAGRAPH = 60  # characters
PHONE = r"(?:[^:]{2,40}: )?(?:[^:]{2,40} [-–] )?\(?(?:\+84|0)[\d .()-]{8,14}"
FEWEST_PHONES, MOST_TO_PHONE = 6, 2  # of a directory; lines from one to the next
FEWEST_TIMES, MOST_TO_ENTRY = 4, 3  # of a report; lines from a time to the paragraph of its entry


def numbered_rows(lines: Sequence[str]) -> Iterator[range]:
    """Yield the tables whose rows are numbered, below the heading of the column of numbers ("STT")."""
    end = 0
    for index, line in enumerate(lines):
        if index >= end and line.startswith(NUMBERINGS) and re.fullmatch(NUMBERING, line):
            end = _end_of_rows(lines, index)
            if end > index:
                yield range(index, end)


def _end_of_rows(lines: Sequence[str], heading: int) -> int:
    """Return the end of the rows below a heading: their numbers begin with 1; 0 if there are none."""
    numbers = [heading]
    while number := _next_number(lines, numbers[-1], len(numbers)):
        numbers.append(number)
    if len(numbers) == 1:
        return 0
    return min(numbers[-1] + min(after - before for before, after in pairwise(numbers)), len(lines))


def _next_number(lines: Sequence[str], above: int, number: int) -> int:
    """Return the next line that is a number and nothing else, with short cells above it; 0 if there is none."""
    for index in range(above + 1, min(above + 1 + MOST_CELLS, len(lines))):
        if lines[index].strip(".) ").lstrip("0") == str(number) and index > above + 1:
            return index
        if len(lines[index]) > LONGEST_CELL:
            break
    return 0


def pairs(lines: Sequence[str], not_capitalized: Sequence[int]) -> Iterator[range]:
    """Yield the tables of labels, each with a value below it, beside a paragraph or with several units.

    Most values have figures ("102,31", "5,4 lít"). Lists of headlines with their dates are none.
    """
    values = [index for index in not_capitalized if _is_value(lines[index])]
    if len(values) < FEWEST_PAIRS:
        return
    end = 0
    for value in values:
        if value < end or value == 0 or not _is_label(lines[value - 1]):
            continue
        start, end, figures = value - 1, value + 1, 1
        last, of_last = end, 1
        while end + 1 < len(lines) and _is_label(lines[end]) and len(lines[end + 1]) <= LONGEST_VALUE:
            figures += _is_value(lines[end + 1])
            end += 2
            if _is_value(lines[end - 1]):
                last, of_last = end, figures
            elif end - last > MOST_WITHOUT_FIGURES:
                break
        end = last
        is_one = of_last >= max(FEWEST_PAIRS, SHARE_OF_FIGURES * (end - start) / 2)
        if is_one and (_has_units(lines[start + 1 : end : 2]) or _is_beside_paragraph(lines, start, end)):
            yield range(start, end)


def _is_value(line: str) -> bool:
    return len(line) <= LONGEST_VALUE and re.fullmatch(VALUE, line) is not None and not re.search(OF_A_LINK, line)


def _is_label(line: str) -> bool:
    """Check whether a line may be a label; a long one with a number is what is for sale."""
    if not (len(line) <= LONGEST_LABEL and line[0].isupper() and line[-1] not in ".?!…"):
        return False
    return len(line) <= SHORT_LABEL or not any(map(str.isdigit, line))


def _has_units(values: Sequence[str]) -> bool:
    """Check whether figures are of several kinds, as of a product or a market: of one are those of the weather, too."""
    return len({value.strip(FIGURES) for value in values if _is_value(value)}) >= FEWEST_UNITS


def _is_beside_paragraph(lines: Sequence[str], start: int, end: int) -> bool:
    beside = (*lines[max(start - LONGEST_TO_PROSE, 0) : start], *lines[end : end + LONGEST_TO_PROSE])
    return any(map(_is_paragraph, beside))


def _is_paragraph(line: str) -> bool:
    return len(line) >= SHORTEST_PARAGRAPH and is_running_text(line)


def directories(lines: Sequence[str], not_capitalized: Sequence[int]) -> Iterator[range]:
    """Yield the lists of telephone numbers, each below the name of whose it is ("0203 3000 001", "Trực: 0203 ...")."""
    if 2 * sum(lines[index][-1].isdigit() for index in not_capitalized) < FEWEST_PHONES:
        return
    phones = [index for index, line in enumerate(lines) if line[-1].isdigit() and re.fullmatch(PHONE, line)]
    run: list[int] = []
    for phone in (*phones, len(lines) + MOST_TO_PHONE):
        if run and phone - run[-1] > MOST_TO_PHONE:
            if len(run) >= FEWEST_PHONES:
                yield range(max(run[0] - 1, 0), run[-1] + 1)
            run = []
        run.append(phone)


def reports(lines: Sequence[str], not_capitalized: Sequence[int]) -> Iterator[range]:
    """Yield the live reports: times alone on their lines, each above a paragraph, with at most a headline between."""
    times = [
        index for index in not_capitalized if len(lines[index]) <= LONGEST_TIME and TIME_OF_DAY.fullmatch(lines[index])
    ]
    if len(times) < FEWEST_TIMES:
        return
    run: list[tuple[int, int]] = []  # lines of a time and of its paragraph
    for index in times:
        paragraph = _paragraph_below(lines, index)
        if run and not (paragraph and run[-1][1] < index <= run[-1][1] + MOST_TO_ENTRY):
            yield from _report(run)
            run = []
        if paragraph:
            run.append((index, paragraph))
    yield from _report(run)


def _paragraph_below(lines: Sequence[str], time: int) -> int:
    below = range(time + 1, min(time + 1 + MOST_TO_ENTRY, len(lines)))
    return next((index for index in below if _is_paragraph(lines[index])), 0)


def _report(run: Sequence[tuple[int, int]]) -> Iterator[range]:
    if len(run) >= FEWEST_TIMES:
        yield range(run[0][0], run[-1][1] + 1)
