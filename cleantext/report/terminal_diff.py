"""Format a unified diff for a terminal: in colours if wanted, with invisible characters written out."""

from collections.abc import Iterable, Iterator

from cleantext.files.streams import ALLOWED_IN_TEXT, safe

from .diff import NO_NEWLINE
from .inline_diff import aligned_pieces, written_out

# without rich: a diff may be very long, and its lines are neither wrapped nor cut
BOLD, DIM, RED, GREEN, CYAN = "1", "2", "31", "32", "36"
STYLES = {"-": RED, "+": GREEN, "@": CYAN, "\\": DIM, " ": "0"}
HEADER_LINES = 2  # lines that name the document
REVERSED = "\x1b[7m%s\x1b[27m"


def format_diff(diff: Iterable[str], *, color: bool) -> str:
    """Return the unified diff of one document, safe for a terminal, with the changes within a line marked.

    With `color`, they are in reverse video; without, only invisible characters in them are written out.
    """
    entries = list(diff)
    shown = [(BOLD, safe(entry)) for entry in entries[:HEADER_LINES]]
    for entry in entries[HEADER_LINES:]:
        line = written_out(entry, marks=False) if entry[0] == "-" else safe(entry, keep=ALLOWED_IN_TEXT)
        shown.append((STYLES[entry[0]], line))
    for number in range(HEADER_LINES + 1, len(entries)):
        before = number - 1 - (entries[number - 1] == NO_NEWLINE)
        if before >= HEADER_LINES and entries[before][0] + entries[number][0] == "-+":
            pairs = list(aligned_pieces(entries[before][1:], entries[number][1:]))
            shown[before] = (RED, "".join(["-", *_mark(((old, old != new) for old, new in pairs), color=color)]))
            shown[number] = (GREEN, "".join(["+", *_mark(((new, old != new) for old, new in pairs), color=color)]))
    return "".join(f"\x1b[{style}m{line}\x1b[0m\n" if color else f"{line}\n" for style, line in shown)


def _mark(pieces: Iterable[tuple[str, bool]], *, color: bool) -> Iterator[str]:
    for piece, changed in pieces:
        if not changed or not piece:
            yield safe(piece, keep=ALLOWED_IN_TEXT)
        elif color:
            yield REVERSED % written_out(piece)
        else:  # nothing but spaces: they would be invisible
            yield "<U+0020>" * len(piece) if not piece.strip(" ") else written_out(piece)
