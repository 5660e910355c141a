import re
from collections.abc import Iterator, Sequence

from cleantext.model import Hit
from cleantext.text.prose import indexes_around_prose

LONGEST_BYLINE = 60  # characters
MOST_WORDS = 5  # of a name
MOST_NAMES = 2  # lines; more names are a list
LABELLED = (
    r"(?i)(?:nhóm )?(?:tác giả|pv|phóng viên|người viết|thực hiện|biên soạn|biên dịch|dịch|nội dung|trình bày|thiết kế|"
    r"(?:tin|bài)(?:(?:,| và) ?(?:bài|ảnh))*)(?:\s?:\s*(?P<who>.+)|$)"
)
REMARK = r"(?i)(?<!\s)\s*\((?:tổng hợp|t/h|th|ghi|thực hiện|dịch|biên dịch|lược dịch|theo [^()]*)\)$"


def bylines(lines: Sequence[str]) -> Iterator[Hit]:
    """Remove lines that only say who wrote the article: "Nguyễn Văn An", "HOÀI PHƯƠNG (tổng hợp)", "Tin, ảnh: Lò Hoa".

    Some corpora must not hold names of authors. A byline stands below the title or within three lines of text
    after the last line of prose, and is a label with a name, or up to five words that all begin with a capital.

    **Leaves alone:** names elsewhere, such as captions; more than two names below one another, and names that a line
    with a colon announces, which are a list.
    """
    indexes = indexes_around_prose(lines, before=4, after=3)
    announced = any(lines[i].endswith(":") for i in indexes)
    named = [] if announced else [i for i in indexes if _is_name(lines[i])]
    for i in indexes:
        if len(lines[i]) <= LONGEST_BYLINE and (_is_labelled(lines[i]) or (i in named and len(named) <= MOST_NAMES)):
            yield Hit(i, "byline: who wrote it", "byline")


def reads_like_a_byline(line: str) -> bool:
    """Check whether a line reads like a byline, regardless of its position: a label with a name, or just a name."""
    return len(line) <= LONGEST_BYLINE and (_is_labelled(line) or _is_name(line))


def _is_labelled(line: str) -> bool:
    label = re.fullmatch(LABELLED, re.sub(REMARK, "", line))
    words = (label["who"] or "").split() if label else ["none"]
    return all(not word[0].islower() or word == "và" for word in words)


def _is_name(line: str) -> bool:
    words = re.sub(REMARK, "", line).replace("-", " ").split()
    return 0 < len(words) <= MOST_WORDS and all(word[0].isupper() and not any(map(str.isdigit, word)) for word in words)
