"""Find the site of a document, and the chain that cleans the documents of that site."""

import os
import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, NamedTuple

from cleantext.files.selection import nfc
from cleantext.files.walk import STDIN, Input, name_in_utf8
from cleantext.model import CleantextError, UnknownSite
from cleantext.text.lines import as_plain_str
from cleantext.text.suggest import suggestion

from .chain import Chain
from .results import Result

if TYPE_CHECKING:
    from .patterns import RuleEntry
    from .profiles import SiteRules
    from .rule_use import RuleUse

SURROUNDING = " \t\r\n\ufeff"
MAX_BITS = 64  # of a number that names a site; Python refuses to write the longest
SURROGATE = re.compile("[\ud800-\udfff]")
WITH_HOST = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//")
OTHER_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!//|\d)")  # mailto:, javascript:, not host:80


class SiteSource(NamedTuple):
    """Where the site of a document is found: `site` for all, or a `field` of each row, which holds a name or a URL.

    Without either, the site is the name of a folder that the file is in.
    """

    site: str | None = None
    field: str | None = None
    is_url: bool = False

    @property
    def is_set(self) -> bool:
        """Check whether a site or a field is set; otherwise folders name the site."""
        return self.site is not None or self.field is not None

    def site_of_row(self, value: object) -> str | None:
        """Return the site of a row with this value in the field, or None if it has none."""
        return self.site_from_value(value) if self.site is None else self.site

    def site_from_value(self, value: object) -> str | None:
        """Return the site named by a value of the field, text or integer, or None; of a URL, the host."""
        if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() <= MAX_BITS:
            value = str(value)
        if not isinstance(value, str):
            return None
        value = as_plain_str(value, "a site").strip(SURROUNDING)
        if not value or SURROGATE.search(value):
            return None
        return host_of(value) if self.is_url else nfc(value)


def host_of(url: str) -> str | None:
    """Return the host of a URL (RFC 3986) as people write it, without "www.", or None; the scheme may be missing."""
    from urllib.parse import urlsplit  # slow to import, and most runs have no URLs

    url = url.strip(SURROUNDING)
    if OTHER_SCHEME.match(url):
        return None
    try:
        host = (urlsplit(url if WITH_HOST.match(url) else f"//{url}").hostname or "").rstrip(".")
        host = nfc(host.encode("ascii").decode("idna") if "xn--" in host else host)
    except ValueError:
        return None
    return (host.removeprefix("www.") if host.count(".") > 1 else host) or None


def folders_of(source: Input) -> Iterator[str]:
    """Yield the names of the folders that a file is in, the innermost first."""
    if source.name == STDIN:
        return
    folder = os.path.dirname(os.path.abspath(source.name))
    for name in reversed(os.path.splitdrive(folder)[1].split(os.sep)):
        if name:
            yield site_of_folder(name)


def site_of_folder(name: str) -> str:
    """Return a folder's name as profiles write it: valid text, in NFC, which not all file systems use."""
    return nfc(name_in_utf8(name))


class Sites:
    """The chain for each site: the common chain, with the rules that profiles hold for the site.

    `whose` tells where the site of a document is found. Raise UnknownSite if it names a site without rules, TypeError
    for arguments of other types.
    """

    def __init__(self, chain: Chain, rules: "SiteRules | None" = None, whose: SiteSource = SiteSource()) -> None:  # noqa: B008
        if not isinstance(chain, Chain):
            raise TypeError(f"the chain of sites must be a Chain, not {type(chain).__name__}")
        if not isinstance(whose, SiteSource):
            raise TypeError(f"where sites are found must be a SiteSource, not {type(whose).__name__}")
        if rules is not None:
            from .profiles import SiteRules  # slow to import, and loaded already by whoever has some

            if not isinstance(rules, SiteRules):
                raise TypeError(f"the rules of sites must be what Sites.read reads, not {type(rules).__name__}")
        self.whose = whose
        self._chain, self._rules = chain, rules
        self._chains: dict[str | None, Chain] = {}
        self._unmatched: dict[str | None, set[RuleEntry]] = {}  # by documents of this process so far
        if rules and whose.site is not None and whose.site not in rules.sites:
            raise UnknownSite(
                f"no profile has rules for the site {whose.site!r}; {suggestion(whose.site, rules.sites)}"
            )
        if rules is None:
            self._chains[None] = chain
        else:
            self._chains[None] = chain.with_profile(rules.profile_for(None))

    @classmethod
    def read(
        cls,
        *paths: str,
        chain: Chain | None = None,
        site: str | None = None,
        site_field: str | None = None,
        url_field: str | None = None,
    ) -> "Sites":
        r"""Read profiles (TOML) and add their rules to a chain, by default the chain of all filters that are on.

        `site` is the site of all documents; or the column `site_field` holds the site of each row, or `url_field` a URL
        with it. Raise CleantextError if a profile is invalid, or if more than one of the three is given, TypeError for
        arguments of other types.

        >>> sites = Sites.read("samples/rules.toml")
        >>> sites.chain_for("daithach.example").clean("Tin vui\nMột số kiến nghị")
        'Tin vui'
        """
        from cleantext.files.toml import read_toml

        from .profiles import read_tables

        for name, given in (("site", site), ("site_field", site_field), ("url_field", url_field)):
            if given is not None and not isinstance(given, str):
                raise TypeError(f"{name} must be str, not {type(given).__name__}")
        if sum(each is not None for each in (site, site_field, url_field)) > 1:
            raise CleantextError("give one of site, site_field and url_field")
        names = [_path(path) for path in paths]
        rules = read_tables([(name, read_toml(name)) for name in names]) if names else None
        return cls(
            Chain() if chain is None else chain,
            rules,
            SiteSource(site, site_field or url_field, is_url=url_field is not None),
        )

    @property
    def named(self) -> Collection[str]:
        """Return the names of the sites that have rules of their own."""
        return self._rules.sites if self._rules else ()

    @property
    def only_named(self) -> bool:
        """Check whether there are rules for single sites, and none for all."""
        return bool(self.named) and not any(self._rules.general.values() if self._rules else ())

    def site_of(self, source: Input, value: object) -> str | None:
        """Return the site of a document, from its folders or the value of its field, or None if that has no rules."""
        if not isinstance(source, Input):
            raise TypeError(f"the source of a document must be an Input, not {type(source).__name__}")
        if not self.named:
            return None
        if not self.whose.is_set:
            return next((name for name in folders_of(source) if name in self.named), None)
        return self.site_by(value)

    def name_of_site(self, source: Input, value: object) -> str | None:
        """Return the name by which a profile can have rules for the site of a document, whether one has or not.

        Where nothing else tells, that is the first folder below the path that was given; None if there is none.
        """
        if self.whose.is_set:
            return self.whose.site_of_row(value)
        below = os.path.dirname(source.below)
        return self.site_of(source, value) or (site_of_folder(below.split(os.sep)[0]) if below else None)

    def site_by(self, value: object) -> str | None:
        """Return the site of a row, from the value of its field, or None if that has no rules."""
        site = self.whose.site_of_row(value)
        return site if site in self.named else None

    def chain_for(self, site: str | None) -> Chain:
        """Return the chain for a site as `site_of` returns it; the common one for a site without rules.

        Raise TypeError if it is neither str nor None.
        """
        if site is not None:
            site = as_plain_str(site, "the name of a site")
        if site not in self.named:
            return self._chains[None]
        if site not in self._chains and self._rules:
            self._chains[site] = self._chain.with_profile(self._rules.profile_for(site))
        return self._chains[site]

    def find_used_rules(self, site: str | None, result: Result) -> "RuleUse | None":
        """Return what a document of a site, as `site_of` returns it, shows about the rules that people wrote.

        Return None if it is nothing new in this process.
        """
        profile = self.chain_for(site).profile
        if profile is None:
            return None
        from .rule_use import find_used  # slow to import, and needed with rules of a user

        is_first = site not in self._unmatched
        unmatched = self._unmatched.setdefault(site, {*profile.written})
        return find_used(profile, unmatched, result, is_first=is_first)


def _path(given: object) -> str:
    """Return the path of a profile. Raise TypeError: Python would take a number for an open file."""
    path = os.fspath(given) if isinstance(given, os.PathLike) else given
    return as_plain_str(path, "the path of a profile")
