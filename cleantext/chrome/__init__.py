"""Site chrome as data: the phrases and patterns beside this file, and how a line is compared with them."""

import os
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ..lines import reads_like_prose

ANYWHERE, EDGE, HEADING = "anywhere", "edge", "heading"
LONGEST = 220  # no phrase or pattern reaches further: a longer line is not looked at

COUNT_AT_END = re.compile(r"\s?\(\d[\d.,]*\)$")
DIALOGUE = ("- ", "– ", "— ")
SECTION = re.compile(r"\[(\w+), (anywhere|edge|heading)\]")
EDGE_SIGNS = " \t.,:;!?…-–—_•·|/\\»«›‹<>\"'“”‘’()[]*+#→←↑↓▶►▪■●○◦✓★☆"


class Rule(NamedTuple):
    """What a phrase or pattern says of a line: its kind of chrome, where that goes, and the rule's own words."""

    kind: str
    place: str
    words: str


def fold(line: str) -> str:
    """Give the key by which a line is compared: small letters, no punctuation at the ends, single spaces."""
    return " ".join(line.casefold().strip(EDGE_SIGNS).split())


def rule_for(line: str) -> Rule | None:
    """Find the phrase or pattern that matches the whole line, or None."""
    if line.startswith(DIALOGUE):
        return None
    key = fold(line)
    rule = phrases().get(key)
    if rule is None and key and line.rstrip().endswith(")"):
        rule = phrases().get(fold(COUNT_AT_END.sub("", line)))
    if rule is None and (match := patterns()[0].fullmatch(key)):
        rule = patterns()[1][int((match.lastgroup or "_0")[1:])]
        if rule.place != ANYWHERE and reads_like_prose(line):
            return None
    return rule


@cache
def phrases() -> dict[str, Rule]:
    """Read phrases.txt: rule by key."""
    return {fold(text): Rule(kind, place, text) for kind, place, text in _entries("phrases.txt")}


@cache
def patterns() -> tuple[re.Pattern[str], tuple[Rule, ...]]:
    """Read patterns.txt: all patterns as one, and the rules that its groups _0, _1, ... stand for."""
    rules: list[Rule] = []
    sources: list[str] = []
    for kind, place, entry in _entries("patterns.txt"):
        name, _, source = entry.partition(" = ")
        sources.append(f"(?P<_{len(rules)}>{source})")
        rules.append(Rule(kind, place, name))
    return re.compile("|".join(sources)), tuple(rules)


def _entries(name: str) -> Iterator[tuple[str, str, str]]:
    kind = place = ""
    with open(os.path.join(os.path.dirname(__file__), name), encoding="utf-8") as file:
        entries = file.read().split("\n")
    for entry in entries:
        if section := SECTION.fullmatch(entry):
            kind, place = section.groups()
        elif entry and not entry.startswith("#"):
            yield kind, place, entry
