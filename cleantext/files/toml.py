"""Read TOML configuration and profiles, and format values as TOML, for which Python has no writer."""

import os
import re
import stat
import sys
from collections.abc import Mapping

from cleantext.model import CleantextError, reason_of

PYPROJECT = "pyproject.toml"
MAX_FOUND_SIZE = 10_000_000  # bytes of a file that nobody named; a profile of a hundred sites has a million
# tomllib needs quadratic memory for a dotted key: one of 200 KB can exhaust a machine.
MAX_KEY_PARTS = 32
LONG_KEY = rf"""(?<![\w-])(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){{{MAX_KEY_PARTS}}}"""
PYPROJECT_TABLE = ("tool", "cleantext")
ROOT = 0  # the user ID that can write anything
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
        raise CleantextError(f"{path}: not valid TOML: {error}") from error
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

    Raise CleantextError if it could do harm: a file of another user, a device or a pipe, which may never end, a huge
    file, or a key that takes tomllib too much memory. What is checked is the open file: nobody can change it after.
    """
    with open(path, "rb", opener=_open_at_once) as file:
        state = os.fstat(file.fileno())
        if not stat.S_ISREG(state.st_mode):
            raise CleantextError(f"{path}: not a regular file")
        if owner := other_owner(state):
            raise CleantextError(f"{path}: belongs to another user ({owner}); name it with --config or --profile")
        data = file.read(MAX_FOUND_SIZE + 1)
    if len(data) > MAX_FOUND_SIZE:
        raise CleantextError(f"{path}: larger than {MAX_FOUND_SIZE:,} bytes; name it with --config or --profile")
    if re.search(LONG_KEY.encode(), data):
        raise CleantextError(f"{path}: a key of more than {MAX_KEY_PARTS} parts")
    return data


def _open_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))  # a pipe would wait for somebody to write


def other_owner(*states: os.stat_result) -> str:
    """Return the name of the owner if a file, or a link to it, is a stranger's; else an empty text.

    Files of this user, of root, and, for root, of the user who called sudo are not a stranger's; nor is any on Windows,
    where Python does not tell whose they are.
    """
    if sys.platform == "win32":
        return ""
    trusted = {os.geteuid(), ROOT}
    caller = os.environ.get("SUDO_UID", "")
    if os.geteuid() == ROOT and caller.isascii() and caller.isdigit():
        trusted.add(int(caller))
    owner = next((state.st_uid for state in states if state.st_uid not in trusted), None)
    return "" if owner is None else _name_of_user(owner)


def _name_of_user(number: int) -> str:
    from pwd import getpwuid  # Windows has no such module

    try:
        return getpwuid(number).pw_name
    except KeyError:
        return f"user {number}"


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
