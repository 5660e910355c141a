"""How the lines begin that a pattern can match: most patterns need not be tried on a line, nor even compiled."""

import re
from typing import TypeAlias

LENGTH = 8  # characters
DIGIT = "0"  # stands for each of them
PIECE = re.compile(  # the first is of literal letters and signs, as many as no quantifier is about
    r"[^()|[\]\\?*+{}.\d]+(?![?*+{])|\(\?[:=]|[()|]|\[(?:\\.|[^]\\])+\]|\\.|[?*+]\+?|\{[\d,]+\}\+?|."
)
FEW = re.compile(r"\[((?:\\[ds.]|[^\\^-])+-?)\]")  # a class without ranges
MEMBER = re.compile(r"\\?.")
ENDS = ("|", ")")
QUANTIFIERS = ("?", "*", "+", "{")
NO_LITERALS = (".", "(", "[", *ENDS, *QUANTIFIERS)

Heads: TypeAlias = tuple[set[str], set[str]]
"""Beginnings behind which anything may come, and those that are all that was read so far."""


def head_of(line: str) -> str:
    """Give the beginning of a line in the way of `heads`: a digit is as good as another."""
    return re.sub(r"\d", DIGIT, line[:LENGTH])


def heads(pattern: str) -> set[str]:
    """Give beginnings of LENGTH characters; every line that the pattern matches begins with one of them.

    Where the pattern is not so particular they are shorter. What this page cannot read of a regular expression counts
    as anything.
    """
    open_end, whole = _sequence(PIECE.findall(pattern)[::-1])
    return open_end | whole


def needle(pattern: str) -> str:
    """Give characters that stand in every line that the pattern matches: the longest run of them outside brackets."""
    runs, depth = [""], 0
    pieces = PIECE.findall(pattern)
    for piece, behind in zip(pieces, [*pieces[1:], ""], strict=True):
        depth += (piece[0] == "(") - (piece == ")")
        literal = piece[0] not in NO_LITERALS and (piece[0] != "\\" or not piece[1].isalnum())
        if literal and depth == 0 and behind[:1] not in QUANTIFIERS:
            runs[-1] += piece.removeprefix("\\")
        else:
            runs.append("")
    return max(runs, key=len)


def has_no_space(pattern: str) -> bool:
    """Tell whether no line that the pattern matches can have a space."""
    pieces = PIECE.findall(pattern)
    return not any(piece in (".", r"\s", r"\W", r"\D") or piece.startswith("[^") or " " in piece for piece in pieces)


def _alternatives(pieces: list[str]) -> Heads:
    """Read pieces, the next one last, to the end of a group."""
    open_end, whole = _sequence(pieces)
    _pass_over(pieces)
    while pieces and pieces.pop() == "|":
        another = _sequence(pieces)
        _pass_over(pieces)
        open_end, whole = open_end | another[0], whole | another[1]
    return open_end, whole


def _sequence(pieces: list[str]) -> Heads:
    """Read pieces until enough is known, or to the end of an alternative."""
    open_end: set[str] = set()
    whole = {""}
    while whole and pieces and pieces[-1] not in ENDS:
        then_open, then = _item(pieces)
        if pieces and pieces[-1][0] in QUANTIFIERS:
            then_open, then = _repeated(pieces.pop(), then_open, then)
        open_end |= {head + more for head in whole for more in then_open}
        whole = {head + more for head in whole for more in then}
        long = {head for head in whole if len(head) >= LENGTH}
        open_end |= long
        whole -= long
    return {head[:LENGTH] for head in open_end}, whole


def _pass_over(pieces: list[str]) -> None:
    """Go on to the end of a sequence of which enough is known."""
    depth = 0
    while pieces and (depth or pieces[-1] not in ENDS):
        piece = pieces.pop()
        depth += (piece[0] == "(") - (piece == ")")


def _repeated(quantifier: str, open_end: set[str], whole: set[str]) -> Heads:
    """Say what an item comes to that may be left out, or come again: then anything may be behind it."""
    left_out = {""} if quantifier[0] in "?*" or quantifier.startswith(("{0", "{,")) else set()
    return (open_end, whole | left_out) if quantifier[0] == "?" else (open_end | whole, left_out)


def _item(pieces: list[str]) -> Heads:
    """Read a literal, a class or a group."""
    piece = pieces.pop()
    if piece == "(?:":
        return _alternatives(pieces)
    if piece == "(?=":
        _alternatives(pieces)
        return set(), {""}
    if piece == r"\b":
        return set(), {""}
    if piece[0] == "[" and (few := FEW.fullmatch(piece)):
        return set(), {_character(member) for member in MEMBER.findall(few[1])}
    if piece == "." or piece[0] in "([" or piece in (r"\S", r"\w"):
        return {""}, set()
    return set(), {_character(piece)}


def _character(piece: str) -> str:
    if piece in (r"\d", r"\s"):
        return DIGIT if piece == r"\d" else " "
    return DIGIT if piece.isdecimal() else piece.removeprefix("\\")
