"""One case for each reason to take a line for a copy, or not: what begins with "-" goes, all else stays."""

import pytest

from tests.helpers.copies import (
    ALONE,
    BODY,
    BOTH,
    CAPTION,
    CAPTION_HOA,
    FAR,
    GAT,
    HEADING,
    HEADING_HOA,
    HOA,
    SENTENCE,
    SHORT,
    STANZA,
    TEASER,
    TITLE,
    A,
    B,
    C,
    marked,
)

CASES = {
    # copies
    "a label in front": [TITLE, A, f"Hình 1: {CAPTION}", f"-{CAPTION}", B],
    "a label in front of the second": [TITLE, A, f"-{CAPTION}", f"Ảnh: {CAPTION}", B],
    "two figures": [TITLE, A, f"Hình 1: {CAPTION}", f"Hình 2: {CAPTION}", B],
    "a label in front of an author": [TITLE, A, "Nguyễn Văn Long", "Ảnh: Nguyễn Văn Long", B],
    "the tones on other letters": [TITLE, A, HOA, B, f"-{HOA.replace('hòa', 'hoà')}", C],
    "the tones on other letters, side by side": [
        TITLE,
        A,
        f"-{CAPTION_HOA}.",
        f"{CAPTION_HOA.replace('hòa', 'hoà')}.",
        B,
    ],
    "the tones on other letters, not side by side": [
        TITLE,
        A,
        f"{CAPTION_HOA}.",
        B,
        f"{CAPTION_HOA.replace('hòa', 'hoà')}.",
    ],
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
    "a heading near, below two paragraphs": [TITLE, HEADING, A, B, HEADING, C],
    "a heading, farther off": [TITLE, HEADING, A, B, C, HEADING, SENTENCE],
    "a heading thrice": [TITLE, HEADING, A, HEADING, B, HEADING, C],
    "a heading with another between": [TITLE, HEADING, A, "Xóm Đông", HEADING, B],
    "a name above what is said": [TITLE, "Nguyễn Thị Hồng Nhung, Cồn Bần", A, "Nguyễn Thị Hồng Nhung, Cồn Bần", B],
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
    "a caption below a short heading": [TITLE, A, "Chợ nổi Bàu Sen", B, "Chợ nổi Bàu Sen. Ảnh: Trần Lực", C],
    "a numbered caption below a short heading": [TITLE, A, "Chợ nổi Bàu Sen", B, "-Chợ nổi Bàu Sen - Ảnh 2.", C],
    "a caption below a long heading": [TITLE, A, CAPTION, B, f"-{CAPTION}. Ảnh: Trần Lực", C],
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
    assert marked(CASES[case]) == CASES[case]


def test_a_score_at_the_end_is_no_number_of_a_picture() -> None:
    scores = "Hà Nội FC gặp Hải Phòng: 2 - 1\n\nHà Nội FC gặp Hải Phòng: 2 - 3"
    assert ALONE.clean(scores) == scores
