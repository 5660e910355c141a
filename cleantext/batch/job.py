"""The settings shared by all documents of a run (Job), and the result of one document (Outcome)."""

import os
from collections.abc import Mapping, Sequence
from errno import EDQUOT, EIO, ENOENT, ENOSPC, EROFS
from typing import TYPE_CHECKING, Any, NamedTuple

from cleantext.chain.sites import Sites
from cleantext.documents.items import Reading
from cleantext.files import formats
from cleantext.files.content import Content
from cleantext.files.formats import FORMATS, JSONL, PIECES, TEXT
from cleantext.files.streams import safe
from cleantext.files.walk import STDIN, Input
from cleantext.model import FAILED, SKIPPED, Note

if TYPE_CHECKING:
    from cleantext.chain.losses import Losses
    from cleantext.chain.rule_use import RuleUse
    from cleantext.report.screen import Screen

STREAM, FOLDER, IN_PLACE, INSPECT = "stream", "folder", "in-place", "inspect"
FATAL_ERRNOS = (ENOSPC, EDQUOT, EIO, EROFS)  # any other document would fail in the same way


class ShowOptions(NamedTuple):
    """What is shown of each document on the standard streams.

    `color` and `terminal` are about stdout, for a diff; `screen` is the terminal that --explain is laid out for, and
    `language` that of the reasons.
    """

    explain: bool = False
    diff: bool = False
    check: bool = False
    quiet: bool = False
    color: bool = False
    terminal: bool = False
    screen: "Screen | None" = None
    language: str = "en"


class Job(NamedTuple):
    """The settings shared by all documents of a run.

    `mode` is where documents are written: to one stream, into a folder, over their sources, or nowhere (--diff,
    --check). `form` is the output format; None keeps that of the input. `backup` is the suffix under which files
    that are written over are kept. `reports` are the formats of the reports, `doubtful` is that of the list of
    doubtful documents, if there is one.
    """

    sites: Sites
    reading: Reading
    mode: str = STREAM
    form: str | None = None
    output: str = ""
    show: ShowOptions = ShowOptions()
    dry_run: bool = False
    backup: str = ""
    reports: tuple[str, ...] = ()
    doubtful: str = ""

    def keeps_rows(self, source: Input | None) -> bool:
        """Check whether a source is a table that is written as a table."""
        writes_tables = self.form in (None, JSONL) and self.mode != INSPECT
        return source is not None and formats.has_rows(source.format) and writes_tables

    def target_path(self, source: Input) -> str:
        """Return the path of a file in the output folder: the input tree mirrored, the suffix that of the output."""
        own = TEXT if source.format == PIECES else source.format
        below = f"stdin{FORMATS[own].suffixes[0]}" if source.name == STDIN else source.below
        form = self.form or formats.written_as(own)
        if form != own:
            stem, _, compression = formats.split_name(below)
            below = f"{stem}{FORMATS[form].suffixes[0]}{compression}"
        return os.path.join(self.output, below)

    def is_fatal(self, error: BaseException | None) -> bool:
        """Check whether any other document would fail to be written in the same way."""
        if not isinstance(error, OSError):
            return False
        is_gone = error.errno == ENOENT and self.mode == FOLDER and not os.path.isdir(self.output)
        return is_gone or error.errno in FATAL_ERRNOS

    def dry_run_line(self, source: Input) -> bytes:
        """Return the line that --dry-run prints for a file."""
        if self.mode == IN_PLACE:
            return f"{safe(source.name)}\n".encode()
        target = self.target_path(source) if self.mode == FOLDER else self.output
        return f"{safe(source.name)} -> {safe(target)}\n".encode()


class Outcome(NamedTuple):
    """The result of one document: its state, the bytes to write for it, messages for stderr, and counts.

    `warnings` are messages without the name, of which equal ones are not all printed.

    With `is_fatal`, no other document can be written either. `changed` is counted for --check, and
    `has_site_rules` if a profile has rules for the document's site. `reports` and `listed` are what each report says
    of it, and the list of doubtful documents. `losses` are what a user's rules drop of a file
    that is written over, and `content` is that of the document's own file in an output folder. `payload` is for
    callers that only read documents. `rule_use` is what the document shows about the rules of a user.
    """

    state: str
    output: bytes = b""
    messages: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    reason: str = ""
    is_fatal: bool = False
    changed: bool = False
    removed: Mapping[str, int] = {}
    doubts: tuple[Note, ...] = ()
    replaced: int = 0
    reports: tuple[bytes, ...] = ()
    listed: bytes = b""
    has_site_rules: bool = False
    losses: "Losses | None" = None
    rule_use: "RuleUse | None" = None
    content: Content | None = None
    payload: Any = None


def outputs_of(outcomes: Sequence[Outcome]) -> list[bytes | None]:
    """Return what to write for each document: None for one that failed or was skipped."""
    return [None if outcome.state in (FAILED, SKIPPED) else outcome.output for outcome in outcomes]
