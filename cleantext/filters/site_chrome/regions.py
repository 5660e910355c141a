"""Find the chrome in each region of a page: before, inside and after the article. Each yields indexes and reasons."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, takewhile

from cleantext.text.lines import runs_of

from .boxes import LONGEST_TAG, links_under
from .evidence import AT_THE_TITLE, at_edge, cost_after_article, cost_in_menu, reach
from .facts import specifications
from .layout import DATES_AND_NUMBERS, PageLayout
from .matched_lines import LONGEST_TITLE
from .rules import ANYWHERE, BESIDE, FIELD, HEADING, Chrome, Verdict
from .titles import SHORTEST_HEADLINE, is_dateline, is_window_title, words_found, words_of

MOST_SPACES_IN_A_LABEL = 2
FEWEST_AT_THE_START = 3  # known lines that are a menu, however short the article is
FEWEST_LINKS_OF_A_MENU = 4
FEWEST_TAGS, MAX_TAG_LINES = 2, 40  # lines; the former with commas between them
TAGS_IN_A_LINE = re.compile(r"(\S+ \S+(?: \S+)*) (?:.* )?\1")  # the first stands at the end again
TAG_PATTERN, TAG_EDGES = r"[^\d:;()!?%]+[^\d:;()!?%.]", " ,#"
IN_THE_MENU = Verdict("navigation", "in the menu before the title")
BELOW_THE_TITLE = Verdict("navigation", "in a menu between title and article")
AMONG_CHROME = Verdict("navigation", "after the article, among other chrome")
BAR_KINDS = ("advertising", "share", "follow", "views", "tools", "player")


def anywhere(page: PageLayout) -> Iterator[tuple[int, Verdict]]:
    """Yield what is chrome anywhere on a page, except the title, and the first line unless chrome follows it.

    What no person has written, as the name of a picture's file, is no title.
    """
    first_goes = 1 in page.rules or len(page.lines) == 1
    for index, rule in page.known.items():
        if rule.scope == ANYWHERE and index != page.title and (index or first_goes or rule.kind == "template"):
            yield index, Verdict(rule.kind, rule.shown)


def before_the_article(page: PageLayout) -> Iterator[tuple[int, Verdict]]:
    """Yield menus before the title, and menus and bars between it and the lead."""
    title, lead = page.title, page.body.start
    if title is None:
        return
    above, between = range(title), range(title + 1, lead)
    menu = reach(page, above, cost_in_menu, above=at_edge(page, above), below=AT_THE_TITLE)
    bar = reach(page, between, cost_in_menu, above=AT_THE_TITLE)
    start = list(takewhile(page.known.__contains__, above))
    gone = menu | bar | set(_menus_of_links(page, above)) | set(start if len(start) >= FEWEST_AT_THE_START else ())
    gone -= {title, *page.possible_titles, *_unknown_heads(page)}
    gone.difference_update(*specifications(page.lines, page.rules, lead))
    if _heads_the_document(page, gone):
        gone.discard(0)
    for index in range(lead):
        rule = page.known.get(index)
        if rule and (index in gone or (index > title and rule.kind in BAR_KINDS)):
            yield index, Verdict(rule.kind, f"{rule.shown} before the article")
        elif index in gone and index < title:
            yield index, IN_THE_MENU
        elif index in gone:
            yield index, BELOW_THE_TITLE


def _menus_of_links(page: PageLayout, within: range) -> Iterator[int]:
    """Yield the lines that are links by their markup and stand together, as in no article."""
    for is_menu, run in groupby(within, lambda index: index in page.links and index not in page.headings):
        links = list(run) if is_menu else []
        if len(links) >= FEWEST_LINKS_OF_A_MENU:
            yield from links


def _unknown_heads(page: PageLayout) -> Iterator[int]:
    """Yield unknown lines that belong to the title: the kicker above it, and datelines between it and the lead.

    A line marked as a heading and long enough for a title may be it.
    """
    title = page.title or 0
    for index in page.headings - page.listed - page.links - page.known.keys():
        if index < page.body.start and len(page.lines[index]) >= SHORTEST_HEADLINE:
            yield index
    for index in (title - 1, *range(title + 1, page.body.start)):
        if index not in page.known and index not in page.links and (index < title or is_dateline(page.lines[index])):
            yield index


def _heads_the_document(page: PageLayout, gone: set[int]) -> bool:
    """Check whether the first line is not one of a menu, but the document's own: a title, a letterhead."""
    first, rule = page.lines[0], page.known.get(0)
    if rule:
        return rule.kind == "footer" or 1 not in gone
    if page.title is not None and is_window_title(first, page.lines[page.title]):
        return False
    return first.count(" ") > MOST_SPACES_IN_A_LABEL or first.isupper()


def after_the_article(page: PageLayout) -> Iterator[tuple[int, Verdict]]:
    """Yield the chrome after the article, and what is listed in it."""
    if not page.body or not page.is_page:
        return
    below = range(page.body.stop, len(page.lines))
    found = reach(page, below, cost_after_article, below=at_edge(page, below))
    unknown = AMONG_CHROME
    for index in below:
        if index not in found:
            continue
        if rule := page.known.get(index):
            unknown = Verdict(rule.kind, f"below {rule.shown} after the article")
            yield index, Verdict(rule.kind, f"{rule.shown} after the article")
        else:
            yield index, unknown
    yield from _at_the_end(page, below)
    for index in below:
        if (known := page.known.get(index)) and (known.scope, known.kind) == (HEADING, "related"):
            yield from links_under(page, index, below)
    yield from _tags(page, below)


def _at_the_end(page: PageLayout, below: range) -> Iterator[tuple[int, Verdict]]:
    """Yield the known chrome that ends a document; one line alone only of a kind that articles do not end with.

    The fields of an address or a form end articles, too.
    """
    alone = len(page.known) == 1
    for index in reversed(below):
        rule = page.known.get(index)
        is_own = rule.scope == FIELD if rule else not (_is_beside(page, index) or is_dateline(page.lines[index]))
        if is_own:
            break
        if rule and not (alone and rule.kind == "footer"):
            yield index, Verdict(rule.kind, f"{rule.shown} after the article")


def _is_beside(page: PageLayout, index: int) -> bool:
    """Check whether a line is chrome next to other chrome, and no date or number, of which tables consist."""
    rule = page.rules.get(index)
    return rule is not None and rule.scope == BESIDE and rule.kind not in DATES_AND_NUMBERS


def _tags(page: PageLayout, below: range) -> Iterator[tuple[int, Verdict]]:
    """Yield tags without a heading: short lines above known chrome, most of which also occur in the article."""
    end = next((index for index in below if index in page.known), None)
    if end is None:
        return
    indexes: list[int] = []
    unknown: list[int] = []
    for index in range(end - 1, max(below.start, end - MAX_TAG_LINES) - 1, -1):
        if index not in page.rules:
            if not reads_like_a_tag(page.lines[index]):
                break
            unknown.append(index)
        indexes.append(index)
    if len(unknown) < FEWEST_TAGS:
        return
    found = in_the_article(page, unknown)
    tags = [index for index in indexes if found and index >= found[-1]]
    commas = any(page.lines[index] == "," for index in tags)
    introduced = tags and page.lines[tags[-1] - 1].endswith(":")
    if len(found) >= (FEWEST_TAGS if commas else FEWEST_TAGS + 1) and 2 * len(found) >= len(tags) and not introduced:
        for index in tags:
            yield index, Verdict("tags", "a list of words of the article, after it")


def reads_like_a_tag(line: str) -> bool:
    """Check whether a line is short enough for a tag, and has no sign or digit that tags do not have."""
    tag = line.strip(TAG_EDGES)
    return len(tag) <= LONGEST_TAG and re.fullmatch(TAG_PATTERN, tag) is not None


def in_the_article(page: PageLayout, indexes: Iterable[int]) -> list[int]:
    """Return the lines that occur in the article: as they are or, if they begin in lower case, each of their words."""
    words = {index: words_of(page.lines[index]) for index in indexes}
    text = "\n".join(_article(page))
    found = words_found(_article(page), set().union(*words.values()))
    lines = {index: page.lines[index].strip(TAG_EDGES) for index in words}
    return [i for i, line in lines.items() if line in text or (line[0].islower() and words[i] <= found)]


def _article(page: PageLayout) -> Iterator[str]:
    """Yield the title, or the first line if there is none, and the lines of the body."""
    yield from (page.lines[index] for index in (page.title or 0, *page.body))


def next_to_chrome(page: PageLayout, chrome: Chrome) -> Iterator[tuple[int, Verdict]]:
    """Yield what is chrome only next to other chrome: signs, times, counts; bare numbers only between chrome."""
    loose = {index for index, rule in page.rules.items() if rule.scope == BESIDE}
    for run in runs_of(sorted({*chrome, *loose})):
        if not any(index in chrome for index in run):
            continue
        while run and run[-1] not in chrome and page.rules[run[-1]].kind in DATES_AND_NUMBERS:
            run.pop()
        while run and run[0] not in chrome and page.rules[run[0]].kind in DATES_AND_NUMBERS:
            run.pop(0)
        for index in run:
            if index not in chrome:
                yield index, Verdict(page.rules[index].kind, f"{page.rules[index].shown} beside other chrome")
    yield from _tags_in_a_line(page, chrome)


def _tags_in_a_line(page: PageLayout, chrome: Chrome) -> Iterator[tuple[int, Verdict]]:
    """Yield lines of tags without signs between them.

    They stand between chrome below the article, repeat their first tag at the end, and say words of the article.
    """
    between = [above + 1 for above in chrome if above + 2 in chrome and above + 1 not in chrome]
    below = (index for index in between if index >= page.body.stop and len(page.lines[index]) <= LONGEST_TITLE)
    tags = {index: words_of(page.lines[index]) for index in below if TAGS_IN_A_LINE.fullmatch(page.lines[index])}
    if not tags:
        return
    said = words_found(_article(page), set().union(*tags.values()))
    for index, words in tags.items():
        if 2 * len(words & said) >= len(words):
            yield index, Verdict("tags", "words of the article, after it")
