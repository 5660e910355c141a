from collections.abc import Callable, Iterator, Sequence

from cleantext.model import Hit
from cleantext.text.lines import Lines
from cleantext.text.said import said_by

from .matched_lines import rules_by_index
from .rules import BESIDE, LONGEST_PAGE, OWN, SHORT_LINES_OF_MENUS, Chrome, OfSite
from .teasers import without_rule

LONGEST_OF_A_MENU = 40  # characters of a line
ONLY_BESIDE_CHROME = (BESIDE, OWN)  # scopes


def site_chrome(
    lines: Sequence[str],
    *,
    keeps: Callable[[str], object] | None = None,
    of_site: OfSite | None = None,
    strict: bool = False,
) -> Iterator[Hit]:
    """Remove lines of the page around the article: menus, share bars, comment boxes, related news, footers.

    A scrape takes them along with the article. A line is known when the whole of it is a phrase or pattern of
    `cleantext/filters/site_chrome/`, whatever its case, punctuation or count: "Bình luận (12)". The article is where
    prose outweighs known chrome; its title, the line before it that says most of what it says. What no article says
    goes wherever it stands; what an article may say, as "Mới nhất" or "Video", goes only around the article. There,
    unknown lines between known ones go, too, menus before the title, headlines, dates and comments after the article,
    as far as the evidence of the known ones reaches. Boxes go with the headlines under their heading, tables of
    contents, polls, players. Of what extractors leave where no such lines are around, that goes which is certain by its
    words or by a small structure, as a form for comments or a publisher's block. Lines that a user keeps (`--keep`,
    `keep` of a profile) meet no rule. Lines that a profile has as `chrome` are the site's, and known as such around the
    article and in boxes set into it.

    Pages come as Markdown, too, and as lynx and other converters write them: a line is judged by what it says, without
    marks of lists and headings, addresses of links, bars around a cell, buttons. Four links or more that stand together
    above the title are a menu. What a crawler wrote above the text goes ("**Crawled:** 2026-06-08"), lines of a comma
    or full stop alone, and beside chrome those that say nothing: rulers, empty marks, pictures with chrome around them.

    Last, a model judges the lines that no rule knows: one goes if its words and its place make it likely that it is
    chrome, and the reason says why: "likely: words of chrome: “giỏ hàng”; below the last paragraph". Weights fitted to
    pages and articles with every line judged say how likely. With `strict` (`--strict`), only those go of which the
    model is almost certain: fewer real lines are at risk, and more chrome stays.

    **Leaves alone:** the same words inside a line, in dialogue ("- Thích!"), in quotes, in sentences that were broken
    over lines, in programmes, as subheadings between sentences, and as buttons that the article lists; the title, and
    what stands in capitals above it; headings, links and pictures of the article, and rulers between its parts; what
    neither known chrome nor lines that read like chrome surround; boxes of facts, tables with a line for each cell,
    lists of telephone numbers, live reports; official documents, laws, forms and tables, but for lines to share,
    follow, subscribe, comment or move about the page, advertising and footers; a document without prose, but for what
    no article says and what reads like chrome.
    """
    lines = Lines.of(lines)
    said = said_by(lines)
    texts = said.lines.nonblank
    rules = rules_by_index(texts, said, of_site)
    if keeps:
        rules = {index: rule for index, rule in rules.items() if not keeps(lines[said.lines.nonblank_indexes[index]])}
    chrome: Chrome = dict(without_rule(texts, rules))
    is_known = any(rule.scope not in ONLY_BESIDE_CHROME for rule in rules.values())
    if not (is_known or chrome or said.by_the_crawler or said.links or _has_many_short_lines(texts)):
        return
    from .page import chrome_of_page  # the rest is for pages; to import it takes time, which a line need not pay

    gone = chrome_of_page(lines, said, rules, chrome, strict=strict)
    reasons = {verdict: f"{verdict.kind}: {verdict.reason}" for verdict in set(gone.values())}  # few for many lines
    for index in sorted(gone):
        yield Hit(index, reasons[gone[index]], gone[index].kind)


def _has_many_short_lines(texts: Sequence[str]) -> bool:
    """Check whether there are as many short lines as in the menus of a page, of which rules need not know one."""
    if not SHORT_LINES_OF_MENUS <= len(texts) <= LONGEST_PAGE:
        return False
    return len({text for text in texts if len(text) <= LONGEST_OF_A_MENU}) >= SHORT_LINES_OF_MENUS
