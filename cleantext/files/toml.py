"""Read TOML configuration and profiles, and format values as TOML, for which Python has no writer."""

import os
import re
import stat
from collections.abc import Mapping

from cleantext.model import CleantextError, reason_of

PYPROJECT = "pyproject.toml"
MAX_FOUND_SIZE = 10_000_000  # bytes of a file that nobody named; a profile of a hundred sites has a million
# tomllib needs quadratic memory for a dotted key: one of 200 KB can exhaust a machine.
MAX_KEY_PARTS = 32
LONG_KEY = rf"""(?<![\w-])(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){{{MAX_KEY_PARTS}}}"""
PYPROJECT_TABLE = ("tool", "cleantext")
BARE_KEY = re.compile("[A-Za-z0-9_-]+")


def read_toml(path: str, *, guarded: bool = False) -> Mapping[str, object]:
    """Return the table in a profile or configuration file: all of it, or [tool.cleantext] of pyproject.toml.

    With `guarded`, refuse a file that could do harm: a stranger may have written it. Raise CleantextError if it cannot
    be read, or has no such table.
    """
    import tomllib  # slow to import, and most runs have no such file

    try:
        table: object = tomllib.loads((_read_guarded if guarded else _read)(path).decode("utf-8-sig"))
        _check_numbers(table)
    except OSError as error:
        raise CleantextError(f"{path}: {reason_of(error)}") from error
    except (ValueError, RecursionError) as error:
        raise CleantextError(f"{path}: no TOML: {error}") from error
    for key in PYPROJECT_TABLE if os.path.basename(path) == PYPROJECT else ():
        if isinstance(table, Mapping) and key not in table:
            raise CleantextError(f"{path}: there is no [{'.'.join(PYPROJECT_TABLE)}]")
        table = table[key] if isinstance(table, Mapping) else None
    if not isinstance(table, Mapping):
        raise CleantextError(f"{path}: {'.'.join(PYPROJECT_TABLE)} must be a table")
    return table


def _check_numbers(value: object) -> None:
    """Raise ValueError for an integer of more than 64 bits: TOML has none, and Python may refuse to print it."""
    if isinstance(value, int) and value.bit_length() > 63:
        raise ValueError("a number of more than 64 bits")
    for item in value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ():
        _check_numbers(item)


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _read_guarded(path: str) -> bytes:
    """Return the bytes of a file that a stranger may have written. Raise OSError.

    Raise CleantextError if it could do harm: a device or a pipe, which may never end, a huge file, or a key that takes
    tomllib too much memory.
    """
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise CleantextError(f"{path}: not a regular file")
    with open(path, "rb") as file:
        data = file.read(MAX_FOUND_SIZE + 1)
    if len(data) > MAX_FOUND_SIZE:
        raise CleantextError(f"{path}: larger than {MAX_FOUND_SIZE:,} bytes; name it with --config or --profile")
    if re.search(LONG_KEY.encode(), data):
        raise CleantextError(f"{path}: a key of more than {MAX_KEY_PARTS} parts")
    return data


def to_toml(value: object) -> str:
    """Return a value as TOML on one line; a string as a basic string, which can be a key as well."""
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)} = {to_toml(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(to_toml, value)) + "]"
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _key(name: str) -> str:
    return name if BARE_KEY.fullmatch(name) else _string(name)


def _string(text: str) -> str:
    r"""Return a basic string: as in JSON, except that TOML wants DEL escaped."""
    import json  # slow to import, and only writing needs it

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
