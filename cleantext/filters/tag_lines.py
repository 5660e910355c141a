import re
from collections.abc import Iterator, Sequence

from cleantext.model import Hit
from cleantext.text.lines import is_blank
from cleantext.text.prose import around_the_prose, reads_like_prose

LABEL = r"(?:tags?|từ khóa|từ khoá|hashtags?|key ?words?)"
TAGGED = rf"(?i){LABEL}\s?:.*|#[^\s#][^#]*(?:\s#[^\s#][^#]*)*"
HEADING = rf"(?i){LABEL}(?: liên quan)?\s?:?"
FIRST = "#tTkKhH"
LONGEST = 40


def tag_lines(lines: Sequence[str]) -> Iterator[Hit]:
    """Remove lists of tags and keywords: "Từ khóa: gạo, lúa", "#lua #gao", and short lines under "Tags".

    A site's own words for finding the article, not its text. On a line of their own they go wherever they stand;
    under a heading after the last line of prose, short lines go down to the first that is none.

    **Leaves alone:** hashtags inside sentences; the heading "Từ khóa" between paragraphs.
    """
    after = set(around_the_prose(lines, before=0, after=len(lines)))
    listed = False
    for i, line in enumerate(lines):
        if is_blank(line):
            continue
        heading = i in after and re.fullmatch(HEADING, line) is not None
        listed = heading or (listed and len(line) <= LONGEST and not line.endswith((".", ":")))
        if listed or (line[0] in FIRST and re.fullmatch(TAGGED, line) and not reads_like_prose(line)):
            yield Hit(i, "tags: a list of keywords", "tags")
