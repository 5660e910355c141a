"""What flags take that click has no type for."""

import os
import re
from errno import ENOENT
from typing import TYPE_CHECKING

import click

from cleantext.documents.decode import AUTO, check_encoding
from cleantext.model import CleantextError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

DIGITS = 15  # of a number
SIZE = re.compile(rf"(\d{{1,{DIGITS}}})\s*([kmg]?)b?", re.IGNORECASE | re.ASCII)
SECONDS = re.compile(rf"\d{{1,{DIGITS}}}(\.\d+)?", re.ASCII)
A_DAY = 86_400
UNITS = {"": 1, "k": 1000, "m": 1000**2, "g": 1000**3}


def offered(context: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Return what a shell offers where a help page has such a word: FILE and PATH, FILTER, NAMES of filters."""
    from click.shell_completion import CompletionItem  # slow to import, and only a shell asks

    from cleantext import filters
    from cleantext.chain import plugins

    metavar = param.metavar or ""
    if "FILE" in metavar or "PATH" in metavar:
        return [CompletionItem(incomplete, type="file")]
    if metavar not in ("FILTER", "NAMES"):
        return []
    before, comma, last = incomplete.rpartition(",") if metavar == "NAMES" else ("", "", incomplete)
    return [
        CompletionItem(f"{before}{comma}{found.name}", help=found.summary)
        for found in (*filters.described(), *plugins.described())
        if found.name.startswith(last)
        and found.name not in before.split(",")
        and (found.opt_in or param.name != "extra")
    ]


def names(context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Split comma-separated names, given in one flag or several. Raises BadParameter for an empty name."""
    found = tuple(name.strip() for part in given for name in part.split(","))
    if odd := next((name for name in found if " " in name), None):
        raise click.BadParameter(f"{odd!r} is no name; commas set filters apart: {','.join(odd.split())}")
    if "" in found:
        raise click.BadParameter("there is an empty name among the filters; write tones,unicode")
    return found


def path(context: click.Context, option: click.Parameter, given: str | None) -> str | None:
    """Refuse what is no path: nothing, or a flag that was taken for one. Raises BadParameter."""
    if given == "":
        raise click.BadParameter(f"there is no name; write: {option.opts[-1]} {option.metavar}")
    if given and given.startswith("-") and given != "-":
        raise click.BadParameter(f"{given!r} is a flag; write ./{given} for a file of that name")
    return given


def files(context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse profiles that are not there. Raises CleantextError, and BadParameter as `path` does."""
    for name in given:
        path(context, option, name)
        if not os.path.lexists(name):
            raise CleantextError(f"{option.opts[0]} {name}: {os.strerror(ENOENT)}")
    return given


def count(context: click.Context, option: click.Parameter, given: str | None) -> int | None:
    """Read a number of things: 1 or more. Raises BadParameter."""
    if given is None:
        return None
    if given.isascii() and given.isdigit() and len(given) <= DIGITS and int(given):
        return int(given)
    raise click.BadParameter(f"{given!r} is no number of them; write 1 or more, in digits")


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
