"""Site chrome as data: the phrases and patterns beside this file, and how a line is compared with them."""

import os
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from ..lines import reads_like_prose

ANYWHERE, EDGE, END, HEADING, BESIDE = "anywhere", "edge", "end", "heading", "beside"
LONGEST = 220  # no phrase or pattern reaches further: a longer line is not looked at

COUNT_AT_END = re.compile(r"\s?\(\d[\d.,]*\)$")
SPOKEN = ("- ", "– ", "— ", "“", "‘", "«", '"')
SECTION = re.compile(r"\[(\w+), (anywhere|edge|end|heading|beside)\]")
EDGE_SIGNS = " \t.,:;!?…-–—_•·|/\\»«›‹<>\"'“”‘’()[]*+#→←↑↓▶►▪■●○◦✓★☆"
ARROWS = "#»«›‹<>"
BEFORE_PATTERNS = "".join(sign for sign in EDGE_SIGNS if sign not in ARROWS + "[")
AFTER_PATTERNS = "".join(sign for sign in EDGE_SIGNS if sign not in ")]")
CALLS = ("đọc ngay", "xem ngay", "xem thêm", "đọc thêm", "đọc tiếp", "xem tiếp")
CALL_AT_END = re.compile(rf"[^\W\d_](?:{'|'.join(CALLS)})$")


class Rule(NamedTuple):
    """What a phrase or pattern says of a line: its kind of chrome, where that goes, and the rule's own words."""

    kind: str
    place: str
    words: str


class Found(NamedTuple):
    """Why the line at a place is chrome."""

    kind: str
    reason: str


GLUED = Rule("related", ANYWHERE, "a headline and a call to read it, without a space")


def fold(line: str) -> str:
    """Give the key by which a line is compared: small letters, no punctuation at the ends, single spaces."""
    return _spaced(line.casefold().strip(EDGE_SIGNS)) or line.strip()


def rule_for(line: str) -> Rule | None:
    """Find the phrase or pattern that matches the whole line, or None."""
    found = _find(line)
    return found and found[1]


def name_of_rule_for(line: str) -> str | None:
    """Tell the key of the phrase, or the expression of the pattern, that matches the whole line."""
    found = _find(line)
    return found and found[0]


def _find(line: str) -> tuple[str, Rule] | None:
    if line.startswith(SPOKEN) and len(line) > 2:
        return None
    key = fold(line)
    if len(key) > 7 and key[: len(key) // 2] == key[-(len(key) // 2) :]:  # "Trở lại Sức khỏeTrở lại Sức khỏe"
        return _find_once(line, key) or _find_once(half := fold(key[: len(key) // 2]), half)
    return _find_once(line, key)


def _find_once(line: str, key: str) -> tuple[str, Rule] | None:
    if rule := phrases().get(key):
        return key, rule
    if line.endswith(")") and (rule := phrases().get(bare := fold(COUNT_AT_END.sub("", line)))):
        return bare, rule
    if key.endswith(CALLS) and CALL_AT_END.search(key):
        return CALL_AT_END.pattern, GLUED
    return _find_pattern(line)


def _find_pattern(line: str) -> tuple[str, Rule] | None:
    bare = _spaced(line.casefold().lstrip(BEFORE_PATTERNS).rstrip(AFTER_PATTERNS))
    joined_pattern, each = patterns()
    if not (match := joined_pattern.fullmatch(bare)):
        return None
    source, rule = each[(match.lastindex or 1) - 1]
    return None if rule.place not in (ANYWHERE, END) and reads_like_prose(line) else (source, rule)


def _spaced(key: str) -> str:
    return key if key.isprintable() and "  " not in key else " ".join(key.split())


@cache
def phrases() -> dict[str, Rule]:
    """Read phrases.txt: rule by key."""
    return {fold(text): Rule(kind, place, text) for kind, place, text in _entries("phrases.txt")}


@cache
def patterns() -> tuple[re.Pattern[str], tuple[tuple[str, Rule], ...]]:
    """Read patterns.txt: all patterns as one, and each with its rule."""
    each = []
    for kind, place, entry in _entries("patterns.txt"):
        name, _, source = entry.partition(" = ")
        each.append((source, Rule(kind, place, name)))
    return joined(each)


def joined(each: Iterable[tuple[str, Rule]]) -> tuple[re.Pattern[str], tuple[tuple[str, Rule], ...]]:
    """Join patterns to one, which tells by its last group which of them matched.

    The group is empty and stands at the end: so `re` passes over patterns that begin with another letter than a line.
    """
    each = tuple(each)
    return re.compile("|".join(f"{source}()" for source, _ in each)), each


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
        if section := SECTION.fullmatch(entry):
            kind, place = section.groups()
        elif entry and not entry.startswith("#"):
            yield kind, place, entry
