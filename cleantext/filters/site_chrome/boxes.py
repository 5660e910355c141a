"""Find boxes set into an article, and lists of links below it: related news, tags, polls, tables of contents."""

from collections.abc import Iterator

from .layout import PageLayout
from .matched_lines import LONGEST_LABEL
from .rules import BESIDE, EDGE, HEADING, Verdict

LONGEST_SUBHEADING, LONGEST_TAG = 60, 30  # characters
MAX_LINKS_IN_A_BOX = 5
CERTAIN = 0.5  # that this is a page with site chrome, for what is chrome only there
MAX_ANSWERS = 6  # of a poll
MAX_ENTRIES = 100  # of a table of contents
COUNTED_VOTES = "count of votes"  # "214 lượt bình chọn"
POLL_BUTTONS = ("Biểu quyết", "Bình chọn", "Xem kết quả", "Gửi bình chọn", "Xem kết quả bình chọn", COUNTED_VOTES)


def boxes(page: PageLayout) -> Iterator[tuple[int, Verdict]]:
    """Yield the lines of boxes set into the article: related news, tags, a poll, a table of contents."""
    for index in page.body:
        rule = page.known.get(index)
        if rule is None:
            continue
        if rule.scope == HEADING and rule.kind == "related":
            yield from links_under(page, index, page.body)
        elif (
            rule.scope == HEADING
            and rule.kind == "tags"
            and page.certainty >= CERTAIN
            and page.lines[index].endswith(":")
        ):
            yield from _tag_list(page, index)
        elif rule.scope == EDGE and page.certainty >= CERTAIN and rule.kind == "advertising":
            yield index, Verdict(rule.kind, f"{rule.shown} on a page with chrome")
    for index, rule in page.known.items():
        if rule.kind == "rating" and page.body:
            yield from _poll(page, index)
        elif rule.kind == "toc" and index < page.body.stop:
            yield from _table_of_contents(page, index)


def links_under(page: PageLayout, index: int, within: range) -> Iterator[tuple[int, Verdict]]:
    """Yield a heading of related news and the headlines under it.

    A short last headline right above prose is left out: it may be a subheading of the article.
    """
    bulleted = index + 1 in within and page.lines[index + 1].startswith("•")
    end = index + 1
    while end in within and end - index <= MAX_LINKS_IN_A_BOX and page.is_link(end):
        if bulleted and not page.lines[end].startswith("•"):
            break
        end += 1
    if not bulleted and end - index > 2 and end in within and page.prose[end]:
        end -= len(page.lines[end - 1]) < LONGEST_SUBHEADING
    if end - index < 2 or (within is page.body and end not in within):
        return
    heading = page.known[index].shown
    yield index, Verdict("related", f"{heading} with links under it")
    for link in range(index + 1, end):
        yield link, Verdict("related", f"listed under {heading}")


def _tag_list(page: PageLayout, index: int) -> Iterator[tuple[int, Verdict]]:
    """Yield a heading such as "Từ khóa:" and the short lines under it, if prose follows them."""
    end = index + 1
    while end in page.body and end - index <= MAX_LINKS_IN_A_BOX and len(page.lines[end]) <= LONGEST_TAG:
        end += 1
    if 1 < end - index <= MAX_LINKS_IN_A_BOX and end in page.body and page.prose[end]:
        for tag in range(index, end):
            yield tag, Verdict("tags", f"{page.known[index].shown} and what is under it, on a page with chrome")


def _poll(page: PageLayout, index: int) -> Iterator[tuple[int, Verdict]]:
    """Yield the lines of a poll, from its question down to its button at `index`."""
    rule = page.known[index]
    if rule.name not in POLL_BUTTONS or (rule.name != COUNTED_VOTES and page.certainty < CERTAIN):
        return  # a vote at a meeting
    for start in range(index - 1, max(index - 1 - MAX_ANSWERS, -1), -1):
        line = page.lines[start]
        if line.endswith("?"):
            yield from ((p, Verdict("rating", f"a poll, down to {rule.shown}")) for p in range(start, index + 1))
            return
        if len(line) > LONGEST_LABEL or page.prose[start] or ":" in line or "%" in line:
            return


def _table_of_contents(page: PageLayout, index: int) -> Iterator[tuple[int, Verdict]]:
    """Yield a table of contents: its heading, and the entries, each of which is a heading again further down."""
    entries = []
    for entry in range(index + 1, min(index + MAX_ENTRIES, len(page.lines))):
        rule = page.rules.get(entry)
        if rule is None or rule.scope != BESIDE:
            if not page.repeats_below(entry):
                break
            entries.append(entry)
    if len(entries) > 1:
        yield index, Verdict("toc", "a table of contents")
        for entry in entries:
            yield entry, Verdict("toc", "in a table of contents")
