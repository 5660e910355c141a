"""Output in the documents is made by the tool: `python -m tests.helpers.readme` writes it anew, a test compares."""

import os
import re
import shlex
import subprocess
from collections.abc import Iterable, Iterator

import click

from cleantext.cli import flags
from cleantext.cli.commands import get_command
from cleantext.cli.flag import Flag
from cleantext.cli.help import HelpItem
from cleantext.filters import described
from tests.conftest import COMMAND
from tests.helpers.paths import ROOT

CONSOLE = re.compile(r"```console\n\$ (.*)\n(?:.*\n)*?```")
PAGES = tuple(ROOT / name for name in ("README.md", "README.vi.md", "GUIDE.md"))
TABLE = re.compile(r"<!-- (filters|flags) -->\n(?:.*\n)*?<!-- end -->")


def console(command: str) -> str:
    """Run a command line of a page in the repository; return all that it prints."""
    define = f'cleantext() {{ {shlex.join(COMMAND)} "$@"; }}; '
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["bash", "-c", define + command],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=True,
    )  # fmt: skip
    return done.stdout.decode()


def filter_table() -> str:
    """Make the table of filters from the first lines of their docstrings."""
    rows = ["| filter | kind | |", "|---|---|---|"]
    rows += [f"| `{f.name}` | {f.kind}{', opt-in' if f.opt_in else ''} | {f.summary} |" for f in described()]
    return "\n".join(rows)


def flag_tables() -> str:
    """Make a table for each group of flags, of what the help says; of `learn`, those that cleaning has not."""
    own = [item for item in flags.LEARN if not isinstance(item, str) and item not in flags.CLEAN]
    lines = [*_flags_of("cleantext", flags.CLEAN), *_flags_of("cleantext learn", ["Of cleantext learn alone", *own])]
    return "\n".join(lines[1:])


def _flags_of(name: str, items: Iterable[HelpItem]) -> Iterator[str]:
    context = click.Context(get_command(name))
    for item in items:
        if isinstance(item, str):
            yield from ("", f"### {item}", "", "| flag | what it does |", "|---|---|")
        elif isinstance(item, click.Option) and (record := item.get_help_record(context)):
            mark = r" \*" if isinstance(item, Flag) and item.in_files else ""
            yield "| `{}`{} | {} |".format(record[0].replace("|", r"\|"), mark, " ".join(record[1].split()))


TABLES = {"filters": filter_table, "flags": flag_tables}


def render(text: str) -> str:
    """Put what the tool prints now into the text of a page."""
    text = CONSOLE.sub(lambda match: f"```console\n$ {match[1]}\n{console(match[1])}```", text)
    return TABLE.sub(lambda match: f"<!-- {match[1]} -->\n{TABLES[match[1]]()}\n<!-- end -->", text)


def commands(text: str) -> list[str]:
    """Return the shell blocks of README: the first installs and cleans a sample, the second runs the tests."""
    return re.findall(r"```sh\n(.*\n)```", text)


if __name__ == "__main__":
    for page in PAGES:
        page.write_text(render(page.read_text(encoding="utf-8")), encoding="utf-8")
