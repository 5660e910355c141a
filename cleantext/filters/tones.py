import re
from functools import cache, partial

from cleantext.text.lines import change_lines, change_lines_at
from cleantext.text.neighbours import is_among_syllables, is_quoted
from cleantext.text.replace import replace_matches
from cleantext.vietnamese.codas import TONED_CODA, WORD_WITH_TONED_CODA, is_only_vietnamese, with_tone_of_coda
from cleantext.vietnamese.codepage import TripleScanner, encode
from cleantext.vietnamese.letters import ONLY_VIETNAMESE, PINYIN_OR_CHINESE, SURELY_VIETNAMESE, WORD
from cleantext.vietnamese.scrambled import is_scrambled
from cleantext.vietnamese.syllables import STYLES
from cleantext.vietnamese.tones import MISPLACED_TONES, any_tone, correct_tone_position, in_style

# Misplaced tones that no other language writes: qúy, gía, hòan, khúynh. Other languages write the rest: Raí, più, huì.
VIETNAMESE_SLIP = rf"(?i)q[{any_tone('u')}]|g[{any_tone('i')}][aouy]|[{any_tone('o')}][ae]\w|[{any_tone('u')}]y\w"
ONLY_VIETNAMESE_LETTER = f"[{ONLY_VIETNAMESE}]"
FOREIGN = f"[{PINYIN_OR_CHINESE}ǎǍ]"


def tones(text: str, *, style: str | None = None) -> str:
    """Put tone marks on the right letter: nghiệm for "nghịêm", quý for "qúy", hoàn for "hòan".

    Some input methods leave the mark on the letter that was typed last, and searches miss such words. A word is changed
    only if it is no syllable as it stands and is one with the mark elsewhere (the rule and its sources are in
    vietnamese/syllables.py). Marks on final consonants, "nươć", are among them. With a `style`, "old" or "new"
    (`--tone-style`), hòa and hoà are written in that one style too; any other raises ValueError.

    **Leaves alone:** the style, unless asked: hòa and hoà are both right. Words that may be of another language: names,
    quoted words and words beside foreign ones, where they have no letter that only Vietnamese has and no pair of
    letters that nobody else writes (Raí, "più", assa aí; Polish tać, Sanskrit oṃ); lines with pinyin or Chinese.
    Spelling (nghành), and i for y (kĩ, kỹ). Text in which many words are impossible, because a site or a font scrambled
    its letters.
    """
    if style not in (None, *STYLES):
        raise ValueError(f"style is {style!r}; it can be {' or '.join(STYLES)}")
    correct = change_lines(text, TONED_CODA, _restore_line)
    correct = change_lines_at(correct, _misplaced().places(encode(correct)), _correct_line)
    if style:
        correct = replace_matches(WORD, lambda word: in_style(word[0], style), correct)
    return text if correct == text or is_scrambled(text) else correct


def _restore_line(line: str) -> str:
    """Return a line with tones on final consonants put right: first where no other language has them there."""
    if re.search(FOREIGN, line):
        return line
    line = replace_matches(WORD_WITH_TONED_CODA, _restore_word, line)
    if not re.search(f"[{SURELY_VIETNAMESE}]", line):
        return line
    return replace_matches(WORD_WITH_TONED_CODA, _restore_ambiguous_word, line)


def _restore_word(word: re.Match[str]) -> str:
    return with_tone_of_coda(word[0]) if is_only_vietnamese(word[0]) else word[0]


def _restore_ambiguous_word(word: re.Match[str]) -> str:
    """Return a word such as "toań" with its tone put right if it is in small letters and among Vietnamese words."""
    if is_only_vietnamese(word[0]) or not word[0].islower() or is_quoted(word) or "ṃ" in word[0]:  # the mantra oṃ
        return word[0]
    return with_tone_of_coda(word[0]) if is_among_syllables(word) else word[0]


@cache  # built at the first use: chains scan with one of their own
def _misplaced() -> TripleScanner:
    return TripleScanner(*MISPLACED_TONES)


def _correct_line(line: str) -> str:
    if re.search(FOREIGN, line):
        return line
    is_alone = re.fullmatch(rf"\W*{WORD}\W*", line) is not None
    is_vietnamese = re.search(ONLY_VIETNAMESE_LETTER, line) is not None
    return replace_matches(WORD, partial(_correct_word, is_alone=is_alone, is_vietnamese=is_vietnamese), line)


def _correct_word(word: re.Match[str], *, is_alone: bool, is_vietnamese: bool) -> str:
    """Return a word with its tone corrected, if that is safe: it is alone on its line, or among Vietnamese words."""
    right = correct_tone_position(word[0])
    if right == word[0] or re.search(ONLY_VIETNAMESE_LETTER, right) or re.search(VIETNAMESE_SLIP, word[0]):
        return right
    if is_quoted(word):
        return word[0]
    return right if is_alone or (is_vietnamese and not word[0].istitle() and is_among_syllables(word)) else word[0]
