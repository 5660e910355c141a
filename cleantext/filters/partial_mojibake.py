import re

from cleantext.text.lines import change_lines
from cleantext.text.replace import replace_matches
from cleantext.vietnamese.detection import AMBIGUOUS_CAPITAL, CONTINUATION, original_bytes
from cleantext.vietnamese.letters import ACCENTED, WORD
from cleantext.vietnamese.syllables import is_syllable

SIGNATURE = f"[ÃĂÄÅÆáâ]{CONTINUATION}"
MISREAD_LETTER = f"(?!{AMBIGUOUS_CAPITAL})(?:[ÃĂÄÅÆ]{CONTINUATION}|[áâ]{CONTINUATION}{{2}})"
NO_SPACES = "[^ \n]+"
# All that becomes a letter or a sign contains one of these: á comes with º or », and â with €.
SIGN_OF_PARTIAL_MOJIBAKE = "[ÃĂÄÅÆ€\x80º»]"
PUNCTUATION = "“”‘’–—…•"


def partial_mojibake(text: str) -> str:
    """Put words right that were UTF-8 and were read as Windows-1252, on lines that are right otherwise.

    Pages put together from several sources have a mis-read title before a right text. Each sequence that
    turns back into an accented letter of Vietnamese or into a typographic sign is tried; the word is changed when every
    accented word in it is then a syllable.

    **Leaves alone:** words that do not become syllables ("SÃO", "ĐÃ”", "NESTLÉ®"). Opt-in, because a part of a line is
    weaker evidence than a whole one.
    """
    return change_lines(text, SIGNATURE, lambda line: replace_matches(NO_SPACES, _repair_word, line))


def _repair_word(piece: re.Match[str]) -> str:
    read = replace_matches(MISREAD_LETTER, _redecode, piece[0])
    if read == piece[0]:
        return read
    words = (word[0] for word in re.finditer(WORD, read))
    return read if all(word.isascii() or is_syllable(word) for word in words) else piece[0]


def _redecode(sequence: re.Match[str]) -> str:
    for data, _ in original_bytes(sequence[0]):
        read = data.decode("utf-8", "replace")
        if read in ACCENTED or read in PUNCTUATION:
            return read
    return sequence[0]
