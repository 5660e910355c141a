"""What the report's page says of all documents together."""

from collections import Counter
from hashlib import blake2b
from typing import Any

from cleantext.model import FAILED, SKIPPED, UNCHANGED
from cleantext.text.lines import is_blank

from .records import after_repairs, is_removal, is_repaired

MOST_LINES = 1000  # removed lines that the page lists
COUNTED_LINES = 100_000  # different ones that are counted at a time, which bounds memory
LONGEST_LINE = 300  # characters of one that are shown
CHANGED, NOTED, SUSPECT = "changed", "noted", "suspect"
Key = tuple[str, str, str, bytes]  # text as it is shown, filter, kind, what tells long texts apart


class Totals:
    """Counts over the documents of a run: what became of them, lines by filter and kind, the lines removed most.

    Blank lines are counted apart: where they go, nothing is lost.
    """

    def __init__(self) -> None:
        self.states: Counter[str] = Counter()
        self.lines = self.mended = self.changed = 0
        self.removed: Counter[tuple[str, str]] = Counter()
        self.blank: Counter[tuple[str, str]] = Counter()
        self.repaired: Counter[str] = Counter()
        self._texts: Counter[Key] = Counter()
        self._first: dict[Key, int] = {}
        self._missed = 0

    def add(self, record: dict[str, Any], place: int) -> None:
        """Count a document; `place` is what a removed line is found again by."""
        self.states[state_of(record)] += 1
        self.states.update(record.get("also", {}))
        self.changed += record.get("differs", False)
        self.repaired.update(record.get("repairs", {}))
        for line in record.get("lines", ()):
            text = after_repairs(line)
            self.lines += not is_blank(text)
            self.mended += is_repaired(line)
            if is_removal(line):
                self._add_removal(text, line[1], line[2], place)

    def _add_removal(self, text: str, filter_name: str, kind: str, place: int) -> None:
        if is_blank(text):
            self.blank[filter_name, kind] += 1
            return
        self.removed[filter_name, kind] += 1
        key = (text, filter_name, kind, b"")
        if len(text) > LONGEST_LINE:
            digest = blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()
            key = (f"{text[:LONGEST_LINE]}…", filter_name, kind, digest)
        self._texts[key] += 1
        self._first.setdefault(key, place)
        if len(self._texts) > COUNTED_LINES:  # lossy counting (Manku and Motwani 2002): what is rare is forgotten
            self._missed += 1
            self._texts -= Counter(dict.fromkeys(self._texts, 1))
            self._first = {key: self._first[key] for key in self._texts}

    def as_dict(self) -> dict[str, Any]:
        """Give all of it, as the page reads it."""
        return {
            "states": dict(self.states),
            "changed": self.changed,
            "lines": self.lines,
            "mended": self.mended,
            "removed": [[*key, count] for key, count in self.removed.most_common()],
            "blank": [[*key, count] for key, count in self.blank.most_common()],
            "repaired": self.repaired.most_common(),
            "texts": [[*key[:3], count, self._first[key]] for key, count in self._texts.most_common(MOST_LINES)],
            "different": len(self._texts),
            "missed": self._missed,
        }


def state_of(record: dict[str, Any]) -> str:
    """Say what became of a document; of one that was cleaned, what it was noted for comes before whether it changed."""
    for state in (FAILED, SKIPPED):
        if state in record:
            return state
    kinds = [note["kind"] for note in record["notes"]]
    if SUSPECT in kinds:
        return SUSPECT
    return NOTED if kinds else CHANGED if record["differs"] else UNCHANGED
