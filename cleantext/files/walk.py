"""Find input files: paths given by the user, walked folders, lists of names."""

import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from unicodedata2 import normalize

from cleantext.model import reason_of

from .globs import expanded, no_match
from .selection import OURS, Selection, nfc

STDIN = "-"
ALL_MAY_READ = 0o666  # the mode of content that nobody is kept from reading
UNKNOWN_SIZE = -1  # size of what is no regular file: a stream, a pipe, a device


class Input(NamedTuple):
    """A file to read: `name` is its path as messages show it, `below` that relative to an output folder.

    `size` is in bytes, or UNKNOWN_SIZE; `time` is the modification time in nanoseconds, `change_time` that of the last
    change of anything but the access time (on Windows, the time of creation); `mode` says who may read it. With
    `is_stdin` it comes through standard input, whatever its name.
    """

    name: str
    below: str
    format: str
    compression: str
    size: int
    time: int
    change_time: int = 0
    mode: int = ALL_MAY_READ
    is_stdin: bool = False

    @property
    def path(self) -> str:
        """Where it is read: its name, or "-" for stdin."""
        return STDIN if self.is_stdin else self.name


class Unread(NamedTuple):
    """A path that cannot be read, or is left out on purpose (`skipped`), and why."""

    name: str
    reason: str
    skipped: bool = False


class PassedOver(NamedTuple):
    """A file in a folder that is not read, and not because the user said so; a link to a folder ends in a slash."""

    name: str


Found = Sequence[Input | Unread]


def stored_form(path: str) -> str:
    """Return a path as it is stored: where a name does not exist, its composed or decomposed form may."""
    if path.isascii() or os.path.lexists(path):
        return path
    stored = ""
    for name in re.findall(rf"[^{re.escape(os.sep)}]*{re.escape(os.sep)}?", path):
        forms = (stored + form for form in (name, nfc(name), normalize("NFD", name)))
        stored = next(filter(os.path.lexists, forms), "")
        if not stored:
            return path
    return stored


def stored_paths(paths: Iterable[str]) -> tuple[str, ...]:
    """Return the paths of the command line as they are stored, with patterns expanded that no shell expands."""
    return tuple(stored_form(name) for path in paths for name in expanded(path))


def find_files(path: str, selection: Selection, *, listed: bool = False) -> Iterator[Input | Unread | PassedOver]:
    """Yield the files that a path names: itself, or all below a folder, files before subfolders, sorted by name.

    Files of a folder that are not read are yielded as PassedOver, unless they are hidden or excluded, and so are links
    to folders, which a walk does not follow. A file from a list (`listed`) keeps its folders in an output folder; a
    list names files alone, so "-" is none but that of this name.
    """
    if listed and path == STDIN and not os.path.lexists(path):
        yield Unread(path, "no file has this name; a list of files cannot name standard input")
        return
    if path == STDIN and not listed:
        yield _stdin(selection.stdin_name, selection)
        return
    try:
        state = os.stat(path)
    except OSError as error:
        yield Unread(path, reason_of(error) if listed else no_match(path) or reason_of(error))
        return
    except ValueError:  # a NUL in the name, which a list can hold
        yield Unread(path, "no file has such a name")
        return
    if stat.S_ISDIR(state.st_mode):
        yield from _walk(path, selection)
        return
    if reason := selection.refusal_reason(path):
        yield Unread(path, reason)
        return
    top, below = _split_listed(path) if listed else os.path.split(path)
    size, mode = UNKNOWN_SIZE, ALL_MAY_READ
    if stat.S_ISREG(state.st_mode):
        size, mode = state.st_size, stat.S_IMODE(state.st_mode)
    name = os.path.join(top, below)
    yield Input(name, below, *selection.format_of(path), size, state.st_mtime_ns, state.st_ctime_ns, mode)


def _stdin(name: str, selection: Selection) -> Input | Unread:
    if reason := selection.refusal_reason(name):
        return Unread(name, reason)
    form, below = selection.format_of(name), os.path.basename(name)
    return Input(name, below, *form, UNKNOWN_SIZE, 0, mode=_mode_of_stdin(), is_stdin=True)


def _mode_of_stdin() -> int:
    """Return who may read what comes from stdin: of a pipe or a terminal, everybody."""
    with suppress(OSError):
        state = os.fstat(0)
        if stat.S_ISREG(state.st_mode):
            return stat.S_IMODE(state.st_mode)
    return ALL_MAY_READ


def _split_listed(path: str) -> tuple[str, str]:
    """Split a path into root or leading "..", and the rest, which keeps its folders in an output folder."""
    path = os.path.normpath(path)
    if path == STDIN:
        return os.curdir, path  # the file: its name alone would be stdin
    below = os.path.splitdrive(path)[1].lstrip(os.sep)
    while below.startswith(os.pardir + os.sep):
        below = below[len(os.pardir + os.sep) :]
    return path[: len(path) - len(below)], below


def _walk(top: str, selection: Selection) -> Iterator[Input | Unread | PassedOver]:
    pending = [""]
    while pending:
        folder = pending.pop()
        path = os.path.join(top, folder)
        try:
            with os.scandir(path) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            yield Unread(path if folder else top, reason_of(error))
            continue
        subfolders = []
        for entry in found:
            below = os.path.join(folder, entry.name)
            if entry.is_dir(follow_symlinks=False):
                if selection.enters(entry.name, below):
                    subfolders.append(below)
            elif entry.is_symlink() and os.path.isdir(entry.path):
                if selection.enters(entry.name, below):
                    yield PassedOver(os.path.join(entry.path, ""))
            elif selection.includes(entry.name, below):
                yield from _input_of(entry, below, selection)
            elif selection.enters(entry.name, below) and not entry.name.startswith(OURS) and os.path.isfile(entry.path):
                yield PassedOver(entry.path)
        pending += reversed(subfolders)


def _input_of(entry: "os.DirEntry[str]", below: str, selection: Selection) -> Iterator[Input | Unread]:
    try:
        state = entry.stat()
    except OSError as error:
        yield Unread(entry.path, reason_of(error))
        return
    if reason := selection.refusal_reason(entry.name):
        yield Unread(entry.path, reason)
    elif stat.S_ISREG(state.st_mode):
        form, mode = selection.format_of(entry.name), stat.S_IMODE(state.st_mode)
        yield Input(entry.path, below, *form, state.st_size, state.st_mtime_ns, state.st_ctime_ns, mode)
    elif not stat.S_ISDIR(state.st_mode):
        yield Unread(entry.path, "not a regular file", skipped=True)


def shared_mode(inputs: Iterable[Input]) -> int:
    """Return the permission bits that all inputs have: who may read all of them."""
    mode = ALL_MAY_READ
    for source in inputs:
        mode &= source.mode
    return mode


def is_folder(path: str) -> bool:
    """Check whether a path given by the user is a folder; "-" is stdin."""
    return path != STDIN and os.path.isdir(path)


def name_in_utf8(source: str) -> str:
    r"""Return the name of a file as text that can be encoded: bytes that are not UTF-8 become "\xe9"."""
    return os.fsencode(source).decode("utf-8", "backslashreplace")
