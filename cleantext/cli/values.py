"""Parsers, checks and shell completion of flag values that click has no type for."""

import os
import re
from errno import ENOENT
from typing import TYPE_CHECKING

import click

from cleantext.documents.decode import AUTO, check_encoding
from cleantext.model import CleantextError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

MAX_DIGITS = 15
SIZE = re.compile(rf"(\d{{1,{MAX_DIGITS}}})\s*([kmg]?)b?", re.IGNORECASE | re.ASCII)
NUMBER = re.compile(rf"\d{{1,{MAX_DIGITS}}}(\.\d+)?", re.ASCII)
DAY = 86_400  # seconds
UNITS = {"": 1, "k": 1000, "m": 1000**2, "g": 1000**3}


def complete_value(context: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Return completions by the metavar of a parameter: file names for FILE and PATH, filters for FILTER and NAMES."""
    from click.shell_completion import CompletionItem  # slow to import, and only completion scripts need it

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


def complete_choice_or_path(context: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Return completions of a value that can be left out: choices, and if none begins like this, file names."""
    from click.shell_completion import CompletionItem  # slow to import, and only completion scripts need it

    choices = param.type.shell_complete(context, param, incomplete)
    return choices or [CompletionItem(incomplete, type="file")]


def parse_names(context: click.Context, option: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Return comma-separated names, from one flag or several. Raise BadParameter if one is empty or has spaces."""
    found = tuple(name.strip() for each in value for name in each.split(","))
    if spaced := next((name for name in found if " " in name), None):
        raise click.BadParameter(
            f"{spaced!r} is not the name of a filter; separate names with commas: {','.join(spaced.split())}"
        )
    if "" in found:
        raise click.BadParameter("one name is empty; separate names with commas, as tones,unicode")
    return found


def check_path(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Return the path. Raise BadParameter if it is empty, or a flag that was taken for a path."""
    if value == "":
        raise click.BadParameter(f"the name is empty; write: {option.opts[-1]} {option.metavar}")
    if value and value.startswith("-") and value != "-":
        raise click.BadParameter(f"{value!r} looks like a flag; write ./{value} for a file of that name")
    return value


def check_paths(context: click.Context, option: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Return the paths, each once. Raise BadParameter as `check_path` does."""
    for path in value:
        check_path(context, option, path)
    return tuple(dict.fromkeys(value))


def check_files(context: click.Context, option: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Return the paths. Raise CleantextError for a missing file, and BadParameter as `check_path` does."""
    for name in value:
        check_path(context, option, name)
        if not os.path.lexists(name):
            raise CleantextError(f"{option.opts[0]} {name}: {os.strerror(ENOENT)}")
    return value


def check_globs(context: click.Context, option: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Return the patterns for names of files. Raise BadParameter for an empty one, which fits no name."""
    if "" in value:
        raise click.BadParameter("an empty pattern fits no name; write one as '*.txt'")
    return value


def parse_count(context: click.Context, option: click.Parameter, value: str | None) -> int | None:
    """Return a count of 1 or more. Raise BadParameter."""
    if value is None:
        return None
    if value.isascii() and value.isdigit() and len(value) <= MAX_DIGITS and int(value):
        return int(value)
    raise click.BadParameter(f"{value!r} is not a whole number of 1 or more, in digits")


def parse_size(context: click.Context, option: click.Parameter, value: str) -> int:
    """Return bytes from 500KB, 50MB or 1GB, in powers of 1000. Raise BadParameter."""
    if match := SIZE.fullmatch(value.strip()):
        return int(match[1]) * UNITS[match[2].lower()]
    raise click.BadParameter(f"{value!r} is not a size; write 500KB, 50MB or 1GB")


def parse_seconds(context: click.Context, option: click.Parameter, value: str | None) -> float | None:
    """Return seconds from 10 or 0.5: more than 0, up to a day. Raise BadParameter."""
    if value is None:
        return None
    if NUMBER.fullmatch(value.strip()) and 0 < float(value) <= DAY:
        return float(value)
    raise click.BadParameter(f"{value!r} is not a time above 0 and up to a day; write seconds, as 10 or 0.5")


def parse_delimiter(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Return the character between fields; a tab may be written as a backslash and t, or as tab. Raise BadParameter."""
    if value is None:
        return None
    char = "\t" if value.lower() in (r"\t", "tab") else value
    if len(char) != 1:
        raise click.BadParameter(f"{value!r} is not a single character; write one, as '|' or ';', or tab")
    if not char.isascii():
        raise click.BadParameter(f"{char!r} takes several bytes in a file; a delimiter must be a character of ASCII")
    if char in '"\r\n\0':
        raise click.BadParameter(f"{char!r} cannot stand between fields; write another character, as '|' or ';'")
    return char


def parse_share(context: click.Context, option: click.Parameter, value: str) -> float:
    """Return a share: more than 0, up to 1. Raise BadParameter."""
    if NUMBER.fullmatch(value.strip()) and 0 < float(value) <= 1:
        return float(value)
    raise click.BadParameter(
        f"{value!r} is not a share; write a number above 0 and up to 1, as 0.5 for half of the documents"
    )


def parse_encoding(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Return the name of an encoding; AUTO is recognized in any case. Raise CleantextError for an unknown name."""
    if value is not None and value.lower() == AUTO:
        return AUTO
    if value is not None:
        check_encoding(value)
    return value
