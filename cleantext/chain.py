"""The chain: repairs on the whole text, then strips on its lines, until nothing changes.

It knows no filter by name. It holds filters to the rules of their kind, and it is the only place
that maps the indexes that strips speak of to line numbers of the source.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import compress
from typing import TYPE_CHECKING, TypeVar

from . import filters, notes
from .account import changes, name_twins, record
from .lines import is_blank, join_lines, split_lines, unify_line_ends
from .model import BrokenFilter, Hit, Removal, Repair, Repaired, Result, Strip, UnknownFilter
from .oddities import oddities

if TYPE_CHECKING:
    from .profiles import Profile

PROFILE = "profile"  # the name of the strip that holds the rules of a user
ROUNDS = 64  # real text needs 2 or 3; the bound keeps made-up text from making cleaning slow

Filter = TypeVar("Filter", bound=Callable[..., object])
Named = tuple[str, Filter]


class Chain:
    """Filters in the order they run; immutable, and safe to share between threads and processes.

    `repairs` and `strips` are filters: plain functions, or pairs of a name and a function. Without
    them, the chain holds every built-in filter that is on by default. No strip removes a line that `keeps` keeps.
    """

    __slots__ = ("keeps", "repairs", "strips")
    repairs: tuple[Named[Repair], ...]
    strips: tuple[Named[Strip], ...]
    keeps: Callable[[str], bool] | None

    def __init__(
        self,
        repairs: Iterable[Repair | Named[Repair]] | None = None,
        strips: Iterable[Strip | Named[Strip]] | None = None,
        keeps: Callable[[str], bool] | None = None,
    ) -> None:
        self.repairs = _named(filters.on_by_default(filters.REPAIRS) if repairs is None else repairs)
        self.strips = _named(filters.on_by_default(filters.STRIPS) if strips is None else strips)
        self.keeps = keeps

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the chain's filters, in order."""
        return tuple(name for name, _ in (*self.repairs, *self.strips))

    def __repr__(self) -> str:
        return f"Chain({', '.join(self.names)})"

    def only(self, *names: str) -> "Chain":
        """Give a chain of the named filters alone, be they of this chain or built in. Raises UnknownFilter."""
        check_names(names, {*filters.NAMES, *self.names})
        wider = self.including(*(name for name in names if name in filters.NAMES))
        return wider._replace([f for f in wider.repairs if f[0] in names], [f for f in wider.strips if f[0] in names])

    def without(self, *names: str) -> "Chain":
        """Give this chain less the named filters. Raises UnknownFilter for a name that is nowhere."""
        check_names(names, {*filters.NAMES, *self.names})
        return self._replace(
            [f for f in self.repairs if f[0] not in names], [f for f in self.strips if f[0] not in names]
        )

    def including(self, *names: str) -> "Chain":
        """Give this chain and the named built-in filters, each at its place in the order. Raises UnknownFilter."""
        check_names(names)
        return self._replace(
            _insert(self.repairs, filters.REPAIRS, names),
            _insert(self.strips, filters.STRIPS, names),
        )

    def with_options(self, name: str, **options: object) -> "Chain":
        """Give this chain with options of one of its filters set: `Chain().with_options("tones", style="old")`.

        Raises UnknownFilter for a name that is nowhere, ValueError for a filter that is not in this chain, TypeError
        for an option that the filter does not have.
        """
        check_names([name], {*filters.NAMES, *self.names})
        function = dict((*self.repairs, *self.strips)).get(name)
        if function is None:
            raise ValueError(f"the filter {name} is not in this chain")
        _check_options(function, options)
        return self._replace(
            [(n, partial(f, **options) if n == name else f) for n, f in self.repairs],
            [(n, partial(f, **options) if n == name else f) for n, f in self.strips],
        )

    def with_profile(self, profile: "Profile") -> "Chain":
        """Give this chain with a user's rules, in place of any it had. What is to stay is no sign of chrome to it."""
        profile = profile.repaired(Chain(self.repairs, ()).clean)
        keeps = profile.keeps if profile.kept else None
        rules = [(PROFILE, profile.drop)] if profile.dropped else []
        chain = Chain(self.repairs, [*(f for f in self.strips if f[0] != PROFILE), *rules], keeps)
        return chain.with_options("site-chrome", keeps=keeps) if "site-chrome" in chain.names else chain

    def _replace(self, repairs: Iterable[Named[Repair]], strips: Iterable[Named[Strip]]) -> "Chain":
        return Chain(repairs, strips, self.keeps)

    def clean(self, text: str) -> str:
        """Give the clean text of one document, without a final newline. Raises BrokenFilter."""
        text, _ = self._repair(unify_line_ends(text), None)
        return join_lines(self._strip(text, None))

    def explain(self, text: str) -> Result:
        """Clean one document and account for every line that changed or went. Raises BrokenFilter."""
        repairs: dict[str, Repaired] = {}
        removals: list[Removal] = []
        repaired, odd = self._repair(unify_line_ends(text), repairs)
        cleaned = join_lines(self._strip(repaired, removals))
        removals = name_twins(removals)
        return Result(cleaned, tuple(repairs.values()), tuple(removals), notes.seen(repaired, odd, removals))

    def _repair(self, text: str, log: dict[str, Repaired] | None) -> tuple[str, set[str] | None]:
        """Give the repaired text, and what is odd in it, unless nobody needs it: a single repair asks for itself."""
        needed = log is not None or len(self.repairs) > 1
        odd = oddities(text) if needed else None
        for _ in range(ROUNDS):
            start = text
            for name, repair in self.repairs:
                if not filters.may_change(repair, odd):
                    continue
                before, text = text, repair(text)
                if text is not before and text != before:
                    odd = oddities(text) if needed else None
                    changed = changes(name, before, text)
                    if log is not None:
                        record(log, name, changed)
            if text == start:
                break
        return text, odd

    def _strip(self, text: str, log: list[Removal] | None) -> list[str]:
        lines = split_lines(text)
        numbers: Sequence[int] = range(1, len(lines) + 1)  # numbers[i]: where lines[i] stood in the source
        for _ in range(ROUNDS):
            text_went = False
            for name, strip in self.strips:
                keep: bytearray | None = None
                for index, why, kind, twin in self._hits(name, strip, lines):
                    if keep is None:
                        keep = bytearray(b"\1") * len(lines)
                    keep[index] = 0
                    text_went = text_went or not is_blank(lines[index])
                    if log is not None:
                        twin_line = None if twin is None else numbers[twin]
                        log.append(Removal(numbers[index], lines[index], name, kind, why, twin_line))
                if keep is not None:
                    lines = list(compress(lines, keep))
                    numbers = list(compress(numbers, keep))
            if not text_went:  # no strip looks at blank lines but blank-lines, and that has had its turn
                break
        return lines

    def _hits(self, name: str, strip: Strip, lines: Sequence[str]) -> Iterator[Hit]:
        """Hold a strip to its rules, and pass on what it may remove."""
        last = -1
        for hit in strip(lines):
            index, _, _, twin = hit
            if not last < index < len(lines):
                raise BrokenFilter(f"{name} named line {index} after line {last} of {len(lines)}")
            if twin is not None and (twin == index or not 0 <= twin < len(lines)):
                raise BrokenFilter(f"{name} named line {twin} of {len(lines)} as the twin of line {index}")
            last = index
            if self.keeps is None or not self.keeps(lines[index]):
                yield hit


def _check_options(function: Callable[..., object], options: Mapping[str, object]) -> None:
    from inspect import signature  # slow to import, and needed by no cleaning

    signature(function).bind(None, **options)


def _named(given: Iterable[Filter | Named[Filter]]) -> tuple[Named[Filter], ...]:
    return tuple(f if isinstance(f, tuple) else (_name(f), f) for f in given)


def _name(function: Callable[..., object]) -> str:
    while isinstance(function, partial):
        function = function.func
    return function.__name__.replace("_", "-")


def _insert(
    present: Sequence[Named[Filter]], order: Sequence[Named[Filter]], names: Collection[str]
) -> list[Named[Filter]]:
    """Add the named filters of `order` to `present`, before the first that comes later in the order."""
    place = {name: i for i, (name, _) in enumerate(order)}
    chosen = list(present)
    for name, function in order:
        if name in names and name not in [n for n, _ in chosen]:
            later = (i for i, (n, _) in enumerate(chosen) if place.get(n, -1) > place[name])
            chosen.insert(next(later, len(chosen)), (name, function))
    return chosen


def check_names(names: Iterable[str], known: Collection[str] = filters.NAMES) -> None:
    """Raise UnknownFilter for a name that is not known; its message suggests the near one."""
    for name in names:
        if name not in known:
            from difflib import get_close_matches

            near = get_close_matches(name, known, 1)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(sorted(known))}"
            raise UnknownFilter(f"no filter named {name!r}; {hint}")


DEFAULT = Chain()


def clean(text: str) -> str:
    """Give the clean text of one article: no repeated captions, no site chrome, whitespace and Unicode put right.

    The result has no final newline. Cleaning it again changes nothing.
    """
    return DEFAULT.clean(text)


def explain(text: str) -> Result:
    """Clean one article and say what was done: `clean(text)` is the `text` of the result."""
    return DEFAULT.explain(text)
