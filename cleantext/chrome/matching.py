"""Which phrase or pattern a line is: most lines are none, and are passed over by the letters that they begin with."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from .. import chrome
from ..lines import reads_like_prose
from . import ANYWHERE, EDGE_SIGNS, END, LONGEST, Rule, fold, spaced
from .heads import DIGIT, LENGTH, head_of, heads, needle

COUNT_AT_END = re.compile(r"\s?\(\d[\d.,]*\)$")
SPOKEN = ("- ", "– ", "— ", "“", "‘", "«", '"')
AT_THE_START, AT_THE_END = tuple("#»«›‹<>["), tuple(")]")  # signs that patterns speak of
BEFORE_PATTERNS = "".join(sign for sign in EDGE_SIGNS if sign not in AT_THE_START)
AFTER_PATTERNS = "".join(sign for sign in EDGE_SIGNS if sign not in AT_THE_END)
CALLS = ("đọc ngay", "xem ngay", "xem thêm", "đọc thêm", "đọc tiếp", "xem tiếp")
CALL_AT_END = rf"[^\W\d_](?:{'|'.join(CALLS)})$"
GLUED = Rule("related", ANYWHERE, "a headline and a call to read it, without a space")


def rules_of(lines: Sequence[str]) -> dict[int, Rule]:
    """Find the phrase or pattern that matches the whole of a line, for each that has one, by its place."""
    return {place: rule for place in _perhaps_known(lines) if (rule := rule_for(lines[place]))}


def rule_for(line: str) -> Rule | None:
    """Find the phrase or pattern that matches the whole line, or None."""
    found = _find(line)
    return found and found[1]


def name_of_rule_for(line: str) -> str | None:
    """Tell the key of the phrase, or the expression of the pattern, that matches the whole line."""
    found = _find(line)
    return found and found[0]


@lru_cache(maxsize=4096)  # the same lines come on every page of a site, and in every round of a chain
def _find(line: str) -> tuple[str, Rule] | None:
    if line.startswith(SPOKEN) and len(line) > 2:
        return None
    key = fold(line)
    if len(key) > 7 and key[: len(key) // 2] == key[-(len(key) // 2) :]:  # "Trở lại Sức khỏeTrở lại Sức khỏe"
        return _find_once(line, key) or _find_once(half := fold(key[: len(key) // 2]), half)
    return _find_once(line, key)


def _find_once(line: str, key: str) -> tuple[str, Rule] | None:
    if rule := chrome.phrases().get(key):
        return key, rule
    if line.endswith(")") and (rule := chrome.phrases().get(bare := fold(COUNT_AT_END.sub("", line)))):
        return bare, rule
    if key.endswith(CALLS) and re.search(CALL_AT_END, key):
        return CALL_AT_END, GLUED
    return _find_pattern(line)


def _find_pattern(line: str) -> tuple[str, Rule] | None:
    bare = spaced(line.casefold().lstrip(BEFORE_PATTERNS).rstrip(AFTER_PATTERNS))
    for _, source, rule in _patterns_for(head_of(bare)):
        if _needle(source) in bare and _compiled(source).fullmatch(bare):
            return None if rule.place not in (ANYWHERE, END) and reads_like_prose(line) else (source, rule)
    return None


def _perhaps_known(lines: Sequence[str]) -> Iterator[int]:
    """Give the places of lines that begin as a phrase or a pattern does, or end as one can, or are a half twice."""
    places = [place for place, line in enumerate(lines) if len(line) <= LONGEST]
    small = [lines[place].casefold() for place in places]
    text = "\n".join(small)
    if "  " in text or "\t" in text or "\xa0" in text:
        small = [" ".join(line.split()) for line in small]
    phrases, (patterns, signs) = chrome.phrases(), _beginnings()
    anything = _joined(*[source for part, source in _for_any_beginning() if part in text])
    for place, line in zip(places, small, strict=True):
        core = line.strip(EDGE_SIGNS)
        half = len(core) // 2
        if (
            core in phrases
            or core[:4] in patterns
            or core[:3] in patterns
            or core[:2] in patterns
            or line[:1] in signs
            or core[:1] in signs
            or line.endswith(AT_THE_END)
            or core.endswith(CALLS)
            or (core[:1] == core[-half:][:1] and core[:half] == core[-half:])
            or (anything and anything.fullmatch(core))
        ):
            yield place


@cache
def _beginnings() -> tuple[frozenset[str], frozenset[str]]:
    """Give how patterns begin, and the signs and digits with which those do that begin in other ways."""
    before_digits = {head.partition(DIGIT)[0] for head in _patterns_by_head()}
    signs = {head for head in before_digits if len(head) == 1}
    return frozenset(before_digits - signs - {""}), frozenset(signs.union("0123456789", AT_THE_START))


@cache
def _patterns_by_head() -> dict[str, list[tuple[int, str, Rule]]]:
    """Give patterns by the beginnings of the lines that they match: number, pattern, rule."""
    by_head: dict[str, list[tuple[int, str, Rule]]] = {"": []}
    for number, (source, rule) in enumerate(chrome.patterns()):
        for head in heads(source):
            by_head.setdefault(head, []).append((number, source, rule))
    return by_head


@cache
def _for_any_beginning() -> list[tuple[str, str]]:
    """Give the patterns that can match whatever a line begins with, each behind its needle."""
    return [(_needle(source), source) for _, source, _ in _patterns_by_head()[""]]


@lru_cache(maxsize=4096)
def _patterns_for(head: str) -> list[tuple[int, str, Rule]]:
    """Give the patterns that can match a line with such a beginning, in the order of the file."""
    by_head = _patterns_by_head()
    beginnings = {head[:length] for length in range(LENGTH + 1)}
    return sorted(pattern for beginning in beginnings for pattern in by_head.get(beginning, ()))


_compiled = cache(re.compile)
_needle = cache(needle)


@lru_cache(maxsize=64)
def _joined(*sources: str) -> re.Pattern[str] | None:
    return re.compile("|".join(sources)) if sources else None


def forget() -> None:
    """Forget what was made of the phrases and patterns, for who puts others in their place."""
    for made in (_find, _beginnings, _patterns_by_head, _for_any_beginning, _patterns_for):
        made.cache_clear()
