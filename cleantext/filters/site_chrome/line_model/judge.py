"""Decide which lines that no rule removes are chrome, by the fitted weights, and say why."""

import json
import os
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import NamedTuple

from cleantext.filters.site_chrome.evidence import is_of_a_text
from cleantext.filters.site_chrome.layout import PageLayout
from cleantext.filters.site_chrome.rules import BESIDE, Chrome, Verdict
from cleantext.filters.site_chrome.titles import is_dateline
from cleantext.text.prose import SHORTEST_SENTENCE
from cleantext.vietnamese.codepage import encode

from .surroundings import Neighbourhood, Surroundings
from .trees import Trees
from .words import LONGEST_LINE, Scorer, Weights, telling_words

DEFAULT_LIMIT, STRICT_LIMIT = 3.0, 4.5  # of the judgement, above which a line is chrome
LEAST_SCORE, MOST_SCORE = -6.0, 6.0  # of words
LEAST_OF_PROSE, LEAST_BETWEEN_PARAGRAPHS = 1.0, 2.5  # scores of the words of chrome there
FEWEST_PARAGRAPHS, LEAST_PROSE = 3, 600  # of an article; the latter in characters
LEAST_WITHOUT_ARTICLE = 2.0  # score of words of chrome where there is hardly an article
SHARE_OF_A_TITLE = 0.7  # of the words of a line that may be the title: those that the article says
LONGEST_WITHOUT_RULES, SHARE_WITH_RULES = 20, 0.05  # lines of a run of which rules remove next to nothing, and how few
LEAST_WITHOUT_RULES = 1.0  # how much like chrome the lines on either side are, where rules say so little
MOST_REASONS, MOST_WORDS = 3, 2
LEAST_OF_A_REASON = 0.3  # of the judgement
QUESTIONS = {  # what the trees ask about, by the reason that readers are told
    "words": ("score",),
    "among": (
        "like_above like_below few_above few_below few_least some_above some_below some_least most_above most_below "
        "run_score"
    ).split(),
    "known": "chrome_above chrome_in_many run_removed removed".split(),
    "place": "prose_above is_in_body is_in_head from_start".split(),
    "links": "run_links around_links".split(),
    "topic": ("share_of_article",),
}
NUMBERS_OF_QUESTIONS = {
    reason: tuple(map(Surroundings._fields.index, questions)) for reason, questions in QUESTIONS.items()
}
MOST_OF_A_LIST = 0.5  # share of headlines in a list of them
AS_A_WHOLE = "as a whole reads like site chrome"  # where no reason is strong enough to be said
BYLINE = re.compile(  # begins a line that says who wrote the article, and when
    r"(?i)(?:người |được |)"
    r"(?:đăng|viết|gửi|soạn|dịch|thực hiện|tác giả|nguồn|theo|bài|tin|ảnh|biên tập|pv|phóng viên)\b[^:]{0,20}:"
    r"|(?:posted|written) (?:on|by) "
)


class Fitted(NamedTuple):
    """The weights of words, what scores lines by them, and the trees."""

    words: Weights
    scorer: Scorer
    trees: Trees


@cache
def fitted() -> Fitted:
    """Return what weights.json holds."""
    return load(os.path.join(os.path.dirname(__file__), "weights.json"))


def load(path: str | os.PathLike[str]) -> Fitted:
    """Return the weights and trees of a file as weights.json is."""
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    words = {kind: _encoded(of_kind) for kind, of_kind in data["words"].items()}
    return Fitted(words, Scorer(words), Trees(data["trees"], len(Surroundings._fields)))


def _encoded(weights: Mapping[str, float]) -> dict[bytes, float]:
    """Return the weights of traits by their names encoded; all at once is faster."""
    traits = encode("\n".join(weights)).split(b"\n") if weights else []
    return dict(zip(traits, weights.values(), strict=True))


def likely_chrome(page: PageLayout, chrome: Chrome, own: Collection[int], *, strict: bool = False) -> Chrome:
    """Return which lines are chrome besides those that rules remove; `own` are lines that must stay.

    Where `strict` is true, only the surest are.
    """
    if not (page.body or chrome):  # nothing tells what is around what
        return {}
    model = fitted()
    scores = scores_of(page, model.scorer)
    if not chrome and max(scores, default=0.0) <= 0:
        return {}
    neighbourhood = Neighbourhood(page, chrome, scores)
    limit = STRICT_LIMIT if strict else DEFAULT_LIMIT
    judged = _judged_above(limit, neighbourhood, own)
    shared: dict[str, Verdict] = {}  # thousands of lines go for the same reason
    found: Chrome = {}
    for index in judged.keys() - set(_last_copies(page, judged)):
        reason = _reason(neighbourhood, index, judged[index])
        found[index] = shared.setdefault(reason, Verdict("likely", reason))
    return found


def _judged_above(limit: float, neighbourhood: Neighbourhood, own: Collection[int]) -> dict[int, Surroundings]:
    """Return the surroundings of the lines whose judgement is above a limit."""
    page, trees = neighbourhood.page, fitted().trees
    found = {}
    for index in candidates(neighbourhood, own):
        if _has_little_support(neighbourhood, index):
            continue
        answers = neighbourhood.around(index)
        if index in page.possible_titles and answers.share_of_article >= SHARE_OF_A_TITLE:
            continue
        if trees.judge(answers) > limit:
            found[index] = answers
    return found


def _last_copies(page: PageLayout, judged: Collection[int]) -> Iterator[int]:
    """Yield the first of equal lines that would all go, if they are long enough for the title of the page."""
    long = [index for index in sorted(judged) if len(page.lines[index]) >= SHORTEST_SENTENCE]
    first = {page.lines[index]: index for index in reversed(long)}
    if len(first) == len(long):
        return
    copies, everywhere = Counter(page.lines[index] for index in long), Counter(page.lines)
    yield from (index for line, index in first.items() if 1 < copies[line] == everywhere[line])


def _has_little_support(neighbourhood: Neighbourhood, index: int) -> bool:
    """Check whether a line may be the page's own: nothing but a list is there, or rules know nothing of its list.

    Numbers may be anything: they go only between lines that read like chrome.
    """
    has_article = neighbourhood.paragraphs >= FEWEST_PARAGRAPHS and neighbourhood.prose >= LEAST_PROSE
    if not has_article and neighbourhood.scores[index] < LEAST_WITHOUT_ARTICLE:
        return True
    if not any(map(str.isalpha, neighbourhood.page.lines[index])):
        return not neighbourhood.is_between_words_of_chrome(index)
    run, share_removed = neighbourhood.run(index)
    is_unknown = run > LONGEST_WITHOUT_RULES and share_removed < SHARE_WITH_RULES
    return is_unknown and neighbourhood.some_least(index) < LEAST_WITHOUT_RULES


def scores_of(page: PageLayout, scorer: Scorer) -> list[float]:
    """Return the scores of the words of all lines; that of a long line is the least."""
    return [
        LEAST_SCORE if len(line) > LONGEST_LINE else max(LEAST_SCORE, min(MOST_SCORE, scorer.score(line)))
        for line in page.lines
    ]


def candidates(neighbourhood: Neighbourhood, own: Collection[int]) -> Iterator[int]:
    """Yield the lines that may be judged: none of `own`, nor what reads or stands like a part of the article."""
    page, scores = neighbourhood.page, neighbourhood.scores
    kept = {0, page.title, *own, *_bylines(page)}
    kept |= {index for index in page.headings if page.is_prose(index + 1)}
    kept |= page.structure.in_programme | page.structure.in_sentences
    for index, line in enumerate(page.lines):
        if index in kept or neighbourhood.is_gone[index] or len(line) > LONGEST_LINE:
            continue
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


def _bylines(page: PageLayout) -> Iterator[int]:
    """Yield the lines between title and lead that say when the article was written, and by whom."""
    for index in range(0 if page.title is None else page.title + 1, page.body.start):
        if is_dateline(page.lines[index]) or BYLINE.match(page.lines[index]):
            yield index


def _reason(neighbourhood: Neighbourhood, index: int, answers: Surroundings) -> str:
    """Return the strongest reasons for a judgement, in words."""
    parts = fitted().trees.parts_of_judgement(answers)
    sums = {reason: sum([parts[number] for number in numbers]) for reason, numbers in NUMBERS_OF_QUESTIONS.items()}
    strongest = sorted((reason for reason in sums if sums[reason] >= LEAST_OF_A_REASON), key=sums.__getitem__)[::-1]
    said = filter(None, (_in_words(reason, neighbourhood, index, answers) for reason in strongest))
    return ", ".join(islice(said, MOST_REASONS)) or AS_A_WHOLE


def _in_words(reason: str, neighbourhood: Neighbourhood, index: int, answers: Surroundings) -> str | None:
    """Return a reason in words, None where it cannot be said with truth."""
    line = neighbourhood.page.lines[index]
    if reason == "words":
        words = telling_words(line, fitted().words, MOST_WORDS) if answers.score > 0 else []
        return f"words of chrome: {', '.join(f'“{word}”' for word in words)}" if words else None
    if reason == "place":
        if answers.is_in_head:
            return "above the title"
        return "below the last paragraph" if answers.prose and answers.prose_above == 1 else None
    if reason == "topic":
        return "shares no word with the article" if neighbourhood.shares_no_word(index) else None
    said = {
        "among": (answers.few_least > 0, "among lines that read like chrome"),
        "known": (answers.chrome_in_many > 0 or answers.run_removed > 0, "near known chrome"),
        "links": (neighbourhood.is_link[index] and answers.run_links >= MOST_OF_A_LIST, "in a list of headlines"),
    }
    is_true, as_words = said[reason]
    return as_words if is_true else None
