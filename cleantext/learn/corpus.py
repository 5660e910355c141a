"""The documents that are learned from, read once for their keys and once more for the lines that are frequent."""

import os
from array import array
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from functools import partial
from typing import Any

from cleantext.batch.account import Account, Display
from cleantext.batch.batches import batches
from cleantext.batch.job import Job, Outcome
from cleantext.batch.run import Means, mapped
from cleantext.batch.worker import attempted
from cleantext.chain.sites import folders_of, site_of_folder
from cleantext.documents.document import SourceText, read
from cleantext.documents.items import Item
from cleantext.files.formats import TEXT
from cleantext.files.walk import Found, Input, name_in_utf8
from cleantext.model import FAILED, UNCHANGED, CleantextError

from .counts import Counts, Frequent, keys_of
from .occurrences import Line, added_up, repaired_lines, sightings


class Corpus:
    """Documents that can be read again; `failed` says that some could not be read at all.

    `display` opens what shows how far a reading is.
    """

    def __init__(
        self,
        job: Job,
        found: Found,
        means: Means,
        display: Callable[[], AbstractContextManager[Display]],
        *,
        quiet: bool,
    ) -> None:
        self._job, self._found, self._means, self._display, self._quiet = job, found, means, display, quiet
        self.failed = False
        self._said: set[str] = set()

    def count(self, max_memory: int) -> Counts:
        """Count the keys of all documents; name those that fail on stderr."""
        counts = Counts(max_memory)
        for site, keys in self._each(_count):
            counts.add(site, array("q", keys))
        return counts

    def look(self, frequent: Frequent) -> list[Line]:
        """Look at the frequent lines where they stand."""
        found = self._each(partial(_look, frequent))
        return list(added_up(line for lines in found for line in lines).values())

    def _each(self, do: Callable[[Job, Item, Input], Outcome]) -> Iterator[Any]:
        """Give what is found in each document; say once of each that failed why, in whichever reading that was."""
        account, treat = Account(), partial(attempted, do, self._job)
        work = batches(self._found, self._job.reading)
        with self._display() as display, closing(mapped(work, treat, _leave, self._means)) as results:
            for batch, outcomes in results:
                names = [item.name for item in batch.items]
                if batch.failure and batch.table:
                    names.append(batch.table.name)
                    outcomes.append(Outcome(FAILED, reason=batch.failure))
                for name, outcome in zip(names, outcomes, strict=True):
                    account.add(outcome)
                    if outcome.reason and name not in self._said:
                        self._said.add(name)
                        if outcome.state == FAILED:
                            display.say(f"cleantext: {name}: {outcome.reason}")
                        elif not self._quiet:
                            display.say(f"cleantext: {name}: {outcome.reason}; skipped")
                    if outcome.found is not None:
                        yield outcome.found
                account.bytes += batch.size
                display.show(account)
        self.failed = self.failed or account.failed > 0


def _leave(_item: Item, _process: int) -> None:
    """Do nothing for a document whose process was killed: it wrote no file."""


def _count(job: Job, item: Item, source: Input) -> Outcome:
    document = read(item, source, job.reading)
    keys = keys_of(repaired_lines(document.text, job.sites.chain_for(None)))
    return Outcome(UNCHANGED, found=(_site_of(job, source, document), array("q", keys).tobytes()) if keys else None)


def _look(frequent: Frequent, job: Job, item: Item, source: Input) -> Outcome:
    document = read(item, source, job.reading)
    site = _site_of(job, source, document)
    keys, example = frequent.keys.get(site, ()), name_in_utf8(item.name)
    found = sightings(document.text, job.sites.chain_for(None), keys) if keys else ()
    return Outcome(UNCHANGED, found=[Line.seen_once(site, sighting, example) for sighting in found] or None)


def _site_of(job: Job, source: Input, document: SourceText) -> str:
    """Tell the site of a document: the one of all, what its field says, the first folder below the path that was given.

    A file that was named itself is of the folder that it is in. Raises CleantextError where the field says none.
    """
    whose = job.sites.whose
    if not whose.is_told:
        below = os.path.dirname(source.below)
        return site_of_folder(below.split(os.sep)[0]) if below else next(folders_of(source), "/")
    site = whose.site_of_row(document.cell.site if document.cell else None)
    if site is None:
        raise CleantextError(
            f"no site in the field {whose.field!r}" if document.cell else "text has no field for its site"
        )
    return site


def is_of_no_site(source: Input, job: Job) -> bool:
    """Tell whether nothing says what the site of the rows of a table is."""
    return source.format != TEXT and not os.path.dirname(source.below) and not job.sites.whose.is_told
