"""Format the reasons for a terminal: what was done to a document, line by line, in columns that fit the screen."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple, TypeAlias

from rich.cells import cell_len
from rich.console import Group
from rich.table import Table
from rich.text import Text

from cleantext.chain.results import Result
from cleantext.files.streams import Styled, sanitize
from cleantext.model import Example, Note, Removal
from cleantext.text.lines import is_blank

from .inline_diff import aligned_pieces, common_prefix_length, written_out
from .language import ENGLISH, in_language, translate
from .reasons import heading_of
from .screen import Screen

CONTEXT_CHARACTERS = 16  # characters shown before a change
MIN_TEXT_WIDTH = 32  # of the last column; if less is left, it goes below the one before it
MAX_REASON_WIDTH = 48
COLUMN_GAP = 2
TABLE_ROWS = 500  # rows of one table, all of which rich holds in memory
Fact: TypeAlias = Removal | Example | Note | str


class _Entry(NamedTuple):
    line: int | None  # None for the whole document
    filter: str
    fact: Fact


def format_reasons(name: str, result: Result, screen: Screen, language: str = ENGLISH) -> Styled | None:
    """Return the reasons of a document below its name, in order of its lines; None if there are none."""
    entries = sorted(
        _entries(in_language(result, language), language), key=lambda entry: (entry.line is None, entry.line)
    )
    if not entries:
        return None
    repaired = sum(repair.lines for repair in result.repairs)
    counts = [("removed", len(result.removals)), ("repaired", repaired), ("noted", len(result.notes))]
    summary = ", ".join(f"{count:,} {translate(what, language)}" for what, count in counts if count)
    heading = Text.assemble((sanitize(name), "bold"), "  ", (summary, "dim"))
    return Styled(screen.render(heading, *_tables(entries, screen)) + "\n")


def _entries(result: Result, language: str) -> Iterator[_Entry]:
    for name, lines, examples in result.repairs:
        for example in examples:
            yield _Entry(example.line, name, example)
        if lines > len(examples):
            yield _Entry(examples[-1].line, name, translate(f"{lines:,} lines in all", language))
    for removal in result.removals:
        yield _Entry(removal.line, removal.filter, removal)
    for note in result.notes:
        yield _Entry(note.line, translate(heading_of(note), language), note)


def _tables(entries: Sequence[_Entry], screen: Screen) -> Iterator[Table]:
    """Yield tables of the entries, with as many columns as fit."""
    widths = _widths(entries, screen.width)
    for start in range(0, len(entries), TABLE_ROWS):
        table = Table(box=None, show_header=False, padding=(0, 0, 0, COLUMN_GAP))
        for width in widths:
            table.add_column(width=width, overflow="fold")
        for entry in entries[start : start + TABLE_ROWS]:
            number = Text(str(entry.line or ""), "dim", justify="right")
            table.add_row(number, *_cells(entry, len(widths) - 1, widths[-1], screen))
        yield table


def _cells(entry: _Entry, count: int, width: int, screen: Screen) -> list[Group]:
    """Return filter, reason and change in `count` cells; if that is fewer than three, the last one stacks the rest."""
    name = Text(sanitize(entry.filter), "yellow" if isinstance(entry.fact, Note) else "cyan")
    groups = [[name], _reason(entry.fact), [*_change(entry.fact, width, screen)]]
    return [*(Group(*group) for group in groups[: count - 1]), Group(*chain(*groups[count - 1 :]))]


def _widths(entries: Sequence[_Entry], width: int) -> list[int]:
    """Return the widths of the columns: line, filter and reason if they fit, and what is left for the change."""
    reasons = [reason.cell_len for entry in entries for reason in _reason(entry.fact)]
    widths = [
        max(len(str(entry.line or "")) for entry in entries),
        max(cell_len(sanitize(entry.filter)) for entry in entries),
        *([min(max(reasons), MAX_REASON_WIDTH)] if reasons else []),
    ]
    while len(widths) > 1 and width - sum(widths) - COLUMN_GAP * (len(widths) + 1) < MIN_TEXT_WIDTH:
        widths.pop()
    return [*widths, width - sum(widths) - COLUMN_GAP * (len(widths) + 1)]


def _reason(fact: Fact) -> list[Text]:
    return [Text(sanitize(fact.reason))] if isinstance(fact, Removal) else []


def _change(fact: Fact, width: int, screen: Screen) -> Iterator[Text]:
    """Yield the removed line, a repaired line before and after, or the text of a note."""
    if isinstance(fact, Example):
        yield from _repaired(fact, width, screen)
    elif not isinstance(fact, Removal):
        yield Text(sanitize(fact if isinstance(fact, str) else fact.message))
    elif not is_blank(fact.text):
        yield _line("- ", (written_out(fact.text[: 4 * width], marks=False), "dim strike"))


def _repaired(example: Example, width: int, screen: Screen) -> Iterator[Text]:
    """Yield a repaired line before and after, around the change, with the differences in reverse video."""
    _, before, after = example
    start = max(0, common_prefix_length(before, after) - CONTEXT_CHARACTERS)
    end = start + 4 * width  # more does not fit, even if most characters are combining marks
    pairs = list(aligned_pieces(before[start:end], after[start:end]))
    for sign, color, side in (("-", "red", 0), ("+", "green", 1)):
        pieces = (_piece(pair[side], f"{color} reverse" if pair[0] != pair[1] else "", screen) for pair in pairs)
        yield _line((sign, color), " …" if start else " ", *pieces)


def _piece(text: str, style: str, screen: Screen) -> tuple[str, str]:
    """Return a piece with invisible characters written out; in a difference (`style`), marks and last spaces, too."""
    written = written_out(text, marks=bool(style))
    if style and not screen.color:
        seen = written.rstrip(" ")
        written = seen + "<U+0020>" * (len(written) - len(seen))
    return written, style


def _line(*pieces: str | tuple[str, str]) -> Text:
    """Return a line that is cut with an ellipsis if it is too long for its column."""
    return Text.assemble(*pieces, no_wrap=True, overflow="ellipsis")
