"""The screen that text is laid out for: how wide it is, and whether in colours. rich lays it out, imported late."""

import os
from typing import TYPE_CHECKING, NamedTuple

from cleantext.files.streams import in_color, is_terminal

if TYPE_CHECKING:
    from rich.console import RenderableType

USUAL = 80  # columns, where a terminal says that it has none
LEGIBLE = 100  # columns that an eye follows in running text
NARROWEST = 20  # columns that a page is laid out for
NARROW = 64  # columns in which two columns are too many


class Screen(NamedTuple):
    """What text is laid out for: how many columns, and whether there are colours."""

    width: int
    color: bool

    def rendered(self, *renderables: "RenderableType") -> str:
        """Return renderables, whose text must be safe already, as rich lays them out; no line ends in spaces.

        Nothing that rich could find in the environment counts.
        """
        from io import StringIO

        from rich.console import Console  # slow to import

        file = StringIO()
        console = Console(
            file=file, width=self.width, height=1, color_system="standard" if self.color else None, no_color=False,
            force_terminal=self.color, force_jupyter=False, legacy_windows=False, markup=False, emoji=False,
            highlight=False,
        )  # fmt: skip
        for renderable in renderables:
            console.print(renderable)
        return "\n".join(line.rstrip(" ") for line in file.getvalue().removesuffix("\n").split("\n"))


def screen_of(descriptor: int, when: str = "auto") -> Screen | None:
    """Give the screen behind a descriptor (1, 2), with colours as --color says; None for what is no terminal.

    With --color always, whatever it is counts as one.
    """
    if not is_terminal(descriptor) and when != "always":
        return None
    width = max(_columns_wanted() or _columns(descriptor) or USUAL, NARROWEST)
    return Screen(width, in_color(descriptor, when))


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
