"""Format what was done to a document, and why, as plain lines for people: --explain into a pipe or a file."""

from collections.abc import Iterator

from cleantext.chain.results import Result
from cleantext.model import DOUBTS, Note

from .inline_diff import common_prefix_length, written_out
from .language import ENGLISH, translate

CONTEXT_CHARACTERS = 16  # characters shown on either side of a change


def reasons(name: str, result: Result, language: str = ENGLISH) -> Iterator[str]:
    """Yield what was done and why, as lines: one for each removal, each example of a repair, each note."""
    for filter_name, lines, examples in result.repairs:
        for line, before, after in examples:
            yield f"{name}:{line}: {filter_name}: {_change(before, after, language)}"
        if lines > len(examples):
            yield f"{name}: {filter_name}: {translate(f'{lines:,} lines in all', language)}"
    for removal in result.removals:
        yield f"{name}:{removal.line}: {removal.filter}: {translate(removal.reason, language)}"
    for note in result.notes:
        heading = translate(heading_of(note), language)
        yield f"{name}{'' if note.line is None else f':{note.line}'}: {heading}: {translate(note.message, language)}"


def heading_of(note: Note) -> str:
    """Return what a note is shown under: its kind, or that it is a reason to doubt the document."""
    return "doubtful" if note.kind in DOUBTS else note.kind


def _change(before: str, after: str, language: str) -> str:
    """Return the part where two lines differ, before and after, with invisible characters written out."""
    start = common_prefix_length(before, after)
    end = common_prefix_length(before[start:][::-1], after[start:][::-1])
    old, new = (_excerpt(line, start, len(line) - end) for line in (before, after))
    return translate(f"{old} becomes {new}", language)


def _excerpt(line: str, start: int, end: int) -> str:
    left, right = max(0, start - CONTEXT_CHARACTERS), min(len(line), max(end, start) + CONTEXT_CHARACTERS)
    right = min(right, left + 4 * CONTEXT_CHARACTERS)
    return f"“{'…' if left else ''}{written_out(line[left:right])}{'…' if right < len(line) else ''}”"
