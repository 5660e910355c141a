from cleantext.text.lines import change_lines_if, changed_lines
from cleantext.vietnamese.legacy.signs import is_surely_right
from cleantext.vietnamese.mojibake.lines import repair_line, repair_words
from cleantext.vietnamese.mojibake.lost_bytes import is_of_windows
from cleantext.vietnamese.mojibake.patterns import is_suspicious

FEWEST_SURE = 3  # lines, for each that may be mojibake and is not surely


def mojibake(text: str) -> str:
    """Put text right that was UTF-8 and was read as Windows-1252, Mac Roman or an IBM code page, up to three times.

    Such a line says "Tiáº¿ng Viá»‡t", "Ti·∫øng Vi·ªát" or "Tiß║┐ng Viß╗çt" for "Tiếng Việt". Each sequence that turns
    back into a character is tried, and the line votes: two accented letters in words that become syllables, or one that
    was three characters, prove it. Then all of them are turned back. Emoji, “ ” – ₫ and right letters between them
    stay, so that a mis-read title before right text is repaired, too, and typographic signs alone ("â€œ"). A no-break
    space (half of à) that became a space, or a control that was deleted, is restored where the syllables leave one
    reading: "HÃ  Ná»™i" is Hà Nội, "Äáº£ng" Đảng. In a text of which no letter was read right, a line with a single one
    ("LÃ½ do") follows the others. A line separator becomes a space.

    **Leaves alone:** a word that has lost a byte and may be several words ("má»i"), with all its characters; words in
    capitals before a sign or a no-break space, which can look so ("ĐÃ”", "MÃ SP"), quotations («cá»…), √ and box
    drawings; other languages. A single accented letter on a line that is right otherwise is for the opt-in filter
    partial-mojibake.
    """
    if not is_suspicious(text):
        return text
    windows = is_of_windows(text)
    unsure: set[str] = set()

    def repair(line: str) -> str:
        read = repair_line(line, windows=windows)
        if read is None:
            unsure.add(line)
        return read or line

    def repair_unsure(line: str) -> str:
        return repair_words(line, windows=windows, of_misread_text=True) if line in unsure else line

    repaired = change_lines_if(text, is_suspicious, repair)
    follow = unsure and _is_all_misread(text, repaired, FEWEST_SURE * len(unsure))
    return change_lines_if(repaired, is_suspicious, repair_unsure) if follow else repaired


def _is_all_misread(text: str, repaired: str, fewest: int) -> bool:
    """Check whether no letter of a text had been read right, and enough of its lines were surely mojibake."""
    if is_surely_right(text) or not is_surely_right(repaired):
        return False
    return sum(1 for _ in changed_lines(text, repaired)) >= fewest
