"""The page of `man cleantext`, generated from the help: `python -m cleantext.cli.manual > cleantext.1` writes it.

It is for packagers, who install it where `man` looks. A help formatter that writes roff keeps each flag, group and
example of the help in it.
"""

import re
import sys
from collections.abc import Iterable
from textwrap import dedent

import click

from cleantext import __version__

from .commands import clean, get_command
from .defaults import SUBCOMMANDS

ROFF = {"\\": r"\(rs", "-": r"\-", "'": r"\(aq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti"}
TITLE = r"([A-Z][a-z]+(?: [a-z]+)*):(?: +|\n)"  # the beginning of a paragraph that has its own heading
FLAG = r"(?:\\-)+\w(?:\w|\\-)*"  # with hyphens escaped for roff


class Roff(click.HelpFormatter):
    """Writes help pages in roff, with headings of `level` SH (section) or SS (subsection)."""

    def __init__(self) -> None:
        super().__init__()
        self.level = "SH"
        self.titled = False  # True if paragraphs can begin with a heading

    def write_heading(self, heading: str) -> None:
        """Write a heading, in capitals if it is a section."""
        self.write(f'.{self.level} "{escape(heading.upper() if self.level == "SH" else heading)}"\n')

    def write_usage(self, prog: str, args: str = "", *_: object) -> None:
        """Write one line of the synopsis."""
        self._begin()
        self.write(f"\\fB{escape(prog)}\\fR {escape(args)}\n")

    def write_paragraph(self) -> None:
        """Write nothing: what follows begins its own paragraph."""

    def write_text(self, text: str) -> None:
        r"""Write paragraphs; one with \b keeps its line breaks."""
        for paragraph in re.split(r"\n\s*\n", text.strip("\n")):
            words = paragraph.replace("\b", "").strip("\n")
            if self.titled and (title := re.match(TITLE, words)):
                self.write_heading(title[1])
                words = words[title.end() :]
            lines = [escape(line) for line in dedent(words).strip().split("\n")]
            self._begin()
            self.write("\n".join([".nf", *lines, ".fi", ""]) if "\b" in paragraph else f"{' '.join(lines)}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], *_: int, **__: int) -> None:
        """Write flags or examples, each with its text."""
        for term, description in rows:
            name = escape(term)
            name = re.sub(FLAG, r"\\fB\g<0>\\fR", name) if term.startswith("-") else f"\\fB{name}\\fR"
            self.write(f".TP\n{name}\n{escape(' '.join(description.split()))}\n")

    def _begin(self) -> None:
        """Begin a paragraph, unless a heading has begun one."""
        if not self.buffer[-1].startswith(".S"):
            self.write(".PP\n")


def escape(text: str) -> str:
    """Return text with roff's special characters escaped."""
    text = "".join(ROFF.get(character, character) for character in text)
    return rf"\&{text}" if text.startswith((".", "\\(aq")) else text


def manual() -> str:
    """Return the manual page: the command that cleans, then the subcommands, in order."""
    named = {"cleantext": clean, **{f"cleantext {name}": get_command(name) for name in SUBCOMMANDS}}
    contexts = {
        name: click.Context(command, info_name=name, **command.context_settings) for name, command in named.items()
    }
    summary = (clean.help or "").split(".", 1)[0]
    page = Roff()
    page.write(f'.TH CLEANTEXT 1 "" "cleantext {__version__}" "User Commands"\n')
    page.write(f".SH NAME\ncleantext \\- {escape(summary[:1].lower() + summary[1:])}\n")
    page.write_heading("Synopsis")
    for name, command in named.items():
        command.format_usage(contexts[name], page)
    for name, command in named.items():
        page.level, page.titled = "SH", False
        page.write_heading("Description" if command is clean else name)
        page.level = "SH" if command is clean else "SS"
        command.format_help_text(contexts[name], page)
        command.format_options(contexts[name], page)
        page.titled = True
        command.format_epilog(contexts[name], page)
    return page.getvalue()


if __name__ == "__main__":
    sys.stdout.buffer.write(manual().encode())
