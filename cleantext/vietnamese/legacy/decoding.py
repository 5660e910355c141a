"""Detect the charsets of bytes line by line, and decode each line in its own: files are put together from several."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cleantext.vietnamese.letters import ACCENTED

from .capitals import restore_capitals
from .votes import (
    FEWEST_WORDS,
    SAMPLE_BYTES,
    UTF_8,
    WINNING_SHARE,
    best_guess,
    charsets_of_guesses,
    count_votes,
    detect_charset,
)

STRANGE = "[\u0250-\u02ff\u0370-\u07ff]"  # characters of two bytes that are no Latin letters
MOST_BY_ACCIDENT = 2
LETTERS_FOR_A_BYTE = (
    2  # of Vietnamese, in UTF-8, for each byte that is no UTF-8: no old charset has so many by accident
)


class Line(NamedTuple):
    """A decoded line, its charset ("" for ASCII), and how many U+FFFD in it stand for bytes that are none of it."""

    text: str
    charset: str
    replaced: int


def detect_charsets(all_lines: Iterable[bytes]) -> list[str]:
    """Return the charsets in which most lines that are not UTF-8 are Vietnamese, the usual one first; none if unsure.

    Each needs a line that is sure, or several. Where no line is, as in a list of words, all of the words vote together.
    It is UTF-8 if that reads best or most lines are valid: then few bytes are broken.
    """
    others, valid = [], 0
    for line in all_lines:
        if not _is_utf8(line):
            others.append(line)
        elif not line.isascii():
            valid += 1
    found = charsets_of_guesses(best_guess(line, None) for line in others)
    if found and _share_in(found, others) >= WINNING_SHARE:
        return found
    together = b"\n".join(others)
    if charset := detect_charset(together):
        return [charset]
    return [UTF_8] if valid > len(others) > 0 or _reads_as_utf8(together[:SAMPLE_BYTES]) else []


def _reads_as_utf8(data: bytes) -> bool:
    words, readings = count_votes(data)
    if words >= FEWEST_WORDS and readings[UTF_8] >= WINNING_SHARE * words:
        return True
    text = data.decode(UTF_8, "replace")
    letters = sum(map(text.count, ACCENTED))
    return letters >= LETTERS_FOR_A_BYTE * text.count("\ufffd") > 0


def _share_in(charsets: Sequence[str], lines: Iterable[bytes]) -> float:
    """Return the share of the words in the first lines that are syllables in the best charset of their line."""
    words = size = read = 0
    for line in lines:
        number, readings = count_votes(line)
        words += number
        read += max(readings[charset] for charset in charsets)
        size += len(line)
        if size > SAMPLE_BYTES:
            break
    return read / max(words, 1)


def decode_lines(lines: Iterable[bytes], charsets: Sequence[str], *, font_capitals: bool) -> Iterator[Line]:
    """Yield lines, or other pieces of a text, each decoded as UTF-8 or in one of its charsets.

    A line that is UTF-8 is so unless it reads better in a charset. One that reads in none follows the line before.
    """
    last = charsets[0]
    for line in lines:
        if line.isascii():
            yield Line(line.decode("ascii"), "", 0)
            continue
        charset = _charset_of(line, charsets) or last
        last = last if charset == UTF_8 else charset
        text, replaced = _decode(line, charset)
        yield Line(restore_capitals(text, charset) if font_capitals else text, charset, replaced)


def _decode(line: bytes, charset: str) -> tuple[str, int]:
    """Return the text of a line and how many U+FFFD it got; in UTF-8, single signs of Windows-1252 are signs."""
    if charset == UTF_8:
        text = line.decode(UTF_8, "cleantext.signs")
        return text, text.count("\ufffd") - line.count("\ufffd".encode())
    text = line.decode(charset, "replace")
    return text, len(text) - len(line.decode(charset, "ignore")) if "\ufffd" in text else 0


def _charset_of(line: bytes, charsets: Sequence[str]) -> str | None:
    words, readings = count_votes(line)
    enough = max(WINNING_SHARE * words, readings[UTF_8] + 1)
    if own := next((charset for charset in charsets if readings[charset] >= enough), None):
        return own
    return UTF_8 if _is_utf8(line) or readings[UTF_8] >= max(WINNING_SHARE * words, 1) else None


def _is_utf8(line: bytes) -> bool:
    """Check whether a line is UTF-8, and not by accident: letters of an old charset may be one strange letter."""
    try:
        text = line.decode(UTF_8)
    except UnicodeDecodeError:
        return False
    return not 0 < len(re.findall(STRANGE, text)) <= MOST_BY_ACCIDENT
