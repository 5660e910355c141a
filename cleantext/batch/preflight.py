"""What is refused before any work: flags at odds, outputs that cannot be, or that would harm an input."""

import os
import stat
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from unicodedata2 import normalize

from cleantext.files import formats, streams, walk
from cleantext.files.formats import CSV, PARQUET, TEXT, TSV
from cleantext.files.walk import NO_FILE, STDIN, Input
from cleantext.files.write import lies_in
from cleantext.model import CleantextError, UsageError

from .job import Job

Options = Mapping[str, Any]


def usage(paths: Sequence[str], options: Options) -> None:
    """Refuse flags that are at odds. Raises UsageError."""
    in_place, output, form = options["in_place"], options["output"], options["form"]
    for wrong, message in (
        (
            in_place and (output or form not in (None, TEXT)),
            "--in-place writes over its source; it goes with neither --output nor --format",
        ),
        (in_place and STDIN in paths, "--in-place needs files; stdin has no place"),
        ((*paths, options["files_from"]).count(STDIN) > 1, "stdin can be read once only"),
        (options["diff"] and form not in (None, TEXT), "--diff shows text; it does not go with --format"),
        (options["null"] and not options["files_from"], "--null says how names in --files-from end"),
        (options["dry_run"] and not (output or in_place), "--dry-run goes with --output or --in-place"),
        (options["resume"] and not output, "--resume goes with --output; a run --in-place is just run again"),
        (
            options["report"] is not None and not formats.report_form_of(options["report"]),
            "--report needs a name that ends in .html (a page) or .jsonl (a line for each removal)",
        ),
    ):
        if wrong:
            raise UsageError(message)


def stream(job: Job, inputs: Sequence[Input]) -> None:
    """Refuse what cannot be joined in one stream, or written to it."""
    found = sorted({source.format for source in inputs}) if job.form is None else []
    if len(found) > 1:
        raise UsageError(f"inputs are {' and '.join(found)}; --format says what to write, or --output names a folder")
    if len(inputs) > 1 and found and found[0] in (CSV, TSV, PARQUET):
        raise UsageError(f"several {found[0]} files cannot be one; --output names a folder, or -f jsonl joins rows")
    wanted = formats.form_of(job.output) if job.form is None else None
    if found and wanted not in (None, found[0]):
        raise UsageError(f"{inputs[0].name} is {found[0]}; it cannot be written as {wanted}")
    if job.output:
        outputs([job.output], inputs)
        parent = os.path.dirname(job.output) or "."
        if not os.path.isdir(parent):
            raise CleantextError(f"cannot write {job.output}: {parent} is no folder")
        return
    if found == [PARQUET] and streams.is_terminal(1):
        raise UsageError("Parquet is nothing for a terminal; name an --output")
    try:
        standard = os.fstat(1)
    except OSError:
        return
    for source in inputs:
        if stat.S_ISREG(standard.st_mode) and (standard.st_dev, standard.st_ino) == identity(source.name):
            raise CleantextError(f"{source.name} is where standard output goes; use --in-place to replace an input")


def folder(folder: str, paths: Iterable[str]) -> None:
    """Refuse an output folder that cannot be one, or that is or lies in a folder to be read."""
    output = os.path.realpath(folder)
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise CleantextError(f"{folder} is not a folder; for several documents --output must be one")
    above = output
    while not os.path.lexists(above) and above != os.path.dirname(above):
        above = os.path.dirname(above)
    if not os.path.isdir(above):
        raise CleantextError(f"cannot write to {folder}: {above} is no folder")
    if not os.access(above, os.W_OK | os.X_OK):
        raise CleantextError(f"cannot write to {folder}: Permission denied")
    for path in paths:
        if walk.is_folder(path) and lies_in(output, os.path.realpath(path)):
            raise CleantextError(f"the output folder {folder} lies in {path}, which is read; choose one outside")


def targets(job: Job, inputs: Sequence[Input]) -> None:
    """Refuse two inputs with one place in the output folder; on Windows and macOS, also where only case differs."""
    folds = sys.platform in ("win32", "darwin")

    def place_of(source: Input) -> str:
        """Give what the file system would take for the same name."""
        target = job.target_of(source)
        return normalize("NFC", target).casefold() if folds else target

    taken: set[str] = set()
    for source in inputs:
        here = place_of(source)
        if here in taken:
            first = next(other for other in inputs if place_of(other) == here)
            target = job.target_of(source)
            raise CleantextError(f"{first.name} and {source.name} would both be written to {target}")
        taken.add(here)
    if os.path.isdir(job.output):
        outputs((job.target_of(source) for source in inputs), inputs)


def outputs(outputs: Iterable[str], inputs: Iterable[Input]) -> None:
    """Refuse an output that is also an input, by whatever name."""
    existing = {identity(output) for output in outputs if os.path.isfile(output)}
    for source in inputs if existing else ():
        if source.size != NO_FILE and identity(source.name) in existing:
            raise CleantextError(f"{source.name} would be written over; use --in-place to replace an input")


def identity(path: str) -> tuple[int, int] | None:
    """Tell files apart, whatever they are called; None for what is not there."""
    with suppress(OSError):
        state = os.fstat(0) if path == STDIN else os.stat(path)
        return state.st_dev, state.st_ino
    return None
