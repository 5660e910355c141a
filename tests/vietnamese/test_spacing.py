"""Words that were run together, and those that only look like it."""

import pytest

from cleantext.vietnamese.codepage import encode
from cleantext.vietnamese.everyday import ATTESTED_WITHOUT_ONSET, EVERYDAY, PLACES
from cleantext.vietnamese.pieces import join_likeliest
from cleantext.vietnamese.spacing import RUN_TOGETHER, part
from cleantext.vietnamese.syllables import spellings


@pytest.mark.parametrize(
    "words",
    [
        "mới xây",
        "đó và",
        "người vừa",
        "nơi người",
        "Xây dựng",
        "THUẾ VÀ",
        "vào các ngày",
        "đến từ những người",
        "về Sơn",
        "tại UBND",
        "của Facebook",
        "NAM Độc",
        "Theo Báo",
    ],
)
def test_words_are_parted_where_only_one_reading_is_possible(words: str) -> None:
    assert part(words.replace(" ", "")) == words.split()


@pytest.mark.parametrize(
    "word",
    [
        "cảnhà",  # cả nhà, cảnh à
        "khoông",  # a slip
        "nưóc",
        "viỆt",
        "tronghai",  # no Vietnamese letter
        "đôla",
        "càphê",
        "bêtông",
        "Mátxcơva",
        "Kitô",
        "BảoAnh",
        "YouTube",
        "VnExpress",
        "ĐHQGHN",
        "nghiêng",
        "hòan",
    ],
)
def test_names_loan_words_and_slips_stay_whole(word: str) -> None:
    assert part(word) == [word]


def test_the_lists_hold_syllables_and_places() -> None:
    assert EVERYDAY.union(ATTESTED_WITHOUT_ONSET).issubset(spellings())
    assert not [place for place in PLACES if place != place.strip() or not place[0].isupper()]


def test_no_syllable_looks_run_together() -> None:
    """So texts without such words are never looked at word by word."""
    names = {"đăk", "đắk", "lăk", "lắk", "kạn"}  # the few that end in k
    words = [form for word in spellings().keys() - names for form in (word, word.capitalize(), word.upper())]
    assert [word for word in words if RUN_TOGETHER.scan(encode(f" {word} "))] == []


@pytest.mark.parametrize(
    ("pieces", "words"),
    [
        ("Áp dụ ng t ừ ng à y", "Áp dụng từ ngày"),
        ("ngườ i củ a đố i v ới ph ương ho ạt qu y", "người của đối với phương hoạt quy"),
        ("Ph ườ ng Hàng Bạ c", "Phường Hàng Bạc"),
        ("dịch vụ y tế và ý nghĩa", "dịch vụ y tế và ý nghĩa"),
        ("A B ho ặc C hoặc D", "A B hoặc C hoặc D"),
        ("học phần thứ i", "học phần thứ i"),
    ],
)
def test_pieces_are_joined_to_the_likeliest_words(pieces: str, words: str) -> None:
    assert join_likeliest(pieces.split()) == words.split()
