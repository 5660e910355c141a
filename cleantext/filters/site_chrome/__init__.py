from collections.abc import Callable, Iterator, Sequence

from cleantext.model import Hit
from cleantext.text.lines import Lines

from .matched_lines import rules_by_index
from .rules import BESIDE, OWN, Chrome, Verdict
from .teasers import without_rule


def site_chrome(lines: Sequence[str], *, keeps: Callable[[str], object] | None = None) -> Iterator[Hit]:
    """Remove lines of the page around the article: menus, share bars, comment boxes, related news, footers.

    A scrape takes them along with the article. A line is known when the whole of it is a phrase or pattern of
    `cleantext/filters/site_chrome/`, whatever its case, punctuation or count: "Bình luận (12)". The article is where
    prose outweighs known chrome; its title, the line before it that says most of what it says. What no article says
    goes wherever it stands; what an article may say, as "Mới nhất" or "Video", goes only around the article. There,
    unknown lines between known ones go, too, menus before the title, headlines, dates and comments after the article,
    as far as the evidence of the known ones reaches. Boxes go with the headlines under their heading, tables of
    contents, polls, players. Lines of which `keeps` is true (`--keep`) meet no rule.

    **Leaves alone:** the same words inside a line, in dialogue ("- Thích!"), in quotes, in sentences that were broken
    over lines, in programmes, as subheadings between sentences, and as buttons that the article lists; the title, and
    what stands in capitals above it; what no known chrome surrounds; official documents, laws, forms and tables, but
    for lines to share, follow, subscribe, comment or move about the page, advertising and footers; a document without
    prose, but for what no article says.
    """
    lines = Lines.of(lines)
    texts = lines.nonblank
    rules = rules_by_index(texts, keeps)
    chrome: Chrome = dict(without_rule(texts, rules))
    if not chrome and all(rule.scope in (BESIDE, OWN) for rule in rules.values()):
        return
    from .boxes import boxes  # the rest is for pages; to import it takes time, which a line by itself need not pay
    from .layout import PageLayout
    from .regions import after_the_article, anywhere, before_the_article, next_to_chrome

    page = PageLayout(lines, rules)
    if not page.known and not chrome:
        return
    shared: dict[Verdict, Verdict] = {}  # thousands of lines go for the same reason
    for region in (anywhere, before_the_article, boxes, after_the_article):
        for index, verdict in region(page):
            chrome.setdefault(index, shared.setdefault(verdict, verdict))
    if not chrome:
        return
    chrome.update(next_to_chrome(page, chrome))
    indexes = lines.nonblank_indexes
    for index in sorted(chrome.keys() - page.protected()):
        kind, reason = chrome[index]
        yield Hit(indexes[index], f"{kind}: {reason}", kind)
