"""The command line: parse, call, exit code. What happens to text is not decided here."""

from collections.abc import Generator, Sequence
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Any, TypeAlias

import click

from . import checks, config, filters, flags, plan, report, signals, sources, streams, walk, work
from .batch import Account, Run, TooManyErrors, mapped
from .chain import check_names
from .model import CleantextError, OutputFailed
from .outputs import Outputs
from .progress import Progress

if TYPE_CHECKING:
    from .journal import Journal

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
  cleantext crawl.jsonl -o o.jsonl  an article a line, in the field text
  cleantext --diff article.txt      what would change
  cleantext -f json article.txt     with an account of every line

\b
Exit codes: 0 fine; 1 --check found changes; 2 wrong usage, or an input failed;
130 and 143 interrupted.
"""
Results: TypeAlias = Generator[tuple[sources.Batch, list[work.Outcome]], None, None]
SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code. Nothing but data goes to stdout."""
    signals.install()
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
        streams.say(f"{name}: {error.filename or 'standard output'}: {walk.reason_of(error)}")
        return FAILED
    except KeyboardInterrupt:
        signals.ignore()
        streams.say(f"{name}: interrupted")
        return INTERRUPTED
    except signals.Terminated:
        signals.ignore()
        streams.say(f"{name}: terminated")
        return TERMINATED


@click.command(epilog=EPILOG, context_settings=SETTINGS, params=flags.CLEAN)
def clean(paths: tuple[str, ...], **options: Any) -> int:
    """Clean scraped Vietnamese articles: captions once, no site chrome, Unicode and spaces put right.

    PATH is a file (.txt: an article; .jsonl, .csv, .tsv, .parquet: an article a row; also with .gz or .zst), a folder,
    which is walked for such files, or - for stdin, which is also what is read when there is no PATH.
    """
    if not paths and not options["files_from"]:
        if streams.is_terminal(0):
            raise click.UsageError("nothing to clean; name a file or a folder, or pipe text in (--help says more)")
        paths = (walk.STDIN,)
    checks.usage(paths, options)
    say = _say_nothing if options["quiet"] else streams.say
    options["config"] = None if options["isolated"] else config.find()
    chain = config.chain_of(options, options["config"])
    if options["config"]:
        say(f"cleantext: rules of {options['config']}")
    asked = plan.make(chain, paths, plan.find(paths, options, say), options)
    journal = _journal_of(asked)
    max_errors = 1 if options["fail_fast"] else options["max_errors"]
    with ExitStack() as stack, Progress(asked.size, shown=not options["quiet"] and streams.is_terminal(2)) as progress:
        outputs = _outputs_of(asked, journal, stack)
        run_ = Run(outputs, progress.say, journal=journal, max_errors=max_errors, quiet=options["quiet"])
        batches = sources.batches(asked.found, plan.reading_of(asked.job), run_.place)
        results = mapped(batches, asked.job, options["jobs"], options["timeout"], asked.size)
        code = _carried_out(run_, results, progress, len(asked.found))
    _sum_up(run_.account, asked.job, options)
    return WOULD_CHANGE if code == FINE and asked.job.check and run_.account.changed else code


def _journal_of(asked: plan.Plan) -> "Journal | None":
    if not (asked.job.output or asked.options["resume"]):
        return None
    from .resume import journal_of  # with what it imports, slow, and not needed in a pipe

    return journal_of(asked)


def _outputs_of(asked: plan.Plan, journal: "Journal | None", stack: ExitStack) -> Outputs:
    try:
        return plan.outputs_of(asked, journal.start if journal else None, stack)
    except BaseException:
        if journal:
            journal.end(keep=not journal.is_empty)
        raise


def _carried_out(run_: Run, results: Results, progress: Progress, inputs: int) -> int:
    """Take all results, and give the exit code. What cannot be completed is left to --resume, or taken away."""
    try:
        with closing(results):
            run_.take(results, progress)
        run_.end()
    except KeyboardInterrupt:
        signals.ignore()
        stopped, code = "interrupted", INTERRUPTED
    except signals.Terminated:
        signals.ignore()
        stopped, code = "terminated", TERMINATED
    except TooManyErrors:
        stopped, code = "stopped", FAILED
    except OutputFailed as error:
        more = "; --resume goes on from there" if run_.give_up() else ""
        progress.say(f"cleantext: {error}{more}")
        return FAILED
    except BaseException:
        run_.give_up()
        raise
    else:
        return FAILED if run_.account.failed else FINE
    more = "; --resume goes on from there" if run_.give_up() else ""
    documents = f", {run_.account.seen:,} documents" if run_.account.seen != run_.place.inputs else ""
    progress.say(f"cleantext: {stopped}: {run_.place.inputs:,} of {inputs:,} inputs done{documents}{more}")
    return code


def _sum_up(account: Account, job: work.Job, options: dict[str, Any]) -> None:
    writes = job.way in (work.FOLDER, work.IN_PLACE) or job.output
    if options["stats"] == "json":
        streams.say(report.to_json(account.as_dict()))
    elif options["stats"] or (writes and not options["quiet"] and streams.is_terminal(2)):
        streams.say(f"cleantext: {account}")


def _say_nothing(message: str) -> None:
    pass


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
