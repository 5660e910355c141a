"""A flag of the command line, declared once for its help page, its completion and configuration files."""

from collections.abc import Callable
from typing import Any

import click

from . import values


class Flag(click.Option):
    """A flag, declared once: its marks say where it counts beside its own command.

    in_files: configuration files can set it, under its long name.
    forbidden_in_project: which values a project file cannot set, and the end of the message that says so.
    may_only_tighten: a project file can lower the number, or switch the flag on, but not undo what the user's file has.
    widens_in_place: with --in-place, only the command line sets it, because more files could be overwritten.
    overrides: the settings of farther files and defaults that do not count where this is set.
    learn: `cleantext learn` has it, too.
    engine: it goes with --engine.
    affects_result: --resume refuses to go on where it has changed.
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
        **attributes: Any,
    ) -> None:
        if "metavar" in attributes:  # the completion script reads it; a choice completes by itself
            attributes["shell_complete"] = values.complete_value
        super().__init__(declarations, **attributes)
        self.in_files, self.learn, self.engine, self.affects_result = in_files, learn, engine, affects_result
        self.forbidden_in_project, self.may_only_tighten = forbidden_in_project, may_only_tighten
        self.widens_in_place, self.overrides = widens_in_place, overrides

    @property
    def key(self) -> str:
        """The long name without its dashes, as in configuration files."""
        return max(self.opts, key=len).removeprefix("--")


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
