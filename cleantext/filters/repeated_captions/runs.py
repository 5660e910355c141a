"""Find what is printed again over several lines: a body from its title on, or one paragraph in pieces."""

from collections.abc import Iterator
from itertools import pairwise

from cleantext.text.keys import letters_of
from cleantext.text.structure import Structure

from .compared import REPEATS, ComparedLines
from .excerpts import EXCERPT

FEWEST_LINES, FEWEST_PARAGRAPHS, FEWEST_LETTERS = 3, 2, 200  # of a body that is printed again
SHORTEST_PARAGRAPH = 60  # letters
SMALLEST_SHARE = 3  # the body has at least a third of the letters of the document
FEWEST_LETTERS_IN_PIECES = 60
MOST_PIECES, PIECES_NEAR = 4, 3  # lines


def drop_body_printed_again(page: ComparedLines) -> None:
    """Drop the second copies of lines that come again in the same order, if they are a good part of the document."""
    following = {first: second for indexes in page.groups for first, second in pairwise(indexes)}
    if len(following) < FEWEST_LINES:
        return
    letters = sum(len(letters_of(line)) for line in page.lines)
    for run in _runs(page, following):
        if len(run) >= FEWEST_LINES and _is_body(page, list(run), letters):
            page.dropped.update((second, (page.kept(first), REPEATS)) for first, second in run.items())


def _runs(page: ComparedLines, following: dict[int, int]) -> Iterator[dict[int, int]]:
    """Yield the longest runs of lines that are followed by the same lines: of each line its copy."""
    done = -1
    for start in sorted(following):
        if start <= done:
            continue
        run, first, second = {}, start, following[start]
        while first < following[start] and second < len(page.lines) and _same(page, first, second):
            run[first] = second
            first, second = first + 1, second + 1
        done = first - 1
        yield run


def _same(page: ComparedLines, first: int, second: int) -> bool:
    return page.beginnings[first] == page.beginnings[second] and letters_of(page.lines[first]) == letters_of(
        page.lines[second]
    )


def _is_body(page: ComparedLines, run: list[int], letters: int) -> bool:
    """Check whether lines are a body: some paragraphs, and a good part of a document of so many letters."""
    lengths = [len(letters_of(page.lines[index])) for index in run]
    prose = [n for n, index in zip(lengths, run, strict=True) if n >= SHORTEST_PARAGRAPH and page.prose[index]]
    enough = len(prose) >= FEWEST_PARAGRAPHS and sum(prose) >= FEWEST_LETTERS
    return enough and SMALLEST_SHARE * sum(lengths) >= letters


def drop_pieces(page: ComparedLines, index: int, whole: int) -> None:
    """Drop a line and those below it if together they have the letters of another line near by."""
    letters = letters_of(page.lines[whole])
    if len(letters) < FEWEST_LETTERS_IN_PIECES:
        return
    rest, end = letters, index
    while rest and end < len(page.lines) and end - index < MOST_PIECES and end != whole:
        own = letters_of(page.lines[end])
        if not own or not rest.startswith(own):
            return
        rest, end = rest[len(own) :], end + 1
    near = index - whole <= PIECES_NEAR and whole - end < PIECES_NEAR
    pieces = range(index, end)
    if rest or not near or len(pieces) < 2 or page.title in pieces or page.dropped.keys() & {*pieces, whole}:
        return
    if page.document.asked(Structure).in_sentences.isdisjoint(pieces):  # else they are the text, cut at line ends
        page.dropped.update(dict.fromkeys(pieces, (whole, EXCERPT)))
