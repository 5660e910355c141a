"""What a line is scored by: its words, as a sum of weights; what is told of them; and what the weights file holds."""

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from cleantext.filters.site_chrome import line_model
from cleantext.filters.site_chrome.line_model.fitted import fitted
from cleantext.filters.site_chrome.line_model.questions import QUESTIONS, Surroundings
from cleantext.filters.site_chrome.line_model.words import (
    COUNTS,
    KINDS,
    LONGEST_WHOLE,
    MOST_KNOWN,
    Scorer,
    lines_of_words,
    telling_words,
    traits,
    words_of,
)
from cleantext.text.lines import Lines
from cleantext.vietnamese.codepage import decode, encode

SHIPPED: Any = json.loads((Path(line_model.__file__).parent / "weights.json").read_text("utf-8"))
NO_WEIGHTS: dict[str, dict[bytes, float]] = {kind: {} for kind in KINDS}


def read(line: str) -> dict[str, list[str]]:
    """Return the traits of a line as text, by kind."""
    found: dict[str, list[str]] = {}
    for kind, trait in traits(line):
        found.setdefault(kind, []).append(decode(trait))
    return found


def test_traits_are_words_pairs_the_line_and_its_ends() -> None:
    assert read("Tin mới, Tin 12!") == {
        "word": ["tin", "mới", "00"],
        "pair": ["tin mới", "mới tin", "tin 00"],
        "first": ["tin"],
        "last": ["00"],
        "whole": ["tin mới tin 00"],
        "count": ["4"],
        "sign after": ["!"],
    }


def test_a_line_of_signs_has_no_words() -> None:
    assert read("...") == {"count": ["0"], "sign before": ["."], "sign after": ["."]}


@pytest.mark.parametrize(
    ("line", "letters"),
    [
        ("xem thêm", ["small"]),
        ("TIN NÓNG", ["capital"]),
        ("Góc Quê", ["capitalized"]),
        ("Góc quê", None),
        ("Quê", None),  # a name of one word begins as a sentence does
    ],
)
def test_capitals_are_a_trait(line: str, letters: list[str] | None) -> None:
    assert read(line).get("letters") == letters


def test_only_a_short_line_is_a_trait_as_a_whole() -> None:
    words = ["a"] * LONGEST_WHOLE
    assert "whole" in read(" ".join(words))
    assert "whole" not in read(" ".join([*words, "a"]))


def test_a_line_has_the_greatest_count_that_is_not_above_its_words() -> None:
    for words in range(1, 40):
        (count,) = read(" ".join(["a"] * words))["count"]
        assert int(count) in COUNTS
        assert int(count) == max(of for of in COUNTS if of <= words)


def test_case_and_numbers_do_not_tell_words_apart() -> None:
    assert read("Bình Luận (12)")["word"] == read("BÌNH LUẬN 34")["word"] == ["bình", "luận", "00"]


def test_a_score_is_the_sum_of_the_weights_of_traits() -> None:
    weights = NO_WEIGHTS | {
        "bias": {b"": -1.0},
        "word": {b"tin": 2.0, encode("mới"): 0.5, b"hoa": 9.0},
        "pair": {encode("tin mới"): 0.25},
        "count": {b"2": -0.5},
    }
    assert Scorer(weights).score("Tin mới") == -1.0 + 2.0 + 0.5 + 0.25 - 0.5
    assert Scorer(weights).score("Tin tin") == -1.0 + 2.0 - 0.5  # a word counts once
    assert Scorer(weights).score("Xa lạ quá") == -1.0


def test_telling_words_are_those_that_speak_for_chrome_most_as_they_stand_in_the_line() -> None:
    weights = NO_WEIGHTS | {
        "word": {b"xem": 1.0, encode("thêm"): 0.5, b"hoa": -2.0, b"tin": 0.1},
        "pair": {encode("xem thêm"): 2.0},
    }
    assert telling_words("XEM Thêm tin hoa", weights, 1) == ["XEM Thêm"]
    assert telling_words("Hoa, xem", weights, 2) == ["xem"]
    assert telling_words("Hoa nở", weights, 2) == []


@pytest.mark.parametrize(
    "line",
    [
        "Đang tải thêm bình luận",
        "Xem tất cả bài viết",
        "Bấm vào đây để tải ứng dụng",
        "Đăng ký nhận bản tin sáng",
        "Chuyên mục khác của báo",
    ],
)
def test_lines_of_chrome_score_above_zero(line: str) -> None:
    assert fitted().scorer.score(line) > 1


@pytest.mark.parametrize(
    "line",
    [
        "Mưa xuống lúc nửa đêm, cả xóm thức dậy.",
        "Ông lão ngồi vá lưới bên hiên nhà",
        "Bà nói rồi bà cười.",
        "- 200 g bột nếp",
        "Kết quả khảo sát ở ba thôn",
        "Đường vào làng đã khô",
    ],
)
def test_lines_of_articles_score_below_zero(line: str) -> None:
    assert fitted().scorer.score(line) < -0.5


def test_weights_are_of_the_kinds_of_traits() -> None:
    assert set(SHIPPED["words"]) == set(KINDS)
    for line in ("- xem thêm tin!", "TIN NÓNG", "Góc Quê", ":)"):
        assert {kind for kind, _ in traits(line)} <= set(KINDS)


def test_weights_are_of_traits_that_lines_can_have() -> None:
    """A weight under another spelling would never be found again, and nobody would see it."""
    for kind, of_kind in SHIPPED["words"].items():
        keys = {encode(trait) for trait in of_kind}
        assert len(keys) == len(of_kind), kind
        assert {decode(key) for key in keys} == set(of_kind), kind
    for kind in ("word", "first", "last", "pair", "whole"):
        for trait in SHIPPED["words"][kind]:
            assert trait in read(trait)[kind], (kind, trait)
    assert set(SHIPPED["words"]["count"]) <= {str(count) for count in COUNTS}


def test_every_question_of_a_reason_is_asked_of_surroundings() -> None:
    questions = [question for of_reason in QUESTIONS.values() for question in of_reason]
    assert len(questions) == len(set(questions))
    assert set(questions) <= set(Surroundings._fields)


LINES = [
    "Xem thêm", "xem thêm »", "TIN MỚI NHẤT", "Tin Mới Nhất", "tin tin tin tin", "★ Đọc nhiều ?", "12/06 – 3.450", "→",
    "Bà con xã Đông Hải gặt lúa từ sáng sớm, trời mưa to đến chiều.", "“Trời đẹp quá!”, chị nói", "日本 tin", "a",
]  # fmt: skip


@pytest.mark.parametrize("line", LINES)
def test_a_score_is_the_sum_of_the_weights_of_all_traits(line: str) -> None:
    random = Random(1)
    weights: dict[str, dict[bytes, float]] = {kind: {} for kind in KINDS} | {"bias": {b"": -0.125}}
    known = {trait: random.randint(-3000, 3000) / 1000 for other in LINES for trait in traits(other)}
    for (kind, trait), weight in known.items():
        weights[kind][trait] = weight
    expected = -0.125 + sum(known[trait] for trait in traits(line))
    assert Scorer(weights).score(line) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("lines", [LINES, [*LINES, "hai dòng\ntrong một"], ["một"], []])
def test_all_lines_at_once_have_the_words_of_each(lines: list[str]) -> None:
    assert [line.split() for line in lines_of_words(Lines(lines))] == list(map(words_of, lines))


def test_a_score_does_not_depend_on_what_was_scored_before() -> None:
    scorer = Scorer(NO_WEIGHTS | {"bias": {b"": 1.0}, "word": {b"tin": 2.0}})
    lines = [f"tin {'x' * number}" for number in range(MOST_KNOWN + 2)]
    assert set(map(scorer.score, [*lines, *lines])) == {3.0}
    assert scorer.score("tin") == 3.0
