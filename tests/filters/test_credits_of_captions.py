"""What is set aside when captions are compared: credits, numbers, labels, names of files."""

import pytest

from cleantext.filters.repeated_captions.credits import comparable, without_tail
from cleantext.text.keys import letters_of

CAPTION = "Bà con xóm Đông gặt lúa sớm trên cánh đồng Bàu Sen"
CREDITS = [
    ". Ảnh: Trần Lực",
    " (Ảnh: TTXVN).",
    ". Ảnh minh họa, nguồn: AI",
    " (Hình từ Internet)",
    ". Đồ họa: Hải Đường",
    ". Ảnh VPF",
    " - 2",
    " - 2.",
]
CREDITS += [". Ảnh mang tính chất minh họa. Nguồn: Internet.", "! Ảnh minh họa AI", ". Ảnh Bộ Công an", " - Ảnh 1."]
CREDITS += [" Ảnh: TTXVN", ". Ảnh cắt từ clip", " [Video: Lê Hoa]"]
WORDS = [
    ". Ảnh hưởng của bão còn dài.",
    ", ảnh hưởng đến ba xã",
    ". Hình phạt là 24 năm tù.",
    " trong clip: nước dâng",
    "",
    ".",
]
WORDS += [", video.", ", nguồn tin cho biết.", ". Video tập 2 có 500.000 lượt xem.", ", hình ảnh đẹp của tổ tiên"]


@pytest.mark.parametrize("credit", CREDITS)
def test_a_credit_or_number_is_set_aside(credit: str) -> None:
    assert without_tail(CAPTION + credit).rstrip() == CAPTION
    assert comparable(CAPTION + credit).letters == letters_of(CAPTION)


@pytest.mark.parametrize("words", WORDS)
def test_words_that_begin_like_a_credit_are_not(words: str) -> None:
    assert without_tail(CAPTION + words) == CAPTION + words


@pytest.mark.parametrize(
    "label", ["Hình 1: ", "Ảnh: ", "Hình ảnh: ", "Video: ", "ẢNH 12. ", "Ảnh minh họa: ", "Hình 3 - "]
)
def test_a_label_is_set_aside(label: str) -> None:
    copy = comparable(label + CAPTION)
    assert (copy.letters, bool(copy.label)) == (letters_of(CAPTION), True)


@pytest.mark.parametrize("words", ["Hình như ", "Ảnh hưởng: ", "Clip của bà con: ", "Bảng 1: ", "Hình 123: "])
def test_words_in_front_are_no_label(words: str) -> None:
    assert comparable(words + CAPTION).letters == letters_of(words + CAPTION)


def test_an_author_behind_a_label_is_no_caption() -> None:
    assert comparable("Ảnh: Nguyễn Văn Long").letters == letters_of("Ảnh: Nguyễn Văn Long")
