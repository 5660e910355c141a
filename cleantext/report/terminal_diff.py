"""A diff for people: in colours where there are any, and what cannot be seen is written out."""

from collections.abc import Iterable, Iterator

from cleantext.files.streams import ALLOWED_IN_TEXT, safe

from .diff import NO_NEWLINE
from .inline_diff import runs, written_out

# not with rich: a diff is as long as its documents, and its lines are neither wrapped nor cut
BOLD, DIM, RED, GREEN, CYAN = "1", "2", "31", "32", "36"
STYLES = {"-": RED, "+": GREEN, "@": CYAN, "\\": DIM, " ": "0"}
HEAD = 2  # lines that name the document
IN_REVERSE = "\x1b[7m%s\x1b[27m"


def colored(diff: Iterable[str], *, color: bool) -> str:
    """Give the lines of a unified diff of one document, safe for a terminal, with what changed in a line marked.

    In colours, that is in reverse; without, only what cannot be seen is written out.
    """
    entries = list(diff)
    shown = [(BOLD, safe(entry)) for entry in entries[:HEAD]]
    for entry in entries[HEAD:]:
        line = written_out(entry, marks=False) if entry[0] == "-" else safe(entry, keep=ALLOWED_IN_TEXT)
        shown.append((STYLES[entry[0]], line))
    for number in range(HEAD + 1, len(entries)):
        before = number - 1 - (entries[number - 1] == NO_NEWLINE)
        if before >= HEAD and entries[before][0] + entries[number][0] == "-+":
            pairs = list(runs(entries[before][1:], entries[number][1:]))
            shown[before] = (RED, "".join(["-", *_marked(((old, old != new) for old, new in pairs), color=color)]))
            shown[number] = (GREEN, "".join(["+", *_marked(((new, old != new) for old, new in pairs), color=color)]))
    return "".join(f"\x1b[{style}m{line}\x1b[0m\n" if color else f"{line}\n" for style, line in shown)


def _marked(pieces: Iterable[tuple[str, bool]], *, color: bool) -> Iterator[str]:
    for piece, changed in pieces:
        if not changed or not piece:
            yield safe(piece, keep=ALLOWED_IN_TEXT)
        elif color:
            yield IN_REVERSE % written_out(piece)
        else:  # plain spaces are told from none, too
            yield "<U+0020>" * len(piece) if not piece.strip(" ") else written_out(piece)
