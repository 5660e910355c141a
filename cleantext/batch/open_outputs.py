"""Open everything that a planned run writes in this process: the output, and the reports."""

import os
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

from cleantext.files.content import EMPTY
from cleantext.files.formats import FORMATS, HTML, JSONL
from cleantext.files.streams import Stdout
from cleantext.files.walk import STDIN, shared_mode
from cleantext.files.write import is_direct, make_folder_for, translating_write_errors

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
        reports.extend(_open_report(plan, number, start, stack) for number in range(len(plan.reports)))
        return _open(plan, start, stack, reports)
    except BaseException:
        for report in reports:
            report.abort(keep=start is not None and len(start.reports) > 0, is_done=False)
        raise


def _open(plan: Plan, start: "Entry | None", stack: ExitStack, reports: "list[Report]") -> Outputs:
    job, done = plan.job, start.output if start else EMPTY
    if job.mode == FOLDER and not job.dry_run:
        with translating_write_errors(job.output):
            os.makedirs(job.output, exist_ok=True)
    if (job.mode in (FOLDER, IN_PLACE) and not job.dry_run) or (job.mode == INSPECT and not job.show.diff):
        return Outputs(job, reports=reports, start=start)
    table = next((source for source in plan.inputs if FORMATS[source.format].is_table), None)
    several = plan.several or table is not None
    if job.mode == STREAM and job.output and not job.dry_run:
        make_folder_for(job.output)
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


def _open_report(plan: Plan, number: int, start: "Entry | None", stack: ExitStack) -> "Report":
    """Open the report of this number, to continue from `start`; without that, it is not kept if the run stops."""
    from .run_report import PageFile, Report, StdoutReport  # most runs have no report

    path, forms = plan.reports[number], plan.job.reports
    done = start.reports[number] if start and start.reports else EMPTY
    table_start = start.table.reports[number] if start and start.table.reports else None
    if path == STDIN:
        return Report(StdoutReport(stack.enter_context(Stdout())), number, JSONL)
    part, mode = part_path(path, plan.job.output) if start else "", shared_mode(plan.inputs)
    make_folder_for(path)
    if number == len(forms):
        file = OutputFile(path, part=part, start=done, mode=mode)
        return Report(file, None, table_start=table_start)
    if forms[number] == HTML:
        file = PageFile(path, about=plan.about, part=part, start=done, mode=mode)
    else:
        file = OutputFile(path, part=part, start=done, mode=mode)
    return Report(file, number, forms[number], table_start=table_start)
