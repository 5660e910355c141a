"""The types that all modules share: what filters propose, what a chain returns, and the errors."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeAlias

WRITTEN, UNCHANGED, SKIPPED, FAILED = "written", "unchanged", "skipped", "failed"  # states of a document after a run
OUT_OF_MEMORY = "needs more memory than there is"  # the reason for a document that fails with MemoryError


class Hit(NamedTuple):
    """A line that a strip proposes to remove.

    `index` and `twin` are 0-based in the lines that the strip was given; `twin` is the line of the same text that is
    kept. With a twin, the reason ends in "line": the chain appends its number.

    >>> Hit(4, "a row of asterisks", "separator")
    Hit(index=4, reason='a row of asterisks', kind='separator', twin=None)
    """

    index: int  # type: ignore[assignment]  # shadows tuple.index, which is not needed here
    reason: str
    kind: str
    twin: int | None = None


class Removal(NamedTuple):
    r"""A line that was removed: `line` and `twin` are 1-based in the source, `text` is the line after repairs.

    `kind` tells what the line was. Strips of this package have these kinds:

    - `blank`: a blank line at the start or the end, or after another
    - `caption`: a repeated caption, lead or title; `twin` is the line that is kept
    - `byline`, `credit`, `dateline`, `tags`: author, source, date and keywords of the article
    - `profile`: a line that a rule of the user drops, or that a profile has as chrome of the site
    - `navigation`, `place`, `account`, `tools`: menus, names of places in them, log-in, buttons
    - `share`, `follow`, `comments`, `rating`, `views`: social media, readers' comments, polls, counts of views
    - `related`, `toc`, `player`, `newsletter`, `advertising`: links to other articles, and boxes
    - `date`, `number`, `template`, `footer`: dates and counts beside links, left-over markup, the foot of the page
    - `likely`: a line of the page around the article that no rule knows; the reason says what makes it likely

    >>> from cleantext import explain
    >>> [removal] = explain("Tin vui\n\n\nđã về").removals
    >>> removal.line, removal.filter, removal.reason
    (3, 'blank-lines', 'blank after a blank line')
    """

    line: int
    text: str
    filter: str
    kind: str
    reason: str
    twin: int | None = None


class Example(NamedTuple):
    """One line (1-based in the source) before and after a repair.

    >>> from cleantext import explain
    >>> explain("Tin  vui").repairs[0].examples[0]
    Example(line=1, before='Tin  vui', after='Tin vui')
    """

    line: int
    before: str
    after: str


class Repaired(NamedTuple):
    """The number of lines that a repair changed, with the first few as examples.

    >>> from cleantext import explain
    >>> [(repaired.filter, repaired.lines) for repaired in explain("Tin  vui").repairs]
    [('whitespace', 1)]
    """

    filter: str
    lines: int
    examples: tuple[Example, ...]


DOUBTS = {  # the kinds of notes that make a document doubtful, and what a summary calls one such document and several
    "official": ("official document", "official documents"),
    "form": ("form", "forms"),
    "table": ("table", "tables"),
    "wrapped": ("wrapped at a column", "wrapped at a column"),
    "pieces": ("in pieces of sentences", "in pieces of sentences"),
    "html": ("HTML", "HTML"),
    "error-page": ("error page", "error pages"),
    "several": ("with several articles", "with several articles"),
    "no-article": ("without an article", "without an article"),
    "empty": ("empty", "empty"),
    "broken": ("with broken characters", "with broken characters"),
    "lost-head": ("lost its head", "lost their head"),
    "lost-much": ("lost much", "lost much"),
}


class Note(NamedTuple):
    r"""Something noticed and left alone; `line` is 1-based in the source, or None for the whole document.

    About characters:

    - `replacement`, `replaced`: U+FFFD in the source, or put there for bytes that are not text in its encoding
    - `surrogate`, `private-use`, `noncharacter`: characters without a meaning
    - `double-tone`, `orphan-mark`: combining marks that no repair can place
    - `mojibake`, `legacy`, `misread`: lines read in a wrong encoding, which no other repair touches: a filter that was
      not run repairs them, or none

    Reasons to doubt a document, because strips are made for articles (`DOUBTS` in this module has their plain names):

    - `official`, `form`, `table`: a decision, a law, or text in numbered points; with blanks to fill in; rows or cells
    - `wrapped`, `pieces`: sentences are broken over lines, at a column or at each link and bold word
    - `html`, `error-page`, `several`: tags; "404 Not Found" and the like; the articles of several pages
    - `no-article`: many lines of a page around one, and no sentence
    - `empty`, `broken`: no text, or none is left; many lost characters, lines read in a wrong encoding, scrambled marks
    - `lost-head`, `lost-much`: its title was removed, and none like it is kept; most of its prose or nearly all lines

    >>> from cleantext import explain
    >>> explain("Ti\ufffdng").notes[0].kind
    'replacement'
    """

    kind: str
    message: str
    line: int | None = None


Repair: TypeAlias = Callable[[str], str]
"""A filter that repairs characters: takes and returns the whole text; never adds, removes or empties a line."""

Strip: TypeAlias = Callable[[Sequence[str]], Iterable[Hit]]
"""A filter that proposes lines to remove, in increasing order; never changes a line."""


class CleantextError(Exception):
    """An error that a user can act on; the message says what and where. It is the base of all errors of this package.

    >>> from cleantext import Chain
    >>> try:
    ...     Chain().without("whitespaces")
    ... except CleantextError as error:
    ...     print(error)
    no filter named 'whitespaces'; did you mean whitespace?
    """


class UsageError(CleantextError):
    """Invalid or conflicting command-line options."""


class BrokenFilter(CleantextError):
    """A filter raised an exception, or did what its kind must not do; the text is not at fault."""


class UnknownFilter(CleantextError):
    """No filter has this name."""


class UnknownSite(CleantextError):
    """--site names a site for which no profile has rules."""


class OutputFailed(CleantextError):
    """The shared output can no longer be written; the run stops."""


def reason_of(error: OSError | CleantextError) -> str:
    """Return in one phrase what went wrong, without the file name."""
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
