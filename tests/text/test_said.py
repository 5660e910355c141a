"""What a line says is what `get_text` would have left of it, whatever converter wrote it."""

import pytest

from cleantext.text.lines import Lines
from cleantext.text.said import Said, said_by

PROSE = "Ông Lò Văn Pản nói trước đây lỡ chuyến xe buýt là phải đi bộ mười cây số về bản."


def read(*lines: str) -> Said:
    return said_by(Lines(lines))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("# Xe buýt lên bản", "Xe buýt lên bản"),
        ("### Xe buýt lên bản ###", "Xe buýt lên bản"),
        ("##", ""),
        ('* [Thời sự ](https://suoimo.example/a.htm "THỜI SỰ")', "Thời sự"),
        ("- [Thời sự](</thoi su>)", "Thời sự"),
        ("1. [Bản Pọng (ảnh)](https://suoimo.example/a_(b))", "Bản Pọng (ảnh)"),
        ('[[Ảnh] Chợ phiên](/c "Chợ "phiên" sớm")', "[Ảnh] Chợ phiên"),
        ("### [Xe buýt lên bản](/x)", "Xe buýt lên bản"),
        ("[**Xe buýt** lên bản](/x)", "Xe buýt lên bản"),
        ("[ Nhà ](/) [Bản](/b) | [Chợ](/c)", "Nhà · Bản · Chợ"),
        ("[![](/a.jpg)](/x)[Xe buýt](/x)", "Xe buýt"),
        ("[ ![Báo Suối Mơ](/logo.svg) ](/ 'Trang chủ')", ""),
        ('[ ](javascript:; "Top")', ""),
        ("![Cầu](/cau.jpg)", ""),
        ("Theo [Suối Mơ](/s), cầu ![](/a.png)đã xong.", "Theo Suối Mơ, cầu đã xong."),
        ("> Trích lời ông Pản.", "Trích lời ông Pản."),
        ("**Tin liên quan**", "Tin liên quan"),
        ("_Tin liên quan_", "Tin liên quan"),
        ("**Nguồn:** Báo Suối Mơ", "Nguồn: Báo Suối Mơ"),
        (r"1\. Mục \- một \*", "1. Mục - một *"),
        (r"\- Chào anh!", "- Chào anh!"),
        ("| Chợ phiên |", "Chợ phiên"),
        ("| Bản | 29 | 12.000 |", "| Bản | 29 | 12.000 |"),
        ("| [Bản](/b) | 29 | 12.000 |", "| Bản | 29 | 12.000 |"),
        ("|---|:---:|---|", ""),
        ("---|---", ""),
        ("* * *", ""),
        ("-----", ""),
        ("=====", ""),
        ("![Image 3: Cầu](/a.jpg)", ""),
    ],
)
def test_markdown(written: str, said: str) -> None:
    assert read(written, "[x](y)").lines[0] == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[12]Thời sự", "Thời sự"),
        ("     * [13]Thời sự".strip(), "Thời sự"),
        ("Theo [14]Suối Mơ, cầu đã xong.", "Theo Suối Mơ, cầu đã xong."),
        ("____________________ (BUTTON) Tìm kiếm", "Tìm kiếm"),
        ("[ ] Nhớ", "[ ] Nhớ"),
        ("[cau.jpg] Cầu treo", "Cầu treo"),
        ("[cau.jpg]", "cau.jpg"),
        ("IFRAME: [15]https://suoimo.example/e", ""),
    ],
)
def test_lynx(written: str, said: str) -> None:
    lynx = ["(BUTTON) Gửi", "* [1]Nhà", "* [2]Bản", "* [3]Chợ"]
    assert [*read(written, *lynx).lines] == [said, "Gửi", "Nhà", "Bản", "Chợ"]


def test_marks_of_lists_are_the_converters_where_it_has_many_or_sets_them_before_links() -> None:
    assert [*read("* Nhà", "* Bản", "* Chợ", "*", "- Chào!").lines] == ["Nhà", "Bản", "Chợ", "", "- Chào!"]
    nested = ["* Nhà", "* Bản", "* Chợ", "+ Trên", "+ Dưới", "+ Giữa", "o Một", "o Hai", "o Ba"]
    assert [*read(*nested).lines] == [line[2:] for line in nested]
    assert [*read("- [Nhà](/n)", "- [Bản](/b)", "- Chợ").lines] == ["Nhà", "Bản", "Chợ"]


@pytest.mark.parametrize(
    "lines",
    [
        [PROSE],
        ["* Tên nhân vật đã được thay đổi.", PROSE],
        ["- Chào anh!", "- Chào chị!", "- Mời anh vào!", PROSE],
        ["+ Một", "+ Hai", "+ Ba", PROSE],
        ["# suối mơ #bản Pọng", PROSE],
        ["# suối mơ", "# bản Pọng", "# chợ phiên", PROSE],
        ["> Xem thêm: Chợ phiên mở lại", ">> Chợ phiên mở lại", PROSE],
        ["Họ và tên: ____________", "____________________", PROSE],
        ["|", "[", "]", "*", "#", ",", PROSE],
        ["[Ảnh] Chợ phiên mở lại", "Giá 5*3, đường a_b_c và C:\\chợ", PROSE],
        ["**Chợ phiên** mở lại sau nhiều năm", PROSE],
        ["Nguồn: https://suoimo.example/x", "Tác giả: Lò Văn Pản", PROSE],
        ["https://suoimo.example/x", PROSE],
        ["Source code của chợ: mở", "https://suoimo.example/x"],
    ],
)
def test_what_authors_write_is_no_markup(lines: list[str]) -> None:
    given = Lines(lines)
    assert [*said_by(given).lines] == lines


def test_lines_without_markup_are_not_copied() -> None:
    given = Lines(["Tin vui", "", PROSE, "- Chào!"])
    assert said_by(given).lines is given


def test_what_markup_tells() -> None:
    said = read(
        "# Xe buýt", "![Cầu](/c.jpg)", "* [Nhà](/n)", "* [Bản](/b) [Chợ](/c)", "* Không", PROSE, "### [Tin](/t)"
    )
    assert said.lines.nonblank_indexes == [0, 2, 3, 4, 5, 6]
    assert said.headings == {0, 5}
    assert said.links == {1, 2, 5}
    assert said.items == {1, 2, 3}
    assert said.rows == {2: ["Bản", "Chợ"]}
    assert said.pictures == {1: "Cầu"}
    assert said.with_pictures()[1] == "Cầu"


def test_a_heading_that_is_underlined() -> None:
    assert read("Xe buýt lên bản", "===", PROSE).headings == {0}


def test_a_link_over_several_lines() -> None:
    said = read("[![](/a.jpg)\\", "\\", "**Chợ phiên mở lại**\\", "\\", "Sau ba năm.](/cho)", "Hết.")
    assert [*said.lines] == ["", "", "Chợ phiên mở lại", "", "Sau ba năm.", "Hết."]
    assert said.links == {0, 1}
    open_only = ["[Chợ phiên mở lại", "Sau ba năm.", "Hết."]
    assert [*read(*open_only, "[x](y)").lines] == [*open_only, "x"]


def test_what_a_crawler_wrote() -> None:
    ours = ["# Xe buýt", "**Source:** https://suoimo.example", "**Type:** news", "---", PROSE]
    assert read(*ours).by_the_crawler == {1, 2, 3}
    jina = ["Title: Xe buýt lên bản - Báo Suối Mơ", "", "URL Source: https://a.example", "", "Markdown Content:"]
    assert read(*jina, "# Xe buýt lên bản", PROSE).by_the_crawler == {0, 2, 4}
    front = ["---", 'title: "Xe buýt lên bản"', "url: https://a.example", "tags:", "- chợ", "---"]
    assert read(*front, "Xe buýt lên bản", PROSE).by_the_crawler == {*range(6)}


def test_a_title_that_only_the_crawler_wrote_stays() -> None:
    said = read("Title: Xe buýt lên bản", "URL Source: https://a.example", "Markdown Content:", PROSE)
    assert said.by_the_crawler == {1, 2}
    assert said.lines[0] == "Xe buýt lên bản"


def test_a_source_alone_is_kept() -> None:
    said = read("# Xe buýt", "**Source:** https://suoimo.example", PROSE)
    assert not said.by_the_crawler
    assert said.source == 1
    assert [*said.lines] == ["Xe buýt", "", PROSE]


def test_the_addresses_with_which_lynx_ends() -> None:
    addresses = [f"{number}. https://suoimo.example/{number}" for number in range(1, 5)]
    assert read("[1]Nhà", PROSE, "References", *addresses).by_the_crawler == {*range(2, 7)}
    assert not read(PROSE, "References", *addresses).by_the_crawler
