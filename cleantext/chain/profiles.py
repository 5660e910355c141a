"""Users' own rules: lines to drop and lines to keep, from profiles (TOML), flags, or the library's callers."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import prod
from typing import NamedTuple

from unicodedata2 import normalize

from cleantext.model import CleantextError, Hit
from cleantext.text.keys import EDGE_SIGNS, fold
from cleantext.text.suggest import near

KEYS = ("drop", "keep", "drop-patterns", "keep-patterns")
SITES = "sites"
DOCUMENTS, BUILT_IN = "documents", "built-in"  # what `learn` adds for people; no rules
SECONDS = 0.1  # for one pattern on one line
HEAD = 8  # letters of a line that tell most from a thousand phrases
TIMES, REPEATED = r"\{(\d+)", 10_000  # what is repeated so often is compiled so often, and fills the memory
REPEATED_IN_ALL = 100_000  # in the patterns of a profile, some 50 MB
LINE_BREAK = "[\r\n\u2028\u2029]"  # what ends a line of a document
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
        without_spaces = "".join(entry.text.split())  # which mean nothing in some patterns
        self.size = prod(max(float(times), 1) for times in re.findall(TIMES, without_spaces))
        if self.size > REPEATED:
            raise CleantextError(f"{entry.source}: bad pattern {entry.text!r}: it repeats something too often")
        try:
            self.compiled = regex.compile(normalize("NFC", entry.text))
        except (regex.error, ValueError, RecursionError, MemoryError, OverflowError) as error:
            reason = str(error) or "it needs too much memory"
            raise CleantextError(f"{entry.source}: bad pattern {entry.text!r}: {reason}") from error

    def matches(self, line: str) -> bool:
        """Tell whether the pattern matches the whole line. Raises CleantextError when that takes too long."""
        try:
            return self.compiled.fullmatch(line, timeout=SECONDS) is not None
        except TimeoutError:
            raise CleantextError(
                f"{self.entry.source}: the pattern {self.entry.text!r} takes more than {SECONDS} s on the line "
                f"“{line[:SHOWN]}…”"
            ) from None


def _compiled(entries: Iterable[Entry]) -> Iterator[Pattern]:
    size = 0.0
    for entry in entries:
        pattern = Pattern(entry)
        size += pattern.size
        if size > REPEATED_IN_ALL:
            raise CleantextError(f"{entry.source}: the patterns up to {entry.text!r} repeat things too often in all")
        yield pattern


class Rules:
    """Phrases and patterns that a line is compared with; phrases as those of site chrome, case and ends aside."""

    def __init__(self, phrases: Sequence[Entry] = (), patterns: Sequence[Entry] = ()) -> None:
        for entry in (*phrases, *patterns):
            if not entry.text.strip():
                raise CleantextError(f"{entry.source}: an empty text matches nothing")
            if re.search(LINE_BREAK, entry.text):
                raise CleantextError(f"{entry.source}: a text of several lines matches none: {entry.text!r}")
        self._compare_with({fold(entry.text): entry for entry in phrases})
        self.patterns = tuple(_compiled(patterns))

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
    r"""Lines that a user wants dropped or kept; what is in both is kept.

    `drop` and `keep` hold phrases, compared with whole lines whatever their case and the punctuation at their ends;
    `drop_patterns` and `keep_patterns` regular expressions of the package `regex` that must match a whole line. Raises
    CleantextError for a pattern that is none, and for an empty text.

    >>> from cleantext import Chain
    >>> chain = Chain().with_profile(Profile(drop=["Mua báo giấy"], drop_patterns=[r"Bản tin số \d+"]))
    >>> chain.clean("Bản tin số 12\nTin vui\nMUA BÁO GIẤY!")
    'Tin vui'
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


class Tables(NamedTuple):
    """The rules in several files: those for all sites, and those of each site, as lists of entries by key."""

    general: Mapping[str, Sequence[Entry]]
    sites: Mapping[str, Mapping[str, Sequence[Entry]]]

    def profile_for(self, site: str | None) -> Profile:
        """Join the rules for all sites and those of one. Raises CleantextError for a pattern that is none."""
        own = {} if site is None else self.sites.get(site, {})
        return Profile(*([*self.general.get(key, ()), *own.get(key, ())] for key in KEYS))


def read_tables(
    tables: Sequence[tuple[str, Mapping[str, object]]], more: Mapping[str, Sequence[Entry]] | None = None
) -> Tables:
    """Read the tables of several files (name, table), and `more` entries. Raises CleantextError for what is no profile.

    What is wrong with the rules of any site is found here, and does not wait for a document of it.
    """
    general: dict[str, list[Entry]] = {key: list((more or {}).get(key, ())) for key in KEYS}
    sites: dict[str, dict[str, list[Entry]]] = {}
    for source, table in tables:
        own = table.get(SITES, {})
        if not isinstance(own, Mapping) or not all(isinstance(rules, Mapping) for rules in own.values()):
            raise CleantextError(f"{source}: {SITES} must hold a table for each site")
        _add(general, _read(source, {key: value for key, value in table.items() if key != SITES}))
        for name, rules in own.items():
            read = _read(f'{source}: {SITES}."{name}"', rules)
            Profile(*(read.get(key, ()) for key in KEYS))
            _add(sites.setdefault(normalize("NFC", name), {}), read)
    return Tables(general, sites)


def _add(rules: dict[str, list[Entry]], more: Mapping[str, Sequence[Entry]]) -> None:
    for key, entries in more.items():
        rules.setdefault(key, []).extend(entries)


def _read(place: str, rules: Mapping[str, object]) -> dict[str, list[Entry]]:
    read: dict[str, list[Entry]] = {}
    for key, value in rules.items():
        if key == DOCUMENTS and (not isinstance(value, int) or isinstance(value, bool)):
            raise CleantextError(f"{place}: {key} must be a number")
        if key == DOCUMENTS:
            continue
        if key not in (*KEYS, BUILT_IN):
            quotes = "a site's name with dots needs quotation marks" if isinstance(value, Mapping) else ""
            raise CleantextError(f"{place}: unknown key {key!r}; {quotes or near(key, KEYS)}")
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
