"""The account of a document: which lines a repair changed, and which line each removed one repeats."""

from .lines import shows
from .model import BrokenFilter, Example, Removal, Repaired

EXAMPLES = 3


def name_twins(removals: list[Removal]) -> list[Removal]:
    """Sort removals, and name in each reason the line that says the same and stayed; its copy may have gone later."""
    twin_of = {removal.line: removal.twin for removal in removals}
    named = []
    for removal in sorted(removals):
        twin = removal.twin
        while twin in twin_of:
            twin = twin_of[twin]
        reason = f"{removal.reason} {twin or removal.twin}"
        named.append(removal if removal.twin is None else removal._replace(twin=twin, reason=reason))
    return named


def changes(name: str, before: str, after: str) -> list[Example]:
    """List the lines that a repair changed, and hold it to its rule: lines stay lines, and none is emptied."""
    if before.count("\n") != after.count("\n"):
        raise BrokenFilter(f"{name} changed the number of lines; a repair must not")
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
