"""The commands as click knows them, imported only where there are flags, or another command than to clean."""

from collections.abc import Sequence
from typing import Any

import click

from . import flags, streams
from .model import FINE, UsageError

EPILOG = """
\b
Commands:
  cleantext learn PATH  Learn the chrome of sites from their pages, for --profile.
  cleantext filters     List the filters in the order they run.
  cleantext show NAME   Explain one filter.
  cleantext config      Show the settings that hold here, and where each is from.
  (A file of such a name is ./filters.)

\b
Examples:
  cleantext article.txt             clean text on stdout
  cat article.txt | cleantext       the same in a pipe
  cleantext crawl/ -o clean/        a folder, its tree mirrored
  cleantext crawl.jsonl -o o.jsonl  an article a line, in the field text
  cleantext --diff article.txt      what would change
  cleantext -f json article.txt     with an account of every line

\b
Exit codes: 0 fine; 1 --check found changes; 2 wrong usage, or an input failed;
130 and 143 interrupted.
"""
LEARN_EPILOG = """
\b
Examples:
  cleantext learn crawl/ -o sites.toml                  a folder for each site
  cleantext learn --url-field url crawl.jsonl -o s.toml  a table with addresses
  cleantext --profile sites.toml crawl/ -o clean/       what was learned, applied
  cleantext learn --merge old.toml new.toml -o all.toml  two profiles made one
"""
CONFIG_EPILOG = """
\b
Examples:
  cleantext config                  what holds in this folder
  cleantext config --skip tones     what would hold with these flags
  cleantext config --isolated       the defaults
"""
SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def invoke(name: str, arguments: Sequence[str]) -> int:
    """Run a command, by its name as users see it, and give its exit code. Raises UsageError."""
    others = {"cleantext learn": learn, "cleantext filters": list_filters, "cleantext show": show}
    others["cleantext config"] = show_config
    command = others.get(name, clean)
    try:
        with command.make_context(name, list(arguments)) as context:
            code: int = command.invoke(context)
            return code
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.ClickException as error:
        raise UsageError(error.format_message()) from error


@click.command(epilog=EPILOG, context_settings=SETTINGS, params=flags.CLEAN)
def clean(paths: tuple[str, ...], **options: Any) -> int:
    """Clean scraped Vietnamese articles: captions once, no site chrome, Unicode and spaces put right.

    PATH is a file (.txt: an article; .jsonl, .csv, .tsv, .parquet: an article a row; also with .gz or .zst), a folder,
    which is walked for such files, or - for stdin, which is also what is read when there is no PATH.
    """
    from . import cleaning, layers  # slow to import, and --help needs none of it

    return cleaning.clean(paths, layers.applied(click.get_current_context()))


@click.command(epilog=LEARN_EPILOG, context_settings=SETTINGS, params=flags.LEARN)
def learn(paths: tuple[str, ...], **options: Any) -> int:
    """Learn the chrome of sites: lines that most documents of a site have, whatever they say.

    PATH is a folder, a file or a table, as for cleaning. The site of a document is the first folder below PATH, or what
    --site, --site-field or --url-field say. What is found is written as a profile (TOML) for you to review; it removes
    nothing until you give it to --profile.
    """
    from . import layers
    from .learning import command  # slow to import, and --help needs none of it

    return command.learn(paths, layers.applied(click.get_current_context()))


@click.command(context_settings=SETTINGS)
def list_filters() -> int:
    """List the filters in the order they run, with what each does.

    In a pipe: a line each, with tabs between name, kind, on or opt-in, and summary.
    """
    from . import filters, report

    rows = [(f.name, f.kind, "opt-in" if f.opt_in else "on", f.summary) for f in filters.described()]
    if streams.is_terminal(1):
        report.print_table(rows, ("filter", "kind", "default", "what it does"))
    else:
        _print("".join("\t".join(row) + "\n" for row in rows))
    return FINE


@click.command(context_settings=SETTINGS)
@click.argument("name")
def show(name: str) -> int:
    """Explain one filter: what it does, why, and what it leaves alone."""
    from . import filters
    from .chain import check_names

    check_names([name])
    found = next(f for f in filters.described() if f.name == name)
    state = "opt-in" if found.opt_in else "on by default"
    _print(f"{name} ({found.kind}, {state})\n\n{found.documentation}\n")
    return FINE


@click.command(epilog=CONFIG_EPILOG, context_settings=SETTINGS, params=flags.CONFIG)
def show_config(**options: Any) -> int:
    """Show the settings that hold in this folder, and where each is from.

    They are printed as TOML, which --config takes. The nearest counts: flags, then cleantext.toml or [tool.cleantext]
    in pyproject.toml, the nearest from here upward, then your own file, then defaults. Rules of all of them add up.
    """
    from . import effective  # slow to import, and --help needs none of it

    _print(effective.shown(click.get_current_context()))
    return FINE


def _print(text: str) -> None:
    with streams.Stdout() as stdout:
        stdout.write(text.encode(errors="replace"))
