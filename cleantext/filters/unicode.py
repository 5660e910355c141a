import re

from unicodedata2 import normalize

from cleantext.text.lines import iterate_lines
from cleantext.text.replace import replace_matches
from cleantext.vietnamese.letters import COMBINING, DOT_ABOVE, LETTER, MARKS, MODIFIERS, TONES

MARK = f"[{MARKS}{DOT_ABOVE}]"
CLUSTER = f"{LETTER}[{MARKS}{DOT_ABOVE}]+(?![{COMBINING}])"
DOTLESS_I = "ı"


def unicode(text: str) -> str:
    """Compose letters and their marks (NFC), also where the marks come in the wrong order or twice.

    Sites store "ế" as one, two or three characters, and software that retypes marks one by one writes the tone
    before the circumflex or the breve, an order that NFC cannot compose. Each letter ends as the one
    code point of the Vietnamese alphabet. The rule is Normalization Form C (Unicode Standard
    Annex 15), then for a Vietnamese vowel: modifier first, tone second, each once; and a tone on an i without
    a dot, or with a dot of its own, as Lithuanian has it, is the tone on an i.

    **Leaves alone:** a vowel with two different tones or modifiers, marks on other letters, marks
    without a letter, and everything that only compatibility normalisation (NFKC) would change (m², ½, №, ﬁ).
    """
    if not re.search(f"[{COMBINING}]", text):
        return str(normalize("NFC", text))
    text = "\n".join([normalize("NFC", line) for line in iterate_lines(text)])  # most lines need nothing, which is fast
    return replace_matches(CLUSTER, _recompose, text) if re.search(MARK, text) else text


def _recompose(cluster: re.Match[str]) -> str:
    base, *marks = normalize("NFD", cluster[0])
    if base in ("i", "I", DOTLESS_I) and set(marks) != {DOT_ABOVE}:
        base, marks = base.replace(DOTLESS_I, "i"), [mark for mark in marks if mark != DOT_ABOVE]
    modifiers, tones = ({mark for mark in marks if mark in kind} for kind in (MODIFIERS, TONES))
    foreign = base not in "aeiouyAEIOUY" or not {*marks} <= modifiers | tones
    if foreign or len(modifiers) > 1 or len(tones) > 1:
        return cluster[0]
    letter = normalize("NFC", "".join((base, *modifiers, *tones)))
    return letter if len(letter) == 1 else cluster[0]
