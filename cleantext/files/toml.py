"""TOML files: configuration and profiles read, values written. Python has a reader (tomllib) and no writer."""

import os
import re
import stat
from collections.abc import Mapping

from cleantext.model import CleantextError, reason_of

SHARED_FILE = "pyproject.toml"
LARGEST = 10_000_000  # bytes of a file that is found; a profile of a hundred sites has one
# To read a key of many parts takes tomllib quadratic memory: 200 KB are enough to fill a machine's.
PARTS_OF_A_KEY = 32
LONG_KEY = rf"""(?<![\w-])(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){{{PARTS_OF_A_KEY}}}"""
TABLE = ("tool", "cleantext")  # in pyproject.toml
BARE_KEY = re.compile("[A-Za-z0-9_-]+")


def read_toml(path: str, *, guarded: bool = False) -> Mapping[str, object]:
    """Read the table in a profile or configuration file, `guarded` against what a stranger may have written in it.

    Raises CleantextError for a file that has none.
    """
    import tomllib  # slow to import, and most runs have no such file

    try:
        table: object = tomllib.loads((read_guarded if guarded else _read)(path).decode("utf-8-sig"))
        _check_numbers(table)
    except OSError as error:
        raise CleantextError(f"{path}: {reason_of(error)}") from error
    except (ValueError, RecursionError) as error:
        raise CleantextError(f"{path}: no TOML: {error}") from error
    for key in TABLE if os.path.basename(path) == SHARED_FILE else ():
        if isinstance(table, Mapping) and key not in table:
            raise CleantextError(f"{path}: there is no [{'.'.join(TABLE)}]")
        table = table[key] if isinstance(table, Mapping) else None
    if not isinstance(table, Mapping):
        raise CleantextError(f"{path}: {'.'.join(TABLE)} must be a table")
    return table


def _check_numbers(value: object) -> None:
    """Raise ValueError for a number of more than 64 bits, which TOML does not have, and Python may not write out."""
    if isinstance(value, int) and value.bit_length() > 63:
        raise ValueError("a number of more than 64 bits")
    for part in value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ():
        _check_numbers(part)


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def read_guarded(path: str) -> bytes:
    """Read a file that a stranger may have written. Raises OSError, and CleantextError for one that could do harm.

    That is a device or a pipe, which may never end, and TOML that takes more memory than it has bytes.
    """
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise CleantextError(f"{path}: not a regular file")
    with open(path, "rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise CleantextError(f"{path}: larger than {LARGEST:,} bytes; name it with --config or --profile")
    if re.search(LONG_KEY.encode(), data):
        raise CleantextError(f"{path}: a key of more than {PARTS_OF_A_KEY} parts")
    return data


def in_toml(value: object) -> str:
    """Write a value as TOML has it on one line; a text as a basic string, so that a key, too, can be one."""
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)} = {in_toml(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(in_toml, value)) + "]"
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _key(name: str) -> str:
    return name if BARE_KEY.fullmatch(name) else _string(name)


def _string(text: str) -> str:
    r"""Write a basic string: as in JSON, but that TOML wants DEL escaped."""
    import json  # slow to import, and only writing needs it

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
