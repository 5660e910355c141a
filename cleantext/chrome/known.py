"""The lines of a document and the rules that match them: what both the layout and the title are found by."""

from collections.abc import Callable, Sequence
from functools import cached_property

from ..copies import letters_of
from ..lines import flows, is_blank, reads_like_a_link
from . import ANYWHERE, BESIDE, EDGE, HEADING, LONGEST, Rule, rule_for

LONGEST_ANSWER = 45
LONGEST_TITLE = 200
AMBIGUOUS = frozenset(
    {"navigation", "place", "date", "player", "template", "account", "tools", "rating", "toc", "number"}
)
STRAY = frozenset({"related", "player", "template", "advertising"})


class KnownLines:
    """The lines of text of a document by place: the number of a line among those that are not blank.

    `rules` are those that match a line, `known` is the same without what is chrome only beside chrome and without
    the labels of the article's own paragraphs; `prose` says which lines are sentences. What a user
    `keeps` meets no rule.
    """

    def __init__(self, lines: Sequence[str], keeps: Callable[[str], bool] | None = None) -> None:
        self.indexes = [i for i, line in enumerate(lines) if not is_blank(line)]
        self.lines = [lines[i] for i in self.indexes]
        self.rules: dict[int, Rule] = {}
        for place, line in enumerate(self.lines):
            if len(line) <= LONGEST and (rule := rule_for(line)) and not (keeps and keeps(line)):
                self.rules[place] = rule
        self.prose = [place not in self.rules and flows(line) for place, line in enumerate(self.lines)]
        self.known = {
            place: rule for place, rule in self.rules.items() if rule.place != BESIDE and not self._labels(place, rule)
        }

    def _labels(self, place: int, rule: Rule) -> bool:
        """Whether a line is the label of the prose below it: with a colon ("Trả lời:"), or between paragraphs."""
        if rule.place not in (EDGE, HEADING) or not any(self.prose[place + 1 : place + 2]):
            return False
        return self.lines[place].endswith(":") or any(self.prose[max(0, place - 1) : place])

    @cached_property
    def headings(self) -> dict[str, int]:
        """The last place at which each line that could be a heading stands, by its letters."""
        short = (place for place, line in enumerate(self.lines) if len(line) <= LONGEST_TITLE)
        return {heading_of(self.lines[place]): place for place in short}

    def is_link(self, place: int) -> bool:
        """Tell whether a line could be the headline of another article."""
        if not 0 <= place < len(self.lines) or place in self.known or self.prose[place]:
            return False
        return reads_like_a_link(self.lines[place].removeprefix("•").lstrip())

    def is_ambiguous(self, place: int) -> bool:
        """Whether the known line at a place is of a kind that articles have, too."""
        rule = self.known[place]
        return rule.kind in (STRAY if rule.place == ANYWHERE else AMBIGUOUS)

    def has_prose_beside(self, place: int, step: int) -> bool:
        """Whether prose stands beside a line, or behind a short subheading beside it."""
        beside, behind = place + step, place + 2 * step
        if not 0 <= beside < len(self.lines):
            return False
        if self.prose[beside]:
            return True
        heading = beside not in self.rules and len(self.lines[beside]) <= LONGEST_ANSWER
        return heading and 0 <= behind < len(self.lines) and self.prose[behind]


def heading_of(line: str) -> str:
    """Give the letters of a heading without its number."""
    return letters_of(line).lstrip("0123456789")
