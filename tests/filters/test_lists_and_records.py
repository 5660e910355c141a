"""A page whose own lines are a record, a table or a list keeps them, though they are as short as those of menus."""

import pytest

from tests.filters.test_evidence import LABELS, MENU, TAIL, kept
from tests.helpers.articles import ARTICLE, PARAGRAPHS, TITLE

PERSON = [
    "Giới tính", "Nữ", "Học vị", "Thạc sĩ", "Trình độ", "Đại học", "Địa chỉ", "Xóm Đông", "Điện thoại", "0203 300 001",
    "Email", "sa@xomdong.example",
]  # fmt: skip
DOCUMENT = [
    "Số hiệu", "12/KH", "Cơ quan ban hành", "Trường xóm Đông", "Ngày ban hành", "26/11/2020", "Trạng thái", "Bản nháp"
]  # fmt: skip
BEING = ["Giới", "Thực vật", "Bộ", "Lúa", "Họ", "Hòa thảo", "Chi", "Lúa nước"]


@pytest.mark.parametrize("record", [PERSON, DOCUMENT, BEING], ids=["person", "document", "being"])
@pytest.mark.parametrize("heading", ["Góc sân", "Kế hoạch chăm vườn trường của ba khối lớp trong học kỳ hai"])
def test_a_record_stays_with_its_heading(record: list[str], heading: str) -> None:
    own = [heading, *record]
    assert kept([TITLE], MENU, own, MENU[::-1], PARAGRAPHS, TAIL) == [TITLE, *own, *PARAGRAPHS]
    assert kept(MENU, ARTICLE, TAIL[:2], own, TAIL[2:])[: len(ARTICLE)] == ARTICLE
    assert set(own) <= set(kept(MENU, ARTICLE, TAIL[:2], own, TAIL[2:]))


def test_labels_without_values_are_a_form() -> None:
    form = ["Số hiệu", "Cơ quan ban hành", "Loại văn bản", "Người ký"]
    assert kept(MENU[:2], form, MENU[2:], ARTICLE, TAIL) == ARTICLE


def test_menus_above_a_record_go() -> None:
    assert kept([TITLE], MENU, ["Liên hệ", *LABELS], MENU, DOCUMENT, PARAGRAPHS) == [TITLE, *DOCUMENT, *PARAGRAPHS]


def test_what_shares_goes_from_a_record() -> None:
    assert kept([TITLE], DOCUMENT[:4], ["Chia sẻ Facebook"], DOCUMENT[4:], PARAGRAPHS) == [
        TITLE,
        *DOCUMENT,
        *PARAGRAPHS,
    ]


FIGURES = ["Nông nghiệp", "102,3", "Giao thông", "98,5", "Giáo dục", "101,7", "Du lịch", "99,9"]


def test_rows_named_as_sections_are_stay_below_the_article() -> None:
    assert kept(MENU, ARTICLE, FIGURES, PARAGRAPHS[:1], TAIL)[: len(ARTICLE + FIGURES)] == [*ARTICLE, *FIGURES]
    sections = FIGURES[::2]
    assert kept(MENU, ARTICLE, TAIL[:2], sections, TAIL[2:]) == ARTICLE


PRINTER = "Máy tuốt lúa đạp chân hiệu Bông Vàng (có bánh xe, có hộc)"
PARTS = ["Giá: 990.000 đ", "Còn hàng: 3 chiếc", "- Nặng: 21 cân", "- Gập lại được", "- Bánh: cao su đặc"]


def test_the_parts_of_a_thing_are_no_menu_between_title_and_text() -> None:
    own = [PRINTER, *PARTS]
    found = kept(MENU, ["Lúa ở xóm Đông"], MENU[::-1], own, MENU, PARAGRAPHS, TAIL)
    assert set(own) <= set(found)
    assert not set(MENU) & set(found)


def test_facts_under_did_you_know_are_the_article_s() -> None:
    own = ["Bạn có biết?", "Lúa ngủ ban trưa", "Rễ lúa dài hơn thân"]
    found = kept(MENU, ARTICLE, own, ["Đăng ký nhận bản tin", *TAIL])
    assert found[: len(ARTICLE + own)] == [*ARTICLE, *own]


def test_a_headline_above_the_date_is_the_title_whatever_it_says() -> None:
    """What it says need not recur in the article, and words of a menu may."""
    headline = "Chuyện lạ mà quen nơi cuối dòng kênh nhỏ"
    menu = ["Lúa ở xóm Đông", *MENU, *LABELS, *MENU[::-1]]
    assert headline in kept(menu, [headline, "14:20 05/10/2022"], PARAGRAPHS, TAIL)
