"""Which phrase or pattern a line is."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from cleantext.text.keys import EDGE_SIGNS, fold, spaced
from cleantext.text.prose import reads_like_prose

from .rules import ANYWHERE, BESIDE, EDGE, END, HEADING, LONGEST, Rule, patterns, phrases

COUNT_AT_END = re.compile(r"\s?\(\d[\d.,]*\)$")
SPOKEN = ("- ", "– ", "— ", "“", "‘", "«", '"')
AT_THE_START, AT_THE_END = tuple("#»«›‹<>["), ")]"  # signs that patterns speak of
BEFORE_PATTERNS = "".join(sign for sign in EDGE_SIGNS if sign not in AT_THE_START)
AFTER_PATTERNS = "".join(sign for sign in EDGE_SIGNS if sign not in AT_THE_END)
CALLS = ("đọc ngay", "xem ngay", "xem thêm", "đọc thêm", "đọc tiếp", "xem tiếp")
CALL_AT_END = rf"[^\W\d_](?:{'|'.join(CALLS)})$"
LONG_SENTENCE = 80  # characters, more than any phrase has; with a full stop it reads like prose
OF_PROSE = (ANYWHERE, END)  # the places of patterns that match what reads like prose
EVERYWHERE = (ANYWHERE, EDGE, END, HEADING, BESIDE)
GLUED = Rule("related", ANYWHERE, "a headline and a call to read it, without a space")


def rules_of(lines: Sequence[str]) -> list[Rule | None]:
    """Return for each line the rule of the phrase or pattern that matches the whole of it, or None."""
    return [None if len(line) > LONGEST or _is_plain(line) else rule_for(line) for line in lines]


def _is_plain(line: str) -> bool:
    """Check whether a line is a long sentence, not one twice, and no pattern OF_PROSE matches it: no other rule can."""
    if len(line) <= LONG_SENTENCE or not line.endswith(".") or line.endswith("..") or line[:8] in line[8:]:
        return False
    return any_pattern(OF_PROSE).fullmatch(bare_of(line)) is None


@lru_cache(maxsize=4096)  # the same lines come on every page of a site
def rule_for(line: str) -> Rule | None:
    """Return the rule of the phrase or pattern that matches the whole line, or None."""
    if line.startswith(SPOKEN) and len(line) > 2:
        return None
    key = fold(line)
    rule, half = _find(line, key), len(key) // 2
    if rule is None and len(key) > 7 and key[:half] == key[-half:]:  # "Trở lại Sức khỏeTrở lại Sức khỏe"
        once = fold(key[:half])
        rule = _find(once, once)
    return rule


def _find(line: str, key: str) -> Rule | None:
    if rule := phrases().get(key):
        return rule
    if line.endswith(")") and (rule := phrases().get(fold(COUNT_AT_END.sub("", line)))):
        return rule
    if key.endswith(CALLS) and re.search(CALL_AT_END, key):
        return GLUED
    return _find_pattern(line)


def _find_pattern(line: str) -> Rule | None:
    """Return the rule of the first pattern that matches; of a line that reads like prose only if it is OF_PROSE."""
    bare = bare_of(line)
    is_prose = reads_like_prose(line)
    if is_prose and not any_pattern(OF_PROSE).fullmatch(bare):
        return None
    match = any_pattern(EVERYWHERE).fullmatch(bare)
    if match is None or match.lastindex is None:
        return None
    _, rule = patterns()[match.lastindex - 1]
    return None if is_prose and rule.place not in OF_PROSE else rule


def bare_of(line: str) -> str:
    """Return the line as patterns see it: in small letters and single spaces, without punctuation at its ends."""
    return spaced(line.casefold().lstrip(BEFORE_PATTERNS).rstrip(AFTER_PATTERNS))


@cache
def any_pattern(places: tuple[str, ...]) -> re.Pattern[str]:
    """Compile the patterns of these places to one, in the order of the file; `lastindex` is the number of the match."""
    sources = (source for source, rule in patterns() if rule.place in places)
    # With the group behind a pattern, not around it, `re` passes over other first letters: three times as fast.
    return re.compile("|".join(f"(?:{source})()" for source in sources))
