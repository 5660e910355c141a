"""Find which rules that people wrote match a line of some document; the others may be mistaken."""

from collections.abc import Collection
from typing import NamedTuple

from cleantext.model import CleantextError

from . import budget
from .patterns import Pattern, RuleEntry, first_match
from .profiles import Profile
from .removals import texts_of
from .results import Result


class RuleUse(NamedTuple):
    """Rules that hold for a document, and those that match a line of it; a process tells of each only once."""

    rules: tuple[RuleEntry, ...] = ()
    matched: tuple[RuleEntry, ...] = ()


def find_used(profile: Profile, unmatched: set[RuleEntry], result: Result, *, is_first: bool) -> RuleUse | None:
    """Return the rules of which a line is in a document, kept or removed, and take them from `unmatched`.

    For the first document of a site, return all its rules, too; None if there is nothing to tell.
    """
    matched = _matching(profile, unmatched, result) if unmatched else set()
    unmatched -= matched
    rules = profile.written if is_first else ()
    return RuleUse(rules, tuple(matched)) if rules or matched else None


def _matching(profile: Profile, wanted: Collection[RuleEntry], result: Result) -> set[RuleEntry]:
    lines = {*result.text.split("\n"), *texts_of(result.removals)} - {""}
    found = {entry for rules in (profile.dropped, profile.kept) for line in lines if (entry := rules.phrase_for(line))}
    with budget.one_document():
        patterns = (*profile.dropped.patterns, *profile.kept.patterns)
        found.update(each.entry for each in patterns if each.entry in wanted and _may_match(each, lines))
    return found.intersection(wanted)


def _may_match(pattern: Pattern, lines: Collection[str]) -> bool:
    """Check whether a pattern matches a line, or takes too long to know."""
    try:
        return any(first_match([pattern], line) for line in lines)
    except CleantextError:
        return True
