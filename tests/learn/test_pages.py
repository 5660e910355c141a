"""What is learned of whole pages: menus with all their entries, whoever extracted them, and nothing of the articles."""

import random
from collections.abc import Callable, Iterable
from functools import partial

import pytest

from cleantext import Chain
from cleantext.chain.profiles import SITES, read_tables
from cleantext.learn.counts import Counts, keys_of, share_in_menus
from cleantext.learn.occurrences import LineCounts, find_occurrences, repaired_lines, sum_by_line
from cleantext.learn.profile_file import merge_profiles, profile_table
from cleantext.learn.proposals import Proposal, proposals
from tests.benchmarks.articles import sentence

SITE = "aosen.example"
ENGLISH = ["Home", "About Us", "Our Village", "Village Market", "Contact"]  # in title case, as names are
MENU = ["Bản tin Ao Sen", "Chợ phiên ngày rằm", *ENGLISH, "Lịch xuống đồng"]
FOOT = ["Trụ sở: nhà văn hóa bản Ao Sen", "Máy bàn của bản: 0208.555.0101"]

Page = Callable[[int, random.Random], list[str]]


def article(number: int, pick: random.Random) -> list[str]:
    title = sentence(pick, 8, 12).rstrip(".")
    return [title, *(f"{sentence(pick, 18, 26)} Việc thứ {number}.{part} đã xong." for part in range(4))]


def learned(page: Page, count: int = 40) -> dict[str, Proposal]:
    """Learn from the pages of one site; return what is judged by its text."""
    pick, counts, chain = random.Random(7), Counts(10**8), Chain()
    pages = ["\n".join(page(number, pick)) for number in range(count)]
    for text in pages:
        counts.add(SITE, keys_of(repaired_lines(text, chain)))
    frequent = counts.frequent(20, share_in_menus(0.5))
    found = (find_occurrences(text, chain, frequent.keys[SITE]) for text in pages)
    lines = sum_by_line(LineCounts.from_occurrence(SITE, each, "") for some in found for each in some)
    judged = proposals(lines.values(), frequent.documents, min_docs=20, min_share=0.5)
    return {proposal.line.text: proposal for proposal in judged}


def proposed(page: Page) -> set[str]:
    return {text for text, proposal in learned(page).items() if not proposal.reason_against}


def cleaned(page: Page, lines: Iterable[str]) -> list[str]:
    """Clean a page by what is learned from a site's pages."""
    table = merge_profiles([profile_table(learned(page).values(), {SITE: 40})])
    chain = Chain().with_profile(read_tables([("p.toml", table)]).profile_for(SITE))
    return chain.clean("\n".join(lines)).split("\n")


def test_names_in_title_case_are_entries_of_a_menu_there_and_authors_elsewhere() -> None:
    def page(number: int, pick: random.Random) -> list[str]:
        title, *prose = article(number, pick)
        return [*MENU, title, "Lò Thị Thắm", *prose, "Hoài Thu", *FOOT]

    assert proposed(page) == {*MENU, *FOOT}
    reasons = {text: proposal.reason_against for text, proposal in learned(page).items()}
    assert reasons["Lò Thị Thắm"] == reasons["Hoài Thu"] == "may be a byline or an agency"


@pytest.mark.parametrize(
    "line", ["Nguyễn Văn Páo", "TTXVN", "Theo Báo Suối Mơ", "Ảnh: Lò Hoa", "Nhiệt độ: 25 độ C", "Giải khuyến khích"]
)
def test_what_is_an_articles_own_is_no_menu_though_it_stands_in_one(line: str) -> None:
    assert line not in proposed(lambda number, pick: [*MENU[:4], line, *MENU[4:], *article(number, pick), *FOOT])


def test_a_list_of_what_articles_hold_is_no_menu() -> None:
    rows = ["Thủ môn: Páo", "Hậu vệ: Sinh, Tủa", "Minh Anh", "Tiền đạo: Chứ", "Trọng tài: Vàng A Lử", "Hoài Thu"]
    assert proposed(lambda number, pick: [*article(number, pick), *rows, "Đội hình dự kiến"]) == set()


def test_a_menu_of_a_part_of_the_pages_is_learned_and_a_line_alone_is_not() -> None:
    bar = ["Gửi cho người quen", "In ra giấy khổ lớn", "Nghe qua loa của bản", "Chép vào sổ tay", "Báo tin sai"]

    def page(number: int, pick: random.Random) -> list[str]:
        in_a_part = number % 5 == 0
        alone = ["Viết từ đầu nguồn Nậm Cang"] if in_a_part else []
        return [*MENU, *article(number, pick), *alone, *article(number, pick)[1:], *(bar if in_a_part else []), *FOOT]

    assert proposed(page) == {*MENU, *FOOT, *bar}


def test_names_and_labels_of_lists_on_a_part_of_the_pages_are_not_learned() -> None:
    bar = [
        "Gửi cho người quen",
        "In ra giấy khổ lớn",
        "Hoài Thu",
        "Nghe qua loa của bản",
        "Chép vào sổ tay",
        "Báo tin sai",
    ]

    def page(number: int, pick: random.Random) -> list[str]:
        if number % 5:
            return [*MENU, *article(number, pick), *FOOT]
        return [*MENU, *article(number, pick), *bar, *["Còn hiệu lực", "Xem bản giấy"] * 6, *FOOT]

    assert proposed(page) == {*MENU, *FOOT, *bar} - {"Hoài Thu"}


def test_a_clock_in_a_menu_is_learned_and_the_date_below_a_title_is_not() -> None:
    def page(number: int, pick: random.Random, *, clock: bool) -> list[str]:
        title, *prose = article(number, pick)
        date = f"Chủ nhật, {number % 28 + 1}/05/2025"
        return [*MENU[:4], *[date] * clock, *MENU[4:], title, *[date] * (not clock), *prose, *FOOT]

    reasons = []
    for clock in (True, False):
        found = learned(partial(page, clock=clock))
        reasons += [each.reason_against for text, each in found.items() if text.startswith("Chủ nhật")]
    assert reasons == ["", "a date"]


def test_counters_are_learned_with_any_number_and_titles_with_numbers_are_not() -> None:
    def page(number: int, pick: random.Random) -> list[str]:
        title = f"Giá nếp ở chợ phiên ngày {number % 28 + 1}/5"
        visits = f"Lượt truy cập: {pick.randrange(10**6):,}".replace(",", ".")
        return [*MENU, title, *article(number, pick)[1:], *FOOT, visits, f"Đang trực tuyến: {number}", "Về bản"]

    found = learned(page)
    counters = {text for text, each in found.items() if each.line.any_number and not each.reason_against}
    assert {text.split(":")[0] for text in counters} == {"Lượt truy cập", "Đang trực tuyến"}
    titles = [each for text, each in found.items() if text.startswith("Giá nếp")]
    assert {each.reason_against for each in titles} == {"has other numbers in other documents, as titles have"}
    own = ["Giá nếp ở chợ phiên ngày 9/5", *article(99, random.Random(1))[1:]]
    assert cleaned(page, [*MENU, *own, *FOOT, "Lượt truy cập: 7", "Đang trực tuyến: 123"]) == own


def test_entries_with_numbers_of_their_own_are_each_learned() -> None:
    classes = [f"Lớp học bản số {number}" for number in range(1, 6)]
    found = learned(lambda number, pick: [*MENU, *classes, *article(number, pick), *FOOT])
    assert {text for text in found if text.startswith("Lớp")} == {*classes}
    assert not any(found[text].line.any_number for text in classes)


def test_signs_and_numbers_alone_are_learned_of_no_site() -> None:
    found = learned(lambda number, pick: [*MENU, "#", "🔥", "12", *article(number, pick), "#", *FOOT])
    assert {*found} == {*MENU, *FOOT}


def test_pages_without_an_article_do_not_speak_for_what_stands_in_one() -> None:
    """Lists, as many pages of a site are: what stands on them, too, is around the articles of others."""

    def page(number: int, pick: random.Random) -> list[str]:
        if number % 4:
            return [*MENU, *(f"Nhà số {pick.randrange(10**6)} xóm {pick.choice('abc')}" for _ in range(9)), *FOOT]
        return [*MENU, *article(number, pick), *FOOT]

    assert proposed(page) == {*MENU, *FOOT}


def test_a_headline_in_a_box_is_learned_and_stays_on_its_own_page() -> None:
    headlines = ["Bản Ao Sen đắp xong con đập đầu nguồn", "Chợ phiên dời sang bãi đất cạnh suối cạn"]

    def page(number: int, pick: random.Random) -> list[str]:
        return [*MENU, *article(number, pick), "Tin cũ của bản", *headlines, *FOOT]

    assert proposed(page) >= {*headlines}
    body = article(99, random.Random(1))[1:]
    for own in ([headlines[0], *body], ["Lời rao của trưởng bản", *body]):
        assert cleaned(page, [*MENU, *own, "Tin cũ của bản", *headlines, *FOOT]) == own
    assert cleaned(page, [headlines[1], *body]) == [headlines[1], *body]


def test_lines_of_other_extractors_are_the_same() -> None:
    as_learned = [*MENU, *article(99, random.Random(1)), *FOOT]
    own = as_learned[len(MENU) : -len(FOOT)]

    def page(number: int, pick: random.Random) -> list[str]:
        return [*MENU, *article(number, pick), *FOOT]

    as_markdown = [*(f"  * [{line}](https://{SITE}/x)" for line in MENU), *own, *(f"| {line} |" for line in FOOT)]
    assert cleaned(page, as_markdown) == own == cleaned(page, as_learned)


def test_learning_is_the_same_whatever_the_order() -> None:
    pages = [(number, random.Random(number)) for number in range(40)]
    texts = ["\n".join([*MENU, *article(number, pick), *FOOT]) for number, pick in pages]
    results = []
    for order in (texts, texts[::-1]):
        found = (find_occurrences(text, Chain(), keys_of([*MENU, *FOOT])) for text in order)
        lines = sum_by_line(LineCounts.from_occurrence(SITE, each, "") for some in found for each in some)
        results.append(profile_table(proposals(lines.values(), {SITE: 40}, min_docs=20, min_share=0.5), {SITE: 40}))
    assert merge_profiles(results[:1]) == merge_profiles(results[1:])
    assert {*results[0][SITES]} == {SITE}
