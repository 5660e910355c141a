"""What an article lists, names or says briefly is its own, though a page has the same words around it."""

import pytest

from cleantext import clean
from tests.filters.test_evidence import HEADLINES, MENU, TAIL, kept
from tests.helpers.articles import ARTICLE, PARAGRAPHS, TITLE


def test_last_parts_of_one_short_sentence_are_the_article_s() -> None:
    last = ["Thể thao", "Ông đánh vật từ nhỏ.", "Giải trí", "Ông nghe chèo.", "Liên hệ", "Ông không có máy."]
    for tail in (["Chia sẻ"], TAIL):
        assert kept(MENU, ARTICLE, last, tail)[: len(ARTICLE + last)] == [*ARTICLE, *last], tail
    no_sentences = [line.rstrip(".") for line in last]  # entries of a menu
    assert kept(MENU, ARTICLE, no_sentences, TAIL) == ARTICLE


BUTTONS = ["Đăng nhập", "Tìm kiếm", "Chia sẻ", "Đăng xuất"]
STEPS = [line for number, button in enumerate(BUTTONS, 1) for line in (f"Bước {number}", button)]


@pytest.mark.parametrize("own", [["Nhấn các nút sau:", *BUTTONS], STEPS], ids=["announced", "steps"])
def test_buttons_that_the_article_lists_stay(own: list[str]) -> None:
    assert kept(MENU, ARTICLE, own, TAIL) == [*ARTICLE, *own]


def test_what_a_step_or_an_answer_says_is_no_menu() -> None:
    answers = ["A", "Trên bậu cửa", "B", "Dưới gầm bàn", "C", "Trong bếp", "D", "Trên gác"]
    own = ["Hỏi", *answers, "Bước 1", "Góc sân", "Bước 2", "Bếp nhà"]
    assert kept(MENU, ARTICLE, own, TAIL) == [*ARTICLE, *own]
    entries = [line for line in own if len(line) > 1 and "Bước" not in line]
    assert kept(MENU, ARTICLE, TAIL[:2], entries, TAIL[2:]) == ARTICLE
    for letter in "BCD":  # each ends what is chrome, also below the first line of the page's
        assert "Góc sân" in kept(MENU, ARTICLE, TAIL[:2], ["Đố vui", letter, "Góc sân"], TAIL[2:])


PROGRAMME = ["7:30", "Đón tiếp", "8h", "Văn nghệ", "8:30", "Video", "9:00", "Thảo luận", "10:00", "Hỏi đáp"]


def test_a_programme_is_no_menu() -> None:
    """Its times rise; in lists of news the latest comes first."""
    assert kept(MENU, ARTICLE, PROGRAMME, TAIL) == [*ARTICLE, *PROGRAMME]
    news = [line for pair in zip(PROGRAMME[8::-2], HEADLINES * 2, strict=False) for line in pair]
    assert kept(MENU, ARTICLE, TAIL[:1], news, TAIL[1:]) == ARTICLE


@pytest.mark.parametrize(
    "own",
    [
        ["Bảo mật", "Vân tay", "Video", "4K", "Bảng giá", "Năm triệu"],  # properties of a thing
        ["Dịch vụ", "Homestay", "Xe máy", "Hướng dẫn viên", "Ẩm thực"],
    ],
)
def test_ambiguous_lines_alone_make_no_page(own: list[str]) -> None:
    assert kept(ARTICLE, own) == [*ARTICLE, *own]


def test_many_ambiguous_lines_are_those_of_a_page() -> None:
    sections = ["Video", "Bảo mật", "Bảng giá", "Thể thao", "Giải trí"]
    assert kept(ARTICLE, sections[:3]) == [*ARTICLE, *sections[:3]]
    assert kept(ARTICLE, sections) == ARTICLE


@pytest.mark.parametrize(
    "text",
    [
        "Từ vựng bài 3\nHọc thuộc các từ.\nGia đình\nThể thao\nÂm nhạc\nDu lịch\nSức khỏe",
        "Thời khóa biểu lớp 7A\nThứ hai nghỉ tiết năm.\nThứ ba\nÂm nhạc\nMỹ thuật\nTin học\nThể thao",
        "Khảo sát lớp 5A\nCả lớp trả lời.\nHài lòng\nBình thường\nKhông hài lòng",
    ],
)
def test_a_short_sentence_alone_makes_no_article(text: str) -> None:
    assert clean(text) == text


def test_a_list_that_begins_with_what_no_rule_knows_is_announced_too() -> None:
    own = ["Các nghề đào tạo:", "Điện dân dụng", "Làm đẹp", "Nấu ăn", "Tin học"]
    assert kept(MENU, ARTICLE, own, TAIL) == [*ARTICLE, *own]
    assert kept(MENU, ARTICLE, own[:2], ["Chia sẻ bài viết"], TAIL) == [*ARTICLE, *own[:2]]


def test_a_colon_above_the_page_s_own_buttons_announces_none() -> None:
    """It names no buttons, or the list has entries of its own and ends at the bar to share."""
    for last in ("Mời bà con xem đoạn phim quay ở lễ hội xóm Đông sáng nay:", "Nguồn:"):
        assert kept(MENU, ARTICLE, [last], BUTTONS, TAIL) == [*ARTICLE, last]
    own = ["Các loại vé đang bán:", "Vé ngày", "Vé tháng"]
    assert kept(MENU, ARTICLE, own, ["Chia sẻ", "Facebook"], TAIL) == [*ARTICLE, *own]


def test_a_list_is_of_short_lines_and_ends_soon() -> None:
    long = "Lớp dạy nghề điện cho thanh niên xóm Đông mở lại"
    opening = "Các nghề đào tạo:"
    assert kept(MENU, ARTICLE, [opening, "Điện", "Tin học"], TAIL)[len(ARTICLE) :] == [opening, "Điện", "Tin học"]
    assert "Tin học" not in kept(MENU, ARTICLE, [opening, long, "Tin học"], TAIL)
    assert "Tin học" not in kept(MENU, ARTICLE, [opening, *(f"Nghề {n}" for n in range(12)), "Tin học"], TAIL)


@pytest.mark.parametrize("labels", ["B, C, D", "B., C., D.", "B1, B2, B3", "Câu 1, Câu 2", "Cách 1:, Cách 2:"])
def test_below_the_label_of_a_step_or_an_answer_a_line_is_the_article_s(labels: str) -> None:
    own = [line for label in labels.split(", ") for line in (label, "Âm nhạc")]
    assert kept(MENU, ARTICLE, own, TAIL) == [*ARTICLE, *own]


def test_short_sentences_do_not_make_an_article_certain() -> None:
    notice = [TITLE, *PARAGRAPHS[:2], *["Thóc phơi đủ nắng.", "Lúa chắc hạt.", "Sân đình rộng."] * 6]
    own = ["Địa chỉ", "Số 5 đường Bến Gạo", "Email", "Nhà văn hóa xóm"]
    assert sum(map(len, notice[3:])) > 200
    assert kept(MENU, notice[:3], own, TAIL[:3]) == [*notice[:3], *own]
    assert kept(MENU, notice, own, TAIL[:3])[-len(own) :] == own
