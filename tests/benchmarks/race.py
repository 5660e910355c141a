"""The whole default chain against the floor and against peers: a worker process for each, driven in turn."""

import json
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from cleantext import Chain
from tests.benchmarks.articles import Corpus
from tests.benchmarks.measure import Table, Times, compare
from tests.helpers.paths import ROOT

from . import contestant

OURS = ("floor", "floor again", "explain", "clean")
FASTER = 15.0  # than these, ours with explanations shall be
TARGETS = {
    name: (">=", FASTER) for name, (group, _) in contestant.PEERS.items() if group not in ("textacy", "datatrove")
}
TARGETS |= {name: (">", 1.0) for name, (group, _) in contestant.PEERS.items() if group == "textacy"}


class Failed(Exception):
    """A contestant cannot go on, and why."""


class Runner:
    """The worker process of one contestant."""

    def __init__(self, python: Path, name: str, corpora: Path) -> None:
        self.name, self.version = name, ""
        command = [str(python), "-I", contestant.__file__, name, str(corpora)]
        if name in OURS:
            command.append(str(ROOT))
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )

    def ready(self) -> None:
        """Wait until it is. Raises Failed."""
        self.version = str(self._answer()["version"])

    def lap(self, corpus: int, begin: int, end: int) -> dict[str, Any]:
        """Let it clean texts of a corpus once. Raises Failed."""
        with suppress(OSError):  # its answer will be none
            print(json.dumps([corpus, begin, end]), file=self._pipe(self.process.stdin), flush=True)
        return self._answer()

    def close(self) -> None:
        """Let it end."""
        self._pipe(self.process.stdin).close()
        self._pipe(self.process.stdout).close()
        self.process.wait()

    def _answer(self) -> dict[str, Any]:
        line = self._pipe(self.process.stdout).readline()
        answer: dict[str, Any] = json.loads(line or '{"failed": "its process ended"}')
        if "failed" in answer:
            raise Failed(f"{self.name}: {answer['failed']}")
        return answer

    @staticmethod
    def _pipe(pipe: IO[str] | None) -> IO[str]:
        assert pipe is not None
        return pipe


class Race:
    """Contestants that are ready, and why others are not."""

    def __init__(self, corpora: Sequence[Corpus], runners: Sequence[Runner]) -> None:
        self.corpora = corpora
        self.gives = [what_ours_give(corpus) for corpus in corpora]
        self.runners: dict[str, Runner] = {}
        self.left_out: dict[str, str] = {}
        for runner in runners:
            try:
                runner.ready()
                self.runners[runner.name] = runner
            except Failed as failure:
                self._without(runner.name, failure)

    @property
    def versions(self) -> dict[str, str]:
        """What is measured, with versions."""
        return {contestant.CONTESTANTS[name][0]: runner.version for name, runner in self.runners.items()}

    def run(self, number: int, names: Sequence[str], rounds: int, count: int) -> Times:
        """Let contestants clean the same texts in turn, other texts each round; the first round does not count."""
        times: Times = {name: [] for name in names if name in self.runners}
        corpus, gives = self.corpora[number], self.gives[number]
        for turn in range(rounds + 1):
            begin, end = corpus.part(turn, count)
            given = contestant.digest([text.encode() for text in contestant.around(corpus.texts, begin, end)])
            for name in list(times)[:: 1 if turn % 2 else -1]:  # who follows whom must not matter
                try:
                    lap = self.runners[name].lap(number, begin, end)
                except Failed as failure:
                    self._without(name, failure)
                    del times[name]
                    continue
                assert (lap["texts"], lap["given"]) == (end - begin, given), f"{name} got other texts"
                if name in gives:
                    assert lap["gave"] == contestant.digest(contestant.around(gives[name], begin, end)), (
                        f"{name} gave something else"
                    )
                if turn:
                    times[name].append(float(lap["seconds"]))
        return times

    def _without(self, name: str, failure: Failed) -> None:
        if name in OURS:
            raise failure
        self.runners.pop(name, None)
        self.left_out[name] = str(failure).partition(": ")[2]


@contextmanager
def race(corpora: Sequence[Corpus], peers: Path | None) -> Iterator[Race]:
    """Start a worker for each of ours, and for each peer if there is a Python that has them."""
    pythons: dict[str, Path] = dict.fromkeys(OURS, Path(sys.executable))
    pythons |= dict.fromkeys(contestant.PEERS, peers) if peers else {}
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        file = Path(folder, "corpora.json")
        file.write_text(json.dumps([corpus.texts for corpus in corpora]), encoding="utf-8")
        runners = [Runner(python, name, file) for name, python in pythons.items()]
        for runner in runners:
            stack.callback(runner.close)
        yield Race(corpora, runners)


def what_ours_give(corpus: Corpus) -> Mapping[str, list[bytes]]:
    """Return the results of the floor and of ours on a corpus, after checking that `clean` and `explain` agree."""
    floor, chain = contestant.floor(), Chain()
    floors, cleaned = [floor(text) for text in corpus.texts], [chain.clean(text) for text in corpus.texts]
    assert floors == [unicodedata.normalize("NFC", text) for text in corpus.texts]
    assert cleaned == [chain.explain(text).text for text in corpus.texts]
    least, clean = [text.encode() for text in floors], [text.encode() for text in cleaned]
    return {"floor": least, "floor again": least, "explain": clean, "clean": clean}


def against_the_floor(race: Race, number: int, rounds: int, count: int) -> Table:
    """Compare the whole chain with the floor; the floor with itself shows what is noise."""
    corpus = race.corpora[number]
    times = race.run(number, OURS, rounds, count)
    bound = ("<=", 7.0 if corpus.messy else 4.0)
    title = f"The whole default chain on {corpus.described} (CPU, bytes to bytes), against the floor"
    return compare(
        title, times, unit="µs/text", scale=1e6 / corpus.at_most(count), targets={"explain": bound, "clean": bound}
    )


def against_peers(race: Race, number: int, rounds: int, count: int) -> Table:
    """Compare peers with the whole chain and its explanations: how many times as long they take."""
    corpus = race.corpora[number]
    times = race.run(number, ["explain", "clean", "floor", *contestant.PEERS], rounds, count)
    title = f"Peers on {corpus.described} (CPU, bytes to bytes), against our explain"
    table = compare(title, times, unit="µs/text", scale=1e6 / corpus.at_most(count), targets=TARGETS)
    return table._replace(left_out=dict(race.left_out), versions=race.versions)
