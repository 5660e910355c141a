"""The lines of a document and the rules that match them: what both the layout and the title are found by."""

from collections.abc import Callable, Sequence
from functools import cached_property

from cleantext.text.keys import letters_of
from cleantext.text.prose import flows, reads_like_a_link

from .match import rules_of
from .rules import ANYWHERE, BESIDE, EDGE, HEADING, Rule

LONGEST_LABEL = 45  # of a subheading, of an answer in a poll
LONGEST_TITLE = 200
AMBIGUOUS = frozenset(
    {"navigation", "place", "date", "player", "template", "account", "tools", "rating", "toc", "number"}
)
ALSO_INSIDE = frozenset({"related", "player", "template", "advertising"})


class KnownLines:
    """The lines of text of a document by place: the number of a line among those that are not blank.

    `rules` are those that match a line, `known` is the same without what is chrome only beside chrome and without
    the labels of the article's own paragraphs. `prose` tells which lines are sentences.
    """

    def __init__(self, lines: Sequence[str], rules: dict[int, Rule]) -> None:
        """Take the lines of text, and the rules that match some of them, by place (see `rules_by_place`)."""
        self.lines, self.rules = lines, rules
        self.prose = [flows(line) and place not in rules for place, line in enumerate(lines)]
        self.known = {
            place: rule for place, rule in rules.items() if rule.place != BESIDE and not self._labels(place, rule)
        }

    def _labels(self, place: int, rule: Rule) -> bool:
        """Whether a line is the label of the prose below it: with a colon ("Trả lời:"), or between paragraphs."""
        if rule.place not in (EDGE, HEADING) or not self.is_prose(place + 1):
            return False
        return self.lines[place].endswith(":") or self.is_prose(place - 1)

    def is_prose(self, place: int) -> bool:
        """Whether a line is prose; none is before the first and after the last."""
        return 0 <= place < len(self.lines) and self.prose[place]

    def comes_again(self, place: int) -> bool:
        """Tell whether a line stands again below, as a heading: an entry of a table of contents does."""
        return self._last_headings.get(_heading_of(self.lines[place]), place) > place

    @cached_property
    def _last_headings(self) -> dict[str, int]:
        """The last place of each line that may be a heading."""
        return {_heading_of(line): place for place, line in enumerate(self.lines) if len(line) <= LONGEST_TITLE}

    def is_link(self, place: int) -> bool:
        """Tell whether a line could be the headline of another article."""
        if not 0 <= place < len(self.lines) or place in self.known or self.prose[place]:
            return False
        return reads_like_a_link(self.lines[place].removeprefix("•").lstrip())

    def is_ambiguous(self, place: int) -> bool:
        """Whether the known line at a place is of a kind that articles have, too."""
        rule = self.known[place]
        return rule.kind in (ALSO_INSIDE if rule.place == ANYWHERE else AMBIGUOUS)


def rules_by_place(lines: Sequence[str], keeps: Callable[[str], object] | None = None) -> dict[int, Rule]:
    """Find the rules that match lines of text, but for those that a user `keeps`."""
    rules = enumerate(rules_of(lines))
    return {place: rule for place, rule in rules if rule and not (keeps and keeps(lines[place]))}


def _heading_of(line: str) -> str:
    """Give the letters of a heading without its number."""
    return letters_of(line).lstrip("0123456789")
