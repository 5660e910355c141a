"""Read the documents to learn from twice: once to count the keys of their lines, once to examine frequent lines."""

import os
from array import array
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from functools import partial
from typing import Any

from cleantext.batch.account import Account, Display
from cleantext.batch.batches import read_batches
from cleantext.batch.job import Job, Outcome
from cleantext.batch.process import RunOptions, process_batches
from cleantext.batch.repeated import RepeatedMessages
from cleantext.batch.worker import catching_errors
from cleantext.chain.sites import folders_of, site_of_folder
from cleantext.documents.document import SourceText, read
from cleantext.documents.items import Item
from cleantext.files.formats import has_rows
from cleantext.files.walk import Found, Input, name_in_utf8, shared_mode
from cleantext.model import FAILED, UNCHANGED, CleantextError

from .counts import Counts, Frequent, keys_of
from .occurrences import LineCounts, find_occurrences, repaired_lines, sum_by_line


class Corpus:
    """Documents that can be read again; `failed` is true if some could not be read, `mode` says who may read all.

    `display` opens the progress display of one reading.
    """

    def __init__(
        self,
        job: Job,
        found: Found,
        options: RunOptions,
        display: Callable[[], AbstractContextManager[Display]],
        *,
        quiet: bool,
    ) -> None:
        self._job, self._found, self._options, self._display, self._quiet = job, found, options, display, quiet
        self.failed = False
        self.mode = shared_mode(item for item in found if isinstance(item, Input))
        self._reported: set[str] = set()

    def count(self, max_memory: int) -> Counts:
        """Return the counts of the keys in all documents; report documents that fail on stderr."""
        counts = Counts(max_memory)
        for site, keys in self._process_each(_count_document):
            counts.add(site, array("q", keys))
        return counts

    def look(self, frequent: Frequent) -> list[LineCounts]:
        """Return the frequent lines with their counts, from where they occur in the documents."""
        found = self._process_each(partial(_look_at_document, frequent))
        return list(sum_by_line(line for lines in found for line in lines).values())

    def _process_each(self, process_one: Callable[[Job, Item, Input], Outcome]) -> Iterator[Any]:
        """Yield what is found in each document; report each that fails once, in whichever reading that is."""
        account, process = Account(), partial(catching_errors, process_one, self._job)
        work = read_batches(self._found, self._job.reading)
        with (
            self._display() as display,
            closing(process_batches(work, process, _leave_no_file, self._options)) as results,
        ):
            messages = RepeatedMessages(display.say, report="")
            for batch, outcomes in results:
                names = [item.name for item in batch.items]
                if batch.failure and batch.table:
                    names.append(batch.table.name)
                    outcomes.append(Outcome(FAILED, reason=batch.failure))
                for name, outcome in zip(names, outcomes, strict=True):
                    account.add(name, outcome)
                    if outcome.reason and name not in self._reported:
                        self._reported.add(name)
                        if outcome.state == FAILED:
                            messages.fail(name, outcome.reason)
                        elif not self._quiet:
                            display.say(f"cleantext: {name}: {outcome.reason}; skipped")
                    if outcome.payload is not None:
                        yield outcome.payload
                account.bytes += batch.size
                display.show(account)
            messages.end()
        self.failed = self.failed or account.failed > 0


def _leave_no_file(_item: Item, _process: int) -> None:
    """Remove nothing for a document whose process was killed: it wrote no file."""


def _count_document(job: Job, item: Item, source: Input) -> Outcome:
    document = read(item, source, job.reading)
    keys = keys_of(repaired_lines(document.text, job.sites.chain_for(None)))
    return Outcome(UNCHANGED, payload=(_site_of(job, source, document), array("q", keys).tobytes()) if keys else None)


def _look_at_document(frequent: Frequent, job: Job, item: Item, source: Input) -> Outcome:
    document = read(item, source, job.reading)
    site = _site_of(job, source, document)
    keys, example = frequent.keys.get(site, ()), name_in_utf8(item.name)
    found = find_occurrences(document.text, job.sites.chain_for(None), keys) if keys else ()
    return Outcome(
        UNCHANGED, payload=[LineCounts.from_occurrence(site, occurrence, example) for occurrence in found] or None
    )


def _site_of(job: Job, source: Input, document: SourceText) -> str:
    """Return the site of a document: the one set for all, that in its field, or the first folder below the given path.

    Of a file given by its own path, the site is the folder that it is in. Raise CleantextError if the field has none.
    """
    whose = job.sites.whose
    if not whose.is_set:
        below = os.path.dirname(source.below)
        return site_of_folder(below.split(os.sep)[0]) if below else next(folders_of(source), "/")
    site = whose.site_of_row(document.cell.site if document.cell else None)
    if site is None:
        raise CleantextError(
            f"no site in the field {whose.field!r}" if document.cell else "text has no field for its site"
        )
    return site


def has_no_site(source: Input, job: Job) -> bool:
    """Check whether the rows of a table have no known site."""
    return has_rows(source.format) and not os.path.dirname(source.below) and not job.sites.whose.is_set
