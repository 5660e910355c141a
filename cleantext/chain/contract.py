"""Check that each filter does only what its kind may do, and record its changes.

A filter that breaks the rules raises BrokenFilter, with its name.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from cleantext import filters
from cleantext.model import BrokenFilter, CleantextError, Example, Hit, Repaired, Strip
from cleantext.text.lines import changed_lines, iterate_lines
from cleantext.text.prose import VISIBLE, has_visible_text, starts_visibly

MAX_EXAMPLES = 3  # lines, of each repair
SHORT_LINE, MOST_SHORT_LINES = 50, 150_000  # characters; lines: these two bound the memory that lines take


class Blame:
    """Re-raise a filter's exception as BrokenFilter with its name; CleantextError and MemoryError pass through."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, Exception | SystemExit) and not isinstance(error, CleantextError | MemoryError):
            raise BrokenFilter(f"{self.name} raised {type(error).__name__}: {error}") from error


def checked_hits(
    name: str, strip: Strip, lines: Sequence[str], keeps: Callable[[str], object] | None = None
) -> Iterator[Hit]:
    """Run a strip and yield its hits, without those in lines that a user keeps.

    Raise BrokenFilter unless the hits are existing lines in increasing order, each with a twin that is kept, or none.
    """
    last, count = -1, len(lines)
    twins: dict[int, int] = {}
    with Blame(name):
        hits = strip(lines)
        if not hasattr(hits, "__iter__"):
            raise BrokenFilter(f"{name} gave {type(hits).__name__}; a strip must give hits")
        for hit in hits:
            if not (isinstance(hit, Hit) and type(hit.index) is int and type(hit.reason) is type(hit.kind) is str):
                raise BrokenFilter(f"{name} gave {hit!r:.80}, not a Hit with index, reason and kind")
            index, _, _, twin = hit
            if not last < index < count:
                raise BrokenFilter(f"{name} named line {index} of {count}, after line {last}")
            if twin is not None:
                if not isinstance(twin, int) or twin == index or not 0 <= twin < count:
                    raise BrokenFilter(f"{name} named line {twin} of {count} as the twin of line {index}")
                twins[index] = twin
            last = index
            if keeps is None or not keeps(lines[index]):
                yield hit
        if twins and has_cycle(twins):
            raise BrokenFilter(f"{name} removes lines that are each other's twins; one of them must stay")


def has_cycle(twins: Mapping[int, int]) -> bool:
    """Check whether removed lines are each other's twins, so that none of them would be kept."""
    done: set[int] = set()
    for start in twins:
        line, path = start, set[int]()
        while line in twins and line not in done:
            done.add(line)
            path.add(line)
            line = twins[line]
        if line in path:
            return True
    return False


def raise_unless_built_in(name: str) -> None:
    """Raise BrokenFilter for a custom repair that reaches no fixed point; a built-in one is just stopped."""
    if name not in filters.FILTER_NAMES:
        raise BrokenFilter(f"{name} changes its own result again and again; a repair must leave that alone")


def check_number_of_lines(text: str) -> None:
    """Raise CleantextError if a document has so many short lines that they would take too much memory.

    Each line takes up to 600 bytes, however short it is, and a document is to take 12 times its size and 100 MB at
    most. Empty lines take little, and do not count.
    """
    if len(text) <= MOST_SHORT_LINES or text.count("\n") <= MOST_SHORT_LINES:
        return
    count = sum(0 < len(line) < SHORT_LINE for line in iterate_lines(text))
    if count > MOST_SHORT_LINES:
        raise CleantextError(
            f"{count:,} lines of less than {SHORT_LINE} characters, more than the {MOST_SHORT_LINES:,} that a document "
            f"may have; split it into smaller documents"
        )


def log_repair(log: dict[str, Repaired] | None, name: str, before: str, after: str) -> None:
    """Add the lines that a repair changed to the log, if there is one: their number, and the first few as examples.

    Raise BrokenFilter if the repair added, removed or emptied lines.
    """
    if before.count("\n") != after.count("\n") or not after.endswith("\n"):
        raise BrokenFilter(f"{name} changed the number of lines; a repair must not")
    if any(line_end in after for line_end in "\r\u2028\u2029"):
        raise BrokenFilter(f"{name} put a line end into the text; a repair must not")
    number = 0
    examples: list[Example] = []
    for index, old, new in changed_lines(before, after):
        if not shows(new) and has_visible_text(old):
            raise BrokenFilter(f"{name} emptied line {index + 1}; only a strip may remove what shows")
        number += 1
        if len(examples) < MAX_EXAMPLES:
            examples.append(Example(index + 1, old, new))
    if log is not None:
        _, lines, first = log.get(name, Repaired(name, 0, ()))
        log[name] = Repaired(name, lines + number, (*first, *examples)[:MAX_EXAMPLES])


def shows(line: str) -> bool:
    """Check whether a line has visible characters.

    Those of an entity such as &nbsp; count here: a repair that deletes what cut it in two, or makes it of other
    characters, empties no line. The filter entities does, in the next round.
    """
    return starts_visibly(line) or re.search(VISIBLE, line) is not None
