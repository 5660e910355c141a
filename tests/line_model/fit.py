"""Fitting the weights of words by logistic regression, and the trees by gradient boosting.

What fits them (group `fit` in pyproject.toml) is imported where it is used: tests need the rest without it.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from cleantext.filters.site_chrome.line_model.questions import Surroundings
from cleantext.filters.site_chrome.line_model.words import KINDS, Scorer, Trait, Weights, traits
from cleantext.vietnamese.codepage import decode
from tests.labelled.documents import Document
from tests.line_model.training_lines import Article, TrainingLine, training_lines
from tests.line_model.training_pages import Example, examples, training_pages

FOLDS = 5
FEWEST_LINES_OF_A_TRAIT = 2
FEWEST_SITES_OF_A_TRAIT = 3  # of labelled or other articles; what was written for the model needs no more than itself
KEPT_LINE = 3.0  # what a line that must stay weighs, against one of chrome
MORE_IS_MORE_LIKE_CHROME = (
    "score like_above like_below few_above few_below few_least some_above some_below some_least most_above most_below "
    "chrome_above chrome_in_many run_removed run_score rules"
).split()
MORE_IS_LESS_LIKE_CHROME = ("share_of_article",)
SEED = 1  # the solver of the regression takes lines in a random order
BOOSTING = {
    "objective": "binary", "num_leaves": 8, "learning_rate": 0.06, "min_data_in_leaf": 30, "lambda_l2": 1.0,
    "max_bin": 63, "seed": SEED, "deterministic": True, "num_threads": 1, "verbose": -1,
}  # fmt: skip
ROUNDS = 200
DIGITS = 3  # behind the point, of weights


def fitted_weights(labelled: Sequence[Document], ordinary: Sequence[Article], written: Sequence[Article]) -> str:
    """Return the text of weights.json, fitted on labelled documents and on articles, ordinary ones and written ones."""
    lines = training_lines(labelled, [*ordinary, *written])
    pages = training_pages(labelled, ordinary, written)
    trees = fit_trees(examples(pages, words_without_each_site(lines)))
    data = {"words": as_text(fit_words(lines)), "trees": trees}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def fold_of(site: str) -> int:
    """Return the part of all sites that a site belongs to when weights are fitted without it."""
    return hashlib.sha1(site.encode(), usedforsecurity=False).digest()[0] % FOLDS


def fit_words(lines: Sequence[TrainingLine]) -> dict[str, dict[bytes, float]]:
    """Return the weights of words: most traits have none (L1)."""
    import numpy as np
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    known = _traits_of_many(lines)
    vectorizer: Any = DictVectorizer(dtype=np.float32)
    matrix = vectorizer.fit_transform([{trait: 1.0 for trait in traits(line.text) if trait in known} for line in lines])
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)  # liblinear's
    model = LogisticRegression(l1_ratio=1.0, C=1.0, solver="liblinear", max_iter=300, random_state=SEED)
    model.fit(matrix, [line.is_chrome for line in lines], [line.weight for line in lines])
    weights: dict[str, dict[bytes, float]] = {kind: {} for kind in KINDS}
    weights["bias"][b""] = round(float(model.intercept_[0]), DIGITS)
    name: Trait
    for name, weight in zip(vectorizer.feature_names_, model.coef_[0], strict=True):
        if rounded := round(float(weight), DIGITS):
            weights[name[0]][name[1]] = rounded
    return weights


def _traits_of_many(lines: Iterable[TrainingLine]) -> set[Trait]:
    """Return the traits that say something of any site: names of a few sites must get no weight."""
    sites: dict[Trait, set[str]] = defaultdict(set)
    written: set[Trait] = set()
    times: Counter[Trait] = Counter()
    for line in lines:
        for trait in traits(line.text):
            times[trait] += 1
            if line.site is None:
                written.add(trait)
            else:
                sites[trait].add(line.site)
    of_many = {trait for trait, of in sites.items() if len(of) >= FEWEST_SITES_OF_A_TRAIT}
    return {trait for trait in written | of_many if times[trait] >= FEWEST_LINES_OF_A_TRAIT}


def words_without_each_site(lines: Sequence[TrainingLine]) -> Callable[[str], Scorer]:
    """Return a function that returns what scores words by weights that were fitted without the lines of a site."""
    fitted = [
        Scorer(fit_words([line for line in lines if line.site is None or fold_of(line.site) != fold]))
        for fold in range(FOLDS)
    ]
    return lambda site: fitted[fold_of(site)]


def monotone_constraints() -> list[int]:
    """Return for each question of the trees whether more of it may only raise (1) or lower (-1) a judgement; else 0."""
    signs = dict.fromkeys(MORE_IS_MORE_LIKE_CHROME, 1) | dict.fromkeys(MORE_IS_LESS_LIKE_CHROME, -1)
    return [signs.get(name, 0) for name in Surroundings._fields]


def fit_trees(found: Iterable[Example]) -> list[Any]:
    """Return the trees. What is more like chrome around a line never counts against its being chrome."""
    import lightgbm
    import numpy as np

    found = list(found)
    weights = [example.weight * (1.0 if example.is_chrome else KEPT_LINE) for example in found]
    answers = np.array([example.answers for example in found], dtype=np.float64)
    data = lightgbm.Dataset(answers, label=[example.is_chrome for example in found], weight=weights)
    booster = lightgbm.train(BOOSTING | {"monotone_constraints": monotone_constraints()}, data, ROUNDS)
    return [as_lists(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]]


def as_lists(node: dict[str, Any]) -> list[Any]:
    """Return a tree as nested lists, as trees.py reads them."""
    if "leaf_value" in node:
        return [round(node["leaf_value"], DIGITS)]
    below, above = as_lists(node["left_child"]), as_lists(node["right_child"])
    return [
        round(node["internal_value"], DIGITS),
        node["split_feature"],
        round(node["threshold"], DIGITS),
        below,
        above,
    ]


def as_text(words: Weights) -> dict[str, dict[str, float]]:
    """Return weights of words with text for encoded traits, sorted."""
    return {kind: {decode(trait): of_kind[trait] for trait in sorted(of_kind)} for kind, of_kind in words.items()}
