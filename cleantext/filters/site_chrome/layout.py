"""The layout of a scraped page: where the article stands in it, by its prose and the chrome that is known.

The body is the run of lines with the greatest sum of scores, prose counting for it and known chrome against it
(maximum subsequence segmentation: Pasternack and Roth, WWW 2009; the scores are our own).
"""

from collections.abc import Sequence
from itertools import takewhile

from cleantext.text.keys import letters_of
from cleantext.text.prose import reads_like_a_link

from .matched_lines import LONGEST_LABEL, KnownLines
from .rules import ANYWHERE, BESIDE, EDGE, END, HEADING, Rule
from .titles import Head, head_of

AGAINST = {ANYWHERE: -4.0, HEADING: -3.0, EDGE: -2.0, END: -2.0, BESIDE: -0.3}
SECTION_NAME = -1.0
SHORTEST_RETURN = 60
LONGEST_GAP, LONGEST_LIST = 6, 200  # lines
FEW_KNOWN = 4  # lines; after as many, prose is not the article's
FEW_LINKS, MANY_LINKS = 3, 12
ROWS = ("-", "–", "•", "·", "●", "*", "+", "✅", "❌")
AFTER_THE_ARTICLE = frozenset({"comments", "footer", "account", "advertising", "newsletter"})
BOXES = frozenset({"related", "player", "rating", "advertising", "toc"})
COUNTS = frozenset({"date", "number"})
LISTED_KINDS = frozenset({"related", "date", "navigation", "place"})


class Page(KnownLines):
    """The lines of text of a document, the rules that match them, and where the article stands.

    Everything is by place: the number of a line among those that are not blank. `title` is the place of the title, or
    None, and `perhaps_titles` are those of other lines that may be the title. `body` is the range of the article, from
    its lead to its last line of prose, empty where there is none. `tail` is where the page goes on after the article,
    the number of lines where it does not. `full` tells whether this is a whole page.
    """

    def __init__(self, lines: Sequence[str], rules: dict[int, Rule]) -> None:
        """Take what `KnownLines` does."""
        super().__init__(lines, rules)
        first, last = _best_run([self._score(place) for place in range(len(lines))])
        head = Head(None, 0) if last < first else head_of(self, first, last)
        self.title, self.perhaps_titles = head.title, head.perhaps
        self.body = range(0) if last < first else range(head.lead, self._return_of_prose(last) + 1)
        opening = next((place for place in range(self.body.stop, len(lines)) if self._opens(place)), len(lines))
        self.tail = self._links_above(opening)
        self.full = self._is_full()

    def _links_above(self, tail: int) -> int:
        """Begin a tail earlier, with links to other articles that stand after the article but for a few lines."""
        for place in range(tail - 1, self.body.stop - 1, -1):
            rule = self.known.get(place)
            if rule and rule.kind == "related":
                tail = place
            elif tail - place > LONGEST_GAP or self.lines[place].startswith(ROWS) or self._prose_flows(place):
                break
        return tail

    def _prose_flows(self, place: int) -> bool:
        return self.prose[place] and self.is_prose(place - 1)

    def _opens(self, place: int) -> bool:
        """Whether the page goes on here: known chrome with more of it near, or a heading with a list of links."""
        rule = self.known.get(place)
        if rule is None or self.is_ambiguous(place):
            return False
        if rule.kind == "related":
            return self._links_below(place) >= (1 if rule.place == HEADING else FEW_LINKS)
        if rule.place == HEADING and self.is_link(place + 1):
            return True
        near = list(takewhile(lambda p: not self.prose[p], range(place + 1, min(place + 7, len(self.lines)))))
        return (
            place + 3 >= len(self.lines) or any(p in self.known for p in near) or sum(p in self.rules for p in near) > 1
        )

    def _links_below(self, place: int) -> int:
        """Count the links that follow down to chrome of another kind; 0 where other lines outweigh them.

        After a box in the article, the article goes on: prose that is no teaser, lists, captions.
        """
        links = labels = prose = 0
        to_the_end = True
        for p in range(place + 1, min(place + LONGEST_LIST, len(self.lines))):
            rule = self.rules.get(p)
            if p in self.known and rule and rule.kind not in LISTED_KINDS:
                to_the_end = False
                break
            if self.is_link(p) or self._is_teaser_of_a_link(p) or (rule and rule.kind in COUNTS):
                links += 1
            elif rule is None:
                prose += self.prose[p]
                labels += not self.prose[p]
        return links if 3 * prose <= links and labels <= (2 if to_the_end else 1.25) * links else 0

    def _is_teaser_of_a_link(self, place: int) -> bool:
        """Whether prose stands alone below a headline, with dates and counts between them at most."""
        if not self.prose[place] or self.is_prose(place + 1):
            return False
        above = place - 1
        while above > place - 4 and above in self.rules and self.rules[above].kind in COUNTS:
            above -= 1
        return self.is_link(above)

    def _is_full(self) -> bool:
        """Whether this is a whole page, by how much of it after the article is known, or before it."""
        after = {rule.words for place, rule in self.known.items() if place >= self.tail}
        before = {rule.words for place, rule in self.known.items() if place < self.body.start}
        links = sum(map(self.is_link, range(self.tail, len(self.lines))))
        return len(after) >= 4 or len(before) >= 3 or links >= MANY_LINKS

    def _score(self, place: int) -> float:
        line = self.lines[place]
        if rule := self.rules.get(place):
            return SECTION_NAME if rule.kind in ("navigation", "place") and rule.place == EDGE else AGAINST[rule.place]
        if self.prose[place]:
            above = self.lines[place - 1] if place else ""
            if (
                line[:8] == above[:8]
                and 25 <= len(above) < len(line)
                and letters_of(line).startswith(letters_of(above)[:40])
            ):
                return -1.5  # a link and its teaser in one
            alone = not (self._has_prose_beside(place, -1) or self._has_prose_beside(place, 1))
            return min(len(line), 300) / 60 * (0.4 if alone else 1)
        return -0.2 if line.startswith(ROWS) or line[0].isdigit() or line.endswith((";", ",", ":")) else -0.7

    def _has_prose_beside(self, place: int, step: int) -> bool:
        """Whether prose stands beside a line, or behind a short subheading beside it."""
        beside, behind = place + step, place + 2 * step
        if not 0 <= beside < len(self.lines):
            return False
        heading = beside not in self.rules and len(self.lines[beside]) <= LONGEST_LABEL
        return self.prose[beside] or (heading and self.is_prose(behind))

    def _return_of_prose(self, last: int) -> int:
        """Find where the article ends, if prose flows again after a box in it.

        Two lines of prose after few known lines are the article's, one where only boxes stand between.
        """
        kind, known, boxes = "", 0, True
        for place in range(last + 1, len(self.lines)):
            line = self.lines[place]
            if rule := self.rules.get(place):
                kind, known = (rule.kind, known + 1) if place in self.known else (kind, known)
                boxes = boxes and rule.kind in BOXES
            elif not self.prose[place]:
                boxes = (
                    boxes and (reads_like_a_link(line) or len(line) < LONGEST_LABEL) and line != self.lines[place - 1]
                )
            elif boxes and len(line) >= SHORTEST_RETURN and not self._goes_on_with_links(place + 1):
                last, known = place, 0
            elif (
                self.prose[place - 1]
                and kind not in AFTER_THE_ARTICLE
                and known < FEW_KNOWN
                and len(line) + len(self.lines[place - 1]) >= 2 * SHORTEST_RETURN
            ):
                last, known, boxes = place, 0, True
        return last

    def _goes_on_with_links(self, place: int) -> bool:
        """Whether a list of links goes on at a place: with a headline, or with the date or count of one."""
        if rule := self.rules.get(place):
            return rule.kind in COUNTS
        return self.is_link(place)


def _best_run(scores: Sequence[float]) -> tuple[int, int]:
    """Find the run with the greatest sum; (0, -1) where nothing counts for it."""
    best, run, start, found = 0.0, 0.0, 0, (0, -1)
    for place, score in enumerate(scores):
        if run <= 0:
            run, start = 0.0, place
        run += score
        if run > best:
            best, found = run, (start, place)
    return found
