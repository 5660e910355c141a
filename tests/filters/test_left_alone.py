"""What looks like chrome or a copy and is none: every article and line here comes through whole, but those of NOT_YET.

The articles of tests/data/left_alone/ were written for this: notices that end in an address and a hotline, articles
about comment boxes and copyright, subheadings such as "Mới nhất" and "Chia sẻ", speeches, verse, tables, schedules. Its
lines stand between two paragraphs, alone and on a full page.
"""

from operator import attrgetter
from pathlib import Path

import pytest

from cleantext import clean, explain
from tests.helpers.paths import DATA

HERE = DATA / "left_alone"
ARTICLES = sorted(HERE.glob("*.txt"))
LINES = (HERE / "lines").read_text(encoding="utf-8").splitlines()
TITLE = "Gặt lúa sớm ở xóm Đông"
BEFORE = "Sáng nay bà con xóm Đông ra đồng từ lúc trời còn tối để gặt nốt mấy sào lúa chín sớm trước khi mưa về."
AFTER = "Gần trưa thì công việc xong xuôi, ai nấy ngồi nghỉ dưới bóng tre đầu làng và kể chuyện mùa màng năm cũ."
MENU = "Trang chủ\nThời sự\nXã hội\nĐăng nhập"
TAIL = (
    "Tin liên quan\nXóm Tây cũng vào mùa gặt lúa chín\nBình luận (3)\nGửi bình luận\nIn bài viết\nVề đầu trang\n"
    "© 2024 Bản quyền thuộc về báo Xóm Đông."
)


NOT_YET = {  # documents made of the very words of site chrome, and how many of their lines still go
    "bach-khoa-ca-linh-dong-hai-dau": (4, "a list of titles under a heading that related news has, too"),
    "cai-dat-ung-dung-doc-cong-to": (16, "a list of settings is made of buttons"),
    "kich-ban-phat-thanh-chuyen-muc-nha-nong": (1, "the voices of a script are settings of a player"),
    "truong-trung-hoc-ben-ngu": (3, "an encyclopedia's headings"),
}


def test_there_are_enough() -> None:
    assert len(ARTICLES) >= 120
    assert NOT_YET.keys() <= {path.stem for path in ARTICLES}
    assert len(set(LINES)) == len(LINES) >= 200


@pytest.mark.parametrize("path", ARTICLES, ids=attrgetter("stem"))
def test_an_article_comes_through(path: Path) -> None:
    article = path.read_bytes().decode("utf-8")
    result = explain(article)
    lost = [(removal.line, removal.text, removal.reason) for removal in result.removals if removal.text]
    number, reason = NOT_YET.get(path.stem, (0, ""))
    assert len(lost) == number, lost
    if number:
        pytest.xfail(reason)
    assert result.text + "\n" == article


def test_a_line_between_paragraphs_stays() -> None:
    for line in LINES:
        article = f"{TITLE}\n\n{BEFORE}\n\n{line}\n\n{AFTER}"
        assert clean(article) == article


def test_a_line_of_the_article_on_a_full_page_stays() -> None:
    for line in LINES:
        page = f"{MENU}\n{TITLE}\n{BEFORE}\n{line}\n{AFTER}\n{AFTER.replace('trưa', 'tối')}\n{TAIL}"
        assert clean(page).split("\n") == [TITLE, BEFORE, line, AFTER, AFTER.replace("trưa", "tối")]
