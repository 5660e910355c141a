import re
from collections.abc import Iterator, Sequence

from ..model import Hit

REACH = 3  # text lines from one copy to the next; further apart, lines repeat on purpose
SHORTEST = 25
CREDIT = re.compile(r"\b(?:ảnh|nguồn ảnh|photo|video|clip|đồ họa)\s?:.{1,60}$")
LONGEST_CREDIT = 80
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
    times: dict[str, int] = {}
    for key in keys:
        times[key] = times.get(key, 0) + 1
    kept: list[int] = []  # the last few text lines that stay
    gone: dict[int, Hit] = {}
    for i, key in enumerate(keys):
        if not lines[i] or lines[i].isspace():
            continue
        twin = next((j for j in kept if keys[j] == key), None) if key and times[key] == 2 else None
        if twin is None:
            kept = [*kept, i][-REACH:]
        elif len(lines[i]) > len(lines[twin]):
            gone[twin] = Hit(twin, "is said more fully in line", "caption", i)
            kept[kept.index(twin)] = i
        else:
            gone[i] = Hit(i, "repeats line", "caption", twin)
    for i in sorted(gone):
        yield gone[i]


def _key(line: str) -> str:
    """Fold a line for comparison; "" for one that may repeat on purpose."""
    key = line.casefold()
    if len(key) < SHORTEST or LISTED.match(key):
        return ""
    credit = CREDIT.search(key, max(0, len(key) - LONGEST_CREDIT))
    return (key[: credit.start()] if credit else key).strip(EDGE_SIGNS)
