"""The bytes that the characters of wrongly decoded text were."""

import re
from functools import cache

# Invisible characters and kinds of spaces that Windows-1252 and -1258 lack: they came in after the text was decoded.
ADDED = "[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
ADDED_SPACES = "[\u1680\u2000-\u200a\u202f\u205f\u3000]"


@cache
def byte_of_character(encoding: str) -> dict[int, int]:
    """Map characters to their bytes above 7F; bytes that Windows leaves undefined are C1 controls, as in browsers."""
    table = enumerate(bytes(range(0x80, 0x100)).decode(encoding, "replace"), 0x80)
    controls = {code: code for code in range(0x80, 0xA0)} if encoding.startswith("cp125") else {}
    return controls | {ord(character): byte for byte, character in table if character != "\ufffd"}


def without_added(line: str) -> str:
    """Return a line without invisible characters that were added to it, and with plain spaces for odd ones."""
    return re.sub(ADDED_SPACES, " ", re.sub(ADDED, "", line))
