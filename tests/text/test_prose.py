"""What a line is by its form."""

import pytest

from cleantext.text.prose import is_short_sentence


@pytest.mark.parametrize("line", ["Ông đi.", "- Tôi già rồi.", "– Vâng ạ.", "Đáng mua."])
def test_a_short_sentence_has_two_words_a_capital_letter_and_a_full_stop(line: str) -> None:
    assert is_short_sentence(line)


@pytest.mark.parametrize("line", ["", ".", "Rồi.", "ông đi.", "Ông đi", "Ông đi...", "Ông đi…", "12 giờ."])
def test_what_is_none(line: str) -> None:
    assert not is_short_sentence(line)
