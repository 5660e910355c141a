"""Runs of the command on engines, what they write, and the processes that do the work."""

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.conftest import COMMAND, Done

SECONDS = 240


def needs_engine(name: str) -> None:
    """Skip where an engine is not installed; fail where all tests must run."""
    missing = [package for package in {"spark": ["pyspark"], "ray": ["ray"]}[name] if find_spec(package) is None]
    missing += ["java"] if name == "spark" and not shutil.which("java") and "JAVA_HOME" not in os.environ else []
    if missing and "CLEANTEXT_ALL" not in os.environ:
        pytest.skip(f"{missing[0]} is not installed")
    assert not missing


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
    """Return the lines of all files, sorted, because engines write them in any order."""
    files = [path for path in sorted(folder.rglob("*")) if path.suffix in suffixes]
    return sorted(line for path in files for line in path.read_bytes().splitlines(keepends=True))


def rows_below(folder: Path) -> list[dict[str, object]]:
    import pyarrow.parquet as pq

    found = [row for path in sorted(folder.rglob("*.parquet")) for row in pq.ParquetFile(path).read().to_pylist()]
    for row in found:
        row["_cleantext"] = json.loads(row["_cleantext"])
        assert row["_cleantext"]["removals"]
        del row["_cleantext"]["source"]  # the name of the row, which engines do not know
    return sorted(found, key=lambda row: int(str(row["id"])))


def kill_one(process: "subprocess.Popen[bytes]", engine: str, mark: str) -> Iterator[int]:
    """Kill a worker of a run in the middle of its work: one that has used some time."""
    while process.poll() is None:
        for pid in workers(engine, mark.encode()):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
                yield pid
        time.sleep(0.02)


def workers(engine: str, mark: bytes) -> list[int]:
    """List the processes that do batches for a run: forks of Spark's daemon, or what Ray has named after the task."""
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            command = Path(f"/proc/{name}/cmdline").read_bytes()
            if mark not in Path(f"/proc/{name}/environ").read_bytes():
                continue
            fields = Path(f"/proc/{name}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            above = Path(f"/proc/{fields[1]}/cmdline").read_bytes()
        except OSError:  # it has ended
            continue
        is_fork = b"pyspark.daemon" in command and b"pyspark.daemon" in above
        is_task = command.startswith(b"ray::") and b"MapBatches" in command
        if (is_fork if engine == "spark" else is_task) and int(fields[11]) >= os.sysconf("SC_CLK_TCK") // 5:
            found.append(int(name))
    return found
