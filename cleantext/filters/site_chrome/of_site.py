"""Find the chrome that is known from the other pages of a site (see `cleantext.learn`), and from no phrase or pattern.

A line that stands on many pages of a site may still be an article's own on one of them: its title where it is a
headline in a box on all others, or a subheading. So it goes only around the article, and in boxes set into it.
"""

from collections.abc import Collection, Iterator
from itertools import takewhile

from .layout import PageLayout
from .rules import Chrome, Verdict

FEWEST_IN_A_ROW = 3  # known lines
BETWEEN_CHROME = Verdict("number", "signs and numbers between other chrome")


def chrome_of_site(page: PageLayout, own: Collection[int]) -> Iterator[tuple[int, Verdict]]:
    """Yield the lines of the site's chrome, but for those that are the article's own."""
    for index, rule in page.known.items():
        if rule.line and index not in own:
            yield index, Verdict("profile", rule.line.why)


def own_lines(page: PageLayout) -> set[int]:
    """Return the lines of the site's chrome that are the article's own here.

    They are its title, and those with few known lines beside them among its paragraphs, or above it where no title is.
    """
    own = {page.title, *page.possible_titles}
    return {
        index
        for index, rule in page.known.items()
        if rule.line and (index in own or (_may_be_own(page, index) and _stands_alone(page, index)))
    }


def _may_be_own(page: PageLayout, index: int) -> bool:
    """Check whether a line may be the article's own where it stands: among its paragraphs, or as its title.

    It is no title where it is the first line as on the site's other pages.
    """
    if index in page.body:
        return True
    line = page.known[index].line
    is_head = index == 0 or (page.title is None and index < page.body.start)
    return is_head and not (index == 0 and line and line.is_first)


def _stands_alone(page: PageLayout, index: int) -> bool:
    """Check whether fewer than FEWEST_IN_A_ROW known lines follow one another where a line stands."""
    above = sum(1 for _ in takewhile(page.known.__contains__, range(index - 1, index - FEWEST_IN_A_ROW, -1)))
    below = sum(1 for _ in takewhile(page.known.__contains__, range(index + 1, index + FEWEST_IN_A_ROW)))
    return above + 1 + below < FEWEST_IN_A_ROW


def signs_between(page: PageLayout, chrome: Chrome) -> Iterator[tuple[int, Verdict]]:
    """Yield the lines without letters that chrome surrounds: rulers, bars, the digits of a counter."""
    signs: list[int] = []
    for index, line in enumerate(page.lines):
        if index in chrome:
            yield from ((sign, BETWEEN_CHROME) for sign in signs)
            signs = []
        elif any(map(str.isalpha, line)):
            signs = []
        elif signs or index - 1 in chrome:
            signs.append(index)
    yield from ((sign, BETWEEN_CHROME) for sign in signs)
