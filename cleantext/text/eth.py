"""Restore Đ and đ from Icelandic eth (Ð, ð) where no syllable decides: in abbreviations, prices, initials of names."""

import re
from collections.abc import Callable
from itertools import islice

from cleantext.vietnamese.letters import ETH_TO_D, LETTER, SURELY_VIETNAMESE

from .replace import replace_matches

ETH = "[Ðð]"
SURE = f"[{SURELY_VIETNAMESE}]"
MANY = 30  # of them: some 50 words. A share would not do: it grows when lines in other languages are removed
FOREIGN_ETH = rf"[þÞæÆ]|{LETTER}ð(?!-)"  # in Icelandic, Faroese and Old English; đ starts a word, but for nđ-cp

CAPITAL = "[A-ZÂÊÔĂƠƯĐÐ]"
JOINT = "[-–&/.]"

END = r"(?![\w\x80-\x9f])"  # with a control behind it, eth is the first byte of an emoji
BEHIND_THOUSANDS = r"(?:(?<=[.,]\d\d\d)|(?<=[.,]\d\d\d ))"  # 5.000ð
BEHIND_NUMERAL = "(?:(?<=nghìn )|(?<=ngàn )|(?<=triệu )|(?<=t[ỷỉ] ))"
DONG = rf"(?:{BEHIND_THOUSANDS}|{BEHIND_NUMERAL}|(?<!\w)VN){ETH}{END}"
BEHIND_NUMBER = r"(?:(?<=\d/)|(?<=\d /)|(?<=\d/ ))"
ISSUER = rf"(?:{CAPITAL}+{JOINT})*{CAPITAL}+(?!{LETTER})|[nq]ð(?=-)"  # 12/QÐ-UB, 9/2001/nð-cp
OFFICIAL_NUMBER = f"{BEHIND_NUMBER}(?:{ISSUER})"
PROOFS = f"{DONG}|{OFFICIAL_NUMBER}"

UNIT = rf"(?:[cClm](?!\w)|m[²³23]|{LETTER}{{2}})"
A_UNIT = rf"(?<![^\W\d])(?<![/\[]){ETH}(?=/{UNIT})"  # ð/kg; Ð/c
PRICE = rf"(?<=\d\d\d){ETH}{END}|{A_UNIT}"
ABBREVIATION = rf"(?<!{LETTER}){CAPITAL}++(?!{LETTER})"
VOWEL = "[AEIOUYÂÊÔ]"
MOST_VOWELS = 1  # GUÐNI and ÐURO are names
PERSONS = frozenset("ông bà anh chị em cháu cô chú bác cậu dì bé cụ thầy".split())
LONGEST_NAMES = 20  # characters that are looked at before an initial


def restore_d(line: str, is_vietnamese: Callable[[], bool]) -> str:
    """Return a line with Đ in its abbreviations and đ in its prices, if they are Vietnamese.

    They are if the line has a letter that only Vietnamese has, or else if `is_vietnamese` says so of the text around
    it. The numbers of official papers and prices are proof by themselves.
    """
    line = replace_matches(PROOFS, _with_d, line)
    if not re.search(ETH, line) or not (re.search(SURE, line) or is_vietnamese()):
        return line
    line = replace_matches(r"[^\W_]++", _with_d_beside_sure_letter, line)
    return replace_matches(ABBREVIATION, _with_d_in_abbreviation, replace_matches(PRICE, _with_d, line))


def has_much_vietnamese(text: str) -> bool:
    """Check whether a text has many letters that only Vietnamese has."""
    return any(islice(re.finditer(SURE, text), MANY - 1, None))


def _with_d(match: re.Match[str]) -> str:
    return match[0].translate(ETH_TO_D)


def _with_d_beside_sure_letter(word: re.Match[str]) -> str:
    return _with_d(word) if re.search(SURE, word[0]) else word[0]


def _with_d_in_abbreviation(match: re.Match[str]) -> str:
    is_name = len(re.findall(VOWEL, match[0])) > MOST_VOWELS
    stands_for_word = len(match[0]) > 1 or _is_joined(match) or _is_initial(match)
    return _with_d(match) if stands_for_word and not is_name else match[0]


def _is_joined(match: re.Match[str]) -> bool:
    """Check whether a single letter is joined to a capital: Ð-C, T.Ð."""
    start, end = match.span()
    before, behind = match.string[max(0, start - 2) : start], match.string[end : end + 2]
    return bool(re.fullmatch(CAPITAL + JOINT, before) or re.fullmatch(JOINT + CAPITAL, behind))


def _is_initial(match: re.Match[str]) -> bool:
    """Check whether a single letter stands for a name: behind two others, or behind a word for a person."""
    before = match.string[max(0, match.start() - LONGEST_NAMES) : match.start()]
    words = before.split()[-2:]
    are_names = len(words) == 2 and all(word.isalpha() and word.istitle() for word in words)
    return before.endswith(" ") and (are_names or not PERSONS.isdisjoint(map(str.lower, words[-1:])))
