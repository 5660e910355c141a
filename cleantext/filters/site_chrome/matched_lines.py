"""The lines of a document with the rules that match them; the layout and the title are found from these."""

from collections.abc import Callable, Sequence
from functools import cached_property

from cleantext.text.keys import letters_of
from cleantext.text.prose import is_running_text, reads_like_a_link

from .match import rules_of
from .rules import ANYWHERE, BESIDE, EDGE, HEADING, Rule

LONGEST_LABEL = 45  # characters of a subheading, or of an answer in a poll
LONGEST_TITLE = 200  # characters
AMBIGUOUS = frozenset(
    {"navigation", "place", "date", "player", "template", "account", "tools", "rating", "toc", "number"}
)
AMBIGUOUS_ANYWHERE = frozenset({"related", "player", "template", "advertising"})


class MatchedLines:
    """The non-blank lines of a document, and what is known of each; indexes are 0-based among these lines.

    `rules` holds the rule that matches a line, by index. `known` is the same without rules that hold only next to other
    chrome, and without labels of the article's own paragraphs. `prose` is true for each line of running text.
    """

    def __init__(self, lines: Sequence[str], rules: dict[int, Rule]) -> None:
        self.lines, self.rules = lines, rules
        self.prose = [is_running_text(line) and index not in rules for index, line in enumerate(lines)]
        self.known = {
            index: rule for index, rule in rules.items() if rule.scope != BESIDE and not self._is_label(index, rule)
        }

    def _is_label(self, index: int, rule: Rule) -> bool:
        """Check whether a line labels the prose below it: with a colon ("Trả lời:"), or between paragraphs."""
        if rule.scope not in (EDGE, HEADING) or not self.is_prose(index + 1):
            return False
        return self.lines[index].endswith(":") or self.is_prose(index - 1)

    def is_prose(self, index: int) -> bool:
        """Check whether the line at an index is prose; false if there is no such line."""
        return 0 <= index < len(self.lines) and self.prose[index]

    def repeats_below(self, index: int) -> bool:
        """Check whether a line is a heading again further down, as an entry of a table of contents is."""
        return self._last_headings.get(_heading_key(self.lines[index]), index) > index

    @cached_property
    def _last_headings(self) -> dict[str, int]:
        """Return the last index of each line that may be a heading, by its key."""
        return {_heading_key(line): index for index, line in enumerate(self.lines) if len(line) <= LONGEST_TITLE}

    def is_link(self, index: int) -> bool:
        """Check whether a line could be the headline of another article, and so a link."""
        if not 0 <= index < len(self.lines) or index in self.known or self.prose[index]:
            return False
        return reads_like_a_link(self.lines[index].removeprefix("•").lstrip())

    def is_ambiguous(self, index: int) -> bool:
        """Check whether a known line is of a kind that articles contain, too."""
        rule = self.known[index]
        return rule.kind in (AMBIGUOUS_ANYWHERE if rule.scope == ANYWHERE else AMBIGUOUS)


def rules_by_index(lines: Sequence[str], keeps: Callable[[str], object] | None = None) -> dict[int, Rule]:
    """Return the rules that match the lines, by index, without lines that a user `keeps`."""
    rules = enumerate(rules_of(lines))
    return {index: rule for index, rule in rules if rule and not (keeps and keeps(lines[index]))}


def _heading_key(line: str) -> str:
    """Return the letters of a heading without its number."""
    return letters_of(line).lstrip("0123456789")
