from collections.abc import Iterator, Sequence

from ..model import Hit


def blank_lines(lines: Sequence[str]) -> Iterator[Hit]:
    """Remove blank lines at the start and the end, and all but one between paragraphs.

    Empty page elements leave runs of them, and so do the other filters.

    **Leaves alone:** text whose lines follow each other without a blank line: it adds none.
    """
    first = next((i for i, line in enumerate(lines) if not _blank(line)), len(lines))
    last = next((i for i in range(len(lines) - 1, -1, -1) if not _blank(lines[i])), -1)
    for i, line in enumerate(lines):
        if not _blank(line):
            continue
        if i < first or i > last:
            yield Hit(i, "blank at the start" if i < first else "blank at the end", "blank")
        elif _blank(lines[i - 1]):
            yield Hit(i, "blank after a blank line", "blank")


def _blank(line: str) -> bool:
    return not line or line.isspace()
