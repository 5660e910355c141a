"""Folders that files are written in, held open: a folder swapped for a link meanwhile leads nowhere else.

Where files can be reached from an open folder (Linux, macOS, BSD), no link below an output folder is ever followed.
Elsewhere (Windows) a folder is checked when the first file is written in it, and trusted from then on.
"""

import os
from contextlib import suppress
from errno import EIO, ELOOP, EMLINK, ENOTDIR
from functools import lru_cache

from cleantext.model import CleantextError

from .read import BINARY, CHUNK_SIZE, NOFOLLOW
from .waiting import write_all

HOLDS_FOLDERS = hasattr(os, "O_DIRECTORY") and NOFOLLOW != 0 and {os.open, os.mkdir, os.rename} <= os.supports_dir_fd
# O_PATH (Linux) opens folders that may be written in, but not listed
HOLD = getattr(os, "O_PATH", os.O_RDONLY) | getattr(os, "O_DIRECTORY", 0)
NOT_A_FOLDER = (ENOTDIR, ELOOP, EMLINK)  # what systems say to O_NOFOLLOW if there is a link or a file

_last: dict[tuple[str, str], "Folder"] = {}  # that of the last output, where the next one mostly lies, too


class Folder:
    """A folder whose files are reached by their names; all methods raise OSError, and follow no link.

    `descriptor` is that of the open folder, which is closed when nobody has the object any more; None where files are
    reached by the folder's path.
    """

    def __init__(self, path: str, descriptor: int | None) -> None:
        self.path, self._descriptor = path, descriptor
        if descriptor is not None:
            from weakref import finalize  # a plain run writes no file

            finalize(self, _close, descriptor)
            self._state = os.fstat(descriptor)

    def locate(self, name: str) -> str:
        """Return the path of a file from the open folder: its mere name, if that is open."""
        return os.path.join(self.path, name) if self._descriptor is None else name

    def open(self, name: str, flags: int, mode: int = 0o600) -> int:
        """Open a file and return its descriptor."""
        return os.open(self.locate(name), flags | BINARY | NOFOLLOW, mode, dir_fd=self._descriptor)

    def copy_beginning(self, name: str, length: int, target: int) -> None:
        """Copy the first bytes of a file to an open one. Raise OSError if it has fewer."""
        source = self.open(name, os.O_RDONLY)
        try:
            while length > 0 and (data := os.read(source, min(CHUNK_SIZE, length))):
                write_all(target, data)
                length -= len(data)
            if length > 0:
                raise OSError(EIO, os.strerror(EIO))
        finally:
            os.close(source)

    def has(self, name: str) -> bool:
        """Check whether there is a file, or a link, of a name."""
        try:
            self.state(name)
        except FileNotFoundError:
            return False
        return True

    def state(self, name: str) -> os.stat_result:
        """Return the state of a file, or of the link that has the name."""
        return os.stat(self.locate(name), dir_fd=self._descriptor, follow_symlinks=False)

    def replace(self, name: str, new: str) -> None:
        """Rename a file; what has the new name is replaced."""
        old, new, here = self.locate(name), self.locate(new), self._descriptor
        os.replace(old, new, src_dir_fd=here, dst_dir_fd=here)

    def link(self, name: str, new: str) -> None:
        """Give a file another name, which no file may have."""
        here = self._descriptor
        os.link(self.locate(name), self.locate(new), src_dir_fd=here, dst_dir_fd=here, follow_symlinks=False)

    def unlink(self, name: str) -> None:
        """Remove a file."""
        os.unlink(self.locate(name), dir_fd=self._descriptor)

    def sync(self) -> None:
        """Return when the names of the files are on the disk."""
        from .sync import sync_path  # short runs sync nothing

        sync_path(self.path if self._descriptor is None else os.curdir, self._descriptor)

    def descend(self, below: str) -> "Folder":
        """Open a folder below this one, and create it if it is not there; its path is that from here."""
        folder = self
        for name in filter(None, below.split(os.sep)):
            folder = Folder(below.strip(os.sep), _open_or_create(name, folder._descriptor))
        return folder

    def is_in(self, top: "Folder") -> bool:
        """Check whether a folder that `top` was descended to is still there, by its path below that."""
        try:
            return os.path.samestat(top.state(self.path), self._state)
        except OSError:
            return False


def _close(descriptor: int) -> None:
    with suppress(OSError):  # nobody is there any more to be told
        os.close(descriptor)


def open_folder(path: str) -> Folder:
    """Open the folder that a path leads to, through links or not. Raise OSError."""
    path = path or os.curdir
    return Folder(path, os.open(path, HOLD) if HOLDS_FOLDERS else None)


def open_inside(top: str, path: str) -> Folder:
    """Open a folder inside the output folder `top`, and create it if it is not there; `top` itself must be.

    A process opens `top` once: it stays with that folder, whatever has the path later. A link on the way is not
    followed: the folder inside that it leads to is opened by its own path. Raise OSError; raise CleantextError if a
    link leads out of the output folder.
    """
    if not HOLDS_FOLDERS:
        _check_and_create(top, path)
        return Folder(path, None)
    if not path[len(top) :]:
        return open_top(top)
    folder = _last.get((top, path))
    if folder is None or not folder.is_in(open_top(top)):
        _last.clear()
        folder = _last[top, path] = _walk(top, path)
    return folder


def forget_folders() -> None:
    """Close the folders that are kept open: paths lead elsewhere from here on."""
    _last.clear()
    open_top.cache_clear()


def _walk(top: str, path: str) -> Folder:
    """Open a folder inside the output folder, from one folder to the next."""
    try:
        return open_top(top).descend(path[len(top) :])
    except OSError as error:
        if error.errno not in NOT_A_FOLDER:
            raise
    real_top, real = os.path.realpath(top), os.path.realpath(path)
    if not is_within(real, real_top):
        raise CleantextError(f"{path} leads out of the output folder {top}")
    return open_top(top).descend(real[len(real_top) :])


@lru_cache(maxsize=1)
def open_top(top: str) -> Folder:
    """Open an output folder, for all its files. Raise OSError."""
    return Folder(top, os.open(top, HOLD))


def _open_or_create(name: str, above: int | None) -> int:
    """Return the descriptor of a folder in an open folder. Raise OSError."""
    try:
        return os.open(name, HOLD | NOFOLLOW, dir_fd=above)
    except FileNotFoundError:
        with suppress(FileExistsError):  # another process was faster
            os.mkdir(name, dir_fd=above)
    return os.open(name, HOLD | NOFOLLOW, dir_fd=above)


@lru_cache(maxsize=1024)
def _check_and_create(top: str, path: str) -> None:
    """Create a folder inside an output folder. Raise OSError; raise CleantextError if a link leads out of it."""
    if not is_within(os.path.realpath(path), os.path.realpath(top)):
        raise CleantextError(f"{path} leads out of the output folder {top}")
    missing = []
    while path and path != top and not os.path.isdir(path):
        missing.append(path)
        path = os.path.dirname(path)
    for folder in reversed(missing):  # os.makedirs recurses, a thousand levels for a thousand folders
        with suppress(FileExistsError):  # another process was faster
            os.mkdir(folder)


def is_within(path: str, folder: str) -> bool:
    """Check whether a path is a folder or inside it; both must be real paths."""
    with suppress(ValueError):  # on Windows, two drives have nothing in common
        return os.path.commonpath((folder, path)) == folder
    return False
