"""Detect what a reader should know about a document and no filter changes."""

import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import compress

from cleantext.filters.partial_mojibake import SIGN_OF_PARTIAL_MOJIBAKE, partial_mojibake
from cleantext.model import Note
from cleantext.text.lines import Lines, iterate_lines
from cleantext.text.prose import reads_like_prose
from cleantext.vietnamese.detection import (
    MISREAD_IN_WORD,
    SIGN_OF_MISREADING,
    UNIT,
    Misread,
    detect_charset_of_lines,
    find_misread_lines,
)
from cleantext.vietnamese.letters import MARKS, TONE_OF

from .removals import Run

UNREPAIRABLE = f"[\ufffd\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff{MARKS}]"
MESSAGES = {
    "replacement": "lost before this text came here (U+FFFD)",
    "surrogate": "half of a character (a surrogate), which no encoding can write",
    "private-use": "of private use (U+E000 to U+F8FF), to which only a font gives a meaning",
    "noncharacter": "a noncharacter, which stands for nothing in Unicode",
    "double-tone": "a second tone on a letter; which one is meant, nobody can tell",
    "orphan-mark": "a mark without a letter; --with loose-marks joins those that make a syllable",
}

RANGES = (("surrogate", "\ud800", "\udfff"), ("private-use", "\ue000", "\uf8ff"), ("replacement", "\ufffd", "\ufffd"))


def notes_on_text(repaired: str, rare: set[str]) -> list[Note]:
    """Return what is wrong with a repaired text; its rare characters (see text/scan.py) decide what is searched for."""
    characters = "".join(rare)
    detectors = (
        ((UNREPAIRABLE, _characters), (SIGN_OF_PARTIAL_MOJIBAKE, _mojibake), (SIGN_OF_MISREADING, _legacy))
        if rare
        else ()
    )
    return [note for sign, detect in detectors if re.search(sign, characters) for note in detect(repaired)]


def notes_on_removals(lines: Lines, runs: Sequence[Run]) -> list[Note]:
    """Return a note if most of a document's prose was removed: a filter may have gone wrong.

    That most lines are removed is usual for a page. Prose counts only next to other prose, if there is such: single
    teasers under headlines belong to the page.
    """
    removed = {run.line for run in runs if reads_like_prose(run.text)}
    if not removed:
        return []
    prose = list(map(reads_like_prose, lines.nonblank))
    is_running_text = [
        here and (before or after)
        for before, here, after in zip([False, *prose], prose, [*prose[1:], False], strict=False)
    ]
    counted = list(compress(lines.nonblank_indexes, is_running_text if any(is_running_text) else prose))
    total = sum(len(lines[index]) for index in counted)
    lost = sum(len(lines[index]) for index in counted if index + 1 in removed)
    if lost and 2 * lost > total:
        return [Note("suspect", f"{100 * lost // total} % of the prose was removed")]
    return []


def _characters(repaired: str) -> Iterator[Note]:
    """Yield a note for each kind of broken character, with their number and the line of the first."""
    first: dict[str, int] = {}
    counts: Counter[str] = Counter()
    for match in re.finditer(UNREPAIRABLE, repaired):
        if kind := _kind_of(match[0], repaired[match.start() - 1 : match.start()]):
            counts[kind] += 1
            first.setdefault(kind, match.start())
    for kind, count in counts.items():
        number = "1 character" if count == 1 else f"{count} characters, each"
        yield Note(kind, f"{number} {MESSAGES[kind]}", repaired.count("\n", 0, first[kind]) + 1)


def _kind_of(character: str, before: str) -> str | None:
    if character in MARKS:
        if not before or before.isspace():
            return "orphan-mark"
        return "double-tone" if before in TONE_OF else None  # on other letters it may belong to another language
    for kind, first, last in RANGES:
        if first <= character <= last:
            return kind
    return "noncharacter"


def _mojibake(repaired: str) -> Iterator[Note]:
    """Yield a note on lines that are mis-read in part; the filter mojibake repairs only whole lines."""
    further = partial_mojibake(repaired)
    if further == repaired:
        return
    pairs = enumerate(zip(iterate_lines(repaired), iterate_lines(further), strict=True), 1)
    broken = array("q", (number for number, (line, mended) in pairs if line != mended))
    if broken:
        message = f"{_lines_are(len(broken))} mis-read in part (mojibake); --with partial-mojibake repairs such words"
        yield Note("mojibake", message, broken[0])


def _legacy(repaired: str) -> Iterator[Note]:
    """Yield a note on lines that were certainly read in a wrong charset, with its name."""
    if not re.search(MISREAD_IN_WORD, re.sub(UNIT, " ", repaired)):
        return
    counts: Counter[str] = Counter()
    first: dict[str, Misread] = {}

    def _counted() -> Iterator[Misread]:
        for line in find_misread_lines(iterate_lines(repaired)):
            if line.guess:
                counts[line.guess.charset] += 1
                first.setdefault(line.guess.charset, line)
            yield line

    charset = detect_charset_of_lines(_counted())
    if charset:
        encoding = first[charset].encoding
        message = f"{_lines_are(counts[charset])} in {charset}, read as {encoding}; --with legacy repairs this"
        yield Note("legacy", message, first[charset].line + 1)


def _lines_are(count: int) -> str:
    return "1 line is" if count == 1 else f"{count} lines are"
