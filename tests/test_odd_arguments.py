"""The library with arguments that it is not made for: an error that says what is wrong, not one of its insides."""

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cleantext import Chain, CleantextError, Hit, Profile, Sites, clean, explain
from cleantext.files.walk import Input
from tests.helpers.paths import ROOT, SAMPLES

RULES = str(SAMPLES / "rules.toml")
TEXT = "Tin  vui\n\n\na\n"


class Odd(str):
    """A str whose methods do what they like."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __contains__(self, text: object) -> bool:
        raise IndexError("odd")

    def __eq__(self, other: object) -> bool:
        return True

    def strip(self, *_: object) -> Any:
        return 5

    split: Any = strip
    replace: Any = strip
    casefold: Any = strip
    endswith: Any = strip


class Nameless:
    """An object with no attribute, and no repr."""

    def __getattribute__(self, name: str) -> object:
        if name == "__class__":
            return object.__getattribute__(self, name)
        raise IndexError(name)

    def __repr__(self) -> str:
        raise RecursionError


def nested() -> list[object]:
    found: list[object] = []
    for _ in range(10_000):
        found = [found]
    return found


ODD: dict[str, Callable[[], Any]] = {
    "None": lambda: None, "bytes": lambda: b"a", "int": lambda: 5, "true": lambda: True, "nan": lambda: float("nan"),
    "huge int": lambda: 10**5000, "ints": lambda: [1, 2], "Nones": lambda: [None], "bytes in a list": lambda: [b"a"],
    "lists": lambda: [["a"]], "pair": lambda: ("a", 5), "named": lambda: ("a", len), "unnamed": lambda: (None, len),
    "triple": lambda: ("a", len, 3), "dict": lambda: {"a": 1}, "set": lambda: {1}, "empty": lambda: "",
    "no items": list, "str": lambda: "a", "odd str": lambda: Odd(TEXT), "odd strs": lambda: [Odd("Tin vui")],
    "generator": lambda: (each for each in ("a", 1)), "lambda": lambda: lambda: 1, "identity": lambda: lambda x: x,
    "len": lambda: len, "class": lambda: Chain, "object": object, "nameless": Nameless, "nested": nested,
    "long": lambda: "a" * 100_000, "NUL": lambda: "a\0", "surrogate": lambda: "\ud800", "lines": lambda: "a\nb",
    "chain": Chain, "profile": Profile, "hit": lambda: Hit(0, "a", "b"), "sites": lambda: Sites(Chain()),
    "ellipsis": lambda: ..., "path": lambda: Path("a"), "range": lambda: range(3), "empty strs": lambda: [""],
}  # fmt: skip


def used(made: Any) -> None:
    """Use what was made: an argument may do its harm only then."""
    if isinstance(made, Profile):
        made = Chain().with_profile(made)
    if isinstance(made, Sites):
        made = made.chain_for(None)
    if isinstance(made, Chain):
        repr(made)
        assert isinstance(made.clean(TEXT), str)
        assert isinstance(made.explain(TEXT).text, str)


BOTH = Profile(drop=["a"], keep=["b"], drop_patterns=["a."], keep_patterns=["b."])
WITH_RULES, READ = Chain().with_profile(BOTH), Sites.read(RULES)
SOURCE = Input("a/b.txt", "b.txt", "text", "", 1, 0)
CALLS: dict[str, Callable[[Any], Any]] = {
    "clean": clean, "explain": explain, "Chain.clean": WITH_RULES.clean, "Chain.explain": WITH_RULES.explain,
    "Chain": Chain, "Chain of one": lambda x: Chain([x]), "Chain, strips": lambda x: Chain(strips=x),
    "Chain, a strip": lambda x: Chain(strips=[x]), "Chain, keeps": lambda x: Chain(keeps=x),
    "only": WITH_RULES.only, "without": WITH_RULES.without, "including": WITH_RULES.including,
    "with_options": WITH_RULES.with_options, "an option": lambda x: WITH_RULES.with_options("tones", style=x),
    "keeps of site-chrome": lambda x: WITH_RULES.with_options("site-chrome", keeps=x),
    "with_profile": WITH_RULES.with_profile,
    "drop": Profile, "drop one": lambda x: Profile([x]), "keep": lambda x: Profile(keep=x),
    "drop_patterns": lambda x: Profile(drop_patterns=x), "keep_patterns": lambda x: Profile(keep_patterns=[x]),
    "Profile.drop": lambda x: list(BOTH.drop(x)), "Profile.drop one": lambda x: list(BOTH.drop([x])),
    "Profile.keeps": BOTH.keeps,
    "Sites": Sites, "Sites, rules": lambda x: Sites(Chain(), x), "Sites, whose": lambda x: Sites(Chain(), None, x),
    "Sites.read": Sites.read, "Sites.read, chain": lambda x: Sites.read(RULES, chain=x),
    "Sites.read, site": lambda x: Sites.read(RULES, site=x), "site_of": lambda x: READ.site_of(SOURCE, x),
    "Sites.read, site_field": lambda x: Sites.read(RULES, site_field=x), "site_by": READ.site_by,
    "Sites.read, url_field": lambda x: Sites.read(RULES, url_field=x), "chain_for": READ.chain_for,
    "site_of, source": lambda x: READ.site_of(x, None), "no rules": lambda x: Sites(Chain()).chain_for(x),
    "a strip gives": lambda x: Chain(strips=[lambda _: x]), "a strip yields": lambda x: Chain(strips=[lambda _: [x]]),
    "a repair gives": lambda x: Chain(repairs=[lambda _: x]), "keeps gives": lambda x: Chain(keeps=lambda _: x),
    "index": lambda x: Chain(strips=[lambda _: [Hit(x, "a", "b")]]),
    "reason": lambda x: Chain(strips=[lambda _: [Hit(0, x, "b")]]),
    "kind": lambda x: Chain(strips=[lambda _: [Hit(0, "a", x)]]),
    "twin": lambda x: Chain(strips=[lambda _: [Hit(0, "a", "b", x)]]),
}  # fmt: skip


@pytest.mark.parametrize("call", CALLS)
def test_an_odd_argument_is_an_error_in_words_or_none(call: str) -> None:
    for given, make in ODD.items():
        raised: Exception | None = None
        try:
            used(CALLS[call](make()))
        except (CleantextError, TypeError, ValueError) as error:
            raised = error
        except Exception as error:
            raise AssertionError(f"{given}: an error of the insides") from error
        if raised:
            place = traceback.extract_tb(raised.__traceback__)[-1]
            assert str(ROOT / "cleantext") in place.filename, f"{given}: an error of the insides: {raised}"
            assert (place.line or "").startswith("raise "), f"{given}: an error of Python, not in our words: {raised}"
            assert str(raised), given


def test_what_is_wrong_is_said() -> None:
    wrong: list[tuple[Callable[[Any], Any], Any, str]] = [
        (WITH_RULES.with_profile, None, "the rules of a user must be a Profile, not NoneType"),
        (Chain, 5, "5 is not a list of filters"),
        (lambda x: Chain(keeps=x), 5, "keeps must be a function of a line, not int"),
        (Profile, 5, "the rules of a profile must be a list of texts, not int"),
        (BOTH.repaired, None, "a repair must be a function of a text, not NoneType"),
        (BOTH.repaired, len, "a repaired text must be str, not int"),
        (BOTH.keeps, None, "a line must be str, not NoneType"),
        (Sites, None, "the chain of sites must be a Chain, not NoneType"),
        (Sites.read, 1, "the path of a profile must be str, not int"),
        (lambda x: Sites.read(RULES, site=x), 1, "site must be str, not int"),
        (READ.chain_for, 1, "the name of a site must be str, not int"),
    ]
    for call, given, message in wrong:
        with pytest.raises(TypeError) as caught:
            call(given)
        assert str(caught.value) == message


def test_a_str_of_a_subclass_is_a_str() -> None:
    assert clean(Odd(TEXT)) == clean(TEXT)
    assert type(clean(Odd("a"))) is str
    assert Chain().with_profile(Profile(drop=[Odd("Tin vui")])).clean(TEXT) == "a"
    assert Sites(Chain()).chain_for("a").names == Chain().names
