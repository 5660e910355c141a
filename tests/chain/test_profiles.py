"""What a user's rules cost: the time of patterns on one document."""

from collections.abc import Callable, Iterator, Sequence

import pytest

from cleantext import Chain, CleantextError, Hit, Profile
from cleantext.chain import budget

TEXT = "".join(f"Dòng {number}\n" for number in range(100))


@pytest.fixture
def takes(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Let each pattern take so many seconds on each line, by a clock of the test."""

    def set_clock(seconds: float) -> None:
        def read() -> Iterator[float]:
            now = 0.0
            while True:
                yield now
                now += seconds

        monkeypatch.setattr(budget, "clock", read().__next__)

    return set_clock


@pytest.mark.parametrize("rules", [Profile(drop_patterns=["x"]), Profile(keep_patterns=["x"], drop=["Dòng 7"])])
def test_patterns_have_a_budget_for_a_document(takes: Callable[[float], None], rules: Profile) -> None:
    """Lines that each take less than a pattern may take on a line."""
    chain = Chain().with_profile(rules)
    takes(budget.SECONDS / 10)
    for run in (chain.clean, chain.explain):
        with pytest.raises(CleantextError) as caught:
            run(TEXT + "Dòng 7\n" * 100)
        assert str(caught.value) == "the profile: the pattern 'x' is too slow: patterns have 1 s for a document"


def test_each_document_has_the_whole_budget(takes: Callable[[float], None]) -> None:
    profile = Profile(drop_patterns=["x"])
    chain = Chain().without("tones").with_profile(profile).including("fullwidth")
    text = "".join(f"Dòng {number}\n" for number in range(8))
    takes(budget.SECONDS / 9)
    for _ in range(20):
        assert chain.clean(text) == text.rstrip("\n")
    with pytest.raises(CleantextError, match="too slow"):
        chain.clean(text * 2)
    assert list(profile.drop(text.split("\n") * 100)) == [], "no document, no budget"


def test_a_chain_in_a_filter_of_a_chain_has_a_budget_of_its_own(takes: Callable[[float], None]) -> None:
    inner = Chain(repairs=[], strips=[]).with_profile(Profile(drop_patterns=["x"]))

    def own(lines: Sequence[str]) -> Iterator[Hit]:
        inner.clean("\n".join(lines))
        yield from ()

    chain = Chain(repairs=[], strips=[own]).with_profile(Profile(drop_patterns=["y"]))
    text = "".join(f"Dòng {number}\n" for number in range(8))
    takes(budget.SECONDS / 9)
    assert chain.clean(text) == text.rstrip("\n")
    with pytest.raises(CleantextError, match="too slow"):
        chain.clean(text + text)


def test_plain_patterns_never_run_out(takes: Callable[[float], None]) -> None:
    chain = Chain(repairs=[], strips=[]).with_profile(Profile(drop_patterns=["x", "y", "z"]))
    takes(9e-6)
    text = "\n".join(map(str, range(100_000)))
    assert chain.clean(text) == text
    assert budget.SECONDS < 300_000 * 9e-6
