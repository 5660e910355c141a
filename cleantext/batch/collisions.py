"""Find outputs that would be one file: of one name, or of names that the file system takes for the same.

Which names these are depends on the file system of each folder (FAT, NTFS, APFS, folders of ext4 that fold case): it is
asked, but only where names are alike.
"""

import os
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from unicodedata2 import normalize

from cleantext.files.read import file_identity
from cleantext.files.selection import TEMPORARY_PREFIX

Identity = tuple[int, int] | None
IGNORED = (  # Unicode's Default_Ignorable_Code_Point, which HFS+ and ext4 leave out of the comparison
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def find_collision(paths: Iterable[str], *, may_write: bool) -> tuple[int, int] | None:
    """Return the indexes of two paths that would be one file, None if there are none. Links to folders are followed.

    A file system is asked by making files in it: unless `may_write`, only what is one name everywhere is found.
    """
    places: dict[str, tuple[Identity, str, str]] = {}
    exact: dict[tuple[Identity, str], int] = {}
    for index, path in enumerate(paths):
        folder, name = os.path.split(path)
        if folder not in places:
            places[folder] = _place_of(folder)
        identity, _, between = places[folder]
        if (first := exact.setdefault((identity, between + name), index)) != index:
            return first, index
    folders = {identity: existing for identity, existing, _ in places.values()}
    if may_write and len({(identity, loose(name)) for identity, name in exact}) < len(exact):
        for identity, names in _alike(exact):
            if found := _ask_file_system(folders[identity], names):
                return found
    return None


def _alike(exact: Mapping[tuple[Identity, str], int]) -> Iterator[tuple[Identity, list[tuple[int, str]]]]:
    """Yield the names that may be one file in the same folder, each with its index."""
    groups: defaultdict[tuple[Identity, str], list[tuple[int, str]]] = defaultdict(list)
    for (identity, name), index in exact.items():
        groups[identity, loose(name)].append((index, name))
    for (identity, _), names in groups.items():
        if len(names) > 1:
            yield identity, names


def _place_of(folder: str) -> tuple[Identity, str, str]:
    """Return identity and path of the nearest folder above that exists, and what is below that, with a slash."""
    existing, below = folder, ""
    while (identity := file_identity(existing or os.curdir)) is None:
        existing, name = os.path.split(existing)
        below = f"{name}{os.sep}{below}"
        if not name:  # a root that is gone
            break
    return identity, existing, below


def loose(name: str) -> str:
    """Return a key that is equal for all names that some file system takes for one, and maybe for others."""
    if not name.isascii():
        name = normalize("NFKC", re.sub(IGNORED, "", normalize("NFKC", name)).upper().casefold())
    return name.lower().rstrip(". ")


def _ask_file_system(folder: str, names: Sequence[tuple[int, str]]) -> tuple[int, int] | None:
    """Return the indexes of two names that are one file in a folder, as shown by empty files that are made there."""
    from tempfile import TemporaryDirectory  # slow to import, and hardly ever needed

    indexes: dict[Identity, int] = {}
    try:
        with TemporaryDirectory(prefix=TEMPORARY_PREFIX, dir=folder or os.curdir) as scratch:
            for index, name in names:
                path = os.path.join(scratch, name)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                if os.path.lexists(path):
                    return indexes.get(file_identity(path), names[0][0]), index
                with open(path, "xb"):
                    indexes[file_identity(path)] = index
    except OSError:  # nothing can be written there: what is usual on these systems
        return (names[0][0], names[1][0]) if sys.platform in ("win32", "darwin") else None
    return None
