"""Split a text into lines and join them again; find the lines that are not blank."""

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, TypeVar, overload

LINE_END = "\r\n|[\r\u2028\u2029]"
MISSING = ("NAType", "NaTType")  # types of pandas, which is not imported for them
PIECE = 1 << 16  # characters

Answer = TypeVar("Answer")


def as_plain_str(value: object, what: str) -> str:
    """Return a str itself, and one of a subclass, whose methods may do anything, as a str. Raise TypeError."""
    if type(value) is str:
        return value
    if isinstance(value, str):
        return str.__str__(value)
    raise TypeError(f"{what} must be str, not {type(value).__name__}")


def unify_line_ends(text: str) -> str:
    """Return a text with LF at the end of every line, instead of CRLF, CR, U+2028 or U+2029; also of the last line.

    NEL (U+0085), VT and FF do not end a line: the whitespace filter turns them into spaces. Raise TypeError if the
    text is not a str.
    """
    if not isinstance(text, str):
        _refuse(text)
    text = as_plain_str(text, "the text of an article")
    if "\r" in text or "\u2028" in text or "\u2029" in text:
        text = re.sub(LINE_END, "\n", text)
    return text if not text or text.endswith("\n") else text + "\n"


def _refuse(value: object) -> None:
    """Raise TypeError with what to do, for bytes and for what stands in tables where there is no text."""
    if isinstance(value, bytes | bytearray):
        raise TypeError(
            f"the text of an article must be str, not {type(value).__name__}: decode it first, with decode('utf-8')"
        )
    if value is None or type(value).__name__ in MISSING or (isinstance(value, float) and str(value) == "nan"):
        raise TypeError(
            f"the text of an article must be str, not {type(value).__name__}: {value!r} is a missing value; "
            "use fillna('') or dropna() first"
        )


def split_lines(text: str) -> list[str]:
    r"""Return the lines of a text, split at LF. As in POSIX, LF ends a line: "a\n" is one line, "" has no line."""
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    return lines


def pieces_of_lines(text: str) -> Iterator[str]:
    r"""Yield a text in pieces of whole lines, which joined by LF are the text: then few lines are in memory at a time.

    >>> list(pieces_of_lines("a\nb\n"))
    ['a\nb\n']
    """
    start = 0
    while (end := text.find("\n", start + PIECE)) >= 0:
        yield text[start:end]
        start = end + 1
    yield text[start:]


def iterate_lines(text: str) -> Iterator[str]:
    r"""Return an iterator over what `text.split("\n")` returns, with few lines in memory at a time."""
    if len(text) <= PIECE:
        return iter(text.split("\n"))
    return (line for piece in pieces_of_lines(text) for line in piece.split("\n"))


def join_lines(lines: Sequence[str]) -> str:
    """Return lines joined by LF, the inverse of `split_lines`; with a final LF only after an empty last line."""
    text = "\n".join(lines)
    return text + "\n" if lines and not lines[-1] else text


def change_lines(text: str, pattern: str, change: Callable[[str], str]) -> str:
    """Return a text with `change` applied to the lines in which a pattern is found; it must not match a line end."""
    return change_lines_at(text, (match.start() for match in re.finditer(pattern, text)), change)


def change_lines_if(text: str, condition: Callable[[str], object], change: Callable[[str], str]) -> str:
    """Return a text with `change` applied to its lines that meet a condition.

    The condition must be met by a text if it is met by one of its lines: then most texts are tested only once.
    """
    if not condition(text):
        return text
    pieces = (
        "\n".join([change(line) if condition(line) else line for line in piece.split("\n")])
        if piece is text or condition(piece)
        else piece
        for piece in pieces_of_lines(text)
    )
    return "\n".join(pieces)


def change_lines_at(text: str, places: Iterable[int], change: Callable[[str], str]) -> str:
    r"""Return a text with `change` applied to the lines in which characters stand, by their increasing indexes.

    >>> change_lines_at("a\nb\nc", [2], str.upper)
    'a\nB\nc'
    """
    parts: list[str] = []
    end = 0
    for place in places:
        if place >= end:
            start = text.rfind("\n", end, place) + 1 or end
            parts.append(text[end:start])
            end = text.find("\n", place)
            end = len(text) if end < 0 else end
            parts.append(change(text[start:end]))
    return "".join((*parts, text[end:]))


def changed_lines(before: str, after: str) -> Iterator[tuple[int, str, str]]:
    """Yield the lines in which two texts of as many lines differ: their indexes from 0, with both texts of each.

    Raise ValueError if one has more lines.
    """
    for index, (old, new) in enumerate(zip(iterate_lines(before), iterate_lines(after), strict=True)):
        if old != new:
            yield index, old, new


def runs_of(indexes: Iterable[int]) -> Iterator[list[int]]:
    """Yield the runs of successive indexes among increasing ones.

    >>> list(runs_of([1, 2, 5]))
    [[1, 2], [5]]
    """
    run: list[int] = []
    for index in indexes:
        if run and index != run[-1] + 1:
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def shortened(text: str, length: int) -> str:
    """Return a text, or its beginning if it is longer than a length."""
    return text if len(text) <= length else f"{text[:length]}…"


def is_blank(line: str) -> bool:
    """Check whether a line is empty or all white space."""
    return not line or line.isspace()


class Lines(Sequence[str]):
    """The lines of a document as strips get them: a sequence that remembers which of them are not blank.

    It holds the list that it is made of, and no copy: a document of nothing but line ends takes 8 bytes for each.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = lines if isinstance(lines, list) else list(lines)
        self._answers: dict[object, Any] = {}

    @classmethod
    def of(cls, lines: Iterable[str]) -> "Lines":
        """Return lines as `Lines`, unchanged if they are already: a strip may be called with any sequence."""
        return lines if type(lines) is cls else cls(list(lines))

    def asked(self, question: Callable[["Lines"], Answer]) -> Answer:
        """Return the answer to a question about these lines, which is put only once: several filters have the same."""
        if question not in self._answers:
            self._answers[question] = question(self)
        answer: Answer = self._answers[question]
        return answer

    def __len__(self) -> int:
        return len(self._lines)

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        return self._lines[index]

    @cached_property
    def nonblank_indexes(self) -> Sequence[int]:
        """The 0-based indexes of the lines that are not blank."""
        lines = self._lines
        if len(lines) < PIECE:  # most documents: a list is made faster
            return [index for index, line in enumerate(lines) if line and not line.isspace()]
        return array("q", (index for index, line in enumerate(lines) if line and not line.isspace()))

    @cached_property
    def nonblank(self) -> list[str]:
        """The lines that are not blank."""
        lines = self._lines
        return [lines[index] for index in self.nonblank_indexes]
