import re

from ..detection import is_surely_misread
from ..spelling import in_style, put_tone_right
from ..vietnamese.letters import ONLY_VIETNAMESE, TONED, TONES, WORD
from ..vietnamese.syllables import STYLES, is_syllable


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
# Of these, what no other language writes: qúy, gía, hòan, khúynh. The others it may: Raí, più, huì.
SLIP = re.compile(
    rf"""[qQ][{_toned("u")}] | [gG][{_toned("i")}][aouyAOUY] | [{_toned("o")}][aeAE]\w | [{_toned("u")}][yY]\w""",
    re.VERBOSE,
)
OWN = re.compile(f"[{ONLY_VIETNAMESE}]")
FOREIGN = re.compile("[āēīōūěǐǒǔǎǖǘǚǜ\u3400-\u9fff]", re.IGNORECASE)  # pinyin, Chinese
QUOTED = re.compile("[\"'“”‘’«»()\\[\\]/]")
BEFORE = re.compile(rf"({WORD}) \Z")
AFTER = re.compile(rf" ({WORD})")
REACH = 9  # the longest syllable has 7 letters; a space; and one more, which makes a longer word none


def tones(text: str, *, style: str | None = None) -> str:
    """Put tone marks on the right letter: nghiệm for "nghịêm", quý for "qúy", hoàn for "hòan".

    Some input methods leave the mark on the letter that was typed last, and searches miss such words. A word is changed
    only if it is no syllable as it stands and is one with the mark elsewhere (the rule and its sources are in
    vietnamese/syllables.py). With a `style`, "old" or "new", hòa and hoà are written in that one style too; any
    other raises ValueError.

    **Leaves alone:** the style, unless asked: hòa and hoà are both right. Words that may be of another language: names,
    quoted words and words beside foreign ones, where they have no letter that only Vietnamese has and no pair of
    letters that nobody else writes (Raí, "più", assa aí); lines with pinyin or Chinese. Spelling (nghành), and i
    for y (kĩ, kỹ).
    """
    if style not in (None, *STYLES):
        raise ValueError(f"style is {style!r}; it can be {' or '.join(STYLES)}")
    if style is None and not MISPLACED.search(text):
        return text
    lines = text.split("\n")
    return "\n".join(_in_line(line, style) if style or MISPLACED.search(line) else line for line in lines)


def _in_line(line: str, style: str | None) -> str:
    if not FOREIGN.search(line) and not is_surely_misread(line):  # "cuãa" is của in BKHCM2
        line = re.sub(WORD, _put_right, line)
    return re.sub(WORD, lambda word: in_style(word[0], style), line) if style else line


def _put_right(word: re.Match[str]) -> str:
    right = put_tone_right(word[0])
    sure = right == word[0] or OWN.search(right) or SLIP.search(word[0])
    return right if sure or _is_among_syllables(word) else word[0]


def _is_among_syllables(word: re.Match[str]) -> bool:
    """Tell whether a word is the whole line, or in small letters among Vietnamese words of a line that surely is."""
    start, end = word.span()
    if QUOTED.search(word.string[max(0, start - 1) : start] + word.string[end : end + 1]):
        return False
    beside = (BEFORE.search(word.string[max(0, start - REACH) : start]), AFTER.match(word.string[end : end + REACH]))
    others = [match[1] for match in beside if match]
    if not others:
        return word.string.strip(" .,!?…") == word[0]
    named = word[0].istitle() or not OWN.search(word.string)
    return not named and all(is_syllable(put_tone_right(other)) for other in others)
