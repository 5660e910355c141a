"""Every syllable that Vietnamese spelling allows, made by rule: an onset, a rime, a tone, and what may go together.

The sets of onsets and rimes are those that the descriptions of the language agree on: Đoàn Thiện Thuật, "Ngữ âm
tiếng Việt" (1977); J. Kirby, "Vietnamese (Hanoi Vietnamese)", Journal of the International Phonetic Association
41/3 (2011). The rules also make syllables that no word uses; nothing here says that a word exists, only that it can.

Where the tone mark stands: on ă â ê ô ơ ư (the last of them); else on the only vowel; before a final consonant on
the last vowel; of three vowels on the middle one; of two on the first. For oa, oe and uy at the end of a syllable
there are two styles: the old one says hòa, the new one hoà (on the main vowel; Decision 1989/QĐ-BGDĐT of
25 May 2018, article 8, for schoolbooks). Laws are printed in both. Neither is wrong.
"""

from collections.abc import Iterator
from functools import cache
from itertools import product

from .letters import ACUTE, DOT, PLAIN, TONE, TONED, TONES, VOWELS

OLD, NEW = STYLES = ("old", "new")
FRONT = tuple("eêiy")
BACK_ONSETS = ("c", "g", "ng")  # before other vowels than FRONT; k, gh, ngh before FRONT
FRONT_ONSETS = ("k", "gh", "ngh")
ONSETS = ("", *"b ch d đ h kh l m n nh p ph r s t th tr v x".split())
STOPS = ("c", "ch", "p", "t")  # such a syllable has one of two tones, sắc or nặng

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
GLIDES = """
oa oac oach oai oam oan oang oanh oao oap oat oay
oăc oăm oăn oăng oăp oăt
oe oem oen oeo oet
uân uâng uât uây
uê uêch uênh uêu uơ
uy uya uych uyn uynh uyp uyt uyu uyên uyêt
""".split()
# The u of qu is the glide, so the rime comes without it.
AFTER_QU = [*(rime[1:] for rime in GLIDES), *"au ec ên êt i inh it ôc".split()]
AFTER_G = "i im in ip it ich iêc iêm iên iêng iêt".split()  # the i does for gi as well: gì, giếng
WITHOUT_ONSET = "y yêm yên yêng yêt yêu".split()
BEFORE_Y = "h k l m n s t th v".split()
IRREGULAR = "gịa gỵa đăk đắk lăk lắk kạn kông niê".split()  # giặt gịa; Đắk Lắk, Bắc Kạn, Hồng Kông, the name Niê


def _plain() -> Iterator[tuple[str, str]]:
    """Give onset and rime of every syllable, without tones."""
    for onset, rime in product((*ONSETS, *BACK_ONSETS, *FRONT_ONSETS), RIMES + GLIDES):
        front = rime.startswith(FRONT)
        if not (front and onset in BACK_ONSETS) and (front or onset not in FRONT_ONSETS):
            yield onset, rime
    yield from product(["qu"], AFTER_QU)
    yield from product(["g"], AFTER_G)
    yield from product(["gi"], [rime for rime in RIMES + GLIDES if not rime.startswith(("i", "y"))])
    yield from product([""], WITHOUT_ONSET)
    yield from product(BEFORE_Y, ["y"])


def _place(rime: str, style: str) -> int:
    """Say which letter of a rime bears the tone mark."""
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
    """Give every syllable, in small letters and NFC: for each spelling its old and its new style.

    About 18,000; made once, when first asked for, in some tens of milliseconds.
    """
    found = {word: (word, word) for word in IRREGULAR}
    for onset, rime in _plain():
        places = [_place(rime, style) for style in STYLES]
        for tone in (ACUTE, DOT) if rime.endswith(STOPS) else ("", *TONES):
            old, new = (f"{onset}{rime[:i]}{TONED[rime[i], tone]}{rime[i + 1 :]}" for i in places)
            found[old] = found[new] = (old, new)
    return found


def is_syllable(word: str) -> bool:
    """Tell whether a word (NFC; small letters, capitals, or one capital first) is spelled as a syllable can be."""
    return word.lower() in spellings() and in_one_case(word)


def in_one_case(word: str) -> bool:
    """Tell whether a word is in small letters or in capitals, its first letter aside."""
    return word[1:] == word[1:].lower() or word == word.upper()


@cache
def by_tone() -> dict[tuple[str, str], str]:
    """Give the spelling for letters without tone, and tone; of two styles the old."""
    return {split_tone(word): old for word, (old, _) in spellings().items() if word not in IRREGULAR}


def split_tone(word: str) -> tuple[str, str]:
    """Take a word's tone marks (NFC) off: the letters without tone, and the marks that were there."""
    return "".join(PLAIN.get(c, c) for c in word), "".join(TONE[c] for c in word if c in TONE)
