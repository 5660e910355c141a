"""Take the markup from lines: Markdown, marks of lists, bars of tables, numbers and widgets of lynx."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from .lines import runs_of
from .prose import SENTENCE_ENDINGS

LONGEST_LABEL = 300  # characters, with its address
RARER_MARKS, LYNX_BUTTON = frozenset("-[!(o@"), "(BUTTON)"
_TEXT = r"\[([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]"  # with one pair of brackets inside
_TARGET = (  # with what a title may be in; each part is bounded, or ends at a sign of which a link has few
    r"\(\s*(?:<[^<>\[\]]*>|[^()\s\[\]<>]*(?:\([^()\s\[\]]*\)[^()\s\[\]<>]*)*)"
    r"(?:\s+(?:\"[^\n]{0,300}?\"|'[^\n]{0,300}?'))?\s*\)"
)
IMAGE, LINK = re.compile("!" + _TEXT + _TARGET), re.compile(_TEXT + _TARGET)
END_OF_LINK = re.compile(r"\]" + _TARGET + r"\W*$")  # of one that begins further up
ENTRY = re.compile(r"([*+-] )?\[ ?([^\[\]*_`\\# ]+(?: [^\[\]*_`\\# ]+)*) ?\]\([^()\s\[\]]*(?: \"[^\"]*\")?\)")
MOST_LINES_OF_A_LINK = 12
BETWEEN_LINKS = " \t|,•·/-–»>›\\"
BETWEEN_TEXTS = " · "  # no bar: those part the cells of a table

QUOTE = re.compile(r">\s+(?!(?:xem|đọc|tham khảo)\b)", re.IGNORECASE)  # "> Xem thêm: ..." is an arrow
HEADING = re.compile(r"(?:# +|#{2,6}(?: +|$))(?![^#]*#[^\s#])")  # "# one #two" are hash tags
TAG = "# "
FEWEST_TAG_LINES = 3  # in a row
NUMBERING = re.compile(r"\d{1,3}[.)] +")
NESTED_MARKS = ("o ", "# ", "@ ")  # of lynx and inscriptis, in lists that begin with * and +
FEWEST_ITEMS, FEWEST_LINKED_ITEMS = 3, 2  # lines that show that a mark is the converter's, not the author's
LINKED_ITEMS = ("* [", "+ [", "- [", "• [")
MOST_MARKS = 4  # before one line

RULER = re.compile(r"(?:[-–—] ?){3,}$|(?:\* ?){3,}$|(?:= ?){3,}$|(?:~ ?){3,}$|_{3,4}$|_ _ _$")
TABLE_RULER = re.compile(r"(?=.*--)[|:\s-]+$")
STRONG = re.compile(r"\*\*|(?<!_)__(?!_)")
EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+)(?<=\S)\*(?![\w*])|(?<!\w)_(?=[^\s_])([^_]+)(?<=\S)_(?!\w)")
ESCAPE = re.compile(r"\\([-+*#._()\[\]>!|`~&])")
LYNX_LINK = re.compile(r"\[\d{1,4}\](?=[^\s\](])")
FEWEST_LYNX_LINKS = 3  # lines
WIDGET = re.compile(r"\(BUTTON\)|_{5,}|\[[ xX]?\](?!\()|\([ *]?\)(?= |$)")
FILE = re.compile(  # that lynx names where a picture is
    r"(?i)\[(?:([^\s\[\]]{1,200}\.(?:jpe?g|png|gif|webp|svg|bmp))|INLINE|IMAGE|LINK|EMBED)\](?!\()"
)
NAMELESS = re.compile(r"(?:image|img)[ _]?\d+(?:: ?|$)", re.IGNORECASE)  # of jina's reader: "Image 3: what it shows"


class Style(NamedTuple):
    """How a converter writes: the marks of its lists, each with a space, and whether it is lynx."""

    items: tuple[str, ...] = ()
    is_lynx: bool = False


PLAIN = Style()


class Line(NamedTuple):
    """What a line says; the texts of links if it has nothing else; the text of a picture if it has nothing else."""

    text: str
    links: Sequence[str] = ()
    picture: str | None = None
    is_heading: bool = False
    is_item: bool = False


def converted(texts: Sequence[str], marked: Sequence[int]) -> dict[int, Line]:
    """Return the lines with markup, without it, by index. Lines are not blank.

    `marked` are those that may show that there is some; then others may have some, too.
    """
    beside = [i for i, line in enumerate(texts) if line[0] in RARER_MARKS or "\\" in line or LYNX_BUTTON in line]
    marked = sorted({*marked, *beside}) if beside else marked
    style = _style_of([texts[index] for index in marked])
    tags = _tag_lines(texts, marked)
    found: dict[int, Line] = {}
    for index in marked:
        if index not in found and index not in tags:
            text = texts[index]
            line = (_label if len(text) <= LONGEST_LABEL else converted_line)(text, style)
            if line is not None:
                found[index] = line
                if line.text[:1] == "[" and "]" not in line.text:
                    found.update(_link_over_lines(texts, index, style))
                if index and texts[index][0] == "=" and not line.text and index - 1 not in found:
                    found[index - 1] = Line(texts[index - 1], is_heading=True)
    return found


def _style_of(lines: Sequence[str]) -> Style:
    """Return the style of the lines with markup. The mark "-" is an author's as often: it must stand before links."""
    items = [mark for mark in ("* ", "+ ", "- ") if _is_of_a_converter(mark, lines)]
    if "* " in items and "+ " in items:
        items += [mark for mark in NESTED_MARKS if sum(line.startswith(mark) for line in lines) >= FEWEST_ITEMS]
    elif "+ " in items and not _before_links("+ ", lines):
        items.remove("+ ")
    numbered = sum("]" in line and LYNX_LINK.search(line) is not None for line in lines)
    is_lynx = numbered >= FEWEST_LYNX_LINKS or any(LYNX_BUTTON in line for line in lines)
    return Style(tuple(items), is_lynx)


def _is_of_a_converter(mark: str, lines: Iterable[str]) -> bool:
    many = mark != "- " and sum(line.startswith(mark) for line in lines) >= FEWEST_ITEMS
    return many or _before_links(mark, lines)


def _before_links(mark: str, lines: Iterable[str]) -> bool:
    return sum(line.startswith(mark + "[") and "](" in line for line in lines) >= FEWEST_LINKED_ITEMS


def _tag_lines(texts: Sequence[str], marked: Sequence[int]) -> set[int]:
    """Return the lines of hash tags: several in a row that begin as headings do."""
    begin_so = [index for index in marked if texts[index].startswith(TAG)]
    found: set[int] = set()
    for run in runs_of(begin_so):
        found.update(run if len(run) >= FEWEST_TAG_LINES else ())
    return found


def converted_line(line: str, style: Style = PLAIN) -> Line | None:
    """Return what a line says without markup; None if it has none."""
    if match := ENTRY.fullmatch(line):  # most lines with markup are such
        return Line(match[2], (match[2],), is_item=match[1] is not None)
    if RULER.match(line) or ("|" in line and TABLE_RULER.match(line)):
        return Line("")
    text, is_heading, is_item = _without_marks(line, style)
    text = _without_bars(text)
    if style.is_lynx:
        text = _without_lynx(text)
    links, picture = _links_and_picture(text) if "](" in text and _may_be_links(text) else ((), None)
    if links or picture is not None:
        text = BETWEEN_TEXTS.join(links)
    else:
        text = _without_emphasis(_without_links(text) if "](" in text else text)
    text = text.strip()
    return None if text == line else Line(text, links, picture, is_heading, is_item)


_label = lru_cache(maxsize=4096)(converted_line)  # the same short lines are on every page of a site


def _without_marks(text: str, style: Style) -> tuple[str, bool, bool]:
    """Return a line without the marks before it, and whether one of these is that of a heading, or of a list."""
    is_heading = is_item = False
    for _ in range(MOST_MARKS):
        if text.startswith(style.items) or text.startswith(LINKED_ITEMS):
            text, is_item = text[2:].lstrip(), True
        elif match := QUOTE.match(text):
            text = text[match.end() :]
        elif match := HEADING.match(text):
            text, is_heading = text[match.end() :].rstrip("#").rstrip(), True
        else:
            break
    if f"{text} " in style.items:
        text = ""
    return text, is_heading, is_item


def _without_bars(text: str) -> str:
    """Return the one cell of a row without its bars; rows of a table are left as they are."""
    if text[:1] != "|" and text[-1:] != "|":
        return text
    cell = text.strip("| ")
    return text if "|" in cell or text == "|" else cell


def _without_lynx(text: str) -> str:
    """Return a line without what lynx shows of links, forms, pictures and frames; the name of a picture stays alone."""
    if text.startswith("IFRAME:"):
        return ""
    text = LYNX_LINK.sub("", text)
    if match := FILE.fullmatch(text):
        return match[1] or ""
    text = FILE.sub(" ", text)
    return WIDGET.sub(" ", text) if LYNX_BUTTON in text or not text.strip("_ []()*") else text


def _links_and_picture(text: str) -> tuple[Sequence[str], str | None]:
    """Return the texts of the links of a line, and the text of its picture, if it has nothing else."""
    text = NUMBERING.sub("", text, count=1) if text[:1].isdigit() else text
    alternative = " ".join(match[1] for match in IMAGE.finditer(text)).strip()
    rest = IMAGE.sub("", text)
    if _has_text(LINK.sub("", rest)):
        return (), None
    links: list[str] = []
    for match in LINK.finditer(rest):
        link = HEADING.sub("", _without_emphasis(STRONG.sub("", match[1])).strip(" \\"), count=1)
        if link and link not in links[-1:]:
            links.append(link)
    return links, None if links else NAMELESS.sub("", alternative)


def _may_be_links(text: str) -> bool:
    return not text[0].isalpha()


def _without_links(text: str) -> str:
    """Return a text with the texts of its links alone, and without its pictures."""
    return LINK.sub(r"\1", IMAGE.sub("", text) if "![" in text else text)


def _has_text(text: str) -> bool:
    return bool(text.strip(BETWEEN_LINKS))


def _without_emphasis(text: str) -> str:
    """Return a text without bold and italics, escapes, and the sign of a line that goes on.

    A line that begins in bold and goes on without, but has no stop, is no headline: its bold is left.
    """
    is_cut = text.startswith("**") and not text.endswith(("**", *SENTENCE_ENDINGS)) and ":**" not in text
    if not is_cut and ("*" in text or "_" in text):
        text = EMPHASIS.sub(lambda match: match[1] or match[2], STRONG.sub("", text))
    return ESCAPE.sub(r"\1", text).rstrip("\\") if "\\" in text else text


def _link_over_lines(texts: Sequence[str], start: int, style: Style) -> dict[int, Line]:
    """Return the lines of a link that begins at a line and ends further down, as around a card: picture, title, teaser.

    Empty if it does not end there.
    """
    parts: list[str] = []
    for index in range(start, min(start + MOST_LINES_OF_A_LINK, len(texts))):
        text = _without_links(texts[index]).rstrip(" \\")
        end = None if index == start else END_OF_LINK.search(text)
        text = text[: end.start()] if end else text
        line = converted_line(text, style) if text else None
        text = line.text if line else text
        parts.append(text if index > start else text.removeprefix("["))
        if end:
            return {start + i: Line(part, (part,) if part else ()) for i, part in enumerate(parts)}
    return {}
