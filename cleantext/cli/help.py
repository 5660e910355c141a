"""Help pages: flags below headings and examples in columns, for terminals of any width."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

import click

from cleantext.files.streams import use_color
from cleantext.report.screen import MIN_TWO_COLUMN_WIDTH, page_width

from .flag import Flag, spell_out

HelpItem: TypeAlias = click.Parameter | str
Rows: TypeAlias = Sequence[tuple[str, str]]
MAX_TERM = 30  # columns; after a longer flag, its help begins on the next line
MIN_TEXT = 24  # columns; with fewer left, the help of all flags goes below them


class Formatter(click.HelpFormatter):
    """Writes bold headings, and two columns one below the other on a narrow terminal."""

    def __init__(self) -> None:
        super().__init__(width=page_width())
        self._color = use_color(1, "auto")

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        self.write(click.style(f"{heading}:", bold=True) + "\n" if self._color else f"{heading}:\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = MAX_TERM, col_spacing: int = 2) -> None:
        """Write each term with its text beside it, from the column after `col_max` on, or below it."""
        if self.width >= max(MIN_TWO_COLUMN_WIDTH - 1, col_max + MIN_TEXT):
            super().write_dl([(name.ljust(col_max), text) for name, text in rows], col_max, col_spacing)
            return
        for name, text in rows:
            self.write_text(name)
            with self.indentation():
                self.write_text(text)


class Command(click.Command):
    """A command whose help page lists `items`: flags, and the headings that group them.

    `tables`, by heading, come after them: examples and the like, each with its text.
    """

    def __init__(self, *arguments: Any, items: Iterable[HelpItem], tables: dict[str, Rows], **attributes: Any) -> None:
        self._items, self._tables = tuple(items), tables
        attributes["params"] = [item for item in self._items if not isinstance(item, str)]
        if not attributes["help"]:  # python -OO
            from cleantext.filters import documentation_of

            attributes["help"] = documentation_of(attributes["callback"])
        super().__init__(*arguments, **attributes)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments, of flags with a value that can be left out with that value."""
        return super().parse_args(ctx, spell_out(args, (param for param in self.params if isinstance(param, Flag))))

    def get_help(self, ctx: click.Context) -> str:
        """Return the help page, as wide as the terminal."""
        formatter = Formatter()
        self.format_help(ctx, formatter)
        return formatter.getvalue().rstrip("\n")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the flags below their headings, then the tables."""
        groups: dict[str, list[tuple[str, str]]] = {}
        heading = "Options"
        for item in self._items:
            if isinstance(item, str):
                heading = item
            elif isinstance(item, click.Option) and (record := item.get_help_record(ctx)):
                groups.setdefault(heading, []).append(record)
        width = min(MAX_TERM, max(len(name) for rows in groups.values() for name, _ in rows))
        for title, rows in groups.items():
            with formatter.section(title):
                formatter.write_dl(rows, width)
        for title, table in self._tables.items():
            with formatter.section(title):
                formatter.write_dl(table, max(len(name) for name, _ in table))
