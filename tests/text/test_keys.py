"""The keys of lines are the same whether they are made from the text or from its bytes in the code page."""

from hypothesis import given

from cleantext.text.keys import NOT_ALPHANUMERIC, letters_of
from cleantext.vietnamese.codepage import CHARACTERS, OTHER, TO_LOWERCASE, encode
from tests.helpers.random_texts import TEXTS


@given(TEXTS)
def test_letters_are_those_of_the_text(text: str) -> None:
    assert letters_of(text) == NOT_ALPHANUMERIC.sub("", text.casefold())
    if set(text) <= CHARACTERS - {OTHER}:
        assert encode(text).translate(TO_LOWERCASE) == encode(text.casefold())
