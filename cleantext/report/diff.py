"""Make a unified diff of a document and its clean text in one pass: the removals are known, so none is searched."""

import re
from collections.abc import Iterator, Sequence

from cleantext.chain.results import Result
from cleantext.text.lines import split_lines

RAW_LINE = "[^\n\r\u2028\u2029]*(?:\r\n|[\n\r\u2028\u2029])|[^\n\r\u2028\u2029]+"
LINE_ENDS = ("\n", "\r", "\u2028", "\u2029")
CONTEXT_LINES = 3  # lines, as of diff -u
NO_NEWLINE = "\\ No newline at end of file"


def unified(name: str, source: str, result: Result) -> Iterator[str]:
    r"""Yield the lines of the diff from `source` (as decoded, with its line ends) to the text of `result`.

    Yield nothing if they are the same. A line end other than LF is part of its line, so "a\r" differs from "a"; but of
    CRLF, the lines of the clean text have as many as those of the source, so that `patch` finds them and leaves them.
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
    removed = {removal.line for removal in result.removals}
    kept = iter(split_lines(result.text))
    for number, raw in enumerate(re.findall(RAW_LINE, source), 1):
        line = raw.removesuffix("\n")
        if number in removed:
            yield f"-{line}"
        else:
            clean = next(kept) + "\r" * raw.endswith("\r\n")
            if raw == f"{clean}\n":
                yield f" {line}"
                continue
            yield f"-{line}"
        if not raw.endswith(LINE_ENDS):
            yield NO_NEWLINE
        if number not in removed:
            yield f"+{clean}"


def _hunks(changed: Sequence[int], length: int) -> Iterator[tuple[int, int]]:
    """Yield ranges of entries: the changed ones with their context, joined where they overlap."""
    start = end = changed[0]
    for i in changed[1:]:
        if i - end > 2 * CONTEXT_LINES:
            yield max(0, start - CONTEXT_LINES), end + CONTEXT_LINES + 1
            start = i
        end = i
    yield max(0, start - CONTEXT_LINES), min(length, end + CONTEXT_LINES + 1)


def _count(entries: Sequence[str], old: int, new: int) -> tuple[int, int]:
    return (
        old + sum(entry[0] in " -" for entry in entries),
        new + sum(entry[0] in " +" for entry in entries),
    )


def _range(start: int, end: int) -> str:
    """Return a range of lines as diff writes it: an empty one starts at the line before it."""
    length = end - start
    if length == 1:
        return str(start)
    return f"{start if length else start - 1},{length}"
