"""Tone marks that were typed behind the syllable, and so stand on its final consonant: đươc̣, nươć, tiêńg."""

import re
from itertools import product

from unicodedata2 import normalize

from .letters import LETTER, MODIFIERS, TONES
from .syllables import in_one_case, spellings_by_tone
from .tones import with_case_of

CODA = "cghmnptCGHMNPT"
PRECOMPOSED = "".join(c for pair in product(CODA, TONES) if len(c := normalize("NFC", "".join(pair))) == 1)  # ć, ṇ
TONED_CODA = f"[{PRECOMPOSED}{TONES}]"  # every such word has one of them
MARKED = f"(?:{LETTER}|[{TONES}])"
CODA_AND_TONE = f"(?:[{PRECOMPOSED}]|[{CODA}][{TONES}])[gGhH]?"  # the second letter of ng, nh and ch is behind it
WORD_WITH_TONED_CODA = rf"(?<!{LETTER})(?<![{TONES}]){LETTER}{MARKED}{{0,6}}{CODA_AND_TONE}(?!{MARKED})"
OF_OTHER_LANGUAGES = f"(?:[ćńñǹḿṇṃṭĆŃÑǸḾṆṂṬ]|[mM][{TONES}])\\Z"  # as Polish, Lithuanian, Sanskrit end words
UP_TO_VOWELS = f"[bcdđghklmnpqrstvx]*[aeiouy][aeiouy{MODIFIERS}]*"
CODA_WITH_TONES = f"[chmnpt][{TONES}]?[gh]?[{TONES}]?"
DECOMPOSED_WORD = re.compile(f"({UP_TO_VOWELS})({CODA_WITH_TONES})", re.IGNORECASE)


def with_tone_of_coda(word: str) -> str:
    """Return a word with the tone mark of its final consonant on the right vowel, if that makes it a syllable."""
    parts = DECOMPOSED_WORD.fullmatch(normalize("NFD", word))
    if not parts:
        return word
    tone = "".join(c for c in parts[2] if c in TONES)
    if len(tone) != 1:
        return word
    letters = normalize("NFC", parts[1] + "".join(c for c in parts[2] if c not in TONES))
    right = spellings_by_tone().get((letters.lower(), tone))
    return word if right is None or not in_one_case(letters) else with_case_of(letters, right)


def is_only_vietnamese(word: str) -> bool:
    """Check whether no other language writes a word with a tone on its final consonant: it has ê or đ, or ends in c̣."""
    word = normalize("NFC", word)
    return re.search("[ăâêôơưđĂÂÊÔƠƯĐ]", word) is not None or not re.search(OF_OTHER_LANGUAGES, word)
