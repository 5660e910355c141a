"""Checks before any work: conflicting options, impossible outputs, and outputs that would destroy an input."""

import os
import stat
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from cleantext.files import formats, streams, walk
from cleantext.files.folders import is_within
from cleantext.files.formats import FORMATS, PIECES, TEXT
from cleantext.files.read import file_identity
from cleantext.files.selection import Selection
from cleantext.files.walk import STDIN, UNKNOWN_SIZE, Input
from cleantext.model import CleantextError, UsageError

from .job import FOLDER, Job

Options = Mapping[str, Any]


def check_options(paths: Sequence[str], options: Options) -> None:
    """Raise UsageError if options conflict."""
    in_place, output, form = options["in_place"], options["output"], options["form"]
    for is_wrong, message in (
        (
            in_place and (output or form not in (None, TEXT)),
            "--in-place cannot be combined with --output or --format: it replaces each file by its clean text",
        ),
        (in_place and STDIN in paths, "--in-place cannot replace standard input; name files or folders"),
        (
            (*paths, options["files_from"]).count(STDIN) > 1,
            "standard input (-) is named more than once, and can be read only once",
        ),
        (
            options["learn"] and STDIN in paths,
            "--learn cannot use standard input, because it reads the documents twice; name files or folders",
        ),
        (
            options["learn"] and not (output not in (None, STDIN) or in_place or options["diff"] or options["check"]),
            "--learn needs --output, --in-place, --diff or --check; it writes its profile beside the output",
        ),
        (
            options["diff"] and form not in (None, TEXT),
            "--diff cannot be combined with --format: it prints a diff instead of the document",
        ),
        (
            options["null"] and not options["files_from"],
            "--null needs --files-from: it says how the names in that list end",
        ),
        (
            options["dry_run"] and not (output or in_place),
            "--dry-run needs --output or --in-place, whose files it names",
        ),
        (
            options["resume"] and not output,
            "--resume needs --output; with --in-place, run the same command again without it",
        ),
        (
            options["stdin_filename"] is not None and STDIN not in paths,
            "--stdin-filename names what comes through stdin, which is not read here; add - to the paths",
        ),
        (
            options["split"] is not None and options["html"],
            "--split cuts text, and cannot be combined with --html; leave out one of them",
        ),
        (
            options["backup"] is not None and not in_place,
            "--backup keeps the old bytes of files that --in-place replaces; it goes with nothing else",
        ),
        (
            not all(map(formats.report_format_of, options["report"])),
            "--report needs a name that ends in .html (a page), .jsonl or .csv (a line a removal), or - for stdout",
        ),
        (
            STDIN in options["report"] and (options["diff"] or options["dry_run"] or not _leaves_stdout(options)),
            "--report - needs stdout for itself: write the text with --output or --in-place, or name a file",
        ),
        (
            options["doubtful"] == STDIN or (options["doubtful"] and not formats.list_format_of(options["doubtful"])),
            "--doubtful needs a name that ends in .txt (a line for each document) or .jsonl (a record for each)",
        ),
    ):
        if is_wrong:
            raise UsageError(message)
    if options["split"] is not None:
        from cleantext.documents.pieces import compile_split  # with `regex`, slow to import

        try:
            compile_split(options["split"])
        except CleantextError as error:
            raise UsageError(str(error)) from error


def check_split(inputs: Iterable[Input]) -> None:
    """Raise UsageError if an input is no text, which is all that --split can cut."""
    for source in inputs:
        if source.format != PIECES:
            raise UsageError(f"--split cuts text, and {source.name} is {source.format}; leave out one of them")


def _leaves_stdout(options: Options) -> bool:
    return options["output"] not in (None, STDIN) or options["in_place"] or options["check"]


def reports_of(options: Options) -> list[tuple[str, str]]:
    """Return the files about the run, each behind the flag that names it: the reports, then the doubtful documents."""
    doubtful = [("--doubtful", options["doubtful"])] if options["doubtful"] else []
    return [*(("--report", path) for path in options["report"]), *doubtful]


def check_stream(job: Job, inputs: Sequence[Input]) -> None:
    """Raise UsageError or CleantextError if the inputs cannot be joined in one stream, or it cannot be written."""
    found = sorted({formats.written_as(source.format) for source in inputs}) if job.form is None else []
    if len(found) > 1:
        raise UsageError(f"inputs are {' and '.join(found)}; --format says what to write, or --output names a folder")
    if len(inputs) > 1 and found and not FORMATS[found[0]].can_join:
        raise UsageError(f"several {found[0]} files cannot be one; --output names a folder, or -f jsonl joins rows")
    wanted = formats.output_format_of(job.output) if job.form is None else None
    if found and wanted not in (None, found[0]):
        raise UsageError(f"{inputs[0].name} is {found[0]}; it cannot be written as {wanted}")
    if job.output:
        check_outputs([job.output], inputs)
        check_folder_of(job.output)
        return
    if found and not FORMATS[found[0]].is_text and streams.is_terminal(1):
        raise UsageError(f"{found[0].capitalize()} cannot be shown on a terminal; name a file with --output")
    _check_stdout(inputs)


def _check_stdout(inputs: Iterable[Input]) -> None:
    """Raise CleantextError if stdout is redirected to an input."""
    try:
        stdout = os.fstat(1)
    except OSError:
        return
    for source in inputs:
        if stat.S_ISREG(stdout.st_mode) and (stdout.st_dev, stdout.st_ino) == file_identity(source.path):
            raise CleantextError(f"{source.name} is where standard output goes; use --in-place to replace an input")


def check_folder(folder: str, paths: Iterable[str]) -> None:
    """Raise CleantextError if the output folder cannot be written, or is in a folder that is read."""
    output = os.path.realpath(folder)
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise CleantextError(f"{folder} is not a folder; for several documents --output must be one")
    above = _existing(folder)
    if not os.path.isdir(above):
        raise CleantextError(f"cannot write to {folder}: {above} is a file, not a folder")
    if not os.access(above, os.W_OK | os.X_OK):
        raise CleantextError(f"cannot write to {folder}: Permission denied")
    for path in paths:
        if walk.is_folder(path) and is_within(output, os.path.realpath(path)):
            raise CleantextError(f"the output folder {folder} lies in {path}, which is read; choose one outside")


def check_folder_of(path: str) -> None:
    """Raise CleantextError if the folder of a file is not there and cannot be created."""
    folder = os.path.dirname(path) or os.curdir
    above = _existing(folder)
    if not os.path.isdir(above):
        raise CleantextError(f"cannot write {path}: {above} is a file, not a folder")
    if above != folder and not os.access(above, os.W_OK | os.X_OK):
        raise CleantextError(f"cannot write {path}: Permission denied")


def _existing(folder: str) -> str:
    """Return the path of a folder, or of the nearest above it that exists."""
    while not os.path.lexists(folder) and folder != (os.path.dirname(folder) or os.curdir):
        folder = os.path.dirname(folder) or os.curdir
    return folder


def check_targets(job: Job, inputs: Sequence[Input]) -> None:
    """Raise CleantextError if two inputs have the same output path, or an output is also an input."""
    from .collisions import find_collision  # most runs have one output

    if collision := find_collision(map(job.target_path, inputs), may_write=not job.dry_run):
        first, second = (inputs[index] for index in collision)
        target = job.target_path(second)
        raise CleantextError(f"{first.name} and {second.name} would both be written to {target}")
    if os.path.isdir(job.output):
        check_outputs((job.target_path(source) for source in inputs), inputs)


def check_reports(job: Job, inputs: Sequence[Input], options: Options) -> None:
    """Raise CleantextError if a report is also something else that this run reads or writes."""
    reports = {f"{flag} {path}": path for flag, path in reports_of(options) if path != STDIN}
    if not reports:
        return
    from .collisions import find_collision

    settings = filter(None, (options["files_from"], options["config"], *options["profile"]))
    read = [*(source.path for source in inputs), *settings]
    written = [job.target_path(source) for source in inputs] if job.mode == FOLDER else [job.output] * bool(job.output)
    for report, path in reports.items():
        if os.path.isfile(path) and file_identity(path) in map(file_identity, read):
            raise CleantextError(f"{report}: this run reads that file; name another one")
        if stream := _standard_stream_of(path):
            raise CleantextError(f"{report}: this is {stream}; name a file")
        check_folder_of(path)
        real = os.path.realpath(path)
        if real in map(os.path.realpath, written) or find_collision([*written, real], may_write=not job.dry_run):
            raise CleantextError(f"{report}: this run writes something else to that file; name another one")
        written.append(real)


def _standard_stream_of(path: str) -> str:
    """Return which standard stream of this process a path leads to, "" if it is none."""
    identity = file_identity(path)
    for descriptor, stream in ((1, "standard output"), (2, "standard error")):
        with suppress(OSError):  # it may be closed
            state = os.fstat(descriptor)
            if (state.st_dev, state.st_ino) == identity != file_identity(os.devnull):
                return stream
    return ""


def check_backup(suffix: str, inputs: Iterable[Input], selection: Selection) -> None:
    """Raise UsageError if backups could not be told from inputs: the next run over the folder would clean them."""
    if "/" in suffix or os.sep in suffix:
        raise UsageError(f"--backup {suffix}: a suffix has no slash; backups stand beside their files")
    for source in inputs:
        name = f"{source.below}{suffix}"
        if formats.input_format_of(name)[0] or selection.finds(name):
            backup = f"{source.name}{suffix}"
            raise UsageError(f"--backup {suffix}: the next run would clean {backup} too; take .bak, say")


def check_outside(options: Options, paths: Iterable[str], selection: Selection) -> None:
    """Raise CleantextError if a file is written in a folder that is read: the next run would take it for an input."""
    named = [("--output", options["output"]), *reports_of(options)]
    written = [(flag, path) for flag, path in named if path not in (None, STDIN)]
    folders = [(path, os.path.realpath(path)) for path in paths if walk.is_folder(path)] if written else []
    for flag, path in written:
        folder, name = os.path.split(path)
        for real in {os.path.join(os.path.realpath(folder), name), os.path.realpath(path)}:  # a link and its target
            for read, top in folders:
                if is_within(real, top) and selection.finds(os.path.relpath(real, top)):
                    raise CleantextError(f"{flag} {path}: the folder {read} is read; name a file outside of it")


def check_outputs(paths: Iterable[str], inputs: Iterable[Input]) -> None:
    """Raise CleantextError if an output is also an input, under whatever name."""
    existing = {file_identity(path) for path in paths if os.path.isfile(path)}
    for source in inputs if existing else ():
        if source.size != UNKNOWN_SIZE and file_identity(source.name) in existing:
            raise CleantextError(f"{source.name} would be written over; use --in-place to replace an input")
