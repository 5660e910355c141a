"""Make the HTML report: one self-contained page, from the records of documents (see records.py).

Text of a document cannot run in it: a Content Security Policy allows only the page's own style and script. Documents
that a person should look at come first; the size is bounded.
"""

import base64
import hashlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Any, BinaryIO

from cleantext.model import FAILED, SKIPPED, UNCHANGED
from cleantext.report.language import VIETNAMESE, section, translate
from cleantext.text.lines import is_blank

from .records import STOPPED, in_vietnamese, is_removal, is_repaired, pack, pack_together, repaired_text, unpack
from .totals import CHANGED, DOUBTFUL, NOTED, Totals, state_of

ORDER = (DOUBTFUL, FAILED, SKIPPED, NOTED, CHANGED, UNCHANGED)  # on the page, which leaves out the last
MAX_BYTES = 48_000_000  # of records on a page: some 20,000 articles, which a browser opens in about a second
SCRIPTS = (
    "base",
    "fold",
    "language",
    "marks",
    "keep",
    "text",
    "folds",
    "heading",
    "chart",
    "lines",
    "search",
    "csv",
    "documents",
    "page",
)
BLOCK = 25  # documents that are packed, and unpacked, together: base.js has the same number


def page_chunks(records: BinaryIO, run: Mapping[str, object]) -> Iterator[bytes]:
    """Yield the page in pieces: the frame, which all pages share, the summary, the documents in blocks.

    `records` is a file with one record per line; `run` tells of the run what heads the page (see cli/about_run.py).
    """
    totals, offsets, is_partial = _read(records)
    shown, left_out = _choose(records, offsets)
    index_of = {offset: i for i, offset in enumerate(shown)}
    summary = totals.as_dict()
    for text in summary["texts"]:
        text[-1] = index_of.get(text[-1])
    entries = [_entry(unpack(line), offset) for offset, line in zip(shown, _lines_at(records, shown), strict=True)]
    about = {"run": run, "partial": is_partial, "left_out": left_out, "vi": _vietnamese(summary, entries)}
    start_of_page, end_of_page = _frame()
    yield start_of_page
    yield _block("summary", pack({**about, "documents": entries, **summary}))
    for start in range(0, len(shown), BLOCK):
        yield _block("documents", pack_together(_lines_at(records, shown[start : start + BLOCK])))
    yield end_of_page


def _read(records: BinaryIO) -> tuple[Totals, dict[str, "array[int]"], bool]:
    """Return totals of all records, offsets of those of documents by state, and whether the run was stopped early."""
    totals, is_partial, offset = Totals(), False, 0
    offsets: dict[str, array[int]] = {state: array("q") for state in ORDER}
    for line in records:
        record = unpack(line)
        if STOPPED in record:
            is_partial = True
        else:
            totals.add(record, offset)
            offsets[state_of(record)].append(offset)
        offset += len(line)
    return totals, offsets, is_partial


def _lines_at(records: BinaryIO, offsets: Iterable[int]) -> Iterator[bytes]:
    for offset in offsets:
        records.seek(offset)
        yield records.readline()


def _choose(records: BinaryIO, offsets: dict[str, "array[int]"]) -> tuple[list[int], int]:
    """Return the offsets of the documents that the page holds, doubtful ones first, and how many are left out."""
    size, shown, left_out = 0, [], 0
    for state in ORDER:
        for offset, line in zip(offsets[state], _lines_at(records, offsets[state]), strict=True):
            if size + len(line) > MAX_BYTES:
                left_out += 1
            else:
                size += len(line)
                shown.append(offset)
    return shown, left_out


def _entry(record: dict[str, Any], offset: int) -> dict[str, Any]:
    """Return what the list of documents shows of one; `at` tells the order of the input."""
    state = state_of(record)
    entry = {
        "name": record["name"],
        "state": state,
        "at": offset,
        **({"site": record["site"]} if "site" in record else {}),
    }
    if state in (FAILED, SKIPPED):
        return {**entry, "reason": record[state]}
    lines = record["lines"]
    pairs = Counter((is_removal(line), is_blank(repaired_text(line))) for line in lines)
    return {
        **entry,
        "title": record["title"],
        "doubtful": record["doubtful"],
        "differs": record["differs"],
        "lines": len(lines),
        "filled": pairs[True, False] + pairs[False, False],
        "removed": pairs[True, False],
        "blank": pairs[True, True],
        "repaired": sum(map(is_repaired, lines)),
    }


def _vietnamese(summary: Mapping[str, Any], entries: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return all that the page says before a document is opened in Vietnamese, by the English."""
    kinds = {kind for _, kind, _ in (*summary["removed"], *summary["blank"])}
    said = {text for entry in entries for text in (*entry.get("doubtful", ()), entry.get("reason", ""))}
    names = {kind: section("kinds").get(kind) or translate(kind, VIETNAMESE) for kind in sorted(kinds)}
    return {**in_vietnamese(said), **names, **section("page")}


def _frame() -> tuple[bytes, bytes]:
    """Return the HTML before and after the data. The policy allows only the style and script with these hashes."""
    html, style, *scripts = map(asset, ("page.html", "page.css", *(f"{name}.js" for name in SCRIPTS)))
    script = "".join(scripts)
    html = html.replace("STYLE_HASH", _hash(style)).replace("SCRIPT_HASH", _hash(script))
    before, _, after = html.replace("STYLE", style).replace("SCRIPT", script).partition("DATA\n")
    return before.encode(), after.encode()


def asset(name: str) -> str:
    """Return a file that the page is made of."""
    return files(__package__).joinpath(name).read_text("utf-8")


def _hash(text: str) -> str:
    """Return the hash source of a text for a Content Security Policy (W3C CSP Level 3, section 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _block(name: str, lines: bytes) -> bytes:
    """Return an element that browsers neither run nor show, with Base64 data, which cannot close the element."""
    return b'<script type="application/octet-stream" class="%s">%s</script>\n' % (name.encode(), lines)
