"""Hold the lines of a site's chrome, from the `chrome` of profiles, and find what is known of a document's lines."""

from collections.abc import Callable, Sequence

from cleantext.filters.site_chrome.rules import SiteLine
from cleantext.text.keys import ANY_NUMBER, letters_of, site_key, without_numbers
from cleantext.text.lines import as_plain_str

from .patterns import RuleEntry

FIRST, AFTER = "first on the page", "after the article"  # positions
LONGER = 8  # times the longest line, with addresses of links or with other lines
FEWEST_GLUED = 3
MOST_UNKNOWN = 0.25  # of the letters of a line that is made of others
SHORTEST_START = 3  # letters that begin a line, or all that it has


class SiteChrome:
    """Lines of a site's chrome; they match whatever their case and the marks around them, some whatever their numbers.

    A line that is made of several of them, as some extractors glue the entries of a menu, matches as well. Raise
    CleantextError if a text is empty or has several lines.
    """

    def __init__(self, entries: Sequence[RuleEntry] = ()) -> None:
        for entry in entries:
            entry.check()
        known = [
            SiteLine(
                entry.text,
                str(entry),
                entry.times,
                is_first=entry.position == FIRST,
                is_after=entry.position == AFTER,
                any_number=entry.any_number,
            )
            for entry in entries
        ]
        self._set_lines({_key_of(line, line.text): line for line in known})

    def _set_lines(self, lines: dict[str, SiteLine]) -> None:
        self.lines = lines
        self._has_numbers = any(line.any_number for line in lines.values())
        self._longest = LONGER * max(map(len, lines), default=0)
        self._by_start: dict[str, list[str]] = {}  # the letters of lines by the first of them, the longest first
        for letters in sorted({letters_of(key) for key in lines} - {""}, key=len, reverse=True):
            self._by_start.setdefault(letters[:SHORTEST_START], []).append(letters)

    def __bool__(self) -> bool:
        return bool(self.lines)

    def repaired(self, repair: Callable[[str], str]) -> "SiteChrome":
        """Return the same lines repaired, as those of documents are with which they are compared."""
        repaired, known = SiteChrome(), list(self.lines.values())
        texts = as_plain_str(repair("\n".join(line.text for line in known)), "a repaired text").split("\n")
        repaired._set_lines({_key_of(line, text): line for text, line in zip(texts, known, strict=False)})
        return repaired

    def find(self, line: str) -> SiteLine | None:
        """Return what is known of a line, or None."""
        if len(line) > self._longest:
            return None
        key = site_key(line)
        found = self.lines.get(key)
        if found is None and self._has_numbers:
            found = self.lines.get(ANY_NUMBER + without_numbers(key))
        return found or self._find_glued(key)

    def _find_glued(self, key: str) -> SiteLine | None:
        """Return what is known of a line that begins with two others, has three at least, and little else."""
        letters = letters_of(key)
        unknown, parts, start = 0, 0, 0
        while start < len(letters):
            same_start = self._by_start.get(letters[start : start + SHORTEST_START], ())
            part = next((part for part in same_start if letters.startswith(part, start)), "")
            parts += part != ""
            unknown += part == ""
            if unknown > MOST_UNKNOWN * len(letters) or (unknown and parts < 2):
                return None
            start += len(part) or 1
        return SiteLine(key, f"{parts} lines of the site's chrome in one") if parts >= FEWEST_GLUED else None


def _key_of(line: SiteLine, text: str) -> str:
    key = site_key(text)
    return ANY_NUMBER + without_numbers(key) if line.any_number else key
