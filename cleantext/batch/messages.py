"""What is said of a document on stderr."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cleantext.documents.decode import AUTO
from cleantext.documents.document import Document
from cleantext.files.walk import STDIN
from cleantext.report.as_json import reasons

if TYPE_CHECKING:
    from cleantext.documents.items import Item

    from .job import Job


JSON_LINE = r'\s*\{\s*"[^"\n]*"\s*:'


def said_of(job: "Job", document: Document, item: "Item") -> Iterator[str]:
    """Say what a user should know of the document, or with --explain all that was done to it."""
    if job.reading.encoding == AUTO and document.encoding != "utf-8" and not job.show.quiet and not document.cell:
        yield f"{document.name}: read as {document.encoding}"
    if document.name == STDIN and not document.cell and not job.show.quiet and re.match(JSON_LINE, document.source):
        yield "cleantext: -: read as text, but begins like JSON Lines; --input-format jsonl cleans a field of it"
    if job.show.explain and not (document.cell and job.keeps_rows(item.source)):
        yield from _reasons(job, document)
    elif not job.show.quiet:
        for note in document.result.notes:
            if note.kind in ("suspect", "replaced"):
                yield f"{document.name}: {note.kind}: {note.message}"


def _reasons(job: "Job", document: Document) -> Iterator[str]:
    if job.show.screen is None:
        yield from reasons(document.name, document.result)
        return
    from cleantext.report.terminal_reasons import shown  # with what only a terminal needs

    if (text := shown(document.name, document.result, job.show.screen)) is not None:
        yield text


def what_would_change(document: Document) -> str:
    """Say how much cleaning a document would change."""
    gone = len(document.result.removals)
    mended = sum(repaired.lines for repaired in document.result.repairs)
    lines = f"{gone} lines removed, {mended} repaired" if gone or mended else "line ends or encoding"
    return f"{document.name}: would change: {lines}"
