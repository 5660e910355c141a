"""Format a result as JSON, for programs."""

import re
from collections.abc import Callable

from cleantext.chain.results import Result
from cleantext.files.walk import name_in_utf8

LINE_BREAKS = "[\x85\u2028\u2029]"  # JSON allows them unescaped, but many line readers split there


def to_json(value: object, *, indent: int | None = None, default: Callable[[object], object] | None = None) -> str:
    """Return JSON with letters unescaped, but without line breaks of any kind. Raise ValueError for NaN.

    `default` converts values of types that JSON does not have.
    """
    import json

    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent, default=default)
    return re.sub(LINE_BREAKS, lambda match: f"\\u{ord(match[0]):04x}", text)


def removal_lines(source: str, row: int | None, result: Result) -> bytes:
    """Return JSON Lines with one object for each line removed from a document: a file, or row `row` of a table."""
    about = {"source": name_in_utf8(source), "row": row}
    doubtful = list(result.doubtful)
    records = ({**about, **removal._asdict(), "doubtful": doubtful} for removal in result.removals)
    return "".join(f"{to_json(record)}\n" for record in records).encode()


def failure_line(source: str, row: int | None, reason: str) -> bytes:
    """Return the line of a document that failed, in a report of removals: of the kind "failed", and without a line."""
    about = {"source": name_in_utf8(source), "row": row, "line": None, "text": None, "filter": None}
    return f"{to_json({**about, 'kind': 'failed', 'reason': reason, 'twin': None, 'doubtful': []})}\n".encode()


def doubtful_line(source: str, row: int | None, result: Result) -> bytes:
    """Return a doubtful document as a line of JSON, with its reasons and their kinds; nothing for any other."""
    if not result.doubts:
        return b""
    kinds = [note.kind for note in result.doubts]
    record = {"source": name_in_utf8(source), "row": row, "doubtful": list(result.doubtful), "kinds": kinds}
    return f"{to_json(record)}\n".encode()
