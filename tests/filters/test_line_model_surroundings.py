"""What the trees are told of where a line stands: each number, on a small page worked out by hand."""

from typing import Any

import pytest

from cleantext.filters.site_chrome.layout import PageLayout
from cleantext.filters.site_chrome.line_model import surroundings
from cleantext.filters.site_chrome.line_model.questions import Surroundings
from cleantext.filters.site_chrome.line_model.surroundings import EDGE, LEAST_LIKE, MOST_LIKE, Neighbourhood
from cleantext.filters.site_chrome.matched_lines import rules_by_index

FIRST = "Sáng nay bà con xóm Đông ra đồng từ lúc trời còn tối để gặt nốt mấy sào lúa chín sớm trước khi mưa về."
SECOND = "Gần trưa thì công việc xong xuôi, ai nấy ngồi nghỉ dưới bóng tre đầu làng và kể chuyện mùa màng năm cũ."
PAGE = {  # each line with the score of its words; those of a rule are removed
    "Trang chủ": 1.0,
    "Góc sân nhà": 2.0,
    "Chuyện: bên sông 24h": 0.5,
    "Gặt lúa sớm ở xóm Đông": -1.0,
    FIRST: -6.0,
    SECOND: -6.0,
    "Tin liên quan": 5.0,
    "Xóm Tây cũng vào mùa gặt lúa chín": -2.0,
    "- góc sân nhà": 2.0,
    "BẾP NHÀ": 1.0,
    "© 2024 Báo Xóm Đông": 5.0,
}
LINES = list(PAGE)
LIKE = [4, 2, 0.5, -1, -4, -4, 4, -2, 2, 1, 4]  # a line removed 4, a paragraph -4, else the score, from -4 to 4
REMOVED = {0, 6, 10}
OF_THE_PAGE: dict[str, Any] = {
    "lines": 11,
    "prose": len(FIRST) + len(SECOND),
    "paragraphs": 2,
    "removed": 3 / 11,
    "rules": 3,
}
IN_THE_MENU = Surroundings(  # "Góc sân nhà"
    score=2.0,
    length=11,
    begins_with_sign=False,
    is_upper=False,
    has_rule=False,
    share_of_article=0,
    like_above=4,
    like_below=0.5,
    few_above=4,
    few_below=(0.5 - 1 - 4 - 4) / 4,
    few_least=(0.5 - 1 - 4 - 4) / 4,
    some_above=4,
    some_below=(0.5 - 1 - 4 - 4 + 4 - 2 + 2 + 1 + 4) / 9,
    some_least=(0.5 - 1 - 4 - 4 + 4 - 2 + 2 + 1 + 4) / 9,
    most_above=4,
    most_below=0.5,  # up to the first paragraph
    chrome_above=1,
    chrome_in_many=1,
    run=4,
    run_removed=1 / 4,
    run_links=0,
    run_score=(1 + 2 + 0.5 - 1) / 4,
    around_small=0,
    around_signs=0,
    around_colons=1 / 6,
    around_links=0,
    around_digits=1 / 6,
    prose_above=0,
    is_in_body=False,
    is_in_head=True,
    from_start=1,
    **OF_THE_PAGE,
)
IN_THE_TAIL = Surroundings(  # "BẾP NHÀ"
    score=1.0,
    length=7,
    begins_with_sign=False,
    is_upper=True,
    has_rule=False,
    share_of_article=0,
    like_above=2,
    like_below=4,
    few_above=(-4 + 4 - 2 + 2) / 4,
    few_below=4,
    few_least=0,
    some_above=(4 + 2 + 0.5 - 1 - 4 - 4 + 4 - 2 + 2) / 9,
    some_below=4,
    some_least=(4 + 2 + 0.5 - 1 - 4 - 4 + 4 - 2 + 2) / 9,
    most_above=4,
    most_below=4,
    chrome_above=1,  # since the last paragraph
    chrome_in_many=2,
    run=5,
    run_removed=2 / 5,
    run_links=1 / 5,
    run_score=(5 - 2 + 2 + 1 + 5) / 5,
    around_small=1 / 6,  # "- góc sân nhà": without its list mark
    around_signs=2 / 6,
    around_colons=0,
    around_links=1 / 6,
    around_digits=1 / 6,
    prose_above=1,
    is_in_body=False,
    is_in_head=False,
    from_start=9,
    **OF_THE_PAGE,
)


def neighbourhood(lines: list[str], scores: list[float], removed: set[int]) -> Neighbourhood:
    return Neighbourhood(PageLayout(lines, rules_by_index(lines)), removed, scores)


def around(page: Neighbourhood, index: int) -> Surroundings:
    return next(page.around_each([index]))


@pytest.fixture
def page() -> Neighbourhood:
    return neighbourhood(LINES, list(PAGE.values()), REMOVED)


def test_the_page_is_as_it_was_worked_out(page: Neighbourhood) -> None:
    assert page.page.title == 3
    assert page.page.body == range(4, 6)
    assert page.like == LIKE


@pytest.mark.parametrize(("index", "expected"), [(1, IN_THE_MENU), (9, IN_THE_TAIL)], ids=["menu", "tail"])
@pytest.mark.parametrize("question", Surroundings._fields)
def test_each_number_of_a_line_is_right(page: Neighbourhood, index: int, expected: Surroundings, question: str) -> None:
    assert getattr(around(page, index), question) == pytest.approx(getattr(expected, question))


def test_a_headline_shares_the_words_of_the_article(page: Neighbourhood) -> None:
    headline = around(page, 7)  # xóm Tây cũng vào mùa gặt lúa chín: "cũng", "vào" say nothing, "Tây" is not in it
    assert headline.share_of_article == pytest.approx(5 / 6)


def test_beyond_the_edges_a_page_is_like_chrome(page: Neighbourhood) -> None:
    first, last = around(page, 0), around(page, len(LINES) - 1)
    assert first.like_above == first.few_above == first.some_above == EDGE
    assert last.like_below == last.few_below == last.some_below == EDGE
    assert first.most_above == last.most_below == LEAST_LIKE


def test_how_like_chrome_a_line_is_has_limits() -> None:
    lines = [FIRST, "Góc sân", "Bếp nhà"]
    assert neighbourhood(lines, [0, 6, -6], set()).like == [LEAST_LIKE, MOST_LIKE, LEAST_LIKE]


def test_known_lines_that_stay_are_like_chrome() -> None:
    lines = [FIRST, SECOND, "Tin liên quan", "Đăng nhập"]
    *_, certain, ambiguous = neighbourhood(lines, [-6, -6, -6, -6], set()).like
    assert certain == 4
    assert ambiguous == 2


def test_a_line_between_two_paragraphs() -> None:
    lines = ["Góc sân", FIRST, "Bếp nhà", SECOND, "Bạn xa"]
    place = neighbourhood(lines, [0] * 5, set())
    assert [place.is_between_paragraphs(index) for index in range(5)] == [False, False, True, False, False]


def test_a_line_between_two_paragraphs_that_go_is_not_between_them() -> None:
    lines = [FIRST, "Bếp nhà", SECOND]
    assert not neighbourhood(lines, [0] * 3, {0}).is_between_paragraphs(1)


def test_many_lines_have_the_surroundings_of_each(page: Neighbourhood, monkeypatch: pytest.MonkeyPatch) -> None:
    indexes = range(len(LINES))
    expected = [around(page, index) for index in indexes]
    assert list(page.around_each(indexes)) == expected
    monkeypatch.setattr(surroundings, "AT_ONCE", 2)
    assert list(page.around_each(indexes)) == expected
    assert list(page.around_each([])) == []
