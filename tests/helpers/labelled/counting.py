"""Reading labelled documents, and counting what the default chain does with their lines."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from cleantext import explain
from cleantext.text.keys import letters_of
from tests.helpers.paths import DATA

OWN = sorted((DATA / "labelled").glob("*.jsonl"))
CHROME, COPY, KEPT, FINE_EITHER_WAY = "C", "D", "K", ("M", "U")
COMPARED = 8  # letters of copies, of which either may go


class Document(NamedTuple):
    """A document with its judged lines; where not all are judged, the others are not counted."""

    id: str
    site: str
    text: str
    labels: dict[int, str]
    complete: bool


class Counts:
    """How many lines of each label there are, and how many of them went."""

    def __init__(self) -> None:
        self.all = {CHROME: 0, COPY: 0, "": 0}
        self.gone = {CHROME: 0, COPY: 0, "": 0}

    def add(self, judged: list[tuple[str, bool]]) -> None:
        """Add the lines of a document: their label, and whether they went."""
        for label, gone in judged:
            self.all[label] += 1
            self.gone[label] += gone

    def recall(self, label: str) -> float:
        """Return the share of lines with a label that were removed."""
        return self.gone[label] / self.all[label] if self.all[label] else 1.0

    @property
    def precision(self) -> float:
        """Return the share of removals that were right."""
        right = self.gone[CHROME] + self.gone[COPY]
        return right / (right + self.gone[""]) if right else 1.0

    def __str__(self) -> str:
        chrome = f"chrome {self.gone[CHROME]} of {self.all[CHROME]} ({self.recall(CHROME):.3f})"
        copies = f"copies {self.gone[COPY]} of {self.all[COPY]} ({self.recall(COPY):.3f})"
        return f"{chrome}, {copies}, precision {self.precision:.4f}, real lines lost {self.gone['']} of {self.all['']}"


def read(path: Path) -> Iterator[Document]:
    """Read documents from JSON Lines, gzipped or not. What has no labels only shows which lines sites have."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8", newline="\n") as file:
        for line in file:
            record = json.loads(line)
            given = record.get("labels", {}).items()
            labels = {int(number): "" if label == KEPT else label for number, label in given}
            yield Document(record["id"], record["site"], record["text"], labels, bool(record.get("exhaustive")))


def count(document: Document, *, show: bool = False) -> list[tuple[str, bool]]:
    """Return the label of each judged line and whether it was removed. Of two equal copies either may go."""
    lines = document.text.split("\n")
    reasons = {removal.line: removal.reason for removal in explain(document.text).removals}
    labels = {
        number: document.labels.get(number, "")
        for number, line in enumerate(lines, 1)
        if line.strip() and (document.complete or number in document.labels)
    }
    for number in [number for number, label in labels.items() if label == COPY and number not in reasons]:
        own = letters_of(lines[number - 1])
        for other in reasons:
            twin = letters_of(lines[other - 1])
            if labels.get(other, "") == "" and min(len(own), len(twin)) >= COMPARED and _same(own, twin):
                labels[number], labels[other] = "", COPY
                break
    judged = [(label, number in reasons) for number, label in labels.items() if label not in FINE_EITHER_WAY]
    if show:
        for number, label in labels.items():
            if label not in FINE_EITHER_WAY and number not in reasons:
                print(f"LEFT {label} {document.id}:{number}: {lines[number - 1].strip()[:100]}")
            elif not label and number in reasons:
                print(f"LOST {document.id}:{number}: {lines[number - 1].strip()[:100]} <- {reasons[number]}")
    return judged


def _same(one: str, other: str) -> bool:
    long = min(len(one), len(other)) >= 2.5 * COMPARED
    return one == other or (long and (one.startswith(other) or other.startswith(one)))
