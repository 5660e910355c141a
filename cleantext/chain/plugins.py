"""Filters of users: which kind a function is, and the filters that installed packages offer.

A package offers a filter as an entry point of the group `cleantext.filters`. Nothing of it is imported until the
filter is asked for by its name, and the names are looked up only where one is asked for that is not built in.
"""

from collections.abc import Iterable, Iterator
from inspect import Parameter, formatannotation, getdoc, signature
from typing import TYPE_CHECKING, Any

from cleantext import filters
from cleantext.filters import Description
from cleantext.model import BrokenFilter, CleantextError, Repair, Strip

from .select import Named, check_names, named

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "cleantext.filters"
REPAIR, STRIP = "repair", "strip"
KINDS = {"str": REPAIR, "Sequence[str]": STRIP, "Collection[str]": STRIP, "Iterable[str]": STRIP}


def offered() -> dict[str, list["EntryPoint"]]:
    """Look up what packages offer, by name, sorted; several entry points where several packages use one name."""
    from importlib.metadata import entry_points  # slow to import, and needed for this alone

    found: dict[str, list[EntryPoint]] = {}
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, _package(entry))):
        found.setdefault(entry.name, []).append(entry)
    return found


def load(name: str) -> Any:
    """Import a filter that a package offers.

    Raises UnknownFilter for a name that none offers, CleantextError where two do, BrokenFilter for what cannot be
    imported and for what is no function.
    """
    return _loaded(name, _the_one(name))


def _loaded(name: str, entry: "EntryPoint") -> Any:
    try:
        function = entry.load()
    except (Exception, SystemExit) as error:
        reason = f"{type(error).__name__}: {error}"
        raise BrokenFilter(f"the filter {name} of {_package(entry)} cannot be imported: {reason}") from error
    if not callable(function):
        raise BrokenFilter(f"the filter {name} of {_package(entry)} is no function: {entry.value}")
    return function


def _the_one(name: str) -> "EntryPoint":
    found = offered()
    check_names([name], {*filters.NAMES, *found})
    if len(found[name]) > 1:
        packages = " and ".join(map(_package, found[name]))
        raise CleantextError(f"two packages offer a filter named {name}: {packages}; uninstall one of them")
    return found[name][0]


def kind_of(name: str, function: Any) -> str:
    """Tell a repair from a strip by the annotation of the first parameter: `str`, or `Sequence[str]`.

    Raises BrokenFilter where it says neither.
    """
    try:
        parameters = list(signature(function).parameters.values())
    except (TypeError, ValueError):  # some functions that are written in C
        parameters = []
    annotation = parameters[0].annotation if parameters else Parameter.empty
    written = annotation if isinstance(annotation, str) else formatannotation(annotation)
    kind = KINDS.get(written.rpartition(".")[2])
    if kind is None:
        raise BrokenFilter(
            f"cannot tell whether {name} is a repair or a strip; annotate its first parameter as str or Sequence[str]"
        )
    return kind


def repairs_and_strips(own: Iterable[Any]) -> tuple[list[Named[Repair]], list[Named[Strip]]]:
    """Sort filters by their kind: functions, pairs of a name and one, and names of what packages offer.

    Raises as `load` and `kind_of` do.
    """
    found: dict[str, list[Named[Any]]] = {REPAIR: [], STRIP: []}
    for each in own:
        ((name, function),) = [(each, load(each))] if isinstance(each, str) else named([each])
        found[kind_of(name, function)].append((name, function))
    return found[REPAIR], found[STRIP]


def described() -> Iterator[Description]:
    """Describe what packages offer without importing it; so its kind is not known."""
    for name, entries in offered().items():
        for entry in entries:
            more = f"show {name} says more"
            if name in filters.NAMES:
                more = "not used: a built-in filter has its name"
            elif len(entries) > 1:
                more = "not used: another package has a filter of this name"
            yield Description(name, "offered", opt_in=True, documentation=f"Of the package {_package(entry)}; {more}.")


def description_of(name: str) -> Description:
    """Describe a filter, built in or offered by a package, which is imported for that. Raises as `load` does."""
    for description in filters.described() if name in filters.NAMES else ():
        if description.name == name:
            return description
    entry = _the_one(name)
    function = _loaded(name, entry)
    documentation = f"{getdoc(function) or 'It has no documentation.'}\n\nOffered by the package {_package(entry)}."
    return Description(name, kind_of(name, function), opt_in=True, documentation=documentation)


def _package(entry: "EntryPoint") -> str:
    return entry.dist.name if entry.dist else "an unnamed package"
