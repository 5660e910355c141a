"""Reading labelled documents, and what is shown of them: the whole, or less, as extractors leave it."""

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.helpers.paths import DATA

OWN = sorted((DATA / "labelled").resolve().glob("*.jsonl"))
CHROME, COPY, KEPT, FINE_EITHER_WAY = "C", "D", "K", ("M", "U")
VIEWS = {
    "whole": "all lines",
    "title-on": "from the first line that must stay",
    "to-end": "up to the last line that must stay",
    "region": "from the first line that must stay up to the last",
    "no-title": "from the second line that must stay",
    "article": "nothing but lines that must stay",
}


class Document(NamedTuple):
    """A document with the label of each judged line, in order; where it is complete, that is each but the blank."""

    id: str
    site: str
    method: str
    text: str
    labels: dict[int, str]
    complete: bool


def read(path: Path) -> Iterator[Document]:
    """Read documents from JSON Lines, gzipped or not. What has no labels only shows which lines sites have."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8", newline="\n") as file:
        for line in file:
            record = json.loads(line)
            complete, given = bool(record.get("exhaustive")), record.get("labels", {})
            labels = {
                number: given.get(str(number), KEPT)
                for number, text in enumerate(record["text"].split("\n"), 1)
                if text.strip() and (complete or str(number) in given)
            }
            method = record.get("method", "unknown")
            yield Document(record["id"], record["site"], method, record["text"], labels, complete)


def part_of(site: str) -> str:
    """Return the half of all sites, "A" or "B", that a site belongs to, whatever the file and the other sites in it.

    Rules and weights are made by looking at lines of A. Of B only figures are looked at: they say how the rules do on
    sites that nobody has seen, and would no longer say so once a rule was written for a line of B. A site is one or the
    other as a whole, because its pages share their chrome.
    """
    return "AB"[hashlib.sha1(site.encode(), usedforsecurity=False).digest()[-1] >> 1 & 1]


def shown(document: Document, view: str) -> Document | None:
    """Return what a view shows of a document; None where not all lines are judged, or fewer than two must stay."""
    if view == "whole":
        return document
    real = [number for number, label in document.labels.items() if label == KEPT]
    if not document.complete or len(real) < 2:
        return None
    lines = document.text.split("\n")
    first = {"title-on": real[0], "region": real[0], "no-title": real[1]}.get(view, 1)
    last = {"to-end": real[-1], "region": real[-1]}.get(view, len(lines))
    numbers = [n for n in range(first, last + 1) if view != "article" or document.labels.get(n, KEPT) == KEPT]
    labels = {new: document.labels[old] for new, old in enumerate(numbers, 1) if old in document.labels}
    return document._replace(text="\n".join(lines[number - 1] for number in numbers), labels=labels)
