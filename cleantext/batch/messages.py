"""The messages about one document on stderr."""

import re
from collections.abc import Iterator

from cleantext.documents.decode import AUTO
from cleantext.documents.document import Document
from cleantext.documents.items import Item
from cleantext.files.streams import Styled, sanitize
from cleantext.files.walk import STDIN

from .job import Job

JSON_OBJECT = r'\s*(\[?)\s*\{\s*"[^"\n]*"\s*:'


def messages_for(job: Job, document: Document, item: Item) -> Iterator[str]:
    """Yield what is said of this document alone: with --explain, all that was done to it."""
    if document.name == STDIN and not document.cell and not job.show.quiet:
        yield from _what_it_begins_like(document.source)
    if job.show.explain and not (document.cell and job.keeps_rows(item.source)):
        yield from _reasons(job, document)


def _what_it_begins_like(text: str) -> Iterator[str]:
    if not (begins := re.match(JSON_OBJECT, text)):
        return
    if begins[1]:
        yield "cleantext: -: read as text, but begins like JSON; --input-format json cleans a field of it"
    else:
        yield "cleantext: -: read as text, but begins like JSON Lines; --input-format jsonl cleans a field of it"


def warnings_for(job: Job, document: Document, item: Item) -> Iterator[str]:
    """Yield warnings, without the name of the document; many documents may have the same."""
    if job.show.quiet:
        return
    if job.reading.encoding == AUTO and document.encoding != "utf-8" and not document.cell:
        yield f"read as {document.encoding}"
    if job.show.diff and (ends := document.changed_line_ends(job.reading.eol)):
        yield f"line ends become {ends}"
    if not job.show.explain or (document.cell and job.keeps_rows(item.source)):
        for note in document.result.notes:
            if note.kind == "replaced":
                yield f"{note.kind}: {note.message}"


def _reasons(job: Job, document: Document) -> Iterator[str]:
    if job.show.screen is None:
        from cleantext.report.reasons import reasons  # needed for --explain alone

        lines = reasons(document.name, document.result, job.show.language)
        yield from (Styled(sanitize(line)) for line in lines)  # not translated once more
        return
    from cleantext.report.terminal_reasons import format_reasons  # slow to import, and needed on a terminal only

    if (text := format_reasons(document.name, document.result, job.show.screen, job.show.language)) is not None:
        yield text


def change_summary(document: Document) -> str:
    """Return the line that --check prints for a document that cleaning would change."""
    removed = len(document.result.removals)
    repaired = sum(repair.lines for repair in document.result.repairs)
    what = "line ends or encoding"
    if removed == 1:
        what = f"1 line removed, {repaired} repaired"
    elif removed or repaired:
        what = f"{removed} lines removed, {repaired} repaired"
    return f"{document.name}: would change: {what}"
