"""The flags of `cleantext`, in the order of its help page."""

import click

from cleantext import __version__
from cleantext.documents.decode import ERRORS, STRICT
from cleantext.files.formats import EOLS, FORMATS, FORMS, LINE_FEED
from cleantext.files.streams import Stdout
from cleantext.vietnamese.syllables import STYLES

from .help import Part
from .values import count, encoding, files, names, offered, path, seconds, share, size


def _flag(*declarations: str, help: str, **attributes: object) -> click.Option:  # noqa: A002 - click's word
    if "metavar" in attributes:  # it says what to offer; of choices, click knows it
        attributes["shell_complete"] = offered
    return click.Option(declarations, help=help, **attributes)  # type: ignore[arg-type]


def _paths() -> click.Argument:
    return click.Argument(["paths"], nargs=-1, metavar="[PATH]...", shell_complete=offered)


def _switch(*declarations: str, help: str) -> click.Option:  # noqa: A002
    return _flag(*declarations, help=help, is_flag=True)


def _choice(*declarations: str, of: tuple[str, ...], default: str | None = None, help: str) -> click.Option:  # noqa: A002
    return _flag(*declarations, type=click.Choice(of), default=default, show_default=default is not None, help=help)


def _file(*declarations: str, help: str, metavar: str = "FILE") -> click.Option:  # noqa: A002
    return _flag(*declarations, metavar=metavar, callback=path, help=help)


def _names(*declarations: str, help: str) -> click.Option:  # noqa: A002
    return _flag(*declarations, metavar="NAMES", multiple=True, callback=names, help=help)


def _list(*declarations: str, metavar: str, help: str, **attributes: object) -> click.Option:  # noqa: A002
    return _flag(*declarations, metavar=metavar, multiple=True, help=help, **attributes)


def _help(context: click.Context, option: click.Parameter, given: bool) -> None:  # noqa: FBT001 - as click calls it
    if given and not context.resilient_parsing:
        click.echo(context.get_help(), color=True)  # where it has any
        context.exit()


def _version(context: click.Context, option: click.Parameter, given: bool) -> None:  # noqa: FBT001
    if given and not context.resilient_parsing:  # __main__ answers it where it stands alone
        with Stdout() as stdout:
            stdout.write(f"cleantext {__version__}\n".encode())
        context.exit()


SITE = [
    _flag("--site", metavar="NAME", help="All documents are of this site; else folders or a field say of which."),
    _flag("--site-field", metavar="NAME", help="The field of a table that says which site a row is of."),
    _flag("--url-field", metavar="NAME", help="The field of a table with a URL, whose host is the site."),
]
HELP = _flag(  # click's own would look for translations of its help at every start
    "-h", "--help", is_flag=True, expose_value=False, is_eager=True, callback=_help, help="Show this message and exit."
)
VERSION = _flag(
    "-V", "--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Print the version."
)
COLOR = _choice("--color", of=("auto", "always", "never"), default="auto", help="Colour what people read.")
CLEAN: list[Part] = [
    _paths(),
    "Output",
    _file("-o", "--output", metavar="PATH", help="Write to this file, or below this folder."),
    _switch("-i", "--in-place", help="Put the clean text in the place of each file."),
    _choice("-f", "--format", "form", of=FORMS, help="Write this; else what came in: text, or a table."),
    _choice("--eol", of=EOLS, default=LINE_FEED, help="How lines end; keep is as in the source."),
    _switch("-n", "--dry-run", help="Do all but write; say which files would be written."),
    "Input",
    _file("--files-from", help="Clean the files named in this one too, a line each; - is stdin."),
    _switch("-0", "--null", help="Names in --files-from end with NUL, not with a line."),
    _list("--include", metavar="GLOB", help="Of folders, take files like this, whatever their suffix."),
    _list("--exclude", metavar="GLOB", help="Of folders, leave out files and folders like this."),
    _switch("--hidden/--no-hidden", help="Of folders, take hidden files and folders too."),
    _choice("--input-format", of=FORMATS, help="What the files are, whatever their suffix."),
    _flag("--field", metavar="NAME", default="text", show_default=True, help="The field of a table that has the text."),
    _flag(
        "--encoding",
        metavar="NAME",
        callback=encoding,
        help="What the bytes are, if not UTF-8 or marked UTF-16; auto finds out.",
    ),
    _choice("--errors", of=ERRORS, default=STRICT, help="Refuse bytes that are no text, or write U+FFFD for them."),
    _flag(
        "--max-size",
        metavar="SIZE",
        default="50MB",
        show_default=True,
        callback=size,
        help="Refuse larger documents.",
    ),
    "Cleaning",
    _names("--only", help="Run these filters alone: a,b."),
    _names("--skip", help="Run all but these filters."),
    _names("--with", "extra", help="Run these opt-in filters too."),
    _choice("--tone-style", of=STYLES, help="Write hòa and hoà alike: old is hòa, new is hoà."),
    _list("--drop", metavar="LINE", help="Remove lines equal to this one, whatever their case and end punctuation."),
    _list("--keep", metavar="LINE", help="Keep lines equal to this one, whatever filters say."),
    "Sites and settings",
    _list(
        "--profile",
        metavar="FILE",
        callback=files,
        help="Drop and keep lines as this TOML file says, for all sites and for each.",
    ),
    *SITE,
    _file("--config", help="Use this file of settings and rules, and none that is found."),
    _switch("--isolated", help="Use no file of settings and rules that is found."),
    "Reporting",
    _switch("--explain/--no-explain", help="Say on stderr what was done to each line, and why; of tables, in a field."),
    _switch("--diff", help="Print a unified diff instead of the text; write no file."),
    _switch("--check", help="Exit 1 if anything would change; write nothing."),
    _file("--report", help="Write what was done: .html, a page to look at; .jsonl, a line a removal."),
    _choice("--stats", of=("text", "json"), help="Say on stderr at the end what became of the documents."),
    COLOR,
    _switch("-q", "--quiet/--no-quiet", help="Say nothing on stderr but failures."),
    "Running",
    _flag("-j", "--jobs", metavar="N", callback=count, help="Work in N processes; else for large jobs on all cores."),
    _flag(
        "--timeout",
        metavar="SECONDS",
        callback=seconds,
        help="Give up a document after this time.",
    ),
    _choice("--engine", of=("spark", "ray"), help="Work on this engine, for data that one machine does not hold."),
    _switch("--resume", help="Go on where a run with the same --output was interrupted."),
    _switch("--fail-fast/--no-fail-fast", help="Stop at the first failure."),
    _flag("--max-errors", metavar="N", callback=count, help="Stop after so many failures."),
    "Help",
    VERSION,
    HELP,
]  # fmt: skip
OF_BOTH = (
    "include exclude hidden input_format field encoding errors max_size only skip extra tone_style site site_field "
    "url_field engine jobs timeout quiet config isolated version help"
).split()
LEARN: list[Part] = [
    _paths(),
    "Learning",
    _file("-o", "--output", help="Write the profile to this file, not to stdout."),
    _flag(
        "--min-docs",
        callback=count,
        metavar="N",
        default="20",
        show_default=True,
        help="Learn nothing of sites with fewer documents.",
    ),
    _flag(
        "--min-share",
        callback=share,
        metavar="SHARE",
        default="0.5",
        show_default=True,
        help="Propose lines that so many of a site's documents have.",
    ),
    _list("--merge", metavar="FILE", callback=files, help="Add what this profile has; a PATH in .toml is one."),
    _flag(
        "--max-memory",
        metavar="SIZE",
        default="500MB",
        show_default=True,
        callback=size,
        help="Count in so much memory, and beyond that on disk.",
    ),
    *(part for part in CLEAN if isinstance(part, str) or part.name in OF_BOTH),
]
FILTERS: list[Part] = [COLOR, HELP]
SHOW: list[Part] = [click.Argument(["name"], metavar="FILTER", shell_complete=offered), COLOR, HELP]
COMPLETION: list[Part] = [click.Argument(["shell"], type=click.Choice(("bash", "zsh", "fish")), metavar="SHELL"), HELP]
NOT_OF_CONFIG = "paths output in_place dry_run files_from null diff check report engine resume version".split()
CONFIG: list[Part] = [part for part in CLEAN if isinstance(part, str) or part.name not in NOT_OF_CONFIG]
