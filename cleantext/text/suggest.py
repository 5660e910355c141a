"""Suggest the name that was meant by a misspelt one, for error messages."""

from collections.abc import Iterable

SIMILARITY = 0.7  # of two names, from 0 to 1, as difflib computes it
MOST_LISTED = 10  # names in a message


def closest_name(word: str, known: Iterable[str]) -> str | None:
    """Return the known name that begins with a word or is most similar to it, ignoring case; None if there is none."""
    from difflib import get_close_matches  # slow to import

    names = {_normalized(name): name for name in known}
    normalized = _normalized(word)
    begin = [name for name in names if len(normalized) > 2 and name.startswith(normalized)]
    return next((names[name] for name in begin or get_close_matches(normalized, names, 1, SIMILARITY)), None)


def _normalized(name: str) -> str:
    return name.lower().replace("_", "-").lstrip("-")


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return the end of an error message: the name that was probably meant, or else the known names."""
    names = sorted(known)
    if found := closest_name(word, names):
        return f"did you mean {found}?"
    listed = ", ".join(names[:MOST_LISTED]) or "none"
    return f"there are {listed} and {len(names) - MOST_LISTED:,} more" if names[MOST_LISTED:] else f"there are {listed}"
