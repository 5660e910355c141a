"""Lines of a site's chrome, as profiles hold them: known around the article, and left where they are its own."""

import pickle
from typing import Any

import pytest

from cleantext import Chain, CleantextError, Profile
from cleantext.chain.patterns import RuleEntry
from cleantext.chain.site_lines import AFTER, FIRST, SiteChrome
from cleantext.filters.site_chrome.evidence import AT_THE_TITLE, Source, cost_in_menu, reach
from cleantext.filters.site_chrome.layout import PageLayout
from cleantext.filters.site_chrome.matched_lines import rules_by_index
from cleantext.filters.site_chrome.of_site import own_lines

MENU = ["Ao Sen bản tin", "Chợ phiên ngày rằm", "Lịch xuống đồng", "Đội chèo của làng", "Thư gửi trưởng bản"]
FOOT = ["Trụ sở: nhà văn hóa bản Ao Sen", "Máy bàn của bản: 0208.555.0101", "Bản tin ra mỗi sáng thứ hai"]
TITLE = "Bản Ao Sen đắp xong con đập đầu nguồn"
PROSE = [
    "Sáng qua, bà con bản Ao Sen đắp xong con đập đầu nguồn, sau hai tháng gùi đá lên từ lòng suối cạn.",
    "Con đập giữ nước cho bảy mươi mẫu ruộng bậc thang, mà ba vụ liền phải bỏ hoang vì hạn hán kéo dài.",
    "Trưởng bản nói mỗi nhà góp mười công, nhà nào neo người thì anh em trong họ sang làm đỡ một tay.",
    "Vụ tới, bản sẽ cấy giống lúa nếp cũ, thứ gạo mà người dưới chợ huyện vẫn lên tận nơi hỏi mua.",
]
ARTICLE = [TITLE, *PROSE]


def entries(*lines: str, **known: Any) -> list[RuleEntry]:
    return [RuleEntry(line, "p.toml", **known) for line in lines]


def cleaned(lines: list[str], chrome: list[RuleEntry]) -> list[str]:
    chain = Chain().with_profile(Profile(chrome=chrome))
    once = chain.clean("\n".join(lines))
    assert chain.clean(once) == once
    return once.split("\n")


def test_lines_of_the_site_go_around_the_article_and_say_why() -> None:
    known = entries(*MENU, *FOOT)
    page = [*MENU, *ARTICLE, *FOOT]
    assert cleaned(page, known) == ARTICLE
    assert Chain().clean("\n".join(page)) == "\n".join(page), "no rule knows them"
    first = Chain().with_profile(Profile(chrome=known)).explain("\n".join(page)).removals[0]
    assert (first.filter, first.kind) == ("site-chrome", "profile")
    assert first.reason == f"profile: “{MENU[0]}” of p.toml"


@pytest.mark.parametrize(
    "mark", ["  * {}", "# {}", "- [{}](https://aosen.example/a_b)", "| {}", "{} |", "[3]{}", "**{}**"]
)
def test_marks_of_other_extractors_are_no_part_of_a_line(mark: str) -> None:
    page = [*(mark.format(line) for line in MENU), *ARTICLE, *(mark.format(line) for line in FOOT)]
    assert cleaned(page, entries(*MENU, *FOOT)) == ARTICLE


def test_entries_that_an_extractor_glued_are_known_and_sentences_that_begin_alike_are_not() -> None:
    known = entries(*MENU, *FOOT)
    assert cleaned([*MENU, *ARTICLE, " | ".join(FOOT)], known) == ARTICLE
    assert cleaned([*MENU, *ARTICLE, "".join(FOOT), FOOT[0]], known) == ARTICLE
    two = [f"{MENU[3]} {MENU[2].lower()}", *PROSE]
    assert cleaned([*MENU, *two, *FOOT], known) == two, "a title of two entries' words"
    introduced = f"Trang này có các mục: {', '.join(MENU)}"
    assert introduced in cleaned([*MENU, *ARTICLE, introduced, *FOOT], known), "it begins with words of its own"
    own = "Lịch xuống đồng năm nay do các cụ định, sớm hơn mọi năm nửa tháng vì nước về sớm."
    assert own in cleaned([*MENU, *ARTICLE, own, *FOOT], known)


def test_numbers_count_unless_they_differ_on_the_site() -> None:
    counter, plan = "Lượt người ghé: 1.234", "Kế hoạch gieo trồng vụ 2024"
    known = [*entries(*MENU, *FOOT, plan), *entries(counter, any_number=True)]
    assert cleaned([*MENU, *ARTICLE, *FOOT, "Lượt người ghé: 98", plan], known) == ARTICLE
    other = "Kế hoạch gieo trồng vụ 2025"
    assert cleaned([*MENU, other, *PROSE, *FOOT], known) == [other, *PROSE], "the title of another year"


def test_a_headline_of_a_box_stays_where_it_is_the_title() -> None:
    """It is on all other pages; on its own, it stands once more, or above the article and not after it."""
    known = [*entries(*MENU, *FOOT), *entries(TITLE, position=AFTER)]
    assert cleaned([*MENU, *ARTICLE, *FOOT, TITLE], known) == ARTICLE
    assert cleaned([*MENU, *ARTICLE, *FOOT], known) == ARTICLE, "a box without the page's own headline"
    assert cleaned(ARTICLE, known) == ARTICLE, "what an extractor left"
    other = ["Chợ huyện mở thêm một phiên vào ngày mùng mười", PROSE[3], PROSE[2]]
    assert cleaned([*MENU, *other, TITLE, *FOOT], known) == other


def test_a_menu_has_an_entry_for_a_page_and_the_page_has_it_as_its_title() -> None:
    known = entries(*MENU, *FOOT)
    own = ["Đội chèo của làng", *PROSE]
    assert cleaned([*MENU, *own, *FOOT], known) == own
    assert cleaned([*MENU, MENU[1], *own, *FOOT], entries(*MENU[1:], *FOOT)) != own, "a breadcrumb is a second copy"
    assert cleaned(own, known) == own
    dated = [MENU[2], "Thứ hai, 18/03/2019", *PROSE]
    assert cleaned([*MENU, *dated, *FOOT], known) == dated, "and nothing it says is in the prose"


def test_between_paragraphs_a_line_is_a_subheading_and_a_box_is_none() -> None:
    known = entries(*MENU, *FOOT)
    with_heading = [TITLE, *PROSE[:2], MENU[2], *PROSE[2:]]
    assert cleaned([*MENU, *with_heading, *FOOT], known) == with_heading
    with_two = [TITLE, *PROSE[:2], MENU[2], MENU[3], *PROSE[2:]]
    assert cleaned([*MENU, *with_two, *FOOT], known) == with_two
    assert cleaned([*MENU, TITLE, *PROSE[:2], *FOOT, *PROSE[2:]], known) == ARTICLE


def test_the_first_line_goes_where_it_is_first_on_all_pages() -> None:
    rest = entries(*FOOT)
    page = [MENU[0], *ARTICLE, *FOOT]
    assert cleaned(page, [*rest, *entries(MENU[0], position=FIRST)]) == ARTICLE
    assert cleaned(page, [*rest, *entries(MENU[0])]) == [MENU[0], *ARTICLE], "it may be the title"


def test_digits_and_signs_between_lines_of_the_site_go_with_them() -> None:
    page = [*MENU, "---", *ARTICLE, "Lượt người ghé", "| 2", "---", "| 7", *FOOT, "#"]
    assert cleaned(page, entries(*MENU, "Lượt người ghé", *FOOT)) == ARTICLE


def test_digits_between_lines_of_the_site_go_where_there_is_no_article_too() -> None:
    assert cleaned([*MENU, "| 2", "---", "| 7", *FOOT, "2", "a 1"], entries(*MENU, *FOOT)) == ["2", "a 1"]


def test_what_rules_know_of_a_line_holds_where_it_is_of_the_site_too() -> None:
    box = [
        "Tin liên quan",
        "Hạn mặn đến sớm ở cửa sông Ba Lai",
        "Xã Suối Mơ nhận thêm ba tấn gạo cứu trợ từ miền xuôi gửi lên",
    ]
    page = [TITLE, *PROSE[:2], *box, *PROSE[2:]]
    assert cleaned(page, entries(*MENU)) == ARTICLE == cleaned(page, entries(*MENU, box[0])), "a heading of links"
    alone = [TITLE, *PROSE[:2], "Bỏ qua nội dung", *PROSE[2:]]
    assert cleaned(alone, entries(*MENU, "Bỏ qua nội dung")) == ARTICLE, "what no article says"


def test_sentences_between_lines_of_the_site_stay() -> None:
    """The site's lines say where chrome is, and not that what stands among them is a comment or a teaser."""
    own = ["Bà con nào còn công thì báo cho trưởng bản trước rằm.", "Ghi lại theo lời kể của trưởng bản tối qua."]
    page = [*MENU, *ARTICLE, *MENU[:3], own[0], *MENU[2:], own[1], *FOOT]
    assert cleaned(page, entries(*MENU, *FOOT, times=2)) == [*ARTICLE, *own]


def test_lines_that_stand_below_articles_tell_nothing_above_one() -> None:
    """A list of articles names their section below each: what is between these names is no menu."""
    section = ["Tin đoàn thể", "Tin xóm trên", "Tin xóm dưới", "Tin chợ"]
    lines = [section[0], "Đắp đập", section[1], section[2], "Dựng chòi canh", section[3], *ARTICLE]
    for position, reached in ((AFTER, set()), ("before the article", {1, 4})):
        of_site = SiteChrome(entries(*section, position=position)).find
        page = PageLayout(lines, rules_by_index(lines, None, of_site))
        found = reach(page, range(6), cost_in_menu, above=Source(8.0, 1), below=AT_THE_TITLE)
        assert found & {1, 4} == reached, position


def test_a_page_without_an_article_loses_the_lines_of_its_site() -> None:
    table = ["Nhà ông Páo", "ba tạ", "Nhà bà Mỷ", "hai tạ"]
    assert cleaned([*MENU, *table, *FOOT], entries(*MENU, *FOOT)) == table


def test_what_is_kept_and_a_chain_without_site_chrome_lose_none() -> None:
    profile = Profile(chrome=entries(*MENU, *FOOT), keep=[MENU[4]])
    page = [*MENU, *ARTICLE, *FOOT]
    assert Chain().with_profile(profile).clean("\n".join(page)).split("\n") == [MENU[4], *ARTICLE]
    assert Chain().without("site-chrome").with_profile(profile).clean("\n".join(page)).split("\n") == page


def test_a_chain_with_lines_of_a_site_can_be_sent_to_another_process() -> None:
    chain = pickle.loads(pickle.dumps(Chain().with_profile(Profile(chrome=entries(*MENU, *FOOT)))))
    assert chain.clean("\n".join([*MENU, *ARTICLE, *FOOT])).split("\n") == ARTICLE


def test_lines_are_compared_after_repairs() -> None:
    raw = [line.replace(" ", "\u00a0") for line in MENU]
    assert cleaned([*MENU, *ARTICLE, *FOOT], entries(*raw, *FOOT)) == ARTICLE


def test_a_page_is_not_doubtful_for_losing_sentences_of_its_site() -> None:
    foot = [f"{sentence} Điều ấy, bản tin này đăng ở cuối mọi trang." for sentence in PROSE] * 2
    page = "\n".join([*MENU, *ARTICLE[:2], *foot])
    learned, dropped = Profile(chrome=entries(*MENU, *foot[:4])), Profile(drop=[*MENU, *foot])
    assert [note.kind for note in Chain().with_profile(dropped).explain(page).doubts] == ["lost-much"]
    assert Chain().with_profile(learned).explain(page).doubts == ()
    assert Chain().with_profile(learned).clean(page).split("\n") == ARTICLE[:2]


@pytest.mark.parametrize(("text", "message"), [(" ", "an empty text"), ("a\nb", "a text of several lines")])
def test_a_text_that_matches_no_line_is_refused(text: str, message: str) -> None:
    with pytest.raises(CleantextError, match=f"p.toml: {message}"):
        SiteChrome(entries(text))


def test_a_long_menu_is_gone_through_in_linear_time() -> None:
    """Each line looks at the few lines beside it, however many of the site's follow one another."""
    asked: list[object] = []

    class Counting(dict):  # type: ignore[type-arg]
        def __contains__(self, key: object) -> bool:
            asked.append(key)
            return super().__contains__(key)

    for lines in (200, 400):
        names = [f"Mục của bản {number}" for number in range(lines)]
        page = PageLayout([*names, *PROSE], rules_by_index([*names, *PROSE], None, SiteChrome(entries(*names)).find))
        page.known = Counting(page.known)
        page.title = None
        asked.clear()
        assert own_lines(page) == set()
        assert len(asked) <= 4 * lines
