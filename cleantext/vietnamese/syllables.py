"""Every syllable that Vietnamese spelling allows, generated from onsets, rimes, tones and the rules that combine them.

The onsets and rimes are those on which descriptions of the language agree: Đoàn Thiện Thuật, "Ngữ âm
tiếng Việt" (1977); J. Kirby, "Vietnamese (Hanoi Vietnamese)", Journal of the International Phonetic Association
41/3 (2011). The rules also generate syllables that occur in no word: a syllable listed here is possible, not attested.

Position of the tone mark: on ă â ê ô ơ ư (the last of them); otherwise on the only vowel; before a final consonant, on
the last vowel; of three vowels, on the middle one; of two, on the first. For oa, oe and uy at the end of a syllable
there are two styles: the old style writes hòa, the new one hoà (on the main vowel; Decision 1989/QĐ-BGDĐT of
25 May 2018, article 8, for schoolbooks). Laws are printed in both, and both are correct.
"""

from collections.abc import Iterator
from functools import cache
from itertools import product

from .letters import ACUTE, DOT_BELOW, TONE_OF, TONES, VOWELS, WITH_TONE, WITHOUT_TONE

OLD, NEW = STYLES = ("old", "new")
FRONT_VOWELS = tuple("eêiy")
BACK_ONSETS = ("c", "g", "ng")  # not before FRONT_VOWELS, where FRONT_ONSETS are written instead
FRONT_ONSETS = ("k", "gh", "ngh")
ONSETS = ("", *"b ch d đ h kh l m n nh p ph r s t th tr v x".split())
STOP_CODAS = ("c", "ch", "p", "t")  # syllables that end in these have one of two tones, sắc or nặng

RIMES = """
a ac ach ai am an ang anh ao ap at au ay
ăc ăm ăn ăng ăp ăt
âc âm ân âng âp ât âu ây
e ec em en eng eo ep et
ê êch êm ên ênh êp êt êu
i ia ich im in inh ip it iu
iêc iêm iên iêng iêp iêt iêu
o oc oi om on ong op ot ooc oong
ô ôc ôi ôm ôn ông ôp ôt
ơ ơi ơm ơn ơp ơt
u ua uc ui um un ung up ut
uôc uôi uôm uôn uông uôt
ư ưa ưc ưi ưm ưng ưt ưu
ươc ươi ươm ươn ương ươp ươt ươu
""".split()
GLIDE_RIMES = """
oa oac oach oai oam oan oang oanh oao oap oat oay
oăc oăm oăn oăng oăp oăt
oe oem oen oeo oet
uân uâng uât uây
uê uêch uênh uêu uơ
uy uya uych uyn uynh uyp uyt uyu uyên uyêt
""".split()
# The u of qu is the glide, so these rimes are written without it.
AFTER_QU = [*(rime[1:] for rime in GLIDE_RIMES), *"au ec ên êt i inh it ôc".split()]
AFTER_G = "i im in ip it ich iêc iêm iên iêng iêt".split()  # g and i together are the onset gi: gì, giếng
WITHOUT_ONSET = "y yêm yên yêng yêt yêu".split()
BEFORE_Y = "h k l m n s t th v".split()
IRREGULAR = "gịa gỵa đăk đắk lăk lắk kạn kông niê".split()  # giặt gịa; Đắk Lắk, Bắc Kạn, Hồng Kông, the name Niê


def _onsets_and_rimes() -> Iterator[tuple[str, str]]:
    """Yield the onset and the rime of every syllable, without tones."""
    for onset, rime in product((*ONSETS, *BACK_ONSETS, *FRONT_ONSETS), RIMES + GLIDE_RIMES):
        front = rime.startswith(FRONT_VOWELS)
        if not (front and onset in BACK_ONSETS) and (front or onset not in FRONT_ONSETS):
            yield onset, rime
    yield from product(["qu"], AFTER_QU)
    yield from product(["g"], AFTER_G)
    yield from product(["gi"], [rime for rime in RIMES + GLIDE_RIMES if not rime.startswith(("i", "y"))])
    yield from product([""], WITHOUT_ONSET)
    yield from product(BEFORE_Y, ["y"])


def _tone_position(rime: str, style: str) -> int:
    """Return the index of the letter of a rime that bears the tone mark."""
    marked = [i for i, letter in enumerate(rime) if letter in "ăâêôơư"]
    vowels = [i for i, letter in enumerate(rime) if letter in VOWELS]
    if marked:
        return marked[-1]
    if len(vowels) < len(rime):
        return vowels[-1]
    if len(vowels) == 2 and not (style == NEW and rime in ("oa", "oe", "uy")):
        return vowels[0]
    return vowels[len(vowels) // 2]


@cache
def spellings() -> dict[str, tuple[str, str]]:
    """Return every syllable, in lower case and NFC: each spelling mapped to its spellings in old and in new style.

    There are about 18,000; they are generated at the first call, which takes some tens of milliseconds.
    """
    found = {word: (word, word) for word in IRREGULAR}
    for onset, rime in _onsets_and_rimes():
        positions = [_tone_position(rime, style) for style in STYLES]
        for tone in (ACUTE, DOT_BELOW) if rime.endswith(STOP_CODAS) else ("", *TONES):
            old, new = (f"{onset}{rime[:i]}{WITH_TONE[rime[i], tone]}{rime[i + 1 :]}" for i in positions)
            found[old] = found[new] = (old, new)
    return found


def is_syllable(word: str) -> bool:
    """Check whether a word (NFC; lower case, capitals, or an initial capital) is a possible syllable."""
    return word.lower() in spellings() and in_one_case(word)


def in_one_case(word: str) -> bool:
    """Check whether a word is in lower case, possibly with an initial capital, or all in capitals."""
    return word[1:] == word[1:].lower() or word == word.upper()


@cache
def spellings_by_tone() -> dict[tuple[str, str], str]:
    """Map letters without tone, and a tone mark, to the syllable they form; where two styles differ, the old one."""
    return {split_tone(word): old for word, (old, _) in spellings().items() if word not in IRREGULAR}


def split_tone(word: str) -> tuple[str, str]:
    """Return the letters of a word (NFC) without their tones, and the tone marks that were removed."""
    return "".join(WITHOUT_TONE.get(c, c) for c in word), "".join(TONE_OF[c] for c in word if c in TONE_OF)
