"""A `Result` as programs and notebooks see it."""

import json
import pickle
from collections.abc import Iterator, Sequence

import pytest

from cleantext import Chain, Hit, Result, clean, explain
from tests.conftest import Run

TITLE = "Xóm Đồi dựng lại cây cầu gỗ qua suối Lạnh"
TEXT = (
    f"{TITLE}\n\nSáng  5/3, bà con xóm Đồi bắt đầu dựng lại cây cầu gỗ bắc qua suối Lạnh sau mùa lũ.\n"
    "Lời <b>hứa</b> & việc làm của bà con xóm Đồi khiến nhiều người đến xem phải khen ngợi.\n\n\nPhản hồi\n"
)


@pytest.mark.parametrize("text", [TEXT, "", "\n\n", "404 Not Found\n", "Tin vui\n", "Ti\ufffdng\n"])
def test_the_dict_is_what_the_command_writes(run: Run, text: str) -> None:
    assert explain(text).to_dict() == json.loads(run("-f", "json", "-", stdin=text.encode()).out)


def test_the_dict_names_source_and_encoding() -> None:
    found = explain(TEXT).to_dict("a.txt", "tcvn3")
    assert (found["source"], found["encoding"]) == ("a.txt", "tcvn3")
    assert json.loads(json.dumps(found)) == found


def test_paragraphs_are_the_lines_that_say_something() -> None:
    result = explain(TEXT)
    assert result.title == TITLE
    assert result.paragraphs == [line for line in clean(TEXT).split("\n") if line]
    assert explain("").paragraphs == []


def test_it_prints_as_one_short_line() -> None:
    said = repr(explain(TEXT))
    assert said == f"<Result: '{TITLE}', 3 lines kept, 3 removed, repaired by whitespace>"
    assert repr(explain("")) == "<Result: no title, 0 lines kept, 0 removed, doubtful: empty>"
    assert len(repr(explain(TEXT.replace(TITLE, "Cầu gỗ " * 15)))) < 160


def test_it_is_a_tuple_that_can_be_pickled() -> None:
    result = explain(TEXT)
    assert pickle.loads(pickle.dumps(result)) == result
    assert result == explain(TEXT)
    text, repairs, removals, notes = result
    assert Result(text, repairs, removals, notes) == result


def test_a_notebook_shows_lines_and_reasons() -> None:
    html = explain(TEXT)._repr_html_()
    assert f"<b>{TITLE}</b>" in html
    assert "Lời &lt;b&gt;hứa&lt;/b&gt; &amp; việc làm" in html
    assert "<s>Phản hồi</s>" in html
    assert "site-chrome: " in html
    assert html.count("color") == html.count("color:inherit") == 1  # the notebook's own, light or dark


def test_a_notebook_shows_doubts_first() -> None:
    html = explain("404 Not Found")._repr_html_()
    assert html.startswith("<div><div>doubtful: an error page, “404 Not Found”</div>")


def first_forty(lines: Sequence[str]) -> Iterator[Hit]:
    if len(lines) > 40:
        yield from (Hit(index, "menu", "menu") for index in range(40))


def test_a_notebook_shows_a_few_lines_of_a_menu() -> None:
    menu = "".join(f"Trang chủ\nĐăng nhập {number}\n" for number in range(20))
    html = Chain(strips=[first_forty]).explain(menu + TEXT)._repr_html_()
    assert html.count("<s>") == 8
    assert "lines removed here beside these: 32" in html


def test_a_long_text_is_cut_in_a_notebook() -> None:
    html = Chain(strips=()).explain("\n".join(f"Dòng {number} " + "x" * 1000 for number in range(1000)))._repr_html_()
    assert html.count("<tr>") == 301
    assert "only the first 300 lines are shown" in html
    assert len(html) < 250_000


class NAType:
    """As in pandas, which tests do not need."""

    def __repr__(self) -> str:
        return "<NA>"


@pytest.mark.parametrize(
    ("value", "name"), [(float("nan"), "float: nan"), (None, "NoneType: None"), (NAType(), "NAType: <NA>")]
)
def test_a_missing_value_says_what_to_do(value: object, name: str) -> None:
    message = (
        f"the text of an article must be str, not {name} is a missing value; use fillna\\(''\\) or dropna\\(\\) first"
    )
    for function in (clean, explain):
        with pytest.raises(TypeError, match=f"{message}$"):
            function(value)  # type: ignore[arg-type]


def test_bytes_are_to_be_decoded() -> None:
    with pytest.raises(TypeError, match=r"must be str, not bytes: decode it first, with decode\('utf-8'\)$"):
        clean(b"tin")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"must be str, not float$"):
        clean(3.5)  # type: ignore[arg-type]
