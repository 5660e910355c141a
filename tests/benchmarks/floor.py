"""Each filter alone against the floor, and the Unicode repairs against one normalisation and one search."""

import re
import time
from collections.abc import Callable

from unicodedata2 import normalize

from cleantext import Chain
from cleantext.filters import FILTER_NAMES, OPT_IN_NAMES, REPAIRS, pairs
from tests.benchmarks.articles import Corpus
from tests.benchmarks.measure import Table, Task, compare, interleaved

from . import contestant

MOST = 0.7  # of the floor, for any filter but one
TARGETS = {name: ("<=", 1.5 if name == "tones" else MOST) for name in FILTER_NAMES}


def on(corpus: Corpus, count: int, clean: Callable[[str], object]) -> Task:
    """Return a task that does something to each text of a round."""

    def task(number: int) -> None:
        begin, end = corpus.part(number, count)
        for text in contestant.around(corpus.texts, begin, end):
            clean(text)

    return task


def single_filters(corpus: Corpus, rounds: int, count: int) -> Table:
    """Time chains of one filter, and take from each what a chain without filters takes in the same round."""
    floor = contestant.floor()
    tasks = {
        "floor": on(corpus, count, lambda text: floor(text.encode().decode()).encode()),
        "a chain of no filter": on(corpus, count, Chain((), ()).clean),
        **{name: on(corpus, count, Chain().only(name).clean) for name in FILTER_NAMES},
    }
    times = interleaved(tasks, rounds, time.process_time)
    empty = times["a chain of no filter"]
    for name in FILTER_NAMES:
        times[name] = [whole - nothing for whole, nothing in zip(times[name], empty, strict=True)]
    title = f"Single filters on {corpus.described} (CPU; less what a chain of no filter takes), against the floor"
    targets = {} if corpus.messy else TARGETS
    return compare(title, times, unit="µs/text", scale=1e6 / corpus.at_most(count), targets=targets)


def unicode_repairs(corpus: Corpus, rounds: int, count: int) -> Table:
    """Time the Unicode repairs on text."""
    search = re.compile("[\u0300-\u036f\u200b-\u200f]").search
    names = [name for name, *_ in REPAIRS if name not in {*OPT_IN_NAMES, "whitespace"}]
    tasks = {
        "NFC and a search": on(corpus, count, lambda text: search(normalize("NFC", text))),
        "all, but for tones": on(corpus, count, Chain(strips=()).only(*names).without("tones").clean),
        **{name: on(corpus, count, repair) for name, repair in pairs(REPAIRS) if name in names},
    }
    title = f"Unicode repairs on {corpus.described} (CPU), against one normalisation and one search"
    return compare(
        title, interleaved(tasks, rounds, time.process_time), unit="µs/text", scale=1e6 / corpus.at_most(count)
    )
