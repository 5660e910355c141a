"""Find which of the lines above an article's prose is the title, and where the lead is."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, takewhile
from typing import NamedTuple

from cleantext.text.keys import letters_of, letters_of_each
from cleantext.text.prose import DATE, DATE_IN_WORDS, is_running_text
from cleantext.vietnamese.codepage import LETTERS, OTHER, TO_LOWERCASE, encode

from .matched_lines import LONGEST_TITLE, MatchedLines

PROSE_SAMPLE = 30  # lines of prose that show what an article is about
SHORTEST_LEAD, SHORTEST_HEADLINE, SHORTEST_TITLE = 40, 25, 10  # characters
MIN_TITLE_LETTERS = 8  # of a title found in the first line of the page
LONGEST_FIRST_LINE, LONGEST_DATELINE = 300, 60  # characters
MIN_SHARED_WORDS, MIN_SHARED_RATIO = 2, 0.3  # words of a title that recur in the prose, and their share of its words
MAX_ABOVE_A_DATELINE = 3  # lines
MAX_ABOVE_THE_LEAD = 20  # lines; headlines further up are those of other articles
NEAR_THE_LEAD, RIGHT_ABOVE = 6, 3  # lines; further up a short line is no title
MAX_ABOVE_A_TITLE = 3  # lines above a merely likely title: one of them may be the title instead
DIGIT = re.compile(r"\d")
DATE_OF_ARTICLE = re.compile(rf"(?i)\b{DATE}\b|gmt ?\+ ?7|\b{DATE_IN_WORDS}")
BEFORE_A_SITE = r"\s[-–—|·»:]+\s"
OFFICIAL_HEADER = re.compile(  # first lines of official documents: decree 30/2020/NĐ-CP
    r"(?i)cộng (?:hòa|hoà) xã hội chủ nghĩa việt nam|số ?: ?\d*/[\w/&-]+"
)
PUNCTUATION = encode(",.:;!?\"'“”‘’()/" + OTHER)  # what the code page lacks, as a no-break space, separates words, too
LOWER_WITHOUT_PUNCTUATION = TO_LOWERCASE.translate(bytes.maketrans(PUNCTUATION, b" " * len(PUNCTUATION)))
WORD = re.compile(b"[%b]{2,}" % re.escape(encode("".join(c for c in LETTERS if c.isalpha()))))
STOP_WORDS = frozenset(  # words that say nothing about the topic
    encode(
        "của và các những một cho trong với là có được không này đó để khi đã sẽ từ đến về tại trên dưới ở ra vào như "
        "cũng thì mà còn lại cả bị do nên vì rằng đang"
    ).split()
)


class TitleAndLead(NamedTuple):
    """The index of the title, or None; that of the lead; and those of other lines that may be the title."""

    title: int | None
    lead: int
    possible_titles: frozenset[int] = frozenset()


def find_title_and_lead(page: MatchedLines, first: int, last: int) -> TitleAndLead:
    """Find the title above the prose from `first` to `last`, and the lead, which is the first prose below the title."""
    official = next((index for index in range(first) if OFFICIAL_HEADER.fullmatch(page.lines[index])), None)
    if official is not None:
        issuers = [index for index in (official - 2, official - 1) if index >= 0 and index not in page.known]
        start = min(issuers, default=official)
        return TitleAndLead(start, start)
    if (title := _title_in_first_line(page, first)) is not None:
        lead = _lead_below(page, title, first)
        near = _other_titles(page, range(first), title, lead)  # few lines, and only these are compared with the prose
        return TitleAndLead(title, lead, frozenset(_likely_titles(page, near, last)))
    likely = _likely_titles(page, range(first), last)
    if not likely:
        return TitleAndLead(None, first)
    dated = _title_above_dateline(page, likely, first)
    # Of likely titles the first: to keep a menu does less harm than to remove a title.
    title = likely[0] if dated is None else dated
    lead = _lead_below(page, title, first)
    possible = set(_other_titles(page, likely, title, lead))
    if dated is None:
        above = takewhile(lambda index: _may_be_above_a_title(page, index), range(title - 1, -1, -1))
        possible.update(islice(above, MAX_ABOVE_A_TITLE))
        possible.update(_headline_above_dateline(page, lead))
    return TitleAndLead(title, lead, frozenset(possible))


def with_title_of_site(page: MatchedLines, found: TitleAndLead, last: int) -> TitleAndLead:
    """Return the same, with titles that are chrome on the other pages of the site: a headline in a box, a menu's entry.

    Such a line stands there once more than on other pages, or near the lead, and its words recur in the prose.
    """
    above = [i for i, rule in page.known.items() if i < found.lead and rule.line and (i or not rule.line.is_first)]
    if not above:
        return found
    own = set(_out_of_place(page, above))
    top = max(own | {-1 if found.title is None else found.title})
    own.update(_likely_titles(page, _near_the_lead(page, above, top, found.lead), last, known=True))
    if not own:
        return found
    title = max(own) if found.title is None else found.title
    return found._replace(title=title, possible_titles=found.possible_titles | own - {title})


def _out_of_place(page: MatchedLines, above: Sequence[int]) -> Iterator[int]:
    """Yield lines of the site's chrome above the lead that are there for this article.

    They stand around all prose once more than on other pages, or are headlines that stand after the article there.
    """
    last = max(index for index, is_prose in enumerate(page.prose) if is_prose)
    copies = Counter(r.name for index, r in page.known.items() if r.line and (index <= above[-1] or index > last))
    for name, index in {page.known[index].name: index for index in above}.items():
        line, is_headline = page.known[index].line, len(name) >= SHORTEST_HEADLINE
        if line and (copies[name] > line.times or (line.is_after and is_headline)):
            yield index


def _near_the_lead(page: MatchedLines, above: Sequence[int], top: int, lead: int) -> Iterator[int]:
    """Yield lines of the site's chrome near the lead: headlines, and labels below which all is known, as a date."""
    for index in above:
        if (index >= lead - NEAR_THE_LEAD and len(page.known[index].name) >= SHORTEST_HEADLINE) or (
            max(top, lead - RIGHT_ABOVE - 1) < index and _all_is_known(page, range(index, lead))
        ):
            yield index


def _all_is_known(page: MatchedLines, lines: range) -> bool:
    return all(index in page.rules or is_dateline(page.lines[index]) for index in lines)


def _lead_below(page: MatchedLines, title: int, first: int) -> int:
    """Return the first line of prose below the title that is long enough for a lead; else `first`."""
    prose = (index for index in range(title + 1, first) if page.prose[index])
    return next((index for index in prose if len(page.lines[index]) >= SHORTEST_LEAD), first)


def _other_titles(page: MatchedLines, indexes: Iterable[int], title: int, lead: int) -> Iterator[int]:
    """Yield which of some lines may be the title instead of the one that was found: those near enough to the lead."""
    own = letters_of(page.lines[title])
    for index in indexes:
        long_enough = len(page.lines[index]) >= SHORTEST_HEADLINE or (index > title and index >= lead - NEAR_THE_LEAD)
        if long_enough and index >= lead - MAX_ABOVE_THE_LEAD and own not in letters_of(page.lines[index]):
            yield index


def _likely_titles(page: MatchedLines, indexes: Iterable[int], last: int, *, known: bool = False) -> list[int]:
    """Return which of some lines above the prose have words that recur in it: those that are known chrome, or not."""
    words: dict[int, set[bytes]] = {}
    for index in indexes:
        line = page.lines[index]
        if (
            (index in page.known) == known
            and index not in page.listed
            and SHORTEST_TITLE <= len(line) <= LONGEST_TITLE
            and line[-1] not in ":;,"
            and not is_running_text(line)
        ):
            words[index] = words_of(line)
    if not words:
        return []
    prose = islice((page.lines[index] for index in range(last + 1) if page.prose[index]), PROSE_SAMPLE)
    found = words_found(prose, set().union(*words.values()) - STOP_WORDS)
    needed = {index: max(MIN_SHARED_WORDS, MIN_SHARED_RATIO * len(own)) for index, own in words.items()}
    return [index for index, own in words.items() if len(found & own) >= needed[index]]


def _may_be_above_a_title(page: MatchedLines, index: int) -> bool:
    return not (index in page.rules or page.prose[index] or index in page.listed)


def _title_in_first_line(page: MatchedLines, first: int) -> int | None:
    """Find the title by the strongest evidence: the page's first line has it, which is often the window's title."""
    first_line = letters_of(page.lines[0][:LONGEST_FIRST_LINE])
    unknown = [index for index in range(1, first) if index not in page.known and not page.prose[index]]
    letters = zip(unknown, letters_of_each([page.lines[index][:LONGEST_TITLE] for index in unknown]), strict=True)
    repeated = {index: len(own) for index, own in letters if len(own) >= MIN_TITLE_LETTERS and own in first_line}
    return max(repeated, key=lambda index: (repeated[index], index), default=None)


def _title_above_dateline(page: MatchedLines, likely: Sequence[int], first: int) -> int | None:
    """Find the likely title that has a date below it."""
    for dateline in range(first - 1, 0, -1):
        if is_dateline(page.lines[dateline]):
            above = likely[bisect_left(likely, dateline - MAX_ABOVE_A_DATELINE) : bisect_left(likely, dateline)]
            if above:
                return above[0]
    return None


def _headline_above_dateline(page: MatchedLines, lead: int) -> Iterator[int]:
    """Yield the headline right above the date of the article, which may share no word with its prose."""
    for index in range(lead - 2, max(-1, lead - 2 - MAX_ABOVE_THE_LEAD), -1):
        if is_dateline(page.lines[index + 1]):
            line = page.lines[index]
            if SHORTEST_HEADLINE <= len(line) <= LONGEST_TITLE and _may_be_above_a_title(page, index):
                yield index
            return


def is_dateline(line: str) -> bool:
    """Check whether a line is short and holds a date, as the line below a title does."""
    return len(line) <= LONGEST_DATELINE and bool(DIGIT.search(line) and DATE_OF_ARTICLE.search(line))


def is_window_title(line: str, title: str) -> bool:
    """Check whether a line is the title of the window: that of the article, mostly with the site behind it."""
    own, whole = letters_of(title), letters_of(line)
    return own == whole or (own in whole and 2 * len(own) >= len(whole) and re.search(BEFORE_A_SITE, line) is not None)


def words_of(line: str) -> set[bytes]:
    """Return the words of a line with two letters or more, encoded and in lower case."""
    return set(WORD.findall(encode(line).translate(TO_LOWERCASE)))


def words_found(lines: Iterable[str], words: set[bytes]) -> set[bytes]:
    """Return which of the words occur in the lines: as `words_of` would, but faster; they differ on rare signs only."""
    missing = set(words)
    for line in lines:  # one by one: all words together take many times the memory of the text
        missing.difference_update(encode(line).translate(LOWER_WITHOUT_PUNCTUATION).split())
    return words - missing
