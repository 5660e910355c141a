"""Site chrome as data: the phrases and patterns beside this file."""

import os
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from cleantext.text.keys import fold

ANYWHERE, EDGE, END, HEADING, BESIDE = "anywhere", "edge", "end", "heading", "beside"
LONGEST = 220  # no phrase or pattern reaches further: a longer line is not looked at

SECTION = re.compile(r"\[(\w+), (anywhere|edge|end|heading|beside)\]")


class Rule(NamedTuple):
    """What a phrase or pattern says of a line: its kind of chrome, where that goes, and the rule's own words."""

    kind: str
    place: str
    words: str


class Found(NamedTuple):
    """Why the line at a place is chrome."""

    kind: str
    reason: str


@cache
def phrases() -> dict[str, Rule]:
    """Read phrases.txt: rule by key."""
    return {fold(text): Rule(kind, place, text) for kind, place, text in _entries("phrases.txt")}


@cache
def patterns() -> tuple[tuple[str, Rule], ...]:
    """Read patterns.txt: each pattern with its rule."""
    each = []
    for kind, place, entry in _entries("patterns.txt"):
        name, _, source = entry.partition(" = ")
        each.append((source, Rule(kind, place, name)))
    return tuple(each)


def agencies() -> list[str]:
    """Read agencies.txt: the marks with which newspapers and agencies sign the first sentence."""
    return [entry for _, _, entry in _entries("agencies.txt")]


def section_names() -> list[str]:
    """Give the names of sections that menus have, as they are written."""
    return [text for kind, place, text in _entries("phrases.txt") if (kind, place) == ("navigation", EDGE)]


def _entries(name: str) -> Iterator[tuple[str, str, str]]:
    kind = place = ""
    with open(os.path.join(os.path.dirname(__file__), name), encoding="utf-8") as file:
        entries = file.read().split("\n")
    for entry in entries:
        if entry.startswith("[") and (section := SECTION.fullmatch(entry)):
            kind, place = section.groups()
        elif entry and not entry.startswith("#"):
            yield kind, place, entry
