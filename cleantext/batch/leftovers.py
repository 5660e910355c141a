"""Take away what killed runs have left where this run writes, and say so."""

import os
from collections.abc import Iterable, Iterator

from cleantext.files.leftovers import remove_orphans, remove_parts
from cleantext.files.streams import print_error

from .job import FOLDER, IN_PLACE, STREAM
from .plan import Plan


def remove_leftovers(plan: Plan) -> None:
    """Remove the temporary files of killed runs from the folders that this run writes in; none may be its own yet."""
    remove_orphans_in(set(_folders(plan)), quiet=plan.options["quiet"])


def remove_leftovers_below(folder: str, *, keep_parts: bool, quiet: bool) -> None:
    """Remove them from a whole output folder, and the partial files of tables, too, unless --resume needs these."""
    folders = [path for path, _, _ in os.walk(folder)]
    for path in folders if not keep_parts else ():
        remove_parts(path)
    remove_orphans_in(folders, quiet=quiet)


def _folders(plan: Plan) -> Iterator[str]:
    job = plan.job
    if job.mode == FOLDER:
        for folder in {os.path.dirname(source.below) for source in plan.inputs}:
            yield os.path.join(job.output, folder)
    elif job.mode == IN_PLACE:
        for source in plan.inputs:
            name = source.name
            yield os.path.dirname(os.path.realpath(name) if os.path.islink(name) else name)
    elif job.mode == STREAM and job.output:
        yield os.path.dirname(os.path.realpath(job.output))
    for report in plan.report_files:
        yield os.path.dirname(os.path.realpath(report))


def remove_orphans_in(folders: Iterable[str], *, quiet: bool) -> None:
    """Remove the temporary files of killed runs from folders, and say so."""
    number = sum(map(remove_orphans, folders))
    if number and not quiet:
        files = "an unfinished file" if number == 1 else f"{number:,} unfinished files"
        print_error(f"cleantext: removed {files} that a killed run had left")
