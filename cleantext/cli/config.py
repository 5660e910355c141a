"""Build the chain of filters, and the chain of each site, from options."""

from collections.abc import Mapping
from typing import Any

from cleantext.chain.chain import Chain
from cleantext.chain.sites import Sites, SiteSource
from cleantext.files.formats import HTML, report_format_of
from cleantext.files.toml import read_toml
from cleantext.model import CleantextError, UnknownSite, UsageError


def make_sites(options: Mapping[str, Any]) -> Sites:
    """Return the chain, or one for each site, that flags and files configure.

    Raise UsageError for conflicting flags, CleantextError for a profile or configuration that cannot be used.
    """
    chain, tables = make_chain(options), rule_tables(options)
    has_page = HTML in map(report_format_of, options.get("report", ()))  # it tells of which site a line is
    given = [flag for flag in _site_flags(options) if flag not in options["origins"]]
    if not tables and given and not has_page:
        raise UsageError(f"{_long_flag(given[0])} needs a profile (--profile FILE)")
    if not tables and not options["drop"] and not options["keep"]:
        return Sites(chain, whose=site_source(options)) if has_page else Sites(chain)
    # slow to import, and only needed with rules of the user
    from cleantext.chain.patterns import RuleEntry
    from cleantext.chain.profiles import read_tables

    flags = {key: [RuleEntry(text, f"--{key}") for text in options[key]] for key in ("drop", "keep")}
    try:
        return Sites(chain, read_tables(tables, flags), site_source(options))
    except UnknownSite as error:
        origin = options["origins"].get("site")
        raise CleantextError(f"{origin}: site: {error}" if origin else str(error)) from error


def rule_tables(options: Mapping[str, Any]) -> list[tuple[str, Mapping[str, object]]]:
    """Return tables of rules, each with the name of its file: those of configuration files, then those of --profile.

    Raise CleantextError for a profile that cannot be read.
    """
    return [*options["rules"], *((path, read_toml(path)) for path in options["profile"])]


def site_source(options: Mapping[str, Any]) -> SiteSource:
    """Return where the site of a document is found. Raise UsageError for conflicting flags."""
    given = _site_flags(options)
    if options["site"] is not None and not options["site"].strip():
        raise UsageError("--site needs a name")
    if len(given) > 1:
        raise UsageError(f"{_long_flag(given[0])} and {_long_flag(given[1])} cannot be combined; give one of them")
    field = options["site_field"] or options["url_field"]
    return SiteSource(options["site"], field, is_url=options["url_field"] is not None)


def _site_flags(options: Mapping[str, Any]) -> list[str]:
    return [flag for flag in ("site", "site_field", "url_field") if options[flag] is not None]


def _long_flag(flag: str) -> str:
    return f"--{flag.replace('_', '-')}"


def make_chain(options: Mapping[str, Any]) -> Chain:
    """Return the chain of filters that the options select. Raise UsageError for conflicting flags, UnknownFilter."""
    chain = Chain().only(*options["only"]) if options["only"] else Chain()
    chain = chain.including(*options["extra"]).without(*options["skip"])
    if not chain.names and (options["only"] or options["extra"]):
        only, skip = (options["origins"].get(name, f"--{name}") for name in ("only", "skip"))
        raise UsageError(f"no filter is left: {skip} skips all that {only} wants")
    if options["strict"] and "site-chrome" in chain.names:  # without this filter, nothing goes that is less than sure
        chain = chain.with_options("site-chrome", strict=True)
    if options["tone_style"]:
        if "tones" not in chain.names:
            raise UsageError("--tone-style needs the filter tones, which is left out")
        return chain.with_options("tones", style=options["tone_style"])
    return chain
