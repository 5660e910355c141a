import re

from unicodedata2 import normalize

CIRCUMFLEX, BREVE, HORN = "\u0302", "\u0306", "\u031b"
GRAVE, ACUTE, TILDE, HOOK, DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
MODIFIERS = CIRCUMFLEX + BREVE + HORN
TONES = GRAVE + ACUTE + TILDE + HOOK + DOT
CLUSTER = re.compile(f"[^\\W\\d_][{MODIFIERS}{TONES}]+(?![\u0300-\u036f])")
LEFT_OVER = re.compile(f"[{MODIFIERS}{TONES}]")


def unicode(text: str) -> str:
    """Compose letters and their marks (NFC), also where the marks come in the wrong order or twice.

    Sites store "ế" as one, two or three characters, and software that retypes marks one by one writes the tone
    before the circumflex or the breve, an order that NFC cannot compose. Each letter ends as the one
    code point of the Vietnamese alphabet. The rule is Normalization Form C (Unicode Standard
    Annex 15), then for a Vietnamese vowel: modifier first, tone second, each once.

    **Leaves alone:** a vowel with two different tones or modifiers, marks on other letters, marks
    without a letter, and everything that only compatibility normalisation (NFKC) would change (m², ½, №, ﬁ).
    """
    text = normalize("NFC", text)
    return CLUSTER.sub(_recompose, text) if LEFT_OVER.search(text) else text


def _recompose(cluster: re.Match[str]) -> str:
    base, *marks = normalize("NFD", cluster[0])
    modifiers = {mark for mark in marks if mark in MODIFIERS}
    tones = {mark for mark in marks if mark in TONES}
    foreign = base not in "aeiouyAEIOUY" or not {*marks} <= modifiers | tones
    if foreign or len(modifiers) > 1 or len(tones) > 1:
        return cluster[0]
    letter = normalize("NFC", "".join((base, *modifiers, *tones)))
    return letter if len(letter) == 1 else cluster[0]
