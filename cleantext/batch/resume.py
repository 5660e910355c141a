"""Resume an interrupted run: whether this run can be resumed or resume another, and from where."""

import json
import os
import sys
from collections.abc import Callable, Mapping
from functools import partial
from hashlib import blake2b
from typing import Any

from cleantext.files.formats import TEXT
from cleantext.files.read import read_bytes
from cleantext.files.selection import STATE_PREFIX
from cleantext.files.streams import error_printer
from cleantext.files.walk import UNKNOWN_SIZE, Input
from cleantext.files.write import is_direct, make_folder_for
from cleantext.model import CleantextError, UsageError

from .claims import Claims
from .job import FOLDER, STREAM, Job
from .journal import Journal, OtherRun
from .leftovers import remove_leftovers_below
from .plan import Plan
from .writers import part_path

QUOTE = '"'
MAX_SETTING = 200  # characters of a value that are kept as they are


def open_journal(plan: Plan, settings: Mapping[str, object]) -> Journal | None:
    """Open the journal of a run; None if it cannot be resumed: inputs must be files, the output a file or a folder.

    `settings` are the options that affect the result. With --resume, the journal knows where to start. Raise
    CleantextError if it has other inputs or settings, or is in use, UsageError for --resume if the run cannot be
    resumed.
    """
    job, resume = plan.job, plan.options["resume"]
    to_file = job.mode == STREAM and job.output != "" and not is_direct(job.output)
    if job.dry_run or plan.size is None or not (to_file or job.mode == FOLDER):
        if resume:
            raise UsageError("--resume needs an --output that is a file or a folder, and inputs that are files")
        return None
    path = _make_place(job)
    was_interrupted = os.path.exists(path)
    run = _run_of(plan, settings)
    warn = error_printer(quiet=plan.options["quiet"])
    say = partial(_say_starting_over, warn, job, run)
    try:
        journal = Journal(path, run, Claims(plan), resume=resume, starts_over=say)
    except OtherRun as error:
        difference = _difference(error.args[0], run)
        raise CleantextError(f"--resume: {difference}; without --resume, all is done anew") from error
    if resume and journal.is_empty:
        warn(f"cleantext: --resume: {job.output} has nothing of an interrupted run to go on from; starting over")
    if not journal.is_locked:
        warn(f"cleantext: {job.output}: this file system has no locks; make sure no other run writes here")
    if was_interrupted and job.mode == FOLDER:
        remove_leftovers_below(job.output, keep_parts=resume, quiet=plan.options["quiet"])
    return journal


def _make_place(job: Job) -> str:
    """Return the path of the journal of a job, whose folder is created if it is not there. Raise OSError."""
    if job.mode == FOLDER:
        os.makedirs(job.output, exist_ok=True)
        return os.path.join(job.output, f"{STATE_PREFIX}journal")
    make_folder_for(job.output)
    return f"{part_path(job.output)}.journal"


def _say_starting_over(warn: Callable[[str], None], job: Job, run: object, documents: int, other: object) -> None:
    left, output = f"{documents:,}", job.output
    if other == run:
        warn(
            f"cleantext: an interrupted run left {left} documents done in {output}; "
            "--resume goes on from there, this run starts over"
        )
    else:
        warn(
            f"cleantext: an interrupted run left {left} documents done in {output}, with other settings or inputs; "
            "this run starts over"
        )


def _run_of(plan: Plan, settings: Mapping[str, object]) -> dict[str, Any]:
    """Return all that affects the output, as the journal keeps it: version, settings, profiles and inputs.

    Content that was replaced under its old size and modification time shows in the change time alone. So does a change
    of mode, or a copy: such a run must begin anew though it could go on, which is better than a wrong output.
    """
    profiles, inputs = blake2b(digest_size=16), blake2b(digest_size=16)
    for path in plan.options["profile"]:
        profiles.update(read_bytes(Input(path, path, TEXT, "", UNKNOWN_SIZE, 0), sys.maxsize - 1))
    for item in plan.found:
        name = item.name.encode("utf-8", "surrogateescape")
        state = (item.size, item.time, item.change_time) if isinstance(item, Input) else (0, 0, 0)
        inputs.update(b"%s\0%d\0%d\0%d\0" % (name, *state))
    return {
        "version": plan.version,
        "settings": {name: _setting(value) for name, value in settings.items()},
        "profiles": profiles.hexdigest(),
        "inputs": [len(plan.found), inputs.hexdigest()],
    }


def _setting(value: object) -> str:
    """Return a value as text, for comparison and for messages: a digest of what is long; "" if it is not set."""
    text = "" if value in (None, False, ()) else json.dumps(value, default=repr, ensure_ascii=False)
    return text if len(text) <= MAX_SETTING else blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _difference(before: Any, now: Mapping[str, Any]) -> str:
    """Return what differs between an interrupted run and this one, as it is to be said."""
    if not isinstance(before, dict) or before["version"] != now["version"]:
        return "the interrupted run was one of another version of cleantext"
    names = [name for name, value in now["settings"].items() if before["settings"].get(name) != value]
    if flags := [name for name in names if name.startswith("--")]:
        old, new = (
            ", ".join(_as_typed(name, run["settings"].get(name, "")) for name in flags) for run in (before, now)
        )
        return f"the interrupted run was started with {old}, this one with {new}"
    if names or before["profiles"] != now["profiles"]:
        return "the rules of the profiles or configuration files have changed since the interrupted run"
    (count, _), (new_count, _) = before["inputs"], now["inputs"]
    if count != new_count:
        return f"the interrupted run had {count:,} inputs, this one has {new_count:,}"
    return "some of the inputs have been changed since the interrupted run"


def _as_typed(flag: str, value: str) -> str:
    if not value:
        return f"no {flag}"
    if value == "true":
        return flag
    if value.startswith("["):
        return f"{flag} {','.join(map(str, json.loads(value)))}"
    return f"{flag} {value.strip(QUOTE)}"
