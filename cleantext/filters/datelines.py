import re
from collections.abc import Iterator, Sequence

from cleantext.model import Hit
from cleantext.text.lines import is_blank
from cleantext.text.prose import DATE, DATE_IN_WORDS, indexes_around_prose

DAY = r"(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ nhật|t[2-7]|cn)\b[\s,-]*)?(?:ngày\s*)?"
SPACED_DATE = DATE.replace("[/.-]", r"\s?[/.-]\s?")
FULL_DATE = rf"{DAY}(?:{SPACED_DATE}|{DATE_IN_WORDS}(?:,| năm) ?\d{{4}})"
TIME = r"\d{1,2}[:h]\d{2}(?::\d{2})?(?:\s?[ap]m)?"
ZONE = r"(?:\s*\(?gmt\s?\+\s?7\)?)?"
PUBLISHED = r"(?:(?:cập nhật|ngày đăng|đăng (?:lúc|ngày)|ngày xuất bản|xuất bản|thời gian)(?: lúc)?\s?:?\s*)?"
ISO_TIMESTAMP = r"\d{4}-\d{2}-\d{2}t\d{2}:\d{2}(?::\d{2})?(?:z|[+-]\d{2}:?\d{2})?"
SEPARATORS = r"[\s,|–-]*"
DATELINE = (
    rf"(?:[^\d:|]{{2,40}}[|–-]\s*)?{PUBLISHED}"
    rf"(?:(?:{TIME}{ZONE}{SEPARATORS})?{FULL_DATE}(?:{SEPARATORS}{TIME})?{ZONE}|{ISO_TIMESTAMP})"
)


def datelines(lines: Sequence[str]) -> Iterator[Hit]:
    """Remove lines that only say when the article appeared: "Thứ năm, 27/06/2024 - 07:32 (GMT+7)", with author or not.

    Dates of publication are kept elsewhere by those who need them, and are noise in a corpus. A dateline stands
    around the title or after the last line of prose, and the whole of it is a date with a year.

    **Leaves alone:** dates without a year, dates in sentences, dates between paragraphs, dates below a colon.
    """
    for i in indexes_around_prose(lines, before=6, after=4):
        above = next((lines[j] for j in range(i - 1, -1, -1) if not is_blank(lines[j])), "")
        if is_dateline(lines[i]) and not above.endswith(":"):
            yield Hit(i, "dateline: when it appeared", "dateline")


def is_dateline(line: str) -> bool:
    """Check whether a line is only a date of publication, perhaps with a time, and a name before it."""
    return re.fullmatch(DATELINE, line.casefold().strip(" .|-–,()")) is not None
