"""Break right text as broken programs do."""

import random
from collections.abc import Callable
from html.entities import codepoint2name

from unicodedata2 import normalize

from cleantext.vietnamese.codas import CODA, is_only_vietnamese
from cleantext.vietnamese.codecs import UNDEFINED, decoding_table
from cleantext.vietnamese.letters import MODIFIERS, TONES, VOWELS, WITH_TONE
from cleantext.vietnamese.syllables import spellings, split_tone
from cleantext.vietnamese.tones import with_case_of

Break = Callable[[str], str]
pick = random.Random(7)


def by_letter(change: Callable[[str, str, str], str]) -> Break:
    """Change each letter with marks: `change` gets its base, its modifiers and its tone."""

    def broken(letter: str) -> str:
        base, *marks = normalize("NFD", letter)
        modifiers, tones = ("".join(mark for mark in marks if mark in kind) for kind in (MODIFIERS, TONES))
        return change(base, modifiers, tones) if marks else letter

    return lambda text: "".join(map(broken, text))


def put(character: str, *, before_mark: bool = False) -> Break:
    """Put a character somewhere inside each word, or before one of its marks."""

    def broken(word: str) -> str:
        letters = normalize("NFD", word) if before_mark else word
        places = [i for i in range(1, len(letters)) if not before_mark or letters[i] in TONES + MODIFIERS]
        place = pick.choice(places) if places else len(letters)
        return letters[:place] + character * bool(places) + letters[place:]

    return lambda text: " ".join(map(broken, text.split(" ")))


def swap(letters: str, others: str, *, all_of_them: bool = False) -> Break:
    """Put another letter in the place of one, or of all, that look the same."""
    table = dict(zip(letters, others, strict=True))

    def broken(word: str) -> str:
        places = [i for i, letter in enumerate(word) if letter in table]
        chosen = places if all_of_them else places and [pick.choice(places)]
        return "".join(table[letter] if i in chosen else letter for i, letter in enumerate(word))

    return lambda text: " ".join(map(broken, text.split(" ")))


def on_coda(text: str) -> str:
    """Put the tone of each word on its last letter, a consonant, where no other language writes such words."""

    def broken(word: str) -> str:
        parts = normalize("NFD", word)
        tone = "".join(c for c in parts if c in TONES)
        wrong = normalize("NFC", "".join(c for c in parts if c not in TONES) + tone)
        return wrong if tone and word[-1] in CODA and is_only_vietnamese(wrong) else word

    return " ".join(map(broken, text.split(" ")))


def misplaced(text: str) -> str:
    """Put the tone of each word where no syllable has it."""

    def broken(word: str) -> str:
        plain, tone = split_tone(word.lower())
        if len(tone) != 1:
            return word
        places = (plain[:i] + WITH_TONE[c, tone] + plain[i + 1 :] for i, c in enumerate(plain) if c in VOWELS)
        wrong = [place for place in places if place not in spellings()]
        return with_case_of(word, pick.choice(wrong)) if wrong else word

    return " ".join(map(broken, text.split(" ")))


def read_as(encoding: str, times: int = 1, form: str = "NFC") -> Break:
    """Read UTF-8 as another encoding, as browsers do: bytes that it lacks become controls."""
    characters = [chr(byte) if c == UNDEFINED else c for byte, c in enumerate(decoding_table(encoding))]

    def broken(text: str) -> str:
        text = normalize(form, text)
        for _ in range(times):
            text = "".join(characters[byte] for byte in text.encode())
        return text

    return broken


def entity(write: Callable[[str], str]) -> Break:
    """Write letters beyond ASCII as entities."""
    return lambda text: "".join(c if c.isascii() else write(c) for c in text)


def named(letter: str) -> str:
    """Return the named entity of a letter, or the letter if it has none."""
    return f"&{codepoint2name[ord(letter)]};" if ord(letter) in codepoint2name else letter


def dotted(dot: str) -> Break:
    """Write an i that bears a mark without its dot, or with one of its own."""
    return by_letter(lambda base, m, t: (dot if base == "i" else base) + m + t)


def bold(letter: str) -> str:
    """Return the mathematical bold letter for one of ASCII."""
    start = 0x1D400 - ord("A") if letter.isupper() else 0x1D41A - ord("a")
    return chr(start + ord(letter)) if letter.isascii() and letter.isalpha() else letter


def in_charset(charset: str, encoding: str = "latin-1") -> Break:
    """Read text in an old charset as another encoding; capitals that the charset lacks become small letters."""
    return lambda text: text.encode(charset, "lowercase").decode(encoding)


def from_pdf(text: str) -> str:
    """Return text in TCVN3 as layers of text in PDF files have it: minus for ư, a bullet operator for ã."""
    return in_charset("tcvn3")(text).replace("\u00ad", "\u2212").replace("\u00b7", "\u2219")
