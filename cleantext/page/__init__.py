"""The report as a page: one file of HTML that needs nothing else, and in which no text of a document can act.

While documents come, their records are kept beside it; from these the page is made at the end. So it can be bounded,
have what is doubtful first, and be gone on with after an interruption.
"""

import base64
import hashlib
from array import array
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, BinaryIO

from .. import __version__
from ..model import OutputFailed
from ..sinks import OutputFile
from ..writing import NewFile, is_direct, naming_failures
from .records import pack, unpack
from .totals import CHANGED, FAILED, SKIPPED, SUSPECT, UNCHANGED, Totals, is_removal, state_of

ORDER = (SUSPECT, FAILED, SKIPPED, CHANGED, UNCHANGED)  # of documents on the page, and of what is left out last
LARGEST = 48_000_000  # bytes of documents on a page, some 20,000 articles: what a browser opens in about a second
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
        """Make the page of the records, put it in its place, and take the records away."""
        records = self._file
        assert isinstance(records, NewFile)  # noqa: S101 - what is direct was refused
        try:
            with naming_failures(self.path), open(records.path, "rb") as file:
                page = NewFile(self.path, part=self._part and f"{self._part}-page")
                with page.discarded_on_failure():
                    for piece in _pieces(file):
                        page.write(piece)
                page.commit(**how)
        except BaseException:
            if not self._part:  # else another run can still make it
                records.discard()
            raise
        records.discard()


def _pieces(records: BinaryIO) -> Iterator[bytes]:
    """Give the page in pieces: what is the same on every page, the summary, the documents in blocks."""
    totals = Totals()
    places: dict[str, array[int]] = {state: array("q") for state in ORDER}
    place = 0
    for line in records:
        record = unpack(line)
        totals.add(record, place)
        places[state_of(record)].append(place)
        place += len(line)
    shown, left_out = _chosen(records, places)
    index, position = [], {place: i for i, place in enumerate(shown)}
    for place in shown:
        records.seek(place)
        index.append(_entry(unpack(records.readline())))
    summary = totals.as_dict()
    for text in summary["texts"]:
        text[-1] = position.get(text[-1])
    head, tail = _frame()
    yield head
    yield _block("summary", pack({"version": __version__, "documents": index, "left_out": left_out, **summary}))
    for start in range(0, len(shown), BLOCK):
        lines = []
        for place in shown[start : start + BLOCK]:
            records.seek(place)
            lines.append(records.readline())
        yield _block("documents", b"".join(lines))
    yield tail


def _chosen(records: BinaryIO, places: dict[str, "array[int]"]) -> tuple[list[int], int]:
    """Choose the documents that the page holds, the doubtful ones first; tell how many are left out."""
    size, shown, left_out = 0, [], 0
    for state in ORDER:
        for place in places[state]:
            records.seek(place)
            length = len(records.readline())
            if size + length > LARGEST:
                left_out += 1
                continue
            size += length
            shown.append(place)
    return shown, left_out


def _entry(record: dict[str, Any]) -> dict[str, Any]:
    """Give what the list of documents shows of one."""
    state = state_of(record)
    entry = {"name": record["name"], "state": state}
    if state in (FAILED, SKIPPED):
        return {**entry, "reason": record[state]}
    changed = [line for line in record["lines"] if not isinstance(line, str)]
    removed = sum(is_removal(line) for line in changed)
    return {**entry, "lines": len(record["lines"]), "removed": removed, "repaired": len(changed) - removed}


def _frame() -> tuple[bytes, bytes]:
    """Give what comes before and after the data. The page allows its own style and script by their hashes alone."""
    folder = files(__package__)
    html, style, script = (folder.joinpath(f"page.{suffix}").read_text("utf-8") for suffix in ("html", "css", "js"))
    html = html.replace("STYLE_HASH", _hash(style)).replace("SCRIPT_HASH", _hash(script))
    head, _, tail = html.replace("STYLE", style).replace("SCRIPT", script).partition("DATA\n")
    return head.encode(), tail.encode()


def _hash(text: str) -> str:
    """Name a text as Content Security Policy does (W3C CSP Level 3, section 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _block(name: str, lines: bytes) -> bytes:
    """Put data in an element that browsers neither run nor show; Base64 has no character that could end it."""
    return b'<script type="application/octet-stream" class="%s">%s</script>\n' % (name.encode(), lines)
