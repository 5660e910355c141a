"""Check whether text may be in an old charset that was read as another: fast questions, asked before any vote."""

import re
from collections.abc import Iterable

from cleantext.vietnamese.letters import COMBINING, LETTER, ONLY_VIETNAMESE, TONES
from cleantext.vietnamese.original_bytes import byte_of_character
from cleantext.vietnamese.syllables import is_syllable, spellings

from .capitals import restore_capitals
from .votes import FEWEST_WORDS, competing_charsets, non_ascii_words, only_in_old_charset

# What letters of the old charsets turn into if decoded wrongly; of Vietnamese letters, only capital Ã is among them.
SIGN_OF_MISREADING = f"[\x80-\x9f¡-¿ÃÄÅÆÇËÎÏÑÖ×ØÛÜÞßåäæçëîïðñö÷øûüþÿ{TONES}]"
SIGN_BEHIND_LETTER = rf"{SIGN_OF_MISREADING}(?<=[A-Za-z].)"
SIGN_BEFORE_LETTER = rf"{SIGN_OF_MISREADING}(?=[A-Za-z])"
# The tone marks of cp1258, read as Windows-1252, behind their vowels: "iÌ", "oÒ", "ýÞ", "õì".
TONE_OF_CP1258 = "[aeiouyâêôãõýAEIOUYÂÊÔÃÕÝ][ÌÒÞìò]"
SUSPICIOUS = f"{SIGN_BEHIND_LETTER}|{SIGN_BEFORE_LETTER}|{TONE_OF_CP1258}"
SURELY_READ_RIGHT = "[ĩũĨŨ\u1ea0-\u1ef9\u0302\u0306\u031b]"  # what Windows-1252 and -1258 lack of Vietnamese letters
ASCII_BESIDE_OTHERS = "[^\x00-\x7f][A-Za-z]|[A-Za-z][^\x00-\x7f]"
UNIT = rf"(?<!{LETTER})(?:[cdkm]?m[²³]|°[CF])(?!{LETTER})"

ASCII_WORD = r"(?<![\w\x80-\xff@./-])[a-z]{2,}(?![\w\x80-\xff@/-]|\.\w)"  # of no address

WITH_LETTERS_AMONG_CONTROLS = ("tcvn3", "viscii", "vps")  # where latin-1 has controls and the soft hyphen
LETTER_AMONG_CONTROLS = "[\x80-\x84\x86-\x9f\xad]"  # of these charsets, read as latin-1
WORD_OF_LATIN_1 = "[A-Za-z\x80-\x84\x86-\x9f\xa1-\xff]+"
# Signs that stand within no right word ("thµnh", "®Þnh"); those of maths, footnotes and Catalan (l·l) do.
SIGN_WITHIN_WORD = rb"[A-Za-z][\xa1-\xa9\xae\xaf\xb5\xb6\xb8\xbc-\xbf][A-Za-z]|\xae[\xc0-\xff]"
SIGN_IN_BYTES = rb"[\xa1-\xaa\xac-\xba\xbc-\xbf]"  # no letter of another language, and no quotation mark
PRODUCT_OR_UNIT = rb"[A-Za-z][\xb1\xb7\xd7\xf7][A-Za-z]|\xb5[A-Za-z]"  # a·b, µm
FEWEST_WITH_SIGN = 2  # words that are syllables in an old charset only, one of them with any such sign
BEYOND_LATIN_1 = f"[{ONLY_VIETNAMESE}{COMBINING}]"  # a line with one was not read as latin-1


def may_be_misread(lines: Iterable[str]) -> bool:
    """Check whether lines with odd signs in words have enough words for a vote: it needs tables, which take time."""
    words: set[str] = set()
    for line in lines:
        if may_vote(line) and re.search(SUSPICIOUS, line):
            rest = re.sub(UNIT, " ", line)
            if re.search(SUSPICIOUS, rest):
                words.update(word for word in rest.split() if re.search(ASCII_BESIDE_OTHERS, word))
            if len(words) >= FEWEST_WORDS:
                return True
    return False


def is_surely_right(line: str) -> bool:
    """Check whether a line has a letter of which no other encoding can be the cause."""
    return re.search(SURELY_READ_RIGHT, line) is not None


def may_vote(line: str) -> bool:
    """Check whether a line has characters beyond ASCII, all of which may have been read wrongly."""
    return not line.isascii() and not is_surely_right(line)


def shows_old_charset(line: str) -> bool:
    """Check whether a line has words that are syllables in an old charset, and nothing as they stand.

    That is no proof, but reason enough to keep a control, a soft hyphen or a no-break space, which may be a letter.
    """
    if re.search(BEYOND_LATIN_1, line):
        return False
    return _has_letter_among_controls(line) or _is_only_in_old_charset(line)


def _is_only_in_old_charset(line: str) -> bool:
    """Check whether all words beyond ASCII are syllables in one old charset, enough only there, beside Vietnamese."""
    if not re.search(SUSPICIOUS, line) or not re.search(SUSPICIOUS, line := re.sub(UNIT, " ", line)):
        return False
    data = line.replace("\xa0", " ").translate(byte_of_character("cp1252")).encode("latin-1", "replace")
    found = non_ascii_words(re.sub(rb"\xad(?![A-Za-z\x80-\xff])", b"", data))
    found = {word for word in found if not re.fullmatch(PRODUCT_OR_UNIT, word)}
    if not _are_enough(found) or not _are_enough(only_in_old_charset(found)):  # the second needs tables
        return False
    words = re.findall(ASCII_WORD, line)
    return 2 * sum(word in spellings() for word in words) >= len(words)


def _are_enough(words: set[bytes]) -> bool:
    """Check whether words suffice to show an old charset, if they are syllables only there."""
    joined = b" ".join(words)
    fewest = FEWEST_WITH_SIGN if re.search(SIGN_IN_BYTES, joined) else FEWEST_WORDS
    return len(words) >= fewest or re.search(SIGN_WITHIN_WORD, joined) is not None


def _has_letter_among_controls(line: str) -> bool:
    """Check whether a word is a syllable only in one of the charsets with letters among the controls."""
    if not re.search(LETTER_AMONG_CONTROLS, line):
        return False
    other_signs = re.search(SIGN_BEHIND_LETTER, re.sub(LETTER_AMONG_CONTROLS, "", line)) is not None
    return any(
        _is_misread_syllable(word) and (other_signs or not is_syllable(re.sub(LETTER_AMONG_CONTROLS, "", word)))
        for word in re.findall(WORD_OF_LATIN_1, line)
        if re.search(LETTER_AMONG_CONTROLS, word)
    )


def _is_misread_syllable(word: str) -> bool:
    """Check whether a word, decoded as latin-1, is an accented syllable in a charset with letters among the controls.

    It must contain an ASCII letter, as most syllables do: a control character alone is not a word.
    """
    competing_charsets()  # makes them known to Python
    data = word.encode("latin-1")
    readings = (restore_capitals(data.decode(name, "replace"), name) for name in WITH_LETTERS_AMONG_CONTROLS)
    return bool(re.search("[A-Za-z]", word)) and any(not read.isascii() and is_syllable(read) for read in readings)
