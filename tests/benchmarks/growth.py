"""How time grows with the size of a document, hostile or not, and with the number of rules; memory with the text."""

import sys
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from itertools import product

from cleantext import Chain
from cleantext.chain.profiles import Profile
from cleantext.filters import OPT_IN_NAMES
from tests.benchmarks.articles import WORDS, Corpus, article, document
from tests.benchmarks.floor import on
from tests.benchmarks.measure import Table, Times, compare, interleaved, row

from . import contestant

PASS = 2_000_000  # bytes that a round cleans: small documents many times, large ones once
BUDGET = 300_000_000  # bytes for all rounds: the largest documents have few
RULES = 1000
MEMORY = 8.0  # times the size of the text in memory
HOSTILE_SIZE = 20_000  # characters
DOUBLED = 2.3  # times as long, at most, for twice the text
HOSTILE = (  # repeated, on one line or many; each is what some pattern of the package might search again and again
    "\n| |\t| \n|\u00a0|a|a\n|a b\n|ế|1|1/1/|-|- |.,|...|(|(a|[|“|&|&#|&#0|&amp|&amp;|&nbsp;|&nbsp\u200b;|www."
    "|a.b.|a-a.|//|http://a&amp;b |o\u0302\u0301|\u0315\u0300|b\u0300|b\u0300 \u0301|a´|´´|a\u200d|ế\u200b"
    "|\u200b\u200c|\xad|m\xad|\x93|a\x93|h\x81 |µ|mµ|vµ |vµ\n|ç a|ÖÜ|×ö |m²|Ã»»»|áº¿ |Tiáº¿ng |TiÃ¡ÂºÂ¿ng |Ð"
    "|Ðà |nghiệр |ǎ|/ɪ|nghịêm |hòan\n|ﬁ|😀|\ufffd|\ufdfa|Xem video|TTO - |(VTC News) - |a.vn - |Thời sự|ảnh:"
    "|Ảnh: |(theo |27/06/2024 |07:32 |#a |Tags: |Phản hồi\n|Mục lục\n|Like\n|404\n|Bước 1\n|a:\n"
    "|Bà con xóm Đông gặt lúa sớm trên cánh đồng\n|Hµn Quèc vµ n\xadíc ViÖt\n"
    "|đóvà |đóvà|vềSơn|năm.Sau|tay(theo |t ừ |ph ườ ng "
).split("|")


def sizes(largest: int, rounds: int) -> Table:
    """Time documents of one kilobyte and more, up to the largest; each is the beginning of the next."""
    whole, floor = document(largest), contestant.floor()
    texts = {size: beginning(whole, size) for size in (1000 * 10**i for i in range(9)) if size <= largest}
    ways = {"explain": Chain().explain, "floor": lambda text: floor(text.encode().decode()).encode()}
    times: Times = {f"{way}, {size // 1000:,} KB": [] for way in ways for size in texts}
    for number in range(rounds + 1):
        for (size, text), (way, clean) in product(texts.items(), ways.items()):
            if number <= BUDGET // max(size, PASS) and (number or size <= PASS):  # large ones need no first round
                taken = seconds_per_byte(clean, text)
                times[f"{way}, {size // 1000:,} KB"] += [taken] if number else []
    title = "Growth: one document of more and more text (CPU per byte), against the same on 10 KB"
    rows = [row(name, values, times[f"{name.split(',')[0]}, 10 KB"], 1e9) for name, values in times.items()]
    return Table(title, "explain, 10 KB; floor, 10 KB", "ns/byte", rows, {}, {})


def beginning(text: str, size: int) -> str:
    """Return the first paragraphs, of about so many bytes."""
    cut = text.encode()[: size + 1].decode(errors="ignore")
    return cut[: cut.rindex("\n\n") + 1] if len(cut) < len(text) else text


def seconds_per_byte(clean: Callable[[str], object], text: str) -> float:
    """Clean one document, several times if it is short."""
    size = len(text.encode())
    count = max(1, PASS // size)
    start = time.process_time()
    for _ in range(count):
        clean(text)
    return (time.process_time() - start) / count / size


def doubling(rounds: int) -> Table:
    """Time hostile documents in a chain of all filters against half of each; a sign of mis-reading begins each."""
    chain = Chain().including(*OPT_IN_NAMES)
    rows = []
    for unit in HOSTILE:
        half = f"mç {unit * (HOSTILE_SIZE // len(unit))}"
        texts = {"half": half, "whole": half + half[3:]}
        chain.explain(half)
        tasks = {name: partial(_explain, chain, text) for name, text in texts.items()}
        times = interleaved(tasks, rounds, time.process_time)
        rows.append(row(ascii(unit), times["whole"], times["half"], 1e3, ("<=", DOUBLED)))
    title = f"Growth: hostile documents of {2 * HOSTILE_SIZE // 1000} thousand characters (CPU), against half of each"
    return Table(title, "half of the document", "ms", rows, {}, {})


def _explain(chain: Chain, text: str, _: int) -> None:
    chain.explain(text)


def rules(corpus: Corpus, rounds: int, count: int) -> Table:
    """Time the chain with a thousand phrases of a user, none of which is in the texts: only looking for them counts."""
    pairs = product(WORDS, repeat=3)
    phrases = [f"{' '.join(words)} {number}" for number, words in zip(range(RULES), pairs, strict=False)]
    plain = Chain()
    chains = {
        "explain, no rules": plain,
        f"explain, {RULES:,} phrases to drop": plain.with_profile(Profile(drop=phrases)),
        f"explain, {RULES:,} phrases to keep": plain.with_profile(Profile(keep=phrases)),
    }
    for text in corpus.texts[:count]:
        assert len({chain.explain(text) for chain in chains.values()}) == 1
    tasks = {name: on(corpus, count, chain.explain) for name, chain in chains.items()}
    targets = dict.fromkeys(list(chains)[1:], ("<", 1.1))
    title = f"Growth: rules of a user on {corpus.described} (CPU), against none"
    times = interleaved(tasks, rounds, time.process_time)
    return compare(title, times, unit="µs/text", scale=1e6 / corpus.at_most(count), targets=targets)


def memory(count: int) -> Table:
    """Trace the most memory that explaining takes, beside the text itself; apart from timing, which it slows."""
    kinds = {
        "ordinary articles of 4 KB": [article(seed, messy=False) for seed in range(count)],
        "messy articles of 4 KB": [article(seed, messy=True) for seed in range(count)],
        "a document of 1 MB": [document(1_000_000)],
    }
    title = "Memory: the most that explain takes (tracemalloc), against sys.getsizeof(text)"
    rows = []
    for name, texts in kinds.items():
        Chain().explain(texts[0])  # what is made once, such as tables, is not the text's
        own = [float(sys.getsizeof(text)) for text in texts]
        rows.append(row(name, [peak(text) for text in texts], own, 1e-3, ("<=", MEMORY)))
    return Table(title, "sys.getsizeof(text)", "KB", rows, {}, {})


def peak(text: str) -> float:
    """Return the peak of memory, in bytes, while a text is explained."""
    chain = Chain()
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        chain.explain(text)
        return tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()
