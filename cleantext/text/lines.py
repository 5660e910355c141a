"""Lines: how text falls into them, and what was found out about each."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from itertools import compress
from typing import Any, Self, TypeVar

from cleantext.vietnamese.codepage import coded, small

Answer = TypeVar("Answer")

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


class Lines(tuple[str, ...]):  # noqa: SLOT001 - what is found out has to be kept somewhere
    """The lines of a document, with what filters found out about each of them: lines that stay take it along."""

    _answers: dict[Callable[["Lines"], Iterable[Any]], list[Any]]

    def __new__(cls, lines: Iterable[str] = ()) -> Self:
        self = super().__new__(cls, lines)
        self._answers = {}
        return self

    @classmethod
    def of(cls, lines: Iterable[str]) -> "Lines":
        """Give lines that are of this class as they are."""
        return lines if isinstance(lines, cls) else cls(lines)

    @classmethod
    def of_text(cls, text: str, data: bytes) -> "Lines":
        """Split a text, which is given as `ordinary.coded` writes it, too."""
        lines = cls(split_lines(text))
        lines._answers[in_small_letters] = in_small_letters(lines, data)
        return lines

    @property
    def texts(self) -> list[int]:
        """The indexes of the lines that are not blank."""
        return self.not_blank[0]

    @property
    def of_texts(self) -> "Lines":
        """The lines that are not blank."""
        return self.not_blank[1]

    @cached_property
    def not_blank(self) -> "tuple[list[int], Lines]":
        """The lines that are not blank, behind their indexes."""
        marks = [bool(line) and not line.isspace() for line in self]
        chosen = self._chosen(marks)
        self._answers.clear()  # blank lines are asked nothing
        return list(compress(range(len(self)), marks)), chosen

    @property
    def small(self) -> list[bytes]:
        """Each line in small letters, a byte for each (see vietnamese/codepage.py)."""
        return self.answers(in_small_letters)

    def answers(self, question: "Callable[[Lines], Iterable[Answer]]") -> list[Answer]:
        """Give what a question about single lines answers for each; it is asked once."""
        if question not in self._answers:
            self._answers[question] = list(question(self))
        return self._answers[question]

    def those_of(self, keep: Sequence[int]) -> "Lines":
        """Give the lines for which `keep` has a 1."""
        kept = self._chosen(keep)
        if "not_blank" in self.__dict__:
            indexes, texts = self.not_blank
            stay = [keep[index] for index in indexes]
            of_texts = texts if all(stay) else texts.those_of(stay)
            marks = bytearray(len(self))
            for index in indexes:
                marks[index] = 1
            kept.not_blank = list(compress(range(len(kept)), compress(marks, keep))), of_texts
        return kept

    def _chosen(self, keep: Sequence[int]) -> "Lines":
        chosen = Lines(compress(self, keep))
        chosen._answers = {question: list(compress(answers, keep)) for question, answers in self._answers.items()}
        return chosen


def in_small_letters(lines: Lines, data: bytes | None = None) -> list[bytes]:
    """Write each line in small letters, a byte for each; `data` are all of them, coded, where that is at hand."""
    return small(coded("\n".join(lines)) if data is None else data).split(b"\n")[: len(lines)]
