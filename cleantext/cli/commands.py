"""The click commands, imported only if there are flags, configuration files or a subcommand."""

from collections.abc import Iterable, Sequence
from typing import Any

import click

from cleantext.files import streams
from cleantext.model import UsageError
from cleantext.report.screen import screen_of

from . import flags
from .exit_codes import SUCCESS
from .help import Command, Rows

COMMANDS: Rows = [
    ("cleantext learn PATH", "Learn the chrome of sites from their pages, for --profile."),
    ("cleantext filters", "List the filters in the order they run."),
    ("cleantext show FILTER", "Explain one filter."),
    ("cleantext config", "Show the settings that hold here, and where each is from."),
    ("cleantext completion SHELL", "Print what makes bash, zsh or fish complete all this."),
]
EXAMPLES: Rows = [
    ("cleantext article.txt", "clean text on stdout"),
    ("cat article.txt | cleantext", "the same in a pipe"),
    ("cleantext crawl/ -o clean/", "a folder, its tree mirrored"),
    ("cleantext --learn crawl/ -o clean/", "and what its pages share removed"),
    ("cleantext crawl.jsonl -o o.jsonl", "an article a line, in the field text"),
    ("cleantext --diff article.txt", "what would change"),
    ("cleantext --explain article.txt", "what was done to each line, and why"),
    ("cleantext -f json article.txt", "with an account of every line"),
]
EPILOG = """
A file of the name of a command is ./filters.

Exit codes: 0 fine; 1 --check found changes; 2 wrong usage, or an input failed; 130 and 143 interrupted.
"""
LEARN_EXAMPLES: Rows = [
    ("cleantext learn crawl/ -o sites.toml", "a folder for each site"),
    ("cleantext learn --url-field url a.jsonl -o s.toml", "a table with addresses"),
    ("cleantext --profile sites.toml crawl/ -o clean/", "what was learned, applied"),
    ("cleantext learn --merge a.toml b.toml -o all.toml", "two profiles made one"),
]
CONFIG_EXAMPLES: Rows = [
    ("cleantext config", "what holds in this folder"),
    ("cleantext config --skip tones", "what would hold with these flags"),
    ("cleantext config --isolated", "the defaults"),
]
COMPLETION_EXAMPLES: Rows = [
    ("""echo 'eval "$(cleantext completion bash)"' >> ~/.bashrc""", "bash"),
    ("""echo 'eval "$(cleantext completion zsh)"' >> ~/.zshrc""", "zsh, below compinit"),
    ("cleantext completion fish > ~/.config/fish/completions/cleantext.fish", "fish"),
]


def invoke(name: str, arguments: Sequence[str]) -> int:
    """Run a command, as "cleantext learn", and return its exit code. Raise UsageError."""
    command = get_command(name)
    try:
        with command.make_context(name, list(arguments)) as context:
            code: int = command.invoke(context)
            return code
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.ClickException as error:
        from .mistakes import describe_error

        raise UsageError(describe_error(error, command, name)) from error


def get_command(name: str) -> click.Command:
    """Return a command by its full name, as "cleantext learn", or by its last word; by default, the one that cleans."""
    others = {"learn": learn, "filters": list_filters, "show": show, "config": show_config, "completion": completion}
    return others.get(name.removeprefix("cleantext "), clean)


@click.command(cls=Command, items=flags.CLEAN, tables={"Commands": COMMANDS, "Examples": EXAMPLES}, epilog=EPILOG)
def clean(paths: tuple[str, ...], **options: Any) -> int:
    """Clean scraped Vietnamese articles: captions once, no site chrome, Unicode and spaces put right.

    PATH is a file (.txt, .md, .html: an article; .json, .jsonl, .csv, .tsv, .xlsx, .parquet: an article a row; also
    .gz or .zst), a folder, which is walked for such files, or - for stdin, which is also what is read without a PATH.
    """
    from .clean import clean_paths  # slow to import, and --help needs none of it
    from .settings import layers

    return clean_paths(paths, layers.load_options(click.get_current_context()))


@click.command(cls=Command, items=flags.LEARN, tables={"Examples": LEARN_EXAMPLES})
def learn(paths: tuple[str, ...], **options: Any) -> int:
    """Learn the chrome of sites: lines that most documents of a site have, whatever they say.

    PATH is a folder, a file or a table, as for cleaning. The site of a document is the first folder below PATH, or what
    --site, --site-field or --url-field say. What is found is written as a profile (TOML) for you to review; it removes
    nothing until you give it to --profile. `cleantext --learn` does both in one run.
    """
    from .learn import learn_from  # slow to import, and --help needs none of it
    from .settings import layers

    return learn_from(paths, layers.load_options(click.get_current_context()))


@click.command(cls=Command, items=flags.FILTERS, tables={})
def list_filters(color: str) -> int:
    """List the filters in the order they run, with what each does, then those that installed packages offer.

    In a pipe: a line each, with tabs between name, kind, on or opt-in, and summary.
    """
    from cleantext import filters
    from cleantext.chain.plugins import described

    found = (*filters.described(), *described())
    rows = [(f.name, f.kind, "opt-in" if f.opt_in else "on", f.summary) for f in found]
    screen = screen_of(1, color)
    if screen:
        from .filter_pages import table  # with rich, slow to import

        _print([table(rows, screen)], styled=True)
    else:
        _print("\t".join(row) for row in rows)
    return SUCCESS


@click.command(cls=Command, items=flags.SHOW, tables={})
def show(name: str, color: str) -> int:
    """Explain one filter: what it does, why, and what it leaves alone."""
    from cleantext.chain.plugins import description_of

    found = description_of(name)
    state = "opt-in" if found.opt_in else "on by default"
    screen = screen_of(1, color)
    if screen:
        from .filter_pages import page  # with rich, slow to import

        _print([page(name, f"({found.kind}, {state})", found.documentation, screen)], styled=True)
    else:
        _print([f"{name} ({found.kind}, {state})", "", found.documentation])
    return SUCCESS


@click.command(cls=Command, items=flags.CONFIG, tables={"Examples": CONFIG_EXAMPLES})
def show_config(**options: Any) -> int:
    """Show the settings that hold in this folder, and where each is from.

    They are printed as TOML, which --config takes. The nearest counts: flags, then cleantext.toml or [tool.cleantext]
    in pyproject.toml, the nearest from here upward, then your own file, then defaults. Rules of all of them add up.
    """
    from .settings.show import render  # slow to import, and --help needs none of it

    _print(render(click.get_current_context()).rstrip("\n").split("\n"))
    return SUCCESS


@click.command(cls=Command, items=flags.COMPLETION, tables={"Set up once, in": COMPLETION_EXAMPLES})
def completion(shell: str) -> int:
    """Print the script that makes a shell complete commands, flags, their values, filters and files."""
    from .completion import read_script

    _print([read_script(shell)])
    return SUCCESS


def _print(lines: Iterable[str], *, styled: bool = False) -> None:
    with streams.Stdout() as stdout:
        stdout.write("".join(f"{line}\n" for line in lines).encode(errors="replace"), styled=styled)
