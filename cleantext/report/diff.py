"""A unified diff of a document and its clean text, in one pass: the removals say already which lines go."""

import re
from collections.abc import Iterator, Sequence

from cleantext.model import Result
from cleantext.text.lines import split_lines

RAW_LINE = "[^\n\r\u2028\u2029]*(?:\r\n|[\n\r\u2028\u2029])|[^\n\r\u2028\u2029]+"
LINE_ENDS = ("\n", "\r", "\u2028", "\u2029")
CONTEXT = 3
NO_NEWLINE = "\\ No newline at end of file"


def unified(name: str, source: str, result: Result) -> Iterator[str]:
    r"""Give the lines of the diff from `source` (as decoded, line ends and all) to the text of `result`.

    Nothing comes where nothing differs. A line end other than LF is part of its line, so "a\r" differs from "a".
    """
    entries = list(_entries(source, result))
    changed = [i for i, entry in enumerate(entries) if entry[0] != " "]
    if not changed:
        return
    yield f"--- {name}"
    yield f"+++ {name}"
    old = new = 1
    done = 0
    for start, end in _hunks(changed, len(entries)):
        old, new = _count(entries[done:start], old, new)
        old_end, new_end = _count(entries[start:end], old, new)
        yield f"@@ -{_range(old, old_end)} +{_range(new, new_end)} @@"
        yield from entries[start:end]
        old, new, done = old_end, new_end, end


def _entries(source: str, result: Result) -> Iterator[str]:
    gone = {removal.line for removal in result.removals}
    kept = iter(split_lines(result.text))
    for number, raw in enumerate(re.findall(RAW_LINE, source), 1):
        line = raw.removesuffix("\n")
        if number in gone:
            yield f"-{line}"
        else:
            clean = next(kept)
            if raw == f"{clean}\n":
                yield f" {line}"
                continue
            yield f"-{line}"
        if not raw.endswith(LINE_ENDS):
            yield NO_NEWLINE
        if number not in gone:
            yield f"+{clean}"


def _hunks(changed: Sequence[int], length: int) -> Iterator[tuple[int, int]]:
    """Gather the changed entries, with their context, into ranges that do not touch."""
    start = end = changed[0]
    for i in changed[1:]:
        if i - end > 2 * CONTEXT:
            yield max(0, start - CONTEXT), end + CONTEXT + 1
            start = i
        end = i
    yield max(0, start - CONTEXT), min(length, end + CONTEXT + 1)


def _count(entries: Sequence[str], old: int, new: int) -> tuple[int, int]:
    return (
        old + sum(entry[0] in " -" for entry in entries),
        new + sum(entry[0] in " +" for entry in entries),
    )


def _range(start: int, end: int) -> str:
    """Write a range of lines as diff does: an empty one begins at the line before it."""
    length = end - start
    if length == 1:
        return str(start)
    return f"{start if length else start - 1},{length}"
