"""The signs of official documents are found wherever a fast look could miss them."""

import pytest

from cleantext.text.kinds import begins_with_sign, form_range
from cleantext.text.lines import Lines
from cleantext.text.structure import Structure

SIGNS = (
    "Cộng hòa xã hội chủ nghĩa Việt Nam",
    "Số: 12/QĐ-UBND",
    "Nơi nhận:",
    "Căn cứ Luật Đất đai;",
    "TM. Ủy ban nhân dân",
    "KT. Chủ tịch",
    "TL. Giám đốc",
    "TUQ. Giám đốc",
    "Điều 5. Hiệu lực",
    "Khoản 2",
    "Mục III",
    "Chương 1",
    "Phần 2",
    "Phụ lục 4",
)


KINDS = ("Quyết định", "Nghị quyết", "Hướng dẫn", "Thông tư", "Chỉ thị", "Luật", "Biên bản họp", "Tờ trình xin đất")


@pytest.mark.parametrize("kind", KINDS)
def test_the_kind_of_a_document_is_in_capitals(kind: str) -> None:
    assert begins_with_sign(f"** {kind.upper()}") == 5
    assert begins_with_sign(kind) is begins_with_sign(f"TẠP CHÍ {kind.upper()}") is None


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_is_found_in_any_case_behind_any_signs(sign: str) -> None:
    number = begins_with_sign(sign)
    assert number
    for line in (sign.upper(), sign.lower(), f"- {sign}", f"“{sign}", f"** \u200b{sign}", f"#_{sign}"):
        assert begins_with_sign(line) == number, line
    for line in (f"Theo {sign}", f"1 {sign}", f"{'-' * 130}{sign}"):
        assert begins_with_sign(line) is None, line


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["Tin vui", "Số: 12/QĐ-UBND", "Một dòng", "Nơi nhận:", "Hết"], range(1, 4)),
        (["Số: 12/QĐ-UBND", "1. Họ tên (ký, ghi rõ họ tên)"], range(2)),
        (["Số: 12/QĐ-UBND", "HỌ TÊN (KÝ TÊN)"], range(0)),  # only a line that begins with a letter may pass it over
        (["Số: 12/QĐ-UBND", "(KÝ TÊN)"], range(2)),
        (["Số: 12/QĐ-UBND", "Số: 13/QĐ-UBND"], range(0)),
        (["Điều 1. Một", "Điều 2. Hai"], range(0)),
        (["Điều 1. Một", "Điều 2. Hai", "Điều 3. Ba"], range(3)),
        (["Chương I", "Mục 1", "Mục 2", "Khoản 1", "Khoản 2", "Phần 3"], range(6)),
        ([f"Chương {number}" for number in range(1, 9)], range(0)),  # of a novel
        ([*(f"Chương {number}" for number in range(1, 6)), "Điều 1. Một"], range(6)),
        (["Số: 12/QĐ-UBND", *["Dòng"] * 29, "Nơi nhận:"], range(31)),
        (["Số: 12/QĐ-UBND", *["Dòng"] * 30, "Nơi nhận:"], range(0)),  # on a page, one here and one there
        (["Cộng hòa xã hội chủ nghĩa Việt Nam", *["Họ tên"] * 60, "(Ký tên)"], range(62)),
        (["Căn cứ Luật Đò ngang;", "Điều 1. Một", "Điều 2. Hai"], range(3)),
        (["Căn cứ Luật Đò ngang;", "Điều 1. Một"], range(0)),
        (["Hướng dẫn", "Luật", "Căn cứ kết quả đo nước, xã cho thả cá sớm."], range(0)),  # entries of a menu
        (["LUẬT", "Căn cứ Hiến pháp;"], range(2)),
        (["BIÊN BẢN HỌP TỔ ĐÒ", "Có mặt năm người", "Người ghi"], range(3)),
        (["Tổ đò   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Báo cáo"], range(1)),
        (["Sổ thu tiền", "(Ban hành kèm theo Quyết định số 12)", "Chuyến sáng"], range(1, 2)),
        (["Thuê đò", *(f"1.{number}. Trả đò đúng bến" for number in range(1, 9))], range(1, 9)),
        (["Thuê đò", *(f"4.{number}. Trả đò đúng bến" for number in range(1, 9))], range(0)),  # a page of a book
        (["Số 5 đường Lò Gạch", "Luật chơi rất dễ"], range(0)),
        ([], range(0)),
    ],
)
def test_an_official_document_reaches_from_its_first_sign_to_its_last(lines: list[str], found: range) -> None:
    assert Lines(lines).asked(Structure).official == found


def test_a_form_reaches_from_its_first_blank_to_its_last() -> None:
    blanks = ["Tên: .....", "Tuổi: ……", "Nơi ở: _____", "Ngày: . . . . ."]
    assert form_range(["Đơn", *blanks, "Hết"]) == range(1, 5)
    assert form_range(["Đơn", *(blank.split()[-1] for blank in blanks), "Hết"]) == range(0)  # the fields of a page
    assert form_range(["Đơn", *blanks[:3]]) == range(0)
    assert form_range(blanks + ["Chuyện dài"] * 100) == range(0)


def test_a_form_without_blanks_has_names_of_fields_one_below_another() -> None:
    names = [f"{name}:" for name in ("Họ tên", "Nơi ở", "Điện thoại", "Fax", "Email", "Website", "Ngày")]
    assert form_range(["Đơn", *names, "Hết"]) == range(1, 8)
    assert form_range(["Đơn", *names[:6], "Hết"]) == range(0)
    assert form_range([line for name in names for line in (name, "Có")]) == range(0)  # it is filled in
    assert form_range([f"Câu {number}:" for number in range(1, 20)]) == range(0)
    assert form_range([*names, *["Chuyện dài"] * 60]) == range(0)
