from cleantext.text.lines import change_lines_if
from cleantext.vietnamese.mojibake.lines import repair_words
from cleantext.vietnamese.mojibake.lost_bytes import is_of_windows
from cleantext.vietnamese.mojibake.patterns import is_suspicious


def partial_mojibake(text: str) -> str:
    """Put single words right that were UTF-8 and were read in another encoding, on lines that are right otherwise.

    The filter mojibake repairs lines whose words prove that they are mis-read. One accented letter of two characters
    ("nhóm hÃ³a") may be all that there is. Each word is tried, and changed when every accented word in it is
    then a syllable; typographic signs are turned back, too.

    **Leaves alone:** words that do not become syllables ("SÃO", "ĐÃ”", "NESTLÉ®"). Opt-in, because one letter of two
    characters is weak evidence.
    """
    if not is_suspicious(text):
        return text
    windows = is_of_windows(text)
    return change_lines_if(text, is_suspicious, lambda line: repair_words(line, windows=windows))
