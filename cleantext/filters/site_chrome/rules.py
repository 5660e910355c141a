"""Read the phrases, patterns and agency names of site chrome from the text files next to this one."""

import os
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple, TypeAlias

from cleantext.text.keys import fold

ANYWHERE, EDGE, FIELD, END, HEADING, BESIDE, OWN = "anywhere", "edge", "field", "end", "heading", "beside", "own"
SCOPES = (ANYWHERE, EDGE, FIELD, END, HEADING, BESIDE, OWN)
SITE = "site"  # the scope of a line that is known from the other pages of its site, and of no phrase or pattern here
LONGEST_LINE = 220  # characters; no phrase or pattern matches a longer line
SHORT_LINES_OF_MENUS, LONGEST_PAGE = (
    20,
    2000,
)  # lines: the fewest different ones, and the most, of a page that no rule knows

WORD_CLASS = re.compile(r"\{([a-z]+)\}")  # in a pattern
SECTION_HEADER = re.compile(rf"\[(\w+), ({'|'.join(SCOPES)})\]")


class Rule(NamedTuple):
    """A phrase or pattern: its kind of chrome, the scope in which it holds, and its name (of a phrase, its text).

    The header of phrases.txt explains the scopes: anywhere, edge, field, end, heading, beside and own. A rule of the
    scope SITE holds what is known of the line.
    """

    kind: str
    scope: str
    name: str
    line: "SiteLine | None" = None
    is_label: bool = False  # the name says what such lines are, and stands in none

    @property
    def shown(self) -> str:
        """The name as reasons have it: in quotation marks if it is a text."""
        return self.name if self.is_label else f"“{self.name}”"


class SiteLine(NamedTuple):
    """A line of a site's chrome, as it was learned, and the reason that users see.

    `times` says how often it stands on a page, `is_first` whether it is the first line there, `is_after` whether it
    stands after the article, `any_number` whether its numbers are others on other pages.
    """

    text: str
    why: str
    times: int = 1
    is_first: bool = False
    is_after: bool = False
    any_number: bool = False


OfSite: TypeAlias = Callable[[str], SiteLine | None]  # of a line: what is known of it on its site


class Verdict(NamedTuple):
    """Why a line is chrome: the kind of chrome, and the reason that users see."""

    kind: str
    reason: str


@cache
def phrases() -> dict[str, Rule]:
    """Return the rules of phrases.txt by the key of their phrase (see `fold`)."""
    return {fold(text): Rule(kind, scope, text) for kind, scope, text in _read_entries("phrases.txt")}


@cache
def patterns() -> tuple[tuple[str, Rule], ...]:
    """Return the patterns of patterns.txt in the order of the file, each with its rule.

    "NAME := EXPRESSION" in it is a class of words; "{NAME}" in what follows stands for the expression.
    """
    entries: list[tuple[str, Rule]] = []
    classes: dict[str, str] = {}
    for kind, scope, entry in _read_entries("patterns.txt"):
        name, equals, source = entry.partition(" = ")
        if not equals:
            name, _, source = entry.partition(" := ")
        source = WORD_CLASS.sub(lambda found: classes[found[1]], source)  # a KeyError names what is not defined
        if equals:
            entries.append((source, Rule(kind, scope, name, is_label=True)))
        else:
            classes[name] = source
    return tuple(entries)


def agencies() -> list[str]:
    """Return the names of agencies.txt, with which newspapers and agencies sign the first sentence of an article."""
    return [entry for _, _, entry in _read_entries("agencies.txt")]


def section_names() -> list[str]:
    """Return the names of sections in menus, as written in phrases.txt."""
    return [text for kind, scope, text in _read_entries("phrases.txt") if (kind, scope) == ("navigation", EDGE)]


def _read_entries(name: str) -> Iterator[tuple[str, str, str]]:
    """Yield the kind, scope and text of each entry of a file. Raise ValueError for a heading without a known scope."""
    kind = scope = ""
    with open(os.path.join(os.path.dirname(__file__), name), encoding="utf-8") as file:
        entries = file.read().split("\n")
    for entry in entries:
        if entry.startswith("[") and len(entry) > 1:
            if not (section := SECTION_HEADER.fullmatch(entry)):
                raise ValueError(f"{name}: “{entry}” is no heading: [kind, scope], with one of {', '.join(SCOPES)}")
            kind, scope = section.groups()
        elif entry and not entry.startswith("#"):
            yield kind, scope, entry


Chrome: TypeAlias = dict[int, Verdict]  # by index among the non-blank lines
