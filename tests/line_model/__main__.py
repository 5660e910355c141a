"""Fit the weights of the line model, and write them to the package's weights.json.

Lines of the sites of part A are read of labelled documents; articles need no labels. What is written for the model lies
beside this program. It takes some minutes, and needs `pip install --group fit`.
"""

import argparse
from pathlib import Path

import cleantext
from tests.labelled.documents import OWN, part_of, read
from tests.line_model.fit import fitted_weights
from tests.line_model.training_lines import unlabelled_articles, written_articles, written_pages

WEIGHTS = Path(cleantext.__file__).parent / "filters" / "site_chrome" / "line_model" / "weights.json"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.line_model", description=__doc__)
    parser.add_argument(
        "labelled", nargs="*", type=Path, help="labelled documents, as python -m tests.labelled reads them"
    )
    parser.add_argument("--articles", nargs="*", default=[], type=Path, help="articles without labels")
    parser.add_argument("-o", "--output", type=Path, default=WEIGHTS)
    given = parser.parse_args()
    labelled = [*(document for path in OWN for document in read(path)), *written_pages()]
    labelled += [document for path in given.labelled for document in read(path) if part_of(document.site) == "A"]
    ordinary = [article for path in given.articles for article in unlabelled_articles(path)]
    given.output.write_text(fitted_weights(labelled, ordinary, written_articles()), "utf-8", newline="\n")
    print(f"{given.output}: fitted on {len(labelled)} labelled documents and {len(ordinary)} articles")


if __name__ == "__main__":
    main()
