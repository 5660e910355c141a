from collections.abc import Iterator, Sequence

from ..chrome import ANYWHERE, HEADING, LONGEST, rule_for
from ..lines import reads_like_prose
from ..model import Hit


def site_chrome(lines: Sequence[str]) -> Iterator[Hit]:
    """Remove lines of the page around the article: menus, share bars, comment boxes, related news, footers.

    A scrape takes them along with the article. A line goes when the whole of it is a known phrase or
    pattern (`cleantext/chrome/`), whatever its case, punctuation or count: "Bình luận (12)". What an article too
    may say, such as "Mới nhất" or "Video", goes only before the first or after the last line of prose;
    under a heading such as "Tin liên quan" after the last line of prose, the headlines go with it.

    **Leaves alone:** the same words inside a line; subheadings and rubrics between paragraphs; and every
    doubtful line of a document without prose, where nothing tells the edges from the middle.
    """
    known = {i: rule for i, line in enumerate(lines) if 0 < len(line) <= LONGEST and (rule := rule_for(line))}
    if not known:
        return
    prose = [i for i, line in enumerate(lines) if reads_like_prose(line) and i not in known]
    first, last = (prose[0], prose[-1]) if prose else (-1, len(lines))
    heading = ""
    for i in range(len(lines)):
        rule = known.get(i)
        if rule is not None and (rule.place == ANYWHERE or not first < i < last):
            where = "" if rule.place == ANYWHERE else " before the article" if i <= first else " after the article"
            yield Hit(i, f"{rule.kind}: “{rule.words}”{where}", rule.kind)
            if i > last and rule.place == HEADING:
                heading = rule.words
        elif heading and lines[i]:
            yield Hit(i, f"related: listed under “{heading}”", "related")
