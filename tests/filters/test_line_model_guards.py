"""What the line model must not judge: lines that may be a part of the article, or of which too little is known."""

import pytest

from cleantext.filters.site_chrome.line_model.guards import (
    FEWEST_ABOVE_THE_TITLE,
    LEAST_BETWEEN_PARAGRAPHS,
    LEAST_OF_A_RUN,
    LEAST_OF_PROSE,
    LEAST_WITHOUT_ARTICLE,
    LONGEST_WITHOUT_RULES,
    SHORTEST_ENTRY,
)
from cleantext.filters.site_chrome.line_model.surroundings import SHORTEST_PARAGRAPH
from cleantext.filters.site_chrome.line_model.words import LONGEST_LINE
from tests.helpers.articles import ARTICLE, PARAGRAPHS, TITLE
from tests.helpers.judging import LABEL, OTHER, Judging
from tests.helpers.laid_out import laid_out


def test_the_first_line_stays(model: Judging) -> None:
    assert OTHER not in model.gone([OTHER, *ARTICLE, LABEL])
    assert OTHER in model.gone(["Trang chủ", *ARTICLE, LABEL, OTHER])


def test_the_first_line_of_a_menu_may_go(model: Judging) -> None:
    menu = [f"Mục {name}" for name in ("Đất", "Nước", "Gió", "Mây", "Nắng", "Mưa")]
    for above in (FEWEST_ABOVE_THE_TITLE - 1, FEWEST_ABOVE_THE_TITLE):
        page = [*menu[: above - 1], "Trang chủ", *ARTICLE, LABEL]
        assert laid_out(page)[0].title == above
        assert (menu[0] in model.gone(page)) == (above == FEWEST_ABOVE_THE_TITLE)


def test_the_headline_nearest_to_the_text_stays(model: Judging) -> None:
    """Another line may be taken for the title: one that shares words with the text, or none."""
    headline, far = "Chợ phiên Bàu Sen họp lại sau ba năm", "Bến đò Gành Hào vắng khách cuối mùa"
    page = ["Trang chủ", far, *["Góc sân", "Bếp nhà"] * 4, TITLE, "Hoài Thương", headline, *PARAGRAPHS, LABEL]
    assert model.gone(page) & {headline, far, LABEL} == {far, LABEL}


def test_a_long_line_that_begins_with_a_small_letter_is_a_part_of_a_sentence(model: Judging) -> None:
    for length, stays in ((SHORTEST_PARAGRAPH - 1, False), (SHORTEST_PARAGRAPH, True)):
        part = ("lan anh - " * 9)[: length - 1] + "s"
        assert (part not in model.gone(["Trang chủ", *ARTICLE, LABEL, part])) == stays


def test_the_title_stays_and_what_may_be_it_if_the_article_says_its_words(model: Judging) -> None:
    title, own = "Gặt lúa sớm ở xóm Đông trước khi mưa về", "Lúa sớm ở xóm Đông đã gặt xong"
    other, between = "Chợ phiên Bàu Sen họp lại sau ba năm", ["Góc sân", "Bếp nhà"] * 4
    for line, stays in ((own, {own, title}), (other, {title})):
        lines = ["Trang chủ", line, title, *between, *PARAGRAPHS, LABEL]
        page, *_ = laid_out(lines)
        assert {page.title, *page.possible_titles} == {1, 2}
        assert model.gone(lines) & {line, title, LABEL} == {line, title, LABEL} - stays


@pytest.mark.parametrize("line", ["Thứ ba, 12/3/2024 lúc 08:30", "Viết bởi: Hoài Thương", "Người đăng: Hạ"])
def test_what_stands_below_the_title_about_author_and_date_stays(model: Judging, line: str) -> None:
    below_the_title = ["Trang chủ", TITLE, line, LABEL, *PARAGRAPHS]
    assert line not in model.gone(below_the_title)
    assert LABEL in model.gone(below_the_title)


def test_an_author_below_the_article_may_go(model: Judging) -> None:
    assert "Viết bởi: Hoài Thương" in model.gone(["Trang chủ", *ARTICLE, LABEL, "Viết bởi: Hoài Thương"])


def test_prose_without_words_of_chrome_stays(model: Judging) -> None:
    page = ["Trang chủ", *ARTICLE, LABEL]
    assert model.gone(page, score=LEAST_OF_PROSE - 0.1).isdisjoint(PARAGRAPHS)
    assert not model.gone(page, score=LEAST_OF_PROSE).isdisjoint(PARAGRAPHS)


def test_between_paragraphs_a_line_stays_unless_its_words_are_of_chrome(model: Judging) -> None:
    page = ["Trang chủ", TITLE, *PARAGRAPHS[:3], OTHER, *PARAGRAPHS[3:], LABEL]
    assert OTHER not in model.gone(page, score=LEAST_BETWEEN_PARAGRAPHS - 0.1)
    assert OTHER in model.gone(page, score=LEAST_BETWEEN_PARAGRAPHS)


def test_protected_lines_stay(model: Judging) -> None:
    page = ["Trang chủ", *ARTICLE, LABEL, OTHER]
    assert {LABEL, OTHER} <= model.gone(page)
    assert LABEL not in model.gone(page, own={page.index(LABEL)})


def test_long_lines_stay(model: Judging) -> None:
    page, names = ["Trang chủ", *ARTICLE, LABEL], " - ".join(["Lan Anh"] * 30)  # in ASCII alone it is no prose
    for length, stays in ((LONGEST_LINE, False), (LONGEST_LINE + 1, True)):
        long = names[: length - 1] + "S"
        assert not laid_out([*page, long])[0].prose[-1]
        assert (long in model.gone([*page, long])) != stays


def test_points_and_rows_of_a_table_stay(model: Judging) -> None:
    rows = ["Bước 1: Ngâm thóc", "| Sân | Thóc | Ngô | Khoai |"]
    assert model.gone(["Trang chủ", *ARTICLE, LABEL, *rows]) >= {LABEL}
    assert model.gone(["Trang chủ", *ARTICLE, LABEL, *rows]).isdisjoint(rows)


def test_marked_headings_above_prose_stay(model: Judging) -> None:
    page = ["Trang chủ", TITLE, *PARAGRAPHS[:3], LABEL, f"## {OTHER}", *PARAGRAPHS[3:]]
    assert model.gone(page) & {LABEL, OTHER} == {LABEL}
    assert OTHER in model.gone([line.removeprefix("## ") for line in page])


def test_labels_of_the_article_stay(model: Judging) -> None:
    """A rule knows the line, and place says that it is the article's own: the model does not ask again."""
    page = ["Trang chủ", TITLE, *PARAGRAPHS[:3], LABEL, "Bảng xếp hạng:", *PARAGRAPHS[3:]]
    layout, *_ = laid_out(page)
    assert page.index("Bảng xếp hạng:") in layout.rules.keys() - layout.known.keys()
    assert model.gone(page) & {LABEL, "Bảng xếp hạng:"} == {LABEL}


def test_where_there_is_hardly_an_article_words_of_chrome_must_say_so(model: Judging) -> None:
    page = ["Trang chủ", TITLE, *PARAGRAPHS[:2], LABEL, OTHER]
    assert model.gone(page, score=LEAST_WITHOUT_ARTICLE - 0.1).isdisjoint({LABEL, OTHER})
    assert {LABEL, OTHER} <= model.gone(page, score=LEAST_WITHOUT_ARTICLE)


@pytest.mark.parametrize("date", ["(05.08.2019 16:51)", "Thứ 2, 22/08/2022 | 22:47", "22/11/2023, 19:03:00 -"])
def test_where_there_is_hardly_an_article_entries_with_their_date_stay(model: Judging, date: str) -> None:
    """The heading of a list, its entries above their dates, and a long one below its date."""
    entry, below = "Lịch gặt lúa của xóm Đông trong tháng mười", "Kế hoạch làm cỏ vườn trường năm học mới"
    lines = [LABEL, entry, date, below, OTHER, "Góc sân"]
    assert model.gone(["Trang chủ", TITLE, *PARAGRAPHS[:2], *lines]).intersection(lines) <= {OTHER, "Góc sân", date}
    assert model.gone(["Trang chủ", *ARTICLE, *lines]) >= {LABEL, entry, below, OTHER, "Góc sân"}


def test_where_there_is_hardly_an_article_numbered_entries_and_prose_stay(model: Judging) -> None:
    page = ["Trang chủ", TITLE, *PARAGRAPHS[:2], "1.", LABEL, "2.", OTHER, "Góc sân"]
    assert model.gone(page).isdisjoint({LABEL, OTHER, *PARAGRAPHS})
    assert "Góc sân" in model.gone(page)


def test_where_there_is_hardly_an_article_what_heads_a_file_or_a_paragraph_stays(model: Judging) -> None:
    page = ["Trang chủ", "Góc sân", LABEL, "Tải về tại đây", "Bếp nhà", OTHER, PARAGRAPHS[0], "Người quê"]
    assert model.gone(page).isdisjoint({LABEL, OTHER, PARAGRAPHS[0]})
    assert model.gone(page) >= {"Góc sân", "Bếp nhà", "Người quê"}


def test_a_long_list_of_which_rules_know_nothing_stays_if_the_article_says_its_words(model: Judging) -> None:
    for number, stays in ((LONGEST_WITHOUT_RULES, False), (LONGEST_WITHOUT_RULES + 1, True)):
        own = [" ".join(PARAGRAPHS[0].split()[at : at + 3]) for at in range(number)]
        assert model.gone(["Trang chủ", *ARTICLE, *PARAGRAPHS, *own]).isdisjoint(own) == stays


def test_a_long_list_of_which_rules_know_nothing_stays_if_it_does_not_read_like_chrome(model: Judging) -> None:
    names = [f"Quán {place} Bàu Sen" for place in range(2 * LONGEST_WITHOUT_RULES)]
    page = ["Trang chủ", *ARTICLE, *names, OTHER]
    for score in (LEAST_OF_A_RUN - 0.1, LEAST_OF_A_RUN + 0.1):
        of_words = {"sen": score - 1}
        assert model.gone(page, score=1.0, words=of_words).isdisjoint(names) == (score < LEAST_OF_A_RUN)


def test_what_is_attached_stays(model: Judging) -> None:
    for line, stays in (("Đơn xin học (docx)", True), ("Lịch gặt.pdf", True), ("Tải về dạng PDF", False)):
        assert (line not in model.gone(["Trang chủ", *ARTICLE, LABEL, line, OTHER])) == stays


def test_numbers_go_between_words_of_chrome_alone(model: Judging) -> None:
    for column, stays in ((["17"], False), ([str(number) for number in range(30, 60)], True)):
        page = ["Trang chủ", *ARTICLE, LABEL, *column, OTHER]
        middle = column[len(column) // 2]
        assert (middle not in model.gone(page)) == stays
    assert "17" not in model.gone(["Trang chủ", *ARTICLE, LABEL, "17", PARAGRAPHS[0], OTHER])
    assert "17" in model.gone(["Trang chủ", *ARTICLE, LABEL, "17"]), "at the end of a page"


def test_where_there_is_hardly_an_article_long_headlines_stay(model: Judging) -> None:
    headline = "Xóm Đông mở hội gặt lúa đầu mùa vào cuối tuần"
    for score, stays in ((LEAST_BETWEEN_PARAGRAPHS - 0.1, True), (LEAST_BETWEEN_PARAGRAPHS, False)):
        page = ["Trang chủ", TITLE, *PARAGRAPHS[:2], LABEL, headline, OTHER]
        assert len(headline) >= SHORTEST_ENTRY
        assert (headline not in model.gone(page, score=score)) == stays
        assert headline in model.gone(["Trang chủ", *ARTICLE, LABEL, headline, OTHER], score=score)


def test_in_the_article_where_rules_know_nothing_words_of_chrome_must_say_so(model: Judging) -> None:
    page = ["Trang chủ", TITLE, *PARAGRAPHS[:3], LABEL, OTHER, "Góc sân", *PARAGRAPHS[3:]]
    assert model.gone(page, score=LEAST_BETWEEN_PARAGRAPHS - 0.1).isdisjoint({LABEL, OTHER})
    assert {LABEL, OTHER} <= model.gone(page, score=LEAST_BETWEEN_PARAGRAPHS)


def test_a_line_around_which_nothing_reads_like_chrome_stays(model: Judging) -> None:
    page = ["Trang chủ", *ARTICLE, *PARAGRAPHS, OTHER, *PARAGRAPHS, *PARAGRAPHS, LABEL]
    assert OTHER not in model.gone(page, score=LEAST_BETWEEN_PARAGRAPHS - 0.1)
    assert LABEL in model.gone(page, score=LEAST_BETWEEN_PARAGRAPHS - 0.1), "the end of a page is like chrome"
