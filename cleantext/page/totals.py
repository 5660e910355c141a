"""What the report's page says of all documents together."""

from collections import Counter
from typing import Any

from ..lines import is_blank

MOST_LINES = 1000  # removed lines that the page lists
COUNTED_LINES = 100_000  # different ones that are counted at a time, which bounds memory
LONGEST_LINE = 300  # characters of one that are shown
UNCHANGED, CHANGED, FAILED, SKIPPED, SUSPECT = "unchanged", "changed", "failed", "skipped", "suspect"


class Totals:
    """Counts over the documents of a run: what became of them, lines by filter and kind, the lines removed most."""

    def __init__(self) -> None:
        self.states: Counter[str] = Counter()
        self.lines = self.mended = 0
        self.removed: Counter[tuple[str, str]] = Counter()
        self.repaired: Counter[str] = Counter()
        self.notes: Counter[str] = Counter()
        self._texts: Counter[tuple[str, str, str]] = Counter()
        self._first: dict[tuple[str, str, str], int] = {}
        self._missed = 0

    def add(self, record: dict[str, Any], place: int) -> None:
        """Count a document; `place` is what a removed line is found again by."""
        state = state_of(record)
        self.states[state] += 1
        self.repaired.update(record.get("repairs", {}))
        self.notes.update(note["kind"] for note in record.get("notes", ()))
        for line in record.get("lines", ()):
            self.lines += 1
            self.mended += not isinstance(line, str) and len(line) in (2, 5)
            if is_removal(line):
                before, filter_name, kind, _, *repaired = line
                self.removed[filter_name, kind] += 1
                self._add_text(((repaired or [before])[0][:LONGEST_LINE], filter_name, kind), place)

    def _add_text(self, key: tuple[str, str, str], place: int) -> None:
        if is_blank(key[0]):
            return
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
            "lines": self.lines,
            "mended": self.mended,
            "removed": [[*key, count] for key, count in self.removed.most_common()],
            "repaired": self.repaired.most_common(),
            "notes": dict(self.notes),
            "texts": [[*key, count, self._first[key]] for key, count in self._texts.most_common(MOST_LINES)],
            "different": len(self._texts),
            "missed": self._missed,
        }


def state_of(record: dict[str, Any]) -> str:
    """Say what became of a document: suspect, changed, unchanged, failed or skipped."""
    for state in (FAILED, SKIPPED):
        if state in record:
            return state
    if any(note["kind"] == SUSPECT for note in record["notes"]):
        return SUSPECT
    return CHANGED if any(not isinstance(line, str) for line in record["lines"]) else UNCHANGED


def is_removal(line: str | list[str]) -> bool:
    """Tell a line that went from one that stayed."""
    return not isinstance(line, str) and len(line) > 2
