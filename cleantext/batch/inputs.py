"""Find the inputs of a run: paths as given, folders walked, and the names in --files-from."""

import sys
from collections.abc import Callable, Iterable, Sequence

from cleantext.files import walk
from cleantext.files.formats import TEXT
from cleantext.files.read import read_bytes
from cleantext.files.walk import NO_FILE, Found, Input, Unread
from cleantext.model import CleantextError, reason_of

from .preflight import Options, identity


def find_inputs(
    paths: Sequence[str], options: Options, say: Callable[[str], None], *, once: bool = False
) -> list[Input | Unread]:
    """Find all that is to be read; with `once`, each file once, by whatever names.

    Raises CleantextError for a list of files that cannot be read.
    """
    selection = walk.Selection(
        options["include"], options["exclude"], hidden=options["hidden"], form=options["input_format"]
    )
    found: list[Input | Unread] = []
    for path in paths:
        here = list(walk.find(path, selection))
        if not here:
            say(f"cleantext: no files to clean in {path}")
        found += here
    if options["files_from"]:
        for name in _names_in(options["files_from"], nul=options["null"]):
            found += walk.find(name, selection, listed=True)
    return _each_once(found) if once else found


def _names_in(path: str, *, nul: bool) -> Iterable[str]:
    try:
        data = read_bytes(Input("", path, TEXT, "", NO_FILE, 0), sys.maxsize - 1)
    except (OSError, CleantextError) as error:
        raise CleantextError(f"--files-from {path}: {reason_of(error)}") from error
    return walk.names_in(data, nul=nul)


def _each_once(found: Found) -> list[Input | Unread]:
    """Skip other names of a file that is named before, and what is no file: in place, each is written once."""
    seen: dict[object, str] = {}
    once: list[Input | Unread] = []
    for item in found:
        if not isinstance(item, Input):
            once.append(item)
        elif item.size == NO_FILE:
            once.append(Unread(item.name, "not a regular file"))
        elif (key := identity(item.name)) not in seen:
            seen[key] = item.name
            once.append(item)
        elif seen[key] != item.name:  # else it was just named twice
            once.append(Unread(item.name, f"the same file as {seen[key]}", skipped=True))
    return once
