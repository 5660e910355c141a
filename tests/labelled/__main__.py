"""Count how much chrome and how many copies the default chain cuts, and what it loses, in each view of documents."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from tests.labelled.counting import Tally, count
from tests.labelled.documents import CHROME, OWN, VIEWS, part_of, read
from tests.labelled.site_rules import sites_of_rules


def main() -> None:
    """Print the figures of each file and view."""
    given = arguments()
    sites = None
    if given.site_left_out:
        support = dict.fromkeys([*OWN, *given.files, *given.support])
        sites = sites_of_rules(document for path in support for document in read(path))
    for path in given.files:
        print(path.name)
        documents = [document for document in read(path) if given.part in (None, part_of(document.site))]
        for view in given.view or VIEWS:
            tally = count(documents, view, sites, strict=given.strict)
            if tally.total.documents:
                print(f"  {view:9}{tally}")
            for line in details(tally, given, own=path in OWN):
                print(f"      {line}")


def arguments() -> argparse.Namespace:
    """Read the command line."""
    views = "; ".join(f"{name}: {lines}" for name, lines in VIEWS.items())
    parser = argparse.ArgumentParser(prog="python -m tests.labelled", description=__doc__)
    parser.add_argument("--view", action="append", choices=VIEWS, help=f"what is shown of documents ({views})")
    parser.add_argument("--part", choices=("A", "B"), help="half of the sites: make rules on A, judge them by B")
    parser.add_argument("--strict", action="store_true", help="clean as with cleantext --strict")
    parser.add_argument("--by-site", action="store_true", help="a line for each site, too")
    parser.add_argument("--by-extractor", action="store_true", help="a line for each tool that made texts, too")
    parser.add_argument("--show", action="store_true", help="print wrong lines; of part B, those of the project alone")
    parser.add_argument("--site-left-out", action="store_true", help="judge each site without what only it has")
    parser.add_argument("--support", nargs="*", default=[], type=Path, help="more documents that show what sites have")
    parser.add_argument("files", nargs="*", type=Path, help="JSON Lines, gzipped or not (default: the project's)")
    given = parser.parse_args()
    given.files = [path.resolve() for path in given.files] or OWN
    if given.show and given.part == "B" and not set(given.files) <= set(OWN):
        parser.error("--show prints no lines of part B: who has read them can no longer be judged by them")
    return given


def details(tally: Tally, given: argparse.Namespace, *, own: bool) -> Iterator[str]:
    """Yield the figures of each site and method, where asked for, the worst first, and lines judged wrongly.

    Of a file that is not the project's `own` these are lines of part A alone: see `part_of`.
    """
    for groups, wanted in ((tally.sites, given.by_site), (tally.methods, given.by_extractor)):
        if wanted:
            by_recall = sorted(groups.items(), key=lambda group: group[1].recall(CHROME) or 0)
            yield from (f"{name:34}{counts}" for name, counts in by_recall)
    if given.show:
        yield from (str(line) for line in tally.wrong if own or part_of(line.document.site) == "A")


if __name__ == "__main__":
    main()
