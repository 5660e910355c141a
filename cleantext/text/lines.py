"""Split a text into lines and join them again; find the lines that are not blank."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial

LINE_END = "\r\n|[\r\u2028\u2029]"


def unify_line_ends(text: str) -> str:
    """Return a text with LF at the end of every line, instead of CRLF, CR, U+2028 or U+2029; also of the last line.

    NEL (U+0085), VT and FF do not end a line: the whitespace filter turns them into spaces. Raise TypeError if the
    text is not a str.
    """
    if not isinstance(text, str):
        raise TypeError(f"the text of an article must be str, not {type(text).__name__}")
    if "\r" in text or "\u2028" in text or "\u2029" in text:
        text = re.sub(LINE_END, "\n", text)
    return text if not text or text.endswith("\n") else text + "\n"


def split_lines(text: str) -> list[str]:
    r"""Return the lines of a text, split at LF. As in POSIX, LF ends a line: "a\n" is one line, "" has no line."""
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    return lines


def join_lines(lines: Sequence[str]) -> str:
    """Return lines joined by LF, the inverse of `split_lines`; with a final LF only after an empty last line."""
    text = "\n".join(lines)
    return text + "\n" if lines and not lines[-1] else text


def change_lines(text: str, condition: str | Callable[[str], object], change: Callable[[str], str]) -> str:
    """Return a text with `change` applied to its lines that meet a condition: a pattern that is found, or a function.

    The condition must be met by a text if it is met by one of its lines: then most texts are tested only once.
    """
    is_met = partial(re.search, condition) if isinstance(condition, str) else condition
    if not is_met(text):
        return text
    return "\n".join(change(line) if is_met(line) else line for line in text.split("\n"))


def is_blank(line: str) -> bool:
    """Check whether a line is empty or all white space."""
    return not line or line.isspace()


class Lines(tuple[str, ...]):  # noqa: SLOT001 - cached properties need a __dict__
    """The lines of a document as strips get them: a tuple that remembers which of them are not blank."""

    @classmethod
    def of(cls, lines: Iterable[str]) -> "Lines":
        """Return lines as `Lines`, unchanged if they are already: a strip may be called with any sequence."""
        return lines if isinstance(lines, cls) else cls(lines)

    @cached_property
    def nonblank_indexes(self) -> list[int]:
        """The 0-based indexes of the lines that are not blank."""
        return [index for index, line in enumerate(self) if line and not line.isspace()]

    @cached_property
    def nonblank(self) -> list[str]:
        """The lines that are not blank."""
        return [self[index] for index in self.nonblank_indexes]
