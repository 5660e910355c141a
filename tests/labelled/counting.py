"""Counting what a chain does with the lines of labelled documents."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from contextlib import nullcontext
from typing import NamedTuple

from unicodedata2 import normalize

from cleantext import Chain, Removal
from cleantext.text.keys import letters_of
from tests.labelled.documents import CHROME, COPY, FINE_EITHER_WAY, KEPT, Document, shown
from tests.labelled.site_rules import Sites, left_out

DEFAULT = Chain()
STRICT = DEFAULT.with_options("site-chrome", strict=True)
COMPARED = 8  # letters of copies, of which either may go
BEGUN = 20  # letters of one that is the beginning of the other


class Judged(NamedTuple):
    """A line that a view shows, its label, and why it was removed, if it was."""

    document: Document
    number: int
    text: str
    label: str
    removal: Removal | None

    def __str__(self) -> str:
        where = f"{self.document.id}:{self.number}: {self.text.strip()[:100]}"
        if self.removal:
            return f"LOST {where} <- {self.removal.filter}: {self.removal.reason}"
        return f"LEFT {self.label} {where}"

    @property
    def wrong(self) -> bool:
        """Check whether a line is lost, or chrome or a copy is left."""
        return (self.removal is None) == (self.label != KEPT)


class Counts:
    """How many lines of each label there are in some documents, and how many of them went."""

    def __init__(self) -> None:
        self.documents = 0
        self.all: Counter[str] = Counter()
        self.gone: Counter[str] = Counter()
        self.lost_to: Counter[str] = Counter()  # filters

    def add(self, judged: list[Judged]) -> None:
        """Add the lines of a document."""
        self.documents += 1
        self.all.update(line.label for line in judged)
        self.gone.update(line.label for line in judged if line.removal)
        self.lost_to.update(line.removal.filter for line in judged if line.removal and line.label == KEPT)

    def recall(self, label: str) -> float | None:
        """Return the share of lines with a label that were removed; None where there are none."""
        return _share(self.gone[label], self.all[label])

    @property
    def precision(self) -> float | None:
        """Return the share of removals that were right; None where there were none."""
        return _share(self.gone[CHROME] + self.gone[COPY], self.gone.total())

    def __str__(self) -> str:
        chrome, copies = (f"{_three_digits(self.recall(label))} of {self.all[label]:<5}" for label in (CHROME, COPY))
        lost = f"lost {self.gone[KEPT]} of {self.all[KEPT]}"
        filters = ", ".join(f"{name} {number}" for name, number in sorted(self.lost_to.items()))
        return (
            f"{self.documents:3} documents  chrome {chrome} copies {copies} precision {_three_digits(self.precision)}  "
            f"{lost}{filters and f' ({filters})'}"
        )


class Tally:
    """The counts of a view: of all documents, by site and by method; and the lines that were judged wrongly."""

    def __init__(self, chain: Chain) -> None:
        self._chain = chain
        self.total = Counts()
        self.sites: dict[str, Counts] = defaultdict(Counts)
        self.methods: dict[str, Counts] = defaultdict(Counts)
        self.wrong: list[Judged] = []

    def add(self, document: Document) -> None:
        """Clean what is shown of a document, and count its lines."""
        judged = judge(document, self._chain)
        for counts in (self.total, self.sites[document.site], self.methods[document.method]):
            counts.add(judged)
        self.wrong += [line for line in judged if line.wrong]

    @property
    def recall_by_site(self) -> float | None:
        """Return the mean of the recalls of chrome of sites: there a site counts once, however much chrome it has."""
        recalls = [recall for counts in self.sites.values() if (recall := counts.recall(CHROME)) is not None]
        return _share(sum(recalls), len(recalls))

    def __str__(self) -> str:
        return f"{self.total}  chrome by site {_three_digits(self.recall_by_site)}"


def count(documents: Iterable[Document], view: str, without: Sites | None = None, *, strict: bool = False) -> Tally:
    """Count what is removed of documents in a view, each `without` the rules that only its site needs."""
    tally = Tally(STRICT if strict else DEFAULT)
    for document in documents:
        if seen := shown(document, view):
            with left_out(document.site, without) if without else nullcontext():
                tally.add(seen)
    return tally


def judge(document: Document, chain: Chain) -> list[Judged]:
    """Clean a document by a chain, and return each line that should stay or go. Of two copies either may go."""
    lines = document.text.split("\n")
    removed = chain.explain(document.text).removals
    removals = {removal.line: removal for removal in removed if removal.filter != "blank-lines"}
    labels = dict(document.labels)
    for number in [number for number, label in labels.items() if label == COPY and number not in removals]:
        for other in removals:
            if labels.get(other, KEPT) == KEPT and _are_copies(lines[number - 1], lines[other - 1]):
                labels[number], labels[other] = KEPT, COPY
                break
    return [
        Judged(document, number, lines[number - 1], label, removals.get(number))
        for number, label in labels.items()
        if label not in FINE_EITHER_WAY
    ]


def _are_copies(one: str, other: str) -> bool:
    short, long = sorted((letters_of(normalize("NFC", line)) for line in (one, other)), key=len)
    return long.startswith(short) if len(short) >= BEGUN else short == long and len(short) >= COMPARED


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _three_digits(share: float | None) -> str:
    return "  -  " if share is None else f"{share:.3f}"
