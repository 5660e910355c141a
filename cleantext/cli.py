"""The command line: parse, call, exit code. What happens to text is not decided here."""

import signal
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

import click

from . import __version__, batch, config, files, filters, report, streams
from .chain import check_names
from .documents import FORMATS, TEXT, Check, Diff, Document, Folder, InPlace, Stream, Writer
from .intake import AUTO, decode
from .model import CleantextError
from .parameters import encoding, names, size
from .vietnamese.syllables import STYLES

FINE, WOULD_CHANGE, FAILED, INTERRUPTED, TERMINATED = 0, 1, 2, 130, 143
EPILOG = """
\b
Commands:
  cleantext filters     List the filters in the order they run.
  cleantext show NAME   Explain one filter.
  (A file of such a name is ./filters.)

\b
Examples:
  cleantext article.txt             clean text on stdout
  cat article.txt | cleantext       the same in a pipe
  cleantext crawl/ -o clean/        a folder, its tree mirrored
  cleantext --diff article.txt      what would change
  cleantext -f json article.txt     with an account of every line

\b
Exit codes: 0 fine; 1 --check found changes; 2 wrong usage, or an input failed;
130 and 143 interrupted.
"""
SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Terminated(BaseException):
    """SIGTERM came."""


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code. Nothing but data goes to stdout."""
    signal.signal(signal.SIGTERM, _terminate)
    command = {"filters": list_filters, "show": show}.get(arguments[0] if arguments else "", clean)
    name, rest = ("cleantext", arguments) if command is clean else (f"cleantext {arguments[0]}", arguments[1:])
    try:
        with command.make_context(name, list(rest)) as context:
            code: int = command.invoke(context)
            return code
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.ClickException as error:
        streams.say(f"{name}: {error.format_message()}")
        return FAILED
    except CleantextError as error:
        streams.say(f"{name}: {error}")
        return FAILED
    except BrokenPipeError:  # the reader has what it wanted
        return FINE
    except OSError as error:  # without a file name, of stdout: click's own pages, such as --help
        streams.forget_stdout()
        streams.say(f"{name}: {error.filename or 'standard output'}: {files.reason_of(error)}")
        return FAILED
    except KeyboardInterrupt:
        streams.say(f"{name}: interrupted")
        return INTERRUPTED
    except Terminated:
        streams.say(f"{name}: terminated")
        return TERMINATED


def _terminate(number: int, frame: object) -> None:
    raise Terminated


def _version(context: click.Context, option: click.Parameter, given: bool) -> None:  # noqa: FBT001 - as click calls it
    if given:  # __main__ answers it where it stands alone
        _print(f"cleantext {__version__}\n")
        context.exit()


@click.command(epilog=EPILOG, context_settings=SETTINGS)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("-o", "--output", metavar="PATH", help="Write to this file, or below this folder.")
@click.option("-i", "--in-place", is_flag=True, help="Put the clean text in the place of each file.")
@click.option(
    "-f", "--format", "form", type=click.Choice(FORMATS), default=TEXT, show_default=True, help="What to write."
)
@click.option("--only", metavar="NAMES", multiple=True, callback=names, help="Run these filters alone: a,b.")
@click.option("--skip", metavar="NAMES", multiple=True, callback=names, help="Run all but these filters.")
@click.option("--with", "extra", metavar="NAMES", multiple=True, callback=names, help="Run these opt-in filters too.")
@click.option("--tone-style", type=click.Choice(STYLES), help="Write hòa and hoà alike: old is hòa, new is hoà.")
@click.option("--drop", metavar="LINE", multiple=True, help="Remove lines like this one.")
@click.option("--keep", metavar="LINE", multiple=True, help="Remove no line like this one, whatever filters say.")
@click.option("--profile", metavar="FILE", multiple=True, help="Drop and keep lines as this TOML file says.")
@click.option("--site", metavar="NAME", help="Use the profile's rules for this site, too.")
@click.option(
    "--isolated", is_flag=True, help="Use no cleantext.toml or pyproject.toml that is found from here upward."
)
@click.option("--explain", is_flag=True, help="Say on stderr what was done to each line, and why.")
@click.option("--diff", is_flag=True, help="Print a unified diff instead of the text; write no file.")
@click.option("--check", is_flag=True, help="Exit 1 if anything would change; write nothing.")
@click.option(
    "--encoding",
    metavar="NAME",
    callback=encoding,
    help="What the bytes are, if not UTF-8 or marked UTF-16; auto finds out.",
)
@click.option(
    "--max-size", metavar="SIZE", default="50MB", show_default=True, callback=size, help="Refuse larger documents."
)
@click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True, help="Colour a diff."
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but failures.")
@click.option("-V", "--version", is_flag=True, expose_value=False, callback=_version, help="Print the version.")
def clean(paths: tuple[str, ...], **options: Any) -> int:
    """Clean scraped Vietnamese articles: captions once, no site chrome, Unicode and spaces put right.

    PATH is a text file, a folder (walked for .txt files), or - for stdin, which is also what is read
    when there is no PATH.
    """
    if not paths and streams.is_terminal(0):
        raise click.UsageError("nothing to clean; name a file or a folder, or pipe text in (--help says more)")
    paths = paths or (files.STDIN,)
    _check_usage(paths, options)
    found_config = None if options["isolated"] else config.find()
    chain = config.chain_of(options, found_config)
    if found_config and not options["quiet"]:
        streams.say(f"cleantext: rules of {found_config}")
    found = _find(paths, options)
    with ExitStack() as stack:
        writers = _writers(paths, found, options, stack)

        def treat(item: files.Input) -> bool:
            """Read, clean and hand on one document; tell whether anything was written."""
            if options["in_place"]:
                files.check_in_place(item.name)
            data = files.read(item.name, options["max_size"])
            source, name = decode(data, options["encoding"])
            document = Document(item.name, data, name, source, chain.explain(source))
            written = [writer.put(document) for writer in writers]
            _tell(document, options)
            return any(written)

        account = batch.run(found, treat, streams.say)
        for writer in writers:
            writer.close()
    if not options["quiet"] and (options["output"] or options["in_place"]) and streams.is_terminal(2):
        streams.say(f"cleantext: {account}")
    changes = sum(writer.found for writer in writers if isinstance(writer, Check))
    return FAILED if account.failed else WOULD_CHANGE if changes else FINE


def _find(paths: Sequence[str], options: dict[str, Any]) -> list[files.Input | files.Failure]:
    found: list[files.Input | files.Failure] = []
    for path in paths:
        here = list(files.find(path))
        if not here and not options["quiet"]:
            streams.say(f"cleantext: no {files.SUFFIX} files in {path}")
        found += here
    return found


def _check_usage(paths: Sequence[str], options: dict[str, Any]) -> None:
    if options["in_place"] and (options["output"] or options["form"] != TEXT):
        raise click.UsageError("--in-place writes text over its source; it goes with neither --output nor --format")
    if options["in_place"] and files.STDIN in paths:
        raise click.UsageError("--in-place needs files; stdin has no place")
    if paths.count(files.STDIN) > 1:
        raise click.UsageError("stdin can be read once only")
    if options["diff"] and options["form"] != TEXT:
        raise click.UsageError("--diff shows text; it does not go with --format")
    if options["output"] == "":
        raise click.UsageError("--output needs a name")


def _writers(
    paths: Sequence[str], found: Sequence[files.Input | files.Failure], options: dict[str, Any], stack: ExitStack
) -> list[Writer]:
    """Choose where documents go. Whatever can be refused is refused here, before any work."""
    output, form = options["output"] if options["output"] != files.STDIN else None, options["form"]
    several = len(paths) > 1 or files.is_folder(paths[0])
    if options["diff"] or options["check"]:
        color = streams.in_color(1, options["color"])
        diff = [Diff(stack.enter_context(streams.Stdout()), color=color)] if options["diff"] else []
        check = [Check(streams.say, quiet=options["quiet"])] if options["check"] else []
        return [*diff, *check]
    if options["in_place"]:
        return [InPlace()]
    if output is None:
        return [Stream(stack.enter_context(streams.Stdout()).write, form, several=several)]
    one_file = not several or (form != TEXT and output.endswith(f".{form}"))
    inputs = [item for item in found if isinstance(item, files.Input)]
    if files.is_folder(output) or output.endswith("/") or not one_file:
        batch.check_folder(output, paths)
        return [Folder(output, batch.targets(inputs, output, "" if form == TEXT else f".{form}"), form)]
    batch.check_outputs([output], inputs)
    return [Stream(stack.enter_context(files.WholeFile(output)).write, form, several=several)]


def _tell(document: Document, options: dict[str, Any]) -> None:
    if options["encoding"] == AUTO and document.encoding != "utf-8" and not options["quiet"]:
        streams.say(f"{document.name}: read as {document.encoding}")
    if options["explain"]:
        for reason in report.reasons(document.name, document.result):
            streams.say(reason)
    elif not options["quiet"]:
        for note in document.result.notes:
            if note.kind == "suspect":
                streams.say(f"{document.name}: suspect: {note.message}")


@click.command(context_settings=SETTINGS)
def list_filters() -> int:
    """List the filters in the order they run, with what each does.

    In a pipe: a line each, with tabs between name, kind, on or opt-in, and summary.
    """
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
    check_names([name])
    found = next(f for f in filters.described() if f.name == name)
    state = "opt-in" if found.opt_in else "on by default"
    _print(f"{name} ({found.kind}, {state})\n\n{found.documentation}\n")
    return FINE


def _print(text: str) -> None:
    with streams.Stdout() as stdout:
        stdout.write(text.encode())
