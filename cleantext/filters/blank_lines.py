from collections.abc import Iterator, Sequence
from itertools import pairwise

from cleantext.model import Hit
from cleantext.text.lines import Lines


def blank_lines(lines: Sequence[str]) -> Iterator[Hit]:
    """Remove blank lines at the start and the end, and all but one between paragraphs.

    Empty page elements leave runs of them, and so do the other filters.

    **Leaves alone:** text whose lines follow each other without a blank line: it adds none.
    """
    nonblank, count = Lines.of(lines).nonblank_indexes, len(lines)
    first, last = (nonblank[0], nonblank[-1]) if nonblank else (count, count)
    for i in range(first):
        yield Hit(i, "blank at the start", "blank")
    for above, below in pairwise(nonblank):
        if below - above > 2:
            for i in range(above + 2, below):
                yield Hit(i, "blank after a blank line", "blank")
    for i in range(last + 1, count):
        yield Hit(i, "blank at the end", "blank")
