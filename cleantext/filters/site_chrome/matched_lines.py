"""The lines of a document with the rules that match them; the layout and the title are found from these."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

from cleantext.text.keys import letters_of
from cleantext.text.kinds import has_leader
from cleantext.text.lines import Lines
from cleantext.text.prose import is_running_text, is_short_sentence, reads_like_a_link
from cleantext.text.said import Said
from cleantext.text.structure import Structure

from .facts import boxes_of_facts
from .match import rule_of_row, rules_of
from .rules import ANYWHERE, BESIDE, EDGE, FIELD, HEADING, OWN, SITE, OfSite, Rule

LONGEST_LABEL = 45  # characters of a subheading, or of an answer in a poll
LONGEST_TITLE = 200  # characters
MOST_BARS_OF_A_MENU = 2
STEP = re.compile(  # of instructions, a question, an answer; not A: pages have a button "A" for the size of letters
    r"\W*(?:(?:(?:[Bb]ước|BƯỚC) \d\d?|Cách \d|Câu \d\d?)(?:[.:]|\W*$)|B ?\d\d?\W*$|[B-D]\W*$)"
)
BUTTONS = frozenset({"navigation", "account", "share", "follow", "tools", "player", "rating"})  # kinds of them
NAMES_BUTTONS = re.compile(r"(?i)\b(?:nút|mục|bước|sau|gồm|chọn|nhấn|bấm|phím|biểu tượng)\b")  # in what announces them
LONGEST_LIST = 12  # lines
NONE: frozenset[int] = frozenset()
AMBIGUOUS = frozenset(
    {"navigation", "place", "date", "player", "template", "account", "tools", "rating", "toc", "number"}
)
AMBIGUOUS_ANYWHERE = frozenset({"related", "player", "template", "advertising"})


class MatchedLines:
    """The non-blank lines of a document, and what is known of each; indexes are 0-based among these lines.

    In Markdown, `links` are the lines of nothing but links, `headings` are marked so, and `listed` are items of lists
    and links that are no headings: a title is none of these.
    `document` is the whole document, and `in_facts` are the lines of boxes of facts.
    `rules` holds the rule that matches a line, by index. `known` is the same without rules that hold only next to other
    chrome, without labels of the article's paragraphs, and without lines that the article itself lists. `prose` is true
    for each line of running text and, where there is some, for short sentences.
    """

    def __init__(self, lines: Sequence[str], rules: dict[int, Rule], said: Said | None = None) -> None:
        self.links, self.headings = (said.links, said.headings) if said else (NONE, NONE)
        self.listed = said.items | (said.links - said.headings) if said else NONE
        self.document = lines = Lines.of(lines)
        self.in_facts = frozenset(index for box in boxes_of_facts(rules, len(lines.nonblank)) for index in box)
        rules = {index: rule for index, rule in rules.items() if rule.scope != OWN or index in self.in_facts}
        self.structure = lines.asked(Structure)
        self.lines = lines = lines.nonblank
        in_sentences = self.structure.in_sentences
        self.rules = _without(rules, {i for i, rule in rules.items() if self._is_part(i, rule, in_sentences)})
        self.prose = self._find_prose(in_sentences)
        announced = set(self._announced())
        self.known = {
            index: rule
            for index, rule in self.rules.items()
            if rule.scope not in (BESIDE, OWN) and index not in announced and not self._is_label(index, rule)
        }

    def _find_prose(self, in_sentences: Collection[int]) -> list[bool]:
        """Return for each line whether it is prose. Where some line is running text, short sentences are prose, too."""
        foreign = len(self.lines) < 2 * sum(map(str.isascii, self.lines))  # then English is the document's own
        no_prose = {*self.rules, *self.links} if self.links else self.rules
        own = [index not in no_prose and (foreign or not line.isascii()) for index, line in enumerate(self.lines)]
        prose = [
            index in in_sentences or (own[index] and is_running_text(line)) for index, line in enumerate(self.lines)
        ]
        if any(prose):
            for index, line in enumerate(self.lines):
                if line[-1] == "." and own[index] and not prose[index]:
                    prose[index] = is_short_sentence(line)
        return prose

    def _is_part(self, index: int, rule: Rule, in_sentences: Collection[int]) -> bool:
        """Check whether no rule may match a line: it is of a sentence, a table, a list, a form or a box of facts."""
        if index in in_sentences or index in self.structure.in_rows:
            return True
        if index in self.in_facts:
            return rule.scope not in (OWN, ANYWHERE)
        line = self.lines[index]
        if has_leader(line):
            return rule.scope != ANYWHERE
        return line.startswith("|") and (self._is_row_beside(index, -1) or self._is_row_beside(index, 1))

    def _is_row_beside(self, index: int, step: int) -> bool:
        """Check whether the line beside another in a direction is a row of the same table: it has as many bars."""
        beside, bars = index + step, self.lines[index].count("|")
        return bars > MOST_BARS_OF_A_MENU and 0 <= beside < len(self.lines) and self.lines[beside].count("|") == bars

    def _announced(self) -> Iterator[int]:
        """Yield the lines with a rule that the article lists itself: "Nhấn các nút sau:", "Bước 2", "B"."""
        for index, line in enumerate(self.lines):
            if line[-1] == ":" and index not in self.rules and (self.prose[index] or self.is_prose(index - 1)):
                yield from self._listed_below(index)
        for index, rule in self.rules.items():
            above = index - 1
            if above >= 0 and above not in self.rules and _may_be_listed(rule) and STEP.match(self.lines[above]):
                yield index

    def _listed_below(self, index: int) -> Iterator[int]:
        """Yield the lines with a rule in the list that a line announces: links, buttons if it names them, short lines.

        Among short lines without a rule, what shares or follows, or no article says, is the page's: the list ends.
        """
        names_buttons, is_mixed = NAMES_BUTTONS.search(self.lines[index]) is not None, False
        for below in range(index + 1, min(index + 1 + LONGEST_LIST, len(self.lines))):
            rule = self.rules.get(below)
            if rule is None:
                if self.prose[below] or len(self.lines[below]) > LONGEST_LABEL:
                    return
                is_mixed = True
            elif not _may_be_listed(rule) or (
                is_mixed and (rule.scope == ANYWHERE or rule.kind in ("share", "follow"))
            ):
                return
            elif is_mixed or names_buttons or rule.kind == "related":
                yield below

    def _is_label(self, index: int, rule: Rule) -> bool:
        """Check whether a line labels what is below it: with a colon ("Bảng xếp hạng:"), or between paragraphs."""
        if rule.scope not in (EDGE, FIELD, HEADING, SITE):
            return False
        with_colon = self.lines[index].endswith(":") and rule.scope != SITE
        if with_colon and rule.kind in ("navigation", "toc"):
            return True
        return self.is_prose(index + 1) and (with_colon or self.is_prose(index - 1))

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
        if rule.scope == SITE:
            return False
        return rule.scope == FIELD or rule.kind in (AMBIGUOUS_ANYWHERE if rule.scope == ANYWHERE else AMBIGUOUS)

    def is_certain(self, index: int) -> bool:
        """Check whether a known line is of a kind that no article contains, on any site."""
        return self.known[index].scope != SITE and not self.is_ambiguous(index)


def _without(rules: dict[int, Rule], indexes: Collection[int]) -> dict[int, Rule]:
    """Return the rules without those of some indexes: the same object if there are none, and no copy of thousands."""
    return {index: rule for index, rule in rules.items() if index not in indexes} if indexes else rules


def _may_be_listed(rule: Rule) -> bool:
    return rule.scope != HEADING and (rule.kind in BUTTONS or rule.kind == "related")


def rules_by_index(lines: Sequence[str], said: Said | None = None, of_site: OfSite | None = None) -> dict[int, Rule]:
    """Return the rules that match the lines, by index. A link is no field of a form; several on one line are a row.

    Lines that `of_site` knows are the site's chrome, unless a phrase says more: that they are chrome anywhere, or head
    a list.
    """
    rules = rules_of(lines)
    if of_site:
        rules = [_rule_of_site(line, rule, of_site) for line, rule in zip(lines, rules, strict=True)]
    found = {index: rule for index, rule in enumerate(rules) if rule}
    if said:
        for index, links in said.rows.items():
            if index not in found and (rule := rule_of_row(links)):
                found[index] = rule
        found.update(
            (index, found[index]._replace(scope=EDGE))
            for index in said.links & found.keys()
            if found[index].scope == FIELD
        )
    return found


def _rule_of_site(line: str, rule: Rule | None, of_site: OfSite) -> Rule | None:
    if rule and rule.scope in (ANYWHERE, HEADING):
        return rule
    known = of_site(line)
    return Rule("navigation", SITE, known.text, known) if known else rule


def _heading_key(line: str) -> str:
    """Return the letters of a heading without its number."""
    return letters_of(line).lstrip("0123456789")
