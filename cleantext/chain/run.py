"""Run filters: repairs on the whole text, then strips on its lines, until nothing changes.

This is the only module that maps the indexes in hits to line numbers of the source.
"""

from array import array
from collections.abc import Callable, Sequence
from itertools import compress
from types import FunctionType

from cleantext.filters import FROM_THE_FIRST_MARK_ON, LOOKS_FOR
from cleantext.model import BrokenFilter, Note, Repair, Repaired, Strip
from cleantext.text.lines import Lines, is_blank, split_lines, unify_line_ends
from cleantext.text.scan import find_rare_characters
from cleantext.vietnamese.letters import GRAVE

from .contract import Blame, check_number_of_lines, checked_hits, log_repair, raise_unless_built_in
from .misread_lines import MisreadLines
from .notes import notes_on_text
from .removals import Runs
from .select import NamedFilter

ROUNDS = 64  # real text needs 2 or 3; the bound keeps made-up text from making cleaning slow
GROWTH, ROOM = 20, 1000  # a repaired text may have 20 times its first length, and 1000 characters more


def intake(text: str) -> str:
    """Return a text with LF at the end of every line. Raise TypeError for bytes, CleantextError for too many lines."""
    text = unify_line_ends(text)
    check_number_of_lines(text)
    return text


def run_repairs(
    text: str, repairs: Sequence[NamedFilter[Repair]], log: dict[str, Repaired] | None = None
) -> tuple[Lines, list[Note]]:
    """Return the lines of the repaired text and, with a log, notes on it; the log gets what each repair changed."""
    rare = find_rare_characters(text) if repairs or log is not None else set()
    last, most = "", GROWTH * len(text) + ROOM
    for _ in range(ROUNDS):
        start = text
        misread = MisreadLines()
        for name, repair in repairs:
            if not may_change(repair, rare):
                continue
            with Blame(name):
                given = misread.run(name, repair, text, rare)
            if not isinstance(given, str):
                raise BrokenFilter(f"{name} gave {type(given).__name__}; a repair must give text")
            if given is not text and given != text:
                log_repair(log, name, text, given)
                last, text = name, given
                if len(text) > most:
                    raise_unless_built_in(name)
                rare = find_rare_characters(text)
        if text == start:
            break
    else:
        raise_unless_built_in(last)
    check_number_of_lines(text)  # repairs shorten lines, and what comes out is to be taken in again
    notes = [] if log is None else notes_on_text(text, rare, misread.found_in(text, rare))
    return Lines(split_lines(text)), notes


def may_change(repair: Repair, rare: set[str]) -> bool:
    """Check whether a repair may change a text with these rare characters.

    It may if LOOKS_FOR has no such repair: a custom one, or one with options.
    """
    looks_for = LOOKS_FOR.get(repair) if isinstance(repair, FunctionType) else None
    if looks_for is None:
        return True
    return max(rare, default="") >= GRAVE if looks_for is FROM_THE_FIRST_MARK_ON else not looks_for.isdisjoint(rare)


def run_strips(
    lines: Lines,
    strips: Sequence[NamedFilter[Strip]],
    keeps: Callable[[str], object] | None = None,
    log: Runs | None = None,
) -> Lines:
    """Return the lines that are kept; the log gets the others."""
    numbers: Sequence[int] = range(1, len(lines) + 1)  # numbers[i]: the line of lines[i] in the source
    settled: set[str] = set()  # strips that have already run on the present non-blank lines
    for _ in range(ROUNDS):
        for name, strip in strips:
            if name in settled:
                continue
            settled.add(name)
            kept: bytearray | None = None
            for index, why, kind, twin in checked_hits(name, strip, lines, keeps):
                kept = kept or bytearray(b"\1") * len(lines)
                kept[index] = 0
                line = lines[index]
                if not is_blank(line):  # blank lines matter to blank-lines only, which runs last
                    settled.clear()
                if log is not None:
                    log.append(numbers[index], line, (name, kind, why), None if twin is None else numbers[twin])
            if kept:
                lines = Lines(compress(lines, kept))
                numbers = array("q", compress(numbers, kept))
        if len(settled) == len(strips):
            break
    return lines
