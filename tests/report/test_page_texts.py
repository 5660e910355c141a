"""What the page of the report says is complete in both languages, and can be read in both colour schemes."""

import re

import pytest

from cleantext.report.language import section
from cleantext.report.page import SCRIPTS, asset
from tests.helpers.page_texts import texts_of_page

READABLE = 4.5  # contrast of text, WCAG 2.2, level AA
PAIRS = [
    *((ink, ground) for ink in ("ink", "soft", "accent", "gone", "new", "look") for ground in ("page", "card")),
    ("gone", "gone-ground"), ("soft", "gone-ground"), ("new", "new-ground"), ("look", "look-ground"),
    ("found", "found-ground"), ("card", "accent"),
]  # fmt: skip


def test_each_text_of_the_page_is_in_the_table_and_no_other() -> None:
    assert texts_of_page() - section("page").keys() == set()
    assert section("page").keys() - texts_of_page() == set()


def test_all_that_scripts_say_is_marked_as_text_of_the_page() -> None:
    unmarked = [
        found
        for name in SCRIPTS
        for found in re.findall(r'(?<!\.)(?:said|say|warn|add|tile)\((?:\w+, )?"([^"{][^"]*)"', asset(f"{name}.js"))
    ]
    assert unmarked == []
    assert all(asset(f"{name}.js").count("\n") <= 250 for name in SCRIPTS)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_text_stands_out_from_its_ground(scheme: int) -> None:
    colours = dict(
        re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", re.findall(r":root \{([^}]*)\}", asset("page.css"))[scheme])
    )
    faint = {
        pair: round(found, 2) for pair in PAIRS if (found := _contrast(*(colours[each] for each in pair))) < READABLE
    }
    assert faint == {}


def _contrast(first: str, second: str) -> float:
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
