"""The files that journal entries vouch for: locate, sync and verify them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from cleantext.documents.items import START, Position
from cleantext.files.content import EMPTY, Content, beginnings_of, content_of
from cleantext.files.sync import sync_files, sync_together
from cleantext.files.walk import Input
from cleantext.files.write import is_direct

from .job import STREAM
from .plan import Plan
from .writers import part_path


class Entry(NamedTuple):
    """The progress of a run: inputs done, documents counted, and what the partial files hold.

    In an output folder, `files` has what was written for each input since the last entry, None if there is no output.
    """

    place: Position = START
    documents: int = 0
    failed: int = 0
    output: Content = EMPTY
    report: Content = EMPTY
    files: Sequence[Content | None] = ()


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
        job, report = self._plan.job, self._plan.options["report"]
        self.sync_finished(latest, journal)
        outputs = [job.output] if job.mode == STREAM else []
        sync_files([*outputs, report] if report and not is_direct(report) else outputs)

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
        job, report = self._plan.job, self._plan.options["report"]
        if entry.report.length:
            yield part_path(report, job.output), entry.report
        if entry.output.length and job.mode == STREAM:
            yield part_path(job.output), entry.output
        elif entry.output.length:
            source = self._plan.found[entry.place.inputs]
            if isinstance(source, Input):
                yield part_path(job.target_path(source), follow=False), entry.output
