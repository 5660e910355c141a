"""A result for programs, and for people who read it in a file: JSON, and reasons, a line each."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from cleantext.files.walk import name_in_utf8
from cleantext.model import Result
from cleantext.text.lines import is_blank, split_lines
from cleantext.text.prose import reads_like_a_headline

from .inline_diff import common, written_out

SCHEMA = 1
BREAKS_LINES = "[\x85\u2028\u2029]"  # JSON allows them raw, but readers of lines split there
AROUND = 16  # characters shown on either side of a change


def record(source: str, encoding: str, result: Result) -> dict[str, Any]:
    """Give one document as JSON has it (see schema.json): text, paragraphs, and an account of every line."""
    paragraphs = [line for line in split_lines(result.text) if not is_blank(line)]
    title = paragraphs[0] if paragraphs and reads_like_a_headline(paragraphs[0]) else None
    return {
        "schema": SCHEMA,
        "source": name_in_utf8(source),
        "encoding": encoding,
        "title": title,
        "text": result.text,
        "paragraphs": paragraphs,
        "removals": [removal._asdict() for removal in result.removals],
        "repairs": [{**r._asdict(), "examples": [e._asdict() for e in r.examples]} for r in result.repairs],
        "notes": [note._asdict() for note in result.notes],
    }


def to_json(value: object, *, indent: int | None = None, default: Callable[[object], object] | None = None) -> str:
    """Write JSON as UTF-8 readers like it: letters as they are, but no character that breaks lines, no NaN.

    `default` turns what JSON has no way to write into what it has.
    """
    import json

    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent, default=default)
    return re.sub(BREAKS_LINES, lambda match: f"\\u{ord(match[0]):04x}", text)


def reasons(name: str, result: Result) -> Iterator[str]:
    """Say what was done and why: a line for each removal, for some examples of each repair, for each note."""
    for filter_name, lines, examples in result.repairs:
        for line, before, after in examples:
            yield f"{name}:{line}: {filter_name}: {_change(before, after)}"
        if lines > len(examples):
            yield f"{name}: {filter_name}: {lines} lines in all"
    for removal in result.removals:
        yield f"{name}:{removal.line}: {removal.filter}: {removal.reason}"
    for note in result.notes:
        yield f"{name}{'' if note.line is None else f':{note.line}'}: {note.kind}: {note.message}"


def _change(before: str, after: str) -> str:
    """Show where two lines differ first, invisible characters written out."""
    start = common(before, after)
    end = common(before[start:][::-1], after[start:][::-1])
    old, new = (_excerpt(line, start, len(line) - end) for line in (before, after))
    return f"{old} becomes {new}"


def _excerpt(line: str, start: int, end: int) -> str:
    left, right = max(0, start - AROUND), min(len(line), max(end, start) + AROUND)
    right = min(right, left + 4 * AROUND)
    return f"“{'…' if left else ''}{written_out(line[left:right])}{'…' if right < len(line) else ''}”"


def removals(source: str, row: int | None, result: Result) -> bytes:
    """Give a line of JSON for each line that was removed from a document, a file or the row of a table."""
    name = name_in_utf8(source)
    records = ({"source": name, "row": row, **removal._asdict()} for removal in result.removals)
    return "".join(f"{to_json(record)}\n" for record in records).encode()
