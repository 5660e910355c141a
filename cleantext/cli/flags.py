"""The flags of all commands, in the order of their help pages."""

from collections.abc import Callable, Iterable
from typing import Any

import click

from cleantext import __version__
from cleantext.documents.decode import ERRORS, STRICT
from cleantext.files.formats import EOLS, INPUT_FORMATS, LINE_FEED, OUTPUT_FORMATS
from cleantext.files.streams import Stdout
from cleantext.vietnamese.syllables import STYLES

from . import values
from .defaults import DEFAULTS
from .help import HelpItem


class Flag(click.Option):
    """A flag, declared once: its marks say where it counts beside its own command.

    in_files: configuration files can set it, under its long name.
    forbidden_in_project: which values a project file cannot set, and the end of the message that says so.
    may_only_tighten: a project file can lower the number, or switch the flag on, but not undo what the user's file has.
    widens_in_place: with --in-place, only the command line sets it, because more files could be overwritten.
    overrides: the settings of farther files and defaults that do not count where this is set.
    learn: `cleantext learn` has it, too.
    engine: it goes with --engine.
    affects_result: --resume refuses to go on where it has changed.
    """

    name: str

    def __init__(  # noqa: PLR0913 - one parameter for each mark
        self,
        *declarations: str,
        in_files: bool = False,
        forbidden_in_project: tuple[Callable[[Any], bool], str] | None = None,
        may_only_tighten: bool = False,
        widens_in_place: bool = False,
        overrides: tuple[str, ...] = (),
        learn: bool = False,
        engine: bool = True,
        affects_result: bool = True,
        **attributes: Any,
    ) -> None:
        if "metavar" in attributes:  # the completion script reads it; a choice completes by itself
            attributes["shell_complete"] = values.complete_value
        super().__init__(declarations, **attributes)
        self.in_files, self.learn, self.engine, self.affects_result = in_files, learn, engine, affects_result
        self.forbidden_in_project, self.may_only_tighten = forbidden_in_project, may_only_tighten
        self.widens_in_place, self.overrides = widens_in_place, overrides

    @property
    def key(self) -> str:
        """The long name without its dashes, as in configuration files."""
        return max(self.opts, key=len).removeprefix("--")


def _paths() -> click.Argument:
    return click.Argument(["paths"], nargs=-1, metavar="[PATH]...", shell_complete=values.complete_value)


def _switch(*declarations: str, **attributes: Any) -> Flag:
    return Flag(*declarations, is_flag=True, **attributes)


def _choice(*declarations: str, of: tuple[str, ...], default: str | None = None, **attributes: Any) -> Flag:
    return Flag(*declarations, type=click.Choice(of), default=default, show_default=default is not None, **attributes)


def _file(*declarations: str, metavar: str = "FILE", **attributes: Any) -> Flag:
    return Flag(*declarations, metavar=metavar, callback=values.check_path, **attributes)


def _names(*declarations: str, **attributes: Any) -> Flag:
    return Flag(*declarations, metavar="NAMES", multiple=True, callback=values.parse_names, **attributes)


def _list(*declarations: str, metavar: str, **attributes: Any) -> Flag:
    return Flag(*declarations, metavar=metavar, multiple=True, **attributes)


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
COLOR = _choice(
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
    _file("--config", help="Use this file of settings and rules, and none that is found.",
          learn=True, affects_result=False),
    _switch("--isolated", help="Use no file of settings and rules that is found.", learn=True, affects_result=False),
]  # fmt: skip
CLEAN: list[HelpItem] = [
    _paths(),
    "Output",
    _file("-o", "--output", metavar="PATH", help="Write to this file, or below this folder."),
    _switch("-i", "--in-place",
            help="Replace each file by its clean text, unless your own rules would nearly empty it.",
            engine=False, overrides=("form",)),
    _choice("-f", "--format", "form", of=OUTPUT_FORMATS, help="Write this; else what came in: text, or a table.",
            in_files=True, engine=False),
    _choice("--eol", of=EOLS, default=LINE_FEED, help="How lines end; keep is as in the source.",
            in_files=True, engine=False),
    _switch("-n", "--dry-run", help="Do all but write the output; say which files would be written.", engine=False),
    "Input",
    _file("--files-from", help="Clean the files in this list too, a name a line or as by --doubtful; - is stdin.",
          engine=False, affects_result=False),
    _switch("-0", "--null", help="Names in --files-from end with NUL, not with a line.",
            engine=False, affects_result=False),
    _list("--include", metavar="GLOB", help="Of folders, take files like this, whatever their suffix.",
          in_files=True, learn=True, engine=False, widens_in_place=True),
    _list("--exclude", metavar="GLOB", help="Of folders, leave out files and folders like this.",
          in_files=True, learn=True, engine=False),
    _switch("--hidden/--no-hidden", help="Of folders, take hidden files and folders too.",
            in_files=True, learn=True, engine=False, widens_in_place=True),
    _choice("--input-format", of=INPUT_FORMATS, help="What the files are, whatever their suffix.",
            in_files=True, learn=True, widens_in_place=True),
    Flag("--field", metavar="NAME", default="text", show_default=True, help="The field of a table that has the text.",
         in_files=True, learn=True),
    Flag("--encoding", metavar="NAME", callback=values.parse_encoding,
         help="What the bytes are, if not UTF-8 or marked UTF-16; auto finds out.",
         in_files=True, learn=True, engine=False, widens_in_place=True),
    _choice("--errors", of=ERRORS, default=STRICT, help="Refuse bytes that are no text, or write U+FFFD for them.",
            in_files=True, learn=True, engine=False, widens_in_place=True),
    Flag("--max-size", metavar="SIZE", default="50MB", show_default=True, callback=values.parse_size,
         help="Refuse larger documents.", in_files=True, learn=True, may_only_tighten=True,
         forbidden_in_project=(
             lambda value: value > DEFAULTS["max_size"], "can lower the limit, and not raise it; --max-size can"
         )),
    "Cleaning",
    _names("--only", help="Run these filters alone: a,b.", in_files=True, learn=True, overrides=("skip", "extra")),
    _names("--skip", help="Run all but these filters.", in_files=True, learn=True),
    _names("--with", "extra", help="Run these opt-in filters too.", in_files=True, learn=True),
    _switch("--strict/--no-strict", help="Remove lines that no rule knows only if they are almost certainly chrome.",
            in_files=True, learn=True, may_only_tighten=True),
    _choice("--tone-style", of=STYLES, help="Write hòa and hoà alike: old is hòa, new is hoà.",
            in_files=True, learn=True),
    _list("--drop", metavar="LINE", help="Remove lines equal to this one, whatever their case and end punctuation.",
          in_files=True),
    _list("--keep", metavar="LINE", help="Keep lines equal to this one, whatever filters say.", in_files=True),
    "Sites and settings",
    _list("--profile", metavar="FILE", callback=values.check_files,
          help="Drop and keep lines as this TOML file says, for all sites and for each.", in_files=True),
    _switch("--learn", help="First learn the sites' chrome from all documents; results depend on them.", engine=False),
    *SITE,
    *CONFIG_FILES,
    "Reporting",
    _switch("--explain/--no-explain", help="Say on stderr what was done to each line, and why; of tables, in a field.",
            in_files=True, may_only_tighten=True),
    _switch("--diff", help="Print a unified diff instead of the text; write no file.",
            engine=False, overrides=("form",)),
    _switch("--check", help="Exit 1 if anything would change; write nothing.", engine=False),
    _file("--report", help="Write what was done: .html, a page to look at; .jsonl, a line a removal.", engine=False),
    _file("--doubtful", help="List what is no article or lost much, and why: .txt, a line each; .jsonl, records.",
          engine=False),
    _choice("--stats", of=("text", "json"), help="Print counts on stderr at the end: written, failed, doubtful, ...",
            in_files=True, engine=False, affects_result=False),
    COLOR,
    _switch("-q", "--quiet/--no-quiet",
            help="Print only failures, and what a configuration file found here removes.",
            in_files=True, learn=True, affects_result=False,
            forbidden_in_project=(bool, "cannot silence what is said; --quiet can, or your own file")),
    "Running",
    Flag("-j", "--jobs", metavar="N", callback=values.parse_count,
         help="Work in N processes; else for large jobs on all cores.",
         in_files=True, learn=True, engine=False, affects_result=False),
    Flag("--timeout", metavar="SECONDS", callback=values.parse_seconds, help="Give up a document after this time.",
         in_files=True, learn=True, engine=False, affects_result=False, may_only_tighten=True),
    _choice("--engine", of=("spark", "ray"), help="Work on this engine, for data that one machine does not hold.",
            learn=True, overrides=("jobs", "timeout", "stats", "fail_fast", "max_errors")),
    _switch("--resume", help="Go on where a run with the same --output was interrupted.",
            engine=False, affects_result=False),
    _switch("--fail-fast/--no-fail-fast", help="Stop at the first failure.",
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
    _paths(),
    "Learning",
    _file("-o", "--output", help="Write the profile to this file, not to stdout."),
    Flag("--min-docs", callback=values.parse_count, metavar="N", default="20", show_default=True,
         help="Learn nothing of sites with fewer documents."),
    Flag("--min-share", callback=values.parse_share, metavar="SHARE", default="0.5", show_default=True,
         help="Propose lines that so many of a site's documents have."),
    _list("--merge", metavar="FILE", callback=values.check_files,
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
