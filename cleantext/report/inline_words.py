"""Compare two versions of a line by whole words, as people read them: “Há»™i” became “Hội”, not “á»™” became “ộ”."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from .inline_diff import aligned_pieces

SPACE_OR_WORD = re.compile(r"\s+|\S+")


class _Piece(NamedTuple):
    """Parts of two lines that correspond; to join them at the end takes linear time."""

    old: list[str]
    new: list[str]
    changed: bool = False
    is_space: bool = False


def word_pieces(before: str, after: str) -> list[tuple[str, str]]:
    """Return two lines cut into pairs that correspond; what differs is whole words, neighbouring ones in one pair.

    White space that became other white space, or went, is a pair by itself: no word has changed.
    """
    joined: list[_Piece] = []
    for piece in _words(_atoms(before, after)):
        if piece.changed and not piece.is_space and len(joined) > 1 and _is_gap(joined[-2], joined[-1]):
            gap = joined.pop()
            for part in (gap, piece):
                joined[-1].old.extend(part.old)
                joined[-1].new.extend(part.new)
        elif joined and not piece.changed and not joined[-1].changed:
            joined[-1].old.extend(piece.old)
            joined[-1].new.extend(piece.new)
            joined[-1] = joined[-1]._replace(is_space=joined[-1].is_space and piece.is_space)
        else:
            joined.append(piece)
    return [("".join(piece.old), "".join(piece.new)) for piece in joined]


def _is_gap(first: _Piece, second: _Piece) -> bool:
    """Check whether a word that changed is followed by unchanged space."""
    return first.changed and not first.is_space and second.is_space and not second.changed


def _atoms(before: str, after: str) -> Iterator[_Piece]:
    """Yield unchanged words and spaces, parts of words that differ, and spaces that do."""
    for old, new in aligned_pieces(before, after):
        if old != new:
            yield _Piece([old], [new], changed=True, is_space=old.isspace() and not new.strip())
        else:
            for text in SPACE_OR_WORD.findall(old):
                yield _Piece([text], [text], is_space=text.isspace())


def _words(atoms: Iterator[_Piece]) -> Iterator[_Piece]:
    """Yield whole words of what is not parted by space, and the spaces between them."""
    old: list[str] = []
    new: list[str] = []
    changed = False
    for atom in atoms:
        if atom.is_space:
            if old or new:
                yield _Piece(old, new, changed)
            old, new, changed = [], [], False
            yield atom
        else:
            old += atom.old
            new += atom.new
            changed |= atom.changed
    if old or new:
        yield _Piece(old, new, changed)
