"""Find what a page leaves that nobody has written as text: lone signs, names of pictures, the article's own address."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from cleantext.text.prose import is_running_text
from cleantext.vietnamese.letters import WITHOUT_MARKS

from .rules import Verdict

LONE_SIGNS = frozenset(".,;|")
SENTENCE_ENDS = (".", "!", "?", "…", ".”", '."', ".)", "?”", "!”")
EMPTIED_LIST = frozenset("*•·●○-–+")  # bullets; one by itself may divide two parts of a text
SHORTEST_NAME, LONGEST_NAME = 5, 24  # characters of the name of a picture that is one word, and of a short line
LONGEST_FILE = 120  # characters of the name of a file
FILE_OF_A_PICTURE = (  # compiled when first used, as are the next two: few documents have such lines
    r"(?i)(?:[^\s:;]+ ){0,7}[^\s:;]*\.(?:jpe?g|png|gif|webp|bmp)|\S+\.(?:jpe?g|png|gif|webp|bmp)"
)
SLUG = r"(?=[\d-]*[a-z])[a-z0-9]{2,16}(?:-[a-z0-9]{2,16}){4,}"
PLACEHOLDER = (
    r"(?i)[a-z0-9 :/._|-]{0,40}"
    r"(?:\{\{? ?[a-z][\w.]{1,30} ?\}?\}|\$\{[\w.]{2,30}\}|<%=? ?[\w.]{2,30} ?%>|%[a-z][a-z_]{2,30}%|##[a-z_]{3,30}##)"
)
ENDS_OF_NAMES = frozenset("gGpPfF}>%#")
FEWEST_WORDS, SHARE_OF_WORDS = 4, 0.6  # that an address has of a title
SCHEMES = ("http://", "https://")
A_SIGN = Verdict("template", "nothing but a sign")
AN_ENTRY = Verdict("template", "an entry of a list, with nothing in it")
A_PICTURE = Verdict("template", "the name of a picture")
A_PLACEHOLDER = Verdict("template", "a place held for what a program fills in")
THE_ADDRESS = Verdict("share", "the address of this article, with the words of its title")


def leftovers(lines: Sequence[str]) -> Iterator[tuple[int, Verdict]]:
    """Yield lone signs, entries of emptied lists, placeholders, names of pictures, the article's own address."""
    for index, line in enumerate(lines):
        if len(line) == 1:
            verdict = _of_a_sign(lines, index)
        elif line[-1] in ENDS_OF_NAMES or " " not in line:
            verdict = _of_a_name(lines, index)
        else:
            continue
        if verdict:
            yield index, verdict


def _of_a_sign(lines: Sequence[str], index: int) -> Verdict | None:
    line = lines[index]
    if line in LONE_SIGNS:
        return A_SIGN if _is_loose(lines, index) else None
    if line in EMPTIED_LIST and line in (*lines[max(index - 1, 0) : index], *lines[index + 1 : index + 2]):
        return AN_ENTRY
    return None


def _of_a_name(lines: Sequence[str], index: int) -> Verdict | None:
    """Return why a line is the name of a picture, a placeholder or the address of the article; None if it is none."""
    line = lines[index]
    if line[-1] in ENDS_OF_NAMES and len(line) <= LONGEST_FILE:
        if re.fullmatch(FILE_OF_A_PICTURE, line):
            return A_PICTURE
        if re.fullmatch(PLACEHOLDER, line):
            return A_PLACEHOLDER
    if line.startswith(SCHEMES):
        return THE_ADDRESS if index and lines[index - 1][-1] != ":" and _is_address_of(line, lines[0]) else None
    if "-" in line:
        return A_PICTURE if re.fullmatch(SLUG, line.lower()) else None
    is_word = len(line) <= LONGEST_NAME and line.islower() and line.isascii() and line.isalnum()
    return A_PICTURE if is_word and _names_a_picture(lines, index) else None


def _is_loose(lines: Sequence[str], index: int) -> bool:
    """Check whether a sign alone belongs to no sentence that was cut at a link: one is over above it, or signs are."""
    above = lines[index - 1] if index else ""
    beside = {above, *lines[index + 1 : index + 2]}
    return not beside.isdisjoint(LONE_SIGNS) or above.rstrip(" ,;|").endswith(SENTENCE_ENDS)


def _names_a_picture(lines: Sequence[str], index: int) -> bool:
    """Check whether syllables without tones stand alone between two paragraphs in Vietnamese ("kiemtra1")."""
    name = lines[index].rstrip("0123456789")
    if len(name) < SHORTEST_NAME or not 0 < index < len(lines) - 1 or lines[index - 1].endswith(":"):
        return False
    around = (lines[index - 1], lines[index + 1])
    return all(is_running_text(line) and not line.isascii() for line in around) and _is_of_syllables(name, 2)


def _is_of_syllables(name: str, fewest: int) -> bool:
    """Check whether letters are some syllables, one after the other, without tones and marks."""
    return (fewest <= 1 and name in _bare_syllables()) or any(
        name[:end] in _bare_syllables() and _is_of_syllables(name[end:], fewest - 1)
        for end in range(2, min(len(name), 7))
    )


@cache
def _bare_syllables() -> frozenset[str]:
    from cleantext.vietnamese.syllables import spellings

    return frozenset(" ".join(spellings()).translate(WITHOUT_MARKS).split())  # all at once is ten times as fast


def _is_address_of(address: str, title: str) -> bool:
    """Check whether most words of an address are those of a title, and the other way round."""
    words = [word for word in address.rstrip("/").rsplit("/", 1)[-1].split(".")[0].split("-") if word.isalpha()]
    own = "".join(sign if sign.isalnum() else " " for sign in title.casefold().translate(WITHOUT_MARKS)).split()
    if " " in address or len(words) < FEWEST_WORDS:
        return False
    common = len(set(words) & set(own))
    return common >= SHARE_OF_WORDS * len(set(words)) and common >= SHARE_OF_WORDS * len(set(own))
