"""Open everything that a planned run writes in this process: the output, and the report."""

import os
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

from cleantext.files.content import EMPTY
from cleantext.files.formats import HTML, TEXT
from cleantext.files.streams import Stdout
from cleantext.files.walk import shared_mode
from cleantext.files.write import is_direct, translating_write_errors

from .job import FOLDER, IN_PLACE, INSPECT, STREAM
from .outputs import Outputs
from .plan import Plan
from .writers import OutputFile, StreamWriter, part_path, writer_for

if TYPE_CHECKING:
    from .claims import Entry
    from .run_report import Report


def open_outputs(plan: Plan, start: "Entry | None", stack: ExitStack) -> Outputs:
    """Open the outputs of a run, to continue from `start`; that is None for a run that cannot be resumed.

    What killed runs have left there is removed.
    """
    if not plan.job.dry_run and (plan.job.mode == IN_PLACE or plan.job.output or plan.options["report"]):
        from .leftovers import remove_leftovers  # a run in a pipe has no files

        remove_leftovers(plan)
    report = _open_report(plan, start)
    try:
        return _open(plan, start, stack, report)
    except BaseException:
        if report:
            report.abort(keep=start is not None and start.report.length > 0, is_done=False)
        raise


def _open(plan: Plan, start: "Entry | None", stack: ExitStack, report: "Report | None") -> Outputs:
    job, done = plan.job, start.output if start else EMPTY
    if job.mode == FOLDER and not job.dry_run:
        with translating_write_errors(job.output):
            os.makedirs(job.output, exist_ok=True)
    if (job.mode in (FOLDER, IN_PLACE) and not job.dry_run) or (job.mode == INSPECT and not job.show.diff):
        return Outputs(job, report=report, start=done)
    table = next((source for source in plan.inputs if source.format != TEXT), None)
    several = plan.several or table is not None
    if job.mode == STREAM and job.output and not job.dry_run:
        part = "" if start is None or is_direct(job.output) else part_path(job.output)
        file = OutputFile(job.output, part=part, start=done, mode=shared_mode(plan.inputs))
        writer = writer_for(job, table, file.write, is_continued=done.length > 0, several=several)
        outputs = Outputs(job, writer, file, report=report)
        if table and len(plan.found) == 1:
            outputs.expect_single_table()
        return outputs
    stdout = stack.enter_context(Stdout())
    if job.mode == STREAM and not job.dry_run:
        return Outputs(job, writer_for(job, table, stdout.write, several=several), stdout, report=report)
    return Outputs(job, StreamWriter(partial(stdout.write, styled=job.show.color), None), stdout, report=report)


def _open_report(plan: Plan, start: "Entry | None") -> "Report | None":
    path = plan.options["report"]
    if not path:
        return None
    from .run_report import PageFile, Report  # most runs have no report

    part, done = (part_path(path, plan.job.output), start.report) if start else ("", EMPTY)
    mode = shared_mode(plan.inputs)
    if plan.job.report == HTML:
        return Report(PageFile(path, version=plan.version, part=part, start=done, mode=mode), is_page=True)
    return Report(OutputFile(path, part=part, start=done, mode=mode), is_page=False)
