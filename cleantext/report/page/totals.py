"""Totals over all documents, for the HTML report."""

from collections import Counter
from hashlib import blake2b
from typing import Any

from cleantext.model import FAILED, SKIPPED, UNCHANGED
from cleantext.text.lines import is_blank

from .records import is_removal, is_repaired, repaired_text

MAX_LISTED_LINES = 1000  # removed lines that the page lists
MAX_COUNTED_LINES = 100_000  # different removed lines counted at a time, which bounds memory
LONGEST_LINE = 300  # characters shown of a removed line: page.js has the same number
CHANGED, NOTED, DOUBTFUL = "changed", "noted", "doubtful"
Key = tuple[str, str, str, bytes]  # text as shown, filter, kind, digest of a text that is cut


class Totals:
    """Counts over the documents of a run: their states, lines by filter and kind, the lines removed most often.

    Removed blank lines are counted apart: they lose nothing.
    """

    def __init__(self) -> None:
        self.states: Counter[str] = Counter()
        self.lines = self.repaired_lines = self.changed = 0
        self.removed: Counter[tuple[str, str]] = Counter()
        self.blank: Counter[tuple[str, str]] = Counter()
        self.repaired: Counter[str] = Counter()
        self._texts: Counter[Key] = Counter()
        self._first: dict[Key, int] = {}
        self._undercount = 0  # at most, of each count

    def add(self, record: dict[str, Any], offset: int) -> None:
        """Count a document; `offset` is that of its record, by which the page finds it again."""
        self.states[state_of(record)] += 1
        self.states.update(record.get("also", {}))
        self.changed += record.get("differs", False)
        self.repaired.update(record.get("repairs", {}))
        for line in record.get("lines", ()):
            text = repaired_text(line)
            self.lines += not is_blank(text)
            self.repaired_lines += is_repaired(line)
            if is_removal(line):
                self._add_removal(text, line[1], line[2], offset)

    def _add_removal(self, text: str, filter_name: str, kind: str, offset: int) -> None:
        if is_blank(text):
            self.blank[filter_name, kind] += 1
            return
        self.removed[filter_name, kind] += 1
        key = (text, filter_name, kind, b"")
        if len(text) > LONGEST_LINE:
            digest = blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()
            key = (f"{text[:LONGEST_LINE]}…", filter_name, kind, digest)
        self._texts[key] += 1
        self._first.setdefault(key, offset)
        if len(self._texts) > MAX_COUNTED_LINES:  # lossy counting (Manku and Motwani 2002): rare lines are dropped
            self._undercount += 1
            self._texts -= Counter(dict.fromkeys(self._texts, 1))
            self._first = {key: self._first[key] for key in self._texts}

    def as_dict(self) -> dict[str, Any]:
        """Return all totals, with the keys that page.js reads."""
        return {
            "states": dict(self.states),
            "changed": self.changed,
            "lines": self.lines,
            "mended": self.repaired_lines,
            "removed": [[*key, count] for key, count in self.removed.most_common()],
            "blank": [[*key, count] for key, count in self.blank.most_common()],
            "repaired": self.repaired.most_common(),
            "texts": [[*key[:3], count, self._first[key]] for key, count in self._texts.most_common(MAX_LISTED_LINES)],
            "different": len(self._texts),
            "missed": self._undercount,
        }


def state_of(record: dict[str, Any]) -> str:
    """Return the state of a document; if it was cleaned, its notes come before whether it changed."""
    for state in (FAILED, SKIPPED):
        if state in record:
            return state
    if record["doubtful"]:
        return DOUBTFUL
    return NOTED if record["notes"] else CHANGED if record["differs"] else UNCHANGED
