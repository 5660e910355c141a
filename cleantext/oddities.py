"""What is odd in a text: the few characters by which repairs know that there is something for them to do.

Most articles hold the letters of the alphabet, ASCII and some quotation marks. One search for anything else costs less
than the questions of all repairs, and tells which of them need not be asked.
"""

import re

from .vietnamese.letters import ACCENTED

AMONG_MOJIBAKE = "ÃĂÌ"  # right in capitals, and the only letters of the alphabet by which mis-read text is told
ASCII = "\n -%'-_a-~"  # in the syntax of a class: all that prints, but not & and `, which repairs look for
SIGNS = "“”‘’–—…"
ODD = re.compile(f"[^{ASCII}{SIGNS}{''.join(sorted(ACCENTED.difference(AMONG_MOJIBAKE)))}]")
SPACE_AT_A_LINE_END = re.compile("\n(?: |(?<= \n))")
# What the letters of old charsets became; no letter of Vietnamese is among it but the capital Ã.
STRANGE = "[\x80-\x9f¡-¿ÃÄÅÆÇËÎÏÑÖ×ØÛÜÞßåäæçëîïðñö÷øûüþÿ\u0300\u0301\u0303\u0309\u0323]"
PART = 1 << 14  # characters; so many at a time bound the memory where all is odd


def oddities(text: str) -> set[str]:
    """Give the odd characters of a text; a space is odd beside another, and at a start or end of a line."""
    odd: set[str] = set()
    for start in range(0, len(text), PART):
        odd.update(*ODD.findall(text, start, start + PART))
    if "  " in text or SPACE_AT_A_LINE_END.search(text) or text.startswith(" ") or text.endswith(" "):
        odd.add(" ")
    return odd


def members(character_class: str) -> frozenset[str]:
    """Give the characters of a class of a regular expression, one of characters and ranges: "[&a-z]"."""
    found = set(character_class[1:-1])
    for first, last in re.findall("(.)-(.)", character_class, re.DOTALL):
        found.update(map(chr, range(ord(first), ord(last))))
    return frozenset(found - {"-"})
