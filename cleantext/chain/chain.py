"""The chain: which filters run on a document, and in which order; run.py runs them."""

from collections.abc import Callable, Collection, Iterable
from functools import partial
from typing import TYPE_CHECKING

from cleantext import filters
from cleantext.model import Repair, Repaired, Strip
from cleantext.text.lines import Lines, join_lines

from .doubts import doubts
from .removals import Removals, Runs
from .results import Result
from .run import intake, run_repairs, run_strips
from .select import NamedFilter, append_custom, check_names, check_options, insert_in_order, with_names

if TYPE_CHECKING:
    from .profiles import Profile

PROFILE = "profile"  # the name of the strip that applies a user's rules


class Chain:
    r"""Filters in the order in which they run; immutable, and safe to share between threads and processes.

    `repairs` and `strips` are plain functions, or pairs of a name and a function. Without them, the chain holds every
    built-in filter that is on by default. No strip removes a line for which `keeps` returns true. Raise TypeError if an
    item is no filter, or `keeps` no function.

    >>> from cleantext import Chain, Hit
    >>> def stars(lines):
    ...     for index, line in enumerate(lines):
    ...         if line and not line.strip("* "):
    ...             yield Hit(index, "a row of asterisks", "separator")
    >>> Chain(strips=[stars]).clean("Phần một\n* * *\nPhần hai")
    'Phần một\nPhần hai'
    """

    __slots__ = ("keeps", "profile", "repairs", "strips")
    profile: "Profile | None"  # of a user, with patterns whose time is limited
    repairs: tuple[NamedFilter[Repair], ...]
    strips: tuple[NamedFilter[Strip], ...]
    keeps: Callable[[str], object] | None

    def __init__(
        self,
        repairs: Iterable[Repair | NamedFilter[Repair]] | None = None,
        strips: Iterable[Strip | NamedFilter[Strip]] | None = None,
        keeps: Callable[[str], object] | None = None,
    ) -> None:
        self.repairs = with_names(filters.on_by_default(filters.REPAIRS) if repairs is None else repairs)
        self.strips = with_names(filters.on_by_default(filters.STRIPS) if strips is None else strips)
        if keeps is not None and not callable(keeps):
            raise TypeError(f"keeps must be a function of a line, not {type(keeps).__name__}")
        self.keeps = keeps
        self.profile = None

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the filters, in the order in which they run."""
        return tuple(name for name, _ in (*self.repairs, *self.strips))

    def __repr__(self) -> str:
        return f"Chain({', '.join(self.names)})"

    def only(self, *wanted: str | Repair | Strip | NamedFilter[Repair] | NamedFilter[Strip]) -> "Chain":
        """Return a chain of only these filters, in this chain or not. Raise the same errors as `including`.

        >>> Chain().only("whitespace", "unicode")
        Chain(unicode, whitespace)
        """
        extended = self.including(*(each for each in wanted if each not in self.names))
        names = [each if isinstance(each, str) else with_names([each])[0][0] for each in wanted]
        return extended._replace(
            [f for f in extended.repairs if f[0] in names], [f for f in extended.strips if f[0] in names]
        )

    def without(self, *names: str) -> "Chain":
        """Return this chain without the named filters. Raise UnknownFilter if no filter has such a name.

        >>> Chain().only("unicode", "tones").without("tones")
        Chain(unicode)
        """
        self._check_names(names)
        return self._replace(
            [f for f in self.repairs if f[0] not in names], [f for f in self.strips if f[0] not in names]
        )

    def including(self, *wanted: str | Repair | Strip | NamedFilter[Repair] | NamedFilter[Strip]) -> "Chain":
        """Return this chain with more filters: functions, or names of filters, built in or offered by a package.

        Built-in filters are inserted in their order, others after those of their kind, but before blank-lines. A
        function is a repair if its first parameter is annotated as `str`, a strip if as `Sequence[str]`. Raise
        UnknownFilter; BrokenFilter if that annotation is missing or an import fails; ValueError if a name is taken.

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
            insert_in_order(self.repairs, filters.pairs(filters.REPAIRS), names),
            insert_in_order(self.strips, filters.pairs(filters.STRIPS), names),
        )
        own = [f for f in wanted if not isinstance(f, str) or f not in chain.names]
        if not own:
            return chain
        from .plugins import repairs_and_strips  # slow to import, and rarely needed

        repairs, strips = repairs_and_strips(own)
        return chain._replace(append_custom(chain.repairs, repairs), append_custom(chain.strips, strips))

    def with_options(self, name: str, **options: object) -> "Chain":
        """Return this chain with options set for one of its filters.

        Raise UnknownFilter if no filter has this name, ValueError if the filter is not in this chain, and TypeError if
        it has no such option.

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
        r"""Return this chain with a user's rules, which replace those it had. Kept lines do not count as site chrome.

        Raise TypeError if they are no Profile.

        >>> from cleantext import Profile
        >>> Chain().with_profile(Profile(drop=["Mua báo giấy"])).clean("Tin vui\nMUA BÁO GIẤY!")
        'Tin vui'
        """
        from .profiles import Profile  # slow to import, and loaded already by whoever has one

        if not isinstance(profile, Profile):
            raise TypeError(f"the rules of a user must be a Profile, not {type(profile).__name__}")
        profile = profile.repaired(Chain(self.repairs, ()).clean)
        keeps = profile.keeps if profile.kept else None
        rules = [(PROFILE, profile.drop)] if profile.dropped else []
        chain = Chain(self.repairs, [*(f for f in self.strips if f[0] != PROFILE), *rules], keeps)
        chain.profile = profile
        if "site-chrome" not in chain.names:
            return chain
        return chain.with_options("site-chrome", keeps=keeps, of_site=profile.chrome.find if profile.chrome else None)

    def _check_names(self, names: Collection[str]) -> None:
        """Raise UnknownFilter if a name is unknown; installed packages are searched only if no other filter has it."""
        known = {*filters.FILTER_NAMES, *self.names}
        if any(isinstance(name, str) and name not in known for name in names):
            from .plugins import find_entry_points  # slow to import, and rarely needed

            known |= find_entry_points().keys()
        check_names(names, known)

    def _replace(self, repairs: Iterable[NamedFilter[Repair]], strips: Iterable[NamedFilter[Strip]]) -> "Chain":
        chain = Chain(repairs, strips, self.keeps)
        chain.profile = self.profile
        return chain

    def clean(self, text: str) -> str:
        """Return the clean text of one document, without final newline.

        Raise BrokenFilter, TypeError for bytes, and CleantextError if a pattern of the user takes too long, or for more
        than 150,000 lines of less than 50 characters, not counting empty ones.
        """
        lines, _ = run_repairs(intake(text), self.repairs)
        return join_lines(self._run_strips(lines))

    def explain(self, text: str) -> Result:
        """Return the clean text of one document, with all changed and removed lines. Raise the errors of `clean`."""
        repairs: dict[str, Repaired] = {}
        log = Runs()
        text = intake(text)
        lines, found = run_repairs(text, self.repairs, repairs)
        kept = self._run_strips(lines, log)
        removed = log.sort()
        notes = (*found, *doubts(text, lines, kept, removed))
        return Result(join_lines(kept), tuple(repairs.values()), Removals(removed), notes)

    def _run_strips(self, lines: Lines, log: Runs | None = None) -> Lines:
        if self.profile is None:
            return run_strips(lines, self.strips, self.keeps, log)
        from . import budget  # slow to import, and needed for a user's rules alone

        with budget.one_document():
            return run_strips(lines, self.strips, self.keeps, log)


DEFAULT = Chain()


def clean(text: str) -> str:
    r"""Return the clean text of one article: no repeated captions, no site chrome, whitespace and Unicode repaired.

    The result has no final newline. Cleaning it again changes nothing.

    >>> clean("Tin  vui\n\n\nđã về\n")
    'Tin vui\n\nđã về'
    """
    return DEFAULT.clean(text)


def explain(text: str) -> Result:
    r"""Return the clean text of one article, with every line changed or removed; `clean(text)` is its `text`.

    >>> result = explain("Tin  vui\n\n\nđã về\n")
    >>> result.removals
    (Removal(line=3, text='', filter='blank-lines', kind='blank', reason='blank after a blank line', twin=None),)
    >>> result.repairs[0].examples
    (Example(line=1, before='Tin  vui', after='Tin vui'),)
    """
    return DEFAULT.explain(text)
