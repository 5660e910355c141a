"""Each filter does what its fixtures show, alone and twice; whole articles come out as theirs show."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from cleantext import Chain
from cleantext.filters import FILTER_NAMES
from cleantext.text.lines import join_lines, split_lines
from tests.helpers.fixtures import read
from tests.helpers.paths import DATA, FIXTURES

CASES = sorted(FIXTURES.glob("*/*.diff"))
ARTICLES = sorted((DATA / "articles").glob("*.diff"))


def expected_of(after: str) -> str:
    """Return a chain's text for a fixture's: it has no final newline unless it needs one."""
    return join_lines(split_lines(after))


def cases() -> Sequence[object]:
    marked = []
    for path in CASES:
        known = path.stem.startswith("known-failure")
        marks = [pytest.mark.xfail(raises=AssertionError, reason="a known failure")] if known else []
        marked.append(pytest.param(path, id=f"{path.parent.name}-{path.stem}", marks=marks))
    return marked


@pytest.mark.parametrize("path", cases())
def test_a_filter_does_what_its_fixture_shows(path: Path) -> None:
    before, after = read(path)
    chain = Chain().only(path.parent.name.replace("_", "-"))
    assert chain.clean(before) == expected_of(after)
    assert chain.clean(after) == expected_of(after)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_an_article_comes_out_as_its_fixture_shows(path: Path) -> None:
    before, after = read(path)
    for _ in range(2):
        assert Chain().clean(before) == after.removesuffix("\n")
        before = after


def test_every_filter_has_a_fixture_that_changes_and_one_that_leaves_alone() -> None:
    for name in FILTER_NAMES:
        folder = name.replace("-", "_")
        fixtures = [
            read(path) for path in FIXTURES.glob(f"{folder}/*.diff") if not path.stem.startswith("known-failure")
        ]
        assert {fixture.changes for fixture in fixtures} == {True, False}, name


def test_no_fixture_is_without_its_filter() -> None:
    assert {path.parent.name.replace("_", "-") for path in CASES} == set(FILTER_NAMES)


def test_a_fixture_with_a_raw_invisible_character_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.diff").write_text(" a\u00a0b\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"write U\+00A0 as <U\+00A0>"):
        read(tmp_path / "x.diff")
