"""The keys of lines are the same whether they are made from the text or from its bytes in the code page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext.text.keys import NOT_ALPHANUMERIC, fold, letters_of, letters_of_each, site_key, without_numbers
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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Chợ phiên", "  * CHỢ PHIÊN "),
        ("Chợ phiên", "## [Chợ phiên](https://aosen.example/cho_phien)"),
        ("Chợ phiên", '- [Chợ phiên](/cho "Mở trang")'),
        ("Chợ phiên", "| **Chợ phiên** |"),
        ("Chợ phiên", "[12]Chợ phiên"),
        ("Chợ phiên", "(BUTTON) Chợ phiên"),
        ("Ảnh chợ", "![Ảnh chợ](a.jpg)"),
    ],
)
def test_a_line_of_a_site_has_one_key_whoever_extracted_it(one: str, other: str) -> None:
    assert site_key(one) == site_key(other)


@pytest.mark.parametrize("line", ["Chợ phiên (3)", "Chợ phiên [sửa]", "Bước [1] của bản", "a_b"])
def test_what_a_line_says_in_brackets_is_part_of_it(line: str) -> None:
    assert site_key(line) == fold(line)


def test_a_key_without_numbers_is_that_of_any_day_and_count() -> None:
    assert without_numbers(site_key("Thứ hai, 6/1/2024")) == without_numbers(site_key("Chủ nhật, 12/05/2025"))
    assert without_numbers(site_key("Lượt: 1.234")) == without_numbers(site_key("Lượt: 9"))
    assert without_numbers(site_key("Lượt: 1")) != without_numbers(site_key("Khách: 1"))
