"""Detect characters that a reader should know about and no filter changes, and whether they are many."""

import re
from array import array
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from cleantext.filters.partial_mojibake import SIGN_OF_PARTIAL_MOJIBAKE, partial_mojibake
from cleantext.model import Note
from cleantext.text.lines import iterate_lines
from cleantext.vietnamese.detection import (
    MISREAD_IN_WORD,
    SIGN_OF_MISREADING,
    UNIT,
    Misread,
    detect_charset_of_lines,
    find_misread_lines,
)
from cleantext.vietnamese.letters import MARKS, TONE_OF

UNREPAIRABLE = f"[\ufffd\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff{MARKS}]"
MESSAGES = {
    "replacement": "lost before this text came here (U+FFFD)",
    "surrogate": "half of a character (a surrogate), which no encoding can write",
    "private-use": "of private use (U+E000 to U+F8FF), to which only a font gives a meaning",
    "noncharacter": "a noncharacter, which stands for nothing in Unicode",
    "double-tone": "a second tone on a letter; which one is meant, nobody can tell",
    "orphan-mark": "a mark without a letter; --with loose-marks joins those that make a syllable",
}

LOST = ("replacement", "surrogate", "private-use", "noncharacter")  # of these kinds, a letter is lost with each
MOST_CHARACTERS, MOST_LINES = 0.01, 0.2  # shares that are broken
FEWEST_CHARACTERS = 3
RANGES = (("surrogate", "\ud800", "\udfff"), ("private-use", "\ue000", "\uf8ff"), ("replacement", "\ufffd", "\ufffd"))


class Found(NamedTuple):
    """A note, how to repair what it is about, and how much of the text that is, if it makes the text doubtful."""

    note: Note
    remedy: str = ""
    share: str = ""


def notes_on_text(repaired: str, rare: set[str]) -> list[Note]:
    """Return what is wrong with a repaired text, and whether it is doubtful therefore.

    Its rare characters (see text/scan.py) decide what is searched for.
    """
    characters = "".join(rare)
    detectors = (
        ((UNREPAIRABLE, _characters), (SIGN_OF_PARTIAL_MOJIBAKE, _mojibake), (SIGN_OF_MISREADING, _legacy))
        if rare
        else ()
    )
    notes, broken = [], []
    for note, remedy, share in (
        found for sign, detect in detectors if re.search(sign, characters) for found in detect(repaired)
    ):
        notes.append(note if share else note._replace(message=note.message + remedy))
        if share:
            broken.append(Note("broken", f"broken characters{share}{remedy}", note.line))
    return notes + broken


def _characters(repaired: str) -> Iterator[Found]:
    """Yield a note for each kind of broken character, with their number and the line of the first."""
    first: dict[str, int] = {}
    counts: Counter[str] = Counter()
    for match in re.finditer(UNREPAIRABLE, repaired):
        if kind := _kind_of(match[0], repaired[match.start() - 1 : match.start()]):
            counts[kind] += 1
            first.setdefault(kind, match.start())
    for kind, count in counts.items():
        number = "1 character" if count == 1 else f"{count} characters, each"
        note = Note(kind, f"{number} {MESSAGES[kind]}", repaired.count("\n", 0, first[kind]) + 1)
        are_many = kind in LOST and count >= max(FEWEST_CHARACTERS, MOST_CHARACTERS * len(repaired))
        yield Found(note, share=f": {count:,} of {len(repaired):,}" if are_many else "")


def _kind_of(character: str, before: str) -> str | None:
    if character in MARKS:
        if not before or before.isspace():
            return "orphan-mark"
        return "double-tone" if before in TONE_OF else None  # on other letters it may belong to another language
    for kind, first, last in RANGES:
        if first <= character <= last:
            return kind
    return "noncharacter"


def _mojibake(repaired: str) -> Iterator[Found]:
    """Yield a note on lines that are mis-read in part; the filter mojibake repairs only whole lines."""
    further = partial_mojibake(repaired)
    if further == repaired:
        return
    pairs = enumerate(zip(iterate_lines(repaired), iterate_lines(further), strict=True), 1)
    broken = array("q", (number for number, (line, mended) in pairs if line != mended))
    if broken:
        note = Note("mojibake", f"{_lines_are(len(broken))} mis-read in part (mojibake)", broken[0])
        yield Found(note, "; --with partial-mojibake repairs such words", _share(len(broken), repaired))


def _legacy(repaired: str) -> Iterator[Found]:
    """Yield a note on lines that were certainly read in a wrong charset, with its name."""
    if not (re.search(MISREAD_IN_WORD, repaired) and re.search(MISREAD_IN_WORD, re.sub(UNIT, " ", repaired))):
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
        message = f"{_lines_are(counts[charset])} in {charset}, read as {encoding}"
        note = Note("legacy", message, first[charset].line + 1)
        yield Found(note, "; --with legacy repairs this", _share(counts[charset], repaired))


def _share(count: int, text: str) -> str:
    """Return that so many of the lines are broken if they are a great part of them, else an empty text."""
    lines = sum(1 for line in iterate_lines(text) if line)
    return f" in {count:,} of {lines:,} lines" if count >= MOST_LINES * lines else ""


def _lines_are(count: int) -> str:
    return "1 line is" if count == 1 else f"{count} lines are"
