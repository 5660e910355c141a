"""What the report's page keeps of a document: a line of bytes for each, which the page holds as it is.

A line of the source is text where it stayed as it was, else a list: what it was, and where it went filter, kind and
reason. What it was is text, or where it was repaired its parts, those that stayed as text and the others as pairs.
"""

import base64
import json
import zlib
from collections.abc import Mapping
from typing import Any, TypeAlias

from cleantext.files.walk import name_in_utf8
from cleantext.model import Result
from cleantext.report.inline_diff import runs
from cleantext.text.lines import is_blank, split_lines, unify_line_ends

STOPPED = "stopped"
LONGEST_TITLE = 100  # characters of the first line, by which people know a document
Parts: TypeAlias = str | list[str | list[str]]
Line: TypeAlias = str | list[Any]  # of type checkers, a list whose first item is Parts


def record(name: str, source: str, result: Result, *, differs: bool) -> bytes:
    """Return a document, before and after, and what was done to each line, as one line of ASCII without markup.

    `differs` says whether a byte of it changed.
    """
    removals = {removal.line: removal for removal in result.removals}
    kept = iter(split_lines(result.text))
    lines: list[Line] = []
    for number, before in enumerate(split_lines(unify_line_ends(source)), 1):
        if removal := removals.get(number):
            lines.append([_parts(before, removal.text), removal.filter, removal.kind, removal.reason])
        else:
            after = next(kept)
            lines.append(before if before == after else [_parts(before, after)])
    title = next((line for line in split_lines(result.text) if not is_blank(line)), "")
    return pack(
        {
            "name": name_in_utf8(name),
            "title": title[:LONGEST_TITLE],
            "differs": differs,
            "lines": lines,
            "repairs": {repaired.filter: repaired.lines for repaired in result.repairs},
            "notes": [note._asdict() for note in result.notes],
        }
    )


def of_failure(name: str, state: str, reason: str, also: Mapping[str, int] | None = None) -> bytes:
    """Give a document that was not cleaned: its state (failed or skipped), and why.

    `also` counts, by state, documents that have no record of their own, because their table was not written.
    """
    return pack({"name": name_in_utf8(name), state: reason, **({"also": also} if also else {})})


def of_stop() -> bytes:
    """Say that the run was stopped: what comes before is what was done until then."""
    return pack({STOPPED: True})


def is_removal(line: Line) -> bool:
    """Tell a line that went from one that stayed."""
    return not isinstance(line, str) and len(line) > 1


def is_repaired(line: Line) -> bool:
    """Tell a line that was repaired, also one that went then."""
    return not isinstance(line, str) and not isinstance(line[0], str)


def after_repairs(line: Line) -> str:
    """Give what repairs made of a line."""
    parts: Parts = line if isinstance(line, str) else line[0]
    return parts if isinstance(parts, str) else "".join(part if isinstance(part, str) else part[1] for part in parts)


def pack(value: Mapping[str, Any]) -> bytes:
    """Write JSON as deflate (RFC 1950) in Base64: small, and no text of a document can be taken for markup."""
    return base64.b64encode(zlib.compress(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))) + b"\n"


def unpack(line: bytes) -> dict[str, Any]:
    """Read what `pack` wrote."""
    value: dict[str, Any] = json.loads(zlib.decompress(base64.b64decode(line)))
    return value


def _parts(before: str, after: str) -> Parts:
    if before == after:
        return before
    return [old if old == new else [old, new] for old, new in runs(before, after)]
