"""How much of a text must be of a shape: for each number that decides, a text on either side of it."""

from collections.abc import Iterator

import pytest

from cleantext.text.shape import (
    count_articles,
    count_tags,
    error_message,
    points_range,
    programmes,
    rows_range,
    table_range,
)

SENTENCE = "Bà con thôn Hạ kéo nhau ra bến xem con đò mới hạ thủy từ sáng sớm tinh mơ, đông vui như ngày hội."


@pytest.mark.parametrize(("tags", "lines", "is_html"), [(5, 22, True), (5, 28, False), (4, 5, False), (12, 40, True)])
def test_html_has_five_tags_and_one_in_five_lines(tags: int, lines: int, is_html: object) -> None:
    text = "\n".join(["<br>một dòng"] * tags + ["một dòng"] * (lines - tags))
    assert count_tags(text) == (tags if is_html else 0)


@pytest.mark.parametrize(("others", "is_one"), [(70, True), (110, False)])
def test_one_line_in_ten_is_a_point(others: int, is_one: object) -> None:
    points = [f"1.{n}. Người thuê trả đò đúng bến." for n in range(1, 11)]
    found = points_range([*points, *[SENTENCE] * others], range(10))
    assert found == (range(10) if is_one else range(0))


@pytest.mark.parametrize(("length", "is_one"), [(110, True), (180, True), (220, False), (380, False)])
def test_rows_are_short(length: int, is_one: object) -> None:
    rows = [f"{n}\tcá\t".ljust(length, "o") for n in range(5)]
    assert bool(rows_range(rows, "\t")) == is_one


@pytest.mark.parametrize(("numbers", "others", "is_one"), [(24, 30, True), (24, 44, False), (18, 5, False)])
def test_a_table_of_cells_has_twenty_numbers_and_two_in_five_lines(numbers: int, others: int, is_one: object) -> None:
    lines = [*(str(n) for n in range(numbers)), *["Hộ ông Lò Văn An"] * others]
    assert table_range(lines, range(numbers)) == (range(numbers) if is_one else range(0))


@pytest.mark.parametrize(
    ("numbers", "others", "is_one"), [(6, 20, True), (4, 3, False), (8, 55, True), (8, 80, False), (12, 85, True)]
)
def test_below_a_numbering_five_numbers_are_enough(numbers: int, others: int, is_one: object) -> None:
    lines = ["STT", *(str(n) for n in range(numbers)), *["Hộ ông Lò Văn An"] * others]
    assert table_range(lines, range(1, numbers + 1)) == (range(numbers + 1) if is_one else range(0))


@pytest.mark.parametrize(("digits", "is_one"), [(30, True), (45, False)])
def test_a_cell_of_a_number_is_short(digits: int, is_one: object) -> None:
    lines = ["STT", *["1" * digits] * 6]
    assert bool(table_range(lines, range(1, 7))) == is_one


@pytest.mark.parametrize(("length", "is_one"), [(90, True), (150, False)])
def test_the_message_of_an_error_is_short(length: int, is_one: object) -> None:
    message = "404 Not Found ".ljust(length, "o").strip()
    assert error_message([message, "nginx"]) == (message if is_one else None)


@pytest.mark.parametrize(("news", "is_one"), [(80, True), (130, False)])
def test_little_beside_an_error_is_news(news: int, is_one: object) -> None:
    sentence = "Con đò ".ljust(news - 1, "o") + "."
    assert bool(error_message(["404 Not Found", sentence])) == is_one


@pytest.mark.parametrize(("length", "count", "is_one"), [(70, 12, True), (100, 3, True), (100, 6, False)])
def test_long_lines_beside_an_error_are_few(length: int, count: int, is_one: object) -> None:
    """They are no prose, but headlines that were glued, or texts in another language."""
    assert bool(error_message(["404 Not Found", *["Con đò ".ljust(length, "ồ")] * count])) == is_one


@pytest.mark.parametrize(("length", "prose", "count"), [(60, 600, 2), (90, 600, 0), (40, 400, 0)])
def test_articles_have_a_dateline_and_five_hundred_characters(length: int, prose: int, count: int) -> None:
    one = ["Thứ ba, 02/04/2024, 08:12 ".ljust(length, "o"), "Con đò ".ljust(prose, "o")]
    assert count_articles([*one, *one], range(4)) == count


@pytest.mark.parametrize(
    ("text", "stop"),
    [
        ("7:30|Đón tiếp|8h|Văn nghệ|8h30|Video|9:00|Hỏi đáp|Chia sẻ", 8),  # the line below the last time is of it
        ("7:30 Đón tiếp|8:00 Khai mạc|9:00 Thảo luận|10:00 Bế mạc|Chia sẻ", 4),
        ("7:30|8:00|9:00|10:00", 4),
        ("7:30|a|b|c|8:00|a|b|c|9:00|a|b|c|10:00|a", 14),
        ("7:30|a|b|c|d|8:00|a|b|c|d|9:00|a|b|c|d|10:00|a", 0),  # too far from each other
        ("8:00 A|9:00 B|9:00 C|10:00 D|10:00 E|11:00 G", 6),  # two at once
        ("21:00 A|22:30 B|23:30 C|0:15 D|1:00 E", 5),  # past midnight
        ("7:30|8:00|9:00|Chia sẻ", 0),
        ("9:00 A|9:00 B|9:00 C|9:00 D", 0),
        ("10:00 A|9:00 B|8:00 C|7:00 D", 0),  # news
        ("5h trước|6h trước|7h trước|8h trước", 0),
        ("5:1 A|6:1 B|7:10 C|8:305 D", 0),  # scores and ratios
        ("1:23|2:10|3:05|4:12", 0),  # lengths of films
        ("5g muối|10g đường|15g bột nở|20g bơ", 0),
    ],
)
def test_a_programme_has_four_times_of_day_that_rise(text: str, stop: int) -> None:
    lines = text.split("|")
    assert list(programmes(lines, range(len(lines)))) == ([range(stop)] if stop else [])


@pytest.mark.parametrize("numbers", [1, 2])
def test_an_error_has_few_numbers_beside_it(numbers: int) -> None:
    assert error_message(["404", *["12", "33"][: numbers - 1]]) == "404"
    assert error_message(["404", "12", "33", *["45"] * numbers]) is None
    assert error_message(["404", "Không tìm thấy trang", "1", "2", "3"]) == "Không tìm thấy trang"


def test_numbers_beside_an_error_are_counted_once() -> None:
    class Lines(list[str]):
        """Lines that count how often someone goes through all of them."""

        looks = 0

        def __iter__(self) -> Iterator[str]:
            self.looks += 1
            return super().__iter__()

    lines, more = Lines(["404"] * 10), Lines(["404"] * 1000)
    assert error_message(lines) is error_message(more) is None
    assert lines.looks == more.looks
