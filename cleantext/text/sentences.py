"""Find sentences that were broken over several lines: text wrapped at a column, or cut at each link and bold word.

`get_text` with a line feed puts every inline element on a line of its own, and text from PDF files is wrapped at 70
to 80 characters. Such a line is part of a sentence, and no label, link or heading, whatever it says by itself.
"""

from collections.abc import Iterable, Sequence

from .prose import SENTENCE_ENDINGS, credit_of

STOPS = (*SENTENCE_ENDINGS, '!"', '?"', '…"')
SIGNS_AFTER_A_QUOTE, QUOTE_ENDS = (",", ".", ";", ":", ")"), ('"', "”", ")")
POINTS = (". ", ") ")  # behind the letter of a point
CONTINUING_SIGNS = frozenset((*SIGNS_AFTER_A_QUOTE, "!", "?", "…", "”", "%"))
WORDS_WITHIN = frozenset("của và với cho ở các những bởi là hoặc".split())  # none of which ends a sentence
UNFINISHED = ("“", "(", *map(" {}".format, sorted(WORDS_WITHIN)))
UNFINISHED_ENDS = frozenset(end[-1] for end in UNFINISHED)
MOST_LINES = 40  # of one sentence
SHORTEST_SENTENCE = 40  # characters, of all its lines together
LONG_LINE, WRAPPED_LINE = 40, 60  # characters; a line that runs on after such a line need not begin in lower case


def continued_lines(lines: Sequence[str], not_capitalized: Iterable[int]) -> list[range]:
    """Return the ranges of two or more lines of which each continues the one above; `lines` are non-blank lines.

    A line continues the one above if that ends without a stop and it begins in lower case or with a sign that no
    sentence begins with, or if that ends in a word that no sentence ends in ("của"). So does one in upper case (a name)
    that is itself continued, within a sentence or after a long line, or that ends a wrapped one. A colon is a stop
    unless the sentence was broken before. `not_capitalized` are the lines that do not begin in upper case.
    """
    found: list[range] = []
    end = 0
    for index in _likely_continuations(lines, not_capitalized):
        if index < end:
            continue
        start = max(index - 1, end)
        if start > end and _continues(lines, start - 1, start):
            start -= 1
        end = max(index, start + 1)
        while end < len(lines) and end - start < MOST_LINES and _continues(lines, start, end):
            end += 1
        if end - start > 1:
            found.append(range(start, end))
    return found


def _likely_continuations(lines: Sequence[str], not_capitalized: Iterable[int]) -> list[int]:
    """Return the indexes of the lines that begin as no sentence does, or follow one that ends as none does."""
    within = [i for i in not_capitalized if i and (lines[i][0].islower() or lines[i][0] in CONTINUING_SIGNS)]
    above = [i for i, line in enumerate(lines, 1) if line[-1] in UNFINISHED_ENDS and _is_unfinished(line)]
    return sorted({*within, *above}) if above else within


def _continues(lines: Sequence[str], start: int, index: int) -> bool:
    """Check whether the line at an index continues the sentence that begins at `start` and runs up to it."""
    line, above = lines[index], lines[index - 1]
    if _begins_within(line):
        if above.endswith(":") and index - start > 1:
            return True
        return not above.endswith(STOPS) or (line.startswith(SIGNS_AFTER_A_QUOTE) and above.endswith(QUOTE_ENDS))
    if above.endswith(STOPS):
        return False
    if _is_unfinished(above):
        return True
    if index - start == 1 and len(above) < LONG_LINE:
        return False
    if line.endswith(STOPS):
        return line[-1] == "." and len(line) < WRAPPED_LINE <= len(above) and above[0].islower()
    return index + 1 < len(lines) and _begins_within(lines[index + 1])


def _is_unfinished(line: str) -> bool:
    return line.endswith(UNFINISHED) or line in WORDS_WITHIN


def _begins_within(line: str) -> bool:
    """Check whether a line begins as a sentence does not: in lower case (but "iPhone", "a) ..."), or with a sign."""
    if line[0].islower():
        return not line[1:2].isupper() and line[1:3] not in POINTS
    return line[0] in CONTINUING_SIGNS


def is_sentence(lines: Sequence[str]) -> bool:
    """Check whether lines that continue one another are a sentence: long enough, Vietnamese, with a stop at its end."""
    last = lines[-1]
    if sum(map(len, lines)) < SHORTEST_SENTENCE or not (last.endswith(STOPS) or credit_of(last)):
        return False
    return not all(map(str.isascii, lines))  # English on a Vietnamese page is seldom the article's
