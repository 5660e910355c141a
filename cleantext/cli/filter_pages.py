"""The layout of `cleantext filters` and `cleantext show` on a terminal."""

import re
from collections.abc import Iterable
from itertools import cycle

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cleantext.files.streams import safe
from cleantext.report.screen import MAX_TEXT_WIDTH, MIN_TWO_COLUMN_WIDTH, Screen

HEADINGS = ("filter", "kind", "default", "what it does")
STYLES = ("bold", "dim", "dim", "")
MARKUP = re.compile(r"\*\*(.+?)\*\*|`(.+?)`", re.DOTALL)
INDENT = 4  # columns


def table(rows: Iterable[tuple[str, ...]], screen: Screen) -> str:
    """Return a table of filters; on a narrow screen, each summary stands below the name."""
    texts = [[Text(safe(cell), style) for cell, style in zip(row, STYLES, strict=True)] for row in rows]
    if screen.width < MIN_TWO_COLUMN_WIDTH:
        pairs = (Group(Text("  ").join(names), Padding.indent(summary, INDENT)) for *names, summary in texts)
        return screen.render(*pairs)
    grid = Table(*HEADINGS, box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    grid.columns[-1].max_width = MAX_TEXT_WIDTH
    for row in texts:
        grid.add_row(*row)
    return screen.render(grid)


def page(name: str, state: str, documentation: str, screen: Screen) -> str:
    """Return a heading and the documentation of a filter; **words** become bold, and `words` coloured."""
    blocks = [Text.assemble((name, "bold"), f" {state}")]
    for paragraph in safe(documentation, keep="\n").split("\n\n"):
        pieces = zip(MARKUP.split(" ".join(paragraph.split())), cycle(("", "bold", "cyan")), strict=False)
        blocks += [Text(), Text.assemble(*((piece or "", style) for piece, style in pieces))]
    return screen._replace(width=min(screen.width, MAX_TEXT_WIDTH)).render(*blocks)
