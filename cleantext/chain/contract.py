"""The account of a document: which lines a repair changed, and which line each removed one repeats.

Filters are held to the rules of their kind here; what one does wrong is told with its name.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from cleantext import filters
from cleantext.model import BrokenFilter, CleantextError, Example, Hit, Removal, Repaired, Strip
from cleantext.text.prose import shows

EXAMPLES = 3


def name_twins(removals: list[Removal]) -> list[Removal]:
    """Sort removals, and name in each reason the line that says the same and stayed; its copy may have gone later."""
    twin_of = {removal.line: removal.twin for removal in removals}
    named = []
    for removal in sorted(removals):
        if removal.twin is None:
            named.append(removal)
            continue
        twin: int | None = removal.twin
        passed = []
        while twin in twin_of:
            passed.append(twin)
            twin = twin_of[twin]
        twin_of.update(dict.fromkeys(passed, twin))  # so that a long row of copies is gone through once
        named.append(removal._replace(twin=twin, reason=f"{removal.reason} {twin or removal.twin}"))
    return named


class Blaming:
    """Say of what a filter raises which one it was. What a user can act on passes, and so does a lack of memory."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, Exception | SystemExit) and not isinstance(error, CleantextError | MemoryError):
            raise BrokenFilter(f"{self.name} raised {type(error).__name__}: {error}") from error


def proposed(
    name: str, strip: Strip, lines: Sequence[str], keeps: Callable[[str], object] | None = None
) -> Iterator[Hit]:
    """Run a strip, and hold it to its rule: lines that there are, in increasing order, and twins that stay.

    What it finds in lines that a user keeps is passed over.
    """
    last = -1
    twins: dict[int, int] = {}
    with Blaming(name):
        hits = strip(lines)
        if not hasattr(hits, "__iter__"):
            raise BrokenFilter(f"{name} gave {type(hits).__name__}; a strip must give hits")
        for hit in hits:
            if not (isinstance(hit, Hit) and type(hit.index) is int and type(hit.reason) is type(hit.kind) is str):
                raise BrokenFilter(f"{name} gave {hit!r:.80}, not a Hit with index, reason and kind")
            index, _, _, twin = hit
            if not last < index < len(lines):
                raise BrokenFilter(f"{name} named line {index} of {len(lines)}, after line {last}")
            if twin is not None:
                if not isinstance(twin, int) or twin == index or not 0 <= twin < len(lines):
                    raise BrokenFilter(f"{name} named line {twin} of {len(lines)} as the twin of line {index}")
                twins[index] = twin
            last = index
            if keeps is None or not keeps(lines[index]):
                yield hit
        if twins and in_a_circle(twins):
            raise BrokenFilter(f"{name} removes lines that are each other's twins; one of them must stay")


def in_a_circle(twins: Mapping[int, int]) -> bool:
    """Tell whether lines that go are twins of each other, so that none of them stays."""
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


def check_settled(name: str) -> None:
    """Raise BrokenFilter for a repair of a user that changes what it gave over and over; those built in end."""
    if name not in filters.NAMES:
        raise BrokenFilter(f"{name} changes its own result again and again; a repair must leave that alone")


def changes(name: str, before: str, after: str) -> list[Example]:
    """List the lines that a repair changed, and hold it to its rule: lines stay lines, and none is emptied."""
    if before.count("\n") != after.count("\n") or not after.endswith("\n"):
        raise BrokenFilter(f"{name} changed the number of lines; a repair must not")
    if any(line_end in after for line_end in "\r\u2028\u2029"):
        raise BrokenFilter(f"{name} put a line end into the text; a repair must not")
    pairs = enumerate(zip(before.split("\n"), after.split("\n"), strict=True), 1)
    found = [Example(line, old, new) for line, (old, new) in pairs if old != new]
    for line, old, new in found:
        if not shows(new) and shows(old):
            raise BrokenFilter(f"{name} emptied line {line}; only a strip may remove what shows")
    return found


def record(log: dict[str, Repaired], name: str, changes: list[Example]) -> None:
    """Add the lines that a repair changed to its account, the first few as examples."""
    _, lines, examples = log.get(name, Repaired(name, 0, ()))
    log[name] = Repaired(name, lines + len(changes), (*examples, *changes)[:EXAMPLES])
