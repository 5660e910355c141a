"""Tables whose cells stand on lines of their own, and live reports, are found by how their lines follow each other."""

import pytest

from cleantext.text.lines import Lines
from cleantext.text.structure import Structure

PARAGRAPH = "Nước sông lên chậm hơn năm ngoái nên bà con xóm Đông gặt xong trước rằm, thóc phơi kín sân đình."


def in_rows(*lines: str) -> set[str]:
    found = Lines(lines).asked(Structure).in_rows
    return {lines[index] for index in found}


HEADINGS = ["Họ tên", "Việc"]
ROWS = ["1", "Mạc Văn Tuế", "Trưởng xóm", "2", "Lò Thị Hấn", "Phó xóm", "3", "Sầm Văn Đức", "Thủ quỹ"]


@pytest.mark.parametrize("heading", ["STT", "TT", "Số TT"])
def test_rows_are_numbered_below_their_heading(heading: str) -> None:
    assert in_rows("Ban khuyến nông", heading, *HEADINGS, *ROWS, "Xem tiếp") == {heading, *HEADINGS, *ROWS}
    assert in_rows("Ban khuyến nông", heading, *HEADINGS, *ROWS[:3], "Xem tiếp") == {heading, *HEADINGS, *ROWS[:3]}


def test_numbers_without_a_heading_or_in_another_order_are_no_rows() -> None:
    assert not in_rows("Ban khuyến nông", *HEADINGS, *ROWS)
    assert not in_rows("STT", *HEADINGS, *ROWS[3:])
    assert not in_rows("STT", "1", "2", "3")  # of pages


RICE = ["Gạo tẻ", "14,5", "Gạo nếp", "21,0", "Ngô hạt", "9,25", "Lạc vỏ", "30,1"]


def test_labels_and_figures_beside_a_paragraph_are_a_table() -> None:
    assert in_rows(PARAGRAPH, "Giá ở chợ Soi", *RICE, "Chia sẻ") == set(RICE)
    assert in_rows("Giá ở chợ Soi", *RICE, PARAGRAPH) == set(RICE)
    assert in_rows(PARAGRAPH, *RICE[:4], "Khoai lang", "không bán", *RICE[4:]) >= {"Khoai lang", "không bán"}


def test_labels_and_figures_far_from_paragraphs_are_the_page_s() -> None:
    assert not in_rows(PARAGRAPH, "Chia sẻ", "Thích", "Lưu", *RICE, "In", "Gửi", "Đóng", PARAGRAPH)
    assert not in_rows(PARAGRAPH, *RICE[:6])  # few


def test_values_with_several_units_are_a_table_anywhere() -> None:
    parts = ["Bình xăng", "4,2 lít", "Chiều cao yên", "755 mm", "Khối lượng", "99 kg", "Phanh sau", "Đĩa"]
    rows = [*parts, "Công suất", "8,8 mã lực"]
    assert in_rows("Trang chủ", "Xe máy", *rows, "Đăng ký") == set(rows)
    weather = ["Hà Nội", "27 °C", "Huế", "31 °C", "Cần Thơ", "33 °C", "Sa Pa", "15 °C"]
    assert not in_rows("Trang chủ", "Thời tiết", *weather, "Đăng ký")


@pytest.mark.parametrize("value", ["12/05/2021", "07:45", "3 giờ trước", "61 bài", "15 bình luận"])
def test_headlines_with_dates_and_counts_are_no_table(value: str) -> None:
    headlines = ["Gặt lúa xóm Tây", "Chợ Soi họp lại", "Lớp học đêm", "Đò sang sông", "Mùa cốm"]
    assert not in_rows(PARAGRAPH, *(line for headline in headlines for line in (headline, value)))


def test_what_is_for_sale_is_no_table() -> None:
    offers = ["Đất vườn xóm Đông 200 m², sổ riêng", "900 triệu", "Nhà gỗ lim ba gian kèm 2 ao cá", "1,2 tỷ"]
    prices = ["Ao cá xóm Tây 350 m², gần chợ", "450 nghìn", "Xe kéo 2 bánh mua năm 2019", "95 đồng"]
    assert not in_rows("Trang chủ", *offers, *prices)


UNITS = ["Ủy ban xã", "Trạm y tế", "Trường học", "Bến đò", "Hợp tác xã", "Nhà văn hóa"]


def directory(units: list[str]) -> list[str]:
    return [line for number, unit in enumerate(units) for line in (unit, f"0203 300 00{number}")]


def test_units_and_their_telephones_are_a_directory() -> None:
    own = directory(UNITS)
    own[3] = "Trực đêm: 0203 300 001"
    own[5] = "Cô Sa - 0203 300 002"
    assert in_rows("Danh bạ xã", *own, "Về trang trước") == set(own)
    assert not in_rows("Liên hệ", *directory(UNITS[:5]), "Về trang trước")


def report(times: list[str]) -> list[str]:
    return [line for time in times for line in (time, f"Tin lúc {time}", f"{time}. {PARAGRAPH}")]


def test_times_with_a_paragraph_each_are_a_live_report() -> None:
    times = ["18:42", "18:15", "17:50", "15:00"]
    assert in_rows("Bão sắp vào", *report(times), "Xem tiếp") == set(report(times))
    assert not in_rows("Bão sắp vào", *report(times[:3]), "Xem tiếp")
    headlines = [line for time in times for line in (time, f"Tin lúc {time}")]
    assert not in_rows("Mới nhất", *headlines, "Xem tiếp")
    assert not in_rows(
        "Mới nhất", *(line for time in times for line in (*report([time]), *UNITS))
    )  # far from each other
