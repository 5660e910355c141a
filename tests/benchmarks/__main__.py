"""Measure cleantext beside its peers and beside the least that can be done, in one run on this machine.

Everything is compared with what ran next to it, in turn, round after round: the ratio is the median of the rounds', and
half of the rounds lie between the two numbers behind it. Whole chains, floor and peers each have a worker process and
clean the same texts from bytes to bytes; each round goes on where the one before it stopped in the corpus. The floor is
decode, one NFC normalisation, split, join, encode. The articles are made here, so many that a table needs none twice;
--corpus takes others.
"""

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.articles import Corpus
from tests.benchmarks.measure import Table

from . import articles, environments, floor, growth, race, startup

TABLES = ("startup", "chain", "peers", "filters", "growth")


class Sizes(NamedTuple):
    """How much is measured."""

    texts: int  # in a round
    of_peers: int  # the same with peers, most of which are slow
    largest: int  # bytes of a document
    rounds: int


FULL = Sizes(texts=200, of_peers=60, largest=100_000_000, rounds=15)
QUICK = Sizes(texts=40, of_peers=10, largest=1_000_000, rounds=3)


def main() -> None:
    """Measure what was asked for, print it, and write it down."""
    given = arguments()
    sizes = QUICK if given.quick else FULL
    sizes = sizes._replace(rounds=given.rounds or sizes.rounds)
    corpora = [articles.read(path, messy=False) for path in given.corpus]
    corpora += [articles.read(path, messy=True) for path in given.messy]
    about = {"python": platform.python_version(), "platform": platform.platform(), "cpus": os.cpu_count()}
    print(f"Python {about['python']}, {about['platform']}, {about['cpus']} processors, {sizes.rounds} rounds")
    tables: dict[str, object] = {}
    for name, table in measured(given, corpora or articles.made(sizes.texts * (sizes.rounds + 1)), sizes):
        table.show()
        sys.stdout.flush()
        tables[name] = table.as_json()
    if given.json:
        result = {"machine": about, "rounds": sizes.rounds, "tables": tables}
        given.json.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    corpus = "JSON Lines with a field text (also .gz), in place of the articles that are made; may be repeated"
    parser.add_argument("--corpus", type=Path, action="append", default=[], metavar="FILE", help=corpus)
    held = "as --corpus, held to the targets of messy articles"
    parser.add_argument("--messy", type=Path, action="append", default=[], metavar="FILE", help=held)
    parser.add_argument("--rounds", type=int, help=f"{FULL.rounds} unless told, {QUICK.rounds} with --quick")
    parser.add_argument("--quick", action="store_true", help="fewer and smaller texts: to see that all of it runs")
    parser.add_argument("--no-peers", action="store_true", help="leave them out, and do not install them")
    only = "measure these alone"
    parser.add_argument("--only", choices=TABLES, nargs="+", default=TABLES, metavar="TABLE", help=f"{only}: {TABLES}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results here too")
    return parser.parse_args()


def measured(given: argparse.Namespace, corpora: list[Corpus], sizes: Sizes) -> Iterator[tuple[str, Table]]:
    """Measure table by table."""
    only = set(given.only) - ({"peers"} if given.no_peers else set())
    if "startup" in only:
        yield "startup", startup.start_up(sizes.rounds)
    if {"chain", "peers"} & only:
        peers = environments.of_peers() if "peers" in only else None
        with race.race(corpora, peers) as contest:
            for number, corpus in enumerate(corpora):
                if "chain" in only:
                    yield f"chain on {corpus.name}", race.against_the_floor(contest, number, sizes.rounds, sizes.texts)
                if peers:
                    yield f"peers on {corpus.name}", race.against_peers(contest, number, sizes.rounds, sizes.of_peers)
    for corpus in corpora if "filters" in only else ():
        yield f"filters on {corpus.name}", floor.single_filters(corpus, sizes.rounds, sizes.texts)
        yield f"Unicode repairs on {corpus.name}", floor.unicode_repairs(corpus, sizes.rounds, sizes.texts)
    if "growth" in only:
        yield "growth with the document", growth.sizes(sizes.largest, sizes.rounds)
        yield "growth with rules", growth.rules(corpora[0], sizes.rounds, sizes.texts)
        yield "growth of hostile text", growth.doubling(sizes.rounds)
        yield "memory", growth.memory(20)


if __name__ == "__main__":
    main()
