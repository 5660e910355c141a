import re

from cleantext.text.lines import change_lines
from cleantext.vietnamese.detection import AMBIGUOUS_CAPITAL, CONTINUATION, original_bytes
from cleantext.vietnamese.letters import ACCENTED, WORD
from cleantext.vietnamese.syllables import is_syllable

SIGNATURE = f"[ÃĂÄÅÆáâ]{CONTINUATION}"
BROKEN = f"(?!{AMBIGUOUS_CAPITAL})(?:[ÃĂÄÅÆ]{CONTINUATION}|[áâ]{CONTINUATION}{{2}})"
PIECE = "[^ \n]+"
# One of these is in all that becomes a letter or a sign; á is, too, but before º or », and â before €.
SIGN_OF_A_PART = "[ÃĂÄÅÆ€\x80º»]"
PUNCTUATION = "“”‘’–—…•"


def partial_mojibake(text: str) -> str:
    """Put words right that were UTF-8 and were read as Windows-1252, on lines that are right otherwise.

    Pages put together from several sources have a mis-read title before a right text. Each sequence that
    turns back into an accented letter of Vietnamese or into a typographic sign is tried; the word is changed when every
    accented word in it is then a syllable.

    **Leaves alone:** words that do not become syllables ("SÃO", "ĐÃ”", "NESTLÉ®"). Opt-in, because a part of a line is
    weaker evidence than a whole one.
    """
    return change_lines(text, SIGNATURE, lambda line: re.sub(PIECE, _mended, line))


def _mended(piece: re.Match[str]) -> str:
    read = re.sub(BROKEN, _turned_back, piece[0])
    if read == piece[0]:
        return read
    accented = [word for word in re.findall(WORD, read) if not word.isascii()]
    return read if all(map(is_syllable, accented)) else piece[0]


def _turned_back(sequence: re.Match[str]) -> str:
    for data, _ in original_bytes(sequence[0]):
        read = data.decode("utf-8", "replace")
        if read in ACCENTED or read in PUNCTUATION:
            return read
    return sequence[0]
