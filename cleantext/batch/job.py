"""A job: what is the same for all documents of a run; and the outcome of each."""

import os
from errno import EDQUOT, EIO, ENOSPC, EROFS
from typing import TYPE_CHECKING, Any, NamedTuple

from cleantext.chain.sites import Sites
from cleantext.documents.items import Reading
from cleantext.files import formats
from cleantext.files.formats import JSONL, TEXT
from cleantext.files.streams import safe
from cleantext.files.walk import STDIN, Input

if TYPE_CHECKING:
    from cleantext.report.screen import Screen

STREAM, FOLDER, IN_PLACE, INSPECT = "stream", "folder", "in-place", "inspect"
NO_MORE = (ENOSPC, EDQUOT, EIO, EROFS)  # what every other document would meet, too


class Show(NamedTuple):
    """What people are shown of each document, and where.

    `color` and `terminal` are for a diff; `screen` is the terminal that reasons are laid out for, if they go to one.
    """

    explain: bool = False
    diff: bool = False
    check: bool = False
    quiet: bool = False
    color: bool = False
    terminal: bool = False
    screen: "Screen | None" = None


class Job(NamedTuple):
    """What is the same for all documents of a run.

    `mode` is where they go: to one stream, into a folder, in the place of their sources, or nowhere, to be inspected.
    `form` is what they are written as; None is as they came. `report` is the form of the report; empty is none.
    """

    sites: Sites
    reading: Reading
    mode: str = STREAM
    form: str | None = None
    output: str = ""
    show: Show = Show()
    dry_run: bool = False
    report: str = ""

    def keeps_rows(self, source: Input | None) -> bool:
        """Tell whether a table comes out as a table."""
        tables_alike = self.form in (None, JSONL) and self.mode != INSPECT
        return source is not None and source.format != TEXT and tables_alike

    def target_of(self, source: Input) -> str:
        """Say where below the output folder a file goes: the tree mirrored, the suffix that of what is written."""
        below = f"stdin.{'txt' if source.format == TEXT else source.format}" if source.name == STDIN else source.below
        if self.form not in (None, source.format):
            stem, _, compression = formats.split_name(below)
            below = f"{stem}.{'txt' if self.form == TEXT else self.form}{compression}"
        return os.path.join(self.output, below)

    def line_of(self, source: Input) -> bytes:
        """Say where a file would go, for a dry run."""
        if self.mode == IN_PLACE:
            return f"{safe(source.name)}\n".encode()
        target = self.target_of(source) if self.mode == FOLDER else self.output
        return f"{safe(source.name)} -> {safe(target)}\n".encode()


class Outcome(NamedTuple):
    """What became of a document: its state, what is to be written for it, what to say, what to count.

    `changed` is for --check; `ends` says that no other document would fare better, `sited` that a profile has rules for
    its site. `found` is for who only looks.
    """

    state: str
    output: bytes = b""
    said: tuple[str, ...] = ()
    reason: str = ""
    ends: bool = False
    changed: bool = False
    removed: tuple[tuple[str, int], ...] = ()
    suspect: bool = False
    replaced: int = 0
    report: bytes = b""
    sited: bool = False
    found: Any = None
