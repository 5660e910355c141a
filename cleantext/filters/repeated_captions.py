import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ..lines import credit_of, is_blank, reads_like_prose
from ..model import Hit

REACH = 3  # text lines from one copy to the next; further apart, lines repeat on purpose
SHORTEST = 25
LISTED = re.compile(r"[-–—+•*·●▪]|\d|(?:bước|câu|bài|kính thưa|nam mô|con lạy|nhiệt độ|gió)\b")
EDGE_SIGNS = " .,:;!…|-–—\"'“”‘’()[]"


def repeated_captions(lines: Sequence[str]) -> Iterator[Hit]:
    """Remove a caption that comes again right after: as alt text, under the photo, as the lead.

    Pages print a photo's caption for the eye and once more for the screen reader, often with the credit on one
    copy only ("Ảnh: TTXVN"). Copies are compared without case, quotes at the ends, final period and
    credit; the fuller copy stays, of equal ones the first. A copy must stand within three lines of text.

    **Leaves alone:** lines under 25 characters; list items and numbered lines; forms of address and prayer;
    lines that come three times or more, which repeat on purpose (refrains, tables); lines that differ in a digit.
    """
    keys = [_key(line) for line in lines]
    times = Counter(key for key, _ in keys)
    kept: list[int] = []  # the last few text lines that stay
    gone: dict[int, Hit] = {}
    for i, (key, credit) in enumerate(keys):
        if is_blank(lines[i]):
            continue
        twin = next((j for j in kept if keys[j][0] == key), None) if key and times[key] == 2 else None
        if twin is not None and credit and keys[twin][1] not in ("", credit):
            twin = None  # the same place by two photographers
        if twin is None:
            kept = [*kept, i][-REACH:]
        elif _fullness(lines[i]) > _fullness(lines[twin]):
            gone[twin] = Hit(twin, "is said more fully in line", "caption", i)
            kept[kept.index(twin)] = i
        else:
            gone[i] = Hit(i, "repeats line", "caption", twin)
    for i in sorted(gone):
        yield gone[i]


def _key(line: str) -> tuple[str, str]:
    """Fold a line for comparison, its credit apart; the key of a line that may repeat on purpose is ""."""
    key, credit = line.casefold(), ""
    if len(key) < SHORTEST or LISTED.match(key):
        return "", ""
    if match := credit_of(key):
        key, credit = key[: match.start()], match[1].strip(EDGE_SIGNS)
    key = key.strip(EDGE_SIGNS)
    return (key, credit) if len(key) >= SHORTEST else ("", "")


def _fullness(line: str) -> tuple[bool, int]:
    """Rank copies: one that reads like prose before one that does not, then the longer."""
    return reads_like_prose(line), len(line)
