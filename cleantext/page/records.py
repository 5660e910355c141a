"""What the report's page keeps of a document: a line of bytes for each, which the page holds as it is."""

import base64
import json
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..lines import split_lines, unify_line_ends
from ..report import name_in_utf8
from ..work import SKIPPED

if TYPE_CHECKING:
    from ..documents import Document


def record(name: str, document: "Document") -> bytes:
    """Give a document, before and after, and what was done to each line, as one line of ASCII without markup.

    A line of the source is text where it stayed as it was, a pair where it was repaired, and where it went a list of
    itself, filter, kind and reason, and what repairs had made of it if it was repaired, too.
    """
    result = document.result
    removals = {removal.line: removal for removal in result.removals}
    kept = iter(split_lines(result.text))
    lines: list[Any] = []
    for number, before in enumerate(split_lines(unify_line_ends(document.source)), 1):
        if removal := removals.get(number):
            line = [before, removal.filter, removal.kind, removal.reason]
            lines.append(line if removal.text == before else [*line, removal.text])
        else:
            after = next(kept)
            lines.append(before if before == after else [before, after])
    return pack(
        {
            "name": name_in_utf8(name),
            "lines": lines,
            "repairs": {repaired.filter: repaired.lines for repaired in result.repairs},
            "notes": [note._asdict() for note in result.notes],
        }
    )


def of_failure(name: str, state: str, reason: str) -> bytes:
    """Give a document that was not cleaned, and why."""
    return pack({"name": name_in_utf8(name), "skipped" if state == SKIPPED else "failed": reason})


def pack(value: Mapping[str, Any]) -> bytes:
    """Write JSON as deflate (RFC 1950) in Base64: small, and no text of a document can be taken for markup."""
    return base64.b64encode(zlib.compress(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))) + b"\n"


def unpack(line: bytes) -> dict[str, Any]:
    """Read what `pack` wrote."""
    value: dict[str, Any] = json.loads(zlib.decompress(base64.b64decode(line)))
    return value
