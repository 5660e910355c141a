"""What was fitted: the weights of words, and the trees that ask about the surroundings of a line."""

import json
import os
from collections.abc import Mapping, Sequence
from functools import cache, cached_property

from cleantext.filters.site_chrome.layout import PageLayout
from cleantext.vietnamese.codepage import encode

from .questions import REASON_OF_EACH
from .trees import Tree, Trees
from .words import LONGEST_LINE, Scorer, Weights, lines_of_words

LEAST_SCORE, MOST_SCORE = -6.0, 6.0  # of words


class Fitted:
    """The weights of words, what scores lines by them, and the trees."""

    def __init__(self, words: Weights, trees: Sequence[Tree]) -> None:
        self.words, self.scorer, self._trees = words, Scorer(words), trees

    @cached_property
    def trees(self) -> Trees:
        """The trees; most articles with a known line of chrome need none, and to make them ready takes time."""
        return Trees(self._trees, REASON_OF_EACH)


@cache
def fitted() -> Fitted:
    """Return what weights.json holds."""
    return load(os.path.join(os.path.dirname(__file__), "weights.json"))


def load(path: str | os.PathLike[str]) -> Fitted:
    """Return the weights and trees of a file as weights.json is."""
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    words = {kind: _encoded(of_kind) for kind, of_kind in data["words"].items()}
    return Fitted(words, data["trees"])


def _encoded(weights: Mapping[str, float]) -> dict[bytes, float]:
    """Return the weights of traits by their names encoded; all at once is faster."""
    traits = encode("\n".join(weights)).split(b"\n") if weights else []
    return dict(zip(traits, weights.values(), strict=True))


def scores_of(page: PageLayout, scorer: Scorer) -> list[float]:
    """Return the scores of the words of all lines; that of a long line is the least."""
    return [
        LEAST_SCORE if len(line) > LONGEST_LINE else max(LEAST_SCORE, min(MOST_SCORE, scorer.score_of(line, words)))
        for line, words in zip(page.lines, page.document.asked(lines_of_words), strict=True)
    ]
