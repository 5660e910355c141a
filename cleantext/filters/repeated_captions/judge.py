"""Decide which of the lines with the same content are duplicates to remove: captions, titles, leads.

Pages print a caption for the eye and again for the screen reader, the title as the caption of the first picture,
the lead as a teaser. The criteria are the distance, a credit or picture number on one copy, equality with the title.
What on_purpose.py recognizes stays, and so does a copy that has its place in a section or passage of its own.
"""

from collections.abc import Sequence

from cleantext.model import Hit
from cleantext.text.lines import Lines
from cleantext.text.structure import Structure

from .compared import ComparedLines
from .on_purpose import has_little_prose
from .pairs import drop_copies, drop_credits
from .parts import drop_excerpts, drop_parts_of_paragraphs, drop_unaccented
from .runs import drop_body_printed_again
from .title_copies import (
    WITH_SITE,
    drop_captions_like_first,
    drop_captions_like_title,
    drop_copies_of_title,
    is_certain_copy_of_title,
)


def duplicates(lines: Lines) -> list[Hit]:
    """Return the duplicates among the lines of a document, in their order."""
    page = ComparedLines(lines)
    if page.groups:
        drop_body_printed_again(page)
    drop_copies_of_title(page)
    drop_unaccented(page)
    for indexes in page.groups:
        _drop_copies(page, indexes)
    if page.begin_alike:
        drop_credits(page)
        drop_parts_of_paragraphs(page)
    drop_excerpts(page)
    if page.dropped:
        _keep_what_is_repeated_on_purpose(page, [each.start for each in lines.asked(Structure).kept_whole()])
    return page.hits()


def _keep_what_is_repeated_on_purpose(page: ComparedLines, starts: Sequence[int]) -> None:
    """Take back drops in documents whose lines repeat on purpose.

    Above a form, an official document or a table, only the title of the window still goes; in a list, only certain
    copies of the title.
    """
    if starts:
        page.dropped = {i: why for i, why in page.dropped.items() if why[1] == WITH_SITE and i < min(starts)}
    elif has_little_prose(page.prose):
        page.dropped = {i: why for i, why in page.dropped.items() if is_certain_copy_of_title(page, i)}


def _drop_copies(page: ComparedLines, indexes: list[int]) -> None:
    """Drop the duplicates among the lines with these indexes, which have the same letters."""
    if page.title in indexes:
        indexes = drop_captions_like_title(page, page.title, indexes)
    else:
        indexes = drop_captions_like_first(page, indexes)
    drop_copies(page, indexes)
