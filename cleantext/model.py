"""The vocabulary: what filters say, what a chain answers, and what can be wrong."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeAlias

WRITTEN, UNCHANGED, SKIPPED, FAILED = "written", "unchanged", "skipped", "failed"  # states of a document after a run


class Hit(NamedTuple):
    """A line that a strip proposes to remove.

    `index` and `twin` are 0-based in the lines that the strip was given; `twin` is the line that
    says the same and stays. With a twin, the reason ends in "line": the chain adds its number.

    >>> Hit(4, "a row of asterisks", "separator")
    Hit(index=4, reason='a row of asterisks', kind='separator', twin=None)
    """

    index: int  # type: ignore[assignment]  # shadows tuple.index, which nobody needs here
    reason: str
    kind: str
    twin: int | None = None


class Removal(NamedTuple):
    r"""A line that was removed: `line` and `twin` 1-based in the source, `text` as the repairs left it.

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
    """One line (1-based in the source) before and after a repair."""

    line: int
    before: str
    after: str


class Repaired(NamedTuple):
    """How many lines a repair changed, with the first few as examples."""

    filter: str
    lines: int
    examples: tuple[Example, ...]


class Note(NamedTuple):
    """Something seen and left alone; `line` is 1-based in the source, or None for the whole document."""

    kind: str
    message: str
    line: int | None = None


class Result(NamedTuple):
    r"""What `explain` gives: the clean text, and an account of every line that changed or went.

    `repairs` has a `Repaired` for each repair that changed something, `removals` a `Removal` for each line that went,
    and `notes` a `Note` for each thing that was seen and left alone.

    >>> from cleantext import explain
    >>> result = explain("Tin  vui\nti\ufffdng")
    >>> result.text
    'Tin vui\nti�ng'
    >>> [(note.kind, note.line) for note in result.notes]
    [('replacement', 2)]
    """

    text: str
    repairs: tuple[Repaired, ...]
    removals: tuple[Removal, ...]
    notes: tuple[Note, ...]


Repair: TypeAlias = Callable[[str], str]
"""A filter that mends characters: gets and gives the whole text, never adds, removes or empties a line."""

Strip: TypeAlias = Callable[[Sequence[str]], Iterable[Hit]]
"""A filter that proposes lines to remove, in increasing order, and changes none."""


class CleantextError(Exception):
    """Something that a user can act on; the message says what and where. All errors of this package are of this class.

    >>> from cleantext import Chain
    >>> try:
    ...     Chain().without("whitespaces")
    ... except CleantextError as error:
    ...     print(error)
    no filter named 'whitespaces'; did you mean whitespace?
    """


class UsageError(CleantextError):
    """The command line asks for what there is not, or for what cannot be had together."""


class BrokenFilter(CleantextError):
    """A filter did what its kind must not do. The fault is the filter's, not the text's."""


class UnknownFilter(CleantextError):
    """A filter was asked for by a name that there is not."""


class UnknownSite(CleantextError):
    """All documents are to be of a site for which no profile has rules."""


class OutputFailed(CleantextError):
    """The one stream that all documents go to takes no more: the work ends here."""


def reason_of(error: OSError | CleantextError) -> str:
    """Say in one phrase what went wrong, without the name that the line begins with."""
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
