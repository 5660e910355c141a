"""Select filters by name: name functions, insert them into a chain in order, check names and options."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from types import NoneType, UnionType
from typing import TypeVar, get_args, get_origin

from cleantext import filters
from cleantext.model import UnknownFilter
from cleantext.text.lines import as_plain_str
from cleantext.text.suggest import suggestion

Filter = TypeVar("Filter", bound=Callable[..., object])
NamedFilter = tuple[str, Filter]
PLAIN_TYPES = (bool, int, str, NoneType, Callable)  # of options, which are checked when they are set
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
        raise TypeError(f"{shown(given)} is not a list of filters")
    return tuple(_with_name(f) for f in given)


def _with_name(given: Filter | NamedFilter[Filter]) -> NamedFilter[Filter]:
    if isinstance(given, tuple):
        if len(given) == 2 and isinstance(given[0], str) and callable(given[1]):
            return given if type(given[0]) is str else (as_plain_str(given[0], "a name"), given[1])
    elif callable(given) and (name := _name(given)):
        return name.replace("_", "-"), given
    raise TypeError(f"{shown(given)} is not a filter: give a function, or a name and what can be called as one")


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


def check_options(name: str, function: Callable[..., object], options: Mapping[str, object]) -> None:
    """Raise TypeError if a filter does not have one of the options, or not of this type.

    Raise the error of a built-in filter that takes the type, but not the value.
    """
    from inspect import signature  # slow to import, and not needed to clean

    parameters = dict([*signature(function).parameters.items()][1:])
    for option, value in options.items():
        if option not in parameters:
            raise TypeError(f"the filter {name} has no option {option!r}; {suggestion(option, parameters)}")
        annotation = parameters[option].annotation
        if not _fits(value, annotation):
            wanted = getattr(annotation, "__name__", None) or str(annotation)
            raise TypeError(f"the option {option} of the filter {name} must be {wanted}, not {type(value).__name__}")
    if name in filters.FILTER_NAMES:
        function("", **options)  # of a strip, no line is looked at before its hits are wanted


def _fits(value: object, annotation: object) -> bool:
    """Check whether a value is of an annotated type, as far as that is a plain one: bool, str | None, a function."""
    parts = get_args(annotation) if isinstance(annotation, UnionType) else (annotation,)
    types = [get_origin(part) or part for part in parts]
    plain = tuple(kind for kind in types if isinstance(kind, type) and kind in PLAIN_TYPES)
    return len(plain) < len(types) or isinstance(value, plain)


def check_names(names: Iterable[str], known: Collection[str] = filters.FILTER_NAMES) -> None:
    """Raise UnknownFilter if a name is not known, with a similar one as suggestion; TypeError if it is no string."""
    for name in names:
        if not isinstance(name, str):
            raise TypeError(f"{shown(name)} is not the name of a filter")
        if name not in known:
            raise UnknownFilter(f"no filter named {name!r}; {suggestion(name, known)}")
