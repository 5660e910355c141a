"""Which phrase or pattern a line is: most lines are none, and are passed over by the letters that they begin with."""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from cleantext.text.keys import EDGE_SIGNS, fold, spaced
from cleantext.text.lines import Lines
from cleantext.text.prose import reads_like_prose
from cleantext.vietnamese.codepage import ANY_DIGIT, coded, only_letters

from . import rules
from .prefixes import LENGTH, has_no_space, head_of, heads, needle
from .rules import ANYWHERE, END, LONGEST, Rule

COUNT_AT_END = re.compile(r"\s?\(\d[\d.,]*\)$")
SPOKEN = ("- ", "– ", "— ", "“", "‘", "«", '"')
AT_THE_START, AT_THE_END = tuple("#»«›‹<>["), ")]"  # signs that patterns speak of
BEFORE_PATTERNS = "".join(sign for sign in EDGE_SIGNS if sign not in AT_THE_START)
AFTER_PATTERNS = "".join(sign for sign in EDGE_SIGNS if sign not in AT_THE_END)
CALLS = ("đọc ngay", "xem ngay", "xem thêm", "đọc thêm", "đọc tiếp", "xem tiếp")
CALL_AT_END = rf"[^\W\d_](?:{'|'.join(CALLS)})$"
LONG_SENTENCE = 80  # characters, more than any phrase has; with a full stop it reads like prose
OF_PROSE = (ANYWHERE, END)  # the places of patterns that match what reads like prose
ENOUGH = 16  # characters, in which there are as many letters as are looked up
LAST = frozenset(coded(AT_THE_END))
SPACE, STOP = b" ."
LAST_OF_CALLS = frozenset(only_letters(coded(call))[-4:] for call in CALLS)
LOOKED_UP = (2, 3, 4, 6)  # as many letters of a beginning
GLUED = Rule("related", ANYWHERE, "a headline and a call to read it, without a space")


class Pattern(NamedTuple):
    """A pattern: its number in the file, and what it says of the lines that it matches."""

    number: int
    source: str
    rule: Rule


def rules_of(lines: Lines) -> list[Rule | None]:
    """Find for each line the phrase or pattern that matches the whole of it."""
    rules: list[Rule | None] = [None] * len(lines)
    for place in _perhaps_known(lines.small):
        rules[place] = rule_for(lines[place])
    return rules


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
    if rule := rules.phrases().get(key):
        return key, rule
    if line.endswith(")") and (rule := rules.phrases().get(bare := fold(COUNT_AT_END.sub("", line)))):
        return bare, rule
    if key.endswith(CALLS) and re.search(CALL_AT_END, key):
        return CALL_AT_END, GLUED
    return _find_pattern(line)


def _find_pattern(line: str) -> tuple[str, Rule] | None:
    bare = spaced(line.casefold().lstrip(BEFORE_PATTERNS).rstrip(AFTER_PATTERNS))
    for part, source, rule in _patterns_for(head_of(bare)):
        if part in bare and _compiled(source).fullmatch(bare):
            return None if rule.place not in OF_PROSE and reads_like_prose(line) else (source, rule)
    return None


def _perhaps_known(lines: Sequence[bytes]) -> Iterator[int]:
    """Give the places of lines that begin as a phrase or a pattern does, or end as one can, or are a half twice.

    A long sentence is none of these but by its beginning.
    """
    short = b"\n".join([line for line in lines if len(line) <= LONGEST])
    needles = [part for part in _needles_of_any_beginning() if short.find(part) >= 0]
    of_any, of_sentences = _beginnings(), _beginnings(of_sentences=True)
    for place, line in enumerate(lines):
        if len(line) > LONGEST:
            continue
        if len(line) > LONG_SENTENCE and line[-1] == STOP != line[-2]:
            known, key, perhaps = of_sentences, only_letters(line[:ENOUGH], ANY_DIGIT), False
        else:
            known, key = of_any, only_letters(line, ANY_DIGIT)
            half = len(key) // 2
            perhaps = (
                key in known.phrases
                or line[-1] in LAST
                or SPACE not in line
                or key[-4:] in LAST_OF_CALLS
                or (half > 0 and key[0] == key[-half] and key[:half] == key[-half:])
            )
        if (
            perhaps
            or line[0] in known.signs
            or ((key[:4] in known.shorter or key[:2] in known.shorter) and known.has(key))
            or (needles and any(line.find(part) >= 0 for part in needles))
        ):
            yield place


class Beginnings(NamedTuple):
    """How lines begin that are known: the letters of phrases, the first letters of patterns, and those cut shorter.

    `signs` are codes of signs and digits: what begins with one is looked at whatever follows.
    """

    phrases: frozenset[bytes]
    patterns: frozenset[bytes]
    shorter: frozenset[bytes]
    signs: frozenset[int]

    def has(self, key: bytes) -> bool:
        """Tell whether letters begin as a pattern does."""
        return any(key[:length] in self.patterns for length in LOOKED_UP)


@cache
def _beginnings(*, of_sentences: bool = False) -> Beginnings:
    """Give how lines begin that are known, or such that read like prose: few patterns match these, and no phrase."""
    phrases = [] if of_sentences else only_letters(coded("\n".join(rules.phrases())), ANY_DIGIT).split(b"\n")
    by_head = _patterns_by_head().items()
    heads = [
        head
        for head, patterns in by_head
        if head and not (of_sentences and all(p.rule.place not in OF_PROSE for p in patterns))
    ]
    firsts = only_letters(coded("\n".join(heads))).split(b"\n")
    patterns = {first[: LOOKED_UP[bisect(LOOKED_UP, len(first)) - 1]] for first in firsts if len(first) > 1}
    shorter = {first[: 4 if len(first) >= 4 else 2] for first in patterns}
    others = [head[0] for head, first in zip(heads, firsts, strict=True) if len(first) < 2 or not head[0].isalpha()]
    signs = coded("".join((*others, *EDGE_SIGNS, *"0123456789")))
    return Beginnings(frozenset(phrases), frozenset(patterns), frozenset(shorter), frozenset(signs))


@cache
def _patterns_by_head() -> dict[str, list[Pattern]]:
    """Give patterns by the beginnings of the lines that they match."""
    by_head: dict[str, list[Pattern]] = {"": []}
    for number, (source, rule) in enumerate(rules.patterns()):
        pattern = Pattern(number, source, rule)
        for head in heads(source):
            by_head.setdefault(head, []).append(pattern)
    return by_head


@cache
def _needles_of_any_beginning() -> list[bytes]:
    """Give the needles of patterns that a line can match whatever it begins with, though it has spaces."""
    sources = [pattern.source for pattern in _patterns_by_head()[""]]
    tell = tuple(AT_THE_END)
    return [coded(_needle(source)) for source in sources if not (has_no_space(source) or source.endswith(tell))]


@lru_cache(maxsize=4096)
def _patterns_for(head: str) -> list[tuple[str, str, Rule]]:
    """Give the patterns that can match a line with such a beginning, in the order of the file, behind their needles."""
    by_head = _patterns_by_head()
    beginnings = {head[:length] for length in range(LENGTH + 1)}
    patterns = sorted(pattern for beginning in beginnings for pattern in by_head.get(beginning, ()))
    return [(_needle(source), source, rule) for _, source, rule in patterns]


_compiled = cache(re.compile)
_needle = cache(needle)


def forget() -> None:
    """Forget what was made of the phrases and patterns, for who puts others in their place."""
    for made in (_find, _beginnings, _patterns_by_head, _needles_of_any_beginning, _patterns_for):
        made.cache_clear()
