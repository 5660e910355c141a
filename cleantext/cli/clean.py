"""Run `cleantext`: from its paths and options to the exit code."""

import gc
import os
from collections.abc import Sequence
from contextlib import ExitStack, closing
from errno import ENOENT
from functools import partial
from typing import TYPE_CHECKING, Any

from cleantext import __version__
from cleantext.batch import plan, worker
from cleantext.batch.account import Account
from cleantext.batch.batches import read_batches
from cleantext.batch.inputs import find_inputs, listed_names
from cleantext.batch.job import FOLDER, IN_PLACE
from cleantext.batch.open_outputs import open_outputs
from cleantext.batch.outputs import Outputs
from cleantext.batch.preflight import check_options
from cleantext.batch.process import Results, RunOptions, process_batches
from cleantext.batch.repeated import RepeatedMessages
from cleantext.batch.run import Run, TooManyErrors
from cleantext.files import signals, streams, walk
from cleantext.files.formats import HTML
from cleantext.files.walk import Found
from cleantext.model import CleantextError, UsageError
from cleantext.report.as_json import to_json

from . import config, speech
from .exit_codes import ERROR, INTERRUPTED, SUCCESS, TERMINATED, WOULD_CHANGE
from .progress import Progress

if TYPE_CHECKING:
    from cleantext.batch.journal import Journal

    from .learn_first import Learned


def clean_paths(paths: tuple[str, ...], options: dict[str, Any]) -> int:
    """Clean the inputs that the paths name, and return the exit code."""
    if not paths and not options["files_from"]:
        if streams.is_terminal(0):
            raise UsageError("nothing to clean; name a file or a folder, or pipe text in (--help says more)")
        paths = (walk.STDIN,)
    speech.speak(options["lang"])
    check_options(paths, options)
    refuse_command_name(paths[0] if paths else "")
    warn = streams.error_printer(quiet=options["quiet"])
    sites = None if options["learn"] else config.make_sites(options)
    if options["using"]:
        streams.print_error(f"cleantext: using {options['using']}")
    if options["engine"]:
        from .engine import clean_on_engine  # slow to import

        return clean_on_engine(paths, sites or config.make_sites(options), options)
    paths = walk.stored_paths(paths)
    listed = listed_names(options)
    found = find_inputs(paths, listed, options, warn, once=options["in_place"] or options["learn"])
    learned = _learn(paths, found, options) if options["learn"] else None
    options = learned.options if learned else options
    sites = sites or config.make_sites(options)
    work_plan = plan.make_plan(sites, [*paths, *listed], found, options, version=__version__)
    if learned:
        learned.write()
    if HTML in work_plan.job.reports:
        from .about_run import about_run  # most runs have no page

        work_plan = work_plan._replace(about=about_run(paths, options))
    run, code = _run(work_plan, options)
    code = WOULD_CHANGE if code == SUCCESS and work_plan.job.show.check and run.account.changed else code
    if run.is_cut_off:
        return code
    done = run.account.seen - run.account.failed
    if done and sites.only_named and not run.account.with_site_rules and not options["resume"]:
        warn(
            "cleantext: no document is of a site that the profile names; --site, --site-field or --url-field says which"
        )
    if done and options["split"] is not None and not run.is_split and not options["resume"]:
        warn(f"cleantext: --split: no line matches '{options['split']}'; each file is one document")
    _print_summary(run.account, work_plan, options)
    return code


def _learn(paths: Sequence[str], found: Found, options: dict[str, Any]) -> "Learned":
    from .learn_first import learn_first  # slow to import

    return learn_first(paths, found, options)


def _run(work_plan: plan.Plan, options: dict[str, Any]) -> tuple[Run, int]:
    """Process the inputs of a plan; return what became of them, and the exit code."""
    job, size = work_plan.job, work_plan.size
    gc.freeze()  # objects of imported modules stay, and forked workers share them
    gc.enable()  # __main__ has disabled it for a faster start
    max_errors = 1 if options["fail_fast"] else options["max_errors"]
    with (
        ExitStack() as stack,
        Progress(size, shown=not options["quiet"] and streams.is_terminal(2)) as progress,
        signals.signals_deferred(),  # until `_process`, which closes and removes what has been opened
    ):
        journal = _open_journal(work_plan)
        outputs = _open_outputs(work_plan, journal, stack)
        report = next(iter(options["report"]), "--report FILE")
        messages = RepeatedMessages(progress.say, "--report -" if report == walk.STDIN else report)
        run = Run(outputs, messages, journal=journal, max_errors=max_errors, quiet=options["quiet"])
        work = read_batches(work_plan.found, job.reading, run.position)
        clean, tidy_up = partial(worker.clean_document, job), partial(worker.remove_files_of_worker, job)
        results = process_batches(work, clean, tidy_up, RunOptions(options["jobs"], options["timeout"], size))
        return run, _process(run, results, progress, len(work_plan.found))


def _open_journal(work_plan: plan.Plan) -> "Journal | None":
    if not (work_plan.job.output or work_plan.options["resume"]):
        return None
    from cleantext.batch.resume import open_journal  # slow to import, and not needed in a pipe

    from .settings.layers import affecting_result  # --output is a flag, so click has been imported

    return open_journal(work_plan, affecting_result(work_plan.options))


def _open_outputs(work_plan: plan.Plan, journal: "Journal | None", stack: ExitStack) -> Outputs:
    try:
        return open_outputs(work_plan, journal.start if journal else None, stack)
    except BaseException:
        if journal:
            journal.close(keep=not journal.is_empty)
        raise


def _process(run: Run, results: Results, progress: Progress, inputs: int) -> int:
    """Process all results, and return the exit code. Unfinished outputs are kept for --resume, or removed."""
    try:
        with signals.signals_allowed():
            with closing(results):
                run.write_results(results, progress.show)
            run.complete()
    except KeyboardInterrupt:
        signals.ignore()
        reason, code = "interrupted", INTERRUPTED
    except signals.Terminated:
        signals.ignore()
        reason, code = "terminated", TERMINATED
    except TooManyErrors:
        reason, code = "stopped", ERROR
    except CleantextError as error:  # the output can no longer be written, or there is no process to clean
        more = "; --resume goes on from there" if run.abort() else ""
        progress.say(f"cleantext: {error}{more}")
        return ERROR
    except BrokenPipeError:  # the reader of stdout has enough: that is no failure, and nothing more is said
        run.is_cut_off = True
        run.abort()
        return ERROR if run.account.failed else SUCCESS
    except BaseException:
        run.abort()
        raise
    else:
        return ERROR if run.account.failed else SUCCESS
    more = "; --resume goes on from there" if run.abort() else ""
    done = f"{reason}: {run.inputs_done:,} of {inputs:,} inputs done"
    if run.account.seen != run.inputs_done:
        done = f"{done}, {run.account.seen:,} documents"
    progress.say(f"cleantext: {done}{more}")
    return code


def _print_summary(account: Account, work_plan: plan.Plan, options: dict[str, Any]) -> None:
    """Print what is doubtful, and the counts if they are wanted."""
    job, quiet = work_plan.job, options["quiet"]
    writes = job.mode in (FOLDER, IN_PLACE) or job.output != ""
    on_terminal = writes and not quiet and streams.is_terminal(2)
    has_counts = options["stats"] == "text" or (options["stats"] is None and on_terminal)
    are_explained = job.show.explain and not any(map(job.keeps_rows, work_plan.inputs))
    doubtful = account.describe_doubtful(are_explained=are_explained, are_counted=has_counts)
    if doubtful and not quiet:
        streams.print_error(f"cleantext: {doubtful}")
    if account.rules and not quiet:
        from cleantext.batch.unmatched import unmatched_messages  # needed with rules of a user

        for message in unmatched_messages(account, options["stats"]):
            streams.print_error(f"cleantext: {message}")
    if has_counts:
        streams.print_error(f"cleantext: {account}")
    elif options["stats"]:
        streams.print_error(streams.Styled(streams.sanitize(to_json(account.as_dict()))))


def refuse_command_name(path: str) -> None:
    """Raise UsageError if the first path is no file but looks like a command, before other files are touched."""
    if not path.isalpha() or os.path.lexists(path):
        return
    from .mistakes import suggest_command  # only needed for the message

    if hint := suggest_command(path):
        raise UsageError(f"{path}: {os.strerror(ENOENT)}; {hint}")
