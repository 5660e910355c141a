"""The title of an article: what `Result.title` and JSON say it is."""

import pytest

from cleantext import explain

BODY = (
    "Sáng 5/3, bà con xóm Đồi bắt đầu dựng lại cây cầu gỗ bắc qua suối Lạnh sau mùa lũ.\n"
    "Cây cầu gỗ mới dài 40 mét, do chính người trong xóm Đồi góp công và góp gỗ làm nên trong hai tháng.\n"
)
TITLE = "Xóm Đồi dựng lại cây cầu gỗ qua suối Lạnh"


@pytest.mark.parametrize(
    "above",
    [
        "",
        "Hà Nội, ngày 5 tháng 3\n",
        "Thứ 4 | 08/06/2016\n",
        "Thứ tư, 22/10/2025, 19:25 (GMT+7)\n",
        "| Kinh tế | thứ ba, 06 08 2019 14:41 |\n",
        "Ngày thu thập: 2026-06-08\n",
        "<!DOCTYPE html>\n",
        "Ảnh: Lò Thị Hoa\n",
        "Trang chủ > Xã hội\n",
        "Xã hội » Nông thôn » Tin xóm\n",
        "Báo Xóm Đồi\n",
        "PHÓNG SỰ\n",
        "***\n",
        "Trang chủ\nĐăng nhập\nGiới thiệu\nLiên hệ\nCơ hội du học nước ngoài\nThứ năm, 27/06/2024\n",
    ],
)
def test_what_stands_above_a_title_is_none(above: str) -> None:
    assert explain(f"{above}{TITLE}\n{BODY}").title == TITLE


@pytest.mark.parametrize(
    "below", ["Lò Thị Hoa\n", "27/06/2024 07:32\n", "Tin tức xóm Đồi và vùng lân cận\n", "Chia sẻ\n", "Ảnh: Lò Hoa\n"]
)
def test_what_stands_below_a_title_is_none(below: str) -> None:
    assert explain(f"{TITLE}\n{below}{BODY}").title == TITLE


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"# {TITLE}\n{BODY}", TITLE),
        (f"**{TITLE}**\n{BODY}", TITLE),
        (f"{TITLE} ...\n{BODY}", f"{TITLE} ..."),
        (f"Ai dựng lại cây cầu gỗ qua suối Lạnh?\n{BODY}", "Ai dựng lại cây cầu gỗ qua suối Lạnh?"),
        (f"Mưa\n{BODY}", "Mưa"),
        (f"{TITLE} - Báo Xóm Đồi\nTrang chủ\nĐăng nhập\n{TITLE}\n{BODY}", TITLE),
        (BODY, None),
        (f"{BODY}{TITLE}\n", None),
        (f"Hà Nội, ngày 5 tháng 3\n{BODY}", None),
        (f"(TTXVN) - {BODY}", None),
        (f"<!DOCTYPE html>\n{BODY}", None),
        ("", None),
        ("\n\n", None),
    ],
)
def test_the_title(text: str, title: str | None) -> None:
    assert explain(text).title == title


DECISION = (
    "UBND HUYỆN ĐỒI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 12/QĐ-UBND\nQUYẾT ĐỊNH\n"
)


def test_the_title_of_an_official_document_is_its_subject() -> None:
    about = "Về việc dựng lại cầu gỗ qua suối Lạnh"
    assert explain(f"{DECISION}{about}\nCăn cứ Luật Xây dựng;\n{BODY}").title == about
    assert explain(f"{DECISION}Căn cứ Luật Xây dựng;\n{BODY}").title is None


def test_a_title_in_pieces_is_none() -> None:
    text = "Cây cầu gỗ bắc qua suối Lạnh ở xóm Đồi đã được\ndựng lại sau mùa lũ, bà con xóm Đồi\nrất vui mừng.\n" + BODY
    assert explain(text).title is None
