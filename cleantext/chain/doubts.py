"""Doubt a document: one that is no article, which strips are made for, or that has lost what an article does not lose.

Fitted on half of the sites of 124 labelled pages, and on articles, official documents, laws and crawls: shares of the
lines decide, because pages cut at each link have some pieces of sentences, and articles have lists and tables.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import compress, islice, takewhile

from cleantext.filters.site_chrome.match import rules_of
from cleantext.filters.site_chrome.rules import BESIDE, FIELD, OWN
from cleantext.model import Note
from cleantext.text.lines import Lines, is_blank, iterate_lines
from cleantext.text.prose import SHORTEST_PARAGRAPH, is_short_sentence, reads_like_a_title, reads_like_prose
from cleantext.text.shape import count_tags, rows_range
from cleantext.text.structure import Structure

from .removals import Run

LEAST, MOST_PROSE, MOST_LETTERS = 0.2, 0.6, 0.9  # shares of a text that may go; of its prose; of its letters
FEWEST_PARAGRAPHS = 15  # of several articles in one, or of a law that has long lines
FEWEST_CHROME, SHARE_OF_CHROME = 5, 0.3  # lines that are known; of all lines
FEWEST_LINES = 20  # that went, to speak of most letters
OF_SITE = ("site-chrome", "profile")  # filter and kind of lines that the site's other pages have, too
FEWEST_TITLE_WORDS, SHARE_OF_TITLE = 7, 0.8  # different words of a title; how many of them the article has
PROSE_SAMPLE, LONGEST_SAMPLE = 8, 250  # lines that show what an article is about, and characters of each


def doubts(source: str, lines: Lines, kept: Lines, runs: Sequence[Run]) -> list[Note]:
    """Return a note for each reason to doubt a document.

    `source` is the text as it came in, `lines` are its lines after repairs, `kept` those that strips left, and `runs`
    the others.
    """
    texts = lines.nonblank
    removed = [run for run in runs if run.text and not run.text.isspace()]
    if sum([run.length for run in removed]) == len(texts):
        return [Note("empty", _no_text(len(texts)))]
    found = _what_it_is(source, lines)
    if lost := [run for run in removed if run.named is None]:  # a copy is no loss
        if line := _lost_title(lines, kept, lost):
            found.append(Note("lost-head", "its title was removed, and nothing like it is kept", line))
        if share := _lost_share(source, lines, kept, [run for run in lost if run.why[:2] != OF_SITE]):
            found.append(Note("lost-much", share))
    return found


def _what_it_is(source: str, lines: Lines) -> list[Note]:
    found = []
    if "<" in source and (tags := count_tags(source)):
        found.append(Note("html", f"HTML, with {tags:,} tags; --html takes the article out"))
    structure, texts = lines.asked(Structure), lines.nonblank
    if not structure.has_short_lines and len(texts) < FEWEST_PARAGRAPHS:
        return found  # most news
    if structure.official:
        found.append(Note("official", "an official document, a law, or text in numbered points"))
    if (articles := structure.count_articles()) > 1:
        found.append(Note("several", f"{articles} articles in one"))
    if structure.has_short_lines:
        found += _of_short_lines(source, texts, structure)
        if not found and (known := _count_chrome_without_prose(texts)):
            what = f"{known:,} of {len(texts):,} lines are of the page around one, and none is prose"
            found.append(Note("no-article", f"no article: {what}"))
    return found


def _of_short_lines(source: str, texts: Sequence[str], structure: Structure) -> Iterator[Note]:
    if structure.form:
        yield Note("form", "a form, with blanks to fill in")
    if structure.table or ("\t" in source and _has_rows_with_tabs(source)):
        yield Note("table", "a table")
    if structure.is_broken:
        ends = f"{structure.breaks:,} of {len(texts):,} lines end within a sentence"
        wrapped, pieces = Note("wrapped", f"wrapped at a column: {ends}"), Note("pieces", f"pieces: {ends}")
        yield wrapped if structure.is_wrapped else pieces
    if message := structure.error_message():
        yield Note("error-page", f"an error page, “{message}”")


def _has_rows_with_tabs(source: str) -> bool:
    """Check whether a text as it came in is a table: repairs make tabs spaces."""
    return bool(rows_range([line for line in iterate_lines(source) if not is_blank(line)], "\t"))


def _count_chrome_without_prose(texts: Sequence[str]) -> int:
    """Return how many lines are known chrome if these are many and no line is prose, else 0."""
    if any(map(reads_like_prose, texts)):
        return 0
    rules = rules_of(texts)
    own = (line for line, rule in zip(texts, rules, strict=True) if rule is None and not line.isascii())
    if any(map(is_short_sentence, own)):
        return 0
    of_anyone = (BESIDE, FIELD, OWN)  # scopes of numbers and labels
    known = sum(rule is not None and rule.scope not in of_anyone for rule in rules)
    return known if known >= max(FEWEST_CHROME, SHARE_OF_CHROME * len(texts)) else 0


def _lost_title(lines: Lines, kept: Lines, runs: Sequence[Run]) -> int | None:
    """Return the number of a removed line above the article that was its title, if no line there that is kept is one.

    Headlines of the page say what other articles say; nearly all words of a title are in the article, too.
    """
    first = next((index for index in lines.nonblank_indexes if len(lines[index]) >= SHORTEST_PARAGRAPH), len(lines))
    likely = [run for run in runs if run.line <= first and _may_be_title(run.text)]
    titles = [(run.line, words) for run in likely if len(words := _words(run.text)) >= FEWEST_TITLE_WORDS]
    if not titles:
        return None
    prose = islice(filter(reads_like_prose, kept.nonblank), PROSE_SAMPLE)
    known = set().union(*map(_words, prose))
    above = map(_words, takewhile(lambda line: len(line) < SHORTEST_PARAGRAPH, kept.nonblank))
    if any(len(words) >= FEWEST_TITLE_WORDS and _are_known(words, known) for words in above):
        return None
    return next((line for line, words in titles if _are_known(words, known)), None)


def _may_be_title(line: str) -> bool:
    return line.count(" ") >= FEWEST_TITLE_WORDS - 1 and reads_like_a_title(line)


def _are_known(words: set[str], known: set[str]) -> bool:
    return len(words & known) >= SHARE_OF_TITLE * len(words)


def _words(line: str) -> set[str]:
    return set(re.findall(r"[^\W\d]+", line[:LONGEST_SAMPLE].lower()))


def _lost_share(source: str, lines: Lines, kept: Lines, runs: Sequence[Run]) -> str:
    """Return how much was removed if it is more than a page has around its article, else an empty text.

    That most lines go is usual for a page, and that nearly all letters do is not. Of prose, half and more may be the
    first sentences of other articles; they stand alone, each below its headline.
    """
    gone = _length(runs)
    if gone < LEAST * len(source):
        return ""
    stays = sum(map(len, kept.nonblank))
    if gone >= MOST_LETTERS * (gone + stays) and sum(run.length for run in runs) >= FEWEST_LINES:
        return f"nearly all of the text was removed ({100 * gone // (gone + stays)} %)"
    removed = [run for run in runs if reads_like_prose(run.text)]
    stays = sum(map(len, filter(reads_like_prose, kept.nonblank)))
    share = MOST_PROSE / (1 - MOST_PROSE) * stays
    if _length(removed) <= share or (lost := _length_of_running_text(lines, removed)) <= share:
        return ""
    return f"{100 * lost // (lost + stays)} % of the prose was removed"


def _length(runs: Sequence[Run]) -> int:
    return sum([len(run.text) * run.length for run in runs])


def _length_of_running_text(lines: Lines, runs: Sequence[Run]) -> int:
    """Return the length of those of the removed lines that are prose beside prose, or prose if none is."""
    numbers = {number for run in runs for number in range(run.line, run.line + run.length)}
    prose = [False, *map(reads_like_prose, lines.nonblank), False]
    running = [prose[i] and (prose[i - 1] or prose[i + 1]) for i in range(1, len(prose) - 1)]
    counted = compress(lines.nonblank_indexes, running if any(running) else prose[1:-1])
    return sum(len(lines[index]) for index in counted if index + 1 in numbers)


def _no_text(lines: int) -> str:
    if lines > 1:
        return f"no text is left of {lines:,} lines"
    return "no text is left of 1 line" if lines else "no text"
