"""Every filter, in the order in which they run: this list is the algorithm.

There are two kinds. A *repair* corrects characters: it takes and returns the whole text, and never adds, removes or
empties a line. A *strip* proposes lines to remove and changes none. The chain enforces this. A filter that is of
neither kind does not belong here; resist a third kind.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, TypeVar

from cleantext.model import Repair, Strip
from cleantext.text.scan import MISPLACED_TONE, MISSING_SPACE, STRAY_SPACE, characters_of_class
from cleantext.vietnamese.codas import TONED_CODA
from cleantext.vietnamese.legacy.signs import SIGN_OF_MISREADING
from cleantext.vietnamese.mojibake.patterns import SIGN_OF_MOJIBAKE

from .blank_lines import blank_lines
from .bylines import bylines
from .credit_lines import credit_lines
from .datelines import datelines
from .entities import entities
from .font_capitals import font_capitals
from .fullwidth import FULLWIDTH, fullwidth
from .glued_chrome import glued_chrome
from .invisibles import INVISIBLE, invisibles
from .legacy import legacy
from .ligatures import LIGATURE, ligatures
from .lookalikes import CANDIDATE, lookalikes
from .loose_marks import LOOSE_MARK, loose_marks
from .mojibake import mojibake
from .partial_mojibake import partial_mojibake
from .repeated_captions import repeated_captions
from .run_together import run_together
from .site_chrome import site_chrome
from .split_syllables import split_syllables
from .tag_lines import tag_lines
from .tones import tones
from .unicode import unicode
from .whitespace import ODD_SPACE, whitespace
from .windows_signs import CONTROL, windows_signs

Filter = TypeVar("Filter")
OrderEntry = tuple[str, Filter] | tuple[str, Filter, Literal["opt-in"]]
OPT_IN: Literal["opt-in"] = "opt-in"  # in an entry: it runs only where somebody asks for it

REPAIRS: tuple[OrderEntry[Repair], ...] = (
    ("entities", entities),  # first: they stand for characters that the rest repairs, mis-read ones among them
    ("mojibake", mojibake),  # next: every other repair destroys its evidence
    ("partial-mojibake", partial_mojibake, OPT_IN),
    ("legacy", legacy),  # before invisibles: a soft hyphen can be the letter ư
    ("windows-signs", windows_signs),  # before invisibles: it deletes controls
    ("fullwidth", fullwidth, OPT_IN),
    ("ligatures", ligatures),
    ("invisibles", invisibles),  # before unicode: they stand between letters and their marks
    ("unicode", unicode),
    ("loose-marks", loose_marks, OPT_IN),
    ("font-capitals", font_capitals),  # before those that want words in one case
    ("lookalikes", lookalikes),
    ("tones", tones),  # after all that make letters
    ("whitespace", whitespace),
    ("split-syllables", split_syllables, OPT_IN),  # after whitespace: one space is between pieces
    ("glued-chrome", glued_chrome, OPT_IN),  # after those: what it looks for has its final spaces and letters
    ("run-together", run_together),  # last: it parts what is left of glued chrome
)
STRIPS: tuple[OrderEntry[Strip], ...] = (
    ("site-chrome", site_chrome),  # first: chrome stands between captions and their copies
    ("tag-lines", tag_lines, OPT_IN),
    ("datelines", datelines, OPT_IN),
    ("credit-lines", credit_lines, OPT_IN),
    ("bylines", bylines, OPT_IN),  # after them: they stand between bylines and the article
    ("repeated-captions", repeated_captions),
    ("blank-lines", blank_lines),  # last: the others leave blank lines behind
)
FROM_THE_FIRST_MARK_ON: frozenset[str] = frozenset()  # any rare character from U+0300 on: those before are composed
LOOKS_FOR: dict[Repair, frozenset[str]] = {
    entities: frozenset("&"),
    mojibake: characters_of_class(SIGN_OF_MOJIBAKE),
    partial_mojibake: characters_of_class(SIGN_OF_MOJIBAKE),
    legacy: characters_of_class(SIGN_OF_MISREADING),
    windows_signs: characters_of_class(CONTROL),
    fullwidth: characters_of_class(FULLWIDTH),
    ligatures: characters_of_class(LIGATURE),
    invisibles: characters_of_class(INVISIBLE),
    unicode: FROM_THE_FIRST_MARK_ON,
    loose_marks: characters_of_class(LOOSE_MARK),
    lookalikes: characters_of_class(CANDIDATE),
    font_capitals: frozenset(MISSING_SPACE),
    tones: frozenset(MISPLACED_TONE) | characters_of_class(TONED_CODA),
    whitespace: characters_of_class(ODD_SPACE) | {STRAY_SPACE},
    run_together: frozenset(MISSING_SPACE),
}
"""The rare characters (see text/scan.py) that each repair looks for: it is skipped if a text has none of them.

A repair that is not listed always runs. tests/test_laws.py checks that the repairs change nothing else.
"""

FILTER_NAMES = tuple(entry[0] for entry in (*REPAIRS, *STRIPS))
OPT_IN_NAMES = frozenset(entry[0] for entry in (*REPAIRS, *STRIPS) if OPT_IN in entry[2:])
DECODERS = ("mojibake", "partial-mojibake", "legacy")
"""The repairs that restore text which was decoded wrongly; the others spare such lines (chain/misread_lines.py)."""


class Description(NamedTuple):
    """A filter as shown to users; the first line of its documentation is a summary."""

    name: str
    kind: str
    opt_in: bool
    documentation: str

    @property
    def summary(self) -> str:
        """The first line of the documentation."""
        return self.documentation.split("\n", 1)[0]


def described() -> Iterator[Description]:
    """Describe every filter, in order, from its docstring."""
    for kind, order in (("repair", REPAIRS), ("strip", STRIPS)):
        for name, function in pairs(order):
            yield Description(name, kind, name in OPT_IN_NAMES, documentation_of(function))


def documentation_of(function: object) -> str:
    """Return the docstring of a function; from its source where Python has dropped it (-OO), or "" if there is none."""
    from inspect import getdoc, getsource  # slow to import, and needed by no cleaning

    if documentation := getdoc(function):
        return documentation
    import ast
    from textwrap import dedent

    try:
        definition = ast.parse(dedent(getsource(function))).body[0]  # type: ignore[arg-type]  # others raise TypeError
    except (OSError, TypeError, SyntaxError):  # there is no source, or it is not that of one function
        return ""
    return ast.get_docstring(definition) or "" if isinstance(definition, ast.FunctionDef) else ""


def pairs(order: Sequence[OrderEntry[Filter]]) -> list[tuple[str, Filter]]:
    """Return the filters of an order as the chain has them: names with functions."""
    return [(entry[0], entry[1]) for entry in order]


def on_by_default(order: Sequence[OrderEntry[Filter]]) -> list[tuple[str, Filter]]:
    """Return the names and functions of the filters that run unless skipped."""
    return [(entry[0], entry[1]) for entry in order if OPT_IN not in entry[2:]]
