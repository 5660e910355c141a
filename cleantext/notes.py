"""Detectors: what a reader should know of a document and no filter changes."""

from collections.abc import Iterable, Iterator, Sequence

from .lines import reads_like_prose, split_lines
from .model import Note, Removal

REPLACEMENT = "\ufffd"


def seen(repaired: str, removals: Sequence[Removal]) -> tuple[Note, ...]:
    """Look at a document's repaired text and what was removed of it."""
    return (*_replacements(repaired), *_suspect(repaired, removals))


def _replacements(repaired: str) -> Iterator[Note]:
    if count := repaired.count(REPLACEMENT):
        line = repaired.count("\n", 0, repaired.index(REPLACEMENT)) + 1
        yield Note("replacement", f"{count} characters were lost before this text came here (U+FFFD)", line)


def _suspect(repaired: str, removals: Sequence[Removal]) -> Iterator[Note]:
    """Suspect a filter when most of a document's prose would go; that most of its lines go is usual for a page."""
    gone = _length(removal.text for removal in removals)
    if gone and 2 * gone > (total := _length(split_lines(repaired))):
        yield Note("suspect", f"{100 * gone // total} % of the prose was removed")


def _length(lines: Iterable[str]) -> int:
    return sum(len(line) for line in lines if reads_like_prose(line))
