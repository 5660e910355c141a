"""The work on one document, as any process can do it: read, clean, write or hand back."""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from cleantext.documents.document import Document, read
from cleantext.documents.items import LF, Cell, Item, Row, line_end
from cleantext.files import formats
from cleantext.files.formats import HTML, JSON, JSONL
from cleantext.files.read import state_of
from cleantext.files.streams import safe
from cleantext.files.walk import Input
from cleantext.files.write import check_in_place, replace_in_place, sweep, write_below
from cleantext.model import FAILED, SKIPPED, UNCHANGED, WRITTEN, CleantextError, Note, reason_of
from cleantext.report import diff
from cleantext.report.as_json import removals

from .job import FOLDER, IN_PLACE, INSPECT, NO_MORE, STREAM, Job, Outcome
from .messages import said_of, what_would_change


def treat(job: Job, item: Item) -> Outcome:
    """Clean one document."""
    return attempted(_treated, job, item)


def attempted(do: Callable[[Job, Item, Input], Outcome], job: Job, item: Item) -> Outcome:
    """Do one document. What goes wrong with it is in the outcome, and is not raised."""
    if item.refused or item.source is None:
        return Outcome(SKIPPED if item.skipped else FAILED, reason=item.refused)
    try:
        return do(job, item, item.source)
    except OSError as error:
        return Outcome(FAILED, reason=reason_of(error))
    except CleantextError as error:
        cause = error.__cause__
        return Outcome(FAILED, reason=str(error), ends=isinstance(cause, OSError) and cause.errno in NO_MORE)
    except MemoryError:
        return Outcome(FAILED, reason="needs more memory than there is")
    except Exception as error:  # noqa: BLE001 - a mistake of ours must not cost the other documents
        return Outcome(FAILED, reason=f"a mistake in cleantext: {type(error).__name__}: {error}")


def tidy(job: Job, item: Item, process: int) -> None:
    """Take away what a process has left that was killed while it did a document."""
    if job.mode in (FOLDER, IN_PLACE) and item.source is not None:
        target = job.target_of(item.source) if job.mode == FOLDER else os.path.realpath(item.source.name)
        sweep(os.path.dirname(target), process)


def _treated(job: Job, item: Item, source: Input) -> Outcome:
    state = None
    if job.mode == IN_PLACE and item.row is None and not job.dry_run:
        check_in_place(source.name)
        state = state_of(source.name)
    text, encoding, replaced, data, cell = read(item, source, job.reading)
    site = job.sites.site_of(source, cell.site if cell else None)
    result = job.sites.chain_for(site).explain(text)
    if replaced:
        note = Note("replaced", f"{replaced} times, bytes that are not {encoding.upper()} text became U+FFFD")
        result = result._replace(notes=(*result.notes, note))
    document = Document(item.name, encoding, text, result, data, cell)
    said = tuple(said_of(job, document, item))
    outcome = _delivered(job, item, source, document, state)
    return outcome._replace(
        said=said + outcome.said,
        removed=tuple(Counter(removal.filter for removal in result.removals).items()),
        suspect=any(note.kind == "suspect" for note in result.notes),
        replaced=replaced,
        report=_reported(job, document, item, source),
        sited=site is not None,
    )


def _reported(job: Job, document: Document, item: Item, source: Input) -> bytes:
    if job.report == HTML:
        from cleantext.report.page import records  # slow to import, and most runs have no report

        differs = document.differs(job.reading.eol)
        return records.record(item.name, document.source, document.result, differs=differs)
    return removals(source.name, item.row_number, document.result) if job.report else b""


def _delivered(
    job: Job, item: Item, source: Input, document: Document, state: tuple[int, int, int, int] | None
) -> Outcome:
    if job.mode == INSPECT:
        return _looked_at(job, document)
    if item.row is not None:
        if document.cell is not None and job.keeps_rows(source):
            return _row(job, item.row, document.cell, document)
        return Outcome(WRITTEN, b"" if job.dry_run else _written(job, document))
    if job.mode == IN_PLACE:
        return _in_place(job, source, document, state)
    if job.dry_run:
        return Outcome(WRITTEN, job.line_of(source))
    if job.mode == STREAM:
        return Outcome(WRITTEN, _written(job, document))
    target = job.target_of(source)
    data = formats.compressor(source.compression)(_written(job, document))
    with _naming(target):
        write_below(job.output, target, data)
    return Outcome(WRITTEN)


def _looked_at(job: Job, document: Document) -> Outcome:
    if not document.differs(job.reading.eol):
        return Outcome(UNCHANGED)
    said = (what_would_change(document),) if job.show.check and not job.show.quiet else ()
    source = document.source
    if document.cell and not source.endswith(LF):  # a field has no line end to lack
        source += LF
    lines = diff.unified(safe(document.name), source, document.result) if job.show.diff else ()
    if job.show.color or job.show.terminal:
        from cleantext.report.terminal_diff import colored  # with what only a terminal needs

        return Outcome(UNCHANGED, colored(lines, color=job.show.color).encode(), said, changed=True)
    return Outcome(UNCHANGED, "".join(f"{line}\n" for line in lines).encode(), said, changed=True)


def _row(job: Job, row: Row, cell: Cell, document: Document) -> Outcome:
    end = line_end(job.reading.eol, row.end) if row.end else ""
    written = document.as_row(cell, account=job.show.explain) + end.encode()
    same = job.mode == IN_PLACE and row.is_written_as(written) and not document.differs()
    return Outcome(UNCHANGED if same else WRITTEN, b"" if job.dry_run else written)


def _in_place(job: Job, source: Input, document: Document, state: tuple[int, int, int, int] | None) -> Outcome:
    if not document.differs(job.reading.eol):
        return Outcome(UNCHANGED)
    if state is None:  # a dry run
        return Outcome(WRITTEN, job.line_of(source))
    data = formats.compressor(source.compression)(document.as_text(job.reading.eol))
    with _naming(source.name):
        replace_in_place(source.name, state, data)
    return Outcome(WRITTEN)


@contextmanager
def _naming(target: str) -> Iterator[None]:
    """Say what could not be written."""
    try:
        yield
    except OSError as error:
        raise CleantextError(f"cannot write {target}: {reason_of(error)}") from error


def _written(job: Job, document: Document) -> bytes:
    """Give the document as the form has it; what joins several is up to the stream."""
    if job.form == JSON and (job.mode == STREAM or document.cell):
        return document.as_json(indent=2)
    if job.form in (JSON, JSONL):
        return document.as_json() + b"\n"
    return document.as_text(job.reading.eol)
