"""Running filters: repairs on the whole text, then strips on its lines, until nothing changes.

It knows no filter by name. It holds filters to the rules of their kind, and it is the only place
that maps the indexes that strips speak of to line numbers of the source.
"""

from collections.abc import Callable, Sequence
from itertools import compress
from types import FunctionType

from cleantext.filters import ANY_CHARACTER, LOOKS_FOR
from cleantext.model import BrokenFilter, Note, Removal, Repair, Repaired, Strip
from cleantext.text.lines import Lines, is_blank, split_lines
from cleantext.text.scan import SPACE, TONED_LETTER, survey

from . import notes
from .contract import Blaming, changes, check_settled, proposed, record
from .select import Named

ROUNDS = 64  # real text needs 2 or 3; the bound keeps made-up text from making cleaning slow
GROWTH, ROOM = 20, 1000  # how many times its length, and characters, a text may have after repairs


def repaired(
    text: str, repairs: Sequence[Named[Repair]], log: dict[str, Repaired] | None = None
) -> tuple[Lines, list[Note]]:
    """Give the lines of the repaired text, and for the log what is seen in it."""
    needed = log is not None or len(repairs) > 1  # a single repair asks for itself what is odd
    odd = survey(text) if needed else None
    last, most = "", GROWTH * len(text) + ROOM
    for _ in range(ROUNDS):
        start = text
        for name, repair in repairs:
            if not may_change(repair, odd):
                continue
            with Blaming(name):
                given = repair(text)
            if not isinstance(given, str):
                raise BrokenFilter(f"{name} gave {type(given).__name__}; a repair must give text")
            if given is not text and given != text:
                last, changed = name, changes(name, text, given)
                text = given
                if len(text) > most:
                    check_settled(name)
                odd = survey(text) if needed else None
                if log is not None:
                    record(log, name, changed)
        if text == start:
            break
    else:
        check_settled(last)
    seen = [] if log is None or odd is None else notes.seen_in(text, odd)
    return Lines(split_lines(text)), seen


def may_change(repair: Repair, odd: set[str] | None) -> bool:
    """Check whether a repair can find something to do in a text with these odd characters.

    It always can where nobody looked for them, or where nobody knows what it looks for: a user's own, one with options.
    """
    if odd is None or not isinstance(repair, FunctionType) or repair not in LOOKS_FOR:
        return True
    looks_for = LOOKS_FOR[repair]
    return not odd <= {SPACE, TONED_LETTER} if looks_for is ANY_CHARACTER else not looks_for.isdisjoint(odd)


def stripped(
    lines: Lines,
    strips: Sequence[Named[Strip]],
    keeps: Callable[[str], object] | None = None,
    log: list[Removal] | None = None,
) -> Lines:
    """Give the lines that stay, and tell the log of the others."""
    numbers: Sequence[int] = range(1, len(lines) + 1)  # numbers[i]: where lines[i] stood in the source
    settled: set[str] = set()  # strips that have seen all lines of text that there are
    for _ in range(ROUNDS):
        for name, strip in strips:
            if name in settled:
                continue
            settled.add(name)
            stays: bytearray | None = None
            for index, why, kind, twin in proposed(name, strip, lines, keeps):
                stays = stays or bytearray(b"\1") * len(lines)
                stays[index] = 0
                if not is_blank(lines[index]):  # which no strip looks at but blank-lines, and that has its turn
                    settled.clear()
                if log is not None:
                    twin_line = None if twin is None else numbers[twin]
                    log.append(Removal(numbers[index], lines[index], name, kind, why, twin_line))
            if stays:
                lines = Lines(compress(lines, stays))
                numbers = list(compress(numbers, stays))
        if len(settled) == len(strips):
            break
    return lines
