"""How much of the project's own labelled documents is cut, and lost: the figures may only get better.

The floors are today's figures. Each stays right below what is measured, so that nothing that was won is lost unseen.
"""

import re
from functools import cache
from typing import NamedTuple

import pytest

from cleantext.filters.site_chrome.line_model.judge import DEFAULT_LIMIT, LIMIT_WITHOUT_RULES, STRICT_LIMIT
from tests.helpers.paths import DATA, ROOT
from tests.labelled.counting import Counts, count
from tests.labelled.documents import CHROME, COPY, KEPT, OWN, VIEWS, read
from tests.labelled.site_rules import sites_of_rules

SITE_LEFT_OUT = "whole, without the rules that only the site needs"


class Floor(NamedTuple):
    """The least of chrome and copies that is removed, in percent, rounded down; the most real lines that are lost."""

    chrome: int | None  # None: there is none
    copies: int | None
    lost: int


FLOORS = {
    ("pages", "whole"): Floor(chrome=94, copies=72, lost=2),
    ("pages", "title-on"): Floor(chrome=93, copies=72, lost=2),
    ("pages", "to-end"): Floor(chrome=91, copies=72, lost=1),
    ("pages", "region"): Floor(chrome=74, copies=72, lost=1),
    ("pages", "no-title"): Floor(chrome=93, copies=56, lost=1),
    ("pages", "article"): Floor(chrome=None, copies=None, lost=0),
    ("pages", SITE_LEFT_OUT): Floor(chrome=91, copies=72, lost=1),
    ("repeats", "whole"): Floor(chrome=None, copies=90, lost=0),
    ("repeats", "title-on"): Floor(chrome=None, copies=88, lost=0),
    ("repeats", "to-end"): Floor(chrome=None, copies=91, lost=0),
    ("repeats", "region"): Floor(chrome=None, copies=89, lost=0),
    ("repeats", "no-title"): Floor(chrome=None, copies=76, lost=0),
    ("repeats", "article"): Floor(chrome=None, copies=None, lost=0),
}


@cache
def measured(file: str, view: str, *, strict: bool = False) -> Counts:
    documents = list(read(DATA / "labelled" / f"{file}.jsonl"))
    if view == SITE_LEFT_OUT:
        return count(documents, "whole", sites_of_rules(documents)).total
    return count(documents, view, strict=strict).total


def percent(counts: Counts, label: str) -> int | None:
    return 100 * counts.gone[label] // counts.all[label] if counts.all[label] else None


def floor_of(counts: Counts) -> Floor:
    return Floor(percent(counts, CHROME), percent(counts, COPY), counts.gone[KEPT])


@pytest.mark.parametrize(("file", "view"), FLOORS)
def test_no_figure_falls_below_its_floor(file: str, view: str) -> None:
    now, floor = floor_of(measured(file, view)), FLOORS[file, view]
    message = f"{file}, {view}: {now} is worse than {floor}"
    assert now.lost <= floor.lost, message
    for share, least in ((now.chrome, floor.chrome), (now.copies, floor.copies)):
        assert (share is None) == (least is None), message
        assert (share or 0) >= (least or 0), message


@pytest.mark.parametrize(("file", "view"), FLOORS)
def test_floors_rise_with_the_figures(file: str, view: str) -> None:
    now, floor = floor_of(measured(file, view)), FLOORS[file, view]
    message = f"{file}, {view}: raise the floor to {now}"
    assert now.lost >= floor.lost, message
    for share, least in ((now.chrome, floor.chrome), (now.copies, floor.copies)):
        assert (share or 0) - (least or 0) < 2, message


def test_each_view_of_each_file_has_a_floor() -> None:
    every = {(path.stem, view) for path in OWN for view in VIEWS}
    assert set(FLOORS) == {*every, ("pages", SITE_LEFT_OUT)}


def test_of_sites_never_seen_something_is_left_out() -> None:
    counts, known = measured("pages", SITE_LEFT_OUT), measured("pages", "whole")
    assert counts.gone[CHROME] < known.gone[CHROME]


def test_the_guide_says_what_strict_costs() -> None:
    guide = (ROOT / "GUIDE.md").read_text(encoding="utf-8")
    for view in ("whole", "title-on", "to-end", "region"):
        default, strict = measured("pages", view), measured("pages", view, strict=True)
        chrome = " | ".join(f"{percent(counts, CHROME)} %" for counts in (default, strict))
        row = f"| `{view}` | {chrome} | {default.gone[KEPT]} | {strict.gone[KEPT]} |"
        assert f"\n{row}\n" in guide, f"write {row}"
    assert f" above {DEFAULT_LIMIT}, and above {LIMIT_WITHOUT_RULES} where rules remove nothing" in guide
    assert f" above {STRICT_LIMIT};" in guide


@pytest.mark.parametrize(
    ("page", "pattern"),
    [
        ("README.md", r"{} % of {} lines of chrome and {} of {} real lines; [^;:]*, {} % and {}\."),
        (
            "README.vi.md",
            r"{}% trong số {} dòng khung trang và bỏ nhầm {} trong số {} dòng thật của bài; [^;:]* {}% và {}\.",
        ),
    ],
    ids=["English", "Vietnamese"],
)
def test_the_readme_says_what_is_measured(page: str, pattern: str) -> None:
    counts, left_out = measured("pages", "whole"), measured("pages", SITE_LEFT_OUT)
    figures = [
        percent(counts, CHROME),
        counts.all[CHROME],
        counts.gone[KEPT],
        counts.all[KEPT],
        percent(left_out, CHROME),
        left_out.gone[KEPT],
    ]
    said = re.search(pattern.replace("{}", r"([\d,.]+?)"), " ".join((ROOT / page).read_text(encoding="utf-8").split()))
    assert said
    assert [int(re.sub(r"\D", "", figure)) for figure in said.groups()] == figures
