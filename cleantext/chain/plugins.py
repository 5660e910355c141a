"""Find custom filters: functions of the caller, and filters that installed packages offer.

A package offers a filter as an entry point of the group `cleantext.filters`. It is imported only when the filter is
used, and the entry points are searched only for a name that is not built in.
"""

from collections.abc import Iterable, Iterator
from inspect import Parameter, formatannotation, signature
from typing import TYPE_CHECKING, Any

from cleantext import filters
from cleantext.filters import Description
from cleantext.model import BrokenFilter, CleantextError, Repair, Strip

from .select import NamedFilter, check_names, with_names

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "cleantext.filters"
REPAIR, STRIP = "repair", "strip"
KINDS = {"str": REPAIR, "Sequence[str]": STRIP, "Collection[str]": STRIP, "Iterable[str]": STRIP}


def find_entry_points() -> dict[str, list["EntryPoint"]]:
    """Return the entry points of filters by name, sorted; a name has several if several packages use it."""
    from importlib.metadata import entry_points  # slow to import, and needed for this alone

    found: dict[str, list[EntryPoint]] = {}
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, _package(entry))):
        found.setdefault(entry.name, []).append(entry)
    return found


def load(name: str) -> Any:
    """Import and return a filter that a package offers.

    Raise UnknownFilter if no package offers the name, CleantextError if two do, and BrokenFilter if it cannot be
    imported or is no function.
    """
    return _import(name, _entry_point(name))


def _import(name: str, entry: "EntryPoint") -> Any:
    try:
        function = entry.load()
    except (Exception, SystemExit) as error:
        reason = f"{type(error).__name__}: {error}"
        raise BrokenFilter(f"the filter {name} of {_package(entry)} cannot be imported: {reason}") from error
    if not callable(function):
        raise BrokenFilter(f"the filter {name} of {_package(entry)} is no function: {entry.value}")
    return function


def _entry_point(name: str) -> "EntryPoint":
    found = find_entry_points()
    check_names([name], {*filters.FILTER_NAMES, *found})
    if len(found[name]) > 1:
        packages = " and ".join(map(_package, found[name]))
        raise CleantextError(f"two packages offer a filter named {name}: {packages}; uninstall one of them")
    return found[name][0]


def kind_of(name: str, function: Any) -> str:
    """Return whether a function is a repair or a strip, by the annotation of its first parameter (see KINDS).

    Raise BrokenFilter if the annotation is neither.
    """
    try:
        parameters = list(signature(function).parameters.values())
    except (TypeError, ValueError):  # some functions written in C have no signature
        parameters = []
    annotation = parameters[0].annotation if parameters else Parameter.empty
    written = annotation if isinstance(annotation, str) else formatannotation(annotation)
    kind = KINDS.get(written.rpartition(".")[2])
    if kind is None:
        raise BrokenFilter(
            f"cannot tell whether {name} is a repair or a strip; annotate its first parameter as str or Sequence[str]"
        )
    return kind


def repairs_and_strips(own: Iterable[Any]) -> tuple[list[NamedFilter[Repair]], list[NamedFilter[Strip]]]:
    """Return filters as repairs and strips, given as functions, pairs of name and function, or names to `load`.

    Raise the same errors as `load` and `kind_of`.
    """
    found: dict[str, list[NamedFilter[Any]]] = {REPAIR: [], STRIP: []}
    for each in own:
        ((name, function),) = [(each, load(each))] if isinstance(each, str) else with_names([each])
        found[kind_of(name, function)].append((name, function))
    return found[REPAIR], found[STRIP]


def described() -> Iterator[Description]:
    """Yield descriptions of the filters that packages offer, without importing them: their kind is not known."""
    for name, entries in find_entry_points().items():
        for entry in entries:
            more = f"show {name} says more"
            if name in filters.FILTER_NAMES:
                more = "not used: a built-in filter has its name"
            elif len(entries) > 1:
                more = "not used: another package has a filter of this name"
            yield Description(name, "offered", opt_in=True, documentation=f"Of the package {_package(entry)}; {more}.")


def description_of(name: str) -> Description:
    """Return the description of a filter; one of a package is imported. Raise the same errors as `load`."""
    for description in filters.described() if name in filters.FILTER_NAMES else ():
        if description.name == name:
            return description
    entry = _entry_point(name)
    function = _import(name, entry)
    written = filters.documentation_of(function) or "It has no documentation."
    documentation = f"{written}\n\nOffered by the package {_package(entry)}."
    return Description(name, kind_of(name, function), opt_in=True, documentation=documentation)


def _package(entry: "EntryPoint") -> str:
    return entry.dist.name if entry.dist else "an unnamed package"
