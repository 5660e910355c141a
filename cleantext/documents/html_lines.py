"""The visible text of a tree of HTML, as lines: elements in a sentence stay in it, blocks end lines."""

import re
from collections.abc import Iterator
from typing import Any

HIDDEN = frozenset("script style template noscript head title iframe object svg math".split())
BLOCKS = frozenset(
    "address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol optgroup option p pre "
    "section select summary table tbody textarea tfoot thead tr ul".split()
)
CELLS = ("td", "th")
KEEPING_LINES = ("pre", "textarea")
SPACE = " \t\n\r\f"  # what HTML takes for one space; others are letters to it
RUN = re.compile(f"[{SPACE}]+")
NONE, BETWEEN_WORDS, BETWEEN_CELLS, LINE_END = range(4)  # what is to stand before the next word; the largest counts
GAPS = ("", " ", " | ", "\n")


def visible_lines(root: Any) -> list[str]:
    """Return the lines of the text that a browser would show."""
    text: list[str] = []
    gap = NONE
    for wanted, words in _pieces(root):
        gap = max(gap, wanted)
        if words:
            text += [GAPS[gap] if text else "", words]
            gap = NONE
    return "".join(text).split("\n") if text else []


def _pieces(root: Any) -> Iterator[tuple[int, str]]:
    """Yield what is to stand before some words, and these words, which may be none."""
    from lxml.etree import iterwalk

    hidden = as_lines = 0
    for event, element in iterwalk(root, events=("start", "end")):
        tag, is_start = element.tag, event == "start"
        step = 1 if is_start else -1
        hidden += step * (tag in HIDDEN)
        as_lines += step * (tag in KEEPING_LINES)
        if tag in BLOCKS:
            yield LINE_END, ""
        elif tag in CELLS:
            yield BETWEEN_CELLS, ""
        words = element.text if is_start else element.tail
        if words and not hidden:
            yield from _words(words, as_lines=as_lines > 0)


def _words(text: str, *, as_lines: bool) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n") if as_lines else [text]):
        yield LINE_END if number else NONE, ""
        yield (BETWEEN_WORDS if line[:1] in tuple(SPACE) else NONE), RUN.sub(" ", line.strip(SPACE))
        yield (BETWEEN_WORDS if line[-1:] in tuple(SPACE) else NONE), ""
