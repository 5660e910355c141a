"""The line model decides on lines that rules leave: which it must not judge, how sure it is, and what it says."""

import json
from collections.abc import Collection
from pathlib import Path

import pytest

from cleantext import Chain, Profile
from cleantext.filters.site_chrome.line_model import judge, likely_chrome
from cleantext.filters.site_chrome.line_model.judge import (
    LEAST_BETWEEN_PARAGRAPHS,
    LEAST_OF_PROSE,
    LEAST_WITHOUT_ARTICLE,
    LEAST_WITHOUT_RULES,
    LONGEST_WITHOUT_RULES,
    load,
)
from cleantext.filters.site_chrome.line_model.words import KINDS, LONGEST_LINE
from cleantext.filters.site_chrome.matched_lines import rules_by_index
from cleantext.text.prose import SHORTEST_SENTENCE
from tests.helpers.articles import ARTICLE, PARAGRAPHS, TITLE
from tests.helpers.laid_out import laid_out

LABEL, OTHER = "Nhịp sống phố cổ", "Bếp lửa nhà bên"


class Judging:
    """The line model with trees that are sure of every line that it may judge, and one score for all lines."""

    def __init__(self, patch: pytest.MonkeyPatch, folder: Path) -> None:
        self.patch, self.folder = patch, folder

    def gone(self, lines: list[str], *, score: float = 6.0, own: Collection[int] = (), known: bool = True) -> set[str]:
        """Return the lines that it takes for chrome."""
        words = {kind: {"": score} if kind == "bias" else {} for kind in KINDS}
        file = self.folder / "weights.json"
        file.write_text(json.dumps({"words": words, "trees": [[9.0]]}), "utf-8")
        self.patch.setattr(judge, "fitted", lambda: load(file))
        page, chrome, protected = laid_out(lines)
        return {page.lines[index] for index in likely_chrome(page, chrome if known else {}, {*own, *protected})}


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Judging:
    return Judging(monkeypatch, tmp_path)


def test_unknown_lines_around_an_article_may_go(model: Judging) -> None:
    assert model.gone(["Trang chủ", OTHER, *ARTICLE, LABEL]) >= {LABEL}


def test_the_first_line_stays(model: Judging) -> None:
    assert OTHER not in model.gone([OTHER, *ARTICLE, LABEL])
    assert OTHER in model.gone(["Trang chủ", *ARTICLE, LABEL, OTHER])


def test_the_title_stays_and_what_may_be_it_if_the_article_says_its_words(model: Judging) -> None:
    own, other = "Lúa sớm ở xóm Đông đã gặt xong", "Chợ phiên Bàu Sen họp lại sau ba năm"
    for line, stays in ((own, {own, TITLE}), (other, {TITLE})):
        lines = ["Trang chủ", line, *ARTICLE, LABEL]
        page, *_ = laid_out(lines)
        assert {page.title, *page.possible_titles} == {1, 2}
        assert model.gone(lines) & {line, TITLE, LABEL} == {line, TITLE, LABEL} - stays


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


def test_of_equal_lines_that_may_be_the_title_one_stays(model: Judging) -> None:
    """A page of records says its title twice, and nothing of it elsewhere."""
    title = "Quy chế đánh giá viên chức của trường"
    page, chrome, _ = laid_out(["Trang chủ", *ARTICLE, title, LABEL, title])
    model.gone(page.lines)
    assert {page.lines[index]: index for index in likely_chrome(page, chrome, ())}[title] == len(page.lines) - 1
    assert len(title) >= SHORTEST_SENTENCE
    assert LABEL in model.gone(["Trang chủ", *ARTICLE, LABEL, OTHER, LABEL]), "what is short is no title"


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


def test_a_long_list_of_which_rules_know_nothing_stays(model: Judging) -> None:
    for number, stays in ((LONGEST_WITHOUT_RULES, False), (LONGEST_WITHOUT_RULES + 1, True)):
        names = [f"Nhà thứ {place} trong xóm" for place in range(number)]
        page = ["Trang chủ", *ARTICLE, *names]
        assert model.gone(page, score=LEAST_WITHOUT_RULES - 0.1).isdisjoint(names) == stays
        assert not model.gone(page, score=LEAST_WITHOUT_RULES + 0.1).isdisjoint(names)


def test_without_an_article_and_known_chrome_nothing_goes(model: Judging) -> None:
    assert not model.gone([OTHER, LABEL, "Chuyện bên sông"], known=False)


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
