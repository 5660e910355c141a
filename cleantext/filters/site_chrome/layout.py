"""Find where the article lies on a scraped page, from its prose and from the lines that are known chrome.

The body is the run of lines with the greatest sum of scores; prose scores above zero, known chrome below (maximum
subsequence segmentation: Pasternack and Roth, WWW 2009). The scores are our own choice.
"""

from collections.abc import Sequence
from itertools import takewhile

from cleantext.text.keys import letters_of
from cleantext.text.prose import reads_like_a_link

from .matched_lines import LONGEST_LABEL, MatchedLines
from .rules import ANYWHERE, BESIDE, EDGE, END, HEADING, Rule
from .titles import TitleAndLead, find_title_and_lead

CHROME_SCORES = {ANYWHERE: -4.0, HEADING: -3.0, EDGE: -2.0, END: -2.0, BESIDE: -0.3}
SECTION_NAME_SCORE = -1.0
SHORTEST_RESUMED_PROSE = 60  # characters of a line of prose with which the article resumes after a box
MAX_GAP, MAX_LIST = 6, 200  # lines between links and the tail below them; lines in which links are counted
MAX_CHROME_IN_A_BREAK = 4  # lines; prose after as many belongs to other articles
MIN_LINKS_OF_A_TAIL, MIN_LINKS_OF_A_FULL_PAGE = 3, 12
LIST_MARKS = ("-", "–", "•", "·", "●", "*", "+", "✅", "❌")
KINDS_AFTER_THE_ARTICLE = frozenset({"comments", "footer", "account", "advertising", "newsletter"})
BOX_KINDS = frozenset({"related", "player", "rating", "advertising", "toc"})
DATES_AND_NUMBERS = frozenset({"date", "number"})
LINK_LIST_KINDS = frozenset({"related", "date", "navigation", "place"})


class PageLayout(MatchedLines):
    """The non-blank lines of a document, the rules that match them, and where the article lies among them.

    All indexes are 0-based among the non-blank lines. `title` is the index of the title, or None; `possible_titles` are
    those of other lines that may be the title. `body` is the range of the article, from its lead to its last line of
    prose, and empty if there is no article. `tail` is the first line of the chrome after the article, or the number of
    lines if there is none. `full` is true if this is a whole page, with chrome around the article.
    """

    def __init__(self, lines: Sequence[str], rules: dict[int, Rule]) -> None:
        super().__init__(lines, rules)
        first, last = _max_sum_run([self._score(index) for index in range(len(lines))])
        found = TitleAndLead(None, 0) if last < first else find_title_and_lead(self, first, last)
        self.title, self.possible_titles = found.title, found.possible_titles
        self.body = range(0) if last < first else range(found.lead, self._last_line_of_article(last) + 1)
        first_chrome = next(
            (index for index in range(self.body.stop, len(lines)) if self._opens_tail(index)), len(lines)
        )
        self.tail = self._tail_with_links_above(first_chrome)
        self.full = self._is_full()

    def _tail_with_links_above(self, tail: int) -> int:
        """Return the start of the tail, moved up over links to other articles that lie between article and tail."""
        for index in range(tail - 1, self.body.stop - 1, -1):
            rule = self.known.get(index)
            if rule and rule.kind == "related":
                tail = index
            elif tail - index > MAX_GAP or self.lines[index].startswith(LIST_MARKS) or self._continues_prose(index):
                break
        return tail

    def _continues_prose(self, index: int) -> bool:
        return self.prose[index] and self.is_prose(index - 1)

    def _opens_tail(self, index: int) -> bool:
        """Check whether the tail starts here: known chrome with more of it near, or a heading with a list of links."""
        rule = self.known.get(index)
        if rule is None or self.is_ambiguous(index):
            return False
        if rule.kind == "related":
            return self._count_links_below(index) >= (1 if rule.scope == HEADING else MIN_LINKS_OF_A_TAIL)
        if rule.scope == HEADING and self.is_link(index + 1):
            return True
        near = list(takewhile(lambda p: not self.prose[p], range(index + 1, min(index + 7, len(self.lines)))))
        return (
            index + 3 >= len(self.lines) or any(p in self.known for p in near) or sum(p in self.rules for p in near) > 1
        )

    def _count_links_below(self, index: int) -> int:
        """Return the number of links below a line, down to chrome of another kind; 0 if other lines outweigh them.

        Other lines are prose that is no teaser, lists and captions: the article, which goes on after a box.
        """
        links = labels = prose = 0
        to_the_end = True
        for p in range(index + 1, min(index + MAX_LIST, len(self.lines))):
            rule = self.rules.get(p)
            if p in self.known and rule and rule.kind not in LINK_LIST_KINDS:
                to_the_end = False
                break
            if self.is_link(p) or self._is_link_teaser(p) or (rule and rule.kind in DATES_AND_NUMBERS):
                links += 1
            elif rule is None:
                prose += self.prose[p]
                labels += not self.prose[p]
        return links if 3 * prose <= links and labels <= (2 if to_the_end else 1.25) * links else 0

    def _is_link_teaser(self, index: int) -> bool:
        """Check whether a single line of prose follows a headline, with at most dates and counts between them."""
        if not self.prose[index] or self.is_prose(index + 1):
            return False
        above = index - 1
        while above > index - 4 and above in self.rules and self.rules[above].kind in DATES_AND_NUMBERS:
            above -= 1
        return self.is_link(above)

    def _is_full(self) -> bool:
        """Check whether this is a whole page: enough different chrome after the article or before it, or many links."""
        after = {rule.name for index, rule in self.known.items() if index >= self.tail}
        before = {rule.name for index, rule in self.known.items() if index < self.body.start}
        links = sum(map(self.is_link, range(self.tail, len(self.lines))))
        return len(after) >= 4 or len(before) >= 3 or links >= MIN_LINKS_OF_A_FULL_PAGE

    def _score(self, index: int) -> float:
        """Return what a line counts for the body: above zero for prose, by its length; below zero for all else."""
        line = self.lines[index]
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
        return -0.2 if line.startswith(LIST_MARKS) or line[0].isdigit() or line.endswith((";", ",", ":")) else -0.7

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


def _max_sum_run(scores: Sequence[float]) -> tuple[int, int]:
    """Return the first and last index of the run with the greatest sum, or (0, -1) if no score is above zero."""
    best, run, start, found = 0.0, 0.0, 0, (0, -1)
    for index, score in enumerate(scores):
        if run <= 0:
            run, start = 0.0, index
        run += score
        if run > best:
            best, found = run, (start, index)
    return found
