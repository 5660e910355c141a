"""Match a line with the phrases and patterns of site chrome."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TypeAlias

from cleantext.text.keys import EDGE_PUNCTUATION, fold, single_spaced
from cleantext.text.prose import reads_like_prose

from .beginnings import LENGTH, beginnings
from .rules import ANYWHERE, EDGE, END, HEADING, LONGEST_LINE, SCOPES, Rule, patterns, phrases

COUNT_AT_END = re.compile(r"\s?\(\d[\d.,]*\)$")
SPEECH_MARKS = ("- ", "– ", "— ", "“", "‘", "«", '"')
KEPT_AT_START, KEPT_AT_END = tuple("#»«›‹<>["), ")]"  # signs that patterns may contain there
STRIPPED_AT_START = "".join(sign for sign in EDGE_PUNCTUATION if sign not in KEPT_AT_START)
STRIPPED_AT_END = "".join(sign for sign in EDGE_PUNCTUATION if sign not in KEPT_AT_END)
CALLS_TO_READ = ("đọc ngay", "xem ngay", "xem thêm", "đọc thêm", "đọc tiếp", "xem tiếp")
GLUED_CALL_AT_END = rf"[^\W\d_](?:{'|'.join(CALLS_TO_READ)})$"
LONG_SENTENCE = 80  # characters; no phrase is as long, and with a full stop it reads like prose
PROSE_SCOPES = (ANYWHERE, END)  # only patterns of these may match a line that reads like prose
ROW_OF_LINKS, FEWEST_LINKS_OF_A_ROW = Rule("navigation", EDGE, "row of links"), 3
OTHER_SCOPES = tuple(scope for scope in SCOPES if scope not in PROSE_SCOPES)
NumberedPattern: TypeAlias = tuple[int, re.Pattern[str]]  # with its number in the file
GLUED_CALL = Rule("related", ANYWHERE, "a headline and a call to read it, without a space")


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
    return rule._replace(name=line.strip(EDGE_PUNCTUATION)) if rule and rule.scope == HEADING else rule


def _find_pattern(line: str) -> Rule | None:
    """Return the rule of the first pattern that matches, or None; for lines like prose, only one of PROSE_SCOPES."""
    text, is_prose = text_for_patterns(line), reads_like_prose(line)
    for_prose = first_pattern(PROSE_SCOPES, text)
    if is_prose and for_prose is None:
        return None
    other = first_pattern(OTHER_SCOPES, text)
    if other is None or (for_prose is not None and for_prose < other):
        return None if for_prose is None else patterns()[for_prose][1]
    return None if is_prose else patterns()[other][1]


def text_for_patterns(line: str) -> str:
    """Return the line in the form that patterns match: lower case, single spaces, no punctuation at its ends."""
    return single_spaced(line.casefold().lstrip(STRIPPED_AT_START).rstrip(STRIPPED_AT_END))


def _matches_for_prose(line: str) -> bool:
    """Check whether a pattern matches a line that reads like prose. Few begin as it does, and mostly none."""
    start = line.lstrip(STRIPPED_AT_START)[:LENGTH].casefold()
    return bool(patterns_for(PROSE_SCOPES, start)) and first_pattern(PROSE_SCOPES, text_for_patterns(line)) is not None


def first_pattern(scopes: tuple[str, ...], text: str) -> int | None:
    """Return the number in the file of the first pattern of these scopes that matches a text, or None."""
    for number, pattern in patterns_for(scopes, text[:LENGTH]):
        if pattern.fullmatch(text):
            return number
    return None


@lru_cache(maxsize=4096)
def patterns_for(scopes: tuple[str, ...], start: str) -> tuple[NumberedPattern, ...]:
    """Return the patterns of these scopes that may match a text with this start, in the order of the file."""
    numbers = numbers_by_beginning(scopes)
    begin_so = {number for end in range(LENGTH + 1) for number in numbers.get(start[:end], ())}
    return tuple((number, compiled(number)) for number in sorted(begin_so))


@cache
def numbers_by_beginning(scopes: tuple[str, ...]) -> dict[str, list[int]]:
    """Return the numbers of the patterns of these scopes by what they can begin with; open ones by an empty string."""
    numbers: dict[str, list[int]] = {}
    for number, (source, rule) in enumerate(patterns()):
        if rule.scope in scopes:
            for start in beginnings(source):
                numbers.setdefault(start, []).append(number)
    return numbers


@cache
def compiled(number: int) -> re.Pattern[str]:
    """Return a pattern by its number in the file. Each is compiled once, and only if a line begins like it."""
    return re.compile(patterns()[number][0])
