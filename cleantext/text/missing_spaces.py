"""Put the space back that is missing behind a sign: "năm.Sau", "đông,người", "Mỷ(Theo"."""

import re

from cleantext.vietnamese.letters import LETTER
from cleantext.vietnamese.spacing import CAPITAL, CLAUSE_SIGN, SENTENCE_SIGN
from cleantext.vietnamese.syllables import is_syllable

from .replace import replace_matches

START, END = r"(?<![\w@#/\\.=&%'’-])", r"(?=[\s,;:!?…()”\"]|\.+(?!\w)|$)"
WORD = rf"(?:{LETTER}{{2,}}|[ởýỞÝ])"
NAMESPACES = "Thể loại|Cổng thông tin|Tập tin|Bản mẫu|Thành viên|Thảo luận|Trợ giúp|Đặc biệt|Mô đun".split("|")
NO_PAGE_OF_A_WIKI = "".join(f"(?<!{namespace}(?=:))" for namespace in NAMESPACES)  # "Thể loại:Hà Nội" is an address
SENTENCE_BEHIND = (
    rf"{START}({WORD}){NO_PAGE_OF_A_WIKI}(\.(?:\.\.)?|[:!?…])(?!Com\b)(?=([{CAPITAL}]{LETTER}+|[ỞÝ]){END})"
)
CLAUSE_BEHIND = rf"{START}({WORD})([,;)])(?=({WORD}){END})"
NOTE_BEHIND = rf"{START}({WORD})()(?=\(({WORD})[ ,:;][^()]*\))"
MOST_ITEMS = 3  # of a list without spaces; one with more is data


def space_behind_signs(line: str, found: int) -> str:
    """Return a line with spaces behind the signs that end a sentence or a clause, where both words are Vietnamese.

    `found` are the bits of the triples of RUN_TOGETHER (vietnamese/spacing.py) that occur in the line.
    """
    if found & SENTENCE_SIGN:
        line = replace_matches(SENTENCE_BEHIND, _set_apart, line)
    if found & CLAUSE_SIGN:
        if len(re.findall(CLAUSE_BEHIND, line)) < MOST_ITEMS:
            line = replace_matches(CLAUSE_BEHIND, _set_apart, line)
        line = replace_matches(NOTE_BEHIND, _set_apart, line)
    return line


def _set_apart(found: re.Match[str]) -> str:
    first, sign, second = found.groups()
    is_vietnamese = not (first + second).isascii() and is_syllable(first) and is_syllable(second)
    is_number = first.isupper() and not second.isupper()  # of a chapter: VI
    return f"{first}{sign} " if is_vietnamese and not is_number and not _is_name_of_user(found) else found[0]


def _is_name_of_user(found: re.Match[str]) -> bool:
    """Check for two capitals at a period that no small word follows: Hoàng.Ánh."""
    first, sign, _ = found.groups()
    behind = found.string[found.end(3) : found.end(3) + 2]
    return sign == "." and first[0].isupper() and not re.match(f" [^{CAPITAL}]", behind)
