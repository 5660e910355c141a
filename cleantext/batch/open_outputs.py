"""Open everything that a planned run writes in this process: the output, and the reports."""

import os
from contextlib import ExitStack
from functools import partial
from operator import attrgetter
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
    if not plan.job.dry_run and (plan.job.mode == IN_PLACE or plan.job.output or plan.reports):
        from .leftovers import remove_leftovers  # a run in a pipe has no files

        remove_leftovers(plan)
    reports: list[Report] = []
    try:
        for number, path in enumerate(plan.reports):
            reports.append(_open_report(plan, path, start, number))
        return _open(plan, start, stack, reports)
    except BaseException:
        for report in reports:
            report.abort(keep=report.content.length > 0 and start is not None, is_done=False)
        raise


def _open(plan: Plan, start: "Entry | None", stack: ExitStack, reports: "list[Report]") -> Outputs:
    job, done = plan.job, start.output if start else EMPTY
    if job.mode == FOLDER and not job.dry_run:
        with translating_write_errors(job.output):
            os.makedirs(job.output, exist_ok=True)
    if (job.mode in (FOLDER, IN_PLACE) and not job.dry_run) or (job.mode == INSPECT and not job.show.diff):
        return Outputs(job, reports=reports, start=start)
    table = next((source for source in plan.inputs if source.format != TEXT), None)
    several = plan.several or table is not None
    if job.mode == STREAM and job.output and not job.dry_run:
        part = "" if start is None or is_direct(job.output) else part_path(job.output)
        file = OutputFile(job.output, part=part, start=done, mode=shared_mode(plan.inputs))
        writer = writer_for(job, table, file.write, is_continued=done.length > 0, several=several)
        outputs = Outputs(job, writer, file, reports=reports, start=start)
        if table and len(plan.found) == 1:
            outputs.expect_single_table()
        return outputs
    stdout = stack.enter_context(Stdout())
    if job.mode == STREAM and not job.dry_run:
        return Outputs(job, writer_for(job, table, stdout.write, several=several), stdout, reports=reports)
    return Outputs(job, StreamWriter(partial(stdout.write, styled=job.show.color), None), stdout, reports=reports)


def _open_report(plan: Plan, path: str, start: "Entry | None", number: int) -> "Report":
    """Open the report of this number, to continue from `start`; without that, it is not kept if the run stops."""
    from .run_report import PageFile, Report  # most runs have no report

    done = start.reports[number] if start and start.reports else EMPTY
    table_start = start.table.reports[number] if start and start.table.reports else None
    part, mode = part_path(path, plan.job.output) if start else "", shared_mode(plan.inputs)
    if path == plan.options["doubtful"]:
        file = OutputFile(path, part=part, start=done, mode=mode)
        return Report(file, attrgetter("listed"), table_start=table_start)
    if plan.job.report == HTML:
        page = PageFile(path, version=plan.version, part=part, start=done, mode=mode)
        return Report(page, attrgetter("report"), table_start=table_start, is_page=True)
    return Report(OutputFile(path, part=part, start=done, mode=mode), attrgetter("report"), table_start=table_start)
