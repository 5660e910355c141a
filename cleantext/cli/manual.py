"""The page `man cleantext`, made of what click knows: `python -m cleantext.cli.manual > cleantext.1` writes it.

Packagers lay it where `man` looks. A formatter of help pages writes roff, so that each flag, group and example of a
help page is in it.
"""

import re
import sys
from collections.abc import Iterable
from textwrap import dedent

import click

from cleantext import __version__

from .commands import clean, command_of
from .defaults import OTHERS

ROFF = {"\\": r"\(rs", "-": r"\-", "'": r"\(aq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti"}
TITLED = r"([A-Z][a-z]+(?: [a-z]+)*):(?: +|\n)"  # how a paragraph begins that has a heading of its own
FLAG = r"(?:\\-)+\w(?:\w|\\-)*"  # as it stands in roff


class Roff(click.HelpFormatter):
    """Writes help pages as parts of a manual page, with headings of a level (SH, SS)."""

    def __init__(self) -> None:
        super().__init__()
        self.level = "SH"
        self.titled = False  # whether paragraphs can begin with a heading

    def write_heading(self, heading: str) -> None:
        """Write a heading, in capitals where it is one of the page."""
        self.write(f'.{self.level} "{escaped(heading.upper() if self.level == "SH" else heading)}"\n')

    def write_usage(self, prog: str, args: str = "", *_: object) -> None:
        """Write a line of the synopsis."""
        self._begin()
        self.write(f"\\fB{escaped(prog)}\\fR {escaped(args)}\n")

    def write_paragraph(self) -> None:
        """Write nothing: what comes next is a paragraph."""

    def write_text(self, text: str) -> None:
        r"""Write paragraphs; in one that has \b, lines stay lines."""
        for paragraph in re.split(r"\n\s*\n", text.strip("\n")):
            words = paragraph.replace("\b", "").strip("\n")
            if self.titled and (title := re.match(TITLED, words)):
                self.write_heading(title[1])
                words = words[title.end() :]
            lines = [escaped(line) for line in dedent(words).strip().split("\n")]
            self._begin()
            self.write("\n".join([".nf", *lines, ".fi", ""]) if "\b" in paragraph else f"{' '.join(lines)}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], *_: int, **__: int) -> None:
        """Write flags, or examples, with what is said of them."""
        for term, description in rows:
            name = escaped(term)
            name = re.sub(FLAG, r"\\fB\g<0>\\fR", name) if term.startswith("-") else f"\\fB{name}\\fR"
            self.write(f".TP\n{name}\n{escaped(' '.join(description.split()))}\n")

    def _begin(self) -> None:
        """Begin a paragraph, unless a heading has."""
        if not self.buffer[-1].startswith(".S"):
            self.write(".PP\n")


def escaped(text: str) -> str:
    """Write text so that roff shows it as it is."""
    text = "".join(ROFF.get(character, character) for character in text)
    return rf"\&{text}" if text.startswith((".", "\\(aq")) else text


def manual() -> str:
    """Give the page: the command that cleans, then the others, in the order in which they are told of."""
    named = {"cleantext": clean, **{f"cleantext {name}": command_of(name) for name in OTHERS}}
    contexts = {
        name: click.Context(command, info_name=name, **command.context_settings) for name, command in named.items()
    }
    summary = (clean.help or "").split(".", 1)[0]
    page = Roff()
    page.write(f'.TH CLEANTEXT 1 "" "cleantext {__version__}" "User Commands"\n')
    page.write(f".SH NAME\ncleantext \\- {escaped(summary[:1].lower() + summary[1:])}\n")
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
