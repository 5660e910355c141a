"""Find the inputs of a run: paths as given, folders walked, and the names in --files-from."""

import sys
from collections.abc import Callable, Iterable, Sequence

from cleantext.files import formats, walk
from cleantext.files.formats import HTML, JSONL, PIECES, TEXT
from cleantext.files.lists import parse_names
from cleantext.files.read import file_identity, read_bytes
from cleantext.files.selection import Selection
from cleantext.files.walk import UNKNOWN_SIZE, Found, Input, PassedOver, Unread
from cleantext.model import CleantextError, UsageError, reason_of

from .preflight import Options


def find_inputs(
    paths: Sequence[str], listed: Iterable[str], options: Options, warn: Callable[[str], None], *, once: bool = False
) -> list[Input | Unread]:
    """Return the inputs that paths and listed names lead to; with `once`, each file once, whatever names it has."""
    selection = selection_of(options)
    found: list[Input | Unread] = []
    passed_over: list[str] = []
    names = [*((path, False) for path in paths), *((name, True) for name in listed)]
    for path, is_listed in names:
        found_here, others = _split(walk.find_files(path, selection, listed=is_listed))
        found += found_here
        if found_here:
            passed_over += others
        elif others:
            found.append(Unread(path, _nothing_taken(others, options)))
        else:
            warn(f"cleantext: no files to clean in {path}")
    if passed_over and not options["include"]:
        from .passed_over import listing  # most folders have nothing else

        warn(f"cleantext: passed over: {listing(passed_over)}")
    return _each_once(found) if once else found


def _split(files: Iterable[Input | Unread | PassedOver]) -> tuple[list[Input | Unread], list[str]]:
    """Return the files to read, and the names of those that are passed over."""
    found: list[Input | Unread] = []
    others: list[str] = []
    for file in files:
        if isinstance(file, PassedOver):
            others.append(file.name)
        else:
            found.append(file)
    return found, others


def _nothing_taken(others: Sequence[str], options: Options) -> str:
    from .passed_over import listing

    if options["include"]:
        return f"no file in this folder matches --include; it has {listing(others, how=False)}"
    return f"no file in this folder can be cleaned; it has {listing(others)}"


def selection_of(options: Options) -> Selection:
    """Return which files of folders the options select."""
    return Selection(
        options["include"],
        options["exclude"],
        hidden=options["hidden"],
        form=options["input_format"],
        stdin_name=options.get("stdin_filename") or walk.STDIN,
        text=PIECES if options["split"] is not None else HTML if options["html"] else TEXT,
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
