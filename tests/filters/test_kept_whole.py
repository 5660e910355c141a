"""Official documents, laws, forms and tables come out of the page around them whole; the page's menu and footer go."""

from pathlib import Path

import pytest

from cleantext import clean, explain
from cleantext.text.lines import Lines
from cleantext.text.structure import Structure
from tests.helpers.paths import DATA

MENU = ["Trang chủ", "Giới thiệu", "Tin tức", "Văn bản", "Liên hệ", "Đăng nhập"]
FOOTER = ["Chia sẻ", "In trang", "Quay lại", "Tin liên quan", "Các tin khác", "Lượt truy cập", "Bản quyền thuộc về"]
DOCUMENTS = [
    path
    for path in sorted((DATA / "left_alone").glob("*.txt"))
    if any(Lines(path.read_text(encoding="utf-8").split("\n")).asked(Structure).kept_whole())
]
ENDS_IN_A_LABEL = "bao-cao-ket-qua-khao-sat-su-hai-long"  # "Người gửi", right above the page's footer
ARTICLE = """
Bến Soi hạ thủy con đò gỗ mít
Sáng mùng sáu, bà con thôn Hạ kéo nhau ra bến Soi xem lễ hạ thủy con đò gỗ mít dài mười hai mét, do ba người thợ già \
trong thôn đóng suốt hai tháng mùa khô. Con đò thay cho chiếc phà sắt đã nằm bờ từ năm ngoái.
Ông Lường Văn Kiên, trưởng thôn, cho biết mỗi hộ góp hai ngày công và một cây tre đực. Phần gỗ lấy từ hai cây mít đổ \
trong trận bão năm kia, ngâm bùn ở ao đình đủ một năm mới đem lên xẻ.
""".strip().split("\n")
LIST = ["(Ban hành kèm theo Quyết định số 12/QĐ-UBND)", "Lò Văn An", "Quàng Thị Bình", "Lường Văn Chung"]
POINTS = [
    f"1.{number}. Người thuê trả đò đúng bến, rửa sạch lòng đò, buộc dây vào cọc {number} rồi đưa chìa khóa cho tổ đò."
    for number in range(1, 13)
]


def lost_on_a_page(*lines: str) -> list[str]:
    """Return what is lost of lines between a menu and a footer."""
    page = [*MENU, *lines, *FOOTER]
    own = range(len(MENU) + 1, len(MENU) + len(lines) + 1)
    return [removal.text for removal in explain("\n".join(page)).removals if removal.text and removal.line in own]


def test_there_are_enough() -> None:
    assert len(DOCUMENTS) >= 30


@pytest.mark.parametrize(
    "path", [path for path in DOCUMENTS if path.stem != ENDS_IN_A_LABEL], ids=lambda path: path.stem
)
def test_a_document_on_a_page_is_kept_whole(path: Path) -> None:
    assert lost_on_a_page(*path.read_text(encoding="utf-8").split("\n")) == []


def test_the_menu_and_the_footer_go_but_for_a_line_that_may_be_the_first() -> None:
    page = [*MENU, "Danh mục", *ARTICLE[:1], *POINTS, *ARTICLE[1:], *FOOTER]
    assert clean("\n".join(page)).split("\n") == page[len(MENU) : -len(FOOTER)]


@pytest.mark.parametrize("head", ["Danh mục", "Thông báo", "THÔNG BÁO", "Chính sách bảo mật", "Chủ đề: chăn nuôi"])
@pytest.mark.parametrize("body", [LIST, POINTS], ids=["a list", "points"])
def test_the_first_line_may_be_one_that_menus_have(head: str, body: list[str]) -> None:
    assert lost_on_a_page(head, *body) == []


def test_what_follows_the_last_sign_is_an_annex_down_to_the_footer() -> None:
    annex = ["Tài khoản", "0912", "+ Tốt", "+ Trung bình", "+ Xấu", "Tra cứu", "Nội dung", "1. Kéo đò", "Ý kiến khác"]
    assert lost_on_a_page(*POINTS, *annex) == []


def test_known_lines_here_and_there_are_no_footer() -> None:
    cells = [f"Ô số {number}" for number in range(12)]
    rows = [line for label in FOOTER for line in (label, *cells)]
    gone = [removal.text for removal in explain("\n".join([*POINTS, *rows])).removals if removal.text]
    assert gone == []


def test_a_few_known_lines_above_are_a_letterhead() -> None:
    lines = ["Danh mục", "Thông báo", "Giới thiệu", ARTICLE[0], *POINTS, *ARTICLE[1:]]
    assert clean("\n".join([*lines, *FOOTER])).split("\n") == lines


def test_what_is_beyond_doubt_goes_from_within() -> None:
    within = ["Chia sẻ lên Facebook", "Gửi bình luận", "anh-ben-do.jpg", "Nghe đọc bài"]
    assert lost_on_a_page(*POINTS[:6], *within, *POINTS[6:]) == within[:2]


def test_a_kicker_stays_and_a_menu_in_capitals_goes() -> None:
    assert lost_on_a_page("PHÓNG SỰ", *ARTICLE) == []
    assert lost_on_a_page("THÔNG BÁO", "TUYỂN DỤNG", *ARTICLE) == []
    assert lost_on_a_page(*(menu := ["THỜI SỰ", "THỂ THAO", "GIẢI TRÍ"]), *ARTICLE) == menu
