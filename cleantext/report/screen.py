"""Text laid out for people: how wide the terminal is, in colours or not, columns that hold their place."""

import os
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleantext.files.streams import in_color, is_terminal, safe

USUAL = 80  # columns, where a terminal says that it has none
LEGIBLE = 100  # columns that an eye follows in running text
NARROWEST = 20  # columns that a page is laid out for
NARROW = 64  # columns in which two columns are too many
BOLD, DIM, RED, GREEN, YELLOW, CYAN, STRUCK = "1", "2", "31", "32", "33", "36", "2;9"


class Screen(NamedTuple):
    """What text is laid out for: how many columns, and whether there are colours."""

    width: int
    color: bool

    def paint(self, style: str, text: str) -> str:
        """Give text, which must be safe already, in a style."""
        return f"\x1b[{style}m{text}\x1b[0m" if self.color and text else text


def screen_of(descriptor: int, when: str = "auto") -> Screen | None:
    """Give the screen behind a descriptor (1, 2), with colours as --color says; None for what is no terminal.

    With --color always, whatever it is counts as one.
    """
    if not is_terminal(descriptor) and when != "always":
        return None
    return Screen(_columns_wanted() or _columns(descriptor) or USUAL, in_color(descriptor, when))


def _columns_wanted() -> int:
    given = os.environ.get("COLUMNS", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 6 else 0


def _columns(descriptor: int) -> int:
    try:
        return os.get_terminal_size(descriptor).columns
    except OSError:
        return 0


def page_width() -> int:
    """Give the columns that a page of running text takes on stdout: those of the terminal, but no long lines."""
    return max(min(_columns_wanted() or _columns(1) or USUAL, LEGIBLE), NARROWEST) - 1


def cells(text: str) -> int:
    """Count the columns that text takes: two for wide characters, none for marks that stand on another."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # slow to import

    return cell_len(text)


def cut(text: str, width: int) -> str:
    """Shorten text to so many columns; an ellipsis says where."""
    text = text[: 4 * width]  # more of it is not seen, however many marks stand on each letter
    if cells(text) <= width:
        return text
    while cells(text) >= max(width, 1):
        text = text[: -max(1, (cells(text) - width) // 2)]
    return f"{text}…"


def padded(text: str, width: int) -> str:
    """Fill text up with spaces to so many columns."""
    return text + " " * (width - cells(text))


def wrapped(text: str, width: int, *, indent: int = 0) -> Iterator[str]:
    """Break text into lines of so many columns, each with its indent."""
    from textwrap import wrap  # slow to import

    for line in wrap(text, max(width - indent, 10), break_on_hyphens=False):
        yield " " * indent + line


def table(screen: Screen, rows: Sequence[tuple[str, ...]], headings: tuple[str, ...]) -> Iterator[str]:
    """Lay out rows: columns, and text in the last that wraps; where it is narrow, the text is below the others."""
    widths = [max(len(heading), *(cells(row[i]) for row in rows)) for i, heading in enumerate(headings[:-1])]
    indent = sum(widths) + 2 * len(widths)
    narrow = screen.width < max(NARROW, indent + 20)
    width = min(screen.width, LEGIBLE + indent) - 1
    if narrow:
        widths = [widths[0], *(0 for _ in widths[1:])]
    else:
        yield screen.paint(BOLD, "  ".join(map(padded, headings, [*widths, 0])))
    for *columns, text in rows:
        name, *more = map(padded, map(safe, columns), widths)
        first = "  ".join([screen.paint(BOLD, name), *(screen.paint(DIM, cell) for cell in more)])
        lines = wrapped(safe(text), width, indent=4 if narrow else indent)
        yield first if narrow else f"{first}  {next(lines, '').lstrip()}"
        yield from lines


def marked_up(screen: Screen, text: str) -> Iterator[str]:
    """Lay out the documentation of a filter: paragraphs wrapped, **words** bold, `words` in colour."""
    for paragraph in safe(text, keep="\n").split("\n\n"):
        lines = "\n".join(wrapped(paragraph, min(screen.width, LEGIBLE) - 1))
        lines = re.sub(r"(?s)\*\*(.+?)\*\*", lambda match: screen.paint(BOLD, match[1]), lines)
        yield re.sub(r"(?s)`(.+?)`", lambda match: screen.paint(CYAN, match[1]), lines)
