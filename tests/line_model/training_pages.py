"""Whole pages from whose lines the trees are fitted: labelled ones, and articles put between the chrome of a page."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from random import Random
from typing import NamedTuple

from cleantext.chain.chain import Chain
from cleantext.chain.run import intake, run_repairs
from cleantext.filters.site_chrome.line_model.fitted import scores_of
from cleantext.filters.site_chrome.line_model.guards import candidates
from cleantext.filters.site_chrome.line_model.questions import Surroundings
from cleantext.filters.site_chrome.line_model.surroundings import Neighbourhood
from cleantext.filters.site_chrome.line_model.words import Scorer
from cleantext.text.said import said_by
from tests.helpers.laid_out import laid_out
from tests.labelled.documents import CHROME, KEPT, VIEWS, Document, shown
from tests.line_model.training_lines import Article

WEIGHTS_OF_VIEWS = {"to-end": 0.7, "no-title": 0.5, "article": 0.5}  # of the others: 1
ORDINARY_IN_CHROME, WRITTEN_IN_CHROME, MOST_ORDINARY = 400, 900, 600  # pages; articles as they are
HALF_A_PAGE, PART_OF_A_PAGE, LONGEST_PART = 0.25, 0.3, 30  # shares of pages; lines


class TrainingPage(NamedTuple):
    """The lines of a page, their labels, the site whose words of chrome it has, and what its lines weigh.

    The rules were written from the labelled sites and know less of others. `share_forgotten` is the share of rules that
    are ignored on this page, as if nobody had seen its site.
    """

    site: str
    lines: list[str]
    labels: list[str]
    weight: float = 1.0
    share_forgotten: float = 0.0


class Example(NamedTuple):
    """What the trees are told of a line that rules leave, and whether it is chrome."""

    answers: Surroundings
    is_chrome: bool
    weight: float
    site: str


def training_pages(
    labelled: Sequence[Document], ordinary: Sequence[Article], written: Sequence[Article]
) -> Iterator[TrainingPage]:
    """Yield labelled pages and articles put between their chrome, each twice, and articles as they are."""
    yield from _twice(labelled_pages(labelled))
    yield from _twice(articles_in_chrome(labelled, ordinary or written, ORDINARY_IN_CHROME))
    yield from _twice(articles_in_chrome(labelled, written, WRITTEN_IN_CHROME))
    for article in (*written, *ordinary[:MOST_ORDINARY]):
        yield TrainingPage(article.site, article.lines, [KEPT] * len(article.lines))


def _twice(pages: Iterable[TrainingPage]) -> Iterator[TrainingPage]:
    """Yield each page as it is, and with a share of the rules forgotten."""
    random = Random(0)
    for page in pages:
        yield page
        yield page._replace(share_forgotten=random.random())


class Frame(NamedTuple):
    """The lines of a page above and below what must stay, with their labels, and its site."""

    site: str
    above: list[tuple[str, str]]
    below: list[tuple[str, str]]


def labelled_pages(labelled: Iterable[Document]) -> Iterator[TrainingPage]:
    """Yield what each view shows of labelled documents."""
    for document in labelled:
        for view in VIEWS:
            if part := shown(document, view):
                texts = part.text.split("\n")
                lines, labels = [texts[number - 1] for number in part.labels], list(part.labels.values())
                yield TrainingPage(document.site, lines, labels, WEIGHTS_OF_VIEWS.get(view, 1.0))


def articles_in_chrome(
    labelled: Iterable[Document], articles: Sequence[Article], number: int
) -> Iterator[TrainingPage]:
    """Yield a number of articles put between the chrome above and below an article of another site, or part of it."""
    random = Random(number)
    frames = [frame for document in labelled if (frame := frame_of(document))]
    for _ in range(number):
        site, above, below = random.choice(frames)
        article = random.choice(articles)
        part = random.random()
        above, below = [] if part < HALF_A_PAGE else above, [] if 1 - part < HALF_A_PAGE else below
        if random.random() < PART_OF_A_PAGE:
            above = above[-random.randint(1, LONGEST_PART) :]
        if random.random() < PART_OF_A_PAGE:
            below = below[: random.randint(1, LONGEST_PART)]
        own = [(line, KEPT) for line in article.lines]
        lines, labels = zip(*above, *own, *below, strict=True)
        yield TrainingPage(site, list(lines), list(labels))


def frame_of(document: Document) -> Frame | None:
    """Return what is around the lines of a page that must stay; None where not all lines are judged."""
    lines = document.text.split("\n")
    judged = [(lines[number - 1], label) for number, label in document.labels.items()]
    real = [index for index, (_, label) in enumerate(judged) if label == KEPT]
    if not document.complete or len(real) < 2:
        return None
    return Frame(document.site, judged[: real[0]], judged[real[-1] + 1 :])


def examples(pages: Iterable[TrainingPage], scorer_of: Callable[[str], Scorer]) -> Iterator[Example]:
    """Yield the lines that the trees are to judge; `scorer_of` scores words and knows nothing of a site."""
    repairs, random = Chain().repairs, Random(0)
    for page in pages:
        lines, _ = run_repairs(intake("\n".join(page.lines)), repairs)
        layout, chrome, own = laid_out(lines, without=forgetting(page.share_forgotten, random))
        of_document = said_by(lines).lines.nonblank_indexes
        neighbourhood = Neighbourhood(layout, chrome, scores_of(layout, scorer_of(page.site)))
        indexes = [index for index in candidates(neighbourhood, own) if index not in layout.possible_titles]
        for index, answers in zip(indexes, neighbourhood.around_each(indexes), strict=True):
            label = page.labels[of_document[index]]
            if label in (CHROME, KEPT):
                yield Example(answers, label == CHROME, page.weight, page.site)


def forgetting(share: float, random: Random) -> Callable[[str], bool]:
    """Return a function that says which rules are forgotten, a share of them, by their names."""
    return cache(lambda _name: random.random() < share)
