"""Turn the command line into a plan: the inputs, the job, and where it is written; impossible plans are refused."""

import os
from collections.abc import Sequence
from typing import NamedTuple

from cleantext.chain.sites import Sites
from cleantext.documents.items import BATCH_FILES, Reading
from cleantext.files import formats, streams, walk
from cleantext.files.formats import JSON, JSONL, TEXT
from cleantext.files.walk import NO_FILE, STDIN, Found, Input
from cleantext.model import CleantextError, UsageError

from . import preflight
from .job import FOLDER, IN_PLACE, INSPECT, STREAM, Job, Show
from .preflight import Options

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
