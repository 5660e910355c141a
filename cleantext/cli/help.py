"""Help pages: flags below headings, examples in columns, on screens of any width."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

import click

from cleantext.files.streams import in_color
from cleantext.report.screen import NARROW, page_width

Part: TypeAlias = click.Parameter | str
Rows: TypeAlias = Sequence[tuple[str, str]]
FIRST = 30  # columns that flags take before their help begins on the next line
SECOND = 24  # columns that what is said of them needs beside them


class Formatter(click.HelpFormatter):
    """Writes headings in bold, and two columns as one below the other where it is narrow."""

    def __init__(self) -> None:
        super().__init__(width=page_width())
        self._color = in_color(1, "auto")

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        self.write(click.style(f"{heading}:", bold=True) + "\n" if self._color else f"{heading}:\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = FIRST, col_spacing: int = 2) -> None:
        """Write what is said of each thing beside it, from the column after `col_max` on, or below it."""
        if self.width >= max(NARROW - 1, col_max + SECOND):
            super().write_dl([(name.ljust(col_max), text) for name, text in rows], col_max, col_spacing)
            return
        for name, text in rows:
            self.write_text(name)
            with self.indentation():
                self.write_text(text)


class Command(click.Command):
    """A command that is made of `parts`: its flags, in the order of its page, each group below its heading.

    `tables` come after them: a heading, and what is said of commands and the like.
    """

    def __init__(self, *arguments: Any, parts: Iterable[Part], tables: dict[str, Rows], **attributes: Any) -> None:
        self._parts, self._tables = tuple(parts), tables
        attributes["params"] = [part for part in self._parts if not isinstance(part, str)]
        super().__init__(*arguments, **attributes)

    def get_help(self, ctx: click.Context) -> str:
        """Give the page, as wide as the terminal."""
        formatter = Formatter()
        self.format_help(ctx, formatter)
        return formatter.getvalue().rstrip("\n")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the flags below their headings, and the tables."""
        groups: dict[str, list[tuple[str, str]]] = {}
        heading = "Options"
        for part in self._parts:
            if isinstance(part, str):
                heading = part
            elif isinstance(part, click.Option) and (record := part.get_help_record(ctx)):
                groups.setdefault(heading, []).append(record)
        first = min(FIRST, max(len(name) for rows in groups.values() for name, _ in rows))
        for title, rows in groups.items():
            with formatter.section(title):
                formatter.write_dl(rows, first)
        for title, table in self._tables.items():
            with formatter.section(title):
                formatter.write_dl(table, max(len(name) for name, _ in table))
