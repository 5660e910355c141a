"""Hold one rule of a user, and match its regular expression, in limited time and memory."""

import re
from collections.abc import Callable, Iterable, Iterator
from math import prod
from typing import NamedTuple

from unicodedata2 import normalize

from cleantext.model import CleantextError

from . import budget

TIMEOUT = 0.1  # seconds, for one pattern on one line
REPEAT_COUNT, MAX_REPEATS = r"\{(\d+)", 10_000  # `regex` compiles a copy for each repeat, in memory
MAX_SIZE_IN_A_PROFILE = 2_000_000  # characters of patterns, with their copies: some 130 MB
LINE_BREAK = "[\r\n\u2028\u2029]"  # what ends a line of a document
SHOWN_CHARACTERS, MAX_SHOWN = 40, 200  # of a line, and of a pattern, in a message


class RuleEntry(NamedTuple):
    """A user's rule: the text of a phrase or pattern, the source it was read from, and the user's reason for it.

    Of a line of a site's chrome, `times` is how often it stands on a page, and `position` where; with `any_number`, its
    numbers do not count.
    """

    text: str
    source: str
    why: str = ""
    times: int = 1
    position: str = ""
    any_number: bool = False

    def __str__(self) -> str:
        return self.why or f"“{self.text}” of {self.source}"

    def check(self) -> None:
        """Raise CleantextError if the text can match no line."""
        if not self.text.strip():
            raise CleantextError(f"{self.source}: an empty text matches nothing")
        if re.search(LINE_BREAK, self.text):
            raise CleantextError(f"{self.source}: a text of several lines matches none: {self.text!r}")


class Pattern:
    """A user's regular expression, in the syntax of the package `regex`; it must match a whole line.

    Its time is limited: by TIMEOUT on one line, and on a document by the budget that all patterns share.
    """

    def __init__(self, entry: RuleEntry) -> None:
        import regex  # slow to import, and few users bring patterns

        self.entry = entry
        without_spaces = "".join(entry.text.split())  # which are ignored in some patterns
        repeats = prod(max(float(times), 1) for times in re.findall(REPEAT_COUNT, without_spaces))
        self.size = repeats * len(entry.text)
        if repeats > MAX_REPEATS or self.size > MAX_SIZE_IN_A_PROFILE:
            reason = "it repeats something too often" if repeats > 1 else "it is too long"
            raise CleantextError(f"{entry.source}: bad pattern {entry.text!r:.{MAX_SHOWN}}: {reason}")
        try:
            self.compiled = regex.compile(normalize("NFC", entry.text))
        except (regex.error, ValueError, RecursionError, MemoryError, OverflowError) as error:
            reason = str(error) or "it needs too much memory"
            raise CleantextError(f"{entry.source}: bad pattern {entry.text!r:.{MAX_SHOWN}}: {reason}") from error

    def matches(self, line: str) -> bool:
        """Check whether the pattern matches the whole line. Raise CleantextError if that takes more than TIMEOUT."""
        return self._try(self.compiled.fullmatch, line)

    def occurs_in(self, line: str) -> bool:
        """Check whether the pattern matches anywhere in the line. Raise CleantextError as above."""
        return self._try(self.compiled.search, line)

    def _try(self, method: Callable[..., object], line: str) -> bool:
        try:
            return method(line, timeout=TIMEOUT) is not None
        except TimeoutError:
            raise CleantextError(
                f"{self.blamed} takes more than {TIMEOUT} s on the line “{line[:SHOWN_CHARACTERS]}…”"
            ) from None

    @property
    def blamed(self) -> str:
        """The beginning of a message: where the pattern is from, and its text."""
        return f"{self.entry.source}: the pattern {self.entry.text!r:.{MAX_SHOWN}}"


def compile_patterns(entries: Iterable[RuleEntry]) -> Iterator[Pattern]:
    """Yield the patterns of the rules of a profile. Raise CleantextError for one that is wrong or too long."""
    size = 0.0
    for entry in entries:
        pattern = Pattern(entry)
        size += pattern.size
        if size > MAX_SIZE_IN_A_PROFILE:
            raise CleantextError(f"{entry.source}: the patterns up to {entry.text!r:.{MAX_SHOWN}} are too long in all")
        yield pattern


def first_match(patterns: Iterable[Pattern], line: str) -> RuleEntry | None:
    """Return the rule of the first pattern that matches a line, or None. Raise CleantextError if they take too long."""
    found, plain, document = None, budget.PLAIN * (budget.LINE + len(line)), budget.DOCUMENT
    left, begun = document.seconds_left, budget.clock()
    for pattern in patterns:
        is_match = pattern.matches(line)
        ended = budget.clock()  # which takes a third of the time of a match: where one ends, the next begins
        left -= ended - begun - plain
        if left <= 0:
            raise CleantextError(f"{pattern.blamed} is too slow: patterns have {budget.SECONDS:g} s for a document")
        if is_match:
            found = pattern.entry
            break
        begun = ended
    document.seconds_left = left
    return found
