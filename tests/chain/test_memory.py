"""What a document takes in memory: 12 times its size and 100 MB, whatever it holds; too many lines are refused."""

import tracemalloc

import pytest

from cleantext import Chain, CleantextError, clean, explain
from cleantext.chain.contract import MOST_SHORT_LINES, SHORT_LINE

TIMES, BYTES_PER_LINE, ROOM = 12, 600, 4_000_000  # ROOM: tables made once, buffers
SIZE = 400_000  # bytes, several times what is repaired at once


def peak(chain: Chain, text: str) -> int:
    """Return the most bytes that explaining takes, apart from the text."""
    chain.explain(text[:200])  # what is made once, such as tables, is not the text's
    tracemalloc.start()
    try:
        chain.explain(text)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "unit",
    (
        "\n|\r\n|\u00a0\n|ế\t|ế\u200b|ế\x93|ế \x93|Ðà |nghiệр |áº¿ ế |e\u0302\u0301 |o\u0301\u0302 |&lt;ế|nghịêm "
        "|Hµn Quèc vµ |a\u2028\u2028|ﬁế|\u0301\u0300|a  "
    ).split("|"),
)
def test_explaining_takes_twelve_times_the_size_at_most(unit: str) -> None:
    text = "Tin " + unit * (SIZE // len(unit.encode()))
    assert peak(Chain(), text) <= TIMES * len(text.encode()) + ROOM


def test_one_character_of_four_bytes_does_not_make_each_line_dear() -> None:
    text = "😀\n" + "ab ab ab ab.\n" * (SIZE // 13)
    assert peak(Chain(), text) <= TIMES * len(text) + BYTES_PER_LINE * text.count("\n")


@pytest.mark.parametrize(
    "text",
    [
        "a\n" * 40_000,
        "ế\n" * 40_000,
        "".join(f"{number}\n" for number in range(100_000, 140_000)),
        "Like\n" * 40_000,
        "".join(f"abcdefghijklm{number // 2}\n" for number in range(40_000)),
        "".join(f"Bình luận ({number})\n" for number in range(40_000)),
        "vµ\n" * 40_000,
        "a  b\n" * 40_000,
        "Tin vui\n"
        + "Trời mưa to, bà con gặt lúa từ sáng sớm.\n" * 20
        + "Bình luận (3)\nChia sẻ\nFacebook\nVề đầu trang\n"
        "Phản hồi\n" + "abc de\n" * 40_000,
    ],
)
def test_the_limit_on_lines_knows_what_a_line_takes(text: str) -> None:
    lines = text.count("\n")
    assert peak(Chain(), text) <= BYTES_PER_LINE * lines + ROOM
    assert MOST_SHORT_LINES * BYTES_PER_LINE <= 100_000_000
    assert BYTES_PER_LINE / SHORT_LINE <= TIMES


def test_a_document_of_too_many_lines_is_refused() -> None:
    too_many = "a\n" * 400_000
    for run in (clean, explain):
        with pytest.raises(CleantextError, match=r"400,000 lines of less than 50 characters, more than .* split it"):
            run(too_many)


@pytest.mark.parametrize("line", ["a b" + " " * 77, "&agrave;" * 7, "tin vui " * 6 + "&nbsp;" * 10])
def test_what_comes_out_is_taken_in_again(line: str) -> None:
    """A document of long lines that repairs make short is refused at once, not when it is cleaned again."""
    with pytest.raises(CleantextError, match="lines of less than 50 characters"):
        clean(f"{line}\n" * (MOST_SHORT_LINES + 1))


def test_long_lines_do_not_count() -> None:
    line = "Trời mưa to, bà con ra đồng gặt lúa từ sáng sớm tới trưa"
    text = "".join(f"{line} ngày {number}\n" for number in range(MOST_SHORT_LINES + 10))
    assert clean(text).count("\n") == MOST_SHORT_LINES + 9


def test_empty_lines_do_not_count() -> None:
    assert clean("a\n" + "\n" * 400_000 + "b") == "a\n\nb"
