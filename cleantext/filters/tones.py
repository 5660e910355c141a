import re
from functools import cache, partial

from cleantext.text.lines import change_lines
from cleantext.text.replace import replace_matches
from cleantext.vietnamese.codepage import TripleScanner, encode
from cleantext.vietnamese.detection import is_surely_misread
from cleantext.vietnamese.letters import ONLY_VIETNAMESE, PINYIN_OR_CHINESE, WORD
from cleantext.vietnamese.syllables import STYLES, is_syllable
from cleantext.vietnamese.tones import MISPLACED_TONES, any_tone, correct_tone_position, in_style

# Misplaced tones that no other language writes: qúy, gía, hòan, khúynh. Other languages write the rest: Raí, più, huì.
VIETNAMESE_SLIP = rf"(?i)q[{any_tone('u')}]|g[{any_tone('i')}][aouy]|[{any_tone('o')}][ae]\w|[{any_tone('u')}]y\w"
ONLY_VIETNAMESE_LETTER = f"[{ONLY_VIETNAMESE}]"
FOREIGN = f"[{PINYIN_OR_CHINESE}ǎǍ]"
QUOTATION_MARKS = "[\"'“”‘’«»()\\[\\]/]"
WORD_BEFORE = rf"({WORD}) \Z"
WORD_AFTER = rf" ({WORD})"
REACH = 9  # characters: the longest syllable has 7; a space; one more, by which a longer word is recognized


def tones(text: str, *, style: str | None = None) -> str:
    """Put tone marks on the right letter: nghiệm for "nghịêm", quý for "qúy", hoàn for "hòan".

    Some input methods leave the mark on the letter that was typed last, and searches miss such words. A word is changed
    only if it is no syllable as it stands and is one with the mark elsewhere (the rule and its sources are in
    vietnamese/syllables.py). With a `style`, "old" or "new" (`--tone-style`), hòa and hoà are written in that one
    style too; any other raises ValueError.

    **Leaves alone:** the style, unless asked: hòa and hoà are both right. Words that may be of another language: names,
    quoted words and words beside foreign ones, where they have no letter that only Vietnamese has and no pair of
    letters that nobody else writes (Raí, "più", assa aí); lines with pinyin or Chinese. Spelling (nghành), and i
    for y (kĩ, kỹ).
    """
    if style not in (None, *STYLES):
        raise ValueError(f"style is {style!r}; it can be {' or '.join(STYLES)}")
    text = change_lines(text, _may_be_misplaced, _correct_line)
    return replace_matches(WORD, lambda word: in_style(word[0], style), text) if style else text


def _may_be_misplaced(text: str) -> bool:
    return _misplaced().scan(encode(text)) != 0


@cache  # built at the first use: chains scan with one of their own
def _misplaced() -> TripleScanner:
    return TripleScanner(*MISPLACED_TONES)


def _correct_line(line: str) -> str:
    if re.search(FOREIGN, line) or is_surely_misread(line):  # "cuãa" is của in BKHCM2, decoded wrongly
        return line
    is_alone = re.fullmatch(rf"\W*{WORD}\W*", line) is not None
    is_vietnamese = re.search(ONLY_VIETNAMESE_LETTER, line) is not None
    return replace_matches(WORD, partial(_correct_word, is_alone=is_alone, is_vietnamese=is_vietnamese), line)


def _correct_word(word: re.Match[str], *, is_alone: bool, is_vietnamese: bool) -> str:
    """Return a word with its tone corrected, if that is safe: it is alone on its line, or among Vietnamese words."""
    right = correct_tone_position(word[0])
    if right == word[0] or re.search(ONLY_VIETNAMESE_LETTER, right) or re.search(VIETNAMESE_SLIP, word[0]):
        return right
    start, end = word.span()
    if re.search(QUOTATION_MARKS, word.string[max(0, start - 1) : start] + word.string[end : end + 1]):
        return word[0]
    return right if is_alone or (is_vietnamese and not word[0].istitle() and _is_among_syllables(word)) else word[0]


def _is_among_syllables(word: re.Match[str]) -> bool:
    """Check whether a word has neighbours, and these are spelled like Vietnamese."""
    start, end = word.span()
    before = re.search(WORD_BEFORE, word.string[max(0, start - REACH) : start])
    after = re.match(WORD_AFTER, word.string[end : end + REACH])
    others = [match[1] for match in (before, after) if match]
    return bool(others) and all(is_syllable(correct_tone_position(other)) for other in others)
