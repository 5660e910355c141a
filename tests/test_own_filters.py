"""Filters of users: plain functions, held to the rules of their kind, and such as installed packages offer."""

import os
import pickle
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from cleantext import Chain, Hit, Profile
from cleantext.filters import NAMES
from cleantext.model import BrokenFilter, CleantextError, UnknownFilter
from tests.conftest import SENTENCE, Run

STARRED = f"{SENTENCE}\n\n* * *\n\n{SENTENCE[:-1]} nay.\n"
PLAIN = f"{SENTENCE}\n\n{SENTENCE[:-1]} nay."
MODULE = '''
from collections.abc import Iterator, Sequence

from cleantext import Hit


def stars(lines: Sequence[str]) -> Iterator[Hit]:
    """Remove lines of nothing but asterisks.

    Newspapers set them between the parts of a story.
    """
    for index, line in enumerate(lines):
        if line and not line.strip("* "):
            yield Hit(index, "a row of asterisks", "separator")


def dashes(text: str, *, dash: str = "–") -> str:
    return text.replace("--", dash)


def untold(lines):
    return []


def tones(text: str) -> str:
    raise AssertionError("the built-in filter has this name")


TABLE = {}
'''


def stars(lines: Sequence[str]) -> Iterator[Hit]:
    for index, line in enumerate(lines):
        if line and not line.strip("* "):
            yield Hit(index, "a row of asterisks", "separator")


def dashes(text: str, *, dash: str = "–") -> str:
    return text.replace("--", dash)


def _before_others(site: Path) -> str:
    return os.pathsep.join([str(site), os.environ.get("PYTHONPATH", "")])


@pytest.fixture
def package(tmp_path: Path) -> Callable[..., Path]:
    """Put a package where Python finds it, with the filters that it offers."""

    def offer(name: str, *entries: str, module: str = MODULE) -> Path:
        site = tmp_path / "site"
        info = site / f"{name.replace('-', '_')}-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
        (info / "entry_points.txt").write_text("\n".join(["[cleantext.filters]", *entries]), encoding="utf-8")
        (site / "own_filters_of_a_test.py").write_text(module, encoding="utf-8")
        return site

    return offer


@pytest.fixture
def stars_offered(package: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Offer two filters to this process and to those that it starts."""
    of = "own_filters_of_a_test"
    site = package("cleantext-stars", f"stars = {of}:stars", f"dashes = {of}:dashes", f"tones = {of}:tones")
    monkeypatch.syspath_prepend(site)
    monkeypatch.setenv("PYTHONPATH", _before_others(site))
    yield site
    sys.modules.pop(of, None)


def test_own_filters_go_behind_the_built_in_ones_but_before_what_tidies() -> None:
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
    assert chain.only("stars", "unicode").names == ("unicode", "stars")
    assert chain.with_options("dashes", dash="—").clean("a--b") == "a—b"
    assert chain.with_profile(Profile(keep=["* * *"])).clean(STARRED) == STARRED.removesuffix("\n")
    kept = Chain().with_profile(Profile(keep=["* * *"])).including(stars)
    assert kept.clean(STARRED) == STARRED.removesuffix("\n")


def test_what_a_chain_cannot_hold_is_refused() -> None:
    with pytest.raises(ValueError, match=r"another filter stars; give yours a name: \('stars', function\)"):
        Chain().including(stars, ("stars", forgets))
    for wrong in ("stars", 3, b"stars"):
        with pytest.raises(TypeError, match="is no filter"):
            Chain(strips=[wrong])  # type: ignore[list-item]
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


@pytest.mark.parametrize(
    ("mine", "message"),
    [
        (gives_nothing, "gives-nothing gave NoneType; a repair must give text"),
        (raises, "raises raised KeyError: 'tin'"),
        (numbers, "numbers gave 1, not a Hit"),
        (changes, "changes raised TypeError: 'tuple' object does not support item assignment"),
        (forgets, "forgets raised TypeError: 'NoneType' object is not iterable"),
    ],
)
def test_what_an_own_filter_does_wrong_is_told_with_its_name(mine: Callable[..., str], message: str) -> None:
    chain = Chain().including(mine)
    for run in (chain.clean, chain.explain):
        with pytest.raises(BrokenFilter, match=f"^{re.escape(message)}$"):
            run("a\nb")


def test_a_chain_with_own_filters_goes_to_other_processes() -> None:
    chain = Chain().including(stars, partial(dashes, dash="—")).with_profile(Profile(drop=["Mua báo giấy"]))
    assert pickle.loads(pickle.dumps(chain)).clean(f"{STARRED}\nMUA BÁO GIẤY.") == PLAIN


@pytest.mark.usefixtures("stars_offered")
def test_what_packages_offer_is_found_by_its_name() -> None:
    assert "own_filters_of_a_test" not in sys.modules
    chain = Chain().including("stars", "dashes")
    assert chain.names[-2:] == ("stars", "blank-lines")
    assert chain.repairs[-1][0] == "dashes"
    assert chain.clean(STARRED) == PLAIN
    assert Chain().only("stars").names == ("stars",)
    assert Chain().without("stars").names == Chain().names
    assert chain.without("stars").with_options("dashes", dash="—").clean("a--b") == "a—b"
    assert Chain().including("tones").clean("hòa") == "hòa", "the built-in filter is taken"
    with pytest.raises(UnknownFilter, match="no filter named 'star'; did you mean stars"):
        Chain().including("star")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert pool.submit(chain.clean, STARRED).result() == PLAIN


@pytest.mark.usefixtures("stars_offered")
def test_the_command_runs_what_packages_offer(run: Run, tmp_path: Path) -> None:
    assert run("--with", "stars", stdin=STARRED.encode()).out.decode() == f"{PLAIN}\n"
    assert run("--only", "stars", "--explain", stdin=STARRED.encode()).err == "-:3: stars: a row of asterisks\n"
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(STARRED, encoding="utf-8")
    assert run("-j2", "--with", "stars", *(f"{number}.txt" for number in range(6)), "-o", "out/").code == 0
    assert {path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir()} == {f"{PLAIN}\n"}
    shown = run("show", "stars").out.decode()
    assert shown.startswith("stars (strip, opt-in)\n\nRemove lines of nothing but asterisks.\n\nNewspapers")
    assert shown.endswith("\n\nOffered by the package cleantext-stars.\n")
    assert "It has no documentation." in run("show", "dashes").out.decode()
    assert "**Leaves alone:**" in run("show", "tones").out.decode()


@pytest.mark.usefixtures("stars_offered")
def test_what_packages_offer_is_listed_without_importing_it(run: Run) -> None:
    done = run("filters", env={"PYTHONPROFILEIMPORTTIME": "1"})
    rows = [line.split("\t") for line in done.out.decode().splitlines()]
    assert [row[0] for row in rows] == [*NAMES, "dashes", "stars", "tones"]
    assert rows[-2] == ["stars", "offered", "opt-in", "Of the package cleantext-stars; show stars says more."]
    assert rows[-1][3] == "Of the package cleantext-stars; not used: a built-in filter has its name."
    assert "own_filters_of_a_test" not in done.err


def test_nothing_is_looked_up_where_all_names_are_built_in() -> None:
    program = (
        "import sys; from cleantext import Chain; Chain().including('legacy').only('tones', 'legacy').without('tones');"
        "sys.exit('importlib.metadata' in sys.modules or 'cleantext.own_filters' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("a = not_there:a", "the filter a of broken cannot be imported: ModuleNotFoundError: No module named"),
        ("a = own_filters_of_a_test:a", "the filter a of broken cannot be imported: AttributeError: "),
        ("a = own_filters_of_a_test", "the filter a of broken is no function: own_filters_of_a_test"),
        ("a = own_filters_of_a_test:TABLE", "the filter a of broken is no function: own_filters_of_a_test:TABLE"),
        ("a = own_filters_of_a_test:untold", "cannot tell whether a is a repair or a strip; annotate"),
        ("a = ???", "the filter a of broken cannot be imported: "),
    ],
)  # fmt: skip
def test_a_filter_that_cannot_be_had_is_an_error_that_says_why(
    run: Run, package: Callable[..., Path], entry: str, message: str
) -> None:
    env = {"PYTHONPATH": _before_others(package("broken", entry))}
    for arguments, name in ((("--with", "a"), "cleantext"), (("show", "a"), "cleantext show")):
        done = run(*arguments, stdin=b"tin", env=env)
        assert (done.code, done.out) == (2, b"")
        assert done.err.startswith(f"{name}: {message}")
        assert len(done.err.splitlines()) == 1


def test_a_name_that_two_packages_use_is_refused(package: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    package("second-stars", "stars = own_filters_of_a_test:stars")
    monkeypatch.syspath_prepend(package("first-stars", "stars = own_filters_of_a_test:stars"))
    with pytest.raises(CleantextError, match="a filter named stars: first-stars and second-stars; uninstall one"):
        Chain().including("stars")


def test_a_module_that_ends_the_program_is_no_end(run: Run, package: Callable[..., Path]) -> None:
    site = package("broken", "a = own_filters_of_a_test:a", module="raise SystemExit(0)")
    done = run("--with", "a", stdin=b"tin", env={"PYTHONPATH": _before_others(site)})
    assert (done.code, done.err) == (2, "cleantext: the filter a of broken cannot be imported: SystemExit: 0\n")
