"""What there is to read: paths as named, folders walked, lists of names."""

import os
import re
import stat
from collections.abc import Iterator, Sequence
from fnmatch import translate
from typing import NamedTuple

from cleantext.model import reason_of

from . import formats
from .formats import TEXT

STDIN = "-"
TEMPORARY = ".cleantext-"  # how the name of a file begins that is being written
STATE = ".cleantext."  # and of what is left to another run
NO_FILE = -1


class Input(NamedTuple):
    """A file to read: `below` is its place under `top`, and in an output folder.

    `size` is in bytes, -1 for a stream; `time` is when it was changed, in nanoseconds.
    """

    top: str
    below: str
    format: str
    compression: str
    size: int
    time: int

    @property
    def name(self) -> str:
        """The name that messages say."""
        return os.path.join(self.top, self.below)


class Unread(NamedTuple):
    """What could not be read, or was not to be (`skipped`), and why."""

    name: str
    reason: str
    skipped: bool = False


Found = Sequence[Input | Unread]


class Selection:
    """Which files of a folder are read: those of a known suffix, or of the globs in `include`; none of `exclude`.

    A glob with a slash is matched with the place below the folder, one without with the name.
    """

    def __init__(
        self, include: Sequence[str] = (), exclude: Sequence[str] = (), *, hidden: bool = False, form: str | None = None
    ) -> None:
        self._include, self._exclude = _matcher(include), _matcher(exclude)
        self._hidden, self._form = hidden, form

    def descends(self, name: str, below: str) -> bool:
        """Tell whether a folder is walked."""
        return (self._hidden or not name.startswith(".")) and not self._matches(self._exclude, name, below)

    def takes(self, name: str, below: str) -> bool:
        """Tell whether a file is read."""
        if name.startswith((TEMPORARY, STATE)) or not self.descends(name, below):
            return False
        if self._include:
            return self._matches(self._include, name, below)
        return formats.format_of(name)[0] is not None

    def refuses(self, path: str) -> str | None:
        """Say why a file is not read although it was asked for: as text, it would be damaged."""
        return None if self._form else formats.NOT_READ.get(os.path.splitext(path)[1].lower())

    def format_of(self, path: str) -> tuple[str, str]:
        """Give the format and the compression of a file; what no suffix says is text, or what the user says."""
        known, compression = formats.format_of(path)
        return self._form or known or TEXT, compression

    def _matches(self, matchers: Sequence[tuple[bool, re.Pattern[str]]], name: str, below: str) -> bool:
        return any(pattern.match(below if whole else name) for whole, pattern in matchers)


def _matcher(globs: Sequence[str]) -> list[tuple[bool, re.Pattern[str]]]:
    return [("/" in glob.rstrip("/"), re.compile(translate(glob.rstrip("/")))) for glob in globs]


def find(path: str, selection: Selection, *, listed: bool = False) -> Iterator[Input | Unread]:
    """Find the files that a path names: a file as it is, a folder walked, files before folders, sorted by name.

    Links to folders are not followed in a walk. A file from a list (`listed`) keeps its folders in an output folder.
    """
    if path == STDIN:
        yield Input("", STDIN, selection.format_of("")[0], "", NO_FILE, 0)
        return
    try:
        state = os.stat(path)
    except OSError as error:
        yield Unread(path, reason_of(error))
        return
    except ValueError:  # a NUL in the name, which a list can hold
        yield Unread(path, "no file has such a name")
        return
    if stat.S_ISDIR(state.st_mode):
        yield from _walk(path, selection)
        return
    if reason := selection.refuses(path):
        yield Unread(path, reason)
        return
    top, below = _place_in_a_list(path) if listed else os.path.split(path)
    size = state.st_size if stat.S_ISREG(state.st_mode) else NO_FILE
    yield Input(top, below, *selection.format_of(path), size, state.st_mtime_ns)


def _place_in_a_list(path: str) -> tuple[str, str]:
    """Split a name so that its folders are kept, but for the root and steps upward."""
    path = os.path.normpath(path)
    below = os.path.splitdrive(path)[1].lstrip(os.sep)
    while below.startswith(os.pardir + os.sep):
        below = below[len(os.pardir + os.sep) :]
    return path[: len(path) - len(below)], below


def _walk(top: str, selection: Selection) -> Iterator[Input | Unread]:
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        path = os.path.join(top, folder)
        try:
            with os.scandir(path) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            yield Unread(path if folder else top, reason_of(error))
            continue
        inner = []
        for entry in found:
            below = os.path.join(folder, entry.name)
            if entry.is_dir(follow_symlinks=False):
                if selection.descends(entry.name, below):
                    inner.append(below)
            elif selection.takes(entry.name, below):
                yield from _file(entry, top, below, selection)
        waiting += reversed(inner)


def _file(entry: "os.DirEntry[str]", top: str, below: str, selection: Selection) -> Iterator[Input | Unread]:
    try:
        state = entry.stat()
    except OSError as error:
        yield Unread(entry.path, reason_of(error))
        return
    if reason := selection.refuses(entry.name):
        yield Unread(entry.path, reason)
    elif stat.S_ISREG(state.st_mode):
        yield Input(top, below, *selection.format_of(entry.name), state.st_size, state.st_mtime_ns)
    elif not stat.S_ISDIR(state.st_mode):
        yield Unread(entry.path, "not a regular file", skipped=True)


def is_folder(path: str) -> bool:
    """Tell whether a path given by the user is a folder; stdin is none."""
    return path != STDIN and os.path.isdir(path)


def names_in(data: bytes, *, nul: bool) -> Iterator[str]:
    """Read the names in a list, a line each or ended by NUL; empty ones count for nothing."""
    for name in data.split(b"\0" if nul else b"\n"):
        if name := name if nul else name.removesuffix(b"\r"):
            yield os.fsdecode(name)


def name_in_utf8(source: str) -> str:
    """Give the name of a file as text that can be written: its bytes may be no UTF-8."""
    return os.fsencode(source).decode("utf-8", "backslashreplace")
