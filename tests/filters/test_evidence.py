"""Chrome goes as far as the evidence of known lines reaches, and no decision about many lines rests on one."""

import pytest

from cleantext import clean, explain
from cleantext.filters.site_chrome.evidence import cost_after_article, cost_in_menu, reach
from cleantext.filters.site_chrome.layout import PageLayout
from cleantext.filters.site_chrome.matched_lines import rules_by_index
from cleantext.text.keys import letters_of
from tests.helpers.articles import ARTICLE, PARAGRAPHS, TITLE
from tests.labelled.documents import OWN, Document, read

MENU = ["Trang chủ", "Thời sự", "Đăng nhập", "Tìm kiếm"]
TAIL = ["Tin liên quan", "Bình luận (3)", "Gửi bình luận", "In bài viết", "Về đầu trang"]
LABELS = ["Chuyện bên sông", "Góc sân", "Người quê", "Bếp nhà"]
HEADLINES = [
    "Xóm Tây cũng vào mùa gặt lúa chín",
    "Chợ phiên Bàu Sen họp lại sau ba năm",
    "Lớp học đêm của cô giáo xóm Đông",
]


def kept(*parts: list[str]) -> list[str]:
    return clean("\n".join(line for part in parts for line in part)).split("\n")


def test_unknown_lines_go_between_known_ones() -> None:
    assert kept(MENU[:2], LABELS, MENU[2:], ARTICLE, TAIL[:1], HEADLINES, TAIL[1:]) == ARTICLE


EXTRA = ["THÔNG BÁO SỐ BA", "Ban quản trị chợ Bàu Sen"]  # a letterhead, a kicker, or the last lines of the article


@pytest.mark.parametrize("extra", [EXTRA[:1], EXTRA[1:], EXTRA], ids=["title", "issuer", "both"])
@pytest.mark.parametrize("place", ["above the menu", "below the menu", "below the article"])
def test_unknown_lines_stay_on_the_other_side(place: str, extra: list[str]) -> None:
    parts = {
        "above the menu": [extra, MENU, ARTICLE, TAIL],
        "below the menu": [MENU, extra, ARTICLE, TAIL],
        "below the article": [MENU, ARTICLE, extra, TAIL],
    }[place]
    # Above a menu only the first line is the document's own for certain; the second may be the menu's first entry.
    stays = extra[:1] if place == "above the menu" else extra
    assert kept(*parts) == ([*ARTICLE, *stays] if place == "below the article" else [*stays, *ARTICLE])


def test_one_known_line_condemns_nothing() -> None:
    """A tick in a table is the share button X; "Liên hệ" and "Email:" stand in any notice."""
    for line in ("x", "Đóng", "Email:", "Fax:", "Địa chỉ:", "Nội dung:", "Thống kê"):
        rows = ["Bảng chấm công", line, "Phiếu thu", "Giấy nghỉ phép", "Phiếu chi"]
        assert kept(ARTICLE, rows) == [*ARTICLE, *rows], line
    window = "Gặt lúa sớm ở xóm Đông - Báo Xóm Đông"  # which repeats the title below
    assert kept([window, "Liên hệ"], ARTICLE) == ["Liên hệ", *ARTICLE]


def test_prose_ends_the_chrome_before_the_title() -> None:
    sentence = "Ông lão ngồi vá lưới bên hiên nhà từ lúc trời còn mờ sương."
    assert sentence in kept(MENU[:2], [sentence], MENU[2:], ARTICLE)


def test_a_document_with_little_prose_keeps_what_no_rule_knows() -> None:
    """It may be a table, a form, a schedule with a sentence at its head."""
    assert kept([TITLE, PARAGRAPHS[0]], TAIL[:1], LABELS, TAIL[1:2], LABELS, TAIL[2:])[:6] == [
        TITLE, PARAGRAPHS[0], TAIL[0], *LABELS[:3],
    ]  # fmt: skip


def test_evidence_is_used_up() -> None:
    """A known line speaks for some labels, and for hardly any prose."""
    chrome = [*TAIL[1:], *MENU]

    def page(between: list[str]) -> PageLayout:
        lines = [*ARTICLE, *chrome[:4], *between, *chrome[4:]]
        return PageLayout(lines, rules_by_index(lines))

    def reached(between: list[str]) -> int:
        layout = page(between)
        found = reach(layout, range(layout.body.stop, len(layout.lines)), cost_after_article)
        return len(found - layout.known.keys())

    labels = [f"Mục {word}" for word in "một hai ba tư".split()] * 10
    assert reached(labels) == len(labels)
    assert reached(labels * 20) < len(labels * 20)
    assert page(labels).certainty == 1
    assert cost_in_menu(page(PARAGRAPHS[:1]), len(ARTICLE) + 4) is None


PAGES = [document for path in OWN if path.stem.startswith("pages") for document in read(path)][::2]


def test_a_line_more_or_less_changes_a_few_lines() -> None:
    """Each line in turn taken out of pages: in 99 of 100 cases, five others at most go or stay that did not before."""
    changes: list[int] = []
    for page in PAGES:
        changes.extend(_changes_without_each_line(page))
    assert len(changes) > 2000
    assert sum(number > 5 for number in changes) < 0.01 * len(changes)


def _changes_without_each_line(page: Document) -> list[int]:
    lines = page.text.split("\n")
    gone = {removal.line for removal in explain(page.text).removals}
    changes = []
    for taken, line in enumerate(lines, 1):
        if line.strip():
            rest = explain("\n".join(lines[: taken - 1] + lines[taken:])).removals
            now = {removal.line + (removal.line >= taken) for removal in rest}
            different = {number for number in now ^ gone if number != taken and lines[number - 1].strip()}
            kept = {letters_of(text) for number, text in enumerate(lines, 1) if number not in now}
            for number in different & now:
                is_own = not page.labels.get(number, "" if page.complete else "U")
                assert not is_own or letters_of(lines[number - 1]) in kept, (page.id, taken, number)
            changes.append(len(different))
    return changes


def test_an_unknown_line_needs_three_known_ones_around_it() -> None:
    """The edge of the page counts as one; the last paragraph here parts the lines from it."""
    last = ["Bà con xóm Tây thì mãi đến cuối tháng mới gặt, vì lúa bên ấy cấy muộn hơn gần hai mươi ngày."]
    assert kept(MENU, ARTICLE, TAIL[:1], LABELS[:1], TAIL[1:2], PARAGRAPHS[:1])[len(ARTICLE) :] == [
        *LABELS[:1],
        *PARAGRAPHS[:1],
    ]
    assert kept(MENU, ARTICLE, TAIL[:1], LABELS[:1], TAIL[1:3], last)[len(ARTICLE) :] == last


@pytest.mark.parametrize("own", ["1. Gặt xong phơi hai nắng;", "b) Tháo nước trước bảy ngày", "| Xóm Đông | 12 | 40 |"])
def test_points_and_rows_of_tables_end_what_is_chrome(own: str) -> None:
    assert own in kept(ARTICLE, TAIL[:2], [own], TAIL[2:])
    assert "Góc sân" not in kept(ARTICLE, TAIL[:2], ["Góc sân"], TAIL[2:])


def test_beside_the_title_only_labels_go() -> None:
    """A headline there may be the true title, and the line right above a title its kicker."""
    headline = "Mùa gặt sớm nhất trong hai mươi năm ở bãi bồi sông Lạng"
    window = [f"{TITLE} - Báo Xóm Đông"]
    assert kept(window, MENU, LABELS[:2], ARTICLE) == [LABELS[1], *ARTICLE]
    assert kept(window, MENU, [headline], LABELS[:2], ARTICLE) == [headline, LABELS[1], *ARTICLE]


CONTACTS = ["Địa chỉ", "Số 5 đường Bến Gạo", "Điện thoại", "Bác Khoan", "Email", "Nhà văn hóa xóm", "Hotline"]


def test_fields_of_an_address_open_no_chrome() -> None:
    """Articles end in addresses; between lines that tell a page they are those of its footer."""
    assert kept(MENU, ARTICLE, CONTACTS) == [*ARTICLE, *CONTACTS]
    assert kept(MENU, ARTICLE, TAIL, CONTACTS, TAIL[:1]) == ARTICLE


def test_a_box_of_facts_is_no_menu() -> None:
    facts = ["Thể loại", "Phim", "Đạo diễn", "Sầm Đức Huy", "Âm nhạc", "Cung Tiến Đạt", "Quốc gia", "Lào"]
    assert kept([TITLE], facts, PARAGRAPHS, TAIL) == [TITLE, *facts, *PARAGRAPHS]
    labels = ["Thể loại", *LABELS]
    assert kept(MENU[:2], labels, MENU[2:], ARTICLE, TAIL) == ARTICLE


def test_a_heading_in_markdown_is_no_hash_tag() -> None:
    heading = ["# Sau mùa gặt"]
    assert kept(MENU, ARTICLE, heading, [PARAGRAPHS[0][:70]], TAIL)[len(ARTICLE) :] == [*heading, PARAGRAPHS[0][:70]]
    assert kept(MENU, ARTICLE, ["#muagat", "#xomdong"], TAIL) == ARTICLE


@pytest.mark.parametrize(
    ("first", "stays"),
    [
        (f"{TITLE} - Báo Xóm Đông", False),
        (TITLE, False),
        (f"Xóm Đông | {TITLE}", False),
        (f"{TITLE}: chuyện kể của cụ Khoan", True),
        (f"Tập truyện quê hương tuyển chọn lần thứ năm của nhiều tác giả - {TITLE}", True),
    ],
)
def test_the_title_of_the_window_goes_with_the_menu_below_it(first: str, stays: object) -> None:
    assert kept([first], MENU, ARTICLE, TAIL) == ([first] if stays else []) + ARTICLE


def test_a_long_paragraph_below_the_article_ends_what_is_chrome() -> None:
    """A reader's comment may stand alone between known lines, and be of some length."""
    correction = "Đính chính: " + " ".join(PARAGRAPHS[:4]).replace("xóm Đông", "xóm Tây")
    assert correction in kept(MENU, ARTICLE, TAIL[1:3], [correction], TAIL[3:])
    assert (
        kept(MENU, ARTICLE, TAIL[1:3], ["Năm nay xóm mình được mùa thật, cháu đọc mà nhớ quê quá."], TAIL[3:])
        == ARTICLE
    )


@pytest.mark.parametrize("phrase", ["Chia sẻ bài viết", "Gửi bình luận", "Về đầu trang"])
def test_a_phrase_inside_a_broken_sentence_stays(phrase: str) -> None:
    sentence = [
        "Muốn kể cho bạn bè nghe thì bà con bấm vào nút của mục",
        phrase,
        "ở cuối trang báo rồi nhập số của người thân.",
    ]
    assert kept(MENU, ARTICLE, sentence, PARAGRAPHS[:0], TAIL)[: len(ARTICLE) + 3] == [*ARTICLE, *sentence]


def test_prose_below_ambiguous_headings_is_the_article_s() -> None:
    """Its last part may be headed by what a menu says, too, and a share bar stand below."""
    last = [
        "Sức khỏe",
        "Tiêm chủng: trạm xá, 8 giờ",
        "Trạm xá đặt bàn đo huyết áp ở cổng chợ, mỗi sáng ba mươi người ghé.",
    ]
    for tail in (["Chia sẻ"], TAIL):
        assert last[-1] in kept(ARTICLE, last, tail), tail
