"""A diff in colours, for people: what changed in a line is in reverse, and what cannot be seen is written out."""

from collections.abc import Iterable

from ..diff import NO_NEWLINE
from ..differences import runs, written_out
from ..streams import HARMLESS, safe
from .screen import BOLD, CYAN, DIM, GREEN, RED

STYLES = {"-": RED, "+": GREEN, "@": CYAN, "\\": DIM, " ": "0"}
HEAD = 2  # lines that name the document


def colored(diff: Iterable[str]) -> str:
    """Give the lines of a unified diff of one document, in colours and safe for a terminal."""
    entries = list(diff)
    shown = [_painted(BOLD, safe(entry)) for entry in entries[:HEAD]]
    for entry in entries[HEAD:]:
        line = written_out(entry, marks=False) if entry[0] == "-" else safe(entry, keep=HARMLESS)
        shown.append(_painted(STYLES[entry[0]], line))
    for number in range(HEAD + 1, len(entries)):
        before = number - 1 - (entries[number - 1] == NO_NEWLINE)
        if before >= HEAD and entries[before][0] + entries[number][0] == "-+":
            pairs = list(runs(entries[before][1:], entries[number][1:]))
            shown[before] = _changed("-", ((old, old != new) for old, new in pairs))
            shown[number] = _changed("+", ((new, old != new) for old, new in pairs))
    return "".join(f"{line}\n" for line in shown)


def _painted(style: str, line: str) -> str:
    return f"\x1b[{style}m{line}\x1b[0m"


def _changed(sign: str, pieces: Iterable[tuple[str, bool]]) -> str:
    """Write a changed line, with what differs in reverse."""
    line = "".join(
        f"\x1b[7m{written_out(piece)}\x1b[27m" if changed and piece else safe(piece, keep=HARMLESS)
        for piece, changed in pieces
    )
    return _painted(STYLES[sign], f"{sign}{line}")
