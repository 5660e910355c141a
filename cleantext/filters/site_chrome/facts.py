"""Find boxes of facts: labels, each with a value below it, as profiles, records of documents and encyclopedias have."""

import re
from collections.abc import Sequence
from itertools import pairwise

from cleantext.text.lines import runs_of

from .rules import FIELD, OWN, Rule

FEWEST_FACTS, FEWEST_VALUES = 2, 3  # labels that only boxes have; all labels with a value
MOST_TO_THE_NEXT, MOST_TO_A_FIELD = 6, 3  # lines from a label to the next one, and where forms have one of them, too
WITH_VALUE = r"(?:[-–•*+] ?)?[^\W\d_][^:]{1,30}: \S.{0,80}"  # "- Khổ giấy: A4"; compiled when first used
FEWEST_WITH_VALUE, MOST_TO_TITLE = 4, 5  # lines; from them to the title above
SHORTEST_TITLE = 25  # characters


def boxes_of_facts(rules: dict[int, Rule], end: int) -> list[range]:
    """Return the lines of boxes of facts, with their headings; `end` is the number of lines.

    Labels that forms have as well ("Địa chỉ") belong to a box, but make none.
    """
    boxes: list[list[int]] = []
    for index in sorted(index for index, rule in rules.items() if rule.scope in (OWN, FIELD)):
        if boxes and index - boxes[-1][-1] <= _most_between(rules, boxes[-1][-1], index):
            boxes[-1].append(index)
        else:
            boxes.append([index])
    return [_with_heading(rules, box, end) for box in boxes if _are_facts(rules, box, end)]


def _most_between(rules: dict[int, Rule], label: int, next_: int) -> int:
    return MOST_TO_THE_NEXT if rules[label].scope == rules[next_].scope == OWN else MOST_TO_A_FIELD


def _are_facts(rules: dict[int, Rule], labels: Sequence[int], end: int) -> bool:
    """Check whether enough labels have a value below them; the fields of a form for a search have none."""
    facts = sum(rules[index].scope == OWN for index in labels)
    values = sum(below - index > 1 for index, below in pairwise([*labels, end]))
    return facts >= FEWEST_FACTS and values >= FEWEST_VALUES


def _with_heading(rules: dict[int, Rule], labels: Sequence[int], end: int) -> range:
    """Return the lines of a box, with the line above it, which is its heading or the title of the page."""
    first = labels[0]
    is_headed = first > 0 and first - 1 not in rules
    return range(first - is_headed, min(labels[-1] + 2, end))


def specifications(lines: Sequence[str], rules: dict[int, Rule], end: int) -> list[range]:
    """Return the lines above `end` that say what a product or a place is, each with its label, with the title above."""
    colons = [index for index in range(end) if ": " in lines[index] and index not in rules]
    labelled = {index for index in colons if re.fullmatch(WITH_VALUE, lines[index])}
    if len(labelled) < FEWEST_WITH_VALUE:
        return []
    near = labelled | {index + 1 for index in labelled if index + 2 in labelled}
    found = []
    for run in runs_of(sorted(near)):
        if len(labelled.intersection(run)) >= FEWEST_WITH_VALUE:
            above = range(run[0] - 1, max(run[0] - 1 - MOST_TO_TITLE, -1), -1)
            titles = (index for index in above if index not in rules and len(lines[index]) >= SHORTEST_TITLE)
            found.append(range(next(titles, run[0]), run[-1] + 1))
    return found
