"""Which site a document is of, and the chain that cleans the documents of that site."""

import os
import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, NamedTuple

from unicodedata2 import normalize

from cleantext.files.walk import STDIN, Input, name_in_utf8
from cleantext.model import CleantextError, UnknownSite
from cleantext.text.suggest import near

from .chain import Chain

if TYPE_CHECKING:
    from .profiles import Tables

AROUND = " \t\r\n\ufeff"
SURROGATE = re.compile("[\ud800-\udfff]")
WITH_HOST = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//")
OTHER_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!//|\d)")  # mailto:, javascript:, not host:80


class Whose(NamedTuple):
    """How the site of a document is known: all are of `site`, or a `field` of the table says it, as a URL or plainly.

    Where neither is given, folders say it.
    """

    site: str | None = None
    field: str | None = None
    is_url: bool = False

    @property
    def is_told(self) -> bool:
        """Whether anything but folders says it."""
        return self.site is not None or self.field is not None

    def site_of_row(self, value: object) -> str | None:
        """Give the site of a row whose field for that has a value; None where nothing says it."""
        return self.said_by(value) if self.site is None else self.site

    def said_by(self, value: object) -> str | None:
        """Give the site that a value of the field says, a text or a whole number; or None: the host, if it is a URL."""
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str) or not (value := value.strip(AROUND)) or SURROGATE.search(value):
            return None
        return host_of(value) if self.is_url else nfc(value)


def host_of(url: str) -> str | None:
    """Give the host of a URL (RFC 3986) as people write it, without "www."; the scheme may be missing, a host not."""
    from urllib.parse import urlsplit  # slow to import, and most runs have no URLs

    url = url.strip(AROUND)
    if OTHER_SCHEME.match(url):
        return None
    try:
        host = (urlsplit(url if WITH_HOST.match(url) else f"//{url}").hostname or "").rstrip(".")
        host = nfc(host.encode("ascii").decode("idna") if "xn--" in host else host)
    except ValueError:
        return None
    return (host.removeprefix("www.") if host.count(".") > 1 else host) or None


def folders_of(source: Input) -> Iterator[str]:
    """Name the folders that a file is in, the innermost first."""
    if source.name == STDIN:
        return
    folder = os.path.dirname(os.path.abspath(source.name))
    for name in reversed(os.path.splitdrive(folder)[1].split(os.sep)):
        if name:
            yield site_of_folder(name)


def site_of_folder(name: str) -> str:
    """Give the name of a folder as profiles have it: in NFC, which not all file systems use, and as text."""
    return nfc(name_in_utf8(name))


def nfc(name: str) -> str:
    """Compose a name: of two spellings that look alike there is one site."""
    composed: str = normalize("NFC", name)
    return composed


class Sites:
    """The chain for each site: the one for all, with the rules that profiles have for it.

    `whose` says how the site of a document is known. Raises CleantextError when it names a site that has no rules.
    """

    def __init__(self, chain: Chain, rules: "Tables | None" = None, whose: Whose = Whose()) -> None:  # noqa: B008
        self.whose = whose
        self._chain, self._rules = chain, rules
        self._chains: dict[str | None, Chain] = {}
        if rules and whose.site is not None and whose.site not in rules.sites:
            raise UnknownSite(f"no profile has rules for the site {whose.site!r}; {near(whose.site, rules.sites)}")
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
        r"""Read profiles (TOML) whose rules are added to a chain, by default that of all filters that are on.

        All documents are of `site`, or the value of `site_field` or the host in `url_field` says of which one it is.
        Raises CleantextError for what is no profile, and where more than one of the three is given.

        >>> sites = Sites.read("samples/rules.toml")
        >>> sites.chain_for("daithach.example").clean("Tin vui\nMột số kiến nghị")
        'Tin vui'
        """
        from cleantext.files.toml import read_toml

        from .profiles import read_tables

        if sum(each is not None for each in (site, site_field, url_field)) > 1:
            raise CleantextError("give one of site, site_field and url_field")
        rules = read_tables([(path, read_toml(path)) for path in paths]) if paths else None
        return cls(chain or Chain(), rules, Whose(site, site_field or url_field, is_url=url_field is not None))

    @property
    def named(self) -> Collection[str]:
        """The sites that have rules of their own."""
        return self._rules.sites if self._rules else ()

    @property
    def only_named(self) -> bool:
        """Whether all rules are of sites that are named."""
        return bool(self.named) and not any(self._rules.general.values() if self._rules else ())

    def site_of(self, source: Input, value: object) -> str | None:
        """Tell which of the sites with rules a document is of: by its file, or by the value of the field for that."""
        if not self.named:
            return None
        if not self.whose.is_told:
            return next((name for name in folders_of(source) if name in self.named), None)
        return self.site_by(value)

    def site_by(self, value: object) -> str | None:
        """Tell which of the sites with rules a row is of, by the value of the field for that."""
        site = self.whose.site_of_row(value)
        return site if site in self.named else None

    def chain_for(self, site: str | None) -> Chain:
        """Give the chain for a site that `site_of` has told."""
        if site not in self._chains and self._rules:
            self._chains[site] = self._chain.with_profile(self._rules.profile_for(site))
        return self._chains[site]
