"""Count what the default chain cuts, misses and loses.

Run `python -m tests.helpers.labelled [--site-left-out] [FILE ...]`.
"""

import argparse
from pathlib import Path

from tests.helpers.labelled.counting import OWN, Counts, count, read
from tests.helpers.labelled.site_rules import left_out, sites_of_rules


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


if __name__ == "__main__":
    main()
