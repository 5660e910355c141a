"""Find configuration files, and keep a project file, which a stranger may have written, inside its folder."""

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from typing import NamedTuple

from cleantext.files.toml import LONG_KEY, MAX_FOUND_SIZE, PYPROJECT, other_owner
from cleantext.model import CleantextError

PROJECT_FILE, USER_FILE = "cleantext.toml", os.path.join("cleantext", "config.toml")
TABLE_HEADER = rb"(?m)^[ \t]*\[[ \t]*tool[ \t]*\.[ \t]*cleantext[ \t]*(?:[\].]|\r?$)"


class File(NamedTuple):
    """A configuration file: its path as messages show it; a project file is found from the working directory upward.

    `stranger` is the name of the other user who owns it, if so: it is not used, and only told of.
    """

    path: str
    is_project: bool = False
    stranger: str = ""


def config_files() -> list[File]:
    """Return the configuration files that are found without flags: the user's own, then the nearest project file.

    Those of strangers are among them, but do not end the search: whoever puts one below the user's does not hide that.
    """
    own = user_file()
    found = [File(own, stranger=_stranger(own))] if own and os.path.lexists(own) else []
    for path in _project_files():
        found.append(File(path, is_project=True, stranger=_stranger(path)))
        if not found[-1].stranger:
            break
    return found


def _stranger(path: str) -> str:
    """Return the name of the other user who owns a file or the link to it, or an empty text."""
    with suppress(OSError):  # reading the file reports it
        return other_owner(os.lstat(path), os.stat(path))
    return ""


def user_file() -> str | None:
    """Return the path of the user's own configuration, which may not exist; None if its folder is unknown."""
    if sys.platform == "win32":
        folder = os.environ.get("APPDATA", "")
    else:
        folder = os.environ.get("XDG_CONFIG_HOME", "")  # its specification ignores relative paths
        folder = folder if os.path.isabs(folder) else os.path.expanduser(os.path.join("~", ".config"))
    return os.path.join(folder, USER_FILE) if os.path.isabs(folder) else None


def _project_files() -> Iterator[str]:
    """Yield each cleantext.toml, or pyproject.toml with [tool.cleantext], from the working directory upward."""
    try:
        folder = os.getcwd()
    except OSError:  # the working directory is gone
        return
    while True:
        own, shared = os.path.join(folder, PROJECT_FILE), os.path.join(folder, PYPROJECT)
        if os.path.isfile(own):
            yield os.path.relpath(own)
        if os.path.isfile(shared) and _has_table(shared):
            yield os.path.relpath(shared)
        if folder == os.path.dirname(folder):
            return
        folder = os.path.dirname(folder)


@cache
def _has_table(path: str) -> bool:
    """Check whether a file has [tool.cleantext]; in broken TOML, by its look, so that reading it reports the error."""
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_FOUND_SIZE)
    except OSError:
        return False
    if b"cleantext" not in data:
        return False
    import tomllib  # slow to import

    try:
        tool = {} if re.search(LONG_KEY.encode(), data) else tomllib.loads(data.decode("utf-8-sig")).get("tool")
    except (ValueError, RecursionError):
        return re.search(TABLE_HEADER, data) is not None
    return isinstance(tool, Mapping) and "cleantext" in tool


def resolve_path(file: File, name: str) -> str:
    """Return a path in a configuration file, resolved from the folder of that file.

    Raise CleantextError if a project file names a path outside its folder: opening a network path can reveal the user.
    """
    folder = os.path.dirname(file.path)
    path = os.path.join(folder, name)
    is_inside = _is_inside(folder, path, os.path.abspath) and _is_inside(folder, path, os.path.realpath)
    if file.is_project and not is_inside:
        raise CleantextError(f"{name!r} is not below the folder of this file; name it with --profile")
    return path


def _is_inside(folder: str, path: str, absolute: Callable[[str], str]) -> bool:
    try:
        return os.path.commonpath([absolute(folder), absolute(path)]) == absolute(folder)
    except ValueError:  # another drive, or a NUL
        return False
