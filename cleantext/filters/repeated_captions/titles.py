"""Find the title of a document, and the lines that repeat or complete it."""

import re
from collections.abc import Sequence

from cleantext.text.keys import letters_of
from cleantext.text.prose import DATE, TRUNCATED_ENDINGS, reads_like_a_headline, reads_like_a_title, reads_like_prose

LAST_LINE = 3  # that may be the title
WEEKDAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")  # with which a date begins
SITE_NAME_SEPARATOR = " [-–|] "
FAMILY_NAMES = "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Ngô|Dương|Lý"  # of nine in ten Vietnamese
BEFORE_A_SITE = r"\s(?:[-–—|·»›]|::)+\s"
LONGEST_SITE = 80  # characters
FILE_TYPES = "docx?|pdf|pptx?|xlsx?|csv|txt|html?|jpe?g|png|gif|webp|zip|rar|mp[34]"
DOMAIN = rf"(?:[a-zA-Z0-9-]+\.)+(?!(?:{FILE_TYPES})$)[a-z]{{2,6}}"  # "baoxomdong.vn", not "baocao.pdf"
PATH_SIGNS, LONGEST_STEP, MOST_STEPS = "»›>/", 30, 5  # of "Trang chủ » Tin tức » <title>"
SHORTEST_TITLE_OF_PATH = 25  # characters
LONGEST_BYLINE = 45  # characters
NAME = r"[^\W\d_a-zđ]\w+"
BYLINE = (
    rf"\W*(?:{NAME}[\s-]+){{0,5}}(?:\W*\d{{1,2}}:\d{{2}})?\W*{DATE}[\W\d]*"  # "Văn Phúc - 06:15 26/5/2023"
    rf"|\s*(?:{FAMILY_NAMES})(?: {NAME}){{2,4}}"  # "Vũ Nguyễn Đông Hải"; places without a date look alike
)


def title_of(lines: Sequence[str]) -> int | None:
    """Return the index of the title: of the first lines, down to the first prose, the first that reads like a title."""
    for index, line in enumerate(lines[:LAST_LINE]):
        if reads_like_a_title(line) and not line[:8].lower().startswith(WEEKDAYS):
            return index
        if reads_like_prose(line):
            return None
    return None


def repeats_title(line: str, title: str) -> bool:
    """Check whether a line is the title, with or without the name of the site."""
    if title.endswith(TRUNCATED_ENDINGS):
        return False
    own, whole = letters_of(title), letters_of(line)
    return 2 * len(whole) > len(own) and whole in own and (whole == own or whole in _without_site_name(title))


def names_site(title: str) -> bool:
    """Check whether a part of a title may be the name of the site."""
    return " - " in title or " – " in title or " | " in title


def adds_byline(line: str, title: str) -> bool:
    """Check whether a line is the title with its author, its date or both behind it, unlike "Bảng A" or "2-1"."""
    if not line.startswith(title):
        return False
    rest = line[len(title) :]
    return len(rest) <= LONGEST_BYLINE and re.fullmatch(BYLINE, rest) is not None


def completes_title(line: str, title: str) -> bool:
    """Check whether a title is truncated and a line completes it; the title may begin with the name of the site."""
    if not title.endswith(TRUNCATED_ENDINGS) or not reads_like_a_headline(line) or line.endswith(TRUNCATED_ENDINGS):
        return False
    own, whole, named = letters_of(title), letters_of(line), _without_site_name(title)[0]
    return any(2 * len(part) > len(own) and whole.startswith(part) for part in (own, named))


def names_site_behind(title: str, line: str) -> bool:
    """Check whether a title is a line with the name of the site behind it."""
    if not (title[:1].isalnum() or title.startswith(line[:1])):
        return False
    own = letters_of(line)
    for sign in re.finditer(BEFORE_A_SITE, title):
        if letters_of(title[: sign.start()]) == own:
            name = title[sign.end() :]
            is_domain = re.fullmatch(DOMAIN, name) is not None  # which is enough behind a title of two words
            return is_domain or (reads_like_a_title(line) and _is_name_of_site(name, own))
    return False


def _is_name_of_site(name: str, title: str) -> bool:
    """Check whether what stands behind a title is the name of a site, with that of a section before it, or none.

    Most of its words are capitalized.
    """
    if len(name) > LONGEST_SITE or any(map(str.isdigit, name)) or len(letters_of(name)) > 2 * len(title):
        return False
    words = [word for word in re.split(r"[\W_]+", name) if word]
    capitalized = sum(not word[0].islower() for word in words)
    return bool(words) and not words[0][0].islower() and 2 * capitalized > len(words)


def is_path_to(title: str, line: str) -> bool:
    """Check whether a line is the way through the menu to a title: "Trang chủ » Tin tức » <title>"."""
    *steps, last = (step.strip() for step in re.split(f"[{PATH_SIGNS}]", line))
    return (
        last == title
        and len(title) >= SHORTEST_TITLE_OF_PATH
        and len(steps) <= MOST_STEPS
        and all(len(step) <= LONGEST_STEP for step in steps)
    )


def is_heading_like(line: str, title: str) -> bool:
    """Check whether a line is a heading with at least half of its words in the title."""
    if not reads_like_a_headline(line):
        return False
    words = line.casefold().split()
    return 2 * len(set(title.casefold().split()).intersection(words)) >= len(words)


def _without_site_name(title: str) -> tuple[str, str]:
    """Return the letters of a title without its first part, and without its last: either may be the site's name."""
    pieces = re.split(SITE_NAME_SEPARATOR, title)
    return letters_of(" - ".join(pieces[1:])), letters_of(" - ".join(pieces[:-1]))
