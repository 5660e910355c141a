"""What `cleantext` does with its paths and flags, from finding the inputs to the exit code."""

import gc
import os
from contextlib import ExitStack, closing
from errno import ENOENT
from functools import partial
from typing import TYPE_CHECKING, Any

from cleantext import __version__
from cleantext.batch import plan, worker
from cleantext.batch.account import Account
from cleantext.batch.batches import batches
from cleantext.batch.job import FOLDER, IN_PLACE, Job
from cleantext.batch.outputs import Outputs
from cleantext.batch.preflight import usage
from cleantext.batch.run import Means, Results, Run, TooManyErrors, mapped
from cleantext.files import signals, streams, walk
from cleantext.model import OutputFailed, UsageError
from cleantext.report.as_json import to_json

from . import config
from .exit_codes import FAILED, FINE, INTERRUPTED, TERMINATED, WOULD_CHANGE
from .progress import Progress

if TYPE_CHECKING:
    from cleantext.batch.journal import Journal


def clean_paths(paths: tuple[str, ...], options: dict[str, Any]) -> int:
    """Clean what the paths name, as the options say, and give the exit code."""
    if not paths and not options["files_from"]:
        if streams.is_terminal(0):
            raise UsageError("nothing to clean; name a file or a folder, or pipe text in (--help says more)")
        paths = (walk.STDIN,)
    usage(paths, options)
    refuse_a_command(paths[0] if paths else "")
    say = streams.say_unless(quiet=options["quiet"])
    rules = config.sites_of(options)
    if options["using"]:
        streams.say(f"cleantext: using {options['using']}")
    if options["engine"]:
        from .engine import clean_on_engine  # imports much, and needs it

        return clean_on_engine(paths, rules, options)
    found = plan.find(paths, options, say, once=options["in_place"])
    asked = plan.make(rules, paths, found, options, version=__version__)
    journal = _journal_of(asked)
    gc.freeze()  # what is there by now stays, and processes share it
    gc.enable()  # which main has put off
    max_errors = 1 if options["fail_fast"] else options["max_errors"]
    with ExitStack() as stack, Progress(asked.size, shown=not options["quiet"] and streams.is_terminal(2)) as progress:
        outputs = _outputs_of(asked, journal, stack)
        run_ = Run(outputs, progress.say, journal=journal, max_errors=max_errors, quiet=options["quiet"])
        work = batches(asked.found, asked.job.reading, run_.place)
        treat, tidy = partial(worker.treat, asked.job), partial(worker.tidy, asked.job)
        results = mapped(work, treat, tidy, Means(options["jobs"], options["timeout"], asked.size))
        code = _carried_out(run_, results, progress, len(asked.found))
    done = run_.account.seen - run_.account.failed
    if done and rules.only_named and not run_.account.sited and not options["resume"]:
        say(
            "cleantext: no document is of a site that the profile names; --site, --site-field or --url-field says which"
        )
    _sum_up(run_.account, asked.job, options)
    return WOULD_CHANGE if code == FINE and asked.job.show.check and run_.account.changed else code


def _journal_of(asked: plan.Plan) -> "Journal | None":
    if not (asked.job.output or asked.options["resume"]):
        return None
    from cleantext.batch.resume import journal_of  # with what it imports, slow, and not needed in a pipe

    from .settings.layers import affecting_result  # --output is a flag, so click has been imported

    return journal_of(asked, affecting_result(asked.options))


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
            run_.take(results, progress.show)
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


def _sum_up(account: Account, job: Job, options: dict[str, Any]) -> None:
    writes = job.mode in (FOLDER, IN_PLACE) or job.output
    if options["stats"] == "json":
        streams.say(to_json(account.as_dict()))
    elif options["stats"] or (writes and not options["quiet"] and streams.is_terminal(2)):
        streams.say(f"cleantext: {account}")


def refuse_a_command(path: str) -> None:
    """Raise UsageError for a first path that is no file, and like a command: nothing is to be done to the others."""
    if not path.isalpha() or os.path.lexists(path):
        return
    from .mistakes import command_for  # nobody needs it whose files are there

    if hint := command_for(path):
        raise UsageError(f"{path}: {os.strerror(ENOENT)}; {hint}")
