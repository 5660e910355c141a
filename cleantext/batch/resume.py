"""Resume an interrupted run: whether this run can be resumed or resume another, and from where."""

import json
import os
import sys
from collections.abc import Mapping
from hashlib import blake2b

from cleantext.files.formats import TEXT
from cleantext.files.read import read_bytes
from cleantext.files.streams import print_error
from cleantext.files.walk import STATE_PREFIX, UNKNOWN_SIZE, Input
from cleantext.files.write import is_direct
from cleantext.model import UsageError

from .claims import Claims
from .job import FOLDER, STREAM
from .journal import Journal
from .leftovers import remove_leftovers_below
from .plan import Plan
from .writers import part_path


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
    path = f"{part_path(job.output)}.journal"
    if job.mode == FOLDER:
        os.makedirs(job.output, exist_ok=True)
        path = os.path.join(job.output, f"{STATE_PREFIX}journal")
    was_interrupted = os.path.exists(path)
    journal = Journal(path, _fingerprint(plan, settings), Claims(plan), resume=resume)
    if not journal.is_locked and not plan.options["quiet"]:
        print_error(f"cleantext: {job.output}: this file system has no locks; make sure no other run writes here")
    if was_interrupted and job.mode == FOLDER:
        remove_leftovers_below(job.output, keep_parts=resume, quiet=plan.options["quiet"])
    return journal


def _fingerprint(plan: Plan, settings: Mapping[str, object]) -> str:
    """Return a hash of all that affects the output: version, settings, profiles, and name, size and times of inputs.

    Content that was replaced under its old size and modification time shows in the change time alone. So does a change
    of mode, or a copy: such a run must begin anew though it could go on, which is better than a wrong output.
    """
    digest = blake2b(digest_size=16)
    digest.update(json.dumps([plan.version, dict(sorted(settings.items()))], default=repr).encode())
    for path in plan.options["profile"]:
        digest.update(read_bytes(Input(path, path, TEXT, "", UNKNOWN_SIZE, 0), sys.maxsize - 1))
    for item in plan.found:
        name = item.name.encode("utf-8", "surrogateescape")
        state = (item.size, item.time, item.change_time) if isinstance(item, Input) else (0, 0, 0)
        digest.update(b"%s\0%d\0%d\0%d\0" % (name, *state))
    return digest.hexdigest()
