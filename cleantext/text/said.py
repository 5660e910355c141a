"""What lines say, without the markup of converters and without what a crawler wrote above the text.

A page comes as `get_text` leaves it, or as html2text, crawl4ai, firecrawl, inscriptis or lynx write it. Filters compare
lines by what they say, so that all of these are judged alike; a line that stays is never changed.
"""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from .lines import Lines

if TYPE_CHECKING:
    from .markup import Line

MARKS, ENDS = frozenset("#*+>|=_\\~"), frozenset("|\\*_=-–—")  # with which lines with markup begin, and end
MARKUP = r"^(?:[*+>|_].|#{1,6} )|^\W*$(?<=..)|\]\(|\[\d|\.\w+\]|\\\|.[|*_]$"  # in the lines that begin and end so
HEAD = 6  # lines among which a crawler's own are
NO_ROWS: Mapping[int, Sequence[str]] = {}
NO_PICTURES: Mapping[int, str] = {}


class Said(NamedTuple):
    """What the lines of a document say, and what their markup tells besides.

    `lines` are as many as in the document; those that say nothing are empty. Positions are 0-based among the others:
    `links` are lines of nothing but links, `rows` has the texts of several on one line, `headings` and `items` of
    lists are marked so.
    Indexes are 0-based in the document: `pictures` has the lines that show nothing else, with their alternative text,
    `by_the_crawler` what it wrote itself, `source` its line that is kept: the source alone.
    """

    lines: Lines
    links: frozenset[int] = frozenset()
    rows: Mapping[int, Sequence[str]] = NO_ROWS
    headings: frozenset[int] = frozenset()
    items: frozenset[int] = frozenset()
    pictures: Mapping[int, str] = NO_PICTURES
    by_the_crawler: frozenset[int] = frozenset()
    source: int | None = None

    def with_pictures(self) -> Lines:
        """Return the lines, those of pictures with their alternative text: a caption may repeat it."""
        if not any(self.pictures.values()):
            return self.lines
        lines = list(self.lines)
        for index, text in self.pictures.items():
            lines[index] = text
        return Lines(lines)


def said_by(lines: Lines) -> Said:
    """Return what lines say. Without markup they are the same object, as in nearly all documents."""
    return lines.asked(_without_markup) or Said(lines)


def _without_markup(lines: Lines) -> Said | None:
    """Return what lines say, or None if they have no markup."""
    texts = lines.nonblank
    marked = [index for index, line in enumerate(texts) if line[0] in MARKS or line[-1] in ENDS or "]" in line]
    is_marked = any(re.search(MARKUP, texts[index]) for index in marked)
    if not is_marked and not any("http" in line for line in texts[:HEAD]):
        return None
    from .markup import converted  # most documents do not need its patterns, and compiling them takes time
    from .preamble import preamble_of, references_of

    without = converted(texts, marked) if is_marked else {}
    says = {index: line.text for index, line in without.items()}
    preamble = preamble_of(texts, says)
    crawlers = preamble.lines | references_of(texts)
    says.update({**preamble.says, **dict.fromkeys(crawlers, "")})
    if not says:
        return None
    indexes = lines.nonblank_indexes
    plain = list(lines)
    for index, text in says.items():
        plain[indexes[index]] = text
    return _told(lines, Lines(plain), without)._replace(
        by_the_crawler=frozenset(map(indexes.__getitem__, crawlers)),
        source=next((indexes[index] for index, text in preamble.says.items() if not text), None),
    )


def _told(lines: Lines, plain: Lines, without: Mapping[int, "Line"]) -> Said:
    """Return what lines say, and what the markup tells of those `without` it."""
    links, headings, items = list[int](), list[int](), list[int]()
    rows, pictures = dict[int, Sequence[str]](), dict[int, str]()
    position = -1
    for at, index in enumerate(lines.nonblank_indexes):
        says, line = plain[index] != "", without.get(at)
        position += says
        if line is None:
            continue
        if not says and line.picture is not None:
            pictures[index] = line.picture
        elif says:
            links += [position] if line.links else []
            headings += [position] if line.is_heading else []
            items += [position] if line.is_item else []
            rows.update({position: line.links} if len(line.links) > 1 else {})
    return Said(plain, frozenset(links), rows, frozenset(headings), frozenset(items), pictures)
