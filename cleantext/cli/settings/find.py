"""Where configuration is looked for, and what is asked of a file in a folder that may be a stranger's."""

import os
import re
import sys
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from cleantext.files.toml import LARGEST, LONG_KEY, SHARED_FILE
from cleantext.model import CleantextError

FILE, USERS_FILE = "cleantext.toml", os.path.join("cleantext", "config.toml")
OUR_TABLE = rb"(?m)^[ \t]*\[[ \t]*tool[ \t]*\.[ \t]*cleantext[ \t]*(?:[\].]|\r?$)"


class File(NamedTuple):
    """A file of configuration: its name in messages, and whether it was found from the working directory upward."""

    path: str
    is_found: bool = False


def files() -> list[File]:
    """Find the files that hold without a flag, the farthest first: the user's own, then the nearest upward."""
    own, nearest = users_file(), _nearest()
    there = [File(own)] if own and os.path.lexists(own) else []
    return [*there, File(nearest, is_found=True)] if nearest else there


def users_file() -> str | None:
    """Name the file of the user's own configuration, which need not be there; None where nothing says the place."""
    if sys.platform == "win32":
        folder = os.environ.get("APPDATA", "")
    else:
        folder = os.environ.get("XDG_CONFIG_HOME", "")  # a relative one counts for nothing, says its specification
        folder = folder if os.path.isabs(folder) else os.path.expanduser(os.path.join("~", ".config"))
    return os.path.join(folder, USERS_FILE) if os.path.isabs(folder) else None


def _nearest() -> str | None:
    """Find the nearest cleantext.toml, or pyproject.toml with [tool.cleantext], from here upward."""
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


@cache
def _has_our_table(path: str) -> bool:
    """Look for [tool.cleantext]. What is no TOML has it where it seems to: its mistakes are told when it is read."""
    try:
        with open(path, "rb") as file:
            data = file.read(LARGEST)
    except OSError:
        return False
    if b"cleantext" not in data:
        return False
    import tomllib  # slow to import

    try:
        tool = {} if re.search(LONG_KEY.encode(), data) else tomllib.loads(data.decode("utf-8-sig")).get("tool")
    except (ValueError, RecursionError):
        return re.search(OUR_TABLE, data) is not None
    return isinstance(tool, Mapping) and "cleantext" in tool


def below(file: File, name: str) -> str:
    """Give the path that a file means by a name: from its own folder.

    Raises CleantextError where a file that was found names what is elsewhere: over a network, a name alone can tell
    others who reads it.
    """
    folder = os.path.dirname(file.path)
    path = os.path.join(folder, name)
    if file.is_found and not (_is_below(folder, path, os.path.abspath) and _is_below(folder, path, os.path.realpath)):
        raise CleantextError(f"{name!r} is not below the folder of this file; name it with --profile")
    return path


def _is_below(folder: str, path: str, absolute: Callable[[str], str]) -> bool:
    try:
        return os.path.commonpath([absolute(folder), absolute(path)]) == absolute(folder)
    except ValueError:  # another drive, or a NUL
        return False
