"""Spark and Ray for real: what they give is what one machine gives, also when a worker is killed on the way."""

import json
import os
import re
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path

import click
import pytest

from cleantext import clean
from cleantext.cli import flags
from cleantext.cli.flag import Flag
from cleantext.engines import PACKAGES
from tests.benchmarks.learn import documents
from tests.conftest import COMMAND, MESSY
from tests.helpers.engines import SECONDS, environment, kill_one, lines_below, needs_engine, rows_below, start
from tests.helpers.paths import ROOT
from tests.helpers.sites import counts_by_line, profile

DOCUMENTS = 20_000
ENGINES = list(PACKAGES)
FLAGS = ("--profile", "sites.toml", "--site-field", "site")
GUIDE = ROOT / "GUIDE.md"
INTEGERS = {"spark": "bigint, not text", "ray": "int64, not text"}

pytestmark = pytest.mark.timeout(SECONDS)


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Return the name of an engine; skip the test if it is not installed."""
    needs_engine(request.param)
    return str(request.param)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay 20,000 pages as JSON Lines in folders and as Parquet, and what one machine makes of them."""
    if not any(map(find_spec, ("pyspark", "ray"))):
        needs_engine("ray")
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder = tmp_path_factory.mktemp("corpus")
    rows = list(documents(DOCUMENTS))
    for number in range(4):
        rows_of_file = rows[number * DOCUMENTS // 4 : (number + 1) * DOCUMENTS // 4]
        lines = folder / "jsonl" / f"site-{number % 2}" / f"{number}.jsonl"
        lines.parent.mkdir(parents=True, exist_ok=True)
        lines.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows_of_file), encoding="utf-8")
        (folder / "parquet").mkdir(exist_ok=True)
        pq.write_table(pa.Table.from_pylist(rows_of_file), folder / f"parquet/{number}.parquet")
    start(folder, "learn", "jsonl", "--url-field", "url", "-o", "sites.toml")
    start(folder, "jsonl", "-o", "one", *FLAGS)
    start(folder, "parquet", "-o", "one-parquet", "--explain", *FLAGS)
    return folder


def test_json_lines_come_out_as_on_one_machine_to_the_byte(corpus: Path, tmp_path: Path, engine: str) -> None:
    done = start(corpus, "jsonl", "-o", str(tmp_path / "out"), "--engine", engine, *FLAGS)
    assert (done.code, done.out) == (0, b"")
    wanted = lines_below(corpus / "one", ".jsonl")
    assert len(wanted) == DOCUMENTS
    assert lines_below(tmp_path / "out", ".jsonl", ".txt") == wanted
    again = start(corpus, "jsonl", "-o", str(tmp_path / "out"), "--engine", engine)
    assert again.code == 2
    assert again.err.splitlines()[-1].startswith(f"cleantext: {engine.title()}: ")
    assert "already exists" in again.err.splitlines()[-1]


def test_parquet_comes_out_as_on_one_machine_although_a_worker_is_killed(
    corpus: Path, tmp_path: Path, engine: str
) -> None:
    if not Path("/proc").is_dir():
        pytest.skip("processes are found in /proc")
    command = [*COMMAND, "parquet", "-o", str(tmp_path / "out"), "--engine", engine, "--explain", *FLAGS]
    mark = f"cleantext-{engine}-{os.getpid()}"
    process = subprocess.Popen(command, cwd=corpus, env={**environment(), "MARK": mark}, stderr=subprocess.PIPE)
    killed = next(kill_one(process, engine, mark), None)
    _, err = process.communicate(timeout=SECONDS)
    assert killed, err.decode()
    assert process.returncode == 0, err.decode()
    assert rows_below(tmp_path / "out") == rows_below(corpus / "one-parquet")


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_the_same_is_learned_as_on_one_machine(corpus: Path, tmp_path: Path, engine: str, form: str) -> None:
    done = start(corpus, "learn", form, "--url-field", "url", "-o", str(tmp_path / "s.toml"), "--engine", engine)
    assert done.code == 0
    assert done.err.splitlines()[-1].startswith(f"cleantext learn: documents {DOCUMENTS:,}, sites 100, ")
    wanted, found = profile(corpus / "sites.toml")["sites"], profile(tmp_path / "s.toml")["sites"]
    assert len(wanted) == 100
    for site, rules in wanted.items():
        assert counts_by_line(found[site]["chrome"]) == counts_by_line(rules["chrome"])
        assert rules["chrome"]


def test_rows_that_fail_are_left_out_and_told(tmp_path: Path, engine: str) -> None:
    (tmp_path / "in.jsonl").write_bytes(
        json.dumps({"text": MESSY, "x": 1.50}).encode()
        + b'\r\n\n{"text": null}\n{"text": "a\\u2028b\xe2\x80\xa8c", "y": "\xff"}\n{"text": "Tin\xe2\x80\xa8vui"}'
    )
    one = start(tmp_path, "in.jsonl")
    done = start(tmp_path, "in.jsonl", "-o", "out", "--engine", engine)
    assert done.code == 2
    last = done.err.splitlines()[-1]
    assert last.startswith(
        "cleantext: 2 rows failed and are left out; one of them: not UTF-8 text: byte 0xff at offset 31;"
    )
    assert last.endswith(': {"text": "a\\u2028b\\u2028c", "y": "\\xff"}…')
    assert lines_below(tmp_path / "out", ".jsonl", ".txt") == sorted(one.out.splitlines(keepends=True))
    wrong = start(tmp_path, "in.jsonl", "-o", "no", "--engine", engine, "--check")
    assert wrong.err == "cleantext: --check does not go with --engine\n"


def test_a_wrong_column_is_one_line(corpus: Path, tmp_path: Path, engine: str) -> None:
    done = start(corpus, "parquet/0.parquet", "-o", str(tmp_path / "out"), "--engine", engine, "--field", "body")
    assert done.code == 2
    assert done.err.splitlines()[-1] == (
        "cleantext: no field 'body'; there are 'id', 'site', 'url', 'text': say which with --field"
    )
    numbers = start(corpus, "parquet/0.parquet", "-o", str(tmp_path / "out"), "--engine", engine, "--field", "id")
    assert (numbers.code, numbers.err.splitlines()[-1]) == (2, "cleantext: the column 'id' is " + INTEGERS[engine])
    rules = start(corpus, "parquet", "-o", str(tmp_path / "out"), "--engine", engine, "--profile", "sites.toml")
    assert "--site-field or --url-field must say whose a row is" in rules.err


def test_columns_of_every_kind_and_folders_of_every_depth_come_through(tmp_path: Path, engine: str) -> None:
    """Files may differ in their columns; a column named as Ray calls that of paths is one like others."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    when = datetime(2024, 1, 6, 7, 30, tzinfo=UTC)
    row = {
        "text": MESSY,
        "path": "p",
        "when": when,
        "price": Decimal("1.50"),
        "tags": ["a"],
        "in": {"x": 1},
        "ok": True,
    }
    for place, more in (("in/a/x/1.parquet", {}), ("in/b/2.parquet", {"more": "m"})):
        (tmp_path / place).parent.mkdir(parents=True)
        pq.write_table(pa.Table.from_pylist([{**row, **more}, {**row, **more, "text": None}]), tmp_path / place)
    assert start(tmp_path, "in", "-o", "out", "--engine", engine, "--explain").code == 0
    found = [r for path in (tmp_path / "out").rglob("*.parquet") for r in pq.ParquetFile(path).read().to_pylist()]
    assert sorted(str(r.pop("more", None)) for r in found) == ["None", "None", "m", "m"]
    assert sorted(r.pop("_cleantext") is None for r in found) == [False, False, True, True]
    wanted = [{**row, "text": clean(MESSY)}, {**row, "text": None}] * 2
    assert sorted(found, key=str) == sorted(wanted, key=str)
    (tmp_path / "in-parts/site=007").mkdir(parents=True)
    pq.write_table(pa.Table.from_pylist([row]), tmp_path / "in-parts/site=007/3.parquet")
    assert start(tmp_path, "in-parts", "-o", "parted", "--engine", engine).code == 0
    parted = pq.read_table(next((tmp_path / "parted").rglob("*.parquet"))).to_pylist()
    assert [(r["site"], r["text"]) for r in parted] == [("007", clean(MESSY))], "a folder that is a column is one"
    learned = start(tmp_path, "learn", "in", "--url-field", "path", "--min-docs", "2", "--engine", engine)
    assert (learned.code, b"[sites." in learned.out) == (0, True)


def test_lines_that_cannot_be_read_are_counted_when_learning(tmp_path: Path, engine: str) -> None:
    page = json.dumps({"text": f"Dòng riêng của trang\n{MESSY}", "site": "a"})
    (tmp_path / "in.jsonl").write_text(f'{page}\n{page}\n{{"text": 1}}\nx\n{{"text": "a", "site": "\\ud800"}}\n')
    done = start(tmp_path, "learn", "in.jsonl", "--site-field", "site", "--min-docs", "2", "--engine", engine)
    assert done.code == 2
    assert (
        done.err.splitlines()[-1] == "cleantext learn: 3 rows have no text or no site, and nothing is learned from them"
    )
    (tmp_path / "empty.jsonl").write_text("", encoding="utf-8")
    assert start(tmp_path, "empty.jsonl", "-o", "out", "--engine", engine).code == 0
    assert (tmp_path / "out").is_dir()
    assert start(tmp_path, "learn", "empty.jsonl", "--site", "a", "--engine", engine).out.startswith(
        b"# Lines that many"
    )
    over = start(tmp_path, "learn", "in.jsonl", "--site", "a", "--engine", engine, "-o", "in.jsonl")
    assert "in.jsonl would be written over, and is an input" in over.err


def test_spark_submit_runs_the_command(tmp_path: Path) -> None:
    """As GUIDE says: a script of two lines, with the session's own settings."""
    needs_engine("spark")
    (tmp_path / "run.py").write_text(
        "from cleantext.__main__ import main\n\nraise SystemExit(main())\n", encoding="utf-8"
    )
    (tmp_path / "in.jsonl").write_text(json.dumps({"text": MESSY}) + "\n", encoding="utf-8")
    command = ["spark-submit", "--master", "local[1]", "run.py", "in.jsonl", "-o", "out", "--engine", "spark"]
    activated = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    done = subprocess.run(command, cwd=tmp_path, env=activated, capture_output=True, timeout=SECONDS, check=False)
    assert done.returncode == 0, done.stderr.decode()
    wanted = json.dumps({"text": clean(MESSY)}, ensure_ascii=False) + "\n"
    assert lines_below(tmp_path / "out", ".txt") == [wanted.encode()]


def test_the_recipe_of_the_guide_works(tmp_path: Path, engine: str) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    recipe = re.search(rf"With {engine.title()}:\n\n```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert recipe
    rows = [{"text": f"Dòng riêng\n{MESSY}", "site": "a"}, {"text": None, "site": "b"}]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "articles.parquet")
    (tmp_path / "sites.toml").write_text('[sites.a]\ndrop = ["Dòng riêng"]\n', encoding="utf-8")
    (tmp_path / "recipe.py").write_text(recipe[1], encoding="utf-8")
    settings = {**environment(), "PYSPARK_PYTHON": sys.executable, "PYTHONPATH": str(GUIDE.parent)}
    command = [sys.executable, "recipe.py"]
    done = subprocess.run(command, cwd=tmp_path, env=settings, capture_output=True, timeout=SECONDS, check=False)
    assert done.returncode == 0, done.stderr.decode()
    found = [row for path in (tmp_path / "clean.parquet").glob("*.parquet") for row in pq.read_table(path).to_pylist()]
    assert found == [{"text": clean(MESSY), "site": "a"}, {"text": None, "site": "b"}]


@pytest.mark.parametrize("name", ENGINES)
def test_a_missing_package_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "in.jsonl").write_text('{"text": "a"}\n', encoding="utf-8")
    program = (
        f"import sys; sys.modules['{'pyspark' if name == 'spark' else 'ray'}'] = None; import cleantext.cli.main as c; "
    )
    program += f"sys.exit(c.run(['in.jsonl', '-o', 'out', '--engine', '{name}']))"
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 2
    assert done.stderr.decode().endswith(f"pip install '.[{name}]'\n")


def test_the_flag_and_the_extras_have_every_engine() -> None:
    """The flag has a list of its own, because the table of engines is slow to import."""
    flag = next(item for item in flags.CLEAN if isinstance(item, Flag) and item.name == "engine")
    assert isinstance(flag.type, click.Choice)
    assert list(flag.type.choices) == ENGINES
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    for name, (package, *_) in PACKAGES.items():
        assert extras[name][0].startswith(package)


def test_spark_without_java_names_it(tmp_path: Path) -> None:
    needs_engine("spark")
    (tmp_path / "in.jsonl").write_text('{"text": "a"}\n', encoding="utf-8")
    settings = {name: value for name, value in os.environ.items() if name != "JAVA_HOME"} | {"PATH": str(tmp_path)}
    command = [sys.executable, "-m", "cleantext", "in.jsonl", "-o", "out", "--engine", "spark"]
    done = subprocess.run(command, cwd=tmp_path, env=settings, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (2, b"cleantext: --engine spark needs Java 17 or newer\n")
