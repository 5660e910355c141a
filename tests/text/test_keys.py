"""The keys of lines are the same whether they are made from the text or from its bytes in the code page."""

from hypothesis import given
from hypothesis import strategies as st

from cleantext.text.keys import NOT_ALPHANUMERIC, letters_of, letters_of_each
from cleantext.vietnamese.codepage import CHARACTERS, OTHER, TO_LOWERCASE, encode
from tests.helpers.random_texts import TEXTS


@given(TEXTS)
def test_letters_are_those_of_the_text(text: str) -> None:
    assert letters_of(text) == NOT_ALPHANUMERIC.sub("", text.casefold())
    if set(text) <= CHARACTERS - {OTHER}:
        assert encode(text).translate(TO_LOWERCASE) == encode(text.casefold())


@given(st.lists(st.text(alphabet="aĐ_ố1- “\u00a0x?", max_size=6), max_size=5))
def test_the_letters_of_each_line(lines: list[str]) -> None:
    assert letters_of_each(lines) == [letters_of(line) for line in lines]
