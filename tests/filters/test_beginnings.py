"""With what a pattern can begin: a line is held only against patterns that may match it."""

import re

import pytest

from cleantext.filters.site_chrome import match, rules
from cleantext.filters.site_chrome.beginnings import LENGTH, beginnings


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("mời bạn", {"mời"}),
        ("(?:xin |)mời", {"xin", "mời"}),
        ("(?:x|yz)?abc", {"xab", "yza", "abc"}),
        (r"a\[b", {"a[b"}),
        (r"\bab?c", {"abc", "ac"}),
        (r"ab{2,3}c", {"ab"}),
        (r"ab*c", {"ab", "ac"}),
        ("(?:a|b(?:c|d))e", {"ae", "bce", "bde"}),
        ("(?!x)abc", {"abc"}),
        ("a.c", {"a"}),
        ("[ab]c", {""}),
        (r"\d:", set("0123456789")),
        (r"\S+x", {""}),
    ],
)
def test_beginnings_are_the_first_characters_or_less(source: str, expected: set[str]) -> None:
    found = beginnings(source)
    assert {start[:LENGTH] for start in found} == found
    assert found == expected or (r"\d" in source and {start[0] for start in found} == expected)


def test_choices_outside_of_groups_are_refused() -> None:
    with pytest.raises(ValueError, match="a bar outside of a group"):
        beginnings("a|b")


def test_nearly_all_patterns_have_beginnings() -> None:
    """One that may begin with anything is tried on every line with a certain sign. A sentence meets none of them."""
    assert "" not in match.numbers_for_prose()
    numbers = match.numbers_by_beginning()[""]
    assert 0 < len(numbers) < 8
    for source, _ in map(rules.patterns().__getitem__, numbers):
        has_sign = re.match(r"(?:\\S|\[[^]]+\])[+{},\d]+\\(.)(?![?*{|])", source)
        assert has_sign, source
        assert has_sign[1] in ".|", source


def test_patterns_that_begin_with_less_are_tried_too() -> None:
    numbers = match.numbers_by_beginning()
    for start, found in numbers.items():
        assert found == sorted(found)
        if start:
            shorter = {number for end in range(1, len(start)) for number in numbers.get(start[:end], ())}
            assert shorter <= set(found), start


def test_a_class_of_words_stands_for_its_expression() -> None:
    sources = [source for source, rule in rules.patterns() if rule.name == "other stories"]
    assert sources
    assert "{" not in sources[0].replace("{1,2}", "")
    assert re.fullmatch(sources[0], "các tin bài khác")
