"""Every class of defect, made on purpose: `python -m tests.defects` prints what is repaired of each and what is not.

The words are the syllables of the inventory in small letters, with one capital, and in capitals, alone and in lines of
eight. A class changes a word as a broken program would; what comes back must be the word.
"""

import random
import sys
from collections.abc import Callable, Iterator
from html.entities import codepoint2name
from typing import NamedTuple

from unicodedata2 import normalize

from cleantext import Chain
from cleantext.vietnamese.letters import ACUTE, GRAVE, MODIFIERS, PLAIN, TILDE, TONE, TONED, TONES, VOWELS
from cleantext.vietnamese.syllables import in_case_of, spellings, split_tone

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


def misplaced(text: str) -> str:
    """Put the tone of each word where no syllable has it."""

    def broken(word: str) -> str:
        plain, tone = split_tone(word.lower())
        if len(tone) != 1:
            return word
        places = (plain[:i] + TONED[c, tone] + plain[i + 1 :] for i, c in enumerate(plain) if c in VOWELS)
        wrong = [place for place in places if place not in spellings()]
        return in_case_of(word, pick.choice(wrong)) if wrong else word

    return " ".join(map(broken, text.split(" ")))


def misread(encoding: str, times: int = 1, form: str = "NFC") -> Break:
    """Read UTF-8 as another encoding, as browsers do: bytes that it lacks become controls."""
    characters = [
        chr(byte) if c == "\ufffd" else c
        for byte, c in enumerate(bytes(range(256)).decode(encoding, "replace"))
    ]  # fmt: skip

    def broken(text: str) -> str:
        text = normalize(form, text)
        for _ in range(times):
            text = "".join(characters[byte] for byte in text.encode())
        return text

    return broken


def reference(write: Callable[[str], str]) -> Break:
    """Write letters beyond ASCII as entities."""
    return lambda text: "".join(c if c.isascii() else write(c) for c in text)


def named(letter: str) -> str:
    """Give the named entity of a letter, if it has one."""
    return f"&{codepoint2name[ord(letter)]};" if ord(letter) in codepoint2name else letter


def dotted(dot: str) -> Break:
    """Write an i that bears a mark without its dot, or with one of its own."""
    return by_letter(lambda base, m, t: (dot if base == "i" else base) + m + t)


ON: dict[str, Break] = {
    "decomposed (NFD)": lambda text: normalize("NFD", text),
    "part composed": by_letter(lambda base, m, t: normalize("NFC", base + m) + t),
    "tone before modifier": by_letter(lambda base, m, t: base + t + m),
    "mark twice": by_letter(lambda base, m, t: normalize("NFC", base + m + t) + (t or m)),
    "all marks twice": by_letter(lambda base, m, t: base + m + m + t + t),
    "U+0340, U+0341": lambda text: normalize("NFD", text).replace(GRAVE, "\u0340").replace(ACUTE, "\u0341"),
    "eth": swap("đĐ", "ðÐ", all_of_them=True),
    "African d": swap("đĐ", "ɖƉ", all_of_them=True),
    "a Cyrillic letter": swap("aeopcyxihAEOPCYXIBHKMT", "аеорсухіһАЕОРСУХІВНКМТ"),
    "a Greek letter": swap("ovABEHIKMNOPTYX", "ονΑΒΕΗΙΚΜΝΟΡΤΥΧ"),
    "caron for breve": swap("ăĂ", "ǎǍ", all_of_them=True),
    "gha for ư": swap("ưƯ", "ƣƢ", all_of_them=True),
    "zero-width space": put("\u200b"),
    "zero-width non-joiner": put("\u200c"),
    "zero-width joiner": put("\u200d"),
    "word joiner": put("\u2060"),
    "byte order mark": put("\ufeff"),
    "soft hyphen": put("\u00ad"),
    "variation selector": put("\ufe0f"),
    "left-to-right mark": put("\u200e"),
    "right-to-left override": put("\u202e"),
    "C0 control": put("\x01"),
    "C1 control": put("\x81"),
    "zero-width space before a mark": put("\u200b", before_mark=True),
    "soft hyphen before a mark": put("\u00ad", before_mark=True),
    "misplaced tone": misplaced,
    "dotless i": dotted("ı"),
    "i with a dot of its own": dotted("i\u0307"),
    "UTF-8 as Windows-1252": misread("cp1252"),
    "UTF-8 as latin-1": misread("latin-1"),
    "UTF-8 as Windows-1258": misread("cp1258"),
    "UTF-8 as Windows-1252, twice": misread("cp1252", 2),
    "UTF-8 as latin-1, twice": misread("latin-1", 2),
    "decomposed UTF-8 as Windows-1252": misread("cp1252", form="NFD"),
    "entities, decimal": reference(lambda c: f"&#{ord(c)};"),
    "entities, hexadecimal": reference(lambda c: f"&#x{ord(c):X};"),
    "entities, named": reference(named),
    "entities, escaped twice": reference(lambda c: f"&amp;#{ord(c)};"),
}
OPT_IN: dict[str, Break] = {
    "fullwidth": lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
    "accents behind letters": by_letter(
        lambda base, m, t: normalize("NFC", base + m) + t.translate({ord(ACUTE): "´", ord(GRAVE): "ˋ", ord(TILDE): "˜"})
    ),
    "marks behind a space": lambda text: "".join(f"{PLAIN[c]} {TONE[c]}" if c in TONE else c for c in text),
    "a stroke through d": lambda text: text.replace("đ", "d\u0335").replace("Đ", "D\u0336"),
}


class Outcome(NamedTuple):
    """What became of the texts that a class of defect changed."""

    broken: int
    repaired: int
    others: list[tuple[str, str, str]]  # the text, how it was broken, what came back

    @property
    def share(self) -> float:
        """The share that was repaired."""
        return self.repaired / self.broken if self.broken else 1.0


def words(count: int) -> list[str]:
    """Choose syllables in three kinds of case."""
    forms = [form for word in sorted(spellings()) for form in (word, word.capitalize(), word.upper())]
    return pick.sample(forms, count)


def lines(count: int) -> list[str]:
    """Make lines of eight syllables."""
    return [" ".join(pick.sample(sorted(spellings()), 8)).capitalize() for _ in range(count)]


def outcome(chain: Chain, broken: Break, texts: list[str]) -> Outcome:
    """Break texts and repair them. Of a tone, either style is right."""
    cases = [(text, bad) for text in texts if (bad := broken(text)) != text]
    results = [(text, bad, chain.clean(bad)) for text, bad in cases]
    either = chain.with_options("tones", style="old").clean if broken is misplaced else str
    wrong = [case for case in results if case[0] != case[2] and either(case[0]) != either(case[2])]
    return Outcome(len(cases), len(cases) - len(wrong), wrong)


def outcomes(texts: list[str]) -> Iterator[tuple[str, Outcome]]:
    """Give the outcome of every class of defect."""
    with_opt_in = Chain().including("fullwidth", "loose-marks")
    for name, broken in (ON | OPT_IN).items():
        yield name, outcome(with_opt_in if name in OPT_IN else Chain(), broken, texts)


if __name__ == "__main__":
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
    for title, texts in ((f"{size} words", words(size)), (f"{size // 8} lines of 8 words", lines(size // 8))):
        print(f"\n{title:36}{'broken':>8}{'repaired':>11}")
        for name, (broken, repaired, others) in outcomes(texts):
            print(f"{name:36}{broken:8}{100 * repaired / broken:10.2f} % {others[:2] or ''}")
