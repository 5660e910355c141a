"""The files that journal entries vouch for: locate, sync and verify them."""

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from cleantext.documents.items import START, Position
from cleantext.files.content import EMPTY, Content, beginnings_of, content_of
from cleantext.files.sync import sync_files, sync_together
from cleantext.files.walk import Input
from cleantext.files.write import is_direct

from .account import NO_TABLE, Doubtful, OpenTable
from .job import STREAM
from .plan import Plan
from .writers import part_path


class Entry(NamedTuple):
    """The progress of a run: inputs done, documents counted, the doubtful ones, and what the partial files hold.

    In an output folder, `files` has what was written for each input since the last entry, None if there is no output.
    """

    place: Position = START
    documents: int = 0
    failed: int = 0
    output: Content = EMPTY
    reports: Sequence[Content] = ()
    files: Sequence[Content | None] = ()
    doubtful: Doubtful = Doubtful()
    table: OpenTable = NO_TABLE


class Claims:
    """The files that the entries of a run are about: finished ones, and partial ones that only begin as they say."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    def sync_finished(self, entry: Entry, journal: int) -> None:
        """Return when the finished files of an entry are on the disk; `journal` is open beside them. Raise OSError."""
        if entry.files:
            sync_together((path for path, _ in self._finished(entry)), journal)

    def sync_outputs(self, latest: Entry, journal: int) -> None:
        """Return when all that a complete run leaves is on the disk; `latest` has its last files. Raise OSError."""
        job = self._plan.job
        self.sync_finished(latest, journal)
        outputs = [job.output] if job.mode == STREAM else []
        sync_files([*outputs, *(report for report in self._plan.report_files if not is_direct(report))])

    def are_finished(self, entry: Entry) -> bool:
        """Check whether the finished files of an entry hold what it says."""
        return all(content_of(path) == content for path, content in self._finished(entry))

    def count_resumable(self, entries: Sequence[Entry]) -> int:
        """Return how many of the entries lead up to the last whose partial files begin as it says."""
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for entry in entries:
            for path, content in self._partial(entry):
                lengths[path].add(content.length)
        true: set[tuple[str, Content]] = set()
        for path, wanted in lengths.items():
            with suppress(OSError):
                true.update((path, content) for content in beginnings_of(path, wanted))
        count = len(entries)
        while count and not true.issuperset(self._partial(entries[count - 1])):
            count -= 1
        return count

    def _finished(self, entry: Entry) -> Iterator[tuple[str, Content]]:
        first = entry.place.inputs - len(entry.files)
        for source, content in zip(self._plan.found[first : entry.place.inputs], entry.files, strict=True):
            if content and isinstance(source, Input):
                yield self._plan.job.target_path(source), content

    def _partial(self, entry: Entry) -> Iterator[tuple[str, Content]]:
        job = self._plan.job
        for report, content in zip(self._plan.reports, entry.reports, strict=True) if entry.reports else ():
            if content.length:
                yield part_path(report, job.output), content
        if entry.output.length and job.mode == STREAM:
            yield part_path(job.output), entry.output
        elif entry.output.length:
            source = self._plan.found[entry.place.inputs]
            if isinstance(source, Input):
                target = job.target_path(source)
                part = part_path(target, follow=False)
                yield part if os.path.lexists(part) else target, entry.output  # it may have been finished since
