"""What is odd in a text: the few characters by which repairs know that there is something for them to do.

Most articles hold the letters of the alphabet, ASCII and some quotation marks. To look once for anything else costs
less than the questions of all repairs, and tells which of them need not be asked.
"""

import re

from cleantext.vietnamese.codepage import ANY, CODE_OF_OTHER, OTHER, SIGNS, Triples, coded
from cleantext.vietnamese.letters import ACCENTED
from cleantext.vietnamese.tones import MISPLACED

AMONG_MOJIBAKE = "ÃĂÌ"  # right in capitals, and the only letters of the alphabet by which mis-read text is told
ASCII = "\n -%'-_a-~"  # in the syntax of a class: all that prints, but not & and `, which repairs look for
ODD = re.compile(f"[^{ASCII}{SIGNS}{''.join(sorted(ACCENTED.difference(AMONG_MOJIBAKE)))}]")
ODD_YET_ORDINARY = "".join(ODD.findall("".join(ANY - {OTHER})))
ODD_CODES = list(zip(coded(ODD_YET_ORDINARY), ODD_YET_ORDINARY, strict=True))
ODD_BESIDE = Triples(*MISPLACED, (ANY, " ", " \n"))
SPACE, TONED_LETTER = " ", "á"  # stand for all that ODD_BESIDE finds
SPACES = 1 << len(MISPLACED)  # the bit of that triple
INDENTED = re.compile(b"\n ").search
SPACE_AT_A_LINE_END = re.compile("\n(?: |(?<= \n))")
PART = 1 << 14  # characters; so many at a time bound the memory where all is odd


def survey(text: str) -> set[str]:
    """Return what is odd in a text.

    A space is odd beside another and at a start or end of a line, a letter with a tone where that may be misplaced.
    """
    data = coded(text)
    odd: set[str] = set()
    if CODE_OF_OTHER in data:
        for start in range(0, len(text), PART):
            odd.update(*ODD.findall(text, start, start + PART))
    else:
        odd.update(character for code, character in ODD_CODES if code in data)
    beside = ODD_BESIDE.found_in(data)
    if beside % SPACES:
        odd.add(TONED_LETTER)
    if beside >= SPACES or INDENTED(data) or data.startswith(b" "):
        odd.add(SPACE)
    return odd


def members(character_class: str) -> frozenset[str]:
    """Give the characters of a class of a regular expression, one of characters and ranges: "[&a-z]"."""
    found = set(character_class[1:-1])
    for first, last in re.findall("(.)-(.)", character_class, re.DOTALL):
        found.update(map(chr, range(ord(first), ord(last))))
    return frozenset(found - {"-"})
