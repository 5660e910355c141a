"""Drop lines that another contains: a sentence or the start of a paragraph, the shorter of two captions, alt text."""

from .compared import UNACCENTED, ComparedLines
from .excerpts import EXCERPT, is_excerpt, is_first_sentence, is_unaccented_start, possible_excerpts, possible_stem
from .runs import drop_pieces

FEWEST_LETTERS_UNACCENTED = 20  # of alt text without the number of a picture
SENTENCE_NEAR = 8  # lines from a caption to the paragraph of which it is the first sentence


def drop_unaccented(page: ComparedLines) -> None:
    """Drop alt texts without accents, made from the names of files, of what a line says with accents."""
    for index, twin in page.unaccented:
        copy = page.copies[index]
        if copy.numbered or len(copy.letters) >= FEWEST_LETTERS_UNACCENTED:
            page.drop(index, twin, UNACCENTED)


def drop_parts_of_paragraphs(page: ComparedLines) -> None:
    """Drop the pieces of a paragraph that is printed whole, too, and captions that are its first sentence."""
    lines = page.lines
    last: dict[bytes, int] = {}  # the last line with a beginning
    for second in page.begin_alike:
        first, last[page.beginnings[second]] = last.get(page.beginnings[second], second), second
        if not 0 < second - first <= SENTENCE_NEAR:
            continue
        index, whole = (second, first) if len(lines[first]) > len(lines[second]) else (first, second)
        if lines[whole].startswith(lines[index][:-1]):
            drop_pieces(page, index, whole)
            if _is_caption_of(page, index, whole):
                page.drop(index, whole, EXCERPT)


def _is_caption_of(page: ComparedLines, index: int, whole: int) -> bool:
    """Check whether a line is the first sentence of a paragraph, neither the lead nor in a section of its own."""
    if page.is_lead(index) or not is_first_sentence(page.lines[index], page.lines[whole]):
        return False
    first, second = sorted((index, whole))
    return not (page.has_heading_between(first, second) or page.are_set_alike(first, second))


def drop_excerpts(page: ComparedLines) -> None:
    """Drop lines that one of the two lines above or below contains."""
    kept: range | list[int] = range(len(page.lines))
    lines = page.lines
    if page.dropped:
        kept = [index for index in kept if index not in page.dropped]
        lines = [lines[index] for index in kept]
    for i in possible_excerpts(lines):
        line, stem = lines[i], possible_stem(lines[i])
        near = (i + 1, i - 1, i + 2, i - 2) if stem or line.isascii() else ()
        for other in [kept[j] for j in near if 0 <= j < len(lines) and len(lines[j]) > len(line)]:
            if reason := _why_contained(page, other, kept[i], stem):
                page.drop(kept[i], other, reason)
                break


def _why_contained(page: ComparedLines, other: int, index: int, stem: str) -> str | None:
    """Return how a longer line contains all of a line, or None; for the lead, only the line below it counts."""
    line, longer = page.lines[index], page.lines[other]
    adjacent, above = abs(other - index) == 1, other == index + 1
    begins_it = page.beginnings[other].startswith(page.beginnings[index])
    if adjacent and begins_it and is_unaccented_start(line, longer):
        return UNACCENTED
    if not stem or stem not in longer or (page.is_lead(index) and not above):
        return None
    return EXCERPT if is_excerpt(line, stem, longer, above=above, adjacent=adjacent) else None
