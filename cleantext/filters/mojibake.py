import re
from collections.abc import Iterator

from unicodedata2 import normalize

from cleantext.text.lines import change_lines
from cleantext.vietnamese.detection import AMBIGUOUS_CAPITAL, CONTINUATION, original_bytes
from cleantext.vietnamese.letters import ACCENTED, WORD
from cleantext.vietnamese.syllables import is_syllable

# The first byte of a Vietnamese letter in UTF-8, decoded as Windows-1252 (C3 to C6, E1; CC if the letter is decomposed)
# or as Windows-1258 (C3, CC), and a continuation byte.
SIGNATURE = f"[ÃÄÅÆáÌĂ\u0300]{CONTINUATION}"
# Every Vietnamese letter decoded wrongly contains one of these: those that begin with á go on with º or ».
SIGN_OF_MOJIBAKE = "[ÃĂÄÅÆÌ\u0300º»]"
LINE_ENDS = "[\r\n\u2028\u2029]"
MOST_END_SIGNS = 8  # characters at the end of a line that are not mojibake
MOST_TIMES = 3  # times that text was decoded wrongly, one after the other
FEWEST_LETTERS, LEAST_SHARE = 2, 0.6  # accented Vietnamese letters, and their share of all non-ASCII letters
FIRST_OF_THREE_BYTES = "\u1ea0"  # letters from here on were three characters, which is no coincidence


def mojibake(text: str) -> str:
    """Put lines right that were UTF-8 and were read as Windows-1252, Windows-1258 or latin-1, up to three times.

    Such a line says "Tiáº¿ng Viá»‡t" for "Tiếng Việt". The whole line, signs at its ends aside, is turned back into the
    bytes that it was; it is taken only if those are valid UTF-8 and hold Vietnamese: at least two accented letters, and
    three in five of all letters beyond ASCII, or a single one in a word that is a syllable. A line separator
    in it becomes a space.

    **Leaves alone:** a line of which any part does not turn back, so that no right letter is ever touched; words in
    capitals before a sign or a no-break space, which can look so ("ĐÃ”", "MÃ SP"); other languages, symbols and
    emoji. A broken part of a line that is right otherwise is for the opt-in filter partial-mojibake.
    """
    return change_lines(text, SIGNATURE, lambda line: _redecode(line, MOST_TIMES) or line)


def _redecode(line: str, depth: int) -> str | None:
    for start, core, end in _without_end_signs(line):
        for data, _ in original_bytes(core):
            try:
                read = re.sub(LINE_ENDS, " ", data.decode("utf-8"))
            except UnicodeDecodeError:
                continue
            if depth > 1 and re.search(SIGNATURE, read) and (further := _redecode(read, depth - 1)):
                return start + further + end
            if _is_vietnamese(read, core):
                return start + read + end
    return None


def _without_end_signs(line: str) -> Iterator[tuple[str, str, str]]:
    """Yield start, core and end of a line: all of it as core, then without signs (bullets, spaces) at its ends.

    Those at the start are cut off together, those at the end one by one.
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
    doubtful = len(re.findall(AMBIGUOUS_CAPITAL, line))
    if vietnamese == len(letters) == 1:
        word = next(word for word in re.findall(WORD, read) if letters[0] in word)
        return is_syllable(word) and (len(word) > 1 or letters[0] >= FIRST_OF_THREE_BYTES) and not doubtful
    return vietnamese >= FEWEST_LETTERS and vietnamese > doubtful and vietnamese >= LEAST_SHARE * len(letters)
