"""Match a line with the phrases and patterns of site chrome."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from cleantext.text.keys import EDGE_PUNCTUATION, fold, single_spaced
from cleantext.text.prose import reads_like_prose

from .rules import ANYWHERE, END, LONGEST_LINE, SCOPES, Rule, patterns, phrases

COUNT_AT_END = re.compile(r"\s?\(\d[\d.,]*\)$")
SPEECH_MARKS = ("- ", "– ", "— ", "“", "‘", "«", '"')
KEPT_AT_START, KEPT_AT_END = tuple("#»«›‹<>["), ")]"  # signs that patterns may contain there
STRIPPED_AT_START = "".join(sign for sign in EDGE_PUNCTUATION if sign not in KEPT_AT_START)
STRIPPED_AT_END = "".join(sign for sign in EDGE_PUNCTUATION if sign not in KEPT_AT_END)
CALLS_TO_READ = ("đọc ngay", "xem ngay", "xem thêm", "đọc thêm", "đọc tiếp", "xem tiếp")
GLUED_CALL_AT_END = rf"[^\W\d_](?:{'|'.join(CALLS_TO_READ)})$"
LONG_SENTENCE = 80  # characters; no phrase is as long, and with a full stop it reads like prose
PROSE_SCOPES = (ANYWHERE, END)  # only patterns of these may match a line that reads like prose
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
            and not combined_pattern(PROSE_SCOPES).fullmatch(text_for_patterns(line))
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


def _find(line: str, key: str) -> Rule | None:
    if rule := phrases().get(key):
        return rule
    if line.endswith(")") and (rule := phrases().get(fold(COUNT_AT_END.sub("", line)))):
        return rule
    if key.endswith(CALLS_TO_READ) and re.search(GLUED_CALL_AT_END, key):
        return GLUED_CALL
    return _find_pattern(line)


def _find_pattern(line: str) -> Rule | None:
    """Return the rule of the first pattern that matches, or None; for lines like prose, only one of PROSE_SCOPES."""
    text, is_prose = text_for_patterns(line), reads_like_prose(line)
    if is_prose and not combined_pattern(PROSE_SCOPES).fullmatch(text):
        return None
    match = combined_pattern(SCOPES).fullmatch(text)
    if match is None or match.lastindex is None:
        return None
    _, rule = patterns()[match.lastindex - 1]
    return None if is_prose and rule.scope not in PROSE_SCOPES else rule


def text_for_patterns(line: str) -> str:
    """Return the line in the form that patterns match: lower case, single spaces, no punctuation at its ends."""
    return single_spaced(line.casefold().lstrip(STRIPPED_AT_START).rstrip(STRIPPED_AT_END))


@cache
def combined_pattern(scopes: tuple[str, ...]) -> re.Pattern[str]:
    """Return one pattern for all those of these scopes, in the order of the file; `lastindex` numbers the match."""
    sources = (source for source, rule in patterns() if rule.scope in scopes)
    # With an empty group after each pattern, not one around it, `re` skips by the first letter: three times as fast.
    return re.compile("|".join(f"(?:{source})()" for source in sources))
