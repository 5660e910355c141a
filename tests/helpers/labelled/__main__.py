"""Count what the default chain cuts, misses and loses.

Run `python -m tests.helpers.labelled [--site-left-out] [FILE ...]`.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from cleantext import Chain
from cleantext.filters.site_chrome import match, rules
from cleantext.text.lines import Lines, split_lines
from tests.helpers.labelled.counting import Counts, Document, count, read
from tests.helpers.paths import DATA

OWN = sorted((DATA / "labelled").glob("*.jsonl"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site-left-out", action="store_true", help="judge each site without what only it has")
    parser.add_argument("--support", nargs="*", default=[], type=Path, help="more documents that show what sites have")
    parser.add_argument("--show", action="store_true", help="print every wrong line")
    parser.add_argument("files", nargs="*", type=Path, default=OWN)
    given = parser.parse_args()
    documents = {path: list(read(path)) for path in dict.fromkeys([*OWN, *given.files, *given.support])}
    sites = sites_of_rules([document for some in documents.values() for document in some])
    for path in given.files:
        counts = Counts()
        for document in documents[path]:
            if given.site_left_out:
                with left_out(document.site, sites):
                    counts.add(count(document, show=given.show))
            else:
                counts.add(count(document, show=given.show))
        print(f"{path.name}: {counts}")


def sites_of_rules(documents: list[Document]) -> dict[int, set[str]]:
    """List the sites that have a line for each phrase and pattern, by the id of its rule: patterns may share a name."""
    repairs = Chain(strips=())
    found: dict[int, set[str]] = defaultdict(set)
    for document in documents:
        lines = Lines(split_lines(repairs.clean(document.text)))
        for rule in filter(None, match.rules_of(lines)):
            found[id(rule)].add(document.site)
    return found


@contextmanager
def left_out(site: str, sites: dict[int, set[str]]) -> Iterator[None]:
    """Take away every phrase and pattern that was seen on this site alone: as if nobody had ever seen the site."""
    only_here = {rule for rule, where in sites.items() if where == {site}}
    phrases = {key: rule for key, rule in rules.phrases().items() if id(rule) not in only_here}
    kept = [(source, rule) for source, rule in rules.patterns() if id(rule) not in only_here]
    with (
        patch.object(match, "phrases", lambda: phrases),
        patch.object(match, "patterns", lambda: tuple(kept)),
    ):
        _forget_rules()
        yield
    _forget_rules()


def _forget_rules() -> None:
    for cached in (match.rule_for, match.combined_pattern):
        cached.cache_clear()


if __name__ == "__main__":
    main()
