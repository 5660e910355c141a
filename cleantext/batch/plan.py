"""Turn the command line into a plan: the inputs, the job, and where it is written; impossible plans are refused."""

import os
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cleantext.chain.sites import Sites
from cleantext.documents.items import BATCH_FILES, Reading
from cleantext.files import formats, streams, walk
from cleantext.files.formats import JSON, JSONL, TEXT
from cleantext.files.walk import STDIN, UNKNOWN_SIZE, Found, Input
from cleantext.model import UsageError

from . import preflight
from .inputs import selection_of
from .job import FOLDER, IN_PLACE, INSPECT, STREAM, Job, ShowOptions
from .preflight import Options

SLASHES = ("/", os.sep)


class Plan(NamedTuple):
    """What a run is to do: the job, and the inputs found for it. `several` if these may be several documents.

    `about` is what the page of the report says of the run.
    """

    job: Job
    found: Found
    several: bool
    options: Options
    version: str
    about: Mapping[str, object] = {}

    @property
    def inputs(self) -> list[Input]:
        """The inputs that can be read."""
        return [item for item in self.found if isinstance(item, Input)]

    @property
    def reports(self) -> list[str]:
        """The paths of the reports and of the list of doubtful documents, written on a dry run, too; "-" is stdout."""
        return [path for _, path in preflight.reports_of(self.options)]

    @property
    def report_files(self) -> list[str]:
        """Those of them that are files."""
        return [path for path in self.reports if path != STDIN]

    @property
    def size(self) -> int | None:
        """Their size in bytes; None if one of them is a stream."""
        sizes = [source.size for source in self.inputs]
        return None if UNKNOWN_SIZE in sizes else sum(sizes)


def make_plan(sites: Sites, paths: Sequence[str], found: Found, options: Options, *, version: str) -> Plan:
    """Return the plan of a run over what is found at these paths, those in --files-from among them.

    Raise UsageError or CleantextError if it cannot be carried out.
    """
    several = len(paths) != 1 or options["files_from"] is not None or walk.is_folder(paths[0])
    mode, form, output = _destination(options, found, several=several)
    job = Job(
        sites=sites,
        reading=_reading(options, sites, mode, form),
        mode=mode,
        form=form,
        output=output,
        show=_show_options(options),
        dry_run=options["dry_run"],
        backup=options["backup"] or "",
        reports=tuple(map(formats.report_format_of, options["report"])),
        doubtful=formats.list_format_of(options["doubtful"]),
    )
    plan = Plan(job, found, several, options, version)
    inputs = plan.inputs
    if options["split"] is not None:
        preflight.check_split(inputs)
    if mode == FOLDER:
        preflight.check_folder(output, paths)
        preflight.check_targets(job, inputs)
    elif mode == STREAM:
        preflight.check_stream(job, inputs)
    elif job.backup:
        preflight.check_backup(job.backup, inputs, selection_of(options))
    preflight.check_reports(job, inputs, options)
    preflight.check_outside(options, paths, selection_of(options))
    return plan


def _destination(options: Options, found: Found, *, several: bool) -> tuple[str, str | None, str]:
    """Return mode, output format and output path of the job. Raise UsageError if --output must name a folder.

    A path that exists as a folder or ends in a slash is a folder; else several documents are joined in one file if the
    format, which its suffix may give, can join them, and go to a folder if not. JSON that goes to JSON keeps its shape.
    """
    output = "" if options["output"] in (None, STDIN) else options["output"]
    form = None if options["in_place"] else options["form"]
    suffix_form = formats.output_format_of(output)
    to_folder = output != "" and (os.path.isdir(output) or output.endswith(SLASHES))
    keeps_json = form is None and suffix_form == JSON and _formats_of(found) == {JSON}
    if form is None and output and not to_folder and suffix_form in (JSON, JSONL) and not keeps_json:
        if suffix_form == JSON and any(map(formats.has_rows, _formats_of(found))):
            raise UsageError(
                f"-o {output} would write an account of each text, and drop the other fields of the rows; "
                "-o NAME.jsonl keeps them, and -f json writes the accounts"
            )
        form = suffix_form
    if output and several and not to_folder and not keeps_json and (form in (None, TEXT) or form != suffix_form):
        if suffix_form == TEXT:
            raise UsageError(
                f"several inputs go to a folder: write -o {output}{os.sep}, or for one file -f jsonl -o a.jsonl"
            )
        to_folder = True
    if options["diff"] or options["check"]:
        return INSPECT, form, output
    return IN_PLACE if options["in_place"] else FOLDER if to_folder else STREAM, form, output


def _formats_of(found: Found) -> set[str]:
    return {item.format for item in found if isinstance(item, Input)}


def _reading(options: Options, sites: Sites, mode: str, form: str | None) -> Reading:
    writes_rows = mode != INSPECT and not options["dry_run"]
    return Reading(
        field=options["field"],
        split=options["split"],
        encoding=options["encoding"],
        errors=options["errors"],
        max_size=options["max_size"],
        site_field=sites.whose.field,
        delimiter=options["delimiter"],
        has_header=not options["no_header"],
        sheet=options["sheet"],
        eol=options["eol"],
        as_objects=writes_rows and form == JSONL,
        keeps_header=writes_rows and form is None,
        details=options["explain"],
        files_a_batch=1 if mode == IN_PLACE else BATCH_FILES,
        html=options["html"],
    )


def _show_options(options: Options) -> ShowOptions:
    screen, language = None, "en"
    if options["explain"]:
        from cleantext.report.language import language_of
        from cleantext.report.screen import screen_of  # needed on a terminal only

        screen = screen_of(2, options["color"])
        language = language_of(os.environ, options["lang"])
    return ShowOptions(
        explain=options["explain"],
        diff=options["diff"],
        check=options["check"],
        quiet=options["quiet"],
        color=streams.use_color(1, options["color"]),
        terminal=streams.is_terminal(1),
        screen=screen,
        language=language,
    )
