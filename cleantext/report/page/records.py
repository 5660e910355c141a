"""Records of documents for the HTML report: one line of bytes for each document, embedded in the page unchanged.

An unchanged line of the source is a string, any other line a list: its text, and if it was removed filter, kind,
reason and twin, if it has one. The text is a string, or for a repaired line a list of segments: a string if unchanged,
else a pair [old, new]. `vi` has what is said of the document in Vietnamese, by the English; `site` is the site, where
the run knows it, and `row` the number of the row of a table that the document is, with which its name ends.
"""

import base64
import json
import re
import zlib
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from cleantext.chain.removals import in_order
from cleantext.chain.results import Result
from cleantext.files.walk import name_in_utf8
from cleantext.model import DOUBTS, Note
from cleantext.report.inline_words import word_pieces
from cleantext.report.language import VIETNAMESE, section, translate
from cleantext.text.lines import is_blank, split_lines, unify_line_ends

STOPPED = "stopped"
LINE, FRAME = "line {number}", ": "  # before the message of a note on one line
MAX_TITLE = 100  # characters of the first kept line, which the page shows beside the name
Segments: TypeAlias = str | list[str | list[str]]
Line: TypeAlias = str | list[Any]  # the list begins with Segments, which type checkers cannot express


def record(
    name: str, source: str, result: Result, *, differs: bool, where: Mapping[str, str | int | None] | None = None
) -> bytes:
    """Return the record of a cleaned document: each line before and after, and what was done to it.

    `differs` is whether any byte of it changed; `where` has the site and the row, None for what it has not.
    """
    kept = split_lines(result.text)
    lines: list[Line] = []
    for before, (_, after, removal) in zip(
        split_lines(unify_line_ends(source)), in_order(kept, result.removals), strict=True
    ):
        if removal:
            twin = () if removal.twin is None else (removal.twin,)
            lines.append([_segments(before, after), removal.filter, removal.kind, removal.reason, *twin])
        else:
            lines.append(before if before == after else [_segments(before, after)])
    title = next((line for line in kept if not is_blank(line)), "")
    said = {removal.reason for removal in result.removals}.union(note_text(note) for note in result.notes)
    return pack(
        {
            "name": name_in_utf8(name),
            "title": title[:MAX_TITLE],
            "differs": differs,
            "lines": lines,
            "repairs": {repaired.filter: repaired.lines for repaired in result.repairs},
            "doubtful": [note_text(note) for note in result.doubts],
            "notes": [note_text(note) for note in result.notes if note.kind not in DOUBTS],
            "vi": in_vietnamese(said),
            **_known(where or {}),
        }
    )


def note_text(note: Note) -> str:
    """Return what a note says, with the line that it is about."""
    return note.message if note.line is None else f"{LINE.format(number=note.line)}{FRAME}{note.message}"


def in_vietnamese(texts: Iterable[str]) -> dict[str, str]:
    """Return what is said in Vietnamese, by the English; what has no translation is left out."""
    pairs = ((text, _translated(text)) for text in sorted(texts))
    return {english: vietnamese for english, vietnamese in pairs if english != vietnamese}


def _translated(text: str) -> str:
    frame, _, message = text.partition(FRAME)
    if message and (found := re.fullmatch(LINE.format(number=r"(\d+)"), frame)):
        return f"{section('page')[LINE].format(number=found[1])}{FRAME}{translate(message, VIETNAMESE)}"
    return translate(text, VIETNAMESE)


def failure_record(
    name: str, state: str, reason: str, also: Mapping[str, int] | None = None, *, row: int | None = None
) -> bytes:
    """Return the record of a document that was not cleaned: its state ("failed" or "skipped"), and why.

    `also` counts, by state, documents without a record of their own, because their table was not written.
    """
    return pack({"name": name_in_utf8(name), state: reason, **_known({"also": also or None, "row": row})})


def _known(values: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if value is not None}


def stop_record() -> bytes:
    """Return the record that marks a run stopped early: the records before it are all there are."""
    return pack({STOPPED: True})


def is_removal(line: Line) -> bool:
    """Check whether the line was removed."""
    return not isinstance(line, str) and len(line) > 1


def is_repaired(line: Line) -> bool:
    """Check whether the line was repaired, even if it was removed afterwards."""
    return not isinstance(line, str) and not isinstance(line[0], str)


def repaired_text(line: Line) -> str:
    """Return the text of a line after the repairs."""
    segments: Segments = line if isinstance(line, str) else line[0]
    if isinstance(segments, str):
        return segments
    return "".join(segment if isinstance(segment, str) else segment[1] for segment in segments)


def pack(value: Mapping[str, Any]) -> bytes:
    """Return JSON, compressed (zlib, RFC 1950) and in Base64, as a line: small, and nothing in it is markup."""
    return _packed(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))


def pack_together(lines: Iterable[bytes]) -> bytes:
    """Return one line for several packed values, as a list: a browser unpacks that faster than each alone."""
    return _packed(b"[%s]" % b",".join(zlib.decompress(base64.b64decode(line)) for line in lines))


def _packed(data: bytes) -> bytes:
    return base64.b64encode(zlib.compress(data)) + b"\n"


def unpack(line: bytes) -> Any:
    """Return the value that `pack` was given, or the list of values of `pack_together`."""
    return json.loads(zlib.decompress(base64.b64decode(line)))


def _segments(before: str, after: str) -> Segments:
    if before == after:
        return before
    return [old if old == new else [old, new] for old, new in word_pieces(before, after)]
