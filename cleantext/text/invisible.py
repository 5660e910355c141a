"""Invisible characters by what they are for, and the places where no script needs them.

What each is needed for is in the Unicode Standard, chapters 9, 12, 16 and 23. Names in capitals are the contents of
character classes.
"""

from functools import cache
from typing import TYPE_CHECKING

from cleantext.vietnamese.letters import COMBINING

if TYPE_CHECKING:
    import regex

CONTROLS = "\x00-\x06\x08\x0f-\x13\x15-\x1b\x7f-\x84\x86-\x9f"  # but those that stand for a space, a line end, a hyphen
OPTIONAL_HYPHEN = "\x1f"  # of Word
NEVER_NEEDED = "\xad\u2060\u206a-\u206f\ufeff"
ZERO_WIDTH_SPACE = "\u200b"
JOINERS = "\u034f\u115f\u1160\u180b-\u180f\u200c\u200d\u2061-\u2064\u3164\uffa0\ufff9-\ufffb"
FILLERS = "\u115f\u1160\u3164\uffa0"  # of these, those that are letters to `re`
SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
TAGS = "\U000e0001\U000e0020-\U000e007f"
DIRECTION_MARKS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
FORMATTING = f"{NEVER_NEEDED}{ZERO_WIDTH_SPACE}{JOINERS}{SELECTORS}{TAGS}{DIRECTION_MARKS}"
IN_CONTEXT = (ZERO_WIDTH_SPACE, JOINERS, SELECTORS, TAGS)  # what depends on the characters next to it
RIGHT_TO_LEFT = "\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"


@cache
def not_needed(kind: str) -> "regex.Pattern[str]":
    """Return the pattern of characters of a kind in IN_CONTEXT where no script needs them."""
    import regex  # slow to import; it knows scripts

    spaceless = r"[\p{Khmer}\p{Thai}\p{Lao}\p{Myanmar}]"
    joined = rf"[^\p{{Latin}}{COMBINING}\s0-9!-/:-@\[-`{{-~‘’“”–—…]"
    patterns = {
        ZERO_WIDTH_SPACE: rf"(?<!{spaceless}){ZERO_WIDTH_SPACE}+(?!{spaceless})",
        JOINERS: rf"(?<!{joined})[{JOINERS}]+(?!{joined})",
        SELECTORS: rf"(?<![^\p{{Latin}}{COMBINING}\s])[{SELECTORS}]+",
        TAGS: rf"(?<!\p{{Extended_Pictographic}}|[{TAGS}])[{TAGS}]+",
    }
    return regex.compile(patterns[kind])
