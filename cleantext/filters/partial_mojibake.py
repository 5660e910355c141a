import re

from ..misread import CAPITAL_AND_SIGN, bytes_before
from ..vietnamese.letters import ACCENTED
from ..vietnamese.syllables import is_syllable

CONTINUES = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
BROKEN = re.compile(f"(?!{CAPITAL_AND_SIGN.pattern})(?:[ÃĂÄÅÆ]{CONTINUES}|[áâ]{CONTINUES}{{2}})")
TOKEN = re.compile("[^ \n]+")
WORD = re.compile(r"[^\W\d_]+")
PUNCTUATION = "“”‘’–—…•"


def partial_mojibake(text: str) -> str:
    """Put words right that were UTF-8 and were read as Windows-1252, on lines that are right otherwise.

    Pages put together from several sources have a mis-read title before a right text. Each sequence that
    turns back into an accented letter of Vietnamese or into a typographic sign is tried; the word is changed when every
    accented word in it is then a syllable.

    **Leaves alone:** words that do not become syllables ("SÃO", "ĐÃ”", "NESTLÉ®"). Opt-in, because a part of a line is
    weaker evidence than a whole one.
    """
    return TOKEN.sub(_mended, text) if BROKEN.search(text) else text


def _mended(token: re.Match[str]) -> str:
    read = BROKEN.sub(_turned_back, token[0])
    if read == token[0]:
        return read
    accented = [word for word in WORD.findall(read) if not word.isascii()]
    return read if all(map(is_syllable, accented)) else token[0]


def _turned_back(sequence: re.Match[str]) -> str:
    for data, _ in bytes_before(sequence[0]):
        read = data.decode("utf-8", "replace")
        if read in ACCENTED or read in PUNCTUATION:
            return read
    return sequence[0]
