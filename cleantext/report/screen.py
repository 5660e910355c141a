"""The screen that output is laid out for: width and colours. rich is imported only when it renders."""

import os
from typing import TYPE_CHECKING, NamedTuple

from cleantext.files.streams import is_terminal, use_color

if TYPE_CHECKING:
    from rich.console import RenderableType

DEFAULT_WIDTH = 80  # columns, if a terminal reports none
MAX_TEXT_WIDTH = 100  # columns at most of running text
MIN_WIDTH = 20  # columns, even on a narrower terminal
MIN_TWO_COLUMN_WIDTH = 64  # columns below which a layout in two columns does not fit


class Screen(NamedTuple):
    """Width in columns, and whether colours are used."""

    width: int
    color: bool

    def render(self, *renderables: "RenderableType") -> str:
        """Return renderables laid out by rich, without spaces at line ends. Their text must be safe already.

        All settings are given, so that rich takes none from the environment.
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
    """Return the screen of a file descriptor (1, 2), None if it is no terminal; `when` is the value of --color.

    With "always", a file or pipe counts as a terminal.
    """
    if not is_terminal(descriptor) and when != "always":
        return None
    width = max(_environment_columns() or _terminal_columns(descriptor) or DEFAULT_WIDTH, MIN_WIDTH)
    return Screen(width, use_color(descriptor, when))


def _environment_columns() -> int:
    value = os.environ.get("COLUMNS", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 0


def _terminal_columns(descriptor: int) -> int:
    try:
        return os.get_terminal_size(descriptor).columns
    except OSError:
        return 0


def page_width() -> int:
    """Return the width of running text on stdout: that of the terminal, at most MAX_TEXT_WIDTH."""
    return max(min(_environment_columns() or _terminal_columns(1) or DEFAULT_WIDTH, MAX_TEXT_WIDTH), MIN_WIDTH) - 1
