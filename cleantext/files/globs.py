"""Patterns of file names on the command line: shells expand them, but not in quotes, and those of Windows never."""

import os

SIGNS = ("*", "?")
BY_SHELL = os.name != "nt"


def is_pattern(path: str) -> bool:
    """Check whether a path is a pattern, and no file of this name is there."""
    return any(sign in path for sign in SIGNS) and not os.path.lexists(path)


def expanded(path: str, *, by_shell: bool = BY_SHELL) -> list[str]:
    """Return the paths that match a path that is a pattern, if no shell does that; else, or if none do, the path."""
    if by_shell or not is_pattern(path):
        return [path]
    from glob import glob  # slow to import

    return sorted(glob(path, recursive=True)) or [path]


def no_match(path: str, *, by_shell: bool = BY_SHELL) -> str:
    """Return why a pattern leads to no file; "" for any other path."""
    if not is_pattern(path):
        return ""
    return (
        "no file has this name; a shell expands * and ? only outside quotes"
        if by_shell
        else "no file matches this pattern"
    )
