"""Find what extractors leave in an article and below it when they have cut it out of its page.

Few lines of chrome are left there, and no menu tells what they are, so that each of these rules is certain by itself.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from cleantext.text.lines import runs_of
from cleantext.text.prose import reads_like_a_title

from .layout import DATES_AND_NUMBERS, PageLayout
from .regions import in_the_article, reads_like_a_tag
from .rules import EDGE, FIELD, HEADING, Verdict
from .titles import is_dateline

AGE, FOLLOWERS, FORM = "time since publication", "followers", "form of comments"  # names of patterns
LONGEST_FIELD = 24  # characters of the name of a field that must be filled in: “Tên *”
FORM_KINDS = frozenset({"comments", "share", "account"})
LABELS = frozenset({"tools", "player", "template", "rating", "account", "toc"})  # of what may head a text
FEWEST_SHARES = 4  # lines, of which one does it, and others name where
NAMES_A_NETWORK = re.compile(r"(?i)(?:facebook|zalo|twitter|x|linkedin|pinterest|youtube|tiktok|instagram|threads)\W*")
BUTTONS_TO_READ = frozenset({"Xem thêm", "Đọc thêm", "Xem tiếp", "Đọc tiếp", "Read more"})
SHORTEST_TITLE, LONGEST_TITLE = 10, 120  # characters, under “Xem thêm:”
MOST_STORIES = 12  # lines under a heading at the end
NAME_OF_TAGS = re.compile(r"(?i)tag|từ kh(?:óa|oá)")
LONGEST_NAME = 60  # characters of a page that is followed
AGE_IN = re.compile(r"(\d{1,2}) (giây|phút|giờ|tiếng|ngày|tuần|tháng|năm) trước( \d{1,2}:\d{2})?")
MINUTES = {"giây": 0, "phút": 1, "giờ": 60, "tiếng": 60, "ngày": 1440, "tuần": 10080, "tháng": 43200, "năm": 525600}
FEWEST_AGES, FEWEST_AGES_WITH_A_CLOCK, LINES_OF_A_TEASER = 3, 2, 2
CLOCK = re.compile(r"\d{1,2}:\d{2}")


def around_an_extract(page: PageLayout) -> Iterator[tuple[int, Verdict]]:
    """Yield forms and bars, buttons in the text, and titles, tags, dates and labels that end a document."""
    if not page.body:
        return
    yield from _labels_of_nothing(page)
    yield from _share_bars(page)
    yield from _forms_of_comments(page)
    for index, rule in page.rules.items():
        if rule.scope == HEADING and rule.kind == "related":
            if rule.name in BUTTONS_TO_READ:
                yield from _button_to_read(page, index)
            if index >= page.body.stop:
                yield from _listed_to_the_end(page, index)
        elif rule.scope == HEADING and rule.kind == "tags" and index >= page.body.stop:
            yield from _tags_to_the_end(page, index)
        elif rule.name == FOLLOWERS and index - 1 >= page.body.stop and _is_name(page, index - 1):
            yield index - 1, Verdict("follow", "a name, with the number of its followers below it")
            yield index, Verdict("follow", f"{rule.shown} after the article")
    yield from _stories_with_ages(page)
    yield from _dates_below_chrome(page)


def _labels_of_nothing(page: PageLayout) -> Iterator[tuple[int, Verdict]]:
    """Yield known labels between the last paragraph and the end of a document: they head nothing."""
    below = range(page.body.stop, len(page.lines))
    if not all(index in page.known for index in below):
        return
    rules = [page.known[index] for index in below]
    if all(rule.scope in (EDGE, HEADING) and rule.kind in LABELS for rule in rules):
        for index, rule in zip(below, rules, strict=True):
            yield index, Verdict(rule.kind, f"{rule.shown} at the end, with nothing below it")


def _share_bars(page: PageLayout) -> Iterator[tuple[int, Verdict]]:
    """Yield runs of lines to share, one of which says so and others where."""
    shares = [index for index, rule in page.rules.items() if rule.kind == "share"]
    for run in runs_of(shares):
        networks = sum(NAMES_A_NETWORK.fullmatch(page.lines[index]) is not None for index in run)
        if len(run) >= FEWEST_SHARES and 2 <= networks < len(run) and any(index in page.known for index in run):
            for index in run:
                yield index, Verdict("share", "in a bar of lines to share")


def _forms_of_comments(page: PageLayout) -> Iterator[tuple[int, Verdict]]:
    """Yield the fields around what only a form of comments says, or below its heading: “Trả lời”, “Tên *”, “Gửi”."""
    if all(rule.kind != "comments" for rule in page.rules.values()):
        return
    fields = [index for index, line in enumerate(page.lines) if _is_field(page, index, line)]
    for run in runs_of(fields):
        rules = [page.rules[index] for index in run if index in page.rules]
        heading = page.known.get(run[0])
        ends_it = run[0] >= page.body.stop and run[-1] == len(page.lines) - 1
        is_headed = ends_it and heading is not None and heading.kind == "comments" and heading.scope != FIELD
        if is_headed or any(rule.name == FORM for rule in rules):
            for index in run:
                yield index, Verdict("comments", "in a form of comments")


def _is_field(page: PageLayout, index: int, line: str) -> bool:
    rule = page.rules.get(index)
    if rule is None:
        return line.endswith("*") and len(line) <= LONGEST_FIELD
    return rule.kind in FORM_KINDS and rule.scope != HEADING


def _button_to_read(page: PageLayout, index: int) -> Iterator[tuple[int, Verdict]]:
    """Yield “Xem thêm” as a button below paragraphs; with a colon, and the title below it, however short."""
    rule, below = page.rules[index], index + 1
    if not page.lines[index].endswith(":"):
        if page.is_prose(index - 1) and _times(page, rule.name) > 1:  # once, it may head a part of an encyclopedia
            yield index, Verdict("related", f"{rule.shown} below paragraphs, more than once")
    elif page.is_prose(index - 1) and below + 1 < len(page.lines) and below not in page.rules and not page.prose[below]:
        title = page.lines[below]
        if SHORTEST_TITLE <= len(title) <= LONGEST_TITLE and title[0].isupper() and title[-1] not in ".,:;":
            yield index, Verdict("related", f"{rule.shown} with a title under it")
            yield below, Verdict("related", f"listed under {rule.shown}")


def _times(page: PageLayout, name: str) -> int:
    return sum(rule.name == name for rule in page.rules.values())


def _listed_to_the_end(page: PageLayout, index: int) -> Iterator[tuple[int, Verdict]]:
    """Yield a heading of other stories below the article, and the few titles under it that end the document."""
    below = range(index + 1, len(page.lines))
    if index not in page.known or not 0 < len(below) <= MOST_STORIES or not all(_is_story(page, i) for i in below):
        return
    heading = page.rules[index].shown
    yield index, Verdict("related", f"{heading} with titles under it, at the end")
    for other in below:
        yield other, Verdict("related", f"listed under {heading}, at the end")


def _tags_to_the_end(page: PageLayout, index: int) -> Iterator[tuple[int, Verdict]]:
    """Yield a heading of tags below the article, and the tags under it that end the document.

    “Chủ đề” heads the themes of a contest or an exam, too: then they must be words of the article.
    """
    below = [other for other in range(index + 1, len(page.lines)) if page.rules.get(other) != page.rules[index]]
    if not 0 < len(below) <= MOST_STORIES:
        return
    if not all(other not in page.rules and reads_like_a_tag(page.lines[other]) for other in below):
        return
    if NAME_OF_TAGS.search(page.lines[index]) or 2 * len(in_the_article(page, below)) >= len(below):
        for other in (index, *below):
            yield other, Verdict("tags", f"{page.rules[index].shown} and what is under it, at the end")


def _is_story(page: PageLayout, index: int) -> bool:
    """Check whether a line is the title of another story, or a date below one."""
    if rule := page.rules.get(index):
        return rule.kind in DATES_AND_NUMBERS
    line = page.lines[index].removeprefix("•").lstrip()
    if is_dateline(line):
        return True
    return not page.prose[index] and line[:1].isupper() and reads_like_a_title(line) and "|" not in line


def _is_name(page: PageLayout, index: int) -> bool:
    return index not in page.rules and not page.prose[index] and len(page.lines[index]) <= LONGEST_NAME


def _stories_with_ages(page: PageLayout) -> Iterator[tuple[int, Verdict]]:
    """Yield other stories that end a document, each below a time ago, the latest first: “24 phút trước 11:53”."""
    ages = [index for index, rule in page.rules.items() if rule.name == AGE]
    start = len(ages)
    end = len(page.lines)
    while start and 1 < end - ages[start - 1] <= LINES_OF_A_TEASER + 1:
        start -= 1
        end = ages[start]
    times = [found for index in ages[start:] if (found := AGE_IN.search(page.lines[index].casefold()))]
    minutes = [int(found[1]) * MINUTES[found[2]] for found in times]
    fewest = FEWEST_AGES_WITH_A_CLOCK if times and all(found[3] for found in times) else FEWEST_AGES
    if len(times) < fewest or any(later < earlier for earlier, later in pairwise(minutes)) or end <= 1:
        return
    for index in range(end, len(page.lines)):
        yield index, Verdict("related", "other stories, each below its age, at the end")


def _dates_below_chrome(page: PageLayout) -> Iterator[tuple[int, Verdict]]:
    """Yield datelines with a time of day that end a document below lines of the page."""
    start = len(page.lines)
    while start and start - 1 not in page.rules and is_dateline(page.lines[start - 1]):
        start -= 1
    above = page.known.get(start - 1)
    if above and start > page.body.stop and above.scope != FIELD and above.kind != "date":
        for index in range(start, len(page.lines)):
            if CLOCK.search(page.lines[index]):
                yield index, Verdict("date", f"a date below {above.shown}")
