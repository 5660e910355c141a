import re
from collections.abc import Iterator, Sequence

from cleantext.model import Hit
from cleantext.text.lines import is_blank
from cleantext.text.prose import CREDIT_LABELS, indexes_around_prose

CREDIT_LINE = (
    rf"(?i)\(?(?:(?:{CREDIT_LABELS}|nguồn(?: tin| video)?|(?P<shape>hình)|đồ hoạ|"
    r"(?:ảnh |hình )?minh (?:họa|hoạ))\s?:\s?(?P<who>[^.!?]{1,60})(?:\.\w{2,4})?|"
    r"(?:ảnh|hình) (?:minh (?:họa|hoạ)|tư liệu|từ internet))\)?\.?"
)
LONGEST_CREDIT_LINE = 100  # characters, more than CREDIT_LINE can match
SOURCE = r"(?i)\(?(?:theo|nguồn)(?: báo| tạp chí)? (\S+(?: \S+){0,5}?)\)?"


def credit_lines(lines: Sequence[str]) -> Iterator[Hit]:
    """Remove lines that only say whose a picture or a report is: "Ảnh: TTXVN", "(Nguồn: Reuters)", "Theo Dân trí".

    A credit that stands on a line of its own says nothing about the matter. That of a picture goes wherever it
    stands, "Theo ..." only within four lines of text after the last line of prose, if all its words are names.

    **Leaves alone:** a credit at the end of its caption; sentences that begin with "Theo".
    """
    after = set(indexes_around_prose(lines, before=0, after=4))
    for i, line in enumerate(lines):
        if not is_blank(line) and (_is_credit(line) or (i in after and _names_a_source(line))):
            yield Hit(i, "credit: whose it is", "credit")


def reads_like_a_credit(line: str) -> bool:
    """Check whether a line reads like the credit of a picture or a report, regardless of its position."""
    return _is_credit(line) or _names_a_source(line)


def _is_credit(line: str) -> bool:
    match = re.fullmatch(CREDIT_LINE, line) if len(line) <= LONGEST_CREDIT_LINE else None
    return match is not None and not (match["shape"] and match["who"][0].islower())


def _names_a_source(line: str) -> bool:
    match = re.fullmatch(SOURCE, line)
    return match is not None and all(word[0].isupper() or "." in word[1:-1] for word in match[1].split())
