"""The rules of site chrome that only one site needs, and judging the site without them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

from cleantext import Chain
from cleantext.filters.site_chrome import match, rules
from cleantext.text.lines import Lines, split_lines
from tests.labelled.documents import Document

Sites = dict[int, set[str]]


def sites_of_rules(documents: Iterable[Document]) -> Sites:
    """List the sites that have a line for each phrase and pattern, by the id of its rule: patterns may share a name."""
    repairs = Chain(strips=())
    found: Sites = defaultdict(set)
    for document in documents:
        lines = Lines(split_lines(repairs.clean(document.text)))
        for rule in filter(None, match.rules_of(lines)):
            found[id(rule)].add(document.site)
    return found


@contextmanager
def left_out(site: str, sites: Sites) -> Iterator[None]:
    """Take away every phrase and pattern that was seen on this site alone: as if nobody had ever seen the site."""
    only_here = {rule for rule, where in sites.items() if where == {site}}
    phrases = {key: rule for key, rule in rules.phrases().items() if id(rule) not in only_here}
    kept = [(source, rule) for source, rule in rules.patterns() if id(rule) not in only_here]
    with (
        patch.object(match, "phrases", lambda: phrases),
        patch.object(match, "patterns", lambda: tuple(kept)),
    ):
        forget_rules()
        try:
            yield
        finally:
            forget_rules()


def forget_rules() -> None:
    """Clear what match.py remembers of lines and patterns: it holds for the rules as they were."""
    for cached in (match.rule_for, match.numbers_by_beginning, match.numbers_for_prose, match.matchers):
        cached.cache_clear()
