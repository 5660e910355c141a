"""One case for each reason to take a line for a copy, or not: what begins with "-" goes, all else stays."""

import pytest

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
GAT = "Bà con xóm Đông gặt lúa sớm"
MENU = ["Chuyện quê", "Góc sân", "Bếp nhà", "Người bên sông", "Mùa màng", "Bến nước", "Ao làng"]
BODY = [TITLE, A, SENTENCE, B, C]
STANZA = ["Ơi con sông quê bốn mùa nước chảy", "Chở nặng phù sa về phía đồng làng", "Ai đi xa nhớ mùa rươi tháng chín"]
FAR = [f"Nhà số {n} gặt xong từ hôm qua, thóc đã phơi kín sân." for n in range(45)]

CASES = {
    # the title
    "of the title, two lines below": [TITLE, "Ghi chép của Trần Lực", f"-{TITLE}", "Xóm Đông", A],
    "of the title, above the text": [TITLE, "Ghi chép", "Xóm Đông", f"-{TITLE}", "Cồn Bần", A],
    "of the title, as a heading": [TITLE, A, B, "Ghi chép", TITLE, "Cồn Bần", C],
    "of the title, below a menu": [f"-{TITLE}", *MENU, TITLE, "Cồn Bần", A],
    "of the title, below a menu, twice": [f"-{TITLE}", *MENU, f"-{TITLE}", *MENU, TITLE, "Cồn Bần", A, B, C],
    "of the title, in a list below a menu": [TITLE, *MENU, TITLE, "01/05/2023", "Tin khác", "Xóm Đông", *MENU],
    "of a headline above a date": [*MENU, f"-{TITLE}", "Ghi chép", TITLE, "26/5/2023", A],
    "of a headline in a menu": [*MENU, TITLE, "Ghi chép", TITLE, *MENU, *MENU, A],
    "of a headline below the text": [A, TITLE, "Ghi chép", TITLE, "26/5/2023", B],
    "of the title, beside prose": [TITLE, A, B, f"-{TITLE}", C],
    "of the title, where a heading is like it": [TITLE, A, "Thầy giáo mang sách", B, TITLE, C],
    "of the title, where a caption is like it": [TITLE, A, f"-{TITLE} - Ảnh 1.", B, f"-{TITLE}", C],
    "of the title, where a sentence is like it": [TITLE, A, "Ra cồn Bần, thầy giáo chèo đò.", B, f"-{TITLE}", C],
    "of a title with the name of the site": [f"-{TITLE} - Xóm Đông Online", TITLE, A],
    "of a title with the name of the site, below a menu": [f"-{TITLE} | Xóm Đông | Báo Quê", *MENU, TITLE, A],
    "of a title with the name of the site, far above": [*MENU, f"-{TITLE} | Báo Quê", "Ghi chép", TITLE, A],
    "of a title with a number behind it": [f"{TITLE} - Bài 2", "Ghi chép", TITLE, A],
    "of a title with more words behind it": [f"{TITLE} - mười năm một chuyến đò", "Ghi chép", TITLE, A],
    "of a short title with a name behind it": ["Cồn Bần - Bến Nghé", "Ghi chép", "Cồn Bần", A],
    "of the way to the title": [TITLE, f"-Trang chủ » Chuyện quê » {TITLE}", A],
    "of a sentence with the title at its end": [TITLE, f"Chuyện kể hôm nay và ngày mai của làng: / {TITLE}", A],
    "of the name of the site": [f"{TITLE} - Xóm Đông Online", "Xóm Đông Online", A],
    "of a title that is cut short": [f"-{TITLE} ...", TITLE, A],
    "of a title that is cut short, behind the site": [f"-Xóm Đông - {TITLE} ...", f"{TITLE} mùa lũ", A],
    "of a title that is cut short twice": [f"{TITLE}…", f"{TITLE} mùa lũ…", A],
    "of a title that the lead begins with": [f"{TITLE} ...", f"{TITLE}, mưa nắng gì cũng đi.", A],
    "of signs that are cut short": ["* * * * ...", CAPTION, A],
    "of the site of a title that is cut short": [f"Xóm Đông - {TITLE} ...", f"Xóm Đông - {CAPTION}", A],
    "no title below prose": [A, TITLE, B, TITLE, C],
    "of the title, as every picture's caption": [
        TITLE,
        A,
        "Thầy giáo mang sách",
        f"-{TITLE}",
        B,
        f"-{TITLE}",
        C,
        f"-{TITLE}",
    ],
    "of the title, as image": [
        TITLE,
        "Bài và ảnh",
        A,
        "Thầy giáo mang sách",
        f"-![{TITLE}](https://x.example/1.jpg)",
        C,
    ],
    "of a title in Markdown": [f"# {TITLE}", A, f"-![{TITLE}](https://x.example/1.jpg)", B],
    # copies
    "a label in front": [TITLE, A, f"Hình 1: {CAPTION}", f"-{CAPTION}", B],
    "a label in front of the second": [TITLE, A, f"-{CAPTION}", f"Ảnh: {CAPTION}", B],
    "two figures": [TITLE, A, f"Hình 1: {CAPTION}", f"Hình 2: {CAPTION}", B],
    "a label in front of an author": [TITLE, A, "Nguyễn Văn Long", "Ảnh: Nguyễn Văn Long", B],
    "the tones on other letters": [TITLE, A, HOA, B, f"-{HOA.replace('hòa', 'hoà')}", C],
    "the tones on other letters, a heading": [TITLE, A, HEADING_HOA, HEADING_HOA.replace("hòa", "hoà"), B],
    "other accents": [TITLE, A, HOA, B, HOA.replace("hòa", "hóa"), C],
    "a file": [TITLE, A, f"-{CAPTION}. .jpg", f"{CAPTION}.", B],
    "alt text without accents, farther off": [TITLE, "-Ba con xom Dong gat lua som hinh anh 1", A, B, C, GAT, A[:70]],
    "words without accents": [TITLE, "Ban do quy hoach", A, B, "Bàn đỗ quý hoạch", C],
    "short credits": [TITLE, A, "Ảnh minh họa", "-Ảnh minh họa", B],
    "short credits, not side by side": [TITLE, A, "Ảnh minh họa", B, "Ảnh minh họa", C],
    # several lines
    "a body printed again": [*BODY, *[f"-{line}" for line in BODY]],
    "a body printed again, below other lines": [*BODY, "Xóm Đông", *[f"-{line}" for line in BODY[1:]], "Cồn Bần"],
    "a stanza sung again": [TITLE, A, *STANZA, B, *STANZA, C],
    "the lead in two lines": [TITLE, f"{SENTENCE} {BOTH}", f"-{SENTENCE}", f"-{BOTH}", A],
    "the first sentence, farther off": [TITLE, A, f"-{SENTENCE}", B, C, f"{SENTENCE} {BOTH}"],
    "the first sentence, in another section": [TITLE, A, SENTENCE, B, "Xóm Đông", C, f"{SENTENCE} {BOTH}"],
    "the first sentence, too far off": [TITLE, A, SENTENCE, *FAR[:9], f"{SENTENCE} {BOTH}"],
    "a credit far away": [TITLE, CAPTION, *FAR, f"{CAPTION}. Ảnh: Trần Lực"],
    "a credit not far away": [
        TITLE,
        CAPTION,
        *FAR[:35],
        f"-{CAPTION}. Ảnh: Trần Lực",
    ],
    "two sentences": [TITLE, A, BOTH, B, f"-{BOTH}", C],
    "two short sentences": [TITLE, A, SHORT, B, f"-{SHORT}", C],
    "two short sentences, farther off": [TITLE, A, SHORT, *FAR[:5], SHORT, C],
    "two sentences, thrice": [TITLE, A, BOTH, B, BOTH, C, BOTH],
    "a heading near": [TITLE, HEADING, A, HEADING, B],
    "a label near": [TITLE, "Canh chua", f"{HEADING}:", A, f"{HEADING}:", B],
    "rows that open alike": [
        TITLE,
        "Mực nước hôm nay",
        SENTENCE,
        "Trạm Bàu Sen đo lúc 6 giờ: 3,2 m, bằng hôm qua.",
        SENTENCE,
        "Trạm Bàu Sen đo lúc 9 giờ: 3,4 m, hơn hôm qua.",
    ],
    "a few letters": [TITLE, A, "Bến số 7", "Bến số 7", B],
    "a line that is only a credit": [TITLE, A, "(Ảnh: Nguyễn Văn Long)", "-(Ảnh: Nguyễn Văn Long)", B],
    # which one stays
    "the lead before a caption": [TITLE, SENTENCE, A, f"-{SENTENCE} Ảnh: Trần Lực", B],
    "a heading after a caption": [TITLE, A, f"-{CAPTION} (Hình từ Internet)", B, CAPTION, C],
    "no number": [TITLE, A, f"-{CAPTION} - Ảnh 1.", CAPTION, B],
    "a sentence with its stop": [TITLE, A, f"-{CAPTION}", f"{CAPTION}.", B],
    # excerpts
    "a sentence of the paragraph": [TITLE, A, f"-{SENTENCE}", f"{B} {SENTENCE}"],
    "a heading that the paragraph has, too": [TITLE, A, CAPTION, f"{B} {CAPTION}. Ai cũng vui."],
    "a sentence, with hardly more": [TITLE, A, SENTENCE, f"{SENTENCE} Vui.", B],
    "the end of a sentence": [TITLE, A, SENTENCE, f"Thầy Nhơn kể: hôm ấy, {SENTENCE} {B}"],
    "a caption with a longer credit": [TITLE, A, f"{SENTENCE} Ảnh: Nguyễn Văn Long", f"{SENTENCE} Ai cũng vui."],
    "the lead, two lines above": [TITLE, SENTENCE, A, f"{SENTENCE} {B}"],
    "a caption, two lines above": [TITLE, A, f"-{SENTENCE}", C, f"{SENTENCE} {B}"],
    "a teaser above": [TITLE, A, f"-{TEASER}.", f"{TEASER}, chó chạy trước."],
    "a teaser below": [TITLE, A, f"{TEASER}, chó chạy trước.", f"-{TEASER}."],
    "a teaser below, with a credit": [TITLE, A, f"{TEASER}, chó chạy trước.", f"{TEASER}. Ảnh: Trần Lực"],
    "a teaser two lines below": [TITLE, A, f"{TEASER}, chó chạy trước.", B, f"{TEASER}."],
    "a long teaser, cut short": [
        TITLE,
        A,
        f"-{TEASER}, {TEASER.lower()} ...",
        f"{TEASER}, {TEASER.lower()}, chó chạy.",
    ],
    "alt text without marks": [TITLE, A, "-Tran mua dau mua do xuong canh dong", SENTENCE, B],
    "alt text without marks, two lines above": [TITLE, A, "Tran mua dau mua do xuong canh dong", B, SENTENCE],
}


@pytest.mark.parametrize("case", CASES)
def test_a_copy(case: str) -> None:
    lines = CASES[case]
    text = "\n".join(line.removeprefix("-") for line in lines)
    gone = {removal.line for removal in ALONE.explain(text).removals}
    assert ["-" * (n in gone) + line for n, line in enumerate(text.split("\n"), 1)] == lines


def test_a_score_at_the_end_is_no_number_of_a_picture() -> None:
    scores = "Hà Nội FC gặp Hải Phòng: 2 - 1\n\nHà Nội FC gặp Hải Phòng: 2 - 3"
    assert ALONE.clean(scores) == scores
