"""Text in one byte a character says the same as the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext.text.keys import NOT_ALPHANUMERIC, letters_of
from cleantext.text.lines import Lines
from cleantext.text.scan import STRAY_SPACE, find_rare_characters
from cleantext.vietnamese import codepage
from cleantext.vietnamese.codepage import CHARACTERS, LETTERS, OTHER, TO_LOWERCASE, TripleScanner, encode
from cleantext.vietnamese.letters import ACCENTED

ORDINARY = sorted(CHARACTERS - {OTHER})
texts = st.text(st.one_of(st.sampled_from(ORDINARY), st.characters()))


@given(texts)
def test_every_character_has_one_byte_and_an_ordinary_one_its_own(text: str) -> None:
    data = encode(text)
    assert len(data) == len(text)
    for character, code in zip(text, data, strict=True):
        expected = encode(character)[0] if character in CHARACTERS else ord(OTHER)
        assert code == expected or (character == "?" and code == ord("!") and ord(OTHER) in data)


def test_no_two_ordinary_characters_have_the_same_code() -> None:
    assert ACCENTED < CHARACTERS
    assert len(set(encode("".join(ORDINARY)))) == len(ORDINARY)
    assert ord(OTHER) not in encode("".join(ORDINARY))
    assert encode("Abc xyz 09?") == b"Abc xyz 09?"


@given(texts)
def test_letters_are_those_of_the_text(text: str) -> None:
    assert letters_of(text) == NOT_ALPHANUMERIC.sub("", text.casefold())
    if set(text) <= CHARACTERS - {OTHER}:
        assert encode(text).translate(TO_LOWERCASE) == encode(text.casefold())


letters = st.frozensets(st.sampled_from("abcê \n"))


@given(st.lists(st.tuples(letters, letters, letters), max_size=8), st.text("abcê \nü"), st.integers(1, 5))
def test_triples_are_found_wherever_they_stand(
    triples: list[tuple[frozenset[str], frozenset[str], frozenset[str]]], text: str, part: int
) -> None:
    """As one by one, however many characters are looked at in a time."""
    around = f"\n{text}\n"
    windows = list(zip(around, around[1:], around[2:], strict=False))
    expected = sum(
        any(all(map(frozenset.__contains__, triple, window)) for window in windows) << bit
        for bit, triple in enumerate(triples)
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(codepage, "CHUNK", part)
        assert TripleScanner(*triples).scan(encode(text)) == expected


def test_what_is_not_ordinary_may_be_a_letter() -> None:
    assert OTHER in LETTERS
    assert TripleScanner(({"h"}, {"ò"}, LETTERS)).scan(encode("hòü")) == 1


@given(texts)
def test_a_space_is_odd_beside_another_and_at_the_ends_of_lines(text: str) -> None:
    lines = text.split("\n")
    odd = any("  " in line or line.strip(" ") != line for line in lines)
    assert (STRAY_SPACE in find_rare_characters(text)) == odd


@given(st.lists(st.text(st.sampled_from(" aêÊ.ü\t"))))
def test_lines_are_those_given_and_know_which_are_not_blank(texts: list[str]) -> None:
    lines = Lines.of(texts)
    assert list(lines) == texts
    assert Lines.of(lines) is lines
    assert lines.nonblank_indexes == [index for index, line in enumerate(texts) if line.strip()]
    assert lines.nonblank == [line for line in texts if line.strip()]
