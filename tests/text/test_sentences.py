"""Sentences that were broken over several lines, and what only looks like one."""

import pytest

from cleantext.text.lines import Lines
from cleantext.text.structure import Structure


def sentences(text: str) -> list[str]:
    lines = text.split("\n")
    return ["\n".join(lines[index] for index in run) for run in Lines(lines).asked(Structure).sentences]


WRAPPED = """Con đường đất từ chợ Bàu Sen lên xóm Đông dài chừng ba cây số, mùa khô
bụi đỏ, mùa mưa lầy đến mắt cá, vậy mà sáng nào cụ Khoan cũng đi, xách theo cái
giỏ tre cũ."""
PIECES = """Muốn mở tài khoản tiết kiệm, bà con mang theo
Căn cước công dân
và đến quầy số ba của
Quỹ tín dụng xã Bàu Sen
, gặp cô Lụa."""


@pytest.mark.parametrize("text", [WRAPPED, PIECES])
def test_a_sentence_over_several_lines(text: str) -> None:
    assert sentences(text) == [text]
    assert sentences(f"Gặt lúa sớm\n{text}\nTin liên quan") == [text]


def test_sentences_that_follow_one_another() -> None:
    assert sentences(f"{WRAPPED}\n{PIECES}") == [WRAPPED, PIECES]


def test_a_name_at_the_start_of_a_line_after_a_long_one() -> None:
    text = "Người kể chuyện này cho chúng tôi nghe là ông giáo\nTảng\nở xóm bên kia sông, năm nay đã ngoài chín mươi."
    assert sentences(text) == [text]


def test_a_word_that_ends_no_sentence_alone_on_a_line() -> None:
    text = "Cô Lụa ở quầy số ba là cháu\ncủa\nBà Hai bán bún đầu chợ Bàu Sen."
    assert sentences(text) == [text]


def test_a_colon_within_a_broken_sentence() -> None:
    text = "Trên nhãn lọ có một dòng chữ nghiêm, in dưới\ncon cò như bìa sách giáo khoa:\nmuối này không bán."
    assert sentences(text) == [text]


def test_a_sentence_has_few_lines() -> None:
    """A long list in small letters is none."""
    assert sentences("\n".join(["bún riêu"] * 50 + ["và cháo."])) == ["\n".join(["bún riêu"] * 10 + ["và cháo."])]


def test_a_quotation_that_goes_on_below() -> None:
    text = "Ông bảo: “Lúa năm nay chắc hạt lắm, bà con ạ.”\n, rồi cười, đội nón đi ra đồng trước mọi người."
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Trang chủ\nThời sự\nĐăng nhập",
        "Giá mỗi cân lúa khô hôm nay ở chợ Bàu Sen.\niPhone cũ đổi lấy thóc được không?",
        "This page could not be found, so we went\nback to the front page of the site.",
        "Ngắn\nthôi.",
        "Gặt lúa sớm ở xóm Đông, chuyện chưa kể\nvề một mùa lúa không ai ngờ tới",
        "1. Gieo mạ\n2. Cấy lúa\n3. Gặt lúa trước khi mưa về.",
        "Bà con đi chợ Bàu Sen cần mang theo:\nmột cái giỏ tre cũ.\nmột cái nón lá.",
        "Con đường đất từ chợ Bàu Sen lên xóm Đông dài chừng ba cây số\nHết.\nvề nhà thôi.",
    ],
    ids=["menu", "a small letter before a capital", "English", "short", "no stop", "points", "list", "headline"],
)
def test_what_is_no_broken_sentence(text: str) -> None:
    assert sentences(text) == []
