"""Reasons for people at a terminal: what was done to a document, by line, in columns as wide as the screen."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple, TypeAlias

from rich.cells import cell_len
from rich.console import Group
from rich.table import Table
from rich.text import Text

from cleantext.files.streams import Styled, as_said
from cleantext.model import Example, Note, Removal, Result
from cleantext.text.lines import is_blank

from .inline_diff import common, runs, written_out
from .screen import Screen

AROUND = 16  # characters shown before a change
TEXT = 32  # columns that the last column needs, or it goes below the one before it
REASON = 48  # columns that a reason takes at most
GAP = 2
ROWS = 500  # of a table, all of which rich holds in memory
Fact: TypeAlias = Removal | Example | Note | str


class _Entry(NamedTuple):
    line: int | None  # None of the whole document
    filter: str
    fact: Fact


def shown(name: str, result: Result, screen: Screen) -> Styled | None:
    """Give the reasons of a document below its name, in the order of its lines; None where nothing was done or seen."""
    entries = sorted(_entries(result), key=lambda entry: (entry.line is None, entry.line))
    if not entries:
        return None
    repaired = sum(repair.lines for repair in result.repairs)
    counts = [("removed", len(result.removals)), ("repaired", repaired), ("noted", len(result.notes))]
    summary = ", ".join(f"{count:,} {what}" for what, count in counts if count)
    head = Text.assemble((as_said(name), "bold"), "  ", (summary, "dim"))
    return Styled(screen.rendered(head, *_tables(entries, screen)) + "\n")


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


def _tables(entries: Sequence[_Entry], screen: Screen) -> Iterator[Table]:
    """Return tables of the entries, whose columns are as many as there is room for."""
    widths = _widths(entries, screen.width)
    for start in range(0, len(entries), ROWS):
        table = Table(box=None, show_header=False, padding=(0, 0, 0, GAP))
        for width in widths:
            table.add_column(width=width, overflow="fold")
        for entry in entries[start : start + ROWS]:
            number = Text(str(entry.line or ""), "dim", justify="right")
            table.add_row(number, *_cells(entry, len(widths) - 1, widths[-1], screen))
        yield table


def _cells(entry: _Entry, count: int, width: int, screen: Screen) -> list[Group]:
    """Return filter, reason and change in `count` cells; those that are left share the last, below one another."""
    name = Text(as_said(entry.filter), "yellow" if isinstance(entry.fact, Note) else "cyan")
    parts = [[name], _reason(entry.fact), [*_change(entry.fact, width, screen)]]
    return [*(Group(*part) for part in parts[: count - 1]), Group(*chain(*parts[count - 1 :]))]


def _widths(entries: Sequence[_Entry], width: int) -> list[int]:
    """Return the widths of the columns: line, filter and reason as far as they leave room, and all that is left."""
    reasons = [reason.cell_len for entry in entries for reason in _reason(entry.fact)]
    widths = [
        max(len(str(entry.line or "")) for entry in entries),
        max(cell_len(as_said(entry.filter)) for entry in entries),
        *([min(max(reasons), REASON)] if reasons else []),
    ]
    while len(widths) > 1 and width - sum(widths) - GAP * (len(widths) + 1) < TEXT:
        widths.pop()
    return [*widths, width - sum(widths) - GAP * (len(widths) + 1)]


def _reason(fact: Fact) -> list[Text]:
    return [Text(as_said(fact.reason))] if isinstance(fact, Removal) else []


def _change(fact: Fact, width: int, screen: Screen) -> Iterator[Text]:
    """Return the line that went, a line before and after, or what was noted."""
    if isinstance(fact, Example):
        yield from _repaired(fact, width, screen)
    elif not isinstance(fact, Removal):
        yield Text(as_said(fact if isinstance(fact, str) else fact.message))
    elif not is_blank(fact.text):
        yield _line("- ", (written_out(fact.text[: 4 * width], marks=False), "dim strike"))


def _repaired(example: Example, width: int, screen: Screen) -> Iterator[Text]:
    """Show where a line was changed, before and after, with what differs in reverse."""
    _, before, after = example
    start = max(0, common(before, after) - AROUND)
    end = start + 4 * width  # more of it is not seen, however many marks stand on each letter
    pairs = list(runs(before[start:end], after[start:end]))
    for sign, color, side in (("-", "red", 0), ("+", "green", 1)):
        pieces = (_piece(pair[side], f"{color} reverse" if pair[0] != pair[1] else "", screen) for pair in pairs)
        yield _line((sign, color), " …" if start else " ", *pieces)


def _piece(text: str, style: str, screen: Screen) -> tuple[str, str]:
    """Return a piece with what cannot be seen written out: if it differs marks too, and without colours last spaces."""
    written = written_out(text, marks=bool(style))
    if style and not screen.color:
        seen = written.rstrip(" ")
        written = seen + "<U+0020>" * (len(written) - len(seen))
    return written, style


def _line(*pieces: str | tuple[str, str]) -> Text:
    """Return a line that is cut where its column ends."""
    return Text.assemble(*pieces, no_wrap=True, overflow="ellipsis")
