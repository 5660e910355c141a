"""What a document is, is found out once, however many ask."""

import pytest

from cleantext import explain
from cleantext.text import structure
from cleantext.text.lines import Lines
from cleantext.text.structure import Structure

ROWS = [f"| {number} | Cá lóc | {number}0.000 |" for number in range(1, 7)]
NUMBERS = [f"{number}.000" for number in range(1, 25)]


def structure_of(*lines: str) -> Structure:
    return Lines(lines).asked(Structure)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["Giá cá", *ROWS, "Hết chợ"], range(1, 7)),
        (["Giá cá", *ROWS[:4], "Hết chợ"], range(0)),  # few rows
        ([*ROWS, *["Chợ Soi bán cá"] * 10], range(0)),  # of many lines
        (["Giá cá", *NUMBERS, "Hết chợ"], range(1, 25)),
        (["Giá cá", *NUMBERS[:19], "Hết chợ"], range(0)),
        (["Giá cá", "STT", "Tên cá", *NUMBERS[:5]], range(1, 8)),  # less is enough below the heading of numbers
        (["Giá cá", "Tên cá", *NUMBERS[:5]], range(0)),
        (["Chấm công", *["x", "-", "An", "Bình"] * 10], range(1, 39)),  # who was there
        (["Cá lóc\t1\t2", *["Cá rô\t3\t4"] * 4, "Hết chợ"], range(5)),
    ],
)
def test_a_table_reaches_from_its_first_row_to_its_last(lines: list[str], found: range) -> None:
    assert structure_of(*lines).table == found


def test_the_national_title_in_a_paragraph_is_no_head() -> None:
    line = "Trên bức tường cũ còn đọc được dòng chữ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM, sơn đã phai gần hết."
    assert structure_of("Nhà cũ", line).official == range(1, 2)
    assert structure_of("Nhà cũ", line * 4).official == range(0)


def test_a_document_with_long_lines_is_no_form_and_no_table() -> None:
    long = ["Con đò thay cho chiếc phà sắt đã nằm bờ từ năm ngoái. " * 20] * 3
    blanks = ["Tên: .....", "Tuổi: .....", "Nơi ở: .....", "Ngày: ....."]
    assert structure_of(*blanks).form
    assert structure_of(*ROWS).table
    document = structure_of(*blanks, *ROWS, *long)
    assert not document.has_short_lines
    assert list(document.kept_whole()) == []


def test_most_lines_that_end_within_a_sentence_are_long_if_wrapped() -> None:
    pieces = ["Con đường đất từ chợ Bàu Sen lên xóm Đông dài chừng ba cây số,", *["mùa khô bụi đỏ"] * 2, "rồi mưa."] * 3
    long = ["Con đường đất từ chợ Bàu Sen lên xóm Đông dài chừng ba cây", "số, mùa khô bụi đỏ, mùa mưa lầy đến mắt cá."]
    assert structure_of(*pieces).breaks == 9
    assert structure_of(*pieces).is_broken
    assert not structure_of(*pieces).is_wrapped
    assert structure_of(*long * 6).breaks == 6
    assert structure_of(*long * 6).is_broken
    assert structure_of(*long * 6).is_wrapped
    assert not structure_of(*long * 5).is_broken  # few
    assert not structure_of(*long * 6, *["Chợ Bàu Sen họp sớm."] * 6).is_broken  # of many lines


def test_filters_and_doubts_ask_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    for name in ("official_range", "form_range", "table_range", "continued_lines"):

        def counted(*lines: object, name: str = name, function: object = getattr(structure, name)) -> object:
            asked.append(name)
            return function(*lines)  # type: ignore[operator]

        monkeypatch.setattr(structure, name, counted)
    explain("Chia sẻ\nTin vui\n" + "\n".join(["Con đò nằm đợi khách sang ngang, khói bếp nhà ai tỏa nhẹ nhàng."] * 3))
    assert sorted(set(asked)) == ["continued_lines", "form_range", "official_range", "table_range"]
    assert max(map(asked.count, asked)) <= 2  # for the lines as they came, and for those that site chrome left
