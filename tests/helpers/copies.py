"""Lines of which cases of copies are made, and what is removed from a case."""

from cleantext import Chain

ALONE = Chain().only("repeated-captions")
TITLE = "Thầy giáo chèo đò mang sách ra cồn Bần"
CAPTION = "Bà con xóm Đông gặt lúa sớm trên cánh đồng Bàu Sen"
HEADING = "Những điều bà con nên nhớ khi gặt lúa chạy mưa"
SENTENCE = "Trận mưa đầu mùa đổ xuống cánh đồng Bàu Sen lúc ba giờ chiều, bà con mừng như bắt được vàng."
BOTH = "Nước lên đến bậc thềm thứ ba của đình làng. Bà con dọn đồ lên gác từ chập tối."
SHORT = "Nước đã lên đến đình. Bà con dọn đồ cả đêm."
TEASER = "Sáng sớm hôm ấy cả xóm Đông kéo nhau ra đồng, người cầm liềm, người gánh quang, trẻ con dắt trâu theo sau"
A = "Mấy hôm nay nước rút dần, nhà nào cũng có người ra đồng từ sáng. Ai xong trước thì sang giúp nhà bên."
B = "Chợ Bàu Sen họp sớm hơn mọi phiên. Người bán chỉ mang vừa một gánh, hết hàng là về."
C = "Thầy Nhơn dạy học ở cồn đã lâu. Mười chín em ngồi chung một gian, bảng chia đôi bằng vạch phấn."
HOA = "Nhà văn hóa xã được sửa lại trong mùa khô, bà con góp công từ đầu tháng cho kịp ngày hội. Ai cũng vui."
HOA = HOA.replace("văn hóa", "văn hòa")
HEADING_HOA = "Chuyện cũ ở làng Văn hòa bên sông"
CAPTION_HOA = "Bà con sửa lại nhà văn hòa xã cho kịp ngày hội"
GAT = "Bà con xóm Đông gặt lúa sớm"
LONG = "Mực nước sông và các trạm bơm của mười hai xã trong huyện, cập nhật đầu tháng"
ROWS = [f"Trạm số {n}, {n},2 m" for n in range(3, 40)]
FORM = [
    "Họ và tên: ..........",
    "Ngày sinh: ..........",
    "Địa chỉ: ..........",
    "Điện thoại: ..........",
    "Ghi chú: ........",
]
SHORT_CAPTION = ["-Mùa nước lên cao"]
MENU = ["Chuyện quê", "Góc sân", "Bếp nhà", "Người bên sông", "Mùa màng", "Bến nước", "Ao làng"]
BODY = [TITLE, A, SENTENCE, B, C]
STANZA = ["Ơi con sông quê bốn mùa nước chảy", "Chở nặng phù sa về phía đồng làng", "Ai đi xa nhớ mùa rươi tháng chín"]
FAR = [f"Nhà số {n} gặt xong từ hôm qua, thóc đã phơi kín sân." for n in range(45)]


def marked(lines: list[str]) -> list[str]:
    """Return the lines of a case as the filter sees them: with "-" in front of each that goes."""
    text = "\n".join(line.removeprefix("-") for line in lines)
    gone = {removal.line for removal in ALONE.explain(text).removals}
    return ["-" * (n in gone) + line for n, line in enumerate(text.split("\n"), 1)]
