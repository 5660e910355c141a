"""The library as programs use it: its names, their types, chains in threads and other processes."""

import copy
import pickle
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest

import cleantext
from cleantext import Chain, Profile
from tests.helpers.paths import ROOT, SAMPLES

TEXTS = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))]
RULES = Profile(drop=["Chợ nổi"], keep=["Mới nhất"], drop_patterns=[r"Tổ \d: .*"])
CHAINS = [
    Chain(),
    Chain().without("tones").with_options("unicode").including("bylines", "legacy"),
    Chain().with_options("tones", style="old").with_profile(RULES),
]
PROGRAM = """
from collections.abc import Iterator, Sequence
from typing import assert_type

from cleantext import (
    Chain, CleantextError, Example, Hit, Note, Profile, Removal, Repair, Repaired, Result, Sites, Strip, clean, explain,
)


def stars(lines: Sequence[str], *, least: int = 1) -> Iterator[Hit]:
    for index, line in enumerate(lines):
        if line.count("*") >= least:
            yield Hit(index, "asterisks", "separator")


assert_type(clean("tin"), str)
result = assert_type(explain("tin"), Result)
for removal in result.removals:
    assert_type(removal, Removal)
    assert_type(removal.line, int)
assert_type(result.repairs, tuple[Repaired, ...])
assert_type(result.repairs[0].examples, tuple[Example, ...])
assert_type(result.notes, tuple[Note, ...])
assert_type(result.title, str | None)
assert_type(result.paragraphs, list[str])
own: tuple[Repair, Strip] = (str.upper, stars)
chain = Chain().without("tones").with_options("unicode").including(stars, str.upper, "fullwidth", ("rows", stars))
assert_type(chain, Chain)
assert_type(Chain(strips=[*chain.strips, stars]).clean("tin"), str)
try:
    assert_type(Sites.read("sites.toml").chain_for(None).with_profile(Profile(drop=["tin"])), Chain)
except CleantextError as error:
    print(error)
"""
WRONG = """
from cleantext import Chain, claen, clean

clean(b"tin")
Chain().without(3)
Chain(strips=[str.upper])
Chain().including(3)
"""


def check(path: Path, program: str) -> list[str]:
    """Run mypy --strict on a program as a user has it; return the lines that it finds wrong."""
    path.write_text(program, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(path.parent / "cache"), str(path)]
    done = subprocess.run(command, cwd=path.parent, env={"MYPYPATH": str(ROOT)}, capture_output=True, check=False)
    return [line for line in done.stdout.decode().splitlines() if line.startswith(path.name)]


@pytest.mark.parametrize("given", [b"Tin vui", None, Path("a.txt"), ["Tin vui"]])
def test_what_is_no_text_is_refused_in_words(given: object) -> None:
    for function in (cleantext.clean, cleantext.explain):
        with pytest.raises(TypeError, match=f"the text of an article must be str, not {type(given).__name__}"):
            function(given)  # type: ignore[arg-type]


def test_the_types_are_there_for_programs(tmp_path: Path) -> None:
    assert (ROOT / "cleantext/py.typed").exists()
    assert check(tmp_path / "program.py", PROGRAM) == []
    found = check(tmp_path / "wrong.py", WRONG)
    lines = [int(line.split(":")[1]) for line in found if ": error: " in line]
    assert lines == [2, 4, 5, 6, 7], found


def test_the_public_names_are_there() -> None:
    names: dict[str, object] = {}
    exec("from cleantext import *", names)
    assert set(cleantext.__all__) <= names.keys()
    assert set(cleantext.__all__) <= set(dir(cleantext))
    with pytest.raises(AttributeError, match="no attribute 'claen'"):
        cleantext.claen  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda chain: pickle.loads(pickle.dumps(chain))])
@pytest.mark.parametrize("chain", CHAINS)
def test_a_copy_of_a_chain_does_the_same(chain: Chain, again: Callable[[Chain], Chain]) -> None:
    other = again(chain)
    assert other.names == chain.names
    assert [other.explain(text) for text in TEXTS] == [chain.explain(text) for text in TEXTS]


@pytest.mark.parametrize("chain", CHAINS)
def test_a_chain_in_many_threads_does_what_it_does_in_one(chain: Chain) -> None:
    """In a new process: what is made when first needed is then made in threads, too."""
    texts = TEXTS * 6
    program = (
        "import pickle, sys\nfrom concurrent.futures import ThreadPoolExecutor\nsys.setswitchinterval(1e-6)\n"
        "from cleantext.chain import patterns\nassert patterns.TIMEOUT\n"
        "patterns.TIMEOUT = 60  # a thread waits for all the others\n"
        "chain, texts = pickle.load(sys.stdin.buffer)\n"
        "with ThreadPoolExecutor(8) as pool:\n    done = list(pool.map(chain.explain, texts))\n"
        "pickle.dump(done, sys.stdout.buffer)"
    )
    given = pickle.dumps((chain, texts))
    done = subprocess.run([sys.executable, "-c", program], input=given, stdout=subprocess.PIPE, check=True)
    assert pickle.loads(done.stdout) == [chain.explain(text) for text in texts]


def test_the_public_functions_are_first_used_in_threads() -> None:
    program = (
        "import sys\nfrom concurrent.futures import ThreadPoolExecutor\nsys.setswitchinterval(1e-6)\n"
        "import cleantext\n"
        "with ThreadPoolExecutor(8) as pool:\n"
        "    print(set(pool.map(lambda _: cleantext.clean('Tin  vui'), range(64))))"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout == b"{'Tin vui'}\n"


@pytest.mark.parametrize("start", ["spawn", "forkserver"])
def test_a_chain_works_in_a_pool_of_processes(start: str) -> None:
    chain = CHAINS[2]
    with ProcessPoolExecutor(2, mp_context=get_context(start)) as pool:
        assert list(pool.map(chain.clean, TEXTS)) == list(map(chain.clean, TEXTS))
        assert list(pool.map(cleantext.clean, TEXTS)) == list(map(cleantext.clean, TEXTS))
    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(partial(chain.clean), TEXTS)) == list(map(chain.clean, TEXTS))
