"""Spark and Ray for real: what they give is what one machine gives, also when a worker is killed on the way."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from cleantext import clean
from tests.benchmarks.learn import documents
from tests.cli.test_learn import profile
from tests.conftest import COMMAND, MESSY, Done

DOCUMENTS = 20_000
SECONDS = 240
ENGINES = ["spark", "ray"]
README = Path(__file__).parent.parent / "README.md"
INTEGERS = {"spark": "bigint, not text", "ray": "int64, not text"}

pytestmark = pytest.mark.timeout(SECONDS)


def needs_engine(name: str) -> None:
    """Skip where an engine is not installed; fail where all tests must run."""
    missing = [package for package in {"spark": ["pyspark"], "ray": ["ray"]}[name] if find_spec(package) is None]
    missing += ["java"] if name == "spark" and not shutil.which("java") and "JAVA_HOME" not in os.environ else []
    if missing and "CLEANTEXT_ALL" not in os.environ:
        pytest.skip(f"{missing[0]} is not installed")
    assert not missing


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Give the name of an engine that is installed."""
    needs_engine(request.param)
    return str(request.param)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay 20,000 pages as JSON Lines in folders and as Parquet, and what one machine makes of them."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder = tmp_path_factory.mktemp("corpus")
    rows = list(documents(DOCUMENTS))
    for number in range(4):
        part = rows[number * DOCUMENTS // 4 : (number + 1) * DOCUMENTS // 4]
        lines = folder / "jsonl" / f"site-{number % 2}" / f"{number}.jsonl"
        lines.parent.mkdir(parents=True, exist_ok=True)
        lines.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in part), encoding="utf-8")
        (folder / "parquet").mkdir(exist_ok=True)
        pq.write_table(pa.Table.from_pylist(part), folder / f"parquet/{number}.parquet")
    start(folder, "learn", "jsonl", "--url-field", "url", "-o", "sites.toml")
    start(folder, "jsonl", "-o", "one", *FLAGS)
    return folder


FLAGS = ("--profile", "sites.toml", "--site-field", "site")


def environment() -> dict[str, str]:
    return {**os.environ, "PYSPARK_SUBMIT_ARGS": "--master local[2,4] --conf spark.ui.enabled=false pyspark-shell"}


def start(folder: Path, *arguments: str) -> Done:
    """Run the command to its end."""
    done = subprocess.run(
        [*COMMAND, *arguments], cwd=folder, env=environment(), capture_output=True, timeout=SECONDS, check=False
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return Done(done.returncode, done.stdout, done.stderr.decode())


def lines_below(folder: Path, *suffixes: str) -> list[bytes]:
    """Give the lines of all files, in the order of their letters: engines write parts in any."""
    files = [path for path in sorted(folder.rglob("*")) if path.suffix in suffixes]
    return sorted(line for path in files for line in path.read_bytes().splitlines(keepends=True))


def rows_below(folder: Path) -> list[dict[str, object]]:
    import pyarrow.parquet as pq

    found = [row for path in sorted(folder.rglob("*.parquet")) for row in pq.ParquetFile(path).read().to_pylist()]
    return sorted(found, key=lambda row: int(str(row["id"])))


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
    command = [*COMMAND, "parquet", "-o", str(tmp_path / "out"), "--engine", engine, "--explain", *FLAGS]
    process = subprocess.Popen(command, cwd=corpus, env=environment(), stderr=subprocess.PIPE, start_new_session=True)
    killed = next(kill_one(process, engine), None)
    _, err = process.communicate(timeout=SECONDS)
    assert killed, err.decode()
    assert process.returncode == 0, err.decode()
    wanted = [json.loads(line) for line in lines_below(corpus / "one", ".jsonl")]
    found = rows_below(tmp_path / "out")
    accounts = [json.loads(str(row.pop("_cleantext"))) for row in found]
    assert found == sorted(wanted, key=lambda row: int(row["id"]))
    assert sum(len(account["removals"]) for account in accounts) > DOCUMENTS


def kill_one(process: "subprocess.Popen[bytes]", engine: str) -> Iterator[int]:
    """Kill a worker in the middle of its work: one that has used half a second."""
    while process.poll() is None:
        for pid in workers(engine):
            os.kill(pid, signal.SIGKILL)
            yield pid
        time.sleep(0.02)


def workers(engine: str) -> list[int]:
    """List the processes that do batches: forks of Spark's daemon, or what Ray has named after the task."""
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            command = Path(f"/proc/{name}/cmdline").read_bytes()
            fields = Path(f"/proc/{name}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            above = Path(f"/proc/{fields[1]}/cmdline").read_bytes()
        except OSError:  # it has ended
            continue
        is_fork = b"pyspark.daemon" in command and b"pyspark.daemon" in above
        is_task = command.startswith(b"ray::") and b"MapBatches" in command
        if (is_fork if engine == "spark" else is_task) and int(fields[11]) >= os.sysconf("SC_CLK_TCK") // 2:
            found.append(int(name))
    return found


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_the_same_is_learned_as_on_one_machine(corpus: Path, tmp_path: Path, engine: str, form: str) -> None:
    done = start(corpus, "learn", form, "--url-field", "url", "-o", str(tmp_path / "s.toml"), "--engine", engine)
    assert done.code == 0
    assert done.err.splitlines()[-1].startswith(f"cleantext learn: {DOCUMENTS:,} documents, 100 sites: ")
    wanted, found = profile(corpus / "sites.toml")["sites"], profile(tmp_path / "s.toml")["sites"]
    assert len(wanted) == 100
    for site in (*wanted.values(), *found.values()):
        for entry in site["drop"]:
            assert entry.pop("example")
    assert found == wanted


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
        "cleantext: 2 rows failed and are left out; the first: not UTF-8 text: byte 0xff at offset 31;"
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


def test_spark_submit_runs_the_command(tmp_path: Path) -> None:
    """As README says: a script of two lines, with the session's own settings."""
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


def test_the_recipe_of_readme_works(tmp_path: Path, engine: str) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    recipe = re.search(rf"With {engine.title()}:\n\n```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert recipe
    rows = [{"text": f"Dòng riêng\n{MESSY}", "site": "a"}, {"text": None, "site": "b"}]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "articles.parquet")
    (tmp_path / "sites.toml").write_text('[sites.a]\ndrop = ["Dòng riêng"]\n', encoding="utf-8")
    (tmp_path / "recipe.py").write_text(recipe[1], encoding="utf-8")
    settings = {**environment(), "PYSPARK_PYTHON": sys.executable, "PYTHONPATH": str(README.parent)}
    command = [sys.executable, "recipe.py"]
    done = subprocess.run(command, cwd=tmp_path, env=settings, capture_output=True, timeout=SECONDS, check=False)
    assert done.returncode == 0, done.stderr.decode()
    found = [row for path in (tmp_path / "clean.parquet").glob("*.parquet") for row in pq.read_table(path).to_pylist()]
    assert found == [{"text": clean(MESSY), "site": "a"}, {"text": None, "site": "b"}]


@pytest.mark.parametrize("name", ENGINES)
def test_a_missing_package_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "in.jsonl").write_text('{"text": "a"}\n', encoding="utf-8")
    program = (
        f"import sys; sys.modules['{'pyspark' if name == 'spark' else 'ray'}'] = None; import cleantext.cli as c; "
    )
    program += f"sys.exit(c.run(['in.jsonl', '-o', 'out', '--engine', '{name}']))"
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 2
    assert done.stderr.decode().endswith(f"pip install 'cleantext-vi[{name}]'\n")
