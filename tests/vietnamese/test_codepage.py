"""Encoded text has the same characters as the text, and triples are found in it wherever they occur."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext.vietnamese import codepage
from cleantext.vietnamese.codepage import CHARACTERS, LETTERS, OTHER, TripleScanner, encode
from cleantext.vietnamese.letters import ACCENTED
from tests.helpers.random_texts import IN_CODEPAGE, TEXTS


@given(TEXTS)
def test_every_character_has_one_byte_and_one_of_the_code_page_its_own(text: str) -> None:
    data = encode(text)
    assert len(data) == len(text)
    for character, byte in zip(text, data, strict=True):
        expected = encode(character)[0] if character in CHARACTERS else ord(OTHER)
        assert byte == expected or (character == "?" and byte == ord("!") and ord(OTHER) in data)


def test_no_two_characters_of_the_code_page_have_the_same_byte() -> None:
    assert ACCENTED < CHARACTERS
    assert len(set(encode("".join(IN_CODEPAGE)))) == len(IN_CODEPAGE)
    assert ord(OTHER) not in encode("".join(IN_CODEPAGE))
    assert encode("Abc xyz 09?") == b"Abc xyz 09?"


LETTER_SETS = st.frozensets(st.sampled_from("abcê \n"))


@given(st.lists(st.tuples(LETTER_SETS, LETTER_SETS, LETTER_SETS), max_size=8), st.text("abcê \nü"), st.integers(1, 5))
def test_triples_are_found_wherever_they_stand(
    triples: list[tuple[frozenset[str], frozenset[str], frozenset[str]]], text: str, size: int
) -> None:
    """As one by one, however many characters are looked at in a time."""
    around = f"\n{text}\n"
    windows = list(zip(around, around[1:], around[2:], strict=False))
    expected = sum(
        any(all(map(frozenset.__contains__, triple, window)) for window in windows) << bit
        for bit, triple in enumerate(triples)
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(codepage, "CHUNK", size)
        assert TripleScanner(*triples).scan(encode(text)) == expected


def test_a_character_outside_the_code_page_may_be_a_letter() -> None:
    assert OTHER in LETTERS
    assert TripleScanner(({"h"}, {"ò"}, LETTERS)).scan(encode("hòü")) == 1
