"""Lines: how a text is split into them and joined again, and which of them are blank."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial

LINE_END = "\r\n|[\r\u2028\u2029]"


def unify_line_ends(text: str) -> str:
    """Make every line end in LF, the last one too: CRLF, CR, U+2028 and U+2029 end a line.

    NEL (U+0085), VT and FF do not: the whitespace filter makes spaces of them. Raises TypeError for what is no text.
    """
    if not isinstance(text, str):
        raise TypeError(f"the text of an article must be str, not {type(text).__name__}")
    if "\r" in text or "\u2028" in text or "\u2029" in text:
        text = re.sub(LINE_END, "\n", text)
    return text if not text or text.endswith("\n") else text + "\n"


def split_lines(text: str) -> list[str]:
    r"""Split text at LF. As in POSIX, LF ends a line: "a\n" is one line, "" is none."""
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    return lines


def join_lines(lines: Sequence[str]) -> str:
    """Undo `split_lines`, without the final LF unless the last line is blank and needs it to be seen."""
    text = "\n".join(lines)
    return text + "\n" if lines and not lines[-1] else text


def change_lines(text: str, holding: str | Callable[[str], object], change: Callable[[str], str]) -> str:
    """Change the lines of a text that hold something: a pattern, or what a function tells; give others as they are."""
    holds = partial(re.search, holding) if isinstance(holding, str) else holding
    if not holds(text):
        return text
    return "\n".join(change(line) if holds(line) else line for line in text.split("\n"))


def is_blank(line: str) -> bool:
    """Tell whether a line is empty or all white space."""
    return not line or line.isspace()


class Lines(tuple[str, ...]):  # noqa: SLOT001 - cached properties need a __dict__
    """The lines of a document as strips get them: a tuple that finds out once which of them are not blank."""

    @classmethod
    def of(cls, lines: Iterable[str]) -> "Lines":
        """Return lines as they are if they are of this class: a strip may be called with any sequence."""
        return lines if isinstance(lines, cls) else cls(lines)

    @cached_property
    def nonblank_indexes(self) -> list[int]:
        """Where the lines stand that are not blank."""
        return [index for index, line in enumerate(self) if line and not line.isspace()]

    @cached_property
    def nonblank(self) -> list[str]:
        """The lines that are not blank."""
        return [self[index] for index in self.nonblank_indexes]
