"""The report as a page: one file of HTML that needs nothing else, and in which no text of a document can act.

While documents come, their records are kept beside it; from these the page is made at the end. So it can be bounded,
have what is doubtful first, and be gone on with after an interruption.
"""

import base64
import hashlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any, BinaryIO

from cleantext import __version__
from cleantext.files.signals import held
from cleantext.files.write import NewFile, is_direct, naming_failures
from cleantext.model import OutputFailed
from cleantext.sinks import OutputFile
from cleantext.text.lines import is_blank
from cleantext.work import FAILED, SKIPPED, UNCHANGED

from .records import STOPPED, after_repairs, is_removal, is_repaired, pack, unpack
from .totals import CHANGED, NOTED, SUSPECT, Totals, state_of

ORDER = (SUSPECT, FAILED, SKIPPED, NOTED, CHANGED, UNCHANGED)  # of documents on the page; what is left out is last
LARGEST = 48_000_000  # bytes of documents on a page, some 20,000 articles: what a browser opens in about a second
PARTS = ("page.html", "page.css", "text.js", "page.js")
BLOCK = 100  # documents in one element of the page


class Page(OutputFile):
    """The report as a page: takes records of documents as they come, and is there, whole, once it is committed.

    Raises OutputFailed.
    """

    def __init__(self, path: str, *, part: str = "", start: int = 0) -> None:
        with naming_failures(path):
            if is_direct(path):
                raise OutputFailed(f"{path}: no file; a report in HTML must be one")
        super().__init__(path, part=part, start=start)
        self._part = part

    def commit(self, **how: Any) -> None:
        """Make the page of the records, put it in its place, and take the records away, undisturbed by signals."""
        records = self._file
        assert isinstance(records, NewFile)  # noqa: S101 - what is direct was refused
        with held(), naming_failures(self.path):
            try:
                with open(records.path, "rb") as file:
                    self._make(file, **how)
            except BaseException:
                if not self._part:  # else another run can still make it
                    records.discard()
                raise
            records.discard()

    def _make(self, records: BinaryIO, **how: Any) -> None:
        page = NewFile(self.path, part=self._part and f"{self._part}-page")
        with page.discarded_on_failure():
            for piece in _pieces(records):
                page.write(piece)
        page.commit(**how)


def _pieces(records: BinaryIO) -> Iterator[bytes]:
    """Give the page in pieces: what is the same on every page, the summary, the documents in blocks."""
    totals, places, is_partial = _read(records)
    shown, left_out = _chosen(records, places)
    position = {place: i for i, place in enumerate(shown)}
    summary = totals.as_dict()
    for text in summary["texts"]:
        text[-1] = position.get(text[-1])
    entries = [_entry(unpack(line)) for line in _lines_at(records, shown)]
    about = {"version": __version__, "partial": is_partial, "left_out": left_out}
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
