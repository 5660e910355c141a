"""The chain runs filters in order, holds them to the rules of their kind, and can be chosen from."""

import pickle
import re
from collections.abc import Iterator, Sequence
from functools import partial

import pytest

from cleantext import Chain, clean, explain
from cleantext.filters import FILTER_NAMES, OPT_IN_NAMES
from cleantext.model import BrokenFilter, Hit, UnknownFilter


def shouting(text: str) -> str:
    return text.upper()


def last_line(lines: Sequence[str]) -> Iterator[Hit]:
    if len(lines) > 1:
        yield Hit(len(lines) - 1, "is the last", "end")


def test_the_default_chain_holds_every_filter_but_the_opt_in_ones() -> None:
    assert Chain().names == tuple(name for name in FILTER_NAMES if name not in OPT_IN_NAMES)


def test_what_keeps_a_line_may_answer_with_anything() -> None:
    sentence = "Bà con xóm Đông mừng như bắt được vàng khi mưa về đồng."
    text = f"{sentence}\nPhản hồi\nVề đầu trang"
    keeps = re.compile("Phản").search
    assert clean(text) == sentence
    assert Chain(keeps=keeps).clean(text) == f"{sentence}\nPhản hồi"
    assert Chain().with_options("site-chrome", keeps=keeps).clean(text) == f"{sentence}\nPhản hồi"


def test_filters_are_chosen_by_name_and_keep_their_order() -> None:
    assert Chain().only("whitespace", "unicode").names == ("unicode", "whitespace")
    assert "whitespace" not in Chain().without("whitespace").names
    assert Chain().including(*OPT_IN_NAMES).names == FILTER_NAMES
    assert Chain().only("whitespace").including("blank-lines", "unicode").names == (
        "unicode",
        "whitespace",
        "blank-lines",
    )


@pytest.mark.parametrize("choose", [Chain().only, Chain().without, Chain().including])
def test_an_unknown_name_is_an_error_that_suggests_the_near_one(choose: object) -> None:
    assert callable(choose)
    with pytest.raises(UnknownFilter, match="no filter named 'whitespaces'; did you mean whitespace"):
        choose("whitespaces")
    with pytest.raises(UnknownFilter, match="there are blank-lines, "):
        choose("zzz")


def test_own_filters_are_plain_functions() -> None:
    chain = Chain(repairs=[shouting], strips=[last_line])
    assert chain.names == ("shouting", "last-line")
    assert Chain(repairs=[partial(shouting)]).names[0] == "shouting"
    assert chain.only("shouting", "whitespace").names == ("shouting", "whitespace")
    result = chain.explain("a\nb\n")
    assert result.text == "A"
    assert [(r.line, r.filter, r.kind, r.reason) for r in result.removals] == [(2, "last-line", "end", "is the last")]
    assert [(r.filter, r.lines) for r in result.repairs] == [("shouting", 2)]


def test_options_of_a_filter_are_set() -> None:
    assert Chain().clean("hòa thuỷ") == "hòa thuỷ"
    chain = Chain().with_options("tones", style="old").without("whitespace")
    assert chain.clean("hòa  thuỷ") == "hòa  thủy"
    assert chain.names == Chain().without("whitespace").names
    with pytest.raises(UnknownFilter, match="no filter named 'tone'; did you mean tones"):
        Chain().with_options("tone", style="old")
    with pytest.raises(ValueError, match="the filter fullwidth is not in this chain"):
        Chain().with_options("fullwidth")
    with pytest.raises(TypeError, match="stil"):
        Chain().with_options("tones", stil="old")


def test_a_chain_goes_to_other_processes() -> None:
    chain = pickle.loads(pickle.dumps(Chain().without("unicode")))
    assert chain.names == Chain().without("unicode").names
    assert chain.clean("a  b") == "a b"


@pytest.mark.parametrize(
    ("repair", "message"),
    [
        (lambda text: text + "\n", "changed the number of lines"),
        (lambda text: text.replace("\n", " "), "changed the number of lines"),
        (lambda text: text.replace("(Ảnh: T)", ""), "emptied line 2"),
        (lambda text: text.replace("(Ảnh: T)", "\u200b "), "emptied line 2"),
    ],
)
def test_a_repair_that_breaks_its_rule_is_refused(repair: object, message: str) -> None:
    assert callable(repair)
    for run in (Chain(repairs=[("mine", repair)]).clean, Chain(repairs=[("mine", repair)]).explain):
        with pytest.raises(BrokenFilter, match=f"mine {message}"):
            run("a\n(Ảnh: T)\nb")


@pytest.mark.parametrize("cut", ["\u200b", "\xad", "\x00", "\x9c", "\ufeff", "\u202e"])
@pytest.mark.parametrize("entity", ["&nbsp;", "&amp;nbsp;", "&#160;", "&#xA0;", "&#x200b;", "&Tab;"])
def test_a_line_of_an_entity_cut_in_two_is_not_emptied_by_the_repair_that_joins_it(entity: str, cut: str) -> None:
    chains = (Chain(), Chain().only("invisibles"), Chain().including("fullwidth", "loose-marks"))
    for chain in chains:
        for at in range(len(entity) + 1):
            once = chain.clean(f"{entity[:at]}{cut}{entity[at:]}\nb")
            assert chain.clean(once) == once


def test_an_entity_made_of_other_letters_empties_no_line() -> None:
    assert Chain().only("fullwidth").clean("\uff06\uff4e\uff42\uff53\uff50\uff1b") == "&nbsp;"
    assert Chain().only("unicode").clean("&nbsp\u037e") == "&nbsp;"


@pytest.mark.parametrize("indexes", [(-1,), (3,), (1, 1), (2, 0)])
def test_a_strip_that_names_lines_out_of_order_is_refused(indexes: tuple[int, ...]) -> None:
    def broken(lines: Sequence[str]) -> list[Hit]:
        return [Hit(index, "why", "kind") for index in indexes]

    for run in (Chain(strips=[broken]).clean, Chain(strips=[broken]).explain):
        with pytest.raises(BrokenFilter, match="broken named line"):
            run("a\nb\nc")


@pytest.mark.parametrize("twin", [1, -1, 3])
def test_a_strip_that_names_a_twin_that_is_not_there_is_refused(twin: int) -> None:
    chain = Chain(strips=[("broken", lambda _: [Hit(1, "repeats line", "kind", twin)])])
    for run in (chain.clean, chain.explain):
        with pytest.raises(BrokenFilter, match="as the twin of line 1"):
            run("a\nb\nc")


def test_strips_run_until_nothing_changes_and_lines_keep_their_numbers() -> None:
    result = Chain(strips=[last_line]).explain("a\nb\nc\nd")
    assert result.text == "a"
    assert [removal.line for removal in result.removals] == [2, 3, 4]


def test_lines_are_counted_in_the_source_whatever_ended_them() -> None:
    result = explain("một\r\n\r\n\r\nhai\u2028ba\rbốn")
    assert result.text == "một\n\nhai\nba\nbốn"
    assert [(removal.line, removal.filter) for removal in result.removals] == [(3, "blank-lines")]


def test_blank_lines_at_the_end_stay_when_nobody_removes_them() -> None:
    chain = Chain().without("blank-lines")
    assert chain.clean("a\n\n\n") == "a\n\n\n"
    assert chain.clean("a\n") == "a"
    assert chain.clean("\n") == "\n"


def test_what_was_seen_and_left_alone_is_noted() -> None:
    sentence = "Trận mưa đầu mùa đổ xuống cánh đồng Bàu Sen lúc ba giờ chiều hôm qua."
    assert [(note.kind, note.line) for note in explain(f"a\n{sentence}\nti\ufffdng").notes] == [("replacement", 3)]
    broken = "a\nbà\u0301 ti\ue001ng\n\u0301 \udcff\ufdd0\uffff ọ\u0308 m\u0303"
    assert [(note.kind, note.line, note.message[:2]) for note in explain(broken).notes] == [
        ("double-tone", 2, "1 "),
        ("private-use", 2, "1 "),
        ("orphan-mark", 3, "1 "),
        ("surrogate", 3, "1 "),
        ("noncharacter", 3, "2 "),
    ]
    notes = explain(f"{sentence}\nNước: nhóm hÃ³a\n").notes
    assert [(note.kind, note.line) for note in notes] == [("mojibake", 2), ("broken", 2)]
    eager = Chain(strips=[("eager", lambda lines: [Hit(i, "why", "all") for i in range(len(lines))])])
    assert [note.kind for note in eager.explain(f"a\n{sentence}").notes] == ["empty"]
    assert clean(sentence) == sentence


@pytest.mark.parametrize(
    ("name", "options", "error", "said"),
    [
        ("tones", {"style": "odl"}, ValueError, "style is 'odl'; it can be old or new"),
        ("tones", {"style": 3}, TypeError, "the option style of the filter tones must be str | None, not int"),
        (
            "site-chrome",
            {"strict": "yes"},
            TypeError,
            "the option strict of the filter site-chrome must be bool, not str",
        ),
        ("site-chrome", {"keeps": 3}, TypeError, "the option keeps of the filter site-chrome must be"),
    ],
)
def test_a_wrong_value_of_an_option_is_refused_when_it_is_set(
    name: str, options: dict[str, object], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=re.escape(said)):
        Chain().with_options(name, **options)
