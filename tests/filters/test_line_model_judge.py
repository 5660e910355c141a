"""The line model decides on lines that rules leave: how sure it is, what it leaves alone, and for whom."""

from cleantext import Chain, Profile
from cleantext.filters.site_chrome import LONGEST_OF_A_MENU
from cleantext.filters.site_chrome.line_model import likely_chrome
from cleantext.filters.site_chrome.line_model.judge import (
    DEFAULT_LIMIT,
    LESS_IN_A_GAP,
    LIMIT_WITHOUT_RULES,
    LONGEST_GAP,
)
from cleantext.filters.site_chrome.line_model.questions import Surroundings
from cleantext.filters.site_chrome.matched_lines import rules_by_index
from cleantext.filters.site_chrome.rules import SHORT_LINES_OF_MENUS
from cleantext.text.prose import SHORTEST_SENTENCE
from tests.helpers.articles import ARTICLE, PARAGRAPHS
from tests.helpers.judging import LABEL, OTHER, Judging
from tests.helpers.laid_out import laid_out


def test_unknown_lines_around_an_article_may_go(model: Judging) -> None:
    assert model.gone(["Trang chủ", OTHER, "Góc sân", "Bếp nhà", "Người quê", "Chợ quê", *ARTICLE, LABEL]) >= {
        OTHER,
        LABEL,
    }


def test_gaps_between_lines_that_go_are_closed(model: Judging) -> None:
    """The tree is sure of lines in capitals alone, and says of others what the gap needs, or a little less."""
    upper = Surroundings._fields.index("is_upper")
    for longest, judgement, closed in ((LONGEST_GAP, 0.1, True), (LONGEST_GAP + 1, 0.1, False), (1, -0.1, False)):
        gap = [f"Nhà bên số {number}" for number in range(longest)]
        tree = [0.0, upper, 0.5, [DEFAULT_LIMIT - LESS_IN_A_GAP + judgement], [9.0]]
        gone = model.gone(["Trang chủ", *ARTICLE, *PARAGRAPHS, "BẾP LỬA", *gap, "GÓC SÂN"], tree=tree)
        assert gone >= {"BẾP LỬA", "GÓC SÂN"}
        assert set(gap) <= gone if closed else gone.isdisjoint(gap)


def test_of_equal_lines_that_may_be_the_title_one_stays(model: Judging) -> None:
    """A page of records says its title twice, and nothing of it elsewhere."""
    title = "Quy chế đánh giá viên chức của trường"
    page, chrome, _ = laid_out(["Trang chủ", *ARTICLE, title, LABEL, title])
    model.gone(page.lines)
    assert {page.lines[index]: index for index in likely_chrome(page, chrome, ())}[title] == len(page.lines) - 1
    assert len(title) >= SHORTEST_SENTENCE
    assert LABEL in model.gone(["Trang chủ", *ARTICLE, LABEL, OTHER, LABEL]), "what is short is no title"


def test_a_page_of_which_no_unknown_line_has_words_of_chrome_keeps_all(model: Judging) -> None:
    page = ["Trang chủ", *ARTICLE, LABEL, OTHER]
    assert not model.gone(page, score=0.0)
    assert model.gone(page, score=0.1) >= {LABEL, OTHER}


def test_where_rules_know_no_line_only_as_many_short_lines_as_in_menus_are_judged() -> None:
    menu = [f"Đăng ký nhận bản tin số {number}" for number in range(SHORT_LINES_OF_MENUS)]
    assert max(map(len, menu)) <= LONGEST_OF_A_MENU
    assert not rules_by_index([*ARTICLE, *menu])
    for number in (SHORT_LINES_OF_MENUS - 2, SHORT_LINES_OF_MENUS):
        text = "\n".join([*PARAGRAPHS, *menu[:number]])
        assert bool(Chain().explain(text).removals) == (number == SHORT_LINES_OF_MENUS)


UNKNOWN = [  # no rule knows them
    "Chuyên mục khác của báo",
    "Bảng tin bạn đọc gửi",
    "Xem lịch phát sóng",
    "Gửi câu hỏi cho tòa soạn",
    "Góp ý giao diện mới",
]


def likely(chain: Chain) -> list[str]:
    """Return the lines that go from a page by the model's judgement."""
    page = ["Trang chủ", *ARTICLE, "Tin đọc nhiều trong tuần", "Tải ứng dụng đọc tin", *UNKNOWN]
    return [removal.text for removal in chain.explain("\n".join(page)).removals if removal.kind == "likely"]


def test_lines_that_no_rule_knows_go_by_their_words_and_place() -> None:
    assert not rules_by_index(UNKNOWN)
    assert set(likely(Chain())) <= set(UNKNOWN)
    assert len(likely(Chain())) >= 2


def test_lines_that_the_user_keeps_stay() -> None:
    for line in likely(Chain()):
        kept = likely(Chain().with_profile(Profile(keep=[line])))
        assert line not in kept
        assert kept


def test_where_rules_remove_nothing_the_model_must_be_surer(model: Judging) -> None:
    for judgement, goes in ((LIMIT_WITHOUT_RULES - 0.1, False), (LIMIT_WITHOUT_RULES + 0.1, True)):
        assert (LABEL in model.gone([*ARTICLE, LABEL, OTHER], tree=[judgement])) == goes
        assert LABEL in model.gone([*ARTICLE, LABEL, OTHER, "Chia sẻ Facebook"], tree=[judgement])
