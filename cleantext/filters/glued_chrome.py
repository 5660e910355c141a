import re
from functools import cache

from .site_chrome.rules import agencies, section_names

SHORTEST_HALF = 8  # characters, of a line that is printed twice without a space between
SHORTEST_SPACED_HALF = 20  # with a space between
SHORTEST_SECTION = 5  # characters, of a section's name
DOMAIN = r"[\w-]+(?:\.[\w-]+)*\.(?i:vn|com|net|org)"
SCREENSHOT_LABEL = r"Chụp lại (?:hình ảnh|video),\s*"
CAPTION_LABELS = (SCREENSHOT_LABEL, rf"Nguồn hình ảnh, .{{1,60}}?\s{SCREENSHOT_LABEL}")
CALLS_TO_ACTION = ("Xem video", "Xem ảnh", "Nghe podcast", "Nghe bài viết", "Đọc bài viết")


def glued_chrome(text: str) -> str:
    """Trim what is no part of a line: an agency's mark before it, a section's name run into it, the line doubled.

    Scrapes join text nodes: "(VTC News) - " or "TTO - " before the first sentence, "Xem videoXem video" or "Nguồn
    hình ảnh, X Chụp lại hình ảnh," before a caption, "Thời sự" right before a title, a line printed twice without
    a break. The agencies are those of `cleantext/filters/site_chrome/agencies.txt`; a web address in their place
    counts, too.

    **Leaves alone:** a line that would be empty without it; names and abbreviations that no agency signs with, such as
    "(WHO) - "; an agency that the sentence is about ("VTV - đài ..."); brands ("MediaTek"); places before a dash; a
    line doubled with a space between, unless its half has 20 characters.
    """
    _, _, first = _prefixes()
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if (
            line
            and (  # quick check: it begins like glued text, or like a line printed twice
                line[:5] in first
                or line[:4] in first
                or line[:3] in first
                or line[:2] in first
                or line[0] == "("
                or line.startswith(line[:4], (len(line) + 1) // 2)
                or "." in line.partition(" ")[0]
            )
        ):
            lines[number] = _trim(line)
    return "\n".join(lines)


def _trim(line: str) -> str:
    marks, sections, _ = _prefixes()
    trimmed = marks.sub("", line)
    if trimmed[:1].islower() and not line.startswith("("):
        trimmed = line
    trimmed = _without_repetition(trimmed)
    if (section := sections.match(trimmed)) and trimmed[section.end() : section.end() + 2].istitle():
        trimmed = trimmed[section.end() :]
    return trimmed if any(map(str.isalnum, trimmed)) else line


def _without_repetition(line: str) -> str:
    half, odd = divmod(len(line), 2)
    first, second = line[:half], line[half + odd :]
    if first != second or (odd and line[half] != " ") or not any(map(str.isalpha, first)):
        return line
    shortest = SHORTEST_SPACED_HALF if odd else SHORTEST_HALF
    return first if half >= shortest and first[-1] != " " and len(set(first)) > 2 else line


@cache
def _prefixes() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    """Return patterns of what may be glued before a line (marks, names of sections), and how each begins."""
    names = "|".join(sorted(map(re.escape, agencies()), key=len, reverse=True))
    own = [name for name in section_names() if len(name) >= SHORTEST_SECTION and (" " in name or not name.isascii())]
    sections = "|".join(sorted(map(re.escape, own), key=len, reverse=True))
    signs = rf"\((?:{names}|{DOMAIN})\)\s*+(?:[-–—:]\s*+)?|(?:{names}|{DOMAIN})\s*[-–—]\s+"
    calls = rf"({'|'.join(CALLS_TO_ACTION)})(?:\s*\1)+\s*"
    return (
        re.compile(rf"^(?:{signs}|{'|'.join(CAPTION_LABELS)}|{calls})+(?=\S)"),
        re.compile(rf"(?:{sections})(?=\w)"),
        frozenset(text[:5] for text in (*agencies(), *own, *CAPTION_LABELS, *CALLS_TO_ACTION)),
    )
