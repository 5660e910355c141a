from collections.abc import Iterator, Sequence

from ..lines import is_blank
from ..model import Hit


def blank_lines(lines: Sequence[str]) -> Iterator[Hit]:
    """Remove blank lines at the start and the end, and all but one between paragraphs.

    Empty page elements leave runs of them, and so do the other filters.

    **Leaves alone:** text whose lines follow each other without a blank line: it adds none.
    """
    first = next((i for i, line in enumerate(lines) if not is_blank(line)), len(lines))
    last = next((i for i in range(len(lines) - 1, -1, -1) if not is_blank(lines[i])), -1)
    for i, line in enumerate(lines):
        if not is_blank(line):
            continue
        if i < first or i > last:
            yield Hit(i, "blank at the start" if i < first else "blank at the end", "blank")
        elif is_blank(lines[i - 1]):
            yield Hit(i, "blank after a blank line", "blank")
