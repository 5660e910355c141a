"""What flags take that click has no type for."""

import re

import click

from .intake import AUTO, check_encoding

SIZE = re.compile(r"(\d+)\s*([kmg]?)b?", re.IGNORECASE | re.ASCII)
SECONDS = re.compile(r"\d+(\.\d+)?", re.ASCII)
A_DAY = 86_400
UNITS = {"": 1, "k": 1000, "m": 1000**2, "g": 1000**3}


def names(context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Split comma-separated names, given in one flag or several. Raises BadParameter for an empty name."""
    found = tuple(name.strip() for part in given for name in part.split(","))
    if "" in found:
        raise click.BadParameter("there is an empty name among the filters")
    return found


def size(context: click.Context, option: click.Parameter, given: str) -> int:
    """Read a size in bytes: 500KB, 50MB, 1GB, in powers of 1000. Raises BadParameter."""
    if match := SIZE.fullmatch(given.strip()):
        return int(match[1]) * UNITS[match[2].lower()]
    raise click.BadParameter(f"{given!r} is no size; write 500KB, 50MB or 1GB")


def seconds(context: click.Context, option: click.Parameter, given: str | None) -> float | None:
    """Read a time in seconds: 10, 0.5. Raises BadParameter."""
    if given is None:
        return None
    if SECONDS.fullmatch(given.strip()) and 0 < float(given) <= A_DAY:
        return float(given)
    raise click.BadParameter(f"{given!r} is no time; write seconds, as 10 or 0.5, up to a day")


def share(context: click.Context, option: click.Parameter, given: str) -> float:
    """Read a share: 0.5, or 1 for all. Raises BadParameter."""
    if SECONDS.fullmatch(given.strip()) and 0 < float(given) <= 1:
        return float(given)
    raise click.BadParameter(f"{given!r} is no share; write 0.5 for half of the documents, or 1 for all")


def encoding(context: click.Context, option: click.Parameter, given: str | None) -> str | None:
    """Read the name of an encoding; AUTO in any case is AUTO. Raises CleantextError for a name that nobody knows."""
    if given is not None and given.lower() == AUTO:
        return AUTO
    if given is not None:
        check_encoding(given)
    return given
