"""What a misspelt name was meant to be."""

from collections.abc import Iterable

ALIKE = 0.7  # the share of letters that a misspelt name has in common with the right one
LISTED = 10  # names in a message


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Give the name that is meant, if any is near: it begins so, or has much the same letters, in any case."""
    from difflib import get_close_matches  # slow to import

    names = {_bare(name): name for name in known}
    bare = _bare(word)
    begin = [name for name in names if len(bare) > 2 and name.startswith(bare)]
    return next((names[name] for name in begin or get_close_matches(bare, names, 1, ALIKE)), None)


def _bare(name: str) -> str:
    return name.lower().replace("_", "-").lstrip("-")


def near(word: str, known: Iterable[str]) -> str:
    """Suggest the name that is meant, for the end of a message, or else tell which names there are."""
    names = sorted(known)
    if found := nearest(word, names):
        return f"did you mean {found}?"
    more = f" and {len(names) - LISTED:,} more" if names[LISTED:] else ""
    return f"there are {', '.join(names[:LISTED]) or 'none'}{more}"
