"""Single lines from which the weights of words are fitted: of chrome, and of articles."""

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from cleantext.filters.site_chrome.line_model.words import LONGEST_LINE
from cleantext.filters.site_chrome.match import rules_of
from cleantext.filters.site_chrome.rules import OWN, phrases
from cleantext.text.lines import Lines
from cleantext.text.said import said_by
from tests.helpers.paths import DATA
from tests.labelled.documents import CHROME, KEPT, Document

HERE = Path(__file__).parent
WRITTEN_FOR_ARTICLES = 2.0  # weight of a line that was written to show what articles say


class TrainingLine(NamedTuple):
    """A line, whether it is chrome, what it weighs, and the site that it is of; none if it was written for us."""

    text: str
    is_chrome: bool
    weight: float = 1.0
    site: str | None = None


class Article(NamedTuple):
    """The lines of an article without chrome, and its site."""

    site: str
    lines: list[str]


def written_lines() -> Iterator[TrainingLine]:
    """Yield the lines that were written for the model, and the phrases of the rules."""
    for rule in phrases().values():
        if rule.scope != OWN:
            yield TrainingLine(rule.name, is_chrome=True)
    for line in _lines_of(HERE / "paraphrases"):
        yield TrainingLine(line, is_chrome=True)
    for line in _lines_of(HERE / "article_lines"):
        yield TrainingLine(line, is_chrome=False, weight=WRITTEN_FOR_ARTICLES)


def _lines_of(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.txt")):
        yield from path.read_text("utf-8").split("\n")[1:-1]


def written_articles() -> list[Article]:
    """Return articles that were written for us and have lines that look like those of menus; each is its own site."""
    paths = [*sorted((HERE / "documents").glob("*.txt")), *sorted((DATA / "left_alone").glob("*.txt"))]
    return [Article(path.stem, nonblank(path.read_text("utf-8"))) for path in paths]


def written_pages() -> Iterator[Document]:
    """Yield whole pages that were written for the model, each of a site of its own; a line begins with its label."""
    for path in sorted((HERE / "pages").glob("*.txt")):
        labels, lines = zip(*(line.split(" ", 1) for line in path.read_text("utf-8").split("\n")[:-1]), strict=True)
        yield Document(path.stem, path.stem, "written", "\n".join(lines), dict(enumerate(labels, 1)), complete=True)


def unlabelled_articles(path: Path) -> Iterator[Article]:
    """Yield the articles of a file of JSON Lines, gzipped or not, with `site` and `text`."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8", newline="\n") as file:
        for line in file:
            record = json.loads(line)
            yield Article(record["site"], nonblank(record["text"]))


def nonblank(text: str) -> list[str]:
    """Return the lines of a text that are not blank, without white space at their ends."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def training_lines(labelled: Iterable[Document], articles: Iterable[Article]) -> list[TrainingLine]:
    """Return all lines to fit on, each once for a site. A line of an article that a rule knows may be chrome."""
    found = [*written_lines()]
    for article in articles:
        for line, rule in zip(article.lines, rules_of(article.lines), strict=True):
            if rule is None:
                found.append(TrainingLine(line, is_chrome=False, site=article.site))
    for document in labelled:
        lines = said_by(Lines(document.text.split("\n"))).lines
        for number, label in document.labels.items():
            if label in (CHROME, KEPT) and (text := lines[number - 1].strip()):
                found.append(TrainingLine(text, is_chrome=label == CHROME, site=document.site))
    unique = {
        (line.text.casefold(), line.is_chrome, line.site): line for line in found if len(line.text) <= LONGEST_LINE
    }
    return list(unique.values())
