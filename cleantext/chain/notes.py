"""Detect characters that a reader should know about and no filter changes, and whether they are many."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from cleantext.model import Note
from cleantext.text.lines import iterate_lines
from cleantext.text.scan import IMPOSSIBLE_TONE, MISPLACED_TONE
from cleantext.vietnamese.legacy.lines import charsets_of_lines
from cleantext.vietnamese.letters import MARKS, TONE_OF
from cleantext.vietnamese.scrambled import find_scrambled, may_be_exchanged

from .misread_lines import NO_FILTER

UNREPAIRABLE = f"[\ufffd\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff{MARKS}]"
MESSAGES = {
    "replacement": "lost before this text came here (U+FFFD)",
    "surrogate": "half of a character (a surrogate), which no encoding can write",
    "private-use": "of private use (U+E000 to U+F8FF), to which only a font gives a meaning",
    "noncharacter": "a noncharacter, which stands for nothing in Unicode",
    "double-tone": "a second tone on a letter; which one is meant, nobody can tell",
    "orphan-mark": "a mark without a letter; --with loose-marks joins those that make a syllable",
}
MISREAD = {  # by the filter that restores such lines: the kind of note, what they are, what to do
    "mojibake": ("mojibake", "mis-read (mojibake)", "; the filter mojibake repairs them"),
    "partial-mojibake": ("mojibake", "mis-read in part (mojibake)", "; --with partial-mojibake repairs such words"),
    "legacy": ("legacy", "", "; the filter legacy repairs them"),
    NO_FILTER: ("misread", "mis-read and lost too much to be restored", "; read the source again in its encoding"),
}

LOST = ("replacement", "surrogate", "private-use", "noncharacter")  # of these kinds, a letter is lost with each
MOST_CHARACTERS = 0.01  # a share that is broken
FEWEST_CHARACTERS = 3
RANGES = (("surrogate", "\ud800", "\udfff"), ("private-use", "\ue000", "\uf8ff"), ("replacement", "\ufffd", "\ufffd"))


class Found(NamedTuple):
    """A note, how to repair what it is about, and how much of the text that is, if it makes the text doubtful."""

    note: Note
    remedy: str = ""
    share: str = ""


def notes_on_text(repaired: str, rare: set[str], misread: Mapping[int, str]) -> list[Note]:
    """Return what is wrong with a repaired text, and whether it is doubtful therefore.

    Its rare characters (see text/scan.py) decide whether characters are searched for; `misread` are its lines that
    were decoded wrongly (see misread_lines.py).
    """
    found = [*(_characters(repaired) if re.search(UNREPAIRABLE, "".join(rare)) else ()), *_misread(repaired, misread)]
    notes, broken = [], []
    for note, remedy, share in found:
        notes.append(note if share else note._replace(message=note.message + remedy))
        if share:
            broken.append(Note("broken", f"{share}{remedy}", note.line))
    if not rare.isdisjoint((MISPLACED_TONE, IMPOSSIBLE_TONE)) or may_be_exchanged(repaired):
        broken += _scrambled(repaired)
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
        what = MESSAGES[kind]
        message = f"1 character {what}" if count == 1 else f"{count} characters, each {what}"
        note = Note(kind, message, repaired.count("\n", 0, first[kind]) + 1)
        are_many = kind in LOST and count >= max(FEWEST_CHARACTERS, MOST_CHARACTERS * len(repaired))
        yield Found(note, share=f"broken characters: {count:,} of {len(repaired):,}" if are_many else "")


def _kind_of(character: str, before: str) -> str | None:
    if character in MARKS:
        if not before or before.isspace():
            return "orphan-mark"
        return "double-tone" if before in TONE_OF else None  # on other letters it may belong to another language
    for kind, first, last in RANGES:
        if first <= character <= last:
            return kind
    return "noncharacter"


def _misread(repaired: str, misread: Mapping[int, str]) -> Iterator[Found]:
    """Yield a note for each filter that would restore lines, and one for lines that none restores."""
    number = sum(1 for line in iterate_lines(repaired) if line) if misread else 0
    for name in sorted({*misread.values()}, reverse=True):
        indexes = {index for index, by in misread.items() if by == name}
        kind, what, remedy = MISREAD[name]
        what = what or _old_charset(repaired, indexes)
        message = f"1 line is {what}" if len(indexes) == 1 else f"{len(indexes):,} lines are {what}"
        share = f"broken characters in {len(indexes):,} of {number:,} lines"
        yield Found(Note(kind, message, min(indexes) + 1), remedy, share)


def _old_charset(repaired: str, indexes: Collection[int]) -> str:
    """Return what a note says about lines that `legacy` restores."""
    charsets = charsets_of_lines(line for index, line in enumerate(iterate_lines(repaired)) if index in indexes)
    return f"in {' and '.join(charsets) or 'an old charset'}, read as another charset"


def _scrambled(repaired: str) -> Iterator[Note]:
    """Yield a note on text whose marks or letters are scrambled, with the line of the first word that shows it."""
    if found := find_scrambled(repaired):
        message = f"broken words: {found.impossible:,} of {found.marked:,} with marks are impossible in Vietnamese"
        yield Note("broken", message, found.line)
