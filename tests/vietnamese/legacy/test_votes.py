"""The words that vote for a charset."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

import cleantext.vietnamese.codecs  # noqa: F401 - makes the charsets known to Python
from cleantext.vietnamese.legacy.votes import LONGEST_CACHED, NO_WORD, _charsets_of, non_ascii_words

RUN_AROUND_A_BYTE = rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*"  # what a word is; to search for it is quadratic
pieces = st.sampled_from([bytes([byte]) for byte in b"aZmC \n@[`{1\x80\xb0\xb2\xb5\xff"])


@given(st.lists(pieces).map(b"".join))
@example(b"m\xb2 km\xb2 \xb0C v\xb5")
def test_words_are_runs_of_letters_with_a_byte_above_7f(data: bytes) -> None:
    found = re.findall(RUN_AROUND_A_BYTE, data)
    assert non_ascii_words(data) == {w for w in found if len(w) > 1 and not NO_WORD.fullmatch(w)}


def test_a_word_in_a_row_of_dots_counts_however_long_it_is() -> None:
    word = "nước".encode("tcvn3")
    assert "tcvn3" in _charsets_of(word)
    assert "tcvn3" in _charsets_of(word + b"\x85" * LONGEST_CACHED)
