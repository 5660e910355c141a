import re

from ..misread import is_surely_misread
from ..vietnamese.letters import ONLY_VIETNAMESE, TONED, TONES
from ..vietnamese.syllables import in_style, is_syllable, put_tone_right


def _toned(vowels: str) -> str:
    return "".join(TONED[vowel, tone] for vowel in vowels + vowels.upper() for tone in TONES)


# Pairs of vowels that no syllable has with the tone where it is, but for a few that the inventory then knows. They are
# told by a toned vowel and what stands on either side: in this shape the pattern takes a tenth of the time that plain
# alternatives take.
MISPLACED = re.compile(
    rf"""[{_toned("aiouyư")}] (?:
      [êôơâăưaeoyÊÔƠÂĂƯAEOY] (?:  # nghịêm, lựơng; gíao, qúe; hòan, khúyên
          (?<=[{_toned("iouyư")}][êôơâăưÊÔƠÂĂƯ]) | (?<=[{_toned("iu")}][eoEO])
        | (?<=[{_toned("o")}][aeoAEO])\w | (?<=[{_toned("u")}][yY])\w )
    | (?<=[aâeêôơoưyuiqgAÂEÊÔƠOƯYUIQG].) (?:  # baỏ, thaí; mưá; cuả, tuì; điạ; qúy; gía
          (?<=[aâeêôơoưyAÂEÊÔƠOƯY][{_toned("iouyư")}]) | (?<=[yưYƯ][{_toned("a")}])
        | (?<=[uU][{_toned("ai")}])(?<![qQ]..) | (?<=[iI][{_toned("au")}])(?<![gG]..)
        | (?<=[qQ][{_toned("u")}]) | (?<=[gG][{_toned("i")}])[auoyAUOY] )
    )""",
    re.VERBOSE,
)
WORD = re.compile(r"[^\W\d_]+")
OWN = re.compile(f"[{ONLY_VIETNAMESE}]")
BEFORE = re.compile(r"([^\W\d_]+) \Z")
AFTER = re.compile(r" ([^\W\d_]+)")
REACH = 9  # the longest syllable has 7 letters


def tones(text: str, *, style: str | None = None) -> str:
    """Put tone marks on the right letter: nghiêm for "nghịêm", quý for "qúy", hoàn for "hòan".

    Some input methods leave the mark on the letter that was typed last, and searches miss such words. A word is changed
    only if it is no syllable as it stands and is one with the mark elsewhere (the rule and its sources are in
    vietnamese/syllables.py). With a `style`, "old" or "new", hòa and hoà are written in that one style too.

    **Leaves alone:** the style, unless asked: hòa and hoà are both right. Words without a letter of Vietnamese alone
    beside a foreign word, for they may be of its language ("assa aí"). Spelling (nghành), and i for y (kĩ, kỹ).
    """
    if style is None and not MISPLACED.search(text):
        return text
    lines = text.split("\n")
    return "\n".join(_in_line(line, style) if style or MISPLACED.search(line) else line for line in lines)


def _in_line(line: str, style: str | None) -> str:
    if not is_surely_misread(line):  # "cuãa" is của in BKHCM2
        line = WORD.sub(_put_right, line)
    return WORD.sub(lambda word: in_style(word[0], style), line) if style else line


def _put_right(word: re.Match[str]) -> str:
    right = put_tone_right(word[0])
    return right if right == word[0] or OWN.search(right) or _is_among_syllables(word) else word[0]


def _is_among_syllables(word: re.Match[str]) -> bool:
    """Tell whether the words on either side, abbreviations aside, are Vietnamese as far as spelling tells."""
    start, end = word.span()
    beside = (BEFORE.search(word.string[max(0, start - REACH) : start]), AFTER.match(word.string[end : end + REACH]))
    others = [match[1] for match in beside if match and (word[0].isupper() or not match[1].isupper())]
    return all(is_syllable(put_tone_right(other)) for other in others)
