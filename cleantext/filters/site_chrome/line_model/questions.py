"""What the trees ask about a line, and the reasons that are told of their answers."""

from typing import NamedTuple


class Surroundings(NamedTuple):
    """What the trees ask about a line; shares and means are from 0 to 1, and of how much lines are like chrome.

    "Around" is up to four lines above and below, and the line itself. A run is the lines between two paragraphs.
    """

    score: float  # of the line's words
    length: int  # characters
    begins_with_sign: bool
    is_upper: bool
    has_rule: bool
    share_of_article: float  # of its words, those that the article says
    like_above: float  # of the line above
    like_below: float
    few_above: float  # mean of the four lines above
    few_below: float
    few_least: float  # the lesser of both
    some_above: float  # mean of ten lines
    some_below: float
    some_least: float
    most_above: float  # greatest since the paragraph above
    most_below: float  # greatest until the paragraph below
    chrome_above: float  # lines removed since the paragraph above
    chrome_in_many: float  # lines removed of the twenty above
    run: int  # lines
    run_removed: float  # share of its lines
    run_links: float  # share of headlines that stay
    run_score: float  # mean
    around_small: float  # share of lines around that begin with a small letter
    around_signs: float  # that begin with a sign
    around_colons: float  # with a colon inside
    around_links: float
    around_digits: float
    prose_above: float  # share of the characters of all paragraphs
    is_in_body: bool
    is_in_head: bool
    from_start: int  # lines
    lines: int  # of the page, as are the following
    prose: float  # characters of paragraphs
    paragraphs: int
    removed: float  # share of lines
    rules: int  # different rules that match outside of the article


OF_PAGE = ("lines", "prose", "paragraphs", "removed", "rules")  # questions with the same answer for all its lines
QUESTIONS = {  # what the trees ask about, by the reason that readers are told
    "words": ("score",),
    "among": (
        "like_above like_below few_above few_below few_least some_above some_below some_least most_above most_below "
        "run_score"
    ).split(),
    "place": "prose_above is_in_body is_in_head from_start".split(),
    "links": "run_links around_links".split(),
}
REASON_OF_EACH = [  # question: the number of its reason; other questions have one together, which nobody is told
    next((number for number, questions in enumerate(QUESTIONS.values()) if question in questions), len(QUESTIONS))
    for question in Surroundings._fields
]
