"""The scan for rare characters finds spaces that are rare only by what is next to them."""

from hypothesis import given

from cleantext.text.scan import STRAY_SPACE, find_rare_characters
from tests.helpers.random_texts import TEXTS


@given(TEXTS)
def test_a_space_is_rare_beside_another_and_at_the_ends_of_lines(text: str) -> None:
    lines = text.split("\n")
    is_stray = any("  " in line or line.strip(" ") != line for line in lines)
    assert (STRAY_SPACE in find_rare_characters(text)) == is_stray
