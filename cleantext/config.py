"""Configuration: the files that hold it, and the chain that they and the flags ask for."""

import os
import re
from collections.abc import Mapping
from typing import Any

from .chain import Chain
from .model import CleantextError, UsageError, reason_of
from .sites import Sites, Whose

FILE, SHARED_FILE, TABLE = "cleantext.toml", "pyproject.toml", ("tool", "cleantext")
OUR_TABLE = rb"(?m)^\s*\[\s*tool\s*\.\s*cleantext\s*(?:[\].]|$)"


def sites_of(options: Mapping[str, Any], found: str | None) -> Sites:
    """Make the chain, or that of each site, which the flags and the configuration `found` ask for.

    Raises UsageError for flags at odds, CleantextError for a profile or configuration that cannot be used.
    """
    chain = chain_of(options)
    tables = [(path, read(path)) for path in ([found] if found else []) + list(options["profile"])]
    if not tables and (given := _flags_of_sites(options)):
        raise UsageError(f"{given[0]} needs a profile (--profile FILE)")
    if not tables and not options["drop"] and not options["keep"]:
        return Sites(chain)
    from .profiles import Entry, read_tables  # not needed without rules of the user

    flags = {key: [Entry(text, f"--{key}") for text in options[key]] for key in ("drop", "keep")}
    return Sites(chain, read_tables(tables, flags), whose(options))


def whose(options: Mapping[str, Any]) -> Whose:
    """Say how the flags tell which site a document is of. Raises UsageError for flags at odds."""
    given = _flags_of_sites(options)
    if options["site"] is not None and not options["site"].strip():
        raise UsageError("--site needs a name")
    if len(given) > 1:
        raise UsageError(f"{given[0]} and {given[1]} both say what the site is")
    field = options["site_field"] or options["url_field"]
    return Whose(options["site"], field, is_url=options["url_field"] is not None)


def _flags_of_sites(options: Mapping[str, Any]) -> list[str]:
    return [f"--{flag.replace('_', '-')}" for flag in ("site", "site_field", "url_field") if options[flag] is not None]


def chain_of(options: Mapping[str, Any]) -> Chain:
    """Make the chain of filters that the flags ask for. Raises UsageError for flags at odds, UnknownFilter."""
    chain = Chain().only(*options["only"]) if options["only"] else Chain()
    chain = chain.including(*options["extra"]).without(*options["skip"])
    if options["tone_style"]:
        if "tones" not in chain.names:
            raise UsageError("--tone-style needs the filter tones, which is left out")
        return chain.with_options("tones", style=options["tone_style"])
    return chain


def find() -> str | None:
    """Find the configuration: the nearest cleantext.toml, or pyproject.toml with [tool.cleantext], from here upward."""
    try:
        folder = os.getcwd()
    except OSError:  # the working directory is gone
        return None
    while True:
        own, shared = os.path.join(folder, FILE), os.path.join(folder, SHARED_FILE)
        if os.path.isfile(own):
            return os.path.relpath(own)
        if os.path.isfile(shared) and _has_our_table(shared):
            return os.path.relpath(shared)
        if folder == os.path.dirname(folder):
            return None
        folder = os.path.dirname(folder)


def read(path: str) -> Mapping[str, object]:
    """Read the rules in a profile or configuration file. Raises CleantextError for a file that has none."""
    import tomllib  # slow to import, and most runs have no such file

    try:
        with open(path, "rb") as file:
            table: object = tomllib.loads(file.read().decode("utf-8-sig"))
    except OSError as error:
        raise CleantextError(f"{path}: {reason_of(error)}") from error
    except (ValueError, RecursionError) as error:
        raise CleantextError(f"{path}: no TOML: {error}") from error
    for key in TABLE if os.path.basename(path) == SHARED_FILE else ():
        table = table.get(key, {}) if isinstance(table, Mapping) else {}
    if not isinstance(table, Mapping):
        raise CleantextError(f"{path}: {'.'.join(TABLE)} must be a table")
    return table


def _has_our_table(path: str) -> bool:
    """Look for [tool.cleantext] without reading the rest as TOML: a stranger's mistakes are not ours to report."""
    try:
        with open(path, "rb") as file:
            return re.search(OUR_TABLE, file.read()) is not None
    except OSError:
        return False
