"""Where two lines differ, by whole words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext.report.inline_words import word_pieces

TEXTS = st.text(st.sampled_from("ab \u00a0\u200bá\u0301\u031b"), max_size=40)


@given(TEXTS, TEXTS)
def test_pieces_make_up_both_lines(before: str, after: str) -> None:
    found = word_pieces(before, after)
    assert ("".join(old for old, _ in found), "".join(new for _, new in found)) == (before, after)
    assert all(old or new for old, new in found)


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("thủ đô HÃ Há»™i xưa", "thủ đô Hà Hội xưa", [("HÃ Há»™i", "Hà Hội")]),
        ("sông Ðào và Đông", "sông Đào và Đông", [("Ðào", "Đào")]),
        ("Nghị\u200bêm, 71 tu\u00adổi", "Nghịêm, 71 tuổi", [("Nghị\u200bêm,", "Nghịêm,"), ("tu\u00adổi", "tuổi")]),
        ("đường vềSơn La", "đường về Sơn La", [("vềSơn", "về Sơn")]),
        ("có\u00a0từ\u00a0ở  đó ", "có từ ở đó", [("\u00a0", " "), ("\u00a0", " "), (" ", ""), (" ", "")]),
        ("một câu", "một câu", []),
    ],
)  # fmt: skip
def test_what_changed_is_told_in_whole_words(before: str, after: str, changed: list[tuple[str, str]]) -> None:
    assert [pair for pair in word_pieces(before, after) if pair[0] != pair[1]] == changed


@pytest.mark.parametrize(("before", "after"), [("aá ", "áa "), ("a\u0301", "á"), ("x y\u00a0", "x z ")])
@pytest.mark.timeout(30)
def test_a_long_line_takes_no_longer_than_its_length(before: str, after: str) -> None:
    assert word_pieces(before * 200_000, after * 200_000)
