"""Find with which characters a pattern can begin: then a line is held only against patterns that may match it.

This reads the regular expressions of patterns.txt up to where their beginning is known, and no more of their language
than they use: what is not a character, a digit or a group may be anything. Choices stand in groups.
"""

import re
from collections.abc import Collection, Iterator

LENGTH = 3  # characters
OPEN = "\0"  # ends a beginning after which anything may come
DIGITS = frozenset(f"{digit}{OPEN}" for digit in range(10))  # what comes next would tell little, and take long to read
TOKEN = re.compile(r"\(\?[:=!]|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|.]|[^\\\[()|.?*+{]+(?![?*+{])|[^\\\[()|.]")
QUANTIFIER = re.compile(r"(?:[?*+]|\{\d+(?:,\d*)?\})[?+]?")


def beginnings(source: str) -> set[str]:
    """Return beginnings of up to three characters, one of which each text has that a pattern matches.

    Raise ValueError for a choice that stands in no group.

    >>> sorted(beginnings("(?:xin |)mời.*"))
    ['mời', 'xin']
    """
    starts = {""}
    for options in _Reader(source).items():
        starts = _followed_by(starts, options)
        if all(map(_is_known, starts)):
            break
    return {start.rstrip(OPEN) for start in starts}


def _is_known(start: str) -> bool:
    return len(start) >= LENGTH or start.endswith(OPEN)


def _followed_by(starts: set[str], options: Collection[str]) -> set[str]:
    open_ends = [start for start in starts if not _is_known(start)]
    return starts.difference(open_ends).union([(start + option)[:LENGTH] for start in open_ends for option in options])


class _Reader:
    """Reads a regular expression from left to right; `position` is where it has come to."""

    def __init__(self, source: str) -> None:
        self.source, self.position = source, 0

    def items(self) -> Iterator[Collection[str]]:
        """Yield with what each item of a pattern may begin; with an empty string, too, if it may be left out."""
        while self.position < len(self.source):
            yield self._repeated(self._item(self._next_token()))

    def _next_token(self) -> str:
        found = TOKEN.match(self.source, self.position)
        if found is None:
            raise ValueError(f"not understood at character {self.position}: {self.source}")
        self.position = found.end()
        return found[0]

    def _item(self, sign: str) -> Collection[str]:
        if sign == "(?:":
            return self._group()
        if sign in ("(?=", "(?!"):
            self._group()
            return ("",)
        if sign == "|":
            raise ValueError(f"a bar outside of a group: {self.source}")
        if sign == r"\d":
            return DIGITS
        if sign == r"\b":
            return ("",)
        if sign[0] == "[" or sign in (".", r"\w", r"\s", r"\S", r"\W"):
            return (OPEN,)
        return (sign.removeprefix("\\"),)

    def _group(self) -> set[str]:
        """Read a group to its end; return with what its choices may begin."""
        found: set[str] = set()
        starts = {""}
        while (sign := self._next_token()) != ")":
            if sign == "|":
                found |= starts
                starts = {""}
            else:
                starts = _followed_by(starts, self._repeated(self._item(sign)))
        return found | starts

    def _repeated(self, options: Collection[str]) -> Collection[str]:
        """Return with what an item may begin, together with the quantifier behind it, if any."""
        quantifier = QUANTIFIER.match(self.source, self.position)
        if quantifier is None:
            return options
        self.position = quantifier.end()
        if not quantifier[0].startswith("?"):  # what comes next is the item again or another one
            options = {option + OPEN for option in options}
        return {*options, ""} if quantifier[0].startswith(("?", "*", "{0")) else options
