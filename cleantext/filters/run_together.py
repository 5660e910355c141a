import re

from cleantext.text.lines import change_lines, change_lines_at
from cleantext.text.missing_spaces import space_behind_signs
from cleantext.text.replace import replace_matches
from cleantext.vietnamese.codepage import encode
from cleantext.vietnamese.everyday import PLACES
from cleantext.vietnamese.letters import LETTER, ONLY_VIETNAMESE, PINYIN_OR_CHINESE
from cleantext.vietnamese.scrambled import is_scrambled
from cleantext.vietnamese.spacing import CAPITAL, RUN_TOGETHER, SENTENCE_SIGN, part
from cleantext.vietnamese.syllables import is_syllable

from .site_chrome.match import GLUED_CALL_AT_END

PLACE_BEFORE_LEAD = rf"^({'|'.join(PLACES)})([{CAPITAL}]{LETTER}+)(?= \S+ \S)"
ALONE = rf"(?<![\w@#/\\.=&%'’-]){LETTER}{{4,}}(?![\w@/\\=&'’-]|[.:]\w)"  # no part of an address, a name of a file
IN_A_SENTENCE = re.compile(r"[^\W\d_],? \Z")  # before a word: one with a capital may be a name there
CODE = r"\b(?:let|const|var|def|function|return|int|string) .*[=:(;]|[{}]|\w\": "  # tổngTiền is one name there
# Words that are no syllable, though no sequence shows it; looked for where a text has others for sure.
LONGER_THAN_A_SYLLABLE = rf"\b(?=[A-Za-z]*+[^\W\d_A-Za-z]){LETTER}{{8}}"


def run_together(text: str) -> str:
    """Part words that lost the space between them: "về Sơn" for "vềSơn", "mới xây" for "mớixây", "Ảnh: Lan".

    Scrapes drop the space with a tag: at links and bold words, between a place and its lead ("Hà NộiÔng Nam"), and
    after a period, colon or comma. A word is parted where it is no syllable and all its parts are everyday words
    (`cleantext/vietnamese/everyday.py`), or syllables with a capital between, and where no other parting is possible;
    a sign gets its space where it surely ends a sentence or clause, and both words are syllables.

    **Leaves alone:** brands and names (YouTube, VnExpress, BảoAnh, in a sentence any word with a capital),
    abbreviations (PGS.TS, TP.HCM, v.v.), loan words and transcriptions (đôla, xi măng, Mátxcơva), words that could be
    parted in two ways ("cảnhà"), words with digits; code, addresses, hashtags, names of files, lists of data without
    spaces; other languages, lines with pinyin or Chinese; a headline and "ĐỌC NGAY" behind it, by which site-chrome
    knows it.
    """
    parted = change_lines_at(text, RUN_TOGETHER.places(encode(text)), _part_in_line)
    return text if parted == text or is_scrambled(text) else change_lines(parted, LONGER_THAN_A_SYLLABLE, _part_in_line)


def _part_in_line(line: str) -> str:
    if not re.search(f"[{ONLY_VIETNAMESE}]", line):
        return line
    parted, found = line, RUN_TOGETHER.scan(encode(line))
    if found % SENTENCE_SIGN or re.search(LONGER_THAN_A_SYLLABLE, line):
        parted = re.sub(PLACE_BEFORE_LEAD, _part_place, parted)
        parted = replace_matches(ALONE, _part_word, parted)
    parted = space_behind_signs(parted, found)
    return line if parted == line or _is_left_alone(line) else parted


def _is_left_alone(line: str) -> bool:
    """Check for pinyin and Chinese, code, and a headline that site-chrome knows by a call glued to it."""
    return bool(
        re.search(f"[{PINYIN_OR_CHINESE}]", line) or re.search(CODE, line) or re.search(GLUED_CALL_AT_END, line.lower())
    )


def _part_word(word: re.Match[str]) -> str:
    may_be_name = word[0].istitle() and IN_A_SENTENCE.search(word.string, max(0, word.start() - 3), word.start())
    return word[0] if may_be_name else " ".join(part(word[0]))


def _part_place(found: re.Match[str]) -> str:
    place, word = found.groups()
    is_brand = place.isascii() and " " not in place and not is_syllable(word)  # QatarEnergy
    return found[0] if is_brand else f"{place} {word}"
