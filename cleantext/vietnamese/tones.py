"""Respell words: move a tone mark to the right letter, change the style of tone marks."""

from .codepage import CHARACTERS, LETTERS, Triple
from .letters import GRAVE, HOOK, TILDE, TONE_OF, TONES, WITH_TONE
from .syllables import STYLES, in_one_case, spellings, spellings_by_tone, split_tone

OPEN_TONES = GRAVE + HOOK + TILDE  # huyền, hỏi, ngã: no syllable has them before a stop


def any_tone(vowels: str) -> str:
    """Return the letters that vowels form with each tone, in lower case and in capitals."""
    return "".join(WITH_TONE[vowel, tone] for vowel in vowels + vowels.upper() for tone in TONES)


def _both_cases(vowels: str) -> str:
    return vowels + vowels.upper()


MISPLACED_TONES: tuple[Triple, ...] = (
    (CHARACTERS, any_tone("iuyư"), _both_cases("êôơâăưeo")),  # nghịêm, lựơng, gíao, qúe
    (any_tone("ou"), _both_cases("aeoyăâêôơư"), LETTERS),  # hòan, khúyên, đóoc
    (CHARACTERS, _both_cases("aâeêôơoưy"), any_tone("iouyư")),  # baỏ, thaí, mưọi
    (CHARACTERS - {"q", "Q"}, _both_cases("uyưq"), any_tone("aiu")),  # cuả, tuì, mưá, qúy
    (CHARACTERS - {"g", "G"}, _both_cases("i"), any_tone("au")),  # điạ
    (_both_cases("g"), any_tone("i"), _both_cases("auoy")),  # gía
)
"""Sequences that hint at a misplaced tone. The few syllables with one are left alone by `correct_tone_position`."""

TONE_BEFORE_STOP: Triple = (CHARACTERS, [letter for letter, tone in TONE_OF.items() if tone in OPEN_TONES], "cptCPT")
"""A sequence that no syllable has: one that ends in c, ch, p or t has the tone sắc or nặng (hợp, hóc; no hòp)."""


def correct_tone_position(word: str) -> str:
    """Return a word (NFC) with its tone mark on the right letter, with its case unchanged.

    Syllables (in either style) and words that are no syllable wherever the mark stands are returned unchanged.
    """
    lower = word.lower()
    right = None if lower in spellings() else spellings_by_tone().get(split_tone(lower))
    return word if right is None or not in_one_case(word) else with_case_of(word, right)


def in_style(word: str, style: str) -> str:
    """Return a syllable (NFC) spelled in one of STYLES, with its case unchanged; other words are returned unchanged."""
    styles = spellings().get(word.lower())
    return word if styles is None else with_case_of(word, styles[STYLES.index(style)])


def with_case_of(model: str, word: str) -> str:
    """Return a word in the case of `model`, a word of the same length, letter by letter."""
    return "".join(new.upper() if old.isupper() else new for old, new in zip(model, word, strict=True))
