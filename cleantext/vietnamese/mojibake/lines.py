"""Turn lines back that were UTF-8 and were read in another encoding: whole, or sequence by sequence.

A line is turned back whole if every character beyond ASCII is one of a wrong encoding. Where a sign that is none (an
emoji, “ ” – … ₫) or right text stands on the line, each sequence is turned back by itself (attempt.py).
"""

import re
from collections.abc import Iterator

from unicodedata2 import normalize

from cleantext.vietnamese.legacy.lines import find_misread_lines
from cleantext.vietnamese.letters import ACCENTED, LETTER, marked_words
from cleantext.vietnamese.original_bytes import byte_of_character, without_added
from cleantext.vietnamese.syllables import is_syllable

from .attempt import FEWEST_LETTERS, FIRST_OF_THREE_BYTES, Attempt
from .patterns import (
    A_HALF_LOST,
    AMBIGUOUS_CAPITAL,
    CLOSED_QUOTATION,
    ENCODINGS,
    LINE_ENDS,
    OPEN_QUOTATION,
    Misreading,
    composed,
    is_suspicious,
    misreading,
)

CODE_PAGES = ("cp1252", "cp1258")  # of Windows; latin-1 is in cp1252
MOST_END_SIGNS = 8  # characters at the end of a line that are not mojibake
MOST_TIMES = 3  # times that text was decoded wrongly, one after the other
WORD_HALF_LOST = rf"{LETTER}+(?:{A_HALF_LOST})"
LEAST_SHARE = 0.6  # of the letters beyond ASCII must be Vietnamese
# In text that was misread twice, and lost a no-break space: a no-break space, Š and †, parts of à, Ơ, Ạ, Ê, Ệ.
LOST_TWICE = re.compile(r"(?<=[ÃĂÆº])Â(?=[ ,.;:!)]|$)|(?<=[Ã»])Å |(?<=»)â€ ")
RESTORED_TWICE = {"Â": "", "Å ": "Š", "â€ ": "†"}


def repair_line(line: str, *, windows: bool = False, depth: int = MOST_TIMES) -> str | None:
    """Return a line turned back, or None if it is not surely mojibake.

    With `windows`, other lines show that the text was read as Windows-1252 and not as latin-1.
    """
    if whole := _turn_back_whole(line, depth):
        return whole
    given, line = line, composed(line)
    if line != given and (whole := _turn_back_whole(line, depth)):
        return whole
    table = _misreading_of(line)
    if table is None:
        return None
    attempt = Attempt(line, table, windows=windows)
    is_sure = attempt.is_sure()
    further = _turn_back_further(line, table, depth, is_enough=is_sure) if depth > 1 else None
    return further or (attempt.read if is_sure else None)


def _turn_back_further(line: str, table: Misreading, depth: int, *, is_enough: bool) -> str | None:
    """Return a line that was misread more than once, or None.

    With `is_enough`, it is Vietnamese when turned back once: then only what is surely mojibake is turned back again.
    """
    if re.search(AMBIGUOUS_CAPITAL, line):
        return None
    read = LOST_TWICE.sub(lambda match: RESTORED_TWICE[match[0]], table.turn_all_back(line))
    is_mojibake = table.signature.search if is_enough else is_suspicious
    return repair_line(read, depth=depth - 1) if read != line and is_mojibake(read) else None


def repair_words(line: str, *, windows: bool = False, of_misread_text: bool = False) -> str:
    """Return a line with each word turned back that then is a syllable, and typographic signs.

    With `of_misread_text`, the rest of its text surely was mojibake: then words that are no syllables are turned back,
    too.
    """
    whole = composed(line)
    table = _misreading_of(whole)
    if table is None or table.signature.search(table.turn_all_back(whole)):  # misread twice: its pieces are no letters
        return line
    read = Attempt(whole, table, weak=not of_misread_text, windows=windows).read
    return line if read == whole else read


def _misreading_of(line: str) -> Misreading | None:
    """Return the encoding in which most of a line is readable, the first of equals."""
    tables = map(misreading, ENCODINGS)
    counts = {table: table.count_readable(line) for table in tables if table.signature.search(line)}
    if not counts and re.search(A_HALF_LOST, line) and not _is_in_old_charset(re.sub(WORD_HALF_LOST, "", line)):
        return misreading("cp1258" if "Ă" in line else "cp1252")
    return max(counts, key=counts.__getitem__, default=None)


def _is_in_old_charset(rest: str) -> bool:
    """Check whether the rest of a line, without the words in Ã, is Vietnamese in an old charset, one where Ã is é."""
    guesses = (found.guess() for found in find_misread_lines([rest]))
    return any(guess.is_sure or guess.is_some_evidence for guess in guesses if guess)


def _turn_back_whole(line: str, depth: int) -> str | None:
    """Return a line of which every character beyond ASCII turns back, signs at its ends aside, or None."""
    for start, core, end in _cores(line):
        for encoding in CODE_PAGES:
            try:
                data = without_added(core).translate(byte_of_character(encoding)).encode("latin-1")
                read = re.sub(LINE_ENDS, " ", data.decode("utf-8"))
            except UnicodeError:
                continue
            if depth > 1 and is_suspicious(read) and (further := repair_line(read, depth=depth - 1)):
                return start + further + end
            if _is_vietnamese(read, line):
                return start + read + end
    return None


def _cores(line: str) -> Iterator[tuple[str, str, str]]:
    """Yield start, core and end of a line: all of it as core, then without signs (bullets, spaces) at its ends.

    Signs at the start are cut off together, those at the end one by one.
    """
    yield "", line, ""
    start = next((i for i, character in enumerate(line) if character.isalnum()), 0)
    for end in range(len(line), max(start, len(line) - MOST_END_SIGNS), -1):
        if end - start < len(line):
            yield line[:start], line[start:end], line[end:]
        last = line[end - 1]
        if last.isalnum() or (last.isascii() and not last.isspace()):
            break


def _is_vietnamese(read: str, line: str) -> bool:
    read = normalize("NFC", read)
    letters = [c for c in read if not c.isascii() and c.isalpha()]
    vietnamese = sum(letter in ACCENTED for letter in letters)
    doubtful = len(re.findall(f"{AMBIGUOUS_CAPITAL}|{OPEN_QUOTATION}{CLOSED_QUOTATION}", line))
    if vietnamese == len(letters) == 1:
        word = next(word for word in marked_words(read) if letters[0] in word)
        is_price = re.search(r"\dđ(?!\w)", read)
        is_word = is_syllable(word) and (len(word) > 1 or letters[0] >= FIRST_OF_THREE_BYTES)
        return bool(is_word or is_price) and not doubtful
    return vietnamese >= FEWEST_LETTERS and vietnamese > doubtful and vietnamese >= LEAST_SHARE * len(letters)
