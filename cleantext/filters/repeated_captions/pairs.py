"""Decide which of two copies of a line is a duplicate: by their distance, a credit or a number, what stands beside."""

from itertools import pairwise

from cleantext.text.keys import letters_of

from .compared import REPEATS, ComparedLines
from .on_purpose import are_rows, is_one_sentence, is_verse

CREDITS = ("Ảnh", "ẢNH", "Hình", "Nguồn", "Minh họa", "Minh hoạ", "Video", "Clip", "(Ảnh", "(Nguồn")
FEWEST_LETTERS_NEAR, FEWEST_LETTERS_FAR = 23, 60  # of a line that is a duplicate without a credit
NEAR_GAP, FAR_GAP = 3, 40  # lines between two copies, not counting lines that have a copy themselves


def drop_copies(page: ComparedLines, indexes: list[int]) -> None:
    """Drop the duplicates among the lines with these indexes, which have the same letters."""
    kept = 0  # the position in `indexes` of the last copy that stays
    for position in range(1, len(indexes)):
        first, second = indexes[kept], indexes[position]
        adjacent = second - first == position - kept  # but for other copies
        if _drop_poorer(page, first, second, times=len(indexes), adjacent=adjacent) != second:
            kept = position


def _drop_poorer(page: ComparedLines, first: int, second: int, *, times: int, adjacent: bool) -> int | None:
    """Drop the poorer of two copies of a line, which occurs so many times, and return it; None if both stay."""
    if not _is_duplicate(page, first, second, times=times, adjacent=adjacent):
        return None
    richer = _is_richer(page, first, second, adjacent=adjacent)
    poorer, twin = (first, second) if richer else (second, first)
    page.drop(poorer, twin, REPEATS)
    return poorer if poorer in page.dropped else None


def _is_duplicate(page: ComparedLines, first: int, second: int, *, times: int, adjacent: bool) -> bool:
    """Check whether one of two copies of a line, which occurs so many times, is to be removed."""
    a, b = page.copies[first], page.copies[second]
    if not (a.numbered or b.numbered or a.tail.startswith(b.tail) or b.tail.startswith(a.tail)):
        return False  # pictures of the same place by two photographers
    if a.label and b.label and a.label != b.label:
        return False  # two figures
    fewest_of_other_tones = FEWEST_LETTERS_NEAR if adjacent else FEWEST_LETTERS_FAR
    if a.letters != b.letters and not (page.prose[second] and len(b.letters) >= fewest_of_other_tones):
        return False  # with the tones on other letters: written anew, unless it is long
    if adjacent and not (a.tail or b.tail):
        return not is_verse(page.lines, first, second) and not are_rows(page.lines, first, second)
    gap = page.unpaired_between(first, second)
    if gap >= FAR_GAP:
        return False
    if a.tail or b.tail:  # below a short heading, a caption may say in its words what the picture shows
        is_below_heading = page.is_heading(first) and not (adjacent or b.numbered)
        return not is_below_heading or len(b.letters) >= FEWEST_LETTERS_NEAR
    fewest = FEWEST_LETTERS_NEAR if gap < NEAR_GAP else FEWEST_LETTERS_FAR
    if times > 2 or len(b.letters) < fewest or not page.prose[second] or page.lines[second].endswith(":"):
        return False
    return not _has_its_place(page, first, second)


def _has_its_place(page: ComparedLines, first: int, second: int) -> bool:
    """Check whether each of two copies has its place: in a section of its own, closing a passage, in rows alike."""
    one_sentence = is_one_sentence(page.lines[second])
    if page.is_lead(first) and not one_sentence:
        return False
    if page.has_heading_between(first, second):
        return True
    if first and one_sentence and page.prose[first - 1] and page.prose[first]:
        return True  # a refrain
    return page.are_set_alike(first, second)


def _is_richer(page: ComparedLines, first: int, second: int, *, adjacent: bool) -> bool:
    """Check whether the second copy is to be kept, not the first: it has more content, or it alone is a heading."""
    if not adjacent and page.is_heading(first) != page.is_heading(second):
        return page.is_heading(second)
    if not adjacent and page.is_lead(first):
        return False
    if adjacent and page.copies[first].letters != page.copies[second].letters:
        return _richness(page, second) >= _richness(page, first)  # the upper is alt text, written another time
    return _richness(page, second) > _richness(page, first)


def _richness(page: ComparedLines, index: int) -> tuple[bool, bool, int]:
    """Return a sort key: of two copies, the one with the higher key is kept."""
    copy = page.copies[index]
    beside = copy.label + copy.tail
    return not copy.numbered, page.prose[index] or bool(beside), len(beside)


def drop_credits(page: ComparedLines) -> None:
    """Drop the second of two credits side by side that are too short for captions: "Ảnh minh họa"."""
    for first, second in pairwise(page.begin_alike):
        if second == first + 1 and page.beginnings[first] == page.beginnings[second]:
            line = page.lines[second]
            if line.startswith(CREDITS) and letters_of(line) == letters_of(page.lines[first]):
                page.drop(second, first, REPEATS)
