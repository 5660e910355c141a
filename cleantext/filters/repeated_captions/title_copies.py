"""Drop what repeats the title: the title of the window above it, captions and alt texts, the way to it in a menu."""

import re
from collections.abc import Sequence
from itertools import pairwise

from cleantext.text.keys import letters_of
from cleantext.text.prose import (
    DATE,
    FEWEST_TITLE_SPACES,
    TRUNCATED_ENDINGS,
    is_running_text,
    reads_like_a_title,
    reads_like_prose,
)

from .compared import REPEATS, RICHER, ComparedLines
from .excerpts import LAST_SIGNS
from .on_purpose import is_listed, is_verse
from .titles import (
    adds_byline,
    completes_title,
    is_heading_like,
    is_path_to,
    names_site,
    names_site_behind,
    repeats_title,
)

REPEATS_TITLE, CUT_SHORT = "repeats the title, line", "is cut short; complete in line"
WITH_SITE, PATH = "is, with the name of the site, what stands alone in line", "is the way through the menu to line"
NO_TEXT_ENDINGS = (*TRUNCATED_ENDINGS, "!")
TEXT_BELOW, TEXT_RIGHT_BELOW, TITLE_ABOVE, PATH_NEAR = 6, 2, 3, 2  # lines
LONGEST_LABEL = 30  # characters
SHORTEST_NO_VERSE = 50  # characters
FEWEST_LETTERS_ADJACENT, FEWEST_LETTERS_CERTAIN = 23, 40  # of a title that no row or entry equals by chance
MOST_OF_A_TITLE = 3  # copies: of the window, above the text, below that
LONGEST_HEAD = 6  # lines from the title to the text: author, date, section
EVERY_PICTURE = 3  # copies of the title; so many are the captions of every picture


def drop_copies_of_title(page: ComparedLines) -> None:
    """Drop what repeats the title, captions excepted; where it stands above a menu and below, the lower one stays."""
    if page.begin_alike:
        _drop_titles_above(page)
    if page.title is None:
        return
    if page.title in page.begin_alike or names_site(page.lines[page.title]):
        _drop_title_below(page, page.title)
    _drop_paths(page, page.title)


def is_certain_copy_of_title(page: ComparedLines, index: int) -> bool:
    """Check whether a dropped line is a copy of the title even if the document is a table or a list.

    It is the title of the window above it or the same long title right below it, which no row is.
    """
    twin, reason = page.kept(index), page.dropped[index][1]
    if reason == WITH_SITE:
        return True
    if twin != page.title or reason not in (REPEATS_TITLE, CUT_SHORT):
        return False
    if index > twin + TEXT_RIGHT_BELOW or len(letters_of(page.lines[index])) < FEWEST_LETTERS_CERTAIN:
        return False
    return page.times(index) <= MOST_OF_A_TITLE  # a call or an entry of a log comes again and again


def _drop_titles_above(page: ComparedLines) -> None:
    """Drop a title that stands once more below, both of them above the text: the lower one is the title then."""
    above: dict[bytes, int] = {}
    start = 0
    for index in page.begin_alike:
        if any(map(_is_text, page.lines[start:index])):
            return
        upper, start = above.get(page.beginnings[index]), index
        if upper is not None and index not in page.dropped:
            _drop_one_title(page, upper, index)
        if upper is None or upper in page.dropped:
            above[page.beginnings[index]] = index


def _drop_one_title(page: ComparedLines, upper: int, lower: int) -> None:
    """Drop one of two titles above the text; the upper is often that of the window, with a menu between them."""
    reason = _why_title_of_window(page.lines[upper], page.lines[lower])
    if reason is None or is_listed(page.lines[upper]):
        return
    if reason != WITH_SITE and not reads_like_a_title(page.lines[lower]):
        return
    is_window = upper == page.title
    if is_window and reason == REPEATS_TITLE and lower - upper <= LONGEST_HEAD:
        page.drop(lower, upper, REPEATS_TITLE)
        return
    is_above_text = is_window and any(map(_is_text, page.lines[lower : lower + TEXT_BELOW]))
    is_twice_below = is_window and _is_twice(page, lower)
    if is_above_text or is_twice_below or reason == WITH_SITE or _are_parted_by_labels(page.lines, upper, lower):
        page.title, page.dropped[upper] = lower, (lower, reason)


def _are_parted_by_labels(lines: Sequence[str], upper: int, lower: int) -> bool:
    """Check whether only labels, as a date or a section, part two equal lines: titles, no verses.

    Lines that may be verses by their length must be right above the text.
    """
    if not 1 < lower - upper <= LONGEST_HEAD or not all(map(_is_label, lines[upper + 1 : lower])):
        return False
    if len(lines[lower]) >= SHORTEST_NO_VERSE:
        return True
    below = lines[lower + 1 : lower + 1 + TEXT_RIGHT_BELOW]
    is_above_text = any(_is_text(line) or re.search(DATE, line) for line in below)
    return is_above_text and lower - upper <= TITLE_ABOVE and not reads_like_prose(lines[lower])


def _is_twice(page: ComparedLines, index: int) -> bool:
    """Check whether a long line comes again right below: as the last step of a path and as the title."""
    letters = letters_of(page.lines[index])
    below = page.lines[index + 1 : index + 1 + TEXT_RIGHT_BELOW]
    return len(letters) >= FEWEST_LETTERS_CERTAIN and letters in map(letters_of, below)


def _is_label(line: str) -> bool:
    few_words = line.count(" ") < FEWEST_TITLE_SPACES
    return len(line) < LONGEST_LABEL and (few_words or line.endswith("...") or any(map(str.isdigit, line)))


def _is_text(line: str) -> bool:
    """Check whether a line is running text, no slogan with a "!" and nothing like "Đang cập nhật..."."""
    return is_running_text(line) and not line.endswith(NO_TEXT_ENDINGS)


def _why_title_of_window(first: str, line: str) -> str | None:
    """Return why the title of the window is not needed above a line; None if that is another line."""
    if completes_title(line, first):
        return CUT_SHORT
    if letters_of(first) == letters_of(line):
        return REPEATS_TITLE
    return WITH_SITE if names_site_behind(first, line) else None


def _drop_title_below(page: ComparedLines, title: int) -> None:
    """Drop repetitions of the title right below it; the title itself if the line below says more."""
    for below in range(title + 1, len(page.lines)):
        line = page.lines[below]
        if repeats_title(line, page.lines[title]) or adds_byline(page.lines[title], line):
            page.drop(below, title, REPEATS_TITLE)
            continue
        if below in page.dropped:
            return
        if completes_title(page.lines[below], page.lines[title]):
            page.dropped[title] = (below, CUT_SHORT)
        elif adds_byline(page.lines[below], page.lines[title]):
            page.dropped[title] = (below, RICHER)
        return


def _drop_paths(page: ComparedLines, title: int) -> None:
    """Drop "Trang chủ » Tin tức » <title>" near the title, and its last step alone if that is cut short."""
    own, start = page.lines[title], max(0, title - PATH_NEAR)
    for index, line in enumerate(page.lines[start : title + PATH_NEAR + 1], start):
        if len(line) > len(own) and line.endswith(own) and is_path_to(own, line):
            page.drop(index, title, PATH)
        elif line[-1] in LAST_SIGNS and index != title and 2 * len(line) > len(own) and completes_title(own, line):
            page.drop(index, title, CUT_SHORT)


def drop_captions_like_title(page: ComparedLines, title: int, indexes: list[int]) -> list[int]:
    """Drop the lines with the letters of the title that are captions; return the others."""
    indexes = [index for index in indexes if index != title]
    captions = sum(_is_beside_prose(page, index) for index in indexes)
    if len(page.copies[title].letters) < FEWEST_LETTERS_ADJACENT:  # an entry of a list may say the same by chance
        is_with_every_picture = captions >= EVERY_PICTURE and captions == len(indexes)
        is_subheading = not is_with_every_picture
    else:
        is_few = 0 < captions < EVERY_PICTURE
        is_subheading = is_few and (page.lines[title].isupper() or _has_heading_like(page, title))
    for index in indexes:
        if index < title or _is_caption_like_title(page, title, index, is_subheading=is_subheading):
            page.drop(index, title, REPEATS_TITLE)
    return [index for index in indexes if index not in page.dropped]


def drop_captions_like_first(page: ComparedLines, indexes: list[int]) -> list[int]:
    """Drop the captions like a title that stands below a menu: twice in a row, then with every picture.

    Return the lines that are left.
    """
    first, second, *captions = indexes
    if second > first + 1 or len(captions) < EVERY_PICTURE or not reads_like_a_title(page.lines[first]):
        return indexes
    is_refrain = is_verse(page.lines, first, second) or any(b == a + 1 for a, b in pairwise(captions))
    if is_refrain or not all(_is_beside_prose(page, index) for index in captions):
        return indexes
    for index in captions:
        page.drop(index, first, REPEATS)
    return [index for index in indexes if index not in page.dropped]


def _is_caption_like_title(page: ComparedLines, title: int, index: int, *, is_subheading: bool) -> bool:
    """Check whether a line that repeats the title is a caption, not a subheading that repeats it on purpose."""
    adjacent = index == title + 1 or page.dropped.get(index - 1) == (title, REPEATS_TITLE)
    if page.copies[index].tail or adjacent or page.is_picture(index):
        return True
    if page.lines[title].endswith("?"):
        return False
    return index <= title + 2 or (not is_subheading and _is_beside_prose(page, index))


def _is_beside_prose(page: ComparedLines, index: int) -> bool:
    return any(page.prose[index - 1 : index] + page.prose[index + 1 : index + 2])


def _has_heading_like(page: ComparedLines, title: int) -> bool:
    """Check whether half the words of another heading are in the title: then that may be a heading again, too."""
    begin_alike = frozenset(page.begin_alike)
    lines = enumerate(page.lines[1:], 1)
    return any(index not in begin_alike and is_heading_like(line, page.lines[title]) for index, line in lines)
