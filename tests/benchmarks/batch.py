"""Measure whole commands on many documents: `python -m tests.benchmarks.batch`.

A folder of articles against `cp -r` and a loop that calls ftfy; JSON Lines against a loop that parses and prints each
line with orjson; the memory of streams; a hundred thousand tiny files. Ratios are of medians, side by side in one run;
what a package is missing for (`pip install --group bench`) is left out, and said to be.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.util import find_spec
from itertools import cycle
from pathlib import Path

from tests.benchmarks.articles import article
from tests.benchmarks.measure import Task, Times, compare, interleaved
from tests.conftest import peak

COMMAND = str(Path(sys.executable).with_name("cleantext"))
FTFY = """
import os, sys, ftfy
for folder, _, names in os.walk(sys.argv[1]):
    target = os.path.join(sys.argv[2], os.path.relpath(folder, sys.argv[1]))
    os.makedirs(target, exist_ok=True)
    for name in names:
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            text = file.read()
        with open(os.path.join(target, name), "w", encoding="utf-8") as file:
            file.write(ftfy.fix_text(text))
"""
PASS_THROUGH = """
import sys, orjson
with open(sys.argv[1], "rb") as source, open(sys.argv[2], "wb") as target:
    for line in source:
        target.write(orjson.dumps(orjson.loads(line)) + b"\\n")
"""
TEXTS = 2000  # different ones; more would only make the benchmark slower to prepare


def articles() -> list[str]:
    """Make articles, one of five of them messy."""
    return [article(number, messy=number % 5 == 0) for number in range(TEXTS)]


def fill_folder(folder: Path, texts: Sequence[str], count: int) -> None:
    """Write text files, 500 to a folder."""
    for number in range(count):
        path = folder / f"{number // 500:04}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(texts[number % len(texts)], encoding="utf-8")


def fill_table(path: Path, texts: Sequence[str], megabytes: int) -> None:
    """Write JSON Lines."""
    rows = [{"id": n, "url": f"https://x.example/{n}", "text": text} for n, text in enumerate(texts)]
    lines = cycle([json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows])
    size = 0
    with path.open("wb") as file:
        while size < megabytes * 1_000_000:
            size += file.write(next(lines))


def process(*command: object, target: Path | None = None) -> Task:
    """Return a task that runs a command, after removing what it wrote the last time."""

    def run(_: int) -> None:
        if target and target.is_dir():
            shutil.rmtree(target)
        subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL)

    return run


def with_package(name: str, program: str, *arguments: object, target: Path) -> dict[str, Task]:
    """Return a task for a program that needs a package, if that is installed."""
    if find_spec(name):
        return {f"loop with {name}": process(sys.executable, "-c", program, *arguments, target=target)}
    print(f"\n{name} is not installed; left out")
    return {}


def show(title: str, times: Times) -> None:
    """Print a table; nothing in it has a target."""
    compare(title, times).show()


def main() -> None:
    """Run all of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.batch", description=__doc__)
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--megabytes", type=int, default=500, help="of JSON Lines")
    parser.add_argument("--streams", type=int, nargs="*", default=[200, 2000], help="megabytes of streams for memory")
    parser.add_argument("--tiny", type=int, default=100_000, help="tiny files")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where to make the files; else where temporary files are")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        here, texts = Path(name), articles()
        source, out = here / "in", here / "out"
        fill_folder(source, texts, given.files)
        tasks = {"cp -r": process("cp", "-r", source, here / "copy", target=here / "copy")}
        tasks["cleantext -o folder"] = process(COMMAND, source, "-o", out, target=out)
        tasks["cleantext -o folder -j1"] = process(COMMAND, source, "-o", out, "-j1", target=out)
        tasks |= with_package("ftfy", FTFY, source, here / "fixed", target=here / "fixed")
        show(f"A folder of {given.files:,} articles (wall clock)", interleaved(tasks, given.rounds, time.perf_counter))
        for folder in (source, out, here / "copy", here / "fixed"):
            shutil.rmtree(folder, ignore_errors=True)

        lines, target = here / "in.jsonl", here / "out.jsonl"
        fill_table(lines, texts, given.megabytes)
        tasks = with_package("orjson", PASS_THROUGH, lines, target, target=target)
        for jobs in (1, 2):
            tasks[f"cleantext -j{jobs}"] = process(COMMAND, lines, "-o", target, f"-j{jobs}")
        show(f"{given.megabytes} MB of JSON Lines (wall clock)", interleaved(tasks, given.rounds, time.perf_counter))

        print("\nMost memory of a process")
        for megabytes in given.streams:
            fill_table(lines, texts, megabytes)
            memory = peak(str(lines), "-j2", cwd=here, seconds=10_000)
            print(f"{f'a stream of {megabytes:,} MB, -j2':34}{memory:8} MB")
        lines.unlink()
        fill_folder(source, ["Một tin ngắn.\n"], given.tiny)
        begun = time.monotonic()
        memory = peak(str(source), "-o", str(out), cwd=here, seconds=10_000)
        print(f"{f'{given.tiny:,} tiny files into a folder':34}{memory:8} MB{time.monotonic() - begun:8.1f} s")


if __name__ == "__main__":
    main()
