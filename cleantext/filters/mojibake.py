import re

from unicodedata2 import normalize

from ..misread import CAPITAL_AND_SIGN, CONTINUES, bytes_before
from ..vietnamese.letters import ACCENTED
from ..vietnamese.syllables import is_syllable

# What the first byte of a Vietnamese letter in UTF-8 becomes in Windows-1252 and -1258, and what is behind it.
SIGNATURE = re.compile(f"[ÃĂÄÅÆÌ\u0300á]{CONTINUES}")
DEPTH = 3  # times that text was read wrongly, one after the other
LETTERS, SHARE = 2, 0.6  # so many accented letters of Vietnamese, and such a share of all letters beyond ASCII
THREE_BYTES = "\u1ea0"  # letters from here on were three signs: by itself, such a letter is no accident
LINE_ENDS = re.compile("[\r\n\u2028\u2029]")


def mojibake(text: str) -> str:
    """Put lines right that were UTF-8 and were read as Windows-1252, Windows-1258 or latin-1, once or more.

    Such a line says "Tiáº¿ng Viá»‡t" for "Tiếng Việt". The whole line is turned back into the bytes that it was; it
    is taken only if those are valid UTF-8 and hold Vietnamese: two accented letters, or a single one
    in a word that is a syllable.

    **Leaves alone:** a line of which any part does not turn back, so that no right letter is ever touched
    ("ĐÃ”", "SÃO"); other languages, symbols and emoji. A broken part of a line that is right otherwise is for
    the opt-in filter partial-mojibake.
    """
    if not SIGNATURE.search(text):
        return text
    return "\n".join(_turned_back(line, DEPTH) or line for line in text.split("\n"))


def _turned_back(line: str, depth: int) -> str | None:
    if not depth or not SIGNATURE.search(line):
        return None
    for data, _ in bytes_before(line):
        try:
            read = LINE_ENDS.sub(" ", data.decode("utf-8"))
        except UnicodeDecodeError:
            continue
        if further := _turned_back(read, depth - 1):
            return further
        if _is_vietnamese(read, line):
            return read
    return None


def _is_vietnamese(read: str, line: str) -> bool:
    letters = [c for c in normalize("NFC", read) if not c.isascii() and c.isalpha()]
    vietnamese = sum(letter in ACCENTED for letter in letters)
    if vietnamese == len(letters) == 1:
        word = next(word for word in re.findall(r"[^\W\d_]+", normalize("NFC", read)) if letters[0] in word)
        return is_syllable(word) and (len(word) > 1 or word >= THREE_BYTES) and not re.search(CAPITAL_AND_SIGN, line)
    return vietnamese >= LETTERS and vietnamese >= SHARE * len(letters)
