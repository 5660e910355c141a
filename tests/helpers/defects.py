"""Every class of defect, made on purpose: `python -m tests.helpers.defects` prints how much of each is repaired.

The words are the syllables of the inventory, in small letters, with one capital, and in capitals; lines have eight in
small letters. A class changes them as a broken program would; what comes back must be what was there.
"""

import sys
from functools import cache
from typing import NamedTuple

from unicodedata2 import normalize

from cleantext import Chain
from cleantext.vietnamese.letters import ACUTE, GRAVE, TILDE, TONE_OF, WITHOUT_TONE
from cleantext.vietnamese.syllables import spellings
from tests.helpers.breaking import (
    Break,
    bold,
    by_letter,
    dotted,
    entity,
    from_pdf,
    in_charset,
    misplaced,
    named,
    on_coda,
    pick,
    put,
    read_as,
    swap,
)

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
    "grapheme joiner": put("\u034f"),
    "Mongolian vowel separator": put("\u180e"),
    "Hangul filler": put("\u3164"),
    "tag": put("\U000e0041"),
    "optional hyphen": put("\x1f"),
    "zero-width space before a mark": put("\u200b", before_mark=True),
    "soft hyphen before a mark": put("\u00ad", before_mark=True),
    "misplaced tone": misplaced,
    "tone on the final consonant": on_coda,
    "dotless i": dotted("ı"),
    "i with a dot of its own": dotted("i\u0307"),
    "UTF-8 as Windows-1252": read_as("cp1252"),
    "UTF-8 as latin-1": read_as("latin-1"),
    "UTF-8 as Windows-1258": read_as("cp1258"),
    "UTF-8 as Mac Roman": read_as("mac_roman"),
    "UTF-8 as code page 437": read_as("cp437"),
    "UTF-8 as Windows-1252, twice": read_as("cp1252", 2),
    "UTF-8 as latin-1, twice": read_as("latin-1", 2),
    "decomposed UTF-8 as Windows-1252": read_as("cp1252", form="NFD"),
    "entities, decimal": entity(lambda c: f"&#{ord(c)};"),
    "entities, hexadecimal": entity(lambda c: f"&#x{ord(c):X};"),
    "entities, named": entity(named),
    "UTF-8 as latin-1, as entities": lambda text: entity(named)(read_as("latin-1")(text)),
    "odd spaces": lambda text: text.replace(" ", pick.choice("\u00a0\u2003\u2009\u202f\u3000\t")),
    "entities, escaped twice": entity(lambda c: f"&amp;#{ord(c)};"),
}
OPT_IN: dict[str, Break] = {
    "fullwidth": lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
    "mathematical letters": lambda text: "".join(map(bold, normalize("NFD", text))),
    "accents behind letters": by_letter(
        lambda base, m, t: normalize("NFC", base + m) + t.translate({ord(ACUTE): "´", ord(GRAVE): "ˋ", ord(TILDE): "˜"})
    ),
    "marks behind a space": lambda text: "".join(
        f"{WITHOUT_TONE[c]} {TONE_OF[c]}" if c in TONE_OF else c for c in text
    ),
    "a stroke through d": lambda text: text.replace("đ", "d\u0335").replace("Đ", "D\u0336"),
}


WINDOWS = read_as("cp1252")
IN_PASSAGES: dict[str, Break] = {  # a word alone proves nothing there
    "UTF-8 as Windows-1252, spaces lost": lambda text: WINDOWS(text).replace("\u00a0", " "),
    "half of it UTF-8 as Windows-1252": lambda text: text[: len(text) // 2] + WINDOWS(text[len(text) // 2 :]),
    "TCVN3 as latin-1": in_charset("tcvn3"),
    "TCVN3 in a PDF": from_pdf,
    "VISCII as latin-1": in_charset("viscii"),
    "VPS as latin-1": in_charset("vps"),
    "VNI as Windows-1252": in_charset("vni", "cp1252"),
    "BKHCM2 as Windows-1252": in_charset("bkhcm2", "cp1252"),
}


class Outcome(NamedTuple):
    """What became of the texts that a class of defect changed: left as they were, or made wrong in another way.

    A case is the text, how it was broken, and what came back.
    """

    broken: int
    left: list[tuple[str, str, str]]
    wrong: list[tuple[str, str, str]]

    @property
    def share(self) -> float:
        """The share that was repaired."""
        return 1 - (len(self.left) + len(self.wrong)) / self.broken


@cache
def syllables() -> list[str]:
    """Return all syllables, always in the same order."""
    return sorted(spellings())


def words(count: int) -> list[str]:
    """Choose syllables in three kinds of case."""
    forms = [form for word in syllables() for form in (word, word.capitalize(), word.upper())]
    return pick.sample(forms, count)


def lines(count: int) -> list[str]:
    """Make lines of eight syllables."""
    return [" ".join(pick.sample(syllables(), 8)) for _ in range(count)]


def passages(count: int) -> list[str]:
    """Make texts of three such lines."""
    return ["\n".join(lines(3)) for _ in range(count)]


def outcome(chain: Chain, broken: Break, texts: list[str]) -> Outcome:
    """Break texts and repair them. Of a misplaced tone, either style is right: both are compared in one."""
    in_one_style = Chain(strips=()).with_options("tones", style="old").clean if broken is misplaced else str
    cases = [(text, bad, chain.clean(bad)) for text in texts if (bad := broken(text)) != text]
    others = [case for case in cases if in_one_style(case[0]) != in_one_style(case[2])]
    left = [case for case in others if normalize("NFC", case[1]) == case[2]]
    return Outcome(len(cases), left, [case for case in others if case not in left])


def chain_for(name: str) -> Chain:
    """Return the chain that should repair a class: the default one, or one with the opt-in filters."""
    return Chain().including("fullwidth", "loose-marks", "partial-mojibake") if name in OPT_IN else Chain()


if __name__ == "__main__":
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
    kinds = (
        (f"{size} words", words(size), ON | OPT_IN),
        (f"{size // 8} lines of 8 words", lines(size // 8), ON | OPT_IN),
    )
    for title, texts, classes in (*kinds, (f"{size // 24} passages", passages(size // 24), IN_PASSAGES)):
        print(f"\n{title:36}{'broken':>8}{'repaired':>11}{'left':>6}{'wrong':>6}")
        for name, broken in classes.items():
            result = outcome(chain_for(name), broken, texts)
            if not result.broken:  # odd spaces are in lines only
                continue
            share, left, wrong = 100 * result.share, len(result.left), len(result.wrong)
            print(f"{name:36}{result.broken:8}{share:9.2f} %{left:6}{wrong:6} {(result.left + result.wrong)[:1] or ''}")
