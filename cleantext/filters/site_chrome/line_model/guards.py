"""Keep lines from being judged that may be a part of the article, or of which too little is known."""

import re
from collections.abc import Collection, Iterator

from cleantext.filters.site_chrome.evidence import is_of_a_text
from cleantext.filters.site_chrome.layout import PageLayout
from cleantext.filters.site_chrome.rules import BESIDE
from cleantext.filters.site_chrome.titles import NEAR_THE_LEAD, SHORTEST_HEADLINE, is_dateline
from cleantext.text.prose import DATE, SHORTEST_SENTENCE, reads_like_a_title

from .fitted import LEAST_SCORE
from .surroundings import SHORTEST_PARAGRAPH, Neighbourhood
from .words import LONGEST_LINE

LEAST_OF_PROSE, LEAST_BETWEEN_PARAGRAPHS = 1.0, 3.0  # scores of the words of chrome there
LEAST_WITHOUT_ARTICLE = 1.0  # score of words of chrome where there is hardly an article
LONGEST_WITHOUT_RULES, SHARE_WITH_RULES = 20, 0.05  # lines of a run of which rules remove next to nothing, and how few
LEAST_OF_A_RUN = 0.0  # mean score of the words of such a run
SHARE_OF_OWN = 0.7  # of the words of such a run, those that the article says, if it is the article's: contents, facts
SHORTEST_ENTRY = 40  # characters of a headline on a page without an article
FEWEST_ABOVE_THE_TITLE = 5  # lines of a page whose first line may be of a menu
LEAST_AROUND = -1.0  # mean of the ten lines above or below; where both are less, the trees find no chrome
BYLINE = re.compile(  # begins a line that says who wrote the article, and when
    r"(?i)(?:người |được |)"
    r"(?:đăng|viết|gửi|soạn|dịch|thực hiện|tác giả|nguồn|theo|bài|tin|ảnh|biên tập|pv|phóng viên)\b[^:]{0,20}:"
    r"|(?:posted|written) (?:on|by) "
)
TIME = r"\d{1,2}[:h]\d\d(?::\d\d)?"
DATE_ALONE = re.compile(  # "(30.05.2019 12:03)"
    rf"(?i)\W*(?:{TIME})?\W*(?:thứ [^\W_]+|chủ nhật)?\W*(?:ngày )?{DATE}\W*(?:{TIME}\W*)?"
)
TO_A_FILE = re.compile(r"(?i)\W*(?:xem (?:chi tiết|toàn văn|file)|tải (?:về|xuống)|(?:file|tệp|tập tin) đính kèm)\b")
A_FILE = re.compile(r"(?i).*[.(\[](?:pdf|docx?|xlsx?|pptx?|zip|rar)\W*")  # "Đơn đăng ký (docx)"
NUMBER_ALONE = re.compile(r"\d{1,2}[.)]")


def may_be_judged(neighbourhood: Neighbourhood, own: Collection[int]) -> Iterator[int]:
    """Yield the lines of which the trees may be asked."""
    yield from (index for index in candidates(neighbourhood, own) if not _has_little_support(neighbourhood, index))


def candidates(neighbourhood: Neighbourhood, own: Collection[int]) -> Iterator[int]:
    """Yield the lines that may be judged: none of `own`, nor what reads or stands like a part of the article."""
    page, scores = neighbourhood.page, neighbourhood.scores
    kept = {page.title, *own, *_bylines(page), *_titles_near_the_text(neighbourhood)}
    if (page.title or 0) < FEWEST_ABOVE_THE_TITLE or not neighbourhood.has_article:
        kept.add(0)
    kept |= {index for index in page.headings if page.is_prose(index + 1)}
    kept |= page.structure.in_rows | page.structure.in_sentences
    for index, line in enumerate(page.lines):
        if index in kept or neighbourhood.is_gone[index] or len(line) > LONGEST_LINE:
            continue
        if (line[0].islower() and len(line) >= SHORTEST_PARAGRAPH) or A_FILE.fullmatch(line):
            continue  # a part of a sentence that was broken over lines; what is attached to the article
        if index in page.rules and index not in page.known and page.rules[index].scope != BESIDE:
            continue  # a label of the article's, or what it lists
        if page.prose[index]:
            least = LEAST_OF_PROSE
        elif neighbourhood.is_between_paragraphs(index):
            least = LEAST_BETWEEN_PARAGRAPHS
        else:
            least = LEAST_SCORE
        if scores[index] >= least and not is_of_a_text(page, index):
            yield index


def _titles_near_the_text(neighbourhood: Neighbourhood) -> Iterator[int]:
    """Yield what may be the title near the first paragraph, where another line was taken for it."""
    page = neighbourhood.page
    near = range(max(page.body.start - NEAR_THE_LEAD, 0), page.body.start)
    yield from page.possible_titles.intersection(near)
    for index in reversed(near):
        line = page.lines[index]
        if len(line) >= SHORTEST_HEADLINE and reads_like_a_title(line) and not neighbourhood.is_gone[index]:
            yield index
            return


def _bylines(page: PageLayout) -> Iterator[int]:
    """Yield the lines between title and lead that say when the article was written, and by whom."""
    for index in range(0 if page.title is None else page.title + 1, page.body.start):
        if is_dateline(page.lines[index]) or BYLINE.match(page.lines[index]):
            yield index


def _has_little_support(neighbourhood: Neighbourhood, index: int) -> bool:
    """Check whether too little says that a line is chrome.

    The page has hardly an article, or rules know nothing of the list that the line is in, or nothing around it reads
    like chrome. Numbers may be anything: they go only between lines that read like chrome.
    """
    score = neighbourhood.scores[index]
    if score < LEAST_BETWEEN_PARAGRAPHS and neighbourhood.some_most(index) < LEAST_AROUND:
        return True  # the trees would leave it, too: this saves asking
    if not neighbourhood.has_article and (score < LEAST_WITHOUT_ARTICLE or _is_own_entry(neighbourhood, index)):
        return True
    if not any(map(str.isalpha, neighbourhood.page.lines[index])):
        return not neighbourhood.is_between_words_of_chrome(index)
    run, share_removed = neighbourhood.run(index)
    if index in neighbourhood.page.body and not share_removed and score < LEAST_BETWEEN_PARAGRAPHS:
        return True
    is_unknown = run > LONGEST_WITHOUT_RULES and share_removed < SHARE_WITH_RULES
    return is_unknown and (
        neighbourhood.score_of_run(index) < LEAST_OF_A_RUN or neighbourhood.share_of_run(index) >= SHARE_OF_OWN
    )


def _is_own_entry(neighbourhood: Neighbourhood, index: int) -> bool:
    """Check whether a line is prose, heads a paragraph, or has a date, a number or a file, as titles and entries do.

    The date stands up to two lines below, for the heading of a list stands above its first entry. A long headline is an
    entry, too, unless its own words are of chrome.
    """
    page, line = neighbourhood.page, neighbourhood.page.lines[index]
    has_words = neighbourhood.scores[index] >= LEAST_BETWEEN_PARAGRAPHS
    if len(line) >= SHORTEST_ENTRY and reads_like_a_title(line) and not has_words:
        return True
    heads_prose = page.is_prose(index + 1) and not neighbourhood.is_gone[index + 1]
    above, below = page.lines[max(index - 1, 0) : index], page.lines[index + 1 : index + 3]
    if page.prose[index] or heads_prose or any(map(DATE_ALONE.fullmatch, below)):
        return True
    if any(map(NUMBER_ALONE.fullmatch, above)) or any(map(TO_A_FILE.match, below[:1])):
        return True
    return len(line) >= SHORTEST_SENTENCE and any(map(DATE_ALONE.fullmatch, above))
