"""Say what a configuration file that was found has a run drop: lines, or files."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cleantext.chain.profiles import DROP_KEYS, SITES, lines_of
from cleantext.filters import OPT_IN_NAMES, STRIPS

SHORTENING = ("glued-chrome",)  # repairs that take words from a line
OPT_IN_STRIPS = OPT_IN_NAMES.intersection((*(entry[0] for entry in STRIPS), *SHORTENING))
FILE_KEYS = ("include", "exclude")


def rules_that_drop(tables: Iterable[Mapping[str, object]]) -> list[str]:
    """Return each key of rules that drop lines, with the number of rules in the tables, for all sites and for each."""
    rules = [part for table in tables for part in _parts(table)]
    counts = {key: sum(_number(part.get(key)) for part in rules) for key in DROP_KEYS}
    return [f"{key} ({count:,} rules)" if count > 1 else f"{key} (1 rule)" for key, count in counts.items() if count]


def _parts(table: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    yield table
    sites = table.get(SITES)
    yield from (part for part in sites.values() if isinstance(part, Mapping)) if isinstance(sites, Mapping) else ()


def _number(entries: object) -> int:
    return sum(len(lines_of(entry)) for entry in entries) if isinstance(entries, list) else 0


def settings_that_drop(values: Mapping[str, Any]) -> list[str]:
    """Return the settings, by the names of flags, that switch filters on that drop lines, or leave out files."""
    wanted = {"only": values.get("only", ()), "with": values.get("extra", ())}
    filters = {key: [name for name in names if name in OPT_IN_STRIPS] for key, names in wanted.items()}
    files = {key: values.get(key, ()) for key in FILE_KEYS}
    return [f"{key} ({', '.join(names)})" for key, names in (filters | files).items() if names]
