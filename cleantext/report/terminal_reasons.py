"""Reasons for people at a terminal: what was done to a document, by line, in columns as wide as the screen."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from cleantext.files.streams import Styled, safe
from cleantext.model import Example, Note, Removal, Result
from cleantext.text.lines import is_blank

from .inline_diff import common, runs, written_out
from .screen import BOLD, CYAN, DIM, GREEN, RED, STRUCK, YELLOW, Screen, cells, cut, padded, wrapped

AROUND = 16  # characters shown before a change
TEXT = 30  # columns that a text needs, or it goes below its reason
REVERSED = ";7"
HALF = r"<(?:U(?:\+[0-9A-F]*)?)?…$"  # of a character written out
Fact: TypeAlias = Removal | Example | Note | str


class _Layout(NamedTuple):
    """The columns: how wide numbers, filters, details and the reasons among these are; `below` where it is narrow."""

    screen: Screen
    number: int
    filter: int
    detail: int
    reason: int
    below: bool


class _Entry(NamedTuple):
    line: int | None  # None of the whole document
    filter: str
    fact: Fact


def shown(name: str, result: Result, screen: Screen) -> Styled | None:
    """Give the reasons of a document below its name, in the order of its lines; None where nothing was done or seen."""
    entries = sorted(_entries(result), key=lambda entry: (entry.line is None, entry.line))
    if not entries:
        return None
    layout = _layout(entries, screen)
    repaired = sum(repair.lines for repair in result.repairs)
    counts = [("removed", len(result.removals)), ("repaired", repaired), ("noted", len(result.notes))]
    summary = ", ".join(f"{count:,} {what}" for what, count in counts if count)
    head = f"{screen.paint(BOLD, safe(name))}  {screen.paint(DIM, summary)}"
    return Styled("\n".join([head, *(line for entry in entries for line in _lines(entry, layout)), ""]))


def _entries(result: Result) -> Iterator[_Entry]:
    for name, lines, examples in result.repairs:
        for example in examples:
            yield _Entry(example.line, name, example)
        if lines > len(examples):
            yield _Entry(examples[-1].line, name, f"… {lines:,} lines in all")
    for removal in result.removals:
        yield _Entry(removal.line, removal.filter, removal)
    for note in result.notes:
        yield _Entry(note.line, note.kind, note)


def _layout(entries: Iterable[_Entry], screen: Screen) -> _Layout:
    number = max(len(str(entry.line or "")) for entry in entries)
    named = max(cells(safe(entry.filter)) for entry in entries)
    reasons = (cells(safe(entry.fact.reason)) for entry in entries if isinstance(entry.fact, Removal))
    detail = screen.width - 1 - number - named - 6
    below = detail < TEXT
    return _Layout(
        screen, number, named, max(screen.width - 5, 10) if below else detail, max(reasons, default=0), below
    )


def _lines(entry: _Entry, layout: _Layout) -> Iterator[str]:
    screen = layout.screen
    number = screen.paint(DIM, str(entry.line or "").rjust(layout.number))
    style = YELLOW if isinstance(entry.fact, Note) else CYAN
    start = f"  {number}  {screen.paint(style, padded(safe(entry.filter), 0 if layout.below else layout.filter))}"
    details = _details(entry.fact, layout)
    yield start if layout.below else f"{start}  {next(details, '')}"
    indent = " " * (4 if layout.below else layout.number + layout.filter + 6)
    for line in details:
        yield f"{indent}{line}"


def _details(fact: Fact, layout: _Layout) -> Iterator[str]:
    if isinstance(fact, Removal):
        return _removed(fact, layout)
    if isinstance(fact, Example):
        return _repaired(fact, layout)
    return wrapped(safe(fact if isinstance(fact, str) else fact.message), layout.detail)


def _removed(removal: Removal, layout: _Layout) -> Iterator[str]:
    """Say why a line went, and show it beside that, or below where there is no room."""
    reason, room = safe(removal.reason), layout.detail - layout.reason - 2
    if is_blank(removal.text):
        yield from wrapped(reason, layout.detail)
    elif room >= TEXT:
        text = cut(written_out(removal.text[: 4 * room], marks=False), room - 2)
        yield f"{padded(reason, layout.reason)}  - {layout.screen.paint(STRUCK, text)}"
    else:
        yield from wrapped(reason, layout.detail)
        text = cut(written_out(removal.text[: 4 * layout.detail], marks=False), layout.detail - 2)
        yield f"- {layout.screen.paint(STRUCK, text)}"


def _repaired(example: Example, layout: _Layout) -> Iterator[str]:
    """Show where a line was changed, before and after, with what differs in reverse."""
    _, before, after = example
    start = max(0, common(before, after) - AROUND)
    end = start + 4 * layout.detail  # more of it is not seen
    pairs = list(runs(before[start:end], after[start:end]))
    for sign, style, side in (("-", RED, 0), ("+", GREEN, 1)):
        pieces = ((pair[side], pair[0] != pair[1]) for pair in pairs)
        text = _fitted(pieces, layout.detail - 3, layout.screen, style + REVERSED)
        yield f"{layout.screen.paint(style, sign)} {'…' if start else ''}{text}"


def _fitted(pieces: Iterable[tuple[str, bool]], room: int, screen: Screen, style: str) -> str:
    """Write pieces, those that differ in a style, until there is no more room."""
    text = ""
    for piece, differs in pieces:
        written = written_out(piece, marks=differs)
        if differs and not screen.color and not piece.strip(" "):
            written = "<U+0020>" * len(piece)  # in reverse, they are seen
        fits = re.sub(HALF, "…", cut(written, max(room, 1)))
        text += screen.paint(style, fits) if differs else fits
        room -= cells(written)
        if fits != written:
            break
    return text
