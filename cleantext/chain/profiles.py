"""Hold a user's own rules: lines to drop and to keep, from profiles (TOML), flags, or callers of the library."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from unicodedata2 import normalize

from cleantext.model import CleantextError, Hit
from cleantext.text.keys import EDGE_PUNCTUATION, fold
from cleantext.text.lines import as_plain_str
from cleantext.text.suggest import suggestion

from .patterns import RuleEntry, compile_patterns, first_match
from .site_lines import SiteChrome

CHROME, LINES, ANY_NUMBER = "chrome", "lines", "any-number"
KEYS = ("drop", "keep", "drop-patterns", "keep-patterns", CHROME)
DROP_KEYS = ("drop", "drop-patterns", CHROME)
SITES = "sites"
DOCUMENTS, BUILT_IN = "documents", "built-in"  # what `learn` adds for people to read, or has added; not rules
PREFIX = 8  # characters, enough to tell most lines from a thousand phrases


class Rules:
    """Phrases and patterns that match whole lines; phrases match whatever their case and punctuation at the ends."""

    def __init__(self, phrases: Sequence[RuleEntry] = (), patterns: Sequence[RuleEntry] = ()) -> None:
        for entry in (*phrases, *patterns):
            entry.check()
        self._set_phrases({fold(entry.text): entry for entry in phrases})
        self.patterns = tuple(compile_patterns(patterns))

    def _set_phrases(self, phrases: dict[str, RuleEntry]) -> None:
        self.phrases = phrases
        self._longest = max(map(len, phrases), default=0)
        self._prefixes = frozenset(key[:PREFIX] for key in phrases)

    def __bool__(self) -> bool:
        return bool(self.phrases or self.patterns)

    @property
    def entries(self) -> tuple[RuleEntry, ...]:
        """The rules, of which no two are the same."""
        return (*self.phrases.values(), *(pattern.entry for pattern in self.patterns))

    def repaired(self, repair: Callable[[str], str]) -> "Rules":
        """Return the same rules with their phrases repaired, as the lines are with which they are compared."""
        if not callable(repair):
            raise TypeError(f"a repair must be a function of a text, not {type(repair).__name__}")
        rules, entries = Rules(), list(self.phrases.values())
        texts = as_plain_str(repair("\n".join(entry.text for entry in entries)), "a repaired text").split("\n")
        rules._set_phrases({fold(text): entry for text, entry in zip(texts, entries, strict=False)})
        rules.patterns = self.patterns
        return rules

    def rule_for(self, line: str) -> RuleEntry | None:
        """Return the rule that matches a line, or None. Raise TypeError if it is no str."""
        line = as_plain_str(line, "a line")
        return self.phrase_for(line) or (first_match(self.patterns, line) if self.patterns else None)

    def phrase_for(self, line: str) -> RuleEntry | None:
        """Return the phrase that matches a line, or None."""
        return self.phrases.get(fold(line)) if self.phrases and self._may_be_a_phrase(line) else None

    def _may_be_a_phrase(self, line: str) -> bool:
        """Check quickly whether a line begins like a phrase and is no longer; true if it has unusual spaces."""
        core = line.strip(EDGE_PUNCTUATION)
        prefix = core[:PREFIX].casefold()[:PREFIX]
        if prefix and prefix not in self._prefixes and prefix.isprintable() and "  " not in prefix:
            return False
        return len(core) <= self._longest or "  " in core or not core.isprintable()


class Profile:
    r"""Lines that a user wants dropped or kept; a line in both is kept.

    `drop` and `keep` hold phrases, compared with whole lines whatever their case and the punctuation at their ends;
    `drop_patterns` and `keep_patterns` hold regular expressions of the package `regex` that must match a whole line.
    `chrome` holds lines of a site's chrome: the filter site-chrome removes them around the article and in boxes, and
    leaves them as its title and between its paragraphs. Raise CleantextError if a pattern is invalid or a text empty.

    >>> from cleantext import Chain
    >>> chain = Chain().with_profile(Profile(drop=["Mua báo giấy"], drop_patterns=[r"Bản tin số \d+"]))
    >>> chain.clean("Bản tin số 12\nTin vui\nMUA BÁO GIẤY!")
    'Tin vui'
    """

    def __init__(
        self,
        drop: Iterable[RuleEntry | str] = (),
        keep: Iterable[RuleEntry | str] = (),
        drop_patterns: Iterable[RuleEntry | str] = (),
        keep_patterns: Iterable[RuleEntry | str] = (),
        chrome: Iterable[RuleEntry | str] = (),
    ) -> None:
        self.dropped = Rules(_entries(drop), _entries(drop_patterns))
        self.kept = Rules(_entries(keep), _entries(keep_patterns))
        self.chrome = SiteChrome(_entries(chrome))

    @property
    def written(self) -> tuple[RuleEntry, ...]:
        """The rules that people write; `chrome` is learned. Of phrases that match the same lines, only one counts."""
        return (*self.dropped.entries, *self.kept.entries)

    def repaired(self, repair: Callable[[str], str]) -> "Profile":
        """Return the same profile with its phrases repaired, so that one copied from a raw page matches its line."""
        profile = Profile()
        profile.dropped, profile.kept = self.dropped.repaired(repair), self.kept.repaired(repair)
        profile.chrome = self.chrome.repaired(repair)
        return profile

    def drop(self, lines: Sequence[str]) -> Iterator[Hit]:
        """Yield hits for the lines to drop; a chain runs this strip under the name `profile`.

        Raise TypeError unless all lines are str.
        """
        if not isinstance(lines, Iterable):
            raise TypeError(f"the lines must be a sequence of str, not {type(lines).__name__}")
        for index, line in enumerate(lines):
            if line and (entry := self.dropped.rule_for(line)):
                yield Hit(index, str(entry), "profile")

    def keeps(self, line: str) -> bool:
        """Check whether a line must be kept, whatever filters propose."""
        return self.kept.rule_for(line) is not None


class SiteRules(NamedTuple):
    """The rules for all sites, and those for each site, as lists of entries by key (see KEYS)."""

    general: Mapping[str, Sequence[RuleEntry]]
    sites: Mapping[str, Mapping[str, Sequence[RuleEntry]]]

    def profile_for(self, site: str | None) -> Profile:
        """Return the rules for all sites joined with those of one. Raise CleantextError if a pattern is invalid."""
        own = {} if site is None else self.sites.get(site, {})
        return Profile(*([*self.general.get(key, ()), *own.get(key, ())] for key in KEYS))


def read_tables(
    tables: Sequence[tuple[str, Mapping[str, object]]], more: Mapping[str, Sequence[RuleEntry]] | None = None
) -> SiteRules:
    """Return the rules in the tables of several files (name, table), and `more` entries for all sites.

    Raise CleantextError if a table is no valid profile. The rules of every site are checked here, and not only when a
    document of that site comes.
    """
    general: dict[str, list[RuleEntry]] = {key: list((more or {}).get(key, ())) for key in KEYS}
    sites: dict[str, dict[str, list[RuleEntry]]] = {}
    for source, table in tables:
        own = table.get(SITES, {})
        if not isinstance(own, Mapping) or not all(isinstance(rules, Mapping) for rules in own.values()):
            raise CleantextError(f"{source}: {SITES} must hold a table for each site")
        _add(general, _read(source, {key: value for key, value in table.items() if key != SITES}))
        for name, rules in own.items():
            read = _read(f'{source}: {SITES}."{name}"', rules)
            Profile(*(read.get(key, ()) for key in KEYS))
            _add(sites.setdefault(normalize("NFC", name), {}), read)
    return SiteRules(general, sites)


def _add(rules: dict[str, list[RuleEntry]], more: Mapping[str, Sequence[RuleEntry]]) -> None:
    for key, entries in more.items():
        rules.setdefault(key, []).extend(entries)


def _read(place: str, rules: Mapping[str, object]) -> dict[str, list[RuleEntry]]:
    read: dict[str, list[RuleEntry]] = {}
    for key, value in rules.items():
        if key == DOCUMENTS and (not isinstance(value, int) or isinstance(value, bool)):
            raise CleantextError(f"{place}: {key} must be a number")
        if key == DOCUMENTS:
            continue
        if key not in (*KEYS, BUILT_IN):
            quotes = "a site's name with dots needs quotation marks" if isinstance(value, Mapping) else ""
            raise CleantextError(f"{place}: unknown key {key!r}; {quotes or suggestion(key, KEYS)}")
        if not isinstance(value, list):
            raise CleantextError(f"{place}: {key} must be a list of texts")
        read[key] = [
            entry
            for number, item in enumerate(value, 1)
            for entry in _read_entry(f"{place}: {key}, entry {number}", item)
        ]
    return read


def _read_entry(source: str, item: object) -> Iterator[RuleEntry]:
    """Yield the entries of a text, or of a table with `text` or `lines` and `why`; other keys of a table are ignored.

    Of a site's chrome, `times`, `position` and `any-number` tell more.
    """
    table = {"text": item} if isinstance(item, str) else item
    texts = lines_of(table) if isinstance(table, Mapping) else []
    if not texts or not isinstance(table, Mapping) or not isinstance(table.get("why", ""), str):
        raise CleantextError(f"{source}: must be a text, or a table with text (or lines, a list of texts) and why")
    times = table.get("times", 1)
    if not isinstance(times, int) or isinstance(times, bool) or times < 1:
        raise CleantextError(f"{source}: times must be a number from 1")
    for text in texts:
        yield RuleEntry(
            text,
            source,
            str(table.get("why", "")),
            times,
            str(table.get("position", "")),
            table.get(ANY_NUMBER) is True,
        )


def lines_of(entry: object) -> list[str]:
    """Return the texts of an entry of a profile, of which one with `lines` has several; none if it is no entry."""
    if isinstance(entry, str):
        return [entry]
    if not isinstance(entry, Mapping):
        return []
    texts = entry.get(LINES, [entry.get("text")])
    return list(texts) if isinstance(texts, list) and all(isinstance(text, str) for text in texts) else []


def _entries(given: Iterable[RuleEntry | str]) -> list[RuleEntry]:
    if not isinstance(given, Iterable):
        raise TypeError(f"the rules of a profile must be a list of texts, not {type(given).__name__}")
    given = [given] if isinstance(given, str | RuleEntry) else list(given)
    if not all(isinstance(item, str) or (isinstance(item, RuleEntry) and isinstance(item.text, str)) for item in given):
        raise CleantextError("the rules of a profile must be texts")
    entries = (item if isinstance(item, RuleEntry) else RuleEntry(item, "the profile") for item in given)
    return [entry._replace(text=as_plain_str(entry.text, "a rule")) for entry in entries]
