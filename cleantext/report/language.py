"""The language of what people read: English, as it stands in the code, or Vietnamese, from the table vi.toml.

Whoever raises a message, or gives a reason, knows nothing of languages: both are translated where they are shown.
"""

import os
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from cleantext.chain.results import Result

ENGLISH, VIETNAMESE = "en", "vi"
LANGUAGES = (ENGLISH, VIETNAMESE)
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set and not empty counts, as POSIX has it
PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
MESSAGES = frozenset({"reason", "what", "hint", "more"})  # placeholders for what is a message itself, translated, too
LISTS = {"reasons": "; ", "names": ", ", "counts": ", "}  # for several messages, and what stands between them
SAID = MESSAGES.union(LISTS)
NUMBERS = frozenset({"number", "count", "total"})  # placeholders that match nothing but a number
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
SIGNS_IN_NUMBERS = {ord(","): ".", ord("."): ","}
QUOTATION = re.compile("“[^”]*”")
FRAME, JOINT = ": ", "; "  # "NAME: MESSAGE", where only the message is translated; "MESSAGE; MESSAGE"
APART = ("kinds", "page")  # sections that are no messages: names, and what only the page of the report says
KEY_LENGTH = 3  # characters at either end of a message by which its patterns are found
MOST_TRIED = 8  # places at which a message may be divided, and
DEEPEST = 4  # messages within messages: what quotes a hostile text ends soon, too


def language_of(environment: Mapping[str, str], given: str | None = None) -> str:
    """Return the language that was given, or that a locale asks for: Vietnamese for "vi_VN.UTF-8", else English."""
    if given in LANGUAGES:
        return given
    locale = next(filter(None, map(environment.get, VARIABLES)), "")
    return VIETNAMESE if re.match(r"vi(?![a-z])", locale, re.IGNORECASE) else ENGLISH


def translate(text: str, language: str) -> str:
    """Return a message in a language; what the table does not have, as what filters of users say, is returned as it is.

    >>> translate("cannot write a.txt: Permission denied", "vi")
    'không ghi được a.txt: không có quyền truy cập'
    """
    return _translated(text) if language == VIETNAMESE else text


def in_language(result: Result, language: str) -> Result:
    """Return a result with its reasons and notes in a language."""
    if language == ENGLISH:
        return result
    removals = [each._replace(reason=translate(each.reason, language)) for each in result.removals]
    notes = tuple(each._replace(message=translate(each.message, language)) for each in result.notes)
    return result._replace(removals=removals, notes=notes)


def section(name: str) -> Mapping[str, str]:
    """Return a section of the table: English to Vietnamese."""
    return _sections()[name]


@lru_cache(maxsize=4096)  # the same reasons come again and again
def _translated(text: str) -> str:
    kind, _, reason = text.partition(FRAME)
    if kind in section("kinds") and ((found := _known(reason, 0)) is not None or QUOTATION.fullmatch(reason)):
        return f"{section('kinds')[kind]}{FRAME}{found or reason}"
    found = _known(text, 0)
    return text if found is None else found


def _known(text: str, depth: int) -> str | None:
    """Return the translation of a message, with a frame or without, or of one of several; None if none is known."""
    if depth > DEEPEST:
        return None
    if all(parts := _parts(text, JOINT, depth)):
        return JOINT.join(filter(None, parts))
    start = 0
    for _ in range(MOST_TRIED):
        if (found := _message(text[start:], depth)) is not None:
            return text[:start] + found
        end = text.find(FRAME, start)
        if end < 0:
            break
        start = end + len(FRAME)
    return _several(text, JOINT, depth)


def _parts(text: str, joint: str, depth: int) -> list[str | None]:
    """Return the translations of the messages that a joint parts, None for one that is not known, or if it is alone."""
    parts = text.split(joint, MOST_TRIED)
    return [_known(part, depth + 1) for part in parts] if len(parts) > 1 else [None]


def _several(text: str, joint: str, depth: int) -> str | None:
    """Return several messages with those translated that are known; None if none is."""
    found = _parts(text, joint, depth)
    if not any(found):
        return None
    parts = text.split(joint, MOST_TRIED)
    return joint.join(part if known is None else known for part, known in zip(parts, found, strict=True))


def _message(text: str, depth: int) -> str | None:
    """Return the translation of a message without its frame, None if the table has none like it."""
    if (exact := _exact().get(text)) is not None:
        return exact
    ends = [text[-length:] if length else "" for length in range(KEY_LENGTH, -1, -1)]
    for length in range(KEY_LENGTH, -1, -1):
        for end in ends:
            for pattern in _patterns().get((text[:length], end), ()):
                if pattern.longest in text and (data := pattern.match(text, depth)) is not None:
                    return pattern.fill(data, depth)
    return None


class _Pattern(NamedTuple):
    """A message with placeholders: the texts around them, their names, and the same of its translation."""

    texts: list[str]
    names: list[str]
    in_vietnamese: list[str]  # texts and names by turns
    longest: str  # of the texts, which tells soonest that a message is another one

    def match(self, text: str, depth: int) -> list[str] | None:
        """Return what stands in the place of each placeholder; None if the text is another message."""
        first, *middle, last = self.texts
        if len(text) < len(first) + len(last) or not (text.startswith(first) and text.endswith(last)):
            return None
        start, end = len(first), len(text) - len(last)
        data = []
        for number, literal in enumerate(middle):
            found = text.find(literal, start, end)
            if number == len(middle) - 1 and self.names[-1] in MESSAGES:
                found = self._before_message(text, literal, start, end, depth)
            if found < 0:
                return None
            data.append(text[start:found])
            start = found + len(literal)
        data.append(text[start:end])
        _, joint, rest = data[-1].partition(JOINT)
        if joint and self.names[-1] not in SAID and _known(rest, depth + 1) is not None:
            return None  # another message behind this one is no data
        frame, colon, rest = text.partition(FRAME)
        if colon and not first and len(frame) < len(data[0]) and _known(rest, depth + 1) is not None:
            return None  # nor is a frame before one
        is_number = (NUMBER.fullmatch(each) for name, each in zip(self.names, data, strict=True) if name in NUMBERS)
        return data if all(is_number) else None

    @staticmethod
    def _before_message(text: str, literal: str, start: int, end: int, depth: int) -> int:
        """Return where a text stands, -1 if nowhere: before a known message, if that is anywhere."""
        first = place = text.find(literal, start, end)
        for _ in range(MOST_TRIED):
            if place < 0:
                break
            if _known(text[place + len(literal) : end], depth + 1) is not None:
                return place
            place = text.find(literal, place + 1, end)
        return first

    def fill(self, data: list[str], depth: int) -> str:
        """Return the translation with these data."""
        values = {name: _value(name, each, depth) for name, each in zip(self.names, data, strict=True)}
        return "".join(values[each] if number % 2 else each for number, each in enumerate(self.in_vietnamese))


def _value(name: str, data: str, depth: int) -> str:
    """Return what stands for a placeholder: a translated message, a number as it is written in Vietnamese, or data."""
    if name in NUMBERS:
        return data.translate(SIGNS_IN_NUMBERS)
    if name == "filters":  # "site-chrome 5,462, blank-lines 1"
        return re.sub(r"(?<= )\d[\d,]*\d", lambda number: number[0].translate(SIGNS_IN_NUMBERS), data)
    found = None
    if name in MESSAGES:
        found = _known(data, depth + 1)
    elif name == "counts":  # "3 forms, 2 tables"
        return LISTS[name].join(_count(each, depth) for each in data.split(LISTS[name]))
    elif name in LISTS:
        found = _several(data, LISTS[name], depth + 1) or _known(data, depth + 1)
    return data if found is None else found


def _count(text: str, depth: int) -> str:
    number, _, what = text.partition(" ")
    if (found := _known(what, depth + 1)) is None and (whole := _known(text, depth + 1)) is not None:
        return whole  # "7 of other kinds" is one message
    return f"{_value('number', number, depth)} {what if found is None else found}"


@cache
def _sections() -> dict[str, dict[str, str]]:
    import tomllib  # slow to import, and needed for Vietnamese alone

    with open(os.path.join(os.path.dirname(__file__), "vi.toml"), "rb") as file:
        return tomllib.load(file)


def _entries() -> Iterator[tuple[str, str]]:
    return (entry for name, entries in _sections().items() if name not in APART for entry in entries.items())


@cache
def _exact() -> dict[str, str]:
    return {english: vietnamese for english, vietnamese in _entries() if not PLACEHOLDER.search(english)}


@cache
def _patterns() -> dict[tuple[str, str], list[_Pattern]]:
    """Return the messages with placeholders by how they begin and end, those that say more first."""
    found: dict[tuple[str, str], list[_Pattern]] = {}
    for english, vietnamese in _entries():
        texts, names = (PLACEHOLDER.split(english)[first::2] for first in (0, 1))
        if names:
            pattern = _Pattern(texts, names, PLACEHOLDER.split(vietnamese), max(texts, key=len))
            found.setdefault((texts[0][:KEY_LENGTH], texts[-1][-KEY_LENGTH:]), []).append(pattern)
    for patterns in found.values():
        patterns.sort(key=lambda pattern: -sum(map(len, pattern.texts)))
    return found
