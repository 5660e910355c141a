"""Find what is chrome without saying anything: rulers, empty marks, pictures beside chrome."""

import re
from collections.abc import Collection, Container, Iterator
from typing import NamedTuple

from cleantext.text.lines import Lines
from cleantext.text.prose import reads_like_prose
from cleantext.text.said import Said

from .rules import Verdict

UNDERLINE = re.compile("={3,}|-{3,}")  # of a heading in Markdown
RULER = re.compile(r"[-–—*_=~ ]{3,}")
BESIDE_CHROME = Verdict("template", "says nothing, beside other chrome")
BY_THE_CRAWLER = Verdict("template", "written by the crawler")


class Gap(NamedTuple):
    """Lines between two that say something and stay: chrome, and what is silent.

    `run` has their indexes in the document, `above` and `below` the positions of those two among the lines that say
    something: -1 and the number of these at the ends of the document.
    """

    run: list[int]
    above: int
    below: int


def silent_lines(
    lines: Lines, said: Said, body: range, chrome: Collection[int], own: Container[int]
) -> Iterator[tuple[int, Verdict]]:
    """Yield lines that say nothing and stand beside chrome, by their index in the document.

    `body` is the range of the article, `chrome` what goes and `own` what stays, all among the lines that say something.

    Within the article a ruler parts its sections, unless chrome stands on both sides of it, or two are the frame of a
    box. A picture needs chrome on both sides everywhere. A ruler right below a line that stays underlines it.
    """
    indexes = said.lines.nonblank_indexes
    gone = {*map(indexes.__getitem__, chrome), *said.by_the_crawler}
    inside = range(body.start, body.stop - 1)
    for gap in _gaps(lines, said, gone):
        is_inside = gap.above in inside or gap.above in own or gap.below in own
        yield from ((index, BESIDE_CHROME) for index in _silent_of(lines, said, gap, gone, is_inside=is_inside))


def _gaps(lines: Lines, said: Said, gone: Container[int]) -> Iterator[Gap]:
    """Yield the gaps in which there is chrome."""
    position = {index: at for at, index in enumerate(said.lines.nonblank_indexes)}
    run: list[int] = []
    above = -1
    for index in (*lines.nonblank_indexes, len(lines)):
        if index in gone or (index not in position and index not in (said.source, len(lines))):
            run.append(index)
            continue
        below = position.get(index, len(position))
        if any(each in gone for each in run):
            yield Gap(run, above, below)
        run, above = [], below


def _silent_of(lines: Lines, said: Said, gap: Gap, gone: Container[int], *, is_inside: bool) -> Iterator[int]:
    """Yield the silent lines of a gap that are chrome; those of a gap inside the article only if chrome is around."""
    run = gap.run
    chrome = [index for index in run if index in gone]
    first = run[0] if gap.above < 0 else chrome[0]
    last = run[-1] if gap.below == len(said.lines.nonblank) else chrome[-1]
    is_framed = all(index not in gone and RULER.fullmatch(lines[index]) for index in (run[0], run[-1]))
    for index in run[gap.above >= 0 and _is_underline(lines, run[0]) :]:
        is_between = first <= index <= last
        is_ruler = RULER.fullmatch(lines[index]) is not None
        is_beside = index not in said.pictures and (not is_inside or (is_ruler and is_framed))
        if index not in gone and (is_between or is_beside):
            yield index


def _is_underline(lines: Lines, index: int) -> bool:
    """Check whether a line makes the one right above a heading."""
    above = lines[index - 1] if index else ""
    return UNDERLINE.fullmatch(lines[index]) is not None and above != "" and not reads_like_prose(above)
