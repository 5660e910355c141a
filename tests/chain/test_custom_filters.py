"""Custom filters of users: plain functions, which the chain holds to the rules of their kind."""

import pickle
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

import pytest

from cleantext import Chain, Hit, Profile
from cleantext.model import BrokenFilter
from tests.helpers.custom_filters import PLAIN, STARRED


def stars(lines: Sequence[str]) -> Iterator[Hit]:
    for index, line in enumerate(lines):
        if line and not line.strip("* "):
            yield Hit(index, "a row of asterisks", "separator")


def dashes(text: str, *, dash: str = "–") -> str:
    return text.replace("--", dash)


def test_custom_filters_go_behind_the_built_in_ones_but_before_blank_lines() -> None:
    chain = Chain().including(stars, dashes)
    assert chain.names[-2:] == ("stars", "blank-lines")
    assert chain.repairs[-1] == ("dashes", dashes)
    assert chain.clean(STARRED.replace(" ba ", " -- ")) == PLAIN.replace(" ba ", " – ")
    assert Chain(strips=[*Chain().strips, stars]).clean(STARRED) == PLAIN
    assert Chain().including(("rows", stars), "fullwidth", partial(dashes, dash="—")).names[-2:] == (
        "rows",
        "blank-lines",
    )
    assert Chain().only("whitespace").including(stars).names == ("whitespace", "stars")
    assert chain.including(stars, "stars").names == chain.names
    assert Chain().only(dashes, "unicode").clean("a--b") == "a–b"
    assert chain.only("stars", "unicode").names == ("unicode", "stars")
    assert chain.with_options("dashes", dash="—").clean("a--b") == "a—b"
    assert chain.with_profile(Profile(keep=["* * *"])).clean(STARRED) == STARRED.removesuffix("\n")
    kept = Chain().with_profile(Profile(keep=["* * *"])).including(stars)
    assert kept.clean(STARRED) == STARRED.removesuffix("\n")


def test_what_a_chain_cannot_hold_is_refused() -> None:
    with pytest.raises(ValueError, match=r"another filter stars; give yours a name: \('stars', function\)"):
        Chain().including(stars, ("stars", forgets))
    for wrong in ("stars", 3, b"stars", ("stars",), ("stars", 3), ("a", stars, "b")):
        with pytest.raises(TypeError, match="is not a filter"):
            Chain(strips=[wrong])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="the filter dashes has no option 'dsh'; did you mean dash"):
        Chain().including(dashes).with_options("dashes", dsh="—")
    for wrong_name in (None, ["stars"]):
        with pytest.raises(TypeError, match="is not the name of a filter"):
            Chain().without(wrong_name)  # type: ignore[arg-type]
    with pytest.raises(BrokenFilter, match="cannot tell whether <lambda> is a repair or a strip; annotate its first"):
        Chain().including(lambda text: text)


@pytest.mark.parametrize(
    ("annotation", "kind"),
    [
        (str, "repairs"), ("str", "repairs"), (Sequence[str], "strips"), ("Sequence[str]", "strips"),
        ("collections.abc.Iterable[str]", "strips"), (Iterable[str], "strips"), (bytes, ""), ("Text", ""),
    ],
)  # fmt: skip
def test_the_first_parameter_says_the_kind(annotation: object, kind: str) -> None:
    def mine(given: Any) -> Any:
        return given

    mine.__annotations__["given"] = annotation
    if kind:
        assert ("mine", mine) in getattr(Chain().including(mine), kind)
    else:
        with pytest.raises(BrokenFilter, match="annotate its first parameter as str or Sequence"):
            Chain().including(mine)


def gives_nothing(text: str) -> str:
    return None  # type: ignore[return-value]


def raises(text: str) -> str:
    raise KeyError("tin")


def numbers(lines: Sequence[str]) -> Iterator[Hit]:
    yield 1  # type: ignore[misc]


def changes(lines: Sequence[str]) -> Iterator[Hit]:
    lines[0] = ""  # type: ignore[index]
    yield Hit(1, "", "")


def forgets(lines: Sequence[str]) -> Iterator[Hit]:
    return None  # type: ignore[return-value]


def halves(lines: Sequence[str]) -> Iterator[Hit]:
    yield Hit(0.0, "a", "b")  # type: ignore[arg-type]


def circles(lines: Sequence[str]) -> Iterator[Hit]:
    yield Hit(0, "repeats line", "copy", twin=1)
    yield Hit(1, "repeats line", "copy", twin=0)


def ends(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def returns(text: str) -> str:
    return text.replace("a", "\r")


def quits(text: str) -> str:
    sys.exit("bye")


def nests(text: str) -> str:
    return text.replace("a", "b (a)")


def swings(text: str) -> str:
    return text.translate({ord("a"): "b", ord("b"): "a"})


def doubles(text: str) -> str:
    return text.replace("a", "aa")


@pytest.mark.parametrize(
    ("mine", "message"),
    [
        (gives_nothing, "gives-nothing gave NoneType; a repair must give text"),
        (raises, "raises raised KeyError: 'tin'"),
        (numbers, "numbers gave 1, not a Hit with index, reason and kind"),
        (
            halves,
            "halves gave Hit(index=0.0, reason='a', kind='b', twin=None), not a Hit with index, reason and kind",
        ),
        (circles, "circles removes lines that are each other's twins; one of them must stay"),
        (ends, "ends changed the number of lines; a repair must not"),
        (returns, "returns put a line end into the text; a repair must not"),
        (quits, "quits raised SystemExit: bye"),
        (nests, "nests changes its own result again and again; a repair must leave that alone"),
        (swings, "swings changes its own result again and again; a repair must leave that alone"),
        (doubles, "doubles changes its own result again and again; a repair must leave that alone"),
        (changes, "changes raised TypeError: 'Lines' object does not support item assignment"),
        (forgets, "forgets gave NoneType; a strip must give hits"),
    ],
)
def test_what_a_custom_filter_does_wrong_is_told_with_its_name(mine: Callable[..., str], message: str) -> None:
    chain = Chain().including(mine)
    for run in (chain.clean, chain.explain):
        with pytest.raises(BrokenFilter, match=f"^{re.escape(message)}$"):
            run("a\nb")


def test_a_chain_with_custom_filters_goes_to_other_processes() -> None:
    chain = Chain().including(stars, partial(dashes, dash="—")).with_profile(Profile(drop=["Mua báo giấy"]))
    assert pickle.loads(pickle.dumps(chain)).clean(f"{STARRED}\nMUA BÁO GIẤY.") == PLAIN
