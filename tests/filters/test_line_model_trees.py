"""Trees: a judgement is the sum of the leaves that answers lead to, and its parts say what each answer counted."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest

from cleantext.filters.site_chrome import line_model
from cleantext.filters.site_chrome.line_model.questions import Surroundings
from cleantext.filters.site_chrome.line_model.trees import Trees
from tests.line_model.fit import DIGITS, monotone_constraints

TREES: Any = json.loads((Path(line_model.__file__).parent / "weights.json").read_text("utf-8"))["trees"]
NESTED: Any = [  # is answer 0 at most 1? else, is answer 1 at most 5?
    [0.0, 0, 1.0, [-1.0], [0.5, 1, 5.0, [0.25], [2.0]]],
    [0.5],
]
QUESTIONS = len(Surroundings._fields)
MODEL = Trees(TREES, range(QUESTIONS))


def nodes(tree: Any) -> Iterator[Any]:
    yield tree
    for behind in tree[3:]:
        yield from nodes(behind)


def leaf(tree: Any, answers: Sequence[float]) -> float:
    """Return the value that answers lead to, as the module's documentation says."""
    if len(tree) == 1:
        return float(tree[0])
    _, question, limit, below, above = tree
    return leaf(below if answers[question] <= limit else above, answers)


def random_answers(number: int) -> Iterator[list[float]]:
    """Yield answers on either side of limits of the trees, and right on them."""
    random = Random(number)
    limits: list[list[float]] = [[0.0, 1.0] for _ in range(QUESTIONS)]
    for tree in TREES:
        for node in nodes(tree):
            if len(node) > 1:
                limits[node[1]].append(node[2])
    for _ in range(number):
        yield [random.choice(of) + random.choice((-0.01, 0.0, 0.01)) for of in limits]


@pytest.mark.parametrize(
    ("answers", "judgement", "parts"),
    [
        ([1.0, 9.0], -1.0 + 0.5, [-1.0, 0.0]),  # on a limit is not above it
        ([1.1, 5.0], 0.25 + 0.5, [0.5, -0.25]),
        ([2.0, 6.0], 2.0 + 0.5, [0.5, 1.5]),
    ],
)
def test_answers_lead_to_a_leaf_of_each_tree(answers: list[float], judgement: float, parts: list[float]) -> None:
    assert Trees(NESTED, range(2)).judge(answers) == judgement
    assert Trees(NESTED, range(2)).parts_of_judgement(answers) == parts


def test_a_judgement_is_the_sum_of_leaves() -> None:
    for answers in random_answers(200):
        assert MODEL.judge(answers) == pytest.approx(sum(leaf(tree, answers) for tree in TREES))


def test_the_parts_add_up_to_the_judgement_without_the_roots() -> None:
    roots = sum(tree[0] for tree in TREES)
    for answers in random_answers(200):
        parts = MODEL.parts_of_judgement(answers)
        assert len(parts) == QUESTIONS
        assert sum(parts) == pytest.approx(MODEL.judge(answers) - roots)


def test_questions_may_count_in_one_part() -> None:
    for answers in ([1.0, 9.0], [1.1, 5.0], [2.0, 6.0]):
        model = Trees(NESTED, [1, 1])
        assert model.parts_of_judgement(answers) == [0.0, sum(Trees(NESTED, range(2)).parts_of_judgement(answers))]


def test_what_is_not_asked_counts_nothing() -> None:
    asked = {node[1] for tree in TREES for node in nodes(tree) if len(node) > 1}
    for answers in random_answers(20):
        parts = MODEL.parts_of_judgement(answers)
        assert {question for question, part in enumerate(parts) if part} <= asked


def test_nodes_are_as_trees_are_written_and_ask_about_surroundings() -> None:
    for tree in TREES:
        for node in nodes(tree):
            assert len(node) in (1, 5)
            assert round(node[0], DIGITS) == node[0]
            if len(node) == 5:
                assert type(node[1]) is int
                assert 0 <= node[1] < QUESTIONS


def test_more_chrome_around_a_line_never_speaks_for_it() -> None:
    """What the fit was held to is true of the shipped trees, and of all trees together, rounded as they are."""
    random, signs = Random(1), monotone_constraints()
    assert len(signs) == QUESTIONS
    changed = 0
    for answers in random_answers(60):
        before = MODEL.judge(answers)
        for question, sign in enumerate(signs):
            if sign:
                more = [*answers]
                more[question] += random.uniform(0, 8)
                difference = sign * (MODEL.judge(more) - before)
                assert difference > -1e-9, Surroundings._fields[question]
                changed += difference > 0
    assert changed > 100


def tree(random: Random, leaves: int) -> list[Any]:
    value = random.randint(-2000, 2000) / 1000
    if leaves == 1:
        return [value]
    below = random.randint(1, leaves - 1)
    question, limit = random.randrange(3), random.randint(-2, 2)
    return [value, question, limit, tree(random, below), tree(random, leaves - below)]


def walk(node: Sequence[Any], answers: Sequence[float]) -> tuple[float, list[float]]:
    """Return the leaf of a tree, and what each answer counted on the way there."""
    parts = [0.0] * len(answers)
    while len(node) > 1:
        behind = node[3] if answers[node[1]] <= node[2] else node[4]
        parts[node[1]] += behind[0] - node[0]
        node = behind
    return node[0], parts


@pytest.mark.parametrize("seed", range(20))
def test_all_trees_at_once_judge_as_one_by_one(seed: int) -> None:
    random = Random(seed)
    trees = [tree(random, random.randint(1, 8)) for _ in range(30)]
    model = Trees(trees, range(3))
    for _ in range(50):
        answers = [random.choice([-3, -2, -1.5, 0, 1, 2, 2.5]) for _ in range(3)]
        walks = [walk(one, answers) for one in trees]
        assert model.judge(answers) == pytest.approx(sum(leaf for leaf, _ in walks), abs=1e-9)
        parts = [sum(counted) for counted in zip(*(parts for _, parts in walks), strict=True)]
        assert model.parts_of_judgement(answers) == pytest.approx(parts, abs=1e-9)


def test_a_tree_with_too_many_leaves_is_refused() -> None:
    with pytest.raises(ValueError, match="tree 1 has more than 8 leaves"):
        Trees([[0.5], tree(Random(1), 9)], range(3))
