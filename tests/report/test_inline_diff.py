"""Where two lines differ: pieces that make up both, and marks no larger than what changed."""

from itertools import pairwise
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext.report.inline_diff import aligned_pieces

TEXTS = st.text(st.sampled_from("ab \u00a0\u200bá\u0301\u031b"), max_size=40)


@given(TEXTS, TEXTS)
def test_pieces_make_up_both_lines(before: str, after: str) -> None:
    found = list(aligned_pieces(before, after))
    assert ("".join(old for old, _ in found), "".join(new for _, new in found)) == (before, after)
    assert all(old or new for old, new in found)
    alike = [old == new for old, new in found]
    assert not any(one and other for one, other in pairwise(alike))


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("có\u00a0từ\u00a0ở  đó", "có từ ở đó", [("\u00a0", " "), ("\u00a0", " "), (" ", "")]),
        ("a\u200bb\u200bc\u200bd", "abcd", [("\u200b", "")] * 3),
        (normalize("NFD", "ố cổ"), "ố cổ", [(normalize("NFD", "ố"), "ố"), (normalize("NFD", "ổ"), "ổ")]),
        ("7 m,&nbsp;vốn", "7 m, vốn", [("&nbsp;", " ")]),
        ("sông Ðào", "sông Đào", [("Ð", "Đ")]),
        ("Tin  ", "Tin", [("  ", "")]),
    ],
)
def test_what_changed_is_told_piece_by_piece(before: str, after: str, changed: list[tuple[str, str]]) -> None:
    assert [pair for pair in aligned_pieces(before, after) if pair[0] != pair[1]] == changed


@pytest.mark.parametrize(
    ("before", "after"),
    [("ab", "cd"), ("ab" + "\x01" * 21, "ab"), (" abc", f" {'Y' * 22}abc"), ("a\u0301\u00a0", "á "), ("x", "y")],
)
@pytest.mark.timeout(30)
def test_a_long_line_takes_no_longer_than_its_length(before: str, after: str) -> None:
    """Some ten times the time that this takes is allowed; what is quadratic would take for ever."""
    assert list(aligned_pieces(before * 200_000, after * 200_000))
