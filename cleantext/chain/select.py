"""Filters by name: how a function is named, where it stands in a chain, which options it has."""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from typing import TypeVar

from cleantext import filters
from cleantext.model import UnknownFilter
from cleantext.text.suggest import near

Filter = TypeVar("Filter", bound=Callable[..., object])
Named = tuple[str, Filter]
TIDIES = "blank-lines"  # the strip that takes away what others leave, and so runs behind those of users


def named(given: Iterable[Filter | Named[Filter]]) -> tuple[Named[Filter], ...]:
    """Pair filters with their names. Raises TypeError for what is no function, or has no name."""
    return tuple(_named(f) for f in given)


def _named(given: Filter | Named[Filter]) -> Named[Filter]:
    if isinstance(given, tuple):
        if len(given) == 2 and isinstance(given[0], str) and callable(given[1]):
            return given
    elif callable(given) and (name := _name(given)):
        return name.replace("_", "-"), given
    raise TypeError(f"{given!r} is no filter: give a function, or a name and what can be called as one")


def _name(function: Callable[..., object]) -> str:
    while isinstance(function, partial):
        function = function.func
    return getattr(function, "__name__", "")


def inserted(
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


def appended(present: Sequence[Named[Filter]], more: Iterable[Named[Filter]]) -> list[Named[Filter]]:
    """Add filters of users: behind all others, but for the one that tidies. Raises ValueError for a name that is taken.

    A function that is there already under its name is not added again.
    """
    chosen = list(present)
    for name, function in more:
        names = [n for n, _ in chosen]
        if name not in names:
            chosen.insert(names.index(TIDIES) if TIDIES in names else len(chosen), (name, function))
        elif (name, function) not in chosen:
            raise ValueError(f"the chain has another filter {name}; give yours a name: ({name!r}, function)")
    return chosen


def check_options(name: str, function: Callable[..., object], options: Iterable[str]) -> None:
    """Raise TypeError for an option that a filter does not have."""
    from inspect import signature  # slow to import, and needed by no cleaning

    known = list(signature(function).parameters)[1:]
    for option in options:
        if option not in known:
            raise TypeError(f"the filter {name} has no option {option!r}; {near(option, known)}")


def check_names(names: Iterable[str], known: Collection[str] = filters.NAMES) -> None:
    """Raise UnknownFilter for a name that is not known, which suggests the near one; TypeError for what is no name."""
    for name in names:
        if not isinstance(name, str):
            raise TypeError(f"{name!r} is no name of a filter")
        if name not in known:
            raise UnknownFilter(f"no filter named {name!r}; {near(name, known)}")
