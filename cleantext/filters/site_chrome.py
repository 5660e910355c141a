from collections.abc import Iterator, Sequence

from ..chrome import ANYWHERE, HEADING, LONGEST, rule_for
from ..lines import is_blank, reads_like_a_link, reads_like_prose
from ..model import Hit


def site_chrome(lines: Sequence[str]) -> Iterator[Hit]:
    """Remove lines of the page around the article: menus, share bars, comment boxes, related news, footers.

    A scrape takes them along with the article. A line goes when the whole of it is a known phrase or
    pattern (`cleantext/chrome/`), whatever its case, punctuation or count: "Bình luận (12)". What an article too
    may say, such as "Mới nhất" or "Video", goes only before the first or after the last line of prose;
    under a heading such as "Tin liên quan" after the last line of prose, the headlines go with it, up to the first
    line that is none.

    **Leaves alone:** the same words inside a line, in dialogue ("- Thích!"), and as subheadings between
    paragraphs; the title, where nothing else could be it; and every doubtful line of a document
    without prose, where nothing tells the edges from the middle.
    """
    known = {i: rule for i, line in enumerate(lines) if 0 < len(line) <= LONGEST and (rule := rule_for(line))}
    if not known:
        return
    prose = [i for i, line in enumerate(lines) if i not in known and reads_like_prose(line)]
    first, last = (prose[0], prose[-1]) if prose else (-1, len(lines))
    titled = any(i not in known and not is_blank(lines[i]) for i in range(first))
    heading = ""
    for i, line in enumerate(lines):
        rule = known.get(i)
        at_edge = i > last or (titled and i < first)
        if rule is not None and (rule.place == ANYWHERE or at_edge):
            where = "" if rule.place == ANYWHERE else " after the article" if i > last else " before the article"
            yield Hit(i, f"{rule.kind}: “{rule.words}”{where}", rule.kind)
            heading = rule.words if i > last and rule.place == HEADING else heading
        elif heading and reads_like_a_link(line):
            yield Hit(i, f"related: listed under “{heading}”", "related")
        elif not is_blank(line):
            heading = ""  # whatever this is, the list has ended
