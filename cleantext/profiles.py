"""Users' own rules: lines to drop and lines to keep, from profiles (TOML), flags, or the library's callers."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from unicodedata2 import normalize

from .chrome import EDGE_SIGNS, fold
from .model import CleantextError, Hit

KEYS = ("drop", "keep", "drop-patterns", "keep-patterns")
SITES = "sites"
SECONDS = 0.1  # for one pattern on one line
HEAD = 8  # letters of a line that tell most from a thousand phrases
SHOWN = 40  # letters of a line in a message


class Entry(NamedTuple):
    """A rule of a user: the text of a phrase or pattern, where it was written, and why it is there."""

    text: str
    source: str
    why: str = ""

    def __str__(self) -> str:
        return self.why or f"“{self.text}” of {self.source}"


class Pattern:
    """A pattern of a user: it must match a whole line, in the syntax of the package `regex`, within a time limit."""

    def __init__(self, entry: Entry) -> None:
        import regex  # slow to import, and few users bring patterns

        self.entry = entry
        try:
            self.compiled = regex.compile(normalize("NFC", entry.text))
        except (regex.error, ValueError, RecursionError, MemoryError, OverflowError) as error:
            raise CleantextError(f"{entry.source}: bad pattern {entry.text!r}: {error}") from error

    def matches(self, line: str) -> bool:
        """Tell whether the pattern matches the whole line. Raises CleantextError when that takes too long."""
        try:
            return self.compiled.fullmatch(line, timeout=SECONDS) is not None
        except TimeoutError:
            raise CleantextError(
                f"{self.entry.source}: the pattern {self.entry.text!r} takes more than {SECONDS} s on the line "
                f"“{line[:SHOWN]}…”"
            ) from None


class Rules:
    """Phrases and patterns that a line is compared with; phrases as those of site chrome, case and ends aside."""

    def __init__(self, phrases: Sequence[Entry] = (), patterns: Sequence[Entry] = ()) -> None:
        for entry in (*phrases, *patterns):
            if not entry.text.strip():
                raise CleantextError(f"{entry.source}: an empty text matches nothing")
            if len(entry.text.splitlines()) > 1:
                raise CleantextError(f"{entry.source}: a text of several lines matches none: {entry.text!r}")
        self._compare_with({fold(entry.text): entry for entry in phrases})
        self.patterns = tuple(map(Pattern, patterns))

    def _compare_with(self, phrases: dict[str, Entry]) -> None:
        self.phrases = phrases
        self._longest = max(map(len, phrases), default=0)
        self._heads = frozenset(key[:HEAD] for key in phrases)

    def __bool__(self) -> bool:
        return bool(self.phrases or self.patterns)

    def repaired(self, repair: Callable[[str], str]) -> "Rules":
        """Give the same rules with their phrases repaired, as the lines are that they are compared with."""
        rules, entries = Rules(), list(self.phrases.values())
        texts = repair("\n".join(entry.text for entry in entries)).split("\n")
        rules._compare_with({fold(text): entry for text, entry in zip(texts, entries, strict=False)})
        rules.patterns = self.patterns
        return rules

    def rule_for(self, line: str) -> Entry | None:
        """Find the rule that a line meets, or None."""
        found = self.phrases.get(fold(line)) if self.phrases and self._may_be_a_phrase(line) else None
        return found or next((pattern.entry for pattern in self.patterns if pattern.matches(line)), None)

    def _may_be_a_phrase(self, line: str) -> bool:
        """Ask cheaply whether a line begins as a phrase does and is no longer; odd spaces make it seem so."""
        core = line.strip(EDGE_SIGNS)
        head = core[:HEAD].casefold()[:HEAD]
        if head and head not in self._heads and head.isprintable() and "  " not in head:
            return False
        return len(core) <= self._longest or "  " in core or not core.isprintable()


class Profile:
    """Lines that a user wants dropped or kept; what is in both is kept.

    `drop` and `keep` hold phrases, compared with whole lines whatever their case and the punctuation at their ends;
    `drop_patterns` and `keep_patterns` regular expressions of the package `regex` that must match a whole line. Raises
    CleantextError for a pattern that is none, and for an empty text.
    """

    def __init__(
        self,
        drop: Iterable[Entry | str] = (),
        keep: Iterable[Entry | str] = (),
        drop_patterns: Iterable[Entry | str] = (),
        keep_patterns: Iterable[Entry | str] = (),
    ) -> None:
        self.dropped = Rules(_entries(drop), _entries(drop_patterns))
        self.kept = Rules(_entries(keep), _entries(keep_patterns))

    def repaired(self, repair: Callable[[str], str]) -> "Profile":
        """Give the same profile with its phrases repaired: what is copied from a raw page matches its line."""
        profile = Profile()
        profile.dropped, profile.kept = self.dropped.repaired(repair), self.kept.repaired(repair)
        return profile

    def drop(self, lines: Sequence[str]) -> Iterator[Hit]:
        """Propose the lines to drop; the strip that a chain runs under the name `profile`."""
        for index, line in enumerate(lines):
            if line and (entry := self.dropped.rule_for(line)):
                yield Hit(index, str(entry), "profile")

    def keeps(self, line: str) -> bool:
        """Tell whether a line must stay, whatever filters say."""
        return self.kept.rule_for(line) is not None


def profile_of(
    tables: Sequence[tuple[str, Mapping[str, object]]],
    site: str | None = None,
    more: Mapping[str, Sequence[Entry]] | None = None,
) -> Profile:
    """Make one profile of the tables of several files (name, table), with the rules for one site, and `more` entries.

    Raises CleantextError for what is no profile, and for a site that none of them names.
    """
    found: dict[str, list[Entry]] = {key: list((more or {}).get(key, ())) for key in KEYS}
    sites: set[str] = set()
    for source, table in tables:
        own = table.get(SITES, {})
        if not isinstance(own, Mapping) or not all(isinstance(rules, Mapping) for rules in own.values()):
            raise CleantextError(f"{source}: {SITES} must hold a table for each site")
        sites.update(own)
        parts = [(None, source, {key: value for key, value in table.items() if key != SITES})]
        parts += [(name, f'{source}: {SITES}."{name}"', rules) for name, rules in own.items()]
        for name, place, rules in parts:
            read = _read(place, rules)  # of other sites, too: what is wrong there shall not wait to be found
            if name in (None, site):
                for key, entries in read.items():
                    found[key] += entries
    if site is not None and tables and site not in sites:
        raise CleantextError(f"no profile has rules for the site {site!r}{_near(site, sites)}")
    return Profile(*(found[key] for key in KEYS))


def _read(place: str, rules: Mapping[str, object]) -> dict[str, list[Entry]]:
    read: dict[str, list[Entry]] = {}
    for key, value in rules.items():
        if key not in KEYS:
            raise CleantextError(f"{place}: unknown key {key!r}{_near(key, (*KEYS, SITES))}")
        if not isinstance(value, list):
            raise CleantextError(f"{place}: {key} must be a list of texts")
        read[key] = [_entry(f"{place}: {key}, entry {number}", item) for number, item in enumerate(value, 1)]
    return read


def _entry(source: str, item: object) -> Entry:
    """Read an entry: a text, or a table with `text` and `why`. Whatever else it holds is for people."""
    if isinstance(item, str):
        return Entry(item, source)
    if isinstance(item, Mapping) and isinstance(item.get("text"), str) and isinstance(item.get("why", ""), str):
        return Entry(str(item["text"]), source, str(item.get("why", "")))
    raise CleantextError(f"{source}: must be a text, or a table with text and why")


def _entries(given: Iterable[Entry | str]) -> list[Entry]:
    given = [given] if isinstance(given, str) else list(given)
    if not all(isinstance(item, str | Entry) for item in given):
        raise CleantextError("the rules of a profile must be texts")
    return [item if isinstance(item, Entry) else Entry(item, "the profile") for item in given]


def _near(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), 1)
    return f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(sorted(known)) or 'none'}"
