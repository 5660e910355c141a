"""Find what a crawler wrote around a text: where it was taken from, when and with what; lynx's list of addresses."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from .keys import letters_of

FRONT_MATTER, LONGEST_FRONT_MATTER = "---", 40  # the latter in lines
BEGINS_WITHIN, LONGEST = 4, 16  # lines: a title may be above it
ENTRY = re.compile(r"([A-Za-z][A-Za-z_-]*(?: [A-Za-z_-]+){0,2}) ?:(?:\s+(.*))?$")
OF_A_CRAWLER = frozenset(  # names that no page has above its article
    "source|source url|source file|source path|url|url source|crawled|crawled at|crawl date|crawl time|crawler|scraped|"
    "scraped at|fetched|fetched at|captured|captured at|retrieved|retrieved at|downloaded|downloaded at|converted at|"
    "convert method|markdown content".split("|")
)
BESIDE_THOSE = frozenset(
    "title|type|date|author|language|lang|platform|category|description|domain|site|published|published time|"
    "number of pages|warning|status|status code|content type|source type|document type|topic|timestamp|tags".split("|")
)
NAMES = OF_A_CRAWLER | BESIDE_THOSE
TITLES = ("title", "doc title")
SEARCHED, FEWEST_LETTERS = 60, 8  # lines in which the title of an entry is looked for; of that title
ADDRESS = ("http://", "https://")
REFERENCE = re.compile(r"(\d{1,4})\. (?:https?|file|ftp|mailto|javascript|tel):")
HEADINGS_OF_REFERENCES = frozenset({"References", "Visible links", "Visible links:", "Hidden links:"})
FEWEST_REFERENCES = 3


class Preamble(NamedTuple):
    """The lines that a crawler wrote, and what others of its lines say: a title that the text does not have itself."""

    lines: frozenset[int] = frozenset()
    says: Mapping[int, str] = {}


class Entry(NamedTuple):
    """A name in small letters and its value: "**Source:** https://..."."""

    name: str
    value: str


def preamble_of(lines: Sequence[str], says: Mapping[int, str]) -> Preamble:
    """Return the preamble at the head of some lines; `says` has what those with markup say without it."""
    found = _front_matter(lines) or _entries(lines, says)
    if len(found) == 1:  # the source that the text itself names, perhaps
        [(index, entry)] = found.items()
        return Preamble(says={index: ""}) if entry.value.startswith(ADDRESS) else Preamble()
    if not found:
        return Preamble()
    end = max(found) + 1
    end += end < len(lines) and len(lines[end]) > 2 and not lines[end].strip("-")
    own = frozenset(range(min(found), end))
    title = next((index for index, entry in found.items() if entry.name in TITLES and entry.value), None)
    others = (says.get(index, lines[index]) for index in range(min(SEARCHED, len(lines))) if index not in own)
    if title is None or _has_title(others, found[title].value):
        return Preamble(own)
    return Preamble(own - {title}, {title: found[title].value})


def _front_matter(lines: Sequence[str]) -> dict[int, Entry]:
    """Return the entries of front matter: the lines between two rulers, of which the first begins the text."""
    if lines[0] != FRONT_MATTER:
        return {}
    end = next((i for i, line in enumerate(lines[1:LONGEST_FRONT_MATTER], 1) if line == FRONT_MATTER), 0)
    entries = {index: _entry_of(lines[index]) for index in range(1, end)}
    named = {index: entry for index, entry in entries.items() if entry}
    if not any(entry.name in NAMES for entry in named.values()):
        return {}
    if any(entry is None and lines[index][0] not in "-\"'[]{}" for index, entry in entries.items()):
        return {}
    return {0: Entry("", ""), **named, end: Entry("", "")}


def _entries(lines: Sequence[str], says: Mapping[int, str]) -> dict[int, Entry]:
    """Return the first run of entries that a crawler wrote: names of its own, or any in bold beside them."""
    found: dict[int, Entry] = {}
    for index, line in enumerate(lines[:LONGEST]):
        entry = _entry_of(says.get(index, line))
        if entry and (entry.name in NAMES or line.startswith("**")):
            found[index] = entry
        elif found or index + 1 >= BEGINS_WITHIN:
            break
    return found if any(entry.name in OF_A_CRAWLER for entry in found.values()) else {}


def _entry_of(line: str) -> Entry | None:
    match = ENTRY.match(line) if ":" in line else None
    return Entry(match[1].casefold().replace("_", " "), (match[2] or "").strip(" \"'")) if match else None


def _has_title(lines: Iterable[str], title: str) -> bool:
    """Check whether one of some lines is a title, which may have the name of the site behind it."""
    own = letters_of(title)
    return any(
        len(letters) >= FEWEST_LETTERS and (own.startswith(letters) or letters.startswith(own))
        for letters in map(letters_of, lines)
    )


def references_of(lines: Sequence[str]) -> frozenset[int]:
    """Return the list of addresses with which lynx ends a text, if the first of its numbers stands in the text."""
    start, first, references = len(lines), "", 0
    while start and ((match := REFERENCE.match(lines[start - 1])) or lines[start - 1] in HEADINGS_OF_REFERENCES):
        start -= 1
        first, references = (match[1], references + 1) if match else (first, references)
    is_list = references >= FEWEST_REFERENCES and any(f"[{first}]" in line for line in lines[:start])
    return frozenset(range(start, len(lines))) if is_list else frozenset()
