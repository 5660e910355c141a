"""Find the inputs of a run: paths as given, folders walked, and the names in --files-from."""

import sys
from collections.abc import Callable, Iterable, Sequence

from cleantext.files import walk
from cleantext.files.formats import TEXT
from cleantext.files.read import file_identity, read_bytes
from cleantext.files.walk import UNKNOWN_SIZE, Found, Input, Unread
from cleantext.model import CleantextError, reason_of

from .preflight import Options


def find_inputs(
    paths: Sequence[str], options: Options, warn: Callable[[str], None], *, once: bool = False
) -> list[Input | Unread]:
    """Return the inputs; with `once`, each file once, even if it is found under several names.

    Raise CleantextError if --files-from cannot be read.
    """
    selection = walk.Selection(
        options["include"], options["exclude"], hidden=options["hidden"], form=options["input_format"]
    )
    found: list[Input | Unread] = []
    for path in paths:
        found_here = list(walk.find_files(path, selection))
        if not found_here:
            warn(f"cleantext: no files to clean in {path}")
        found += found_here
    if options["files_from"]:
        for name in _listed_names(options["files_from"], nul=options["null"]):
            found += walk.find_files(name, selection, listed=True)
    return _each_once(found) if once else found


def _listed_names(path: str, *, nul: bool) -> Iterable[str]:
    try:
        data = read_bytes(Input(path, path, TEXT, "", UNKNOWN_SIZE, 0), sys.maxsize - 1)
    except (OSError, CleantextError) as error:
        raise CleantextError(f"--files-from {path}: {reason_of(error)}") from error
    return walk.parse_names(data, nul=nul)


def _each_once(found: Found) -> list[Input | Unread]:
    """Return each file once, and other names of it as skipped: a file must not be replaced twice, nor a pipe at all."""
    first_names: dict[object, str] = {}
    once: list[Input | Unread] = []
    for item in found:
        if not isinstance(item, Input):
            once.append(item)
        elif item.size == UNKNOWN_SIZE:
            once.append(Unread(item.name, "not a regular file"))
        elif (identity := file_identity(item.name)) not in first_names:
            first_names[identity] = item.name
            once.append(item)
        elif first_names[identity] != item.name:  # the same name twice is no cause for a message
            once.append(Unread(item.name, f"the same file as {first_names[identity]}", skipped=True))
    return once
