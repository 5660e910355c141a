"""Measure start-up and throughput side by side, interleaved; print ratios of medians, and how noisy the machine was.

The floor of throughput is what nothing that reads and writes text can go below: decode, one NFC normalisation, split,
join, encode. The articles are generated here; --corpus FILE.jsonl takes the field "text" of others.
"""

import argparse
import json
import os
import random
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from unicodedata2 import normalize

from cleantext import Chain
from cleantext.filters import NAMES, OPT_IN, REPAIRS

WORDS = (
    "xã bản hồ nước mùa khô người dân công trình đường ruộng đồng lúa chợ ghe sông làng trường học trò thầy cô "
    "khánh thành họp phát biểu cho biết trong năm nay của và các được những với một hai ba đến từ khi đã sẽ"
).split()
CHROME = ("Trang chủ", "Chia sẻ", "Bình luận (12)", "Phản hồi", "Các tin khác", "Mới nhất", "Xem nhiều nhất")


def article(seed: int, *, messy: bool) -> str:
    """Make an article of about 4 KB; a messy one has a caption twice, chrome at both ends and odd spaces."""
    pick = random.Random(seed)

    def sentence(length: int) -> str:
        return " ".join(pick.choices(WORDS, k=length)).capitalize() + "."

    paragraphs = [" ".join(sentence(pick.randint(12, 30)) for _ in range(3)) for _ in range(9)]
    title, caption = sentence(14)[:-1], sentence(16)
    if not messy:
        return "\n\n".join([title, *paragraphs]) + "\n"
    paragraphs[3] = paragraphs[3].replace(" ", "\u00a0 ", 3)
    lines = [*CHROME[:1], title, caption, "", caption, *paragraphs, *CHROME[1:]]
    return "\n".join(lines) + "\n"


def floor(data: bytes) -> bytes:
    """Do the least that any tool does."""
    return "\n".join(normalize("NFC", data.decode()).split("\n")).encode()


def interleaved(
    tasks: dict[str, Callable[[], object]], rounds: int, clock: Callable[[], float]
) -> dict[str, list[float]]:
    """Time the tasks in turn, so that a machine that slows down slows them all; the first round does not count."""
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for number in range(rounds + 1):
        for name, task in tasks.items():
            start = clock()
            task()
            if number:
                times[name].append(clock() - start)
    return times


def start_up(rounds: int) -> dict[str, list[float]]:
    """Time whole processes; bytecode is written in the round that does not count."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    command = str(Path(sys.executable).with_name("cleantext"))

    def process(*arguments: str) -> Callable[[], object]:
        return lambda: subprocess.run(
            arguments, input="Một  dòng\n".encode(), stdout=subprocess.PIPE, env=environment, check=True
        )

    tasks = {
        "python -c pass": process(sys.executable, "-c", "pass"),
        "cleantext --version": process(command, "--version"),
        "cleantext --help": process(command, "--help"),
        "clean one line": process(command),
    }
    return interleaved(tasks, rounds, time.perf_counter)


def throughput(articles: Sequence[str], rounds: int) -> dict[str, list[float]]:
    """Time the default chain, and each filter alone, on the articles, in CPU seconds."""
    data = [text.encode() for text in articles]
    texts = [item.decode() for item in data]
    chain = Chain()
    tasks: dict[str, Callable[[], object]] = {
        "floor": lambda: [floor(item) for item in data],
        "explain, bytes to bytes": lambda: [chain.explain(item.decode()).text.encode() for item in data],
        "clean, bytes to bytes": lambda: [chain.clean(item.decode()).encode() for item in data],
    }
    for name in NAMES:
        alone = Chain().only(name)
        tasks[f"chain of {name} alone"] = lambda alone=alone: [alone.clean(text) for text in texts]  # type: ignore[misc]
    assert [chain.clean(text) for text in texts] == [chain.explain(text).text for text in texts]
    return interleaved(tasks, rounds, time.process_time)


def unicode_repairs(articles: Sequence[str], rounds: int) -> dict[str, list[float]]:
    """Time the Unicode repairs on text, in CPU seconds, against one normalisation and one search."""
    search = re.compile("[\u0300-\u036f\u200b-\u200f]").search
    names = [name for name, _ in REPAIRS if name not in {*OPT_IN, "whitespace"}]
    chain = Chain(strips=()).only(*names).without("tones")

    def one_pass(text: str) -> object:
        return search(normalize("NFC", text))

    tasks: dict[str, Callable[[], object]] = {"NFC and a search": lambda: [one_pass(text) for text in articles]}
    tasks["all, but for tones"] = lambda: [chain.clean(text) for text in articles]
    for name, repair in REPAIRS:
        if name in names:
            tasks[name] = lambda repair=repair: [repair(text) for text in articles]  # type: ignore[misc]
    return interleaved(tasks, rounds, time.process_time)


def table(title: str, times: dict[str, list[float]]) -> dict[str, float]:
    """Print the ratios to the first task, and give them."""
    base = statistics.median(next(iter(times.values())))
    print(f"\n{title}\n{'':34}{'median ms':>10}{'ratio':>8}{'min':>8}{'max':>8}")
    for name, values in times.items():
        low, middle, high = (f(values) / base for f in (min, statistics.median, max))
        print(f"{name:34}{1000 * middle * base:10.2f}{middle:8.2f}{low:8.2f}{high:8.2f}")
    return {name: round(statistics.median(values) / base, 3) for name, values in times.items()}


def main() -> None:
    """Run all of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--corpus", type=Path, help="JSON Lines with a field text, in place of the generated articles")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--json", type=Path, help="write the ratios here too")
    given = parser.parse_args()
    ratios = {"start-up": table("Start-up (wall clock, against python -c pass)", start_up(given.rounds))}
    corpora = {"clean articles": [article(i, messy=False) for i in range(200)]}
    corpora["messy articles"] = [article(i, messy=True) for i in range(200)]
    if given.corpus:
        lines = given.corpus.read_text(encoding="utf-8").split("\n")
        corpora = {given.corpus.name: [json.loads(line)["text"] for line in lines if line]}
    for name, articles in corpora.items():
        size = sum(len(text.encode()) for text in articles) / len(articles) / 1000
        title = f"Throughput on {len(articles)} {name} of {size:.1f} KB (CPU, against the floor)"
        ratios[name] = table(title, throughput(articles, given.rounds))
        title = "Unicode repairs of them (CPU, against one normalisation and one search)"
        ratios[f"Unicode repairs of {name}"] = table(title, unicode_repairs(articles, given.rounds))
    if given.json:
        given.json.write_text(json.dumps(ratios, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
