"""What a removal of a copy promises: its twin stays and holds every letter and digit of it, credits and labels aside.

What counts as a credit or label is written down here once more, and not taken from the filter.
"""

import re
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from unicodedata2 import normalize

from cleantext import Chain
from cleantext.model import Removal
from cleantext.text.lines import split_lines
from tests.helpers.fixtures import read as read_fixture
from tests.helpers.paths import DATA, FIXTURES, ROOT
from tests.labelled.documents import OWN, read

LABEL = "(?:nguồn ảnh|hình ảnh|hinh anh|ảnh|anh|hình|nguồn|photo|video|clip|đồ họa|minh họa|minh hoạ)"
MADE = "(?: (?:mang tính chất )?(?:minh họa|minh hoạ|cắt từ clip|chụp màn hình))?"
CREDIT = (
    rf"(?:\W*{LABEL}{MADE})+\s?[:;].*"  # . Ảnh: TTXVN
    rf"|\W*\(\s*{LABEL}\b[^()]*\)\W*"  # (Ảnh chụp màn hình)
    rf"|\W*{LABEL}{MADE}(?: (?-i:[A-ZĐ])\w*)*\W*"  # . Ảnh TTXVN
    rf"|\W*(?:{LABEL} )?\d{{1,2}}\.?"  # - Ảnh 1.
    r"|[\s.]*\.(?:jpe?g|png|gif|webp)"
)
LABEL_IN_FRONT = rf"(?i)^{LABEL}{MADE}(?: \d{{1,2}})?\W+"  # Hình 1:
IMAGE = r"!\[([^\]]*)\]\(\S+\)"
WITH_SITE = r"\W+[^\W\d_][^\d]{1,79}"  # | Báo Xóm Đông
MENU_STEPS = r"(?:[^»›>/]{2,40}[»›>/]+ ?){1,5}"
SITE = r"[^-]{2,20} - "  # the label of a title that is cut short: VFF - Đội tuyển ...

TITLE = "Thầy giáo chèo đò mang sách ra cồn Bần"
CAPTION = "Bà con xóm Đông gặt lúa sớm trên cánh đồng Bàu Sen"
SENTENCE = "Trận mưa đầu mùa đổ xuống cánh đồng Bàu Sen lúc ba giờ chiều, bà con mừng như bắt được vàng."
BASES = [
    CAPTION,
    CAPTION.upper(),
    "Ba con xom Dong gat lua som tren canh dong Bau Sen",
    SENTENCE,
    f"{SENTENCE} {SENTENCE}",
]
BEFORE = ["", "", "", "- ", "c) ", "2\\. ", "| ", "VFF - ", "“", "Thầy Phúc kể: "]
AFTER = [
    "",
    "",
    "",
    ".",
    " ...",
    "?",
    "”",
    ". Ảnh: Trần Lực",
    " (Ảnh: TTXVN)",
    " - Ảnh 1.",
    " - 2",
    " hinh anh 1",
    ". Ảnh AI",
]
AFTER += [
    ". Ảnh hưởng của bão còn dài.",
    ", ảnh hưởng đến ba xã",
    " trong clip: nước dâng rất nhanh",
    " Bình Dương",
    " (bài 2)",
]
AFTER += [
    ", cho biết đường đã thông, xe chạy lại từ sáng.",
    " Văn Phúc - 06:15 26/5/2023",
    f". {SENTENCE}",
    " - 2-1",
    ": hết",
]
OTHERS = [
    "Mấy hôm nay nước rút dần, bà con kéo nhau ra đồng từ sáng sớm. Nhà nào xong trước thì sang giúp nhà bên.",
    "Nguyên liệu cần có",
    "Gặt xong thì phơi.",
    "Điều 1.",
    "“",
    "",
]
lines = st.one_of(st.builds("{}{}{}".format, *map(st.sampled_from, (BEFORE, BASES, AFTER))), st.sampled_from(OTHERS))
documents = st.lists(lines, min_size=2, max_size=12).map("\n".join)

MENU = ["Trang chủ", "Thời sự", "Xã hội", "Đăng nhập"]
BAR = ["Chia sẻ", "Facebook", "Zalo"]
TAIL = ["Tin liên quan", "Xóm Tây cũng vào mùa gặt lúa chín", "Bình luận (3)", "In bài viết", "Về đầu trang"]

CHAIN, ALONE = Chain(), Chain().only("repeated-captions")
OFFICIAL = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 12/QĐ-UBND", "Căn cứ Luật Đê điều;"]
SIGNED = ["Nơi nhận:", "- Như trên;", "(Đã ký)"]


def letters(text: str) -> str:
    return "".join(c for c in normalize("NFC", text).casefold() if c.isalnum())


def bare(text: str) -> str:
    return "".join(c for c in normalize("NFD", text.casefold()).replace("đ", "d") if c.isalnum())


def bare_words(text: str) -> str:
    return "".join(c for c in normalize("NFD", text.replace("đ", "d").replace("Đ", "D")) if c.isascii())


def in_one_style(text: str) -> str:
    """Put the tones of oa, oe and uy on the second vowel: hoà for hòa."""
    return re.sub("([ou])([\u0300\u0301\u0303\u0309\u0323])([aey])", r"\1\3\2", normalize("NFD", text.casefold()))


def holds(twin: str, part: str, *, accents: object = True) -> bool:
    if accents:
        return letters(in_one_style(part)) in letters(in_one_style(twin))
    return letters(part).isascii() and bare(part) in bare(twin)


def accounts_for(removal: Removal, twin: str) -> bool:
    """Check whether a line holds all of one that was removed, a label, a credit or the name of a site aside.

    Accents may be missing only where the reason says so.
    """
    line = re.sub(LABEL_IN_FRONT, "", re.sub(IMAGE, r"\1", removal.text), count=1)
    accents = "without accents" not in removal.reason
    if "cut short" in removal.reason:
        return holds(twin, line) or holds(twin, re.sub(SITE, "", line, count=1))
    if "name of the site" in removal.reason:
        rest = removal.text.removeprefix(twin)
        return rest != removal.text and re.fullmatch(WITH_SITE, rest) is not None
    if "way through the menu" in removal.reason:
        return re.fullmatch(MENU_STEPS, removal.text.removesuffix(twin)) is not None
    ends = [end for end in range(1, len(line)) if not re.fullmatch(r"[^\W\d]{2}|\d\d", line[end - 1 : end + 1])]
    aside = f"(?i){CREDIT}"
    return holds(twin, line, accents=accents) or any(
        holds(twin, line[:end], accents=accents) and re.fullmatch(aside, line[end:]) for end in ends
    )


def copies(text: str, chain: Chain = CHAIN) -> Iterator[tuple[Removal, str]]:
    """Yield what a chain removes from a text as a copy, with its twin; check that this is kept, now and ever after."""
    result, source = chain.explain(text), split_lines(Chain(strips=()).clean(text))
    gone = {removal.line for removal in result.removals}
    for removal in result.removals:
        if removal.filter == "repeated-captions":
            assert removal.twin is not None, removal
            assert removal.twin not in gone, removal
            if "the title" in removal.reason:
                above = [line for n, line in enumerate(source[: removal.twin - 1], 1) if line and n not in gone]
                assert len(above) < 3 or not any(len(line) >= 40 and line.endswith(".") for line in above), removal
                assert len(source[removal.twin - 1]) < 160, removal
            yield removal, source[removal.twin - 1]
    assert chain.clean(result.text) == result.text


def check(text: str) -> int:
    """Check the account of every copy removed from a text; return their number."""
    found = list(copies(text))
    for removal, twin in found:
        assert accounts_for(removal, twin), (removal, twin)
        if "more fully" in removal.reason:
            assert len(letters(twin)) > len(letters(removal.text)), (removal, twin)
    return len(found)


@given(documents)
@example(f"{CAPTION}\n{OTHERS[0]}\n{CAPTION}. Ảnh hưởng của bão còn dài.")
@example(f"{CAPTION}\n{CAPTION}, ảnh hưởng đến ba xã")
@example(f"{OTHERS[0]}\n{SENTENCE}\n{OTHERS[0]}\n{SENTENCE} Ảnh: TTXVN\n{OTHERS[0]}")
@example(f"{CAPTION}? (Hình từ Internet)\n{OTHERS[0]}\n{CAPTION}?")
def test_a_twin_accounts_for_every_copy(text: str) -> None:
    check(text)


def made_documents() -> Iterator[str]:
    """Yield every text of this project: labelled documents, articles, fixtures, samples, what is left alone."""
    for path in OWN:
        yield from (document.text for document in read(path))
    for path in (*(DATA / "articles").glob("*.diff"), *FIXTURES.glob("*/*.diff")):
        yield read_fixture(path).before
    for path in (*(DATA / "left_alone").glob("*.txt"), *(ROOT / "samples").rglob("*.txt")):
        yield path.read_text(encoding="utf-8")


def test_a_twin_accounts_for_every_copy_of_made_documents() -> None:
    assert sum(map(check, made_documents())) > 150


def test_a_twin_accounts_for_every_copy_of_made_documents_on_a_page() -> None:
    """Chrome around a document, and a share bar in it, take no twin with them."""
    number = 0
    for text in made_documents():
        lines = text.split("\n")
        number += check("\n".join([*MENU, *lines, *TAIL]))
        number += check("\n".join([*lines[:1], *BAR, *lines[1:-1], *BAR, *lines[-1:]]))
    assert number > 300


def test_nothing_is_a_copy_in_official_documents() -> None:
    """The same lines from which a hundred copies go lose none within an official document, and none in a form."""
    taken = 0
    for path in OWN:
        for document in read(path):
            taken += len(list(copies(document.text, ALONE)))
            assert not list(copies("\n".join([*OFFICIAL, document.text, *SIGNED]), ALONE))
            blanks = "Họ và tên: ..........\n" * (4 + document.text.count("\n") // 10)
            assert not list(copies(blanks + document.text, ALONE))
    assert taken > 100


def reasons(*texts: str) -> list[tuple[int, str]]:
    return [(removal.line, removal.reason) for removal in ALONE.explain("\n".join(texts)).removals]


def test_the_reason_says_whether_the_twin_says_more() -> None:
    assert reasons(TITLE, OTHERS[0], CAPTION, CAPTION) == [(4, "repeats line 3")]
    assert reasons(TITLE, OTHERS[0], CAPTION, f"{CAPTION}. Ảnh: Trần Lực") == [(3, "is said more fully in line 4")]
    assert reasons(TITLE, OTHERS[0], f"{CAPTION}. Ảnh: Trần Lực", CAPTION) == [(4, "repeats line 3")]


def test_the_reason_says_what_the_twin_lacks() -> None:
    alt, site, path = f"{bare_words(TITLE)} hinh anh 1", f"{TITLE} | Báo Xóm Đông", f"Trang chủ » Chuyện quê » {TITLE}"
    assert reasons(TITLE, alt, OTHERS[0]) == [(2, "is, without accents, what is said in line 1")]
    assert reasons(site, TITLE, OTHERS[0]) == [(1, "is, with the name of the site, what stands alone in line 2")]
    assert reasons(TITLE, path, OTHERS[0]) == [(2, "is the way through the menu to line 1")]


BYLINES = [" Văn Phúc - 06:15 26/5/2023", " 26/05/2023 06:15", " - 26/5/2023", " Vũ Nguyễn Đông Hải", " (26/5/2023)"]
PARTS = [" Bảng A", " 2-1", " Bình Dương", " Bà Rịa Vũng Tàu", " 18:30", " Nguyễn"]
PARTS += [" và 26/5/2023 nữa", " 26/5/2023 nữa", f" 26/5/2023 {'.' * 40}"]


@pytest.mark.parametrize("byline", BYLINES)
def test_of_two_titles_the_one_with_author_or_date_stays(byline: str) -> None:
    twice = [(1, "is said more fully in line 2"), (4, "repeats the title, line 2")]
    assert reasons(TITLE, TITLE + byline, OTHERS[0], f"{TITLE}. Ảnh: Trần Lực") == twice


@pytest.mark.parametrize("part", PARTS)
def test_a_heading_that_begins_with_the_title_is_no_copy_of_it(part: str) -> None:
    assert reasons(TITLE, TITLE + part, OTHERS[0]) == []


@pytest.mark.parametrize("day", ["Thứ hai", "Thứ tư", "Chủ nhật"])
def test_a_date_above_the_title_is_no_title(day: str) -> None:
    date = f"{day}, 26 tháng 5 năm 2023"
    assert reasons(date, TITLE, OTHERS[0], TITLE, SENTENCE) == [(4, "repeats the title, line 2")]
    assert reasons(date, OTHERS[0], "Xóm Đông", date, SENTENCE) == []
