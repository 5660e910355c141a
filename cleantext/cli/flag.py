"""A flag of the command line, declared once for its help page, its completion and configuration files."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import click

from . import values


class Flag(click.Option):
    """A flag, declared once: its marks say where it counts beside its own command.

    A flag with a value is an error where it is given twice, unless it is `multiple`; of a switch, the last one counts.

    in_files: configuration files can set it, under its long name.
    forbidden_in_project: which values a project file cannot set, and the end of the message that says so.
    may_only_tighten: a project file can lower the number, or switch the flag on, but not undo what the user's file has.
    widens_in_place: with --in-place, only the command line sets it, because more files could be overwritten.
    overrides: the settings of farther files and defaults that do not count where this is set.
    learn: `cleantext learn` has it, too.
    engine: it goes with --engine.
    affects_result: --resume refuses to go on where it has changed.
    alone: the value of a flag that can be given without one; only a word that is a choice of it is taken for its value.
    """

    name: str

    def __init__(  # noqa: PLR0913 - one parameter for each mark
        self,
        *declarations: str,
        in_files: bool = False,
        forbidden_in_project: tuple[Callable[[Any], bool], str] | None = None,
        may_only_tighten: bool = False,
        widens_in_place: bool = False,
        overrides: tuple[str, ...] = (),
        learn: bool = False,
        engine: bool = True,
        affects_result: bool = True,
        alone: str | None = None,
        **attributes: Any,
    ) -> None:
        if "metavar" in attributes:  # the completion script reads it; a choice completes by itself
            attributes["shell_complete"] = values.complete_value
        if alone is not None:
            attributes["shell_complete"] = values.complete_choice_or_path
        super().__init__(declarations, **attributes)
        self.in_files, self.learn, self.engine, self.affects_result = in_files, learn, engine, affects_result
        self.forbidden_in_project, self.may_only_tighten = forbidden_in_project, may_only_tighten
        self.widens_in_place, self.overrides, self.alone = widens_in_place, overrides, alone

    @property
    def key(self) -> str:
        """The long name without its dashes, as in configuration files."""
        return max(self.opts, key=len).removeprefix("--")

    @property
    def counts_once(self) -> bool:
        """Check whether it takes one value."""
        return not (self.is_flag or self.multiple)

    def add_to_parser(self, parser: Any, ctx: click.Context) -> None:
        """Have the parser collect all values of a flag that counts once: by itself, it forgets all but the last."""
        if self.counts_once:
            parser.add_option(obj=self, opts=self.opts, dest=self.name, action="append", nargs=self.nargs)
        else:
            super().add_to_parser(parser, ctx)

    def consume_value(self, ctx: click.Context, opts: Mapping[str, Any]) -> tuple[Any, Any]:
        """Return the value and where it is from. Raise UsageError if a flag that counts once is given twice."""
        given = opts.get(self.name)
        if self.counts_once and isinstance(given, list):
            if len(given) > 1 and not ctx.resilient_parsing:
                raise click.UsageError(f"--{self.key} is given more than once ({', '.join(given)}); give it once")
            opts = {**opts, self.name: given[-1]}
        return super().consume_value(ctx, opts)


def spell_out(arguments: Sequence[str], flags: Iterable[Flag]) -> list[str]:
    """Return the arguments with the value of flags that are given alone: `--stats a.txt` as `--stats=text a.txt`.

    click would take the next word for the value, whatever it is.
    """
    flags = list(flags)
    optional = {name: flag for flag in flags if flag.alone is not None for name in flag.opts}
    with_value = {name for flag in flags if not flag.is_flag and flag.alone is None for name in flag.opts}
    words = list(arguments)
    end = words.index("--") if "--" in words else len(words)
    for index, (before, word, after) in enumerate(zip(["", *words], words[:end], [*words[1:], ""], strict=False)):
        flag = optional.get(word)
        if flag and before not in with_value and after not in getattr(flag.type, "choices", ()):
            words[index] = f"{word}={flag.alone}"
    return words


def paths() -> click.Argument:
    """Return the argument that takes any number of paths."""
    return click.Argument(["paths"], nargs=-1, metavar="[PATH]...", shell_complete=values.complete_value)


def switch(*declarations: str, **attributes: Any) -> Flag:
    """Return a flag without a value."""
    return Flag(*declarations, is_flag=True, **attributes)


def choice(*declarations: str, of: tuple[str, ...], default: str | None = None, **attributes: Any) -> Flag:
    """Return a flag that takes one of these values."""
    return Flag(*declarations, type=click.Choice(of), default=default, show_default=default is not None, **attributes)


def file(*declarations: str, metavar: str = "FILE", **attributes: Any) -> Flag:
    """Return a flag that takes a path."""
    return Flag(*declarations, metavar=metavar, callback=values.check_path, **attributes)


def names(*declarations: str, **attributes: Any) -> Flag:
    """Return a flag that takes names of filters, with commas, and may be given several times."""
    return Flag(*declarations, metavar="NAMES", multiple=True, callback=values.parse_names, **attributes)


def repeatable(*declarations: str, metavar: str, **attributes: Any) -> Flag:
    """Return a flag that may be given several times."""
    return Flag(*declarations, metavar=metavar, multiple=True, **attributes)
