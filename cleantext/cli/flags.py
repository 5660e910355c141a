"""The flags of all commands, in the order of their help pages."""

from collections.abc import Callable, Iterable

import click

from cleantext import __version__
from cleantext.documents.decode import ERRORS, STRICT
from cleantext.files.formats import EOLS, INPUT_FORMATS, LINE_FEED, OUTPUT_FORMATS
from cleantext.files.streams import Stdout
from cleantext.report.language import LANGUAGES
from cleantext.vietnamese.syllables import STYLES

from . import values
from .defaults import DEFAULTS
from .flag import Flag, choice, file, names, paths, repeatable, switch
from .help import HelpItem


def _help(context: click.Context, option: click.Parameter, given: bool) -> None:  # noqa: FBT001 - as click calls it
    if given and not context.resilient_parsing:
        with Stdout() as stdout:
            stdout.write(f"{context.get_help()}\n".encode(), styled=True)  # the formatter has chosen the colours
        context.exit()


def _version(context: click.Context, option: click.Parameter, given: bool) -> None:  # noqa: FBT001
    if given and not context.resilient_parsing:  # __main__ handles it if it is the only argument
        with Stdout() as stdout:
            stdout.write(f"cleantext {__version__}\n".encode())
        context.exit()


HELP = Flag(  # click's own looks for translations of its help text at every start
    "-h", "--help", is_flag=True, expose_value=False, is_eager=True, callback=_help, learn=True,
    help="Show this message and exit.",
)  # fmt: skip
VERSION = Flag(
    "-V", "--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, learn=True,
    help="Print the version.",
)  # fmt: skip
COLOR = choice(
    "--color", of=("auto", "always", "never"), default="auto", help="Colour what people read.",
    in_files=True, affects_result=False,
    forbidden_in_project=(lambda value: value == "always",
                          "cannot colour what programs read; --color can, or your own file"),
)  # fmt: skip
WAYS_TO_NAME_THE_SITE = ("site", "site_field", "url_field")
SITE = [
    Flag("--site", metavar="NAME", help="All documents are of this site; else folders or a field say of which.",
         in_files=True, learn=True, overrides=WAYS_TO_NAME_THE_SITE),
    Flag("--site-field", metavar="NAME", help="The field of a table that says which site a row is of.",
         in_files=True, learn=True, overrides=WAYS_TO_NAME_THE_SITE),
    Flag("--url-field", metavar="NAME", help="The field of a table with a URL, whose host is the site.",
         in_files=True, learn=True, overrides=WAYS_TO_NAME_THE_SITE),
]  # fmt: skip
CONFIG_FILES = [
    file("--config", help="Use this file of settings and rules, and none that is found.",
          learn=True, affects_result=False),
    switch("--isolated", help="Use no file of settings and rules that is found.", learn=True, affects_result=False),
]  # fmt: skip
CLEAN: list[HelpItem] = [
    paths(),
    "Output",
    file("-o", "--output", metavar="PATH", help="Write to this file, or below this folder."),
    switch("-i", "--in-place",
            help="Replace each file by its clean text, unless your own rules would nearly empty it.",
            engine=False, overrides=("form",)),
    file("--backup", metavar="SUFFIX", help="With -i, keep the old file beside the new one: --backup .bak",
         engine=False, affects_result=False),
    choice("-f", "--format", "form", of=OUTPUT_FORMATS, help="Write this; else what came in: text, or a table.",
            in_files=True, engine=False),
    choice("--eol", of=EOLS, default=LINE_FEED, help="How lines end; keep is as in the source.",
            in_files=True, engine=False),
    switch("-n", "--dry-run", help="Do all but write the output; say which files would be written.", engine=False),
    "Input",
    file("--files-from", help="Clean the files in this list too, a name a line or as by --doubtful; - is stdin.",
          engine=False, affects_result=False),
    switch("-0", "--null", help="Names in --files-from end with NUL, not with a line.",
            engine=False, affects_result=False),
    repeatable("--include", metavar="GLOB", callback=values.check_globs,
          help="Of folders, take files like this, whatever their suffix.",
          in_files=True, learn=True, engine=False, widens_in_place=True),
    repeatable("--exclude", metavar="GLOB", callback=values.check_globs,
          help="Of folders, leave out files and folders like this.",
          in_files=True, learn=True, engine=False),
    switch("--hidden/--no-hidden", help="Of folders, take hidden files and folders too.",
            in_files=True, learn=True, engine=False, widens_in_place=True),
    choice("--input-format", of=INPUT_FORMATS, help="What the files are, whatever their suffix.",
            in_files=True, learn=True, widens_in_place=True),
    file("--stdin-filename", metavar="NAME", help="Call stdin so, and take its format from this suffix.",
         engine=False),
    switch("--html/--no-html", help="All is HTML, fields of tables too: take the articles out, then clean.",
            in_files=True, learn=True, engine=False, widens_in_place=True),
    Flag("--field", metavar="NAME", default="text", show_default=True, help="The field of a table that has the text.",
         in_files=True, learn=True),
    Flag("--split", metavar="PATTERN", help="Cut text into documents at lines that match this regex, which stay.",
         learn=True, engine=False),
    Flag("--delimiter", metavar="CHAR", callback=values.parse_delimiter,
         help="What separates the fields of CSV, as ; or tab; else it is found.",
         in_files=True, learn=True, engine=False),
    switch("--no-header/--header", "no_header",
           help="CSV and Excel have no row of names: --field 3 is the third column.",
           in_files=True, learn=True, engine=False),
    Flag("--sheet", metavar="NAME", help="Of Excel, clean this sheet alone; else all that have the field.",
         in_files=True, learn=True, engine=False),
    Flag("--encoding", metavar="NAME", callback=values.parse_encoding,
         help="What the bytes are, if not UTF-8 or marked UTF-16; auto finds out.",
         in_files=True, learn=True, engine=False, widens_in_place=True),
    choice("--errors", of=ERRORS, default=STRICT, help="Refuse bytes that are no text, or write U+FFFD for them.",
            in_files=True, learn=True, engine=False, widens_in_place=True),
    Flag("--max-size", metavar="SIZE", default="50MB", show_default=True, callback=values.parse_size,
         help="Refuse larger documents.", in_files=True, learn=True, may_only_tighten=True,
         forbidden_in_project=(
             lambda value: value > DEFAULTS["max_size"], "can lower the limit, and not raise it; --max-size can"
         )),
    "Cleaning",
    names("--only", help="Run these filters alone: a,b.", in_files=True, learn=True, overrides=("skip", "extra")),
    names("--skip", help="Run all but these filters.", in_files=True, learn=True),
    names("--with", "extra", help="Run these opt-in filters too.", in_files=True, learn=True),
    switch("--strict/--no-strict", help="Remove lines that no rule knows only if they are almost certainly chrome.",
            in_files=True, learn=True, may_only_tighten=True),
    choice("--tone-style", of=STYLES, help="Write hòa and hoà alike: old is hòa, new is hoà.",
            in_files=True, learn=True),
    repeatable("--drop", metavar="LINE", in_files=True,
               help="Remove lines equal to this one, whatever their case and end punctuation."),
    repeatable("--keep", metavar="LINE", help="Keep lines equal to this one, whatever filters say.", in_files=True),
    "Sites and settings",
    repeatable("--profile", metavar="FILE", callback=values.check_files,
          help="Drop and keep lines as this TOML file says, for all sites and for each.", in_files=True),
    switch("--learn", help="First learn the sites' chrome from all documents; results depend on them.", engine=False),
    *SITE,
    *CONFIG_FILES,
    "Reporting",
    switch("--explain/--no-explain", help="Say on stderr what was done to each line, and why; of tables, in a field.",
            in_files=True, may_only_tighten=True),
    switch("--diff", help="Print a unified diff instead of the text; write no file.",
            engine=False, overrides=("form",)),
    switch("--check", help="Exit 1 if anything would change; write nothing.", engine=False),
    repeatable("--report", metavar="FILE", callback=values.check_paths, engine=False,
               help="Write what was done: .html, a page to look at; .jsonl or .csv, a line a removal; - is stdout."),
    file("--doubtful", help="List what is no article or lost much, and why: .txt, a line each; .jsonl, records.",
          engine=False),
    choice("--stats", of=("text", "json"), alone="text",
            help="Print counts on stderr at the end, as text if not said: written, failed, doubtful, ...",
            in_files=True, engine=False, affects_result=False),
    COLOR,
    choice("--lang", of=LANGUAGES, help="Say all this in English or Vietnamese; else as LC_ALL or LANG has it.",
            in_files=True, learn=True, affects_result=False),
    switch("-q", "--quiet/--no-quiet",
            help="Print only failures, and what a configuration file found here removes.",
            in_files=True, learn=True, affects_result=False,
            forbidden_in_project=(bool, "cannot silence what is said; --quiet can, or your own file")),
    "Running",
    Flag("-j", "--jobs", metavar="N", callback=values.parse_count,
         help="Work in N processes; else for large jobs on all cores.",
         in_files=True, learn=True, engine=False, affects_result=False),
    Flag("--timeout", metavar="SECONDS", callback=values.parse_seconds, help="Give up a document after this time.",
         in_files=True, learn=True, engine=False, affects_result=False, may_only_tighten=True),
    choice("--engine", of=("spark", "ray"), help="Work on this engine, for data that one machine does not hold.",
            learn=True, overrides=("jobs", "timeout", "stats", "fail_fast", "max_errors")),
    switch("--resume", help="Go on where a run with the same --output was interrupted.",
            engine=False, affects_result=False),
    switch("--fail-fast/--no-fail-fast", help="Stop at the first failure.",
            in_files=True, engine=False, affects_result=False, may_only_tighten=True, overrides=("max_errors",)),
    Flag("--max-errors", metavar="N", callback=values.parse_count, help="Stop after so many failures.",
         in_files=True, engine=False, affects_result=False, may_only_tighten=True, overrides=("fail_fast",)),
    "Help",
    VERSION,
    HELP,
]  # fmt: skip


def _flags_of_clean(is_wanted: Callable[[Flag], bool]) -> list[HelpItem]:
    return [item for item in CLEAN if isinstance(item, str) or (isinstance(item, Flag) and is_wanted(item))]


LEARN: list[HelpItem] = [
    paths(),
    "Learning",
    file("-o", "--output", help="Write the profile to this file, not to stdout."),
    Flag("--min-docs", callback=values.parse_count, metavar="N", default="20", show_default=True,
         help="Learn nothing of sites with fewer documents."),
    Flag("--min-share", callback=values.parse_share, metavar="SHARE", default="0.5", show_default=True,
         help="Propose lines that so many of a site's documents have."),
    repeatable("--merge", metavar="FILE", callback=values.check_files,
          help="Add what this profile has; a PATH in .toml is one."),
    Flag("--max-memory", metavar="SIZE", default="500MB", show_default=True, callback=values.parse_size, engine=False,
         help="Count in so much memory, and beyond that on disk."),
    *_flags_of_clean(lambda flag: flag.learn),
]  # fmt: skip
FILTERS: list[HelpItem] = [COLOR, HELP]
SHOW: list[HelpItem] = [click.Argument(["name"], metavar="FILTER", shell_complete=values.complete_value), COLOR, HELP]
COMPLETION: list[HelpItem] = [
    click.Argument(["shell"], type=click.Choice(("bash", "zsh", "fish")), metavar="SHELL"), HELP,
]  # fmt: skip
CONFIG: list[HelpItem] = _flags_of_clean(lambda flag: flag.in_files or flag in (*CONFIG_FILES, HELP))


def flags_of(items: Iterable[HelpItem], *headings: str) -> list[Flag]:
    """Return the flags of a help page: those below the named headings, or all."""
    found, heading = [], ""
    for item in items:
        if isinstance(item, str):
            heading = item
        elif isinstance(item, Flag) and (not headings or heading in headings):
            found.append(item)
    return found
