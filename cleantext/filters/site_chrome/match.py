"""Match a line with the phrases and patterns of site chrome."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache

from cleantext.text.keys import EDGE_PUNCTUATION, fold, single_spaced
from cleantext.text.prose import reads_like_prose

from .beginnings import LENGTH, beginnings
from .rules import ANYWHERE, EDGE, END, HEADING, LONGEST_LINE, Rule, patterns, phrases

COUNT_AT_END = re.compile(r"\s?\(\d[\d.,]*\)$")
SPEECH_MARKS = ("- ", "– ", "— ", "“", "‘", "«", '"')
KEPT_AT_START, KEPT_AT_END = tuple("#»«›‹<>["), ")]"  # signs that patterns may contain there
STRIPPED_AT_START = "".join(sign for sign in EDGE_PUNCTUATION if sign not in KEPT_AT_START)
STRIPPED_AT_END = "".join(sign for sign in EDGE_PUNCTUATION if sign not in KEPT_AT_END)
CALLS_TO_READ = ("đọc ngay", "xem ngay", "xem thêm", "đọc thêm", "đọc tiếp", "xem tiếp")
GLUED_CALL_AT_END = rf"[^\W\d_](?:{'|'.join(CALLS_TO_READ)})$"
LONG_SENTENCE = 80  # characters; no phrase is as long, and with a full stop it reads like prose
PROSE_SCOPES = (ANYWHERE, END)  # only patterns of these may match a line that reads like prose
ROW_OF_LINKS, FEWEST_LINKS_OF_A_ROW = Rule("navigation", EDGE, "row of links", is_label=True), 3
GLUED_CALL = Rule("related", ANYWHERE, "a headline and a call to read it, without a space", is_label=True)


def rules_of(lines: Sequence[str]) -> list[Rule | None]:
    """Return for each line the rule of the phrase or pattern that matches the whole of it, or None."""
    return [
        # most lines of an article are long sentences: only a pattern for prose can match one, unless it is doubled
        None
        if (length := len(line)) > LONGEST_LINE
        or (
            length > LONG_SENTENCE
            and line[-1] == "." != line[-2]
            and line.find(line[:8], 8) < 0
            and not _matches_for_prose(line)
        )
        else rule_for(line)
        for line in lines
    ]


@lru_cache(maxsize=4096)  # the same lines are on every page of a site
def rule_for(line: str) -> Rule | None:
    """Return the rule of the phrase or pattern that matches the whole line, or None."""
    if line.startswith(SPEECH_MARKS) and len(line) > 2:
        return None
    key = fold(line)
    rule, half = _find(line, key), len(key) // 2
    if rule is None and len(key) > 7 and key[:half] == key[-half:]:  # "Trở lại Sức khỏeTrở lại Sức khỏe"
        once = fold(key[:half])
        rule = _find(once, once)
    return rule


def rule_of_row(links: Sequence[str]) -> Rule | None:
    """Return the rule of several links on one line: that of the first if each has one; many are a menu."""
    rules = [rule_for(link) for link in links]
    if all(rules):
        return rules[0]
    return ROW_OF_LINKS if len(links) >= FEWEST_LINKS_OF_A_ROW else None


def _find(line: str, key: str) -> Rule | None:
    if rule := phrases().get(key):
        return rule
    if line.endswith(")") and (rule := phrases().get(fold(COUNT_AT_END.sub("", line)))):
        return rule
    if key.endswith(CALLS_TO_READ) and re.search(GLUED_CALL_AT_END, key):
        return GLUED_CALL
    rule = _find_pattern(line)
    # a pattern matches headings in many words: each is a label of its own
    return rule._replace(name=line.strip(EDGE_PUNCTUATION), is_label=False) if rule and rule.scope == HEADING else rule


def _find_pattern(line: str) -> Rule | None:
    """Return the rule of the first pattern that matches, or None; for lines like prose, only one of PROSE_SCOPES."""
    text, is_prose = text_for_patterns(line), reads_like_prose(line)
    if is_prose and first_pattern(text, for_prose=True) is None:
        return None
    number = first_pattern(text)
    rule = None if number is None else patterns()[number][1]
    return None if rule is None or (is_prose and rule.scope not in PROSE_SCOPES) else rule


def text_for_patterns(line: str) -> str:
    """Return the line in the form that patterns match: lower case, single spaces, no punctuation at its ends."""
    return single_spaced(line.casefold().lstrip(STRIPPED_AT_START).rstrip(STRIPPED_AT_END))


def _matches_for_prose(line: str) -> bool:
    """Check whether a pattern matches a line that reads like prose. Few begin as it does, and mostly none."""
    start = line.lstrip(STRIPPED_AT_START)[:LENGTH].casefold()
    numbers = _begin_as(start, numbers_for_prose())
    return bool(numbers) and first_pattern(text_for_patterns(line), for_prose=True) is not None


def first_pattern(text: str, *, for_prose: bool = False) -> int | None:
    """Return the number in the file of the first pattern that matches a text, or None; of all, or of PROSE_SCOPES."""
    numbers = numbers_for_prose() if for_prose else numbers_by_beginning()
    likely, matches = _begin_as(text, numbers), matchers()
    if ("." in text or "|" in text) and "" in numbers:
        likely = sorted({*likely, *numbers[""]})
    for number in likely:
        if matches[number](text):
            return number
    return None


def _begin_as(text: str, numbers: Mapping[str, Sequence[int]]) -> Sequence[int]:
    """Return the numbers of the patterns that may begin as a text does, in the order of the file."""
    return numbers.get(text[:LENGTH]) or numbers.get(text[: LENGTH - 1]) or numbers.get(text[: LENGTH - 2], ())


@cache
def numbers_by_beginning() -> dict[str, list[int]]:
    """Return the numbers of patterns by what they can begin with, those that begin with less among them.

    Those that begin with anything stand under an empty string alone. They need a "." or a "|", as few lines have.
    """
    own: dict[str, set[int]] = {}
    for number, (source, _) in enumerate(patterns()):
        for start in beginnings(source):
            own.setdefault(start, set()).add(number)
    open_ones = sorted(own.pop("", ()))
    numbers: dict[str, list[int]] = {}
    for start in sorted(own, key=len):
        numbers[start] = sorted(own[start].union(numbers.get(start[:-1], numbers.get(start[:1], []))))
    return {**numbers, "": open_ones}


@cache
def numbers_for_prose() -> dict[str, list[int]]:
    """Return the same of the patterns of PROSE_SCOPES alone."""
    of_prose = {number for number, (_, rule) in enumerate(patterns()) if rule.scope in PROSE_SCOPES}
    each = ((start, [*filter(of_prose.__contains__, found)]) for start, found in numbers_by_beginning().items())
    return {start: found for start, found in each if found}


class _Matchers(dict[int, Callable[[str], object]]):
    """What matches whole texts with patterns, by their numbers in the file. Each is compiled when it is first used."""

    def __missing__(self, number: int) -> Callable[[str], object]:
        self[number] = re.compile(patterns()[number][0]).fullmatch
        return self[number]


@cache
def matchers() -> _Matchers:
    """Return what matches whole texts with patterns, by their numbers in the file."""
    return _Matchers()
