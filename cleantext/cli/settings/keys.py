"""What one configuration file says: settings, by the flags that they stand for, and rules.

The flags are the one place where types and values are described: a key is a long flag's name, and its value is
converted and refused as the flag's is. What comes from files reads, cleans and says; what names inputs and outputs, or
starts something, is for the command line alone.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

import click

from cleantext.chain.profiles import BUILT_IN, DOCUMENTS, KEYS, SITES
from cleantext.chain.select import check_names
from cleantext.cli import config, flags
from cleantext.cli.defaults import DEFAULTS
from cleantext.files.toml import read_toml
from cleantext.filters import NAMES
from cleantext.model import CleantextError, UnknownFilter, UsageError
from cleantext.text.suggest import nearest

from .find import File, below

GROUPS = (  # the settings that files can hold, by the names that click gives to flags
    "include exclude hidden input_format field encoding errors max_size".split(),
    "only skip extra tone_style profile site site_field url_field".split(),
    "form eol explain stats color quiet".split(),
    "jobs timeout fail_fast max_errors".split(),
)
RULES = (*KEYS, SITES, DOCUMENTS, BUILT_IN)
NOT_FOR_FOUND: Mapping[str, tuple[Callable[[Any], bool], str]] = {  # which values, and why
    "quiet": (bool, "cannot silence what is said; --quiet can, or your own file"),
    "color": (lambda value: value == "always", "cannot colour what programs read; --color can, or your own file"),
    "max_size": (lambda value: value > DEFAULTS["max_size"], "can lower the limit, and not raise it; --max-size can"),
}
SHOWN = 200  # letters of a message about what a file says
WHOLE_NUMBERS = ("jobs", "max_errors")
A_TEXT, TEXTS = "a text", 'a list of texts, as ["a", "b"]'
Table = Mapping[str, object]


def key_of(option: click.Parameter) -> str:
    """Name an option as files do, and the command line with two dashes before it."""
    return max(option.opts, key=len).removeprefix("--")


BY_NAME: dict[str, click.Parameter] = {str(part.name): part for part in flags.CLEAN if not isinstance(part, str)}
SETTINGS: dict[str, click.Parameter] = {key_of(BY_NAME[name]): BY_NAME[name] for group in GROUPS for name in group}
FOR_THE_COMMAND_LINE = {key_of(part) for part in (*flags.CLEAN, *flags.LEARN) if isinstance(part, click.Option)}
FOR_THE_COMMAND_LINE -= {*SETTINGS, *RULES}


class Layer(NamedTuple):
    """What a file says: values by the names that click gives to flags, and its rules as they stand in it."""

    file: File
    values: Mapping[str, Any]
    rules: Table

    def tables(self) -> list[tuple[str, Table]]:
        """Give its rules and those of the profiles that it names, each with the name of the file.

        Raises CleantextError for a profile that cannot be read.
        """
        tables = [(self.file.path, self.rules)] if self.rules else []
        for path in self.values.get("profile", ()):
            try:
                tables.append((path, read_toml(path, guarded=self.file.is_found)))
            except CleantextError as error:
                raise CleantextError(f"{self.file.path}: profile: {error}") from error
        return tables


def read(file: File, context: click.Context) -> Layer:
    """Read a file. Raises CleantextError for what it must not or cannot say, naming the file and the key."""
    table = read_toml(file.path, guarded=file.is_found)
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key in RULES:
            continue
        option = _option(file, key)
        try:
            values[str(option.name)] = _checked(file, option, _converted(context, option, value))
        except CleantextError as error:
            raise CleantextError(f"{file.path}: {key}: {_short(str(error))}") from error
    try:
        config.whose({"site": None, "site_field": None, "url_field": None, **values})
    except UsageError as error:
        raise CleantextError(f"{file.path}: {error}") from error
    return Layer(file, values, {key: value for key, value in table.items() if key in RULES})


def _option(file: File, key: str) -> click.Parameter:
    flag = key.replace("_", "-")
    if flag in FOR_THE_COMMAND_LINE:
        raise CleantextError(f"{file.path}: {flag} goes on the command line, as --{flag}, and in no file")
    if key not in SETTINGS:
        meant = nearest(key, (*SETTINGS, *KEYS, SITES))
        hint = f"did you mean {meant}?" if meant else "`cleantext config --isolated` lists them"
        raise CleantextError(f"{file.path}: unknown key {_short(repr(key))}; {hint}")
    return SETTINGS[key]


def _converted(context: click.Context, option: click.Parameter, value: object) -> Any:
    """Take a value of TOML as the flag takes its text; but what is a number there must be one here."""
    if option.name == "profile" and isinstance(value, str):
        value = [value]
    kinds, wanted = _kinds(option)
    texts = not isinstance(value, list) or all(isinstance(item, str) for item in value)
    if not isinstance(value, kinds) or not texts or (isinstance(value, bool) and kinds != (bool,)):
        raise CleantextError(f"must be {wanted}")
    given = format(Decimal(repr(value)), "f") if isinstance(value, float) else value
    given = str(given) if option.name in ("max_size", "timeout", *WHOLE_NUMBERS) else given
    try:
        converted = option.type_cast_value(context, given)
        if option.callback is None or option.name == "profile":  # whose place depends on the file
            return converted
        return option.callback(context, option, converted)
    except click.BadParameter as error:
        raise CleantextError(error.message.rstrip(".")) from error


def _kinds(option: click.Parameter) -> tuple[tuple[type, ...], str]:
    """Say of which types of TOML a value can be, and how messages name them."""
    if option.name == "max_size":
        return (str, int), 'a size, as "500KB", or a number of bytes'
    if option.name == "timeout":
        return (int, float), "a number of seconds"
    if option.name in WHOLE_NUMBERS:
        return (int,), "a whole number"
    if isinstance(option, click.Option) and option.is_flag:
        return (bool,), "true or false"
    return ((list,), TEXTS) if option.multiple else ((str,), A_TEXT)


def _checked(file: File, option: click.Parameter, value: Any) -> Any:
    """Hold a value to what a file may ask for: of the machine, and of the user where it was only found."""
    if option.name == "jobs" and value > 1:
        from cleantext.batch.pool import cores  # slow to import, and needed by several processes anyhow

        return min(value, cores())  # a file moves from machine to machine
    if option.name == "profile":
        return tuple(below(file, name) for name in value)
    if option.name in ("only", "skip", "extra"):
        try:
            check_names(value, NAMES)
        except UnknownFilter as error:  # what packages offer is code, which no file is to have loaded
            raise CleantextError(f"a file can name built-in filters only; {error}") from error
    is_refused, why = NOT_FOR_FOUND.get(str(option.name), (bool, ""))
    if file.is_found and why and is_refused(value):
        raise CleantextError(f"a file that was found {why}")
    return value


def _short(message: str) -> str:
    return message if len(message) <= SHOWN else f"{message[:SHOWN]}…"
