"""What a command line asks for: the inputs, the job, where it is written. What can be refused is refused here."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from cleantext.chain.sites import Sites
from cleantext.documents.items import BATCH_FILES, Reading
from cleantext.files import formats, streams, walk
from cleantext.files.formats import HTML, JSON, JSONL, TEXT
from cleantext.files.read import read_bytes
from cleantext.files.walk import NO_FILE, STDIN, Found, Input, Unread
from cleantext.files.write import is_direct
from cleantext.model import CleantextError, UsageError, reason_of

from . import preflight
from .job import FOLDER, IN_PLACE, INSPECT, STREAM, Job, Show
from .outputs import Outputs
from .preflight import Options
from .writers import Joined, OutputFile, part_of, sink_of

if TYPE_CHECKING:
    from .journal import Entry
    from .run_report import Report

SLASHES = ("/", os.sep)


class Plan(NamedTuple):
    """What a command line asks for: the job, all that was found to do it on, whether that may be several documents."""

    job: Job
    found: Found
    several: bool
    options: Options
    version: str

    @property
    def inputs(self) -> list[Input]:
        """The files that can be read."""
        return [item for item in self.found if isinstance(item, Input)]

    @property
    def size(self) -> int | None:
        """How many bytes they have; None where there is a stream among them."""
        sizes = [source.size for source in self.inputs]
        return None if NO_FILE in sizes else sum(sizes)


def find(
    paths: Sequence[str], options: Options, say: Callable[[str], None], *, once: bool = False
) -> list[Input | Unread]:
    """Find all that is to be read; with `once`, each file once, by whatever names.

    Raises CleantextError for a list of files that cannot be read.
    """
    selection = walk.Selection(
        options["include"], options["exclude"], hidden=options["hidden"], form=options["input_format"]
    )
    found: list[Input | Unread] = []
    for path in paths:
        here = list(walk.find(path, selection))
        if not here:
            say(f"cleantext: no files to clean in {path}")
        found += here
    if options["files_from"]:
        for name in _names_in(options["files_from"], nul=options["null"]):
            found += walk.find(name, selection, listed=True)
    return _each_once(found) if once else found


def _names_in(path: str, *, nul: bool) -> Iterable[str]:
    try:
        data = read_bytes(Input("", path, TEXT, "", NO_FILE, 0), sys.maxsize - 1)
    except (OSError, CleantextError) as error:
        raise CleantextError(f"--files-from {path}: {reason_of(error)}") from error
    return walk.names_in(data, nul=nul)


def _each_once(found: Found) -> list[Input | Unread]:
    """Skip other names of a file that is named before, and what is no file: in place, each is written once."""
    seen: dict[object, str] = {}
    once: list[Input | Unread] = []
    for item in found:
        if not isinstance(item, Input):
            once.append(item)
        elif item.size == NO_FILE:
            once.append(Unread(item.name, "not a regular file"))
        elif (identity := preflight.identity(item.name)) not in seen:
            seen[identity] = item.name
            once.append(item)
        elif seen[identity] != item.name:  # else it was just named twice
            once.append(Unread(item.name, f"the same file as {seen[identity]}", skipped=True))
    return once


def make(sites: Sites, paths: Sequence[str], found: Found, options: Options, *, version: str) -> Plan:
    """Decide what is done with each document. Raises UsageError and CleantextError for what cannot be."""
    output = "" if options["output"] in (None, STDIN) else options["output"]
    several = len(paths) != 1 or options["files_from"] is not None or walk.is_folder(paths[0])
    form = None if options["in_place"] else options["form"]
    to_folder = output != "" and (os.path.isdir(output) or output.endswith(SLASHES))
    if form is None and output and not to_folder and formats.form_of(output) in (JSON, JSONL):
        form = formats.form_of(output)
    joins = form not in (None, TEXT) and formats.form_of(output) == form
    to_folder = to_folder or (output != "" and several and not joins)
    if to_folder and formats.form_of(output) == TEXT and not os.path.isdir(output) and not output.endswith(SLASHES):
        raise UsageError(
            f"several inputs go to a folder: write -o {output}{os.sep}, or for one file -f jsonl -o a.jsonl"
        )
    looks = options["diff"] or options["check"]
    mode = INSPECT if looks else IN_PLACE if options["in_place"] else FOLDER if to_folder else STREAM
    job = Job(
        sites=sites,
        reading=_reading(options, sites, mode, form),
        mode=mode,
        form=form,
        output=output,
        show=_show(options),
        dry_run=options["dry_run"],
        report=formats.report_form_of(options["report"]),
    )
    plan = Plan(job, found, several, options, version)
    inputs = plan.inputs
    if mode == FOLDER:
        preflight.folder(output, paths)
        preflight.targets(job, inputs)
    elif mode == STREAM:
        preflight.stream(job, inputs)
    if options["report"]:
        preflight.outputs([options["report"]], inputs)
        report = os.path.realpath(options["report"])
        targets = [job.target_of(source) for source in inputs] if mode == FOLDER else [output] * (output != "")
        if report in map(os.path.realpath, targets):
            raise CleantextError(f"{options['report']} cannot be both an output and the report")
    return plan


def _reading(options: Options, sites: Sites, mode: str, form: str | None) -> Reading:
    writes_rows = mode != INSPECT and not options["dry_run"]
    return Reading(
        field=options["field"],
        encoding=options["encoding"],
        errors=options["errors"],
        max_size=options["max_size"],
        site_field=sites.whose.field,
        eol=options["eol"],
        as_objects=writes_rows and form == JSONL,
        headed=writes_rows and form is None,
        account=options["explain"],
        files_a_batch=1 if mode == IN_PLACE else BATCH_FILES,
    )


def _show(options: Options) -> Show:
    screen = None
    if options["explain"]:
        from cleantext.report.screen import screen_of  # with what only a terminal needs

        screen = screen_of(2, options["color"])
    return Show(
        explain=options["explain"],
        diff=options["diff"],
        check=options["check"],
        quiet=options["quiet"],
        color=streams.in_color(1, options["color"]),
        terminal=streams.is_terminal(1),
        screen=screen,
    )


def outputs_of(plan: Plan, start: "Entry | None", stack: ExitStack) -> Outputs:
    """Open what is written in this process; `start` says where to go on in it, and is None for what cannot be."""
    report = _report(plan, start)
    try:
        return _outputs(plan, start, stack, report)
    except BaseException:
        if report:
            report.give_up(keep=start is not None and start.report > 0, is_done=False)
        raise


def _outputs(plan: Plan, start: "Entry | None", stack: ExitStack, report: "Report | None") -> Outputs:
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
    stdout = stack.enter_context(streams.Stdout())
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
