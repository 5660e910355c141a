"""Lines: how text falls into them, and what filters ask about a single one."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from itertools import accumulate, compress
from typing import Any, Self, TypeVar

from .ordinary import coded, small
from .references import resolve

Answer = TypeVar("Answer")

LINE_END = "\r\n|[\r\u2028\u2029]"
SHOWN = (
    # anything but white space (U+0020 to U+3000), controls, and characters that only direct or join others
    "[^\\s\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
LENGTH_OF_A_SENTENCE = 25
ENDS_LIKE_A_SENTENCE = (".", "!", "?", "…", ".”", '."', "”.", '".', ".)", ").", ":", ";", "?”", "!”", "…”")
LENGTH_OF_A_PARAGRAPH = 160
LONGEST_QUESTION = 120
CUT_SHORT = ("...", "…", "...]", "…]", "...)", "…)")
FEWEST_SPACES_OF_A_TITLE = 3
OPENING_QUOTES = ("“", '"', "‘", "'", "«", "[")
COUNTED = r"\d{1,3} [^\W\d_]"
LIST_ITEM = r"(?i)(?:bước|ngày|khu vực|điều|khoản) \d"
CREDIT = r"(?i)[.,;!?…\"”)(\[–—-]\s*(?:ảnh|nguồn ảnh|photo|video|clip|đồ họa)\s?:(.{1,60})$"
LENGTH_OF_A_CREDIT = 80


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
        """Each line in small letters, a byte for each (see ordinary.py)."""
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
            numbers = list(accumulate(keep, initial=0))  # which each line has among those that stay
            of_texts = texts if all(stay) else texts.those_of(stay)
            kept.not_blank = [numbers[index] for index in compress(indexes, stay)], of_texts
        return kept

    def _chosen(self, keep: Sequence[int]) -> "Lines":
        chosen = Lines(compress(self, keep))
        chosen._answers = {question: list(compress(answers, keep)) for question, answers in self._answers.items()}
        return chosen


def in_small_letters(lines: Lines, data: bytes | None = None) -> list[bytes]:
    """Write each line in small letters, a byte for each; `data` are all of them, coded, where that is at hand."""
    return small(coded("\n".join(lines)) if data is None else data).split(b"\n")[: len(lines)]


def read_like_prose(lines: Lines) -> list[bool]:
    """Tell of each line whether it reads like prose."""
    return list(map(reads_like_prose, lines))


def shows(line: str) -> bool:
    """Tell whether a reader would see anything of the line; &nbsp; and its like show nothing."""
    return line[:1].isalnum() or re.search(SHOWN, resolve(line)) is not None


def credit_of(line: str) -> re.Match[str] | None:
    """Find the credit at the end of a caption: "... (Ảnh: TTXVN)". Group 1 is who made the picture."""
    end = line[-LENGTH_OF_A_CREDIT:]
    return re.search(CREDIT, end) if ":" in end else None


def reads_like_prose(line: str) -> bool:
    """Tell whether a line reads like a sentence or a paragraph, not like a label, a headline or a link.

    A sentence has at least 25 characters and ends as sentences do, or as a caption with its credit does; a line of
    160 is a paragraph however it ends. Headlines have neither.
    """
    length = len(line)
    if length >= LENGTH_OF_A_PARAGRAPH:
        return True
    return length >= LENGTH_OF_A_SENTENCE and (line.endswith(ENDS_LIKE_A_SENTENCE) or credit_of(line) is not None)


def flows(line: str) -> bool:
    """Tell prose from a headline: a question may be one, a sentence with a full stop is none."""
    return reads_like_prose(line) and not is_a_question(line)


def is_a_question(line: str) -> bool:
    """Tell whether a line is a single question of the length of a headline."""
    return line.endswith("?") and len(line) < LONGEST_QUESTION and not any(stop in line for stop in (". ", "! ", "? "))


def around_the_prose(lines: Sequence[str], *, before: int, after: int) -> list[int]:
    """List the last lines of text before the first line of prose, and the first after the last one; none without prose.

    `before` and `after` say how many of them. The first line of all is passed over: a title may read like prose.
    """
    texts = Lines.of(lines).texts
    places = range(1, len(texts))
    first = next((place for place in places if reads_like_prose(lines[texts[place]])), None)
    if first is None:
        return []
    last = next(place for place in reversed(places) if reads_like_prose(lines[texts[place]]))
    return [*texts[max(1, first - before) : first], *texts[last + 1 : last + 1 + after]]


def reads_like_a_headline(line: str) -> bool:
    """Tell whether a line could be a title: short, and without the stop that ends a sentence."""
    return bool(line) and len(line) < LENGTH_OF_A_PARAGRAPH and not line.endswith((".", ":", ";", ","))


def could_be_a_title(line: str) -> bool:
    """Tell whether a line could be the title of its document: a headline of four words, or one cut short ("...")."""
    headline = reads_like_a_headline(line) or line.endswith(CUT_SHORT)
    return headline and line.count(" ") >= FEWEST_SPACES_OF_A_TITLE and len(line) < LENGTH_OF_A_PARAGRAPH


def reads_like_a_link(line: str) -> bool:
    """Tell whether a line could be the headline of another article: as a title, of some length, and no list item."""
    if len(line) < LENGTH_OF_A_SENTENCE or not reads_like_a_headline(line):
        return False
    begins = line[:1].isupper() or line.startswith(OPENING_QUOTES) or re.match(COUNTED, line) is not None
    return begins and not re.match(LIST_ITEM, line)
