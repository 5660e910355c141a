"""Process one document, in this process or a worker: read, clean, then write it or return its output."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cleantext.chain.chain import PROFILE
from cleantext.chain.removals import count_by_filter
from cleantext.chain.results import Result
from cleantext.documents.decode import REPLACE, notes_on_replaced
from cleantext.documents.document import Document, read
from cleantext.documents.items import LF, Cell, Item, Row, line_end
from cleantext.files import formats
from cleantext.files.content import EMPTY
from cleantext.files.formats import CSV, HTML, JSONL
from cleantext.files.leftovers import remove_files_of
from cleantext.files.lists import list_line
from cleantext.files.read import FileState, file_state
from cleantext.files.streams import safe
from cleantext.files.walk import Input
from cleantext.files.write import check_in_place, replace_in_place, write_in_folder
from cleantext.model import FAILED, OUT_OF_MEMORY, SKIPPED, UNCHANGED, WRITTEN, CleantextError, reason_of
from cleantext.report import diff
from cleantext.report.as_json import doubtful_line, removal_lines

from .job import FOLDER, IN_PLACE, INSPECT, STREAM, Job, Outcome
from .messages import change_summary, messages_for, warnings_for

if TYPE_CHECKING:
    from cleantext.chain.losses import Losses


def clean_document(job: Job, item: Item) -> Outcome:
    """Clean one document and write it; return its outcome, with the output if the main process is to write it."""
    return catching_errors(_clean_and_write, job, item)


def catching_errors(do: Callable[[Job, Item, Input], Outcome], job: Job, item: Item) -> Outcome:
    """Return the outcome of `do` for one document; an exception becomes an outcome of state FAILED."""
    if item.refused or item.source is None:
        return Outcome(SKIPPED if item.skipped else FAILED, reason=item.refused)
    try:
        return do(job, item, item.source)
    except OSError as error:
        return Outcome(FAILED, reason=reason_of(error))
    except CleantextError as error:
        return Outcome(FAILED, reason=str(error), is_fatal=job.is_fatal(error.__cause__))
    except MemoryError:
        return Outcome(FAILED, reason=OUT_OF_MEMORY)
    except Exception as error:  # noqa: BLE001 - a bug must not cost the other documents
        return Outcome(FAILED, reason=f"a mistake in cleantext: {type(error).__name__}: {error}")


def remove_files_of_worker(job: Job, item: Item, process: int) -> None:
    """Remove the temporary files of a process that was killed while it worked on a document."""
    if job.mode in (FOLDER, IN_PLACE) and item.source is not None:
        target = job.target_path(item.source) if job.mode == FOLDER else os.path.realpath(item.source.name)
        remove_files_of(process, os.path.dirname(target))


def _clean_and_write(job: Job, item: Item, source: Input) -> Outcome:
    state = None
    if job.mode == IN_PLACE and source.format == HTML:
        raise CleantextError(
            "HTML; its text would replace the page: write it elsewhere with --output, or --exclude '*.html'"
        )
    if job.mode == IN_PLACE and item.row is None and not job.dry_run:
        check_in_place(source.name, job.backup)
        state = file_state(source.name)
        if item.is_retry and state[-1] != source.change_time:
            raise CleantextError("was changed, perhaps by the process that was lost: what it did is not in the account")
    text, encoding, replaced, data, cell, notes = read(item, source, job.reading)
    site = job.sites.site_of(source, cell.site if cell else None)
    chain = job.sites.chain_for(site)
    result = chain.explain(text)
    result = result._replace(notes=(*notes, *result.notes)) if notes else result
    losses = _losses_in_place(item, result) if job.mode == IN_PLACE and PROFILE in chain.names else None
    if replaced:
        had_others = text.count("\ufffd") > replaced
        wanted = job.reading.errors == REPLACE
        result = _noting_replaced(result, replaced, encoding, had_others=had_others, wanted=wanted)
    document = Document(item.name, encoding, text, result, data, cell)
    messages = tuple(messages_for(job, document, item))
    warnings = tuple(warnings_for(job, document, item))
    outcome = _write(job, item, source, document, state)
    return outcome._replace(
        messages=messages + outcome.messages,
        warnings=warnings,
        removed=count_by_filter(result.removals),
        doubts=result.doubts,
        replaced=replaced,
        reports=tuple(_report_record(job, form, document, item, source) for form in job.reports),
        listed=_listed(job, item, result) if job.doubtful else b"",
        has_site_rules=site is not None,
        losses=losses,
        rule_use=job.sites.find_used_rules(site, result),  # last: what a failure loses would not be told again
    )


def _noting_replaced(result: Result, count: int, encoding: str, *, had_others: bool, wanted: bool) -> Result:
    """Return the result with a note on U+FFFD that decoding put there; it was lost before only in others.

    Without `errors` "replace", nobody `wanted` it: the document is doubtful.
    """
    notes = [note for note in result.notes if had_others or note.kind != "replacement"]
    wanted = wanted or any(note.kind == "broken" for note in notes)
    return result._replace(notes=(*notes, *notes_on_replaced(count, encoding, wanted=wanted)))


def _losses_in_place(item: Item, result: Result) -> "Losses":
    """Return what the rules of a user drop of a document. Raise CleantextError if that is nearly all of a file.

    A table is written over as a whole, and so are the losses of its rows judged.
    """
    from cleantext.chain.losses import measure_losses  # slow to import, and needed with rules of a user

    losses = measure_losses(result)
    if item.row is None and losses.refusal:
        raise CleantextError(losses.refusal)
    return losses


def _report_record(job: Job, form: str, document: Document, item: Item, source: Input) -> bytes:
    if form == HTML:
        from cleantext.report.page import records  # slow to import, and most runs have no report

        differs = document.differs(job.reading.eol)
        site = job.sites.name_of_site(source, document.cell.site if document.cell else None)
        where = {"site": site, "row": item.row_number}
        return records.record(item.name, document.source, document.result, differs=differs, where=where)
    if form == CSV:
        from cleantext.report.as_csv import removal_rows  # as above

        return removal_rows(item.table_name, item.row_number, document.result)
    return removal_lines(item.table_name, item.row_number, document.result)


def _listed(job: Job, item: Item, result: Result) -> bytes:
    """Return the line of a doubtful document in the list of them; nothing for any other."""
    if job.doubtful == JSONL:
        return doubtful_line(item.table_name, item.row_number, result)
    return list_line(item.name, "; ".join(result.doubtful)) if result.doubts else b""


def _write(job: Job, item: Item, source: Input, document: Document, state: FileState | None) -> Outcome:
    """Write a document that has its own file; return the output of any other, for the main process to write."""
    if job.mode == INSPECT:
        return _inspect(job, item, document)
    if item.row is not None:
        if document.cell is not None and job.keeps_rows(source):
            return _format_row(job, item.row, document.cell, document)
        unchanged = job.mode == IN_PLACE and not document.differs(job.reading.eol)
        output = b"" if job.dry_run else document.serialize(job.form, job.reading.eol, alone=False)
        return Outcome(UNCHANGED if unchanged else WRITTEN, output)
    if job.mode == IN_PLACE:
        return _replace_source(job, source, document, state)
    if job.dry_run:
        return Outcome(WRITTEN, job.dry_run_line(source))
    if job.mode == STREAM:
        return Outcome(WRITTEN, document.serialize(job.form, job.reading.eol, alone=False))
    target = job.target_path(source)
    data = formats.compressor(source.compression)(document.serialize(job.form, job.reading.eol, alone=True))
    content = EMPTY.followed_by(data)
    with _naming_target(target):
        write_in_folder(job.output, target, data, source.mode)
    return Outcome(WRITTEN, content=content)


def _inspect(job: Job, item: Item, document: Document) -> Outcome:
    """Return what --diff and --check print for a document."""
    if not document.differs(job.reading.eol) and _stays(job, item.row, document):
        return Outcome(UNCHANGED)
    messages = (change_summary(document),) if job.show.check and not job.show.quiet else ()
    source = document.source
    if document.cell and not source.endswith(LF):  # a cell without a final line end is not a difference
        source += LF
    lines = diff.unified(safe(document.name), source, document.result) if job.show.diff else ()
    if job.show.color or job.show.terminal:
        from cleantext.report.terminal_diff import format_diff  # needed on a terminal only

        return Outcome(UNCHANGED, format_diff(lines, color=job.show.color).encode(), messages, changed=True)
    return Outcome(UNCHANGED, "".join(f"{line}\n" for line in lines).encode(), messages, changed=True)


def _stays(job: Job, row: Row | None, document: Document) -> bool:
    """Check whether a row whose text stays would be written as it is, with its encoding and line end; any text is."""
    if row is None or document.cell is None or document.cell.data:
        return True
    return row.is_written_as(_row_output(job, row, document.cell, document, details=False))


def _format_row(job: Job, row: Row, cell: Cell, document: Document) -> Outcome:
    output = _row_output(job, row, cell, document, details=job.show.explain)
    unchanged = job.mode == IN_PLACE and row.is_written_as(output) and not document.differs()
    return Outcome(UNCHANGED if unchanged else WRITTEN, b"" if job.dry_run else output)


def _row_output(job: Job, row: Row, cell: Cell, document: Document, *, details: bool) -> bytes:
    end = line_end(job.reading.eol, row.end) if row.end else ""
    return document.as_row(cell, details=details) + end.encode()


def _replace_source(job: Job, source: Input, document: Document, state: FileState | None) -> Outcome:
    if not document.differs(job.reading.eol):
        return Outcome(UNCHANGED)
    if state is None:  # a dry run
        return Outcome(WRITTEN, job.dry_run_line(source))
    data = formats.compressor(source.compression)(document.as_text(job.reading.eol))
    with _naming_target(source.name):
        replace_in_place(source.name, state, data, job.backup)
    return Outcome(WRITTEN)


@contextmanager
def _naming_target(target: str) -> Iterator[None]:
    """Turn an OSError into a CleantextError that names the file that cannot be written."""
    try:
        yield
    except OSError as error:
        raise CleantextError(f"cannot write {target}: {reason_of(error)}") from error
