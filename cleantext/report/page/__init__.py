"""The report as one self-contained page of HTML, made of the records of documents (see records.py).

No text of a document can act in it: a Content Security Policy allows the page's own style and script alone. The
documents that need a person's eye come first; the size is bounded.
"""

import base64
import hashlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any, BinaryIO

from cleantext.model import FAILED, SKIPPED, UNCHANGED
from cleantext.text.lines import is_blank

from .records import STOPPED, after_repairs, is_removal, is_repaired, pack, unpack
from .totals import CHANGED, NOTED, SUSPECT, Totals, state_of

ORDER = (SUSPECT, FAILED, SKIPPED, NOTED, CHANGED, UNCHANGED)  # of documents on the page; what is left out is last
LARGEST = 48_000_000  # bytes of documents on a page, some 20,000 articles: what a browser opens in about a second
PARTS = ("page.html", "page.css", "text.js", "page.js")
BLOCK = 100  # documents in one element of the page


def pieces(records: BinaryIO, version: str) -> Iterator[bytes]:
    """Yield the page in pieces: what is the same on every page, the summary, the documents in blocks.

    `records` is a file with a record a line, `version` that of the program, which the page shows.
    """
    totals, places, is_partial = _read(records)
    shown, left_out = _chosen(records, places)
    position = {place: i for i, place in enumerate(shown)}
    summary = totals.as_dict()
    for text in summary["texts"]:
        text[-1] = position.get(text[-1])
    entries = [_entry(unpack(line)) for line in _lines_at(records, shown)]
    about = {"version": version, "partial": is_partial, "left_out": left_out}
    head, tail = _frame()
    yield head
    yield _block("summary", pack({**about, "documents": entries, **summary}))
    for start in range(0, len(shown), BLOCK):
        yield _block("documents", b"".join(_lines_at(records, shown[start : start + BLOCK])))
    yield tail


def _read(records: BinaryIO) -> tuple[Totals, dict[str, "array[int]"], bool]:
    """Count all records; tell where those of documents begin, by state, and whether the run was stopped."""
    totals, is_partial, place = Totals(), False, 0
    places: dict[str, array[int]] = {state: array("q") for state in ORDER}
    for line in records:
        record = unpack(line)
        if STOPPED in record:
            is_partial = True
        else:
            totals.add(record, place)
            places[state_of(record)].append(place)
        place += len(line)
    return totals, places, is_partial


def _lines_at(records: BinaryIO, places: Iterable[int]) -> Iterator[bytes]:
    for place in places:
        records.seek(place)
        yield records.readline()


def _chosen(records: BinaryIO, places: dict[str, "array[int]"]) -> tuple[list[int], int]:
    """Choose the documents that the page holds, the doubtful ones first; tell how many are left out."""
    size, shown, left_out = 0, [], 0
    for state in ORDER:
        for place, line in zip(places[state], _lines_at(records, places[state]), strict=True):
            if size + len(line) > LARGEST:
                left_out += 1
            else:
                size += len(line)
                shown.append(place)
    return shown, left_out


def _entry(record: dict[str, Any]) -> dict[str, Any]:
    """Give what the list of documents shows of one."""
    state = state_of(record)
    entry = {"name": record["name"], "state": state}
    if state in (FAILED, SKIPPED):
        return {**entry, "reason": record[state]}
    lines = record["lines"]
    pairs = Counter((is_removal(line), is_blank(after_repairs(line))) for line in lines)
    return {
        **entry,
        "title": record["title"],
        "differs": record["differs"],
        "lines": len(lines),
        "filled": pairs[True, False] + pairs[False, False],
        "removed": pairs[True, False],
        "blank": pairs[True, True],
        "repaired": sum(map(is_repaired, lines)),
    }


def _frame() -> tuple[bytes, bytes]:
    """Give what comes before and after the data. The page allows its own style and script by their hashes alone."""
    folder = files(__package__)
    html, style, *scripts = (folder.joinpath(name).read_text("utf-8") for name in PARTS)
    script = "".join(scripts)
    html = html.replace("STYLE_HASH", _hash(style)).replace("SCRIPT_HASH", _hash(script))
    head, _, tail = html.replace("STYLE", style).replace("SCRIPT", script).partition("DATA\n")
    return head.encode(), tail.encode()


def _hash(text: str) -> str:
    """Name a text as Content Security Policy does (W3C CSP Level 3, section 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _block(name: str, lines: bytes) -> bytes:
    """Put data in an element that browsers neither run nor show; Base64 has no character that could end it."""
    return b'<script type="application/octet-stream" class="%s">%s</script>\n' % (name.encode(), lines)
