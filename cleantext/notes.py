"""Detectors: what a reader should know of a document and no filter changes."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from .lines import reads_like_prose, split_lines
from .misread import READ_WRONG
from .model import Note, Removal
from .vietnamese.letters import MODIFIERS, TONE, TONES

LEFT = re.compile(f"[\ufffd\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff{TONES}{MODIFIERS}]")
MESSAGES = {
    "replacement": "characters were lost before this text came here (U+FFFD)",
    "surrogate": "halves of characters (surrogates), which no encoding can write",
    "private-use": "characters of private use (U+E000 to U+F8FF), to which only a font gives a meaning",
    "noncharacter": "noncharacters, which stand for nothing in Unicode",
    "double-tone": "letters with two tones or modifiers; which one is meant, nobody can tell",
    "orphan-mark": "marks without a letter; --with loose-marks joins those that make a syllable",
}


def seen(repaired: str, removals: Sequence[Removal]) -> tuple[Note, ...]:
    """Look at a document's repaired text and what was removed of it."""
    return (*_characters(repaired), *_legacy(repaired), *_suspect(repaired, removals))


def _characters(repaired: str) -> Iterator[Note]:
    """Count what is broken and cannot be repaired, by kind; the line is that of the first."""
    first: dict[str, int] = {}
    counts: Counter[str] = Counter()
    for match in LEFT.finditer(repaired):
        if kind := _kind(match[0], repaired[match.start() - 1 : match.start()]):
            counts[kind] += 1
            first.setdefault(kind, match.start())
    for kind, count in counts.items():
        yield Note(kind, f"{count} {MESSAGES[kind]}", repaired.count("\n", 0, first[kind]) + 1)


def _kind(character: str, before: str) -> str | None:
    if character in TONES or character in MODIFIERS:
        if not before or before.isspace():
            return "orphan-mark"
        return "double-tone" if before in TONE else None  # on other letters it may be of another language
    if character == "\ufffd":
        return "replacement"
    return "surrogate" if character < "\ue000" else "private-use" if character < "\uf900" else "noncharacter"


def _legacy(repaired: str) -> Iterator[Note]:
    """Name the charset of lines that were surely read in the wrong one."""
    if not READ_WRONG.search(repaired):
        return
    from .detection import misread  # with the charsets and the inventory of syllables, which most articles do not need

    found = [line for line in misread(split_lines(repaired)) if line.charset]
    if found:
        (charset, count), *_ = Counter(line.charset for line in found).most_common(1)
        number = next(line.index for line in found if line.charset == charset) + 1
        yield Note("legacy", f"{count} lines read as {charset}, taken for {found[0].encoding}; --with legacy", number)


def _suspect(repaired: str, removals: Sequence[Removal]) -> Iterator[Note]:
    """Suspect a filter when most of a document's prose would go; that most of its lines go is usual for a page."""
    gone = _length(removal.text for removal in removals)
    if gone and 2 * gone > (total := _length(split_lines(repaired))):
        yield Note("suspect", f"{100 * gone // total} % of the prose was removed")


def _length(lines: Iterable[str]) -> int:
    return sum(len(line) for line in lines if reads_like_prose(line))
