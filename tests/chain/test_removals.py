"""Removed lines are a sequence of `Removal`, and runs of lines that are alike take the memory of one."""

import pickle
from collections.abc import Iterator, Sequence

import pytest

from cleantext import Chain, Hit, explain
from cleantext.chain.removals import Removals
from cleantext.model import Removal

CAPTION = "Bà con xóm Đông gặt lúa sớm trên cánh đồng Bàu Sen"
BLANKS = f"{CAPTION}\n\n\n\n\n{CAPTION}\n\n\nVề đầu trang\n\n\n"


def test_they_are_what_a_tuple_would_be() -> None:
    removals = explain(BLANKS).removals
    expected = tuple(removals)
    assert [removal.line for removal in expected] == [3, 4, 5, 7, 8, 9, 10, 11]
    assert {removal.filter for removal in expected} == {"blank-lines", "site-chrome"}
    assert removals == expected
    assert expected == removals
    assert removals != expected[1:]
    assert hash(removals) == hash(expected)
    assert repr(removals) == repr(expected)
    assert len(removals) == len(expected)
    assert [removals[i] for i in range(-len(expected), len(expected))] == [*expected, *expected]
    assert removals[1:-1] == expected[1:-1]
    assert removals[::-2] == expected[::-2]
    assert expected[3] in removals
    with pytest.raises(IndexError):
        removals[len(expected)]


def test_none_is_false_and_equal_to_none() -> None:
    removals = explain("Tin vui").removals
    assert not removals
    assert removals == ()


def test_blank_lines_are_one_entry_with_a_record_for_each_line() -> None:
    removals = explain("\n" * 50_000 + "a" + "\n" * 50_000).removals
    assert isinstance(removals, Removals)
    assert len(removals.runs) == 2
    assert len(removals) == len(set(removals)) == 99_999
    assert removals[70_000] == Removal(70_002, "", "blank-lines", "blank", "blank at the end")
    assert len(pickle.dumps(removals)) < 1000
    assert pickle.loads(pickle.dumps(removals)) == removals


def test_lines_that_differ_are_not_one_entry() -> None:
    def every_third_stays(lines: Sequence[str]) -> Iterator[Hit]:
        if len(lines) == 9:
            yield from (Hit(i, f"reason {i > 4}", "kind") for i in range(9) if i % 3)

    removals = Chain((), [every_third_stays]).explain("a\na\nb\na\na\na\na\na\nb").removals
    found = [(r.line, r.text, r.reason) for r in removals]
    lines = [(2, "a"), (3, "b"), (5, "a"), (6, "a"), (8, "a"), (9, "b")]
    assert found == [(line, text, f"reason {line > 5}") for line, text in lines]


def test_a_twin_that_goes_later_is_replaced_by_its_own_and_then_by_none() -> None:
    """The first round removes 2 for 3, the second 3 for 4, the third 4 for no other line."""

    def one_by_one(lines: Sequence[str]) -> Iterator[Hit]:
        if len(lines) > 3:
            yield Hit(1, "repeats line", "copy", 2)
        elif len(lines) == 3:
            yield Hit(1, "goes", "copy", 2 if lines[0] == "twins" else None)

    def twins(text: str) -> list[tuple[int, int | None, str]]:
        return [(r.line, r.twin, r.reason) for r in Chain((), [one_by_one]).explain(text).removals]

    assert twins("twins\nb\nc\nd") == [(2, 4, "repeats line 4"), (3, 4, "goes 4")]
    assert twins("none\nb\nc\nd") == [(2, None, "repeats line 3"), (3, None, "goes")]
