import re
from collections.abc import Iterator, Sequence

from cleantext.model import Hit
from cleantext.text.lines import is_blank
from cleantext.text.prose import indexes_around_prose, reads_like_prose

TAG_LABEL = r"(?:tags?|từ khóa|từ khoá|hashtags?|key ?words?)"
TAGGED = rf"(?i){TAG_LABEL}\s?:.*|#[^\s#][^#]*(?:\s#[^\s#][^#]*)*"
HEADING = rf"(?i){TAG_LABEL}(?: liên quan)?\s?:?"
FIRST_CHARACTERS = "#tTkKhH"  # of what TAGGED matches
LONGEST_TAG = 40  # characters


def tag_lines(lines: Sequence[str]) -> Iterator[Hit]:
    """Remove lists of tags and keywords: "Từ khóa: gạo, lúa", "#lua #gao", and short lines under "Tags".

    A site's own words for finding the article, not its text. On a line of their own they go wherever they stand;
    under a heading after the last line of prose, short lines go down to the first that is none.

    **Leaves alone:** hashtags inside sentences; the heading "Từ khóa" between paragraphs.
    """
    after = set(indexes_around_prose(lines, before=0, after=len(lines)))
    listed = False
    for i, line in enumerate(lines):
        if is_blank(line):
            continue
        heading = i in after and re.fullmatch(HEADING, line) is not None
        listed = heading or (listed and len(line) <= LONGEST_TAG and not line.endswith((".", ":")))
        if listed or (line[0] in FIRST_CHARACTERS and re.fullmatch(TAGGED, line) and not reads_like_prose(line)):
            yield Hit(i, "tags: a list of keywords", "tags")
