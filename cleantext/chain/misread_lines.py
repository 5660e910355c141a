"""Set aside the lines of a text that were decoded wrongly: any other repair would destroy what can restore them.

A no-break space, a soft hyphen or a control is a letter there, or half of one, and so is a mark or a foreign letter.
What the filters that decode can restore, in this run or in a later one with other filters, is left as it came by all
other filters that are built in, and so is what nothing can restore but plainly is broken.
"""

from collections.abc import Collection, Iterator, Mapping

from cleantext import filters
from cleantext.model import Repair
from cleantext.text.lines import changed_lines, iterate_lines
from cleantext.vietnamese.legacy.signs import shows_old_charset
from cleantext.vietnamese.mojibake.patterns import is_unmistakable

DECODERS = {name: repair for name, repair in filters.pairs(filters.REPAIRS) if name in filters.DECODERS}
BEFORE_DECODERS = "entities"  # what it writes may be a part of a letter that was decoded wrongly
SIGNS = frozenset[str]().union(*(filters.LOOKS_FOR[decoder] for decoder in DECODERS.values()))
NO_FILTER = ""  # restores a line that only shows that it is broken


class MisreadLines:
    """The lines of a text that were decoded wrongly, as one round of repairs finds them; it looks for them once."""

    __slots__ = ("_decoded", "_found")

    def __init__(self) -> None:
        self._decoded: set[str] = set()  # the decoders that have run in this round, and restore nothing more
        self._found: dict[int, str] | None = None

    def run(self, name: str, repair: Repair, text: str, rare: Collection[str]) -> str:
        """Return the text that a repair gives; one that is built in and decodes nothing gets no misread line."""
        spared: Collection[int] = ()
        if name == "legacy":  # what it takes for letters of an old charset may be mojibake
            spared = {index for index, _ in self._restored_by("mojibake", text, rare)}
        elif name in filters.FILTER_NAMES and name not in DECODERS and name != BEFORE_DECODERS:
            spared = self.found_in(text, rare)
        if name in DECODERS:
            self._decoded.add(name)
        return _sparing(spared, repair, text) if spared else repair(text)

    def found_in(self, text: str, rare: Collection[str]) -> Mapping[int, str]:
        """Return the 0-based indexes of misread lines, each with the name of the filter that would restore it.

        `rare` are the rare characters of the text (see text/scan.py).
        """
        if self._found is None:
            self._found = {} if SIGNS.isdisjoint(rare) else dict(self._find(text, rare))
        return self._found

    def _find(self, text: str, rare: Collection[str]) -> Iterator[tuple[int, str]]:
        for index, line in enumerate(iterate_lines(text)):
            if not line.isascii() and (is_unmistakable(line) or shows_old_charset(line)):
                yield index, NO_FILTER
        for name in reversed(DECODERS):  # the first that restores a line is named
            yield from self._restored_by(name, text, rare)

    def _restored_by(self, name: str, text: str, rare: Collection[str]) -> Iterator[tuple[int, str]]:
        """Yield the indexes of lines that a decoder changes, with its name; none if it has run."""
        decode = DECODERS[name]
        if name in self._decoded or filters.LOOKS_FOR[decode].isdisjoint(rare):
            return
        if (decoded := decode(text)) is not text:
            yield from ((index, name) for index, *_ in changed_lines(text, decoded))


def _sparing(indexes: Collection[int], repair: Repair, text: str) -> str:
    """Return what a repair gives of a text without some of its lines, with these in their places."""
    lines = text.split("\n")
    spared = [(index, lines[index]) for index in indexes]
    for index, _ in spared:
        lines[index] = ""
    lines = repair("\n".join(lines)).split("\n")
    for index, line in spared:
        lines[index] = line
    return "\n".join(lines)
