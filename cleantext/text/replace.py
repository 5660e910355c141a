"""Replace what a pattern matches, also in very long texts."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .lines import PIECE

if TYPE_CHECKING:
    import regex


def replace_matches(pattern: "str | regex.Pattern[str]", replacement: str | Callable[[Any], str], text: str) -> str:
    """Return what `re.sub` does; a replacement that is no function is taken as it is.

    `re.sub` holds two small strings for each match until the end, which may be fifty times the text. One that is longer
    than PIECE is written to a buffer instead.
    """
    matcher = re.compile(pattern) if isinstance(pattern, str) else pattern
    if len(text) <= PIECE:
        return matcher.sub(replacement, text)
    from io import StringIO

    result = StringIO()
    end = 0
    for match in matcher.finditer(text):
        result.write(text[end : match.start()])
        result.write(replacement if isinstance(replacement, str) else replacement(match))
        end = match.end()
    result.write(text[end:])
    return result.getvalue()
