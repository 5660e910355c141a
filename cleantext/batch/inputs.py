"""Find the inputs of a run: paths as given, folders walked, and the names in --files-from."""

import sys
from collections.abc import Callable, Iterable, Sequence

from cleantext.files import formats, walk
from cleantext.files.formats import JSONL, TEXT
from cleantext.files.lists import parse_names
from cleantext.files.read import file_identity, read_bytes
from cleantext.files.walk import UNKNOWN_SIZE, Found, Input, Unread
from cleantext.model import CleantextError, UsageError, reason_of

from .preflight import Options


def find_inputs(
    paths: Sequence[str], listed: Iterable[str], options: Options, warn: Callable[[str], None], *, once: bool = False
) -> list[Input | Unread]:
    """Return the inputs that paths and listed names lead to; with `once`, each file once, whatever names it has."""
    selection = selection_of(options)
    found: list[Input | Unread] = []
    for path in paths:
        found_here = list(walk.find_files(path, selection))
        if not found_here:
            warn(f"cleantext: no files to clean in {path}")
        found += found_here
    for name in listed:
        found += walk.find_files(name, selection, listed=True)
    return _each_once(found) if once else found


def selection_of(options: Options) -> walk.Selection:
    """Return which files of folders the options select."""
    return walk.Selection(
        options["include"],
        options["exclude"],
        hidden=options["hidden"],
        form=options["input_format"],
        stdin_name=options.get("stdin_filename") or walk.STDIN,
        splits=options["split"] is not None,
    )


def listed_names(options: Options) -> list[str]:
    """Return the names in --files-from. Raise CleantextError if it cannot be read, UsageError if it is no list."""
    path = options["files_from"]
    if path is None:
        return []
    form, compression = formats.input_format_of(path)
    if form == JSONL:
        raise UsageError(f"--files-from needs a list of names, one a line; {path} is JSON Lines")
    try:
        source = Input(path, path, TEXT, compression, UNKNOWN_SIZE, 0, is_stdin=path == walk.STDIN)
        data = read_bytes(source, sys.maxsize - 1)
    except (OSError, CleantextError) as error:
        raise CleantextError(f"--files-from {path}: {reason_of(error)}") from error
    return [*dict.fromkeys(map(walk.stored_form, parse_names(data, nul=options["null"])))]


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
