"""The layout of a scraped page: where the article stands in it, by its prose and the chrome that is known.

The body is the run of lines with the greatest sum of scores, prose counting for it and known chrome against it
(maximum subsequence segmentation: Pasternack and Roth, WWW 2009; the scores are our own).
"""

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import islice

from ..copies import letters_of
from ..lines import is_blank, reads_like_a_link, reads_like_prose
from . import ANYWHERE, BESIDE, EDGE, END, HEADING, LONGEST, Rule, rule_for

AGAINST = {ANYWHERE: -4.0, HEADING: -3.0, EDGE: -2.0, END: -2.0, BESIDE: -0.3}
SECTION_NAME = -1.0
LONGEST_QUESTION = 120
SHORTEST_LEAD = 40
ENOUGH = 30  # lines of prose that show what an article is about
SHORTEST_RETURN = 60
LONGEST_ANSWER = 45
FEW_KNOWN = 4  # lines; after more of them, prose is not the article's
SHORTEST_TITLE, LONGEST_TITLE, LONGEST_TOP = 20, 200, 300
NEARLY, HALF = 0.7, 0.5
OFFICIAL = re.compile(  # the head of official documents: decree 30/2020/NĐ-CP
    r"cộng (?:hòa|hoà) xã hội chủ nghĩa việt nam|số ?: ?\d*/[\w/&-]+", re.IGNORECASE
)
ROW = re.compile(r"[-–•·●*+✅❌]|\d{1,2}(?:h|:)\d{0,2}\b|\d+[.)] ")
ROWS = ("-", "–", "•", "·", "●", "*", "+", "✅", "❌")
SIGNS = ",.:;!?\"'“”‘’()/"
WORDS = re.compile(r"[^\W\d_]{2,}")
DATE = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b|gmt ?\+ ?7|\b\d{1,2} tháng \d", re.IGNORECASE)
COMMON = frozenset(
    "của và các những một cho trong với là có được không này đó để khi đã sẽ từ đến về tại trên dưới ở ra vào người "
    "năm ngày tháng việt nam mới nhiều theo như cũng sau trước bị làm nhất số hay hà nội thì mà còn lại cả sự việc"
    " báo điện tử tin tức online vn com".split()
)
TALK = frozenset({"comments", "footer", "account", "advertising", "newsletter"})
AMBIGUOUS = frozenset(
    {"navigation", "place", "date", "player", "template", "account", "tools", "rating", "toc", "number"}
)
BOXES = frozenset({"related", "player", "rating", "advertising", "toc"})
STRAY = frozenset({"related", "player", "template"})


def flows(line: str) -> bool:
    """Tell prose from a headline: a question may be one, a sentence with a full stop is none."""
    if not reads_like_prose(line):
        return False
    question = line.endswith("?") and len(line) < LONGEST_QUESTION
    return not question or any(stop in line for stop in (". ", "! ", "? "))


class Page:
    """The lines of text of a document, the rules that match them, and where the article stands.

    Everything is by place: the number of a line among those that are not blank. `body` is the range of the article's
    own lines from its lead, `title` the place of its title or None, `tail` where the page goes on after the article.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self.indexes = [i for i, line in enumerate(lines) if not is_blank(line)]
        self.lines = [lines[i] for i in self.indexes]
        self.rules: dict[int, Rule] = {}
        for place, line in enumerate(self.lines):
            if len(line) <= LONGEST and (rule := rule_for(line)):
                self.rules[place] = rule
        self.known = {
            place: rule for place, rule in self.rules.items() if rule.place != BESIDE and not self._labels(place, rule)
        }

    def _labels(self, place: int, rule: Rule) -> bool:
        """Whether a line is the label of the prose below it ("Trả lời:"), and so the article's."""
        below = self.lines[place + 1 : place + 2]
        return rule.place in (EDGE, HEADING) and self.lines[place].endswith(":") and any(map(flows, below))

    @cached_property
    def prose(self) -> list[bool]:
        """Which lines are prose."""
        return [place not in self.rules and flows(line) for place, line in enumerate(self.lines)]

    @cached_property
    def headings(self) -> dict[str, int]:
        """The last place at which each line that could be a heading stands, by its letters."""
        short = (place for place, line in enumerate(self.lines) if len(line) <= LONGEST_TITLE)
        return {heading_of(self.lines[place]): place for place in short}

    @cached_property
    def _standing(self) -> tuple[int | None, range, frozenset[int]]:
        first, last = _best_run([self._score(place) for place in range(len(self.lines))])
        if last < first:
            return None, range(0), frozenset()
        title, lead, others = self._head(first, last)
        return title, range(lead, self._return_of_prose(last) + 1), others

    @property
    def title(self) -> int | None:
        """The place of the title."""
        return self._standing[0]

    @property
    def body(self) -> range:
        """The places of the article, from its lead to its last line of prose; empty where there is none."""
        return self._standing[1]

    @property
    def perhaps_titles(self) -> frozenset[int]:
        """The places of other lines before the lead that could be the title: none of them may go."""
        return self._standing[2]

    @cached_property
    def tail(self) -> int:
        """The place at which the page goes on after the article; the number of lines where it does not."""
        return next((p for p in range(self.body.stop, len(self.lines)) if self._opens(p)), len(self.lines))

    def _opens(self, place: int) -> bool:
        rule = self.known.get(place)
        if rule is None or rule.kind in (STRAY if rule.place == ANYWHERE else AMBIGUOUS):
            return False
        if rule.place == HEADING and place + 1 < len(self.lines) and reads_like_a_link(self.lines[place + 1]):
            return True
        near = range(place + 1, min(place + 7, len(self.lines)))
        return len(near) < 3 or any(p in self.known for p in near) or sum(p in self.rules for p in near) > 1

    @cached_property
    def full(self) -> bool:
        """Whether this is a whole page, by how much of it after the article is known, or before it."""
        after = {rule.words for place, rule in self.known.items() if place >= self.tail}
        before = {rule.words for place, rule in self.known.items() if place < self.body.start}
        return len(after) >= 4 or len(before) >= 3

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
            alone = not any(self.prose[max(0, place - 1) : place]) and not any(self.prose[place + 1 : place + 2])
            return min(len(line), 300) / 60 * (0.4 if alone else 1)
        return -0.2 if line.startswith(ROWS) or line[0].isdigit() or line.endswith((";", ",", ":")) else -0.7

    def _head(self, first: int, last: int) -> tuple[int | None, int, frozenset[int]]:
        """Find title and lead, the first prose that has something like a title before it; and what may be one, too."""
        official = next((place for place in range(first) if OFFICIAL.fullmatch(self.lines[place])), None)
        if official is not None:
            issuers = [place for place in (official - 2, official - 1) if place >= 0 and place not in self.known]
            start = min(issuers, default=official)
            return start, start, frozenset()
        prose = islice((self.lines[place] for place in range(last + 1) if self.prose[place]), ENOUGH)
        said = words_of(" ".join(prose)) - COMMON
        shared = {
            place: len(said & set(WORDS.findall(self.lines[place].casefold())))
            for place in range(first)
            if place not in self.known
            and len(self.lines[place]) <= LONGEST_TITLE
            and not (flows(self.lines[place]) or ROW.match(self.lines[place]))
        }
        long = [place for place in shared if len(self.lines[place]) >= SHORTEST_TITLE] or list(shared)
        enough = max(2, HALF * max((shared[place] for place in long), default=0))
        likely = next((place for place in long if shared[place] >= enough), len(self.lines))
        for lead in range(likely, first + 1):
            if self.prose[lead] and len(self.lines[lead]) >= SHORTEST_LEAD:
                title = self._title({place: count for place, count in shared.items() if place < lead})
                own = letters_of(self.lines[title])
                others = (place for place in long if place < lead and shared[place] >= enough)
                return title, lead, frozenset(p for p in others if own not in letters_of(self.lines[p]))
        return None, first, frozenset()

    def _title(self, shared: dict[int, int]) -> int:
        """Choose the title among lines that say nearly most of what the body says: one with a date below, or the first.

        One that is part of the page's first line is the title of the page, and so of the article.
        """
        top = letters_of(self.lines[0][:LONGEST_TOP])
        called = {
            place: own for place in shared if place and len(own := letters_of(self.lines[place])) >= 8 and own in top
        }
        if called:
            return max(called, key=lambda place: (len(called[place]), place))
        long = {place: count for place, count in shared.items() if len(self.lines[place]) >= SHORTEST_TITLE} or shared
        best = max(long.values())
        likely = [place for place, count in long.items() if count >= NEARLY * best]
        dated = [place for place in likely if any(map(DATE.search, self.lines[place + 1 : place + 4]))]
        return dated[-1] if dated else likely[0]

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
                    boxes and (reads_like_a_link(line) or len(line) < LONGEST_ANSWER) and line != self.lines[place - 1]
                )
            elif boxes and len(line) >= SHORTEST_RETURN and not self._goes_on_with_links(place + 1):
                last, known = place, 0
            elif (
                self.prose[place - 1]
                and kind not in TALK
                and known < FEW_KNOWN
                and len(line) + len(self.lines[place - 1]) >= 2 * SHORTEST_RETURN
            ):
                last, known, boxes = place, 0, True
        return last

    def _goes_on_with_links(self, place: int) -> bool:
        """Whether a list of links goes on at a place: with a headline, or with the date or count of one."""
        if rule := self.rules.get(place):
            return rule.kind in ("date", "number")
        return place < len(self.lines) and not self.prose[place] and reads_like_a_link(self.lines[place])


def heading_of(line: str) -> str:
    """Give the letters of a heading without its number."""
    return letters_of(line).lstrip("0123456789")


def words_of(text: str) -> set[str]:
    """Split a long text into words: faster than an expression, and as good but for rare signs."""
    for sign in SIGNS:
        text = text.replace(sign, " ")
    return set(text.casefold().split())


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
