"""Show a result in a notebook, as a table in HTML."""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby, islice
from typing import TypeAlias

from cleantext.model import Removal
from cleantext.text.lines import is_blank, shortened

Line: TypeAlias = tuple[int, str, Removal | None]  # its number, text, and its removal if it went

MOST_ROWS, LONGEST_LINE = 300, 400  # characters
MOST_IN_A_ROW = 8  # lines removed one after another, as menus are, that are shown
TABLE = "color:inherit;font:inherit"  # no color of its own: a notebook may be light or dark
CELL = "text-align:left;vertical-align:top;padding:.1em .6em;white-space:pre-wrap"
GONE = f"{CELL};opacity:.6"


def as_table(title: str | None, doubtful: Iterable[str], lines: Iterable[Line]) -> str:
    """Return a table with a row for each line that is not blank; of a long text, the first."""
    rows = list(islice(_rows(lines), MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        rows[-1] = _row("", "…", f"only the first {MOST_ROWS} lines are shown", GONE)
    head = "".join(f"<div>doubtful: {_shown(reason)}</div>" for reason in doubtful)
    head += "" if title is None else f"<div><b>{_shown(title)}</b></div>"
    return f'<div>{head}<table style="{TABLE}">{"".join(rows)}</table></div>'


def _rows(lines: Iterable[Line]) -> Iterator[str]:
    visible = (line for line in lines if not is_blank(line[1]))
    for is_kept, run in groupby(visible, key=lambda line: line[2] is None):
        for position, line in enumerate(run, 1):
            if is_kept or position <= MOST_IN_A_ROW:
                yield _row_of(line)
        if (more := position - MOST_IN_A_ROW) > 0 and not is_kept:
            yield _row("", "…", f"lines removed here beside these: {more:,}", GONE)


def _row_of(line: Line) -> str:
    number, text, removal = line
    if removal is None:
        return _row(str(number), _shown(text), "", CELL)
    return _row(str(number), f"<s>{_shown(text)}</s>", _shown(f"{removal.filter}: {removal.reason}"), GONE)


def _row(number: str, text: str, reason: str, style: str) -> str:
    return "".join(["<tr>", *(f'<td style="{style}">{cell}</td>' for cell in (number, text, reason)), "</tr>"])


def _shown(text: str) -> str:
    """Return a text that is safe in HTML, shortened if it is long."""
    return escape(shortened(text, LONGEST_LINE))
