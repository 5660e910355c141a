"""Keep what a file held before it is replaced, under its name with a suffix."""

import os
import shutil
from contextlib import suppress

from cleantext.model import CleantextError

from .folders import Folder
from .leftovers import new_name


def keep_old(folder: Folder, name: str, suffix: str) -> None:
    """Give a file a second name, which stays with its bytes when it is replaced; where there are no links, copy it.

    Nothing is written over. Raise OSError; raise CleantextError if another file has that name.
    """
    backup = f"{name}{suffix}"
    with suppress(FileNotFoundError):
        if os.path.samestat(folder.state(backup), folder.state(name)):  # a run that was killed here has done it
            return
        raise CleantextError(
            f"{backup} is there already, from an earlier run perhaps, and is not written over; "
            "move it away, or name another suffix with --backup"
        )
    try:
        folder.link(name, backup)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # FAT has no links, and some file systems of networks
        _copy(folder, name, backup)
    folder.sync()


def _copy(folder: Folder, name: str, backup: str) -> None:
    """Copy a file with its mode and times; the copy has its name when it is whole, and on the disk."""
    from .sync import sync_descriptor

    temporary = os.path.join(folder.path, new_name())
    try:
        shutil.copy2(os.path.join(folder.path, name), temporary)
        with open(temporary, "rb+") as file:
            sync_descriptor(file.fileno())
        os.rename(temporary, os.path.join(folder.path, backup))
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
