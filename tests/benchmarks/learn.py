"""Time and memory of `cleantext learn` on made sites: `python -m tests.benchmarks.learn --documents 1000000`."""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.articles import BELOW, FAMILIES, GIVEN, heading, paragraph

SITES, OWN_LINES, AUTHORS, POOL = 100, 12, 5, 5000
SHARES = (0.55, 0.7, 0.85, 1.0)  # of the pages of a site that have one of its lines


class Site(NamedTuple):
    """A made site: its name, the lines of its chrome and how often each comes, those who write for it."""

    name: str
    lines: list[tuple[str, float]]
    authors: list[str]


def sites(pick: random.Random, count: int = SITES) -> list[Site]:
    """Make sites, each with lines that no rule knows."""
    made = []
    for number in range(count):
        lines = [(f"{heading(pick)} {number}", pick.choice(SHARES)) for _ in range(OWN_LINES)]
        authors = [f"{pick.choice(FAMILIES)} {pick.choice(GIVEN)} {pick.choice(GIVEN)}" for _ in range(AUTHORS)]
        made.append(Site(f"site{number:03}.example", lines, authors))
    return made


def documents(count: int, *, seed: int = 7) -> Iterator[dict[str, object]]:
    """Make pages of the sites: title, prose that is on no other, byline, the site's lines, and on some known chrome."""
    pick = random.Random(seed)
    made, pool = sites(pick), [paragraph(pick) for _ in range(POOL)]
    for number in range(count):
        site = pick.choice(made)
        lines = [f"Tin số {number} của bản"]
        lines += [f"{pick.choice(pool)} Đó là việc thứ {number}.{part}." for part in range(pick.randint(5, 9))]
        lines += [pick.choice(site.authors)]
        lines += [line for line, share in site.lines if pick.random() < share]
        lines += BELOW if number % 7 == 0 else []
        yield {"id": number, "site": site.name, "url": f"https://www.{site.name}/{number}", "text": "\n".join(lines)}


def main() -> None:
    """Make the corpus, learn from it, and print what it took beside reading and parsing the same file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--max-memory", default="500MB")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus, profile = Path(folder) / "corpus.jsonl", Path(folder) / "sites.toml"
        with corpus.open("w", encoding="utf-8") as file:
            for document in documents(arguments.documents):
                file.write(json.dumps(document, ensure_ascii=False) + "\n")
        size = corpus.stat().st_size
        begun = time.monotonic()
        with corpus.open("rb") as lines:
            parsed = sum(len(json.loads(line)["text"]) for line in lines)
        reading = time.monotonic() - begun
        command = [sys.executable, "-m", "cleantext", "learn", "--site-field", "site", "--max-memory"]
        begun = time.monotonic()
        subprocess.run([*command, arguments.max_memory, str(corpus), "-o", str(profile)], check=True)
        seconds = time.monotonic() - begun
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(f"{arguments.documents:,} documents, {size / 1e6:,.0f} MB, {parsed / 1e6:,.0f} million characters")
        print(f"reading and parsing once: {reading:.1f} s")
        cpu = used.ru_utime + used.ru_stime
        print(f"learning: {seconds:.1f} s, {seconds / reading:.1f} times as long; {cpu:.0f} s CPU")
        print(f"most memory of a process: {used.ru_maxrss / 1024:.0f} MB")
        known = profile.read_text(encoding="utf-8").count("text =")
        print(f"lines in the profile: {known:,} of {SITES * OWN_LINES:,}, and known ones")


if __name__ == "__main__":
    main()
