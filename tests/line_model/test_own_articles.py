"""The articles that were written for the model come through the whole chain, but for so many lines.

The numbers may only fall. They are no measure of what is lost elsewhere: the model was fitted on these very articles.
But they were written to look like menus, lists and forms, so a change that does harm shows here first.
"""

from functools import cache
from typing import NamedTuple

import pytest

from cleantext import explain
from tests.labelled.documents import OWN, read
from tests.line_model.training_lines import HERE, nonblank
from tests.line_model.training_pages import Frame, frame_of

ALONE, ON_A_PAGE = "alone", "between the menu and the footer of a page"
PAGE = "a-01"  # of tests/data/labelled/pages.jsonl: one with much of both


class Lost(NamedTuple):
    """In how many articles a line goes, how many lines that are, and how many of them by the line model."""

    articles: int
    lines: int
    by_the_model: int


MOST = {
    ALONE: Lost(articles=12, lines=13, by_the_model=0),
    ON_A_PAGE: Lost(articles=20, lines=29, by_the_model=2),
}


@cache
def frame() -> Frame:
    (found,) = [
        frame for path in OWN for document in read(path) if document.id == PAGE and (frame := frame_of(document))
    ]
    return found


@cache
def lost(place: str) -> Lost:
    articles, lines, by_the_model = 0, 0, 0
    for path in sorted((HERE / "documents").glob("*.txt")):
        text, above = path.read_text("utf-8"), 0
        own = len(text.split("\n"))
        if place == ON_A_PAGE:
            own, above = len(nonblank(text)), len(frame().above)
            text = "\n".join([line for line, _ in frame().above] + nonblank(text) + [line for line, _ in frame().below])
        gone = [one for one in explain(text).removals if one.text and above < one.line <= above + own]
        articles, lines = articles + bool(gone), lines + len(gone)
        by_the_model += sum(one.kind == "likely" for one in gone)
    return Lost(articles, lines, by_the_model)


@pytest.mark.parametrize("place", MOST)
def test_no_more_lines_go(place: str) -> None:
    now, most = lost(place), MOST[place]
    assert all(number <= bound for number, bound in zip(now, most, strict=True)), f"{place}: {now} is worse than {most}"


@pytest.mark.parametrize("place", MOST)
def test_the_bounds_fall_with_the_numbers(place: str) -> None:
    now = lost(place)
    assert all(number >= bound for number, bound in zip(now, MOST[place], strict=True)), f"{place}: lower it to {now}"
