import re

from cleantext.text.lines import change_lines
from cleantext.text.replace import replace_matches
from cleantext.vietnamese.letters import ACCENTED, ETH_TO_D, LETTER, SMALL_WITH_TONE, WORD
from cleantext.vietnamese.syllables import spellings

CAPITALS = f"A-Z{''.join(sorted(letter for letter in ACCENTED if letter.isupper()))}Ð"  # lookalikes makes Ð a Đ
TO_CAPITALS = str.maketrans(SMALL_WITH_TONE, SMALL_WITH_TONE.upper())
PROOF = f"[{CAPITALS}][{SMALL_WITH_TONE}](?!Ð)[{CAPITALS}]"  # no syllable has đ behind a vowel
THREE_CAPITALS = f"(?:[{CAPITALS}][^{CAPITALS}]*){{3}}"  # SốP may be "Số P"

IN_CAPITALS = f"[{CAPITALS}{SMALL_WITH_TONE}]"  # as the font showed them
OTHER_LETTER = f"(?!{IN_CAPITALS}){LETTER}"
MAYBE = f"(?<!{LETTER}){IN_CAPITALS}+(?!{LETTER})"  # a word in capitals, or Bà
SURELY = f"(?<!{LETTER})(?:[{SMALL_WITH_TONE}]*[{CAPITALS}]){{2}}{IN_CAPITALS}*(?!{LETTER})"  # two capitals at least
BETWEEN = r"[\W\d_]+"
RUN = f"{SURELY}(?:(?:{BETWEEN}{MAYBE})*{BETWEEN}{SURELY})*"


def font_capitals(text: str) -> str:
    """Restore capitals that an old font showed: VIỆT NAM for "VIệT NAM", LẦN for "LầN".

    Before Unicode, letters with tones had no capitals in TCVN3; a font whose name ends in H showed the small letters as
    capitals. Converters keep them small. A small letter with a tone between two capitals, in a word that is a syllable,
    proves such a font; then all words around it that have no other small letters are in capitals.

    **Leaves alone:** a word with one capital (Bà, Vũ) at the edge of such words, unless the whole line is of them;
    words and lines without a proof (Bà TÚ, ÔNG Vũ, "THà"); other small letters (iPhone, McĐỨC).
    """
    return change_lines(text, PROOF, _restore_line)


def _restore_line(line: str) -> str:
    if not re.search(OTHER_LETTER, line):
        return _restore_words(line)
    return replace_matches(RUN, lambda run: _restore_words(run[0]), line)


def _restore_words(words: str) -> str:
    """Return words in capitals if one of them proves the font."""
    proven = re.search(THREE_CAPITALS, words) and any(_is_proof(word[0]) for word in re.finditer(WORD, words))
    return words.translate(TO_CAPITALS) if proven else words


def _is_proof(word: str) -> bool:
    return re.search(PROOF, word) is not None and word.lower().translate(ETH_TO_D) in spellings()
