"""The chain: which filters run on a document, in which order; `running.py` runs them. It knows none by name."""

from collections.abc import Callable, Collection, Iterable
from functools import partial
from typing import TYPE_CHECKING

from cleantext import filters
from cleantext.model import Removal, Repair, Repaired, Result, Strip
from cleantext.text.lines import join_lines, unify_line_ends

from . import notes
from .contract import name_twins
from .run import repaired, stripped
from .select import Named, appended, check_names, check_options, inserted, named

if TYPE_CHECKING:
    from .profiles import Profile

PROFILE = "profile"  # the name of the strip that holds the rules of a user


class Chain:
    r"""Filters in the order they run; immutable, and safe to share between threads and processes.

    `repairs` and `strips` are filters: plain functions, or pairs of a name and a function. Without
    them, the chain holds every built-in filter that is on by default. No strip removes a line that `keeps` keeps.
    Raises TypeError for what is no filter.

    >>> from cleantext import Chain, Hit
    >>> def stars(lines):
    ...     for index, line in enumerate(lines):
    ...         if line and not line.strip("* "):
    ...             yield Hit(index, "a row of asterisks", "separator")
    >>> Chain(strips=[stars]).clean("Phần một\n* * *\nPhần hai")
    'Phần một\nPhần hai'
    """

    __slots__ = ("keeps", "repairs", "strips")
    repairs: tuple[Named[Repair], ...]
    strips: tuple[Named[Strip], ...]
    keeps: Callable[[str], object] | None

    def __init__(
        self,
        repairs: Iterable[Repair | Named[Repair]] | None = None,
        strips: Iterable[Strip | Named[Strip]] | None = None,
        keeps: Callable[[str], object] | None = None,
    ) -> None:
        self.repairs = named(filters.on_by_default(filters.REPAIRS) if repairs is None else repairs)
        self.strips = named(filters.on_by_default(filters.STRIPS) if strips is None else strips)
        self.keeps = keeps

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the chain's filters, in order."""
        return tuple(name for name, _ in (*self.repairs, *self.strips))

    def __repr__(self) -> str:
        return f"Chain({', '.join(self.names)})"

    def only(self, *wanted: str | Repair | Strip | Named[Repair] | Named[Strip]) -> "Chain":
        """Give a chain of these filters alone, of this chain or any. Raises as `including` does.

        >>> Chain().only("whitespace", "unicode")
        Chain(unicode, whitespace)
        """
        wider = self.including(*(each for each in wanted if each not in self.names))
        names = [each if isinstance(each, str) else named([each])[0][0] for each in wanted]
        return wider._replace([f for f in wider.repairs if f[0] in names], [f for f in wider.strips if f[0] in names])

    def without(self, *names: str) -> "Chain":
        """Give this chain less the named filters. Raises UnknownFilter for a name that is nowhere.

        >>> Chain().only("unicode", "tones").without("tones")
        Chain(unicode)
        """
        self._check_names(names)
        return self._replace(
            [f for f in self.repairs if f[0] not in names], [f for f in self.strips if f[0] not in names]
        )

    def including(self, *wanted: str | Repair | Strip | Named[Repair] | Named[Strip]) -> "Chain":
        """Give this chain and more filters: names of built-in ones and of those that packages offer, or functions.

        Built-in filters go to their place in the order, others behind those of their kind, but before blank-lines. A
        function is a repair if its first parameter is annotated as `str`, a strip if as `Sequence[str]`. Raises
        UnknownFilter; BrokenFilter where that is not told, or an import fails; ValueError for a name that is taken.

        >>> Chain().only("whitespace", "blank-lines").including("fullwidth")
        Chain(fullwidth, whitespace, blank-lines)
        >>> def shout(text: str) -> str:
        ...     return text.upper()
        >>> Chain().including(shout).clean("tin vui")
        'TIN VUI'
        """
        names = [name for name in wanted if isinstance(name, str)]
        self._check_names(names)
        chain = self._replace(
            inserted(self.repairs, filters.REPAIRS, names), inserted(self.strips, filters.STRIPS, names)
        )
        own = [f for f in wanted if not isinstance(f, str) or f not in chain.names]
        if not own:
            return chain
        from .plugins import repairs_and_strips  # slow to import, and seldom needed

        repairs, strips = repairs_and_strips(own)
        return chain._replace(appended(chain.repairs, repairs), appended(chain.strips, strips))

    def with_options(self, name: str, **options: object) -> "Chain":
        """Give this chain with options of one of its filters set.

        Raises UnknownFilter for a name that is nowhere, ValueError for a filter that is not in this chain, TypeError
        for an option that the filter does not have.

        >>> Chain().with_options("tones", style="old").clean("hoà thuỷ")
        'hòa thủy'
        """
        self._check_names([name])
        function = dict((*self.repairs, *self.strips)).get(name)
        if function is None:
            raise ValueError(f"the filter {name} is not in this chain")
        check_options(name, function, options)
        return self._replace(
            [(n, partial(f, **options) if n == name else f) for n, f in self.repairs],
            [(n, partial(f, **options) if n == name else f) for n, f in self.strips],
        )

    def with_profile(self, profile: "Profile") -> "Chain":
        r"""Give this chain with a user's rules, in place of any it had. What is to stay is no sign of chrome to it.

        >>> from cleantext import Profile
        >>> Chain().with_profile(Profile(drop=["Mua báo giấy"])).clean("Tin vui\nMUA BÁO GIẤY!")
        'Tin vui'
        """
        profile = profile.repaired(Chain(self.repairs, ()).clean)
        keeps = profile.keeps if profile.kept else None
        rules = [(PROFILE, profile.drop)] if profile.dropped else []
        chain = Chain(self.repairs, [*(f for f in self.strips if f[0] != PROFILE), *rules], keeps)
        return chain.with_options("site-chrome", keeps=keeps) if "site-chrome" in chain.names else chain

    def _check_names(self, names: Collection[str]) -> None:
        """Check names of filters; what packages offer is looked up only where one of them is no other."""
        known = {*filters.NAMES, *self.names}
        if any(isinstance(name, str) and name not in known for name in names):
            from .plugins import offered  # slow to import, and seldom needed

            known |= offered().keys()
        check_names(names, known)

    def _replace(self, repairs: Iterable[Named[Repair]], strips: Iterable[Named[Strip]]) -> "Chain":
        return Chain(repairs, strips, self.keeps)

    def clean(self, text: str) -> str:
        """Give the clean text of one document, without a final newline. Raises BrokenFilter; TypeError for bytes."""
        lines, _ = repaired(unify_line_ends(text), self.repairs)
        return join_lines(stripped(lines, self.strips, self.keeps))

    def explain(self, text: str) -> Result:
        """Clean one document and account for every line that changed or went. Raises as `clean` does."""
        repairs: dict[str, Repaired] = {}
        removals: list[Removal] = []
        lines, seen = repaired(unify_line_ends(text), self.repairs, repairs)
        cleaned = join_lines(stripped(lines, self.strips, self.keeps, removals))
        removals = name_twins(removals)
        seen += notes.seen_of(lines, removals)
        return Result(cleaned, tuple(repairs.values()), tuple(removals), tuple(seen))


DEFAULT = Chain()


def clean(text: str) -> str:
    r"""Give the clean text of one article: no repeated captions, no site chrome, whitespace and Unicode put right.

    The result has no final newline. Cleaning it again changes nothing.

    >>> clean("Tin  vui\n\n\nđã về\n")
    'Tin vui\n\nđã về'
    """
    return DEFAULT.clean(text)


def explain(text: str) -> Result:
    r"""Clean one article and say what was done: `clean(text)` is the `text` of the result.

    >>> result = explain("Tin  vui\n\n\nđã về\n")
    >>> result.removals
    (Removal(line=3, text='', filter='blank-lines', kind='blank', reason='blank after a blank line', twin=None),)
    >>> result.repairs[0].examples
    (Example(line=1, before='Tin  vui', after='Tin vui'),)
    """
    return DEFAULT.explain(text)
