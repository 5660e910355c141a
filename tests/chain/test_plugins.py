"""Filters that installed packages offer, by entry points: found by name, loaded only when asked for."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from cleantext import Chain
from cleantext.filters import FILTER_NAMES
from cleantext.model import CleantextError, UnknownFilter
from tests.conftest import SENTENCE, Run
from tests.helpers.custom_filters import PLAIN, STARRED

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
def test_the_command_runs_what_packages_offer(run: Run, run_process: Run, tmp_path: Path) -> None:
    assert run("--with", "stars", stdin=STARRED.encode()).out.decode() == f"{PLAIN}\n"
    assert run("--only", "stars", "--explain", stdin=STARRED.encode()).err == "-:3: stars: a row of asterisks\n"
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(STARRED, encoding="utf-8")
    assert run_process("-j2", "--with", "stars", *(f"{number}.txt" for number in range(6)), "-o", "out/").code == 0
    assert {path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir()} == {f"{PLAIN}\n"}
    shown = run("show", "stars").out.decode()
    assert shown.startswith("stars (strip, opt-in)\n\nRemove lines of nothing but asterisks.\n\nNewspapers")
    assert shown.endswith("\n\nOffered by the package cleantext-stars.\n")
    assert "It has no documentation." in run("show", "dashes").out.decode()
    assert "**Leaves alone:**" in run("show", "tones").out.decode()


@pytest.mark.usefixtures("stars_offered")
def test_what_packages_offer_is_listed_without_importing_it(run_process: Run) -> None:
    done = run_process("filters", env={"PYTHONPROFILEIMPORTTIME": "1"})
    rows = [line.split("\t") for line in done.out.decode().splitlines()]
    assert [row[0] for row in rows] == [*FILTER_NAMES, "dashes", "stars", "tones"]
    assert rows[-2] == ["stars", "offered", "opt-in", "Of the package cleantext-stars; show stars says more."]
    assert rows[-1][3] == "Of the package cleantext-stars; not used: a built-in filter has its name."
    assert "own_filters_of_a_test" not in done.err


def test_nothing_is_looked_up_where_all_names_are_built_in() -> None:
    program = (
        "import sys; from cleantext import Chain; from cleantext.chain.plugins import description_of\n"
        "def shout(text: str) -> str: return text.upper()\n"
        "Chain().including('legacy', ('upper', shout)).only('tones', 'legacy', 'upper'); description_of('tones');"
        "sys.exit('importlib.metadata' in sys.modules)"
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
    run_process: Run, package: Callable[..., Path], entry: str, message: str
) -> None:
    env = {"PYTHONPATH": _before_others(package("broken", entry))}
    for arguments, name in ((("--with", "a"), "cleantext"), (("show", "a"), "cleantext show")):
        done = run_process(*arguments, stdin=b"tin", env=env)
        assert (done.code, done.out) == (2, b"")
        assert done.err.startswith(f"{name}: {message}")
        assert len(done.err.splitlines()) == 1


def test_a_name_that_two_packages_use_is_refused(package: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    package("second-stars", "stars = own_filters_of_a_test:stars")
    monkeypatch.syspath_prepend(package("first-stars", "stars = own_filters_of_a_test:stars"))
    with pytest.raises(CleantextError, match="a filter named stars: first-stars and second-stars; uninstall one"):
        Chain().including("stars")


def test_a_filter_that_fails_costs_the_documents_that_it_fails_on(
    run_process: Run, package: Callable[..., Path], tmp_path: Path
) -> None:
    module = "def words(text: str) -> str:\n    return text.title() if len(text) < 50 else text[99999]\n"
    env = {"PYTHONPATH": _before_others(package("words", "words = own_filters_of_a_test:words", module=module))}
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    (tmp_path / "b.txt").write_text("tin vui", encoding="utf-8")
    done = run_process("--with", "words", "a.txt", "b.txt", env=env)
    assert (done.code, done.out.decode()) == (2, "Tin Vui\n")
    assert done.err == "cleantext: a.txt: words raised IndexError: string index out of range\n"


def test_a_module_that_ends_the_program_is_no_end(run_process: Run, package: Callable[..., Path]) -> None:
    site = package("broken", "a = own_filters_of_a_test:a", module="raise SystemExit(0)")
    done = run_process("--with", "a", stdin=b"tin", env={"PYTHONPATH": _before_others(site)})
    assert (done.code, done.err) == (2, "cleantext: the filter a of broken cannot be imported: SystemExit: 0\n")
