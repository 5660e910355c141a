"""Going on where a run was interrupted: whether another run can, and from where."""

import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from hashlib import blake2b

from cleantext.files.formats import TEXT
from cleantext.files.read import read_bytes
from cleantext.files.walk import NO_FILE, STATE, TEMPORARY, Input
from cleantext.files.write import is_direct
from cleantext.model import UsageError

from .job import FOLDER, STREAM
from .journal import Entry, Journal
from .plan import Plan
from .writers import part_of


def journal_of(plan: Plan, settings: Mapping[str, object]) -> Journal | None:
    """Open the journal of the run, if another run could go on with it: inputs are files, the output is one or a folder.

    With --resume, it says where to go on; `settings` are the options that bear on the outcome. Raises CleantextError
    where it is of other inputs or settings, or in use.
    """
    job, resume = plan.job, plan.options["resume"]
    to_file = job.mode == STREAM and job.output != "" and not is_direct(job.output)
    if job.dry_run or plan.size is None or not (to_file or job.mode == FOLDER):
        if resume:
            raise UsageError("--resume needs an --output that is a file or a folder, and inputs that are files")
        return None
    path = f"{part_of(job.output)}.journal"
    if job.mode == FOLDER:
        os.makedirs(job.output, exist_ok=True)
        path = os.path.join(job.output, f"{STATE}journal")
    was_there = os.path.exists(path)
    journal = Journal(path, _fingerprint(plan, settings), partial(_is_there, plan) if resume else None)
    if was_there and job.mode == FOLDER:
        _sweep(job.output, keep_parts=resume)
    return journal


def _fingerprint(plan: Plan, settings: Mapping[str, object]) -> str:
    """Tell runs apart: by what is read (name, size, time), and what bears on the outcome: settings, files of rules."""
    digest = blake2b(digest_size=16)
    digest.update(json.dumps([plan.version, dict(sorted(settings.items()))], default=repr).encode())
    for path in plan.options["profile"]:
        digest.update(read_bytes(Input("", path, TEXT, "", NO_FILE, 0), sys.maxsize - 1))
    for item in plan.found:
        name = item.name.encode("utf-8", "surrogateescape")
        digest.update(b"%s\0%d\0%d\0" % ((name, item.size, item.time) if isinstance(item, Input) else (name, 0, 0)))
    return digest.hexdigest()


def _is_there(plan: Plan, start: Entry) -> bool:
    """Tell whether the unfinished files are as long at least as an entry of the journal says."""
    job, report = plan.job, plan.options["report"]
    wanted = {part_of(report, job.output): start.report} if report else {}
    if start.output and job.mode == STREAM:
        wanted[part_of(job.output)] = start.output
    elif start.output:
        source = plan.found[start.place.inputs]
        wanted[part_of(job.target_of(source)) if isinstance(source, Input) else job.output] = start.output
    try:
        return all(os.path.getsize(path) >= size for path, size in wanted.items() if size)
    except OSError:
        return False


def _sweep(folder: str, *, keep_parts: bool) -> None:
    """Take away what a run that was killed has left in its output folder."""
    for path, _, names in os.walk(folder):
        for name in names:
            left = name.startswith(STATE) and name.endswith(".part") and not keep_parts
            if left or (name.startswith(TEMPORARY) and len(name) == len(TEMPORARY) + 16):
                with suppress(OSError):
                    os.unlink(os.path.join(path, name))
