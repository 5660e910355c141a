"""Open everything that a planned run writes in this process: the output, and the report."""

from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

from cleantext.files.formats import HTML, TEXT
from cleantext.files.streams import Stdout
from cleantext.files.write import is_direct

from .job import FOLDER, IN_PLACE, INSPECT, STREAM
from .outputs import Outputs
from .plan import Plan
from .writers import Joined, OutputFile, part_of, sink_of

if TYPE_CHECKING:
    from .journal import Entry
    from .run_report import Report


def open_outputs(plan: Plan, start: "Entry | None", stack: ExitStack) -> Outputs:
    """Open what is written in this process; `start` says where to go on in it, and is None for what cannot be."""
    report = _report(plan, start)
    try:
        return _open(plan, start, stack, report)
    except BaseException:
        if report:
            report.give_up(keep=start is not None and start.report > 0, is_done=False)
        raise


def _open(plan: Plan, start: "Entry | None", stack: ExitStack, report: "Report | None") -> Outputs:
    job, output_at = plan.job, start.output if start else 0
    if (job.mode in (FOLDER, IN_PLACE) and not job.dry_run) or (job.mode == INSPECT and not job.show.diff):
        return Outputs(job, None, report=report, start=output_at)
    tables = [source for source in plan.inputs if source.format != TEXT]
    table, several = tables[0] if tables else None, plan.several or bool(tables)
    if job.mode == STREAM and job.output and not job.dry_run:
        part = "" if start is None or is_direct(job.output) else part_of(job.output)
        file = OutputFile(job.output, part=part, start=output_at)
        sink = sink_of(job, table, file.write, begun=output_at > 0, several=several)
        outputs = Outputs(job, sink, file, report=report)
        if table and len(plan.found) == 1:
            outputs.expect_one_table()
        return outputs
    stdout = stack.enter_context(Stdout())
    sink = Joined(partial(stdout.write, styled=job.show.color), None)
    if job.mode == STREAM and not job.dry_run:
        sink = sink_of(job, table, stdout.write, several=several)
    return Outputs(job, sink, stdout, report=report)


def _report(plan: Plan, start: "Entry | None") -> "Report | None":
    path = plan.options["report"]
    if not path:
        return None
    from .run_report import PageFile, Report  # most runs have none

    part, begin = (part_of(path, plan.job.output), start.report) if start else ("", 0)
    if plan.job.report == HTML:
        return Report(PageFile(path, version=plan.version, part=part, start=begin), is_page=True)
    return Report(OutputFile(path, part=part, start=begin), is_page=False)
