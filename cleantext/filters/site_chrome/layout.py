"""Find where the article lies on a scraped page, from its prose and from the lines that are known chrome.

The body is the run of lines with the greatest sum of scores; prose scores above zero, known chrome below (maximum
subsequence segmentation: Pasternack and Roth, WWW 2009). The scores are our own choice.
"""

from collections.abc import Sequence
from functools import cached_property

from cleantext.text.keys import letters_of
from cleantext.text.prose import SHORTEST_SENTENCE, reads_like_a_link
from cleantext.text.said import Said

from .matched_lines import LONGEST_LABEL, MatchedLines
from .rules import ANYWHERE, BESIDE, EDGE, END, FIELD, HEADING, OWN, SITE, Rule
from .titles import find_title_and_lead, with_title_of_site

CHROME_SCORES = {
    ANYWHERE: -4.0, HEADING: -3.0, EDGE: -2.0, FIELD: -2.0, END: -2.0, BESIDE: -0.3, OWN: -0.7, SITE: -2.0
}  # fmt: skip
SECTION_NAME_SCORE = -1.0
SHORTEST_RESUMED_PROSE = 60  # characters of a line of prose with which the article resumes after a box
MAX_CHROME_IN_A_BREAK = 4  # lines; prose after as many belongs to other articles
LIST_MARKS = frozenset("-–•·●*+✅❌")
KINDS_AFTER_THE_ARTICLE = frozenset({"comments", "footer", "account", "advertising", "newsletter"})
BOX_KINDS = frozenset({"related", "player", "rating", "advertising", "toc"})
DATES_AND_NUMBERS = frozenset({"date", "number"})
KINDS_WITHOUT_EVIDENCE = frozenset({"place", "toc"})  # articles hold such lines as often
AMBIGUOUS_SHARE = 0.5  # of an ambiguous rule, where different rules are counted
AMBIGUOUS_RULES_OF_A_PAGE = 4  # different rules, all ambiguous, from which it is a page
FEWEST_RULES, RULES_OF_A_PAGE = 1.0, 4.0  # different rules from which there may be chrome, and surely is
SHORTEST_PROSE, PROSE_OF_AN_ARTICLE = 300, 600  # characters from which there may be an article, and surely is
BEYOND_DOUBT = frozenset({"share", "follow", "comments", "newsletter", "advertising", "footer", "navigation"})
NO_HEADS = frozenset({"account", "tools", "share", "follow"})  # kinds of which no document has a line at its head
NAMES_OF_SITES = frozenset({"name of a site", "slogan", "Trang chủ"})  # rules, which match no kicker
MOST_KICKERS = 2  # lines
RULES_OF_A_MENU = 4  # different rules that are near each other in a menu or footer, as no annex has
LINES_OF_A_MENU = 10  # within which they are near


class PageLayout(MatchedLines):
    """The non-blank lines of a document, the rules that match them, and where the article lies among them.

    All indexes are 0-based among the non-blank lines. `title` is the index of the title, or None; `possible_titles` are
    those of other lines that may be the title. `body` is the range of the article, from its lead to its last line of
    prose, and empty if there is no prose.
    """

    def __init__(self, lines: Sequence[str], rules: dict[int, Rule], said: Said | None = None) -> None:
        super().__init__(lines, rules, said)
        first, last = max_sum_run(list(map(self._score, range(len(self.lines)), self.lines)))
        if last < first:
            self.title, self.possible_titles, self.body = None, frozenset[int](), range(0)
        else:
            found = with_title_of_site(self, find_title_and_lead(self, first, last), last)
            self.title, lead, self.possible_titles = found
            self.body = range(lead, self._last_line_of_article(last) + 1)

    @property
    def is_page(self) -> bool:
        """Whether this is a page: outside the article, known lines are not ambiguous, or are of several rules."""
        outside = [index for index in self.known if index not in self.body]
        is_certain = any(not self.is_ambiguous(index) for index in outside)
        return is_certain or len({self.known[index].name for index in outside}) >= AMBIGUOUS_RULES_OF_A_PAGE

    @cached_property
    def certainty(self) -> float:
        """How certain it is, from 0 to 1, that this is an article with site chrome around it.

        The prose of an article tells, and the different rules that match outside of it.
        """
        weights = {
            rule.name: AMBIGUOUS_SHARE if self.is_ambiguous(index) else 1.0
            for index, rule in self.known.items()
            if index not in self.body and rule.kind not in KINDS_WITHOUT_EVIDENCE
        }
        lengths = [len(self.lines[index]) for index in self.body if self.prose[index]]
        prose = sum(length for length in lengths if length >= SHORTEST_SENTENCE)
        has_article = _share(prose, SHORTEST_PROSE, PROSE_OF_AN_ARTICLE)
        return has_article * _share(sum(weights.values()), FEWEST_RULES, RULES_OF_A_PAGE)

    def protected(self) -> set[int]:
        """Return the lines of an official document, a law, a form or a table, and kickers: they are no menu.

        Only what is chrome beyond doubt goes there. A document begins with its letterhead, right below the page's menu;
        the menu's last known line is kept, too, unless it is of a kind that heads nothing. It goes on with its annexes
        down to the page's footer.
        """
        own = set(self._kickers())
        for found in self.structure.kept_whole():
            above = [index for index in self.known if index < found.start]
            below = [index for index in self.known if index >= found.stop and not self.is_ambiguous(index)]
            menu, footer = self._where_many_meet(above[::-1]), self._where_many_meet(below)
            first = 0 if menu is None else menu + (self.known[menu].kind in NO_HEADS)
            own.update(range(first, len(self.lines) if footer is None else footer))
        return {index for index in own if not self._is_beyond_doubt(index)}

    def _is_beyond_doubt(self, index: int) -> bool:
        """Check whether a line is chrome even in an official document: to share, follow or comment, a footer."""
        rule = self.known.get(index)
        return rule is not None and rule.scope == ANYWHERE and rule.kind in BEYOND_DOUBT

    def _kickers(self) -> range:
        """Return the lines in capitals right above the title, which say what it is ("PHÓNG SỰ"); a menu has more."""
        end = start = self.title or 0
        while start and self.lines[start - 1].isupper() and not self._names_the_site(start - 1):
            start -= 1
        return range(start, end) if end - start <= MOST_KICKERS else range(0)

    def _names_the_site(self, index: int) -> bool:
        rule = self.rules.get(index)
        return rule is not None and rule.name in NAMES_OF_SITES

    def _where_many_meet(self, indexes: Sequence[int]) -> int | None:
        """Return the first of some known lines near which are the next ones of several other rules; None if none is."""
        for position, index in enumerate(indexes):
            near = [
                other
                for other in indexes[position : position + LINES_OF_A_MENU]
                if abs(other - index) < LINES_OF_A_MENU
            ]
            if len({self.known[other].name for other in near}) >= RULES_OF_A_MENU:
                return index
        return None

    def is_link_teaser(self, index: int) -> bool:
        """Check whether a single line of prose follows a headline, with at most dates and counts between them."""
        if not self.prose[index] or self.is_prose(index + 1):
            return False
        above = index - 1
        while above > index - 4 and above in self.rules and self.rules[above].kind in DATES_AND_NUMBERS:
            above -= 1
        return self.is_link(above)

    def _score(self, index: int, line: str) -> float:
        """Return what a line counts for the body: above zero for prose, by its length; below zero for all else."""
        if rule := self.rules.get(index):
            return (
                SECTION_NAME_SCORE
                if rule.kind in ("navigation", "place") and rule.scope == EDGE
                else CHROME_SCORES[rule.scope]
            )
        if self.prose[index]:
            above = self.lines[index - 1] if index else ""
            if (
                line[:8] == above[:8]
                and 25 <= len(above) < len(line)
                and letters_of(line).startswith(letters_of(above)[:40])
            ):
                return -1.5  # a link and its teaser in one
            alone = not (self._has_prose_next_to(index, -1) or self._has_prose_next_to(index, 1))
            return min(len(line), 300) / 60 * (0.4 if alone else 1)
        return -0.2 if line[0] in LIST_MARKS or line[0].isdigit() or line[-1] in ";,:" else -0.7

    def _has_prose_next_to(self, index: int, step: int) -> bool:
        """Check whether the next line in a direction is prose, or a short subheading with prose behind it."""
        neighbour, behind = index + step, index + 2 * step
        if not 0 <= neighbour < len(self.lines):
            return False
        heading = neighbour not in self.rules and len(self.lines[neighbour]) <= LONGEST_LABEL
        return self.prose[neighbour] or (heading and self.is_prose(behind))

    def _last_line_of_article(self, last: int) -> int:
        """Return the last line of the article, which may resume after the line `last` and a box set into it.

        Two lines of prose after a few known lines belong to the article; one does if only boxes lie between.
        """
        kind, known, boxes = "", 0, True
        for index in range(last + 1, len(self.lines)):
            line = self.lines[index]
            if rule := self.rules.get(index):
                kind, known = (rule.kind, known + 1) if index in self.known else (kind, known)
                boxes = boxes and rule.kind in BOX_KINDS
            elif not self.prose[index]:
                boxes = (
                    boxes and (reads_like_a_link(line) or len(line) < LONGEST_LABEL) and line != self.lines[index - 1]
                )
            elif boxes and len(line) >= SHORTEST_RESUMED_PROSE and not self._continues_link_list(index + 1):
                last, known = index, 0
            elif (
                self.prose[index - 1]
                and kind not in KINDS_AFTER_THE_ARTICLE
                and known < MAX_CHROME_IN_A_BREAK
                and len(line) + len(self.lines[index - 1]) >= 2 * SHORTEST_RESUMED_PROSE
            ):
                last, known, boxes = index, 0, True
        return last

    def _continues_link_list(self, index: int) -> bool:
        """Check whether a list of links continues with this line: a headline, or the date or count of one."""
        if rule := self.rules.get(index):
            return rule.kind in DATES_AND_NUMBERS
        return self.is_link(index)


def _share(value: float, none: float, all_: float) -> float:
    """Return where a value lies between two others, as a number from 0 to 1."""
    return min(1.0, max(0.0, (value - none) / (all_ - none)))


def max_sum_run(scores: Sequence[float]) -> tuple[int, int]:
    """Return the first and last index of the run with the greatest sum, or (0, -1) if no score is above zero."""
    best, run, start, found = 0.0, 0.0, 0, (0, -1)
    for index, score in enumerate(scores):
        if run <= 0:
            run, start = 0.0, index
        run += score
        if run > best:
            best, found = run, (start, index)
    return found
