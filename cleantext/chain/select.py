"""Select filters by name: name functions, insert them into a chain in order, check names and options."""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from typing import TypeVar

from cleantext import filters
from cleantext.model import UnknownFilter
from cleantext.text.lines import as_plain_str
from cleantext.text.suggest import suggestion

Filter = TypeVar("Filter", bound=Callable[..., object])
NamedFilter = tuple[str, Filter]
RUNS_LAST = "blank-lines"  # the strip that removes the blank lines that others leave, so that it runs after custom ones


def shown(value: object) -> str:
    """Return a value as messages show it: its repr, cut to 80 characters, or its type if it has none."""
    try:
        return f"{value!r:.80}"
    except Exception:  # noqa: BLE001 - whatever a caller gave may raise anything
        return f"an object of type {type(value).__name__}"


def with_names(given: Iterable[Filter | NamedFilter[Filter]]) -> tuple[NamedFilter[Filter], ...]:
    """Return pairs of name and function. Raise TypeError if an item is no function, or has no name."""
    if not isinstance(given, Iterable):
        raise TypeError(f"{shown(given)} is no list of filters")
    return tuple(_with_name(f) for f in given)


def _with_name(given: Filter | NamedFilter[Filter]) -> NamedFilter[Filter]:
    if isinstance(given, tuple):
        if len(given) == 2 and isinstance(given[0], str) and callable(given[1]):
            return given if type(given[0]) is str else (as_plain_str(given[0], "a name"), given[1])
    elif callable(given) and (name := _name(given)):
        return name.replace("_", "-"), given
    raise TypeError(f"{shown(given)} is no filter: give a function, or a name and what can be called as one")


def _name(function: Callable[..., object]) -> str:
    while isinstance(function, partial):
        function = function.func
    return getattr(function, "__name__", "")


def insert_in_order(
    present: Sequence[NamedFilter[Filter]], order: Sequence[NamedFilter[Filter]], names: Collection[str]
) -> list[NamedFilter[Filter]]:
    """Return `present` with the named filters of `order`, each before the first that is later in the order."""
    position = {name: i for i, (name, _) in enumerate(order)}
    chosen = list(present)
    for name, function in order:
        if name in names and name not in [n for n, _ in chosen]:
            later = (i for i, (n, _) in enumerate(chosen) if position.get(n, -1) > position[name])
            chosen.insert(next(later, len(chosen)), (name, function))
    return chosen


def append_custom(
    present: Sequence[NamedFilter[Filter]], more: Iterable[NamedFilter[Filter]]
) -> list[NamedFilter[Filter]]:
    """Return `present` with custom filters at its end, but before RUNS_LAST.

    A function already present under its name is not added again. Raise ValueError if another function has its name.
    """
    chosen = list(present)
    for name, function in more:
        names = [n for n, _ in chosen]
        if name not in names:
            chosen.insert(names.index(RUNS_LAST) if RUNS_LAST in names else len(chosen), (name, function))
        elif (name, function) not in chosen:
            raise ValueError(f"the chain has another filter {name}; give yours a name: ({name!r}, function)")
    return chosen


def check_options(name: str, function: Callable[..., object], options: Iterable[str]) -> None:
    """Raise TypeError if a filter does not have one of the options."""
    from inspect import signature  # slow to import, and not needed to clean

    known = list(signature(function).parameters)[1:]
    for option in options:
        if option not in known:
            raise TypeError(f"the filter {name} has no option {option!r}; {suggestion(option, known)}")


def check_names(names: Iterable[str], known: Collection[str] = filters.FILTER_NAMES) -> None:
    """Raise UnknownFilter if a name is not known, with a similar one as suggestion; TypeError if it is no string."""
    for name in names:
        if not isinstance(name, str):
            raise TypeError(f"{shown(name)} is no name of a filter")
        if name not in known:
            raise UnknownFilter(f"no filter named {name!r}; {suggestion(name, known)}")
