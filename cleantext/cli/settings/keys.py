"""What one configuration file says: settings, by the flags that they stand for, and rules.

The flags are the one place where types and values are described: a key is a long flag's name, and its value is
converted and refused as the flag's is. What comes from files reads, cleans and says; what names inputs and outputs, or
starts something, is for the command line alone.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

import click

from cleantext.chain.profiles import BUILT_IN, DOCUMENTS, KEYS, SITES
from cleantext.chain.select import check_names
from cleantext.cli import config, values
from cleantext.cli.flags import CLEAN, LEARN, Flag, flags_of
from cleantext.files.toml import read_toml
from cleantext.filters import NAMES
from cleantext.model import CleantextError, UnknownFilter, UsageError
from cleantext.text.suggest import nearest

from .find import File, below

HEADINGS = (("Input",), ("Cleaning", "Sites and settings"), ("Output", "Reporting"), ("Running",))
RULES = (*KEYS, SITES, DOCUMENTS, BUILT_IN)
GROUPS = [
    [flag for flag in flags_of(CLEAN, *headings) if flag.in_files and flag.key not in RULES] for headings in HEADINGS
]
"""The flags that are settings in files, as `cleantext config` groups them."""
SETTINGS = {flag.key: flag for group in GROUPS for flag in group}
COMMAND_LINE_ONLY = {flag.key for flag in flags_of((*CLEAN, *LEARN))} - {*SETTINGS, *RULES}
TYPES: Mapping[object, tuple[tuple[type, ...], str]] = {  # of values in TOML, by what reads them on the command line
    values.size: ((str, int), 'a size, as "500KB", or a number of bytes'),
    values.seconds: ((int, float), "a number of seconds"),
    values.count: ((int,), "a whole number"),
}
SHOWN = 200  # letters of a message about what a file says
Table = Mapping[str, object]


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
    settings: dict[str, Any] = {}
    for key, value in table.items():
        if key in RULES:
            continue
        option = _option(file, key)
        try:
            settings[option.name] = _checked(file, option, _converted(context, option, value))
        except CleantextError as error:
            raise CleantextError(f"{file.path}: {key}: {_short(str(error))}") from error
    try:
        config.whose({"site": None, "site_field": None, "url_field": None, **settings})
    except UsageError as error:
        raise CleantextError(f"{file.path}: {error}") from error
    return Layer(file, settings, {key: value for key, value in table.items() if key in RULES})


def _option(file: File, key: str) -> Flag:
    flag = key.replace("_", "-")
    if flag in COMMAND_LINE_ONLY:
        raise CleantextError(f"{file.path}: {flag} goes on the command line, as --{flag}, and in no file")
    if key not in SETTINGS:
        meant = nearest(key, (*SETTINGS, *KEYS, SITES))
        hint = f"did you mean {meant}?" if meant else "`cleantext config --isolated` lists them"
        raise CleantextError(f"{file.path}: unknown key {_short(repr(key))}; {hint}")
    return SETTINGS[key]


def _converted(context: click.Context, option: Flag, value: object) -> Any:
    """Take a value of TOML as the flag takes its text; but what is a number there must be one here."""
    if option.name == "profile" and isinstance(value, str):
        value = [value]
    kinds, wanted = _toml_types(option)
    texts = not isinstance(value, list) or all(isinstance(item, str) for item in value)
    if not isinstance(value, kinds) or not texts or (isinstance(value, bool) and kinds != (bool,)):
        raise CleantextError(f"must be {wanted}")
    given = format(Decimal(repr(value)), "f") if isinstance(value, float) else value
    given = str(given) if option.callback in TYPES else given
    try:
        converted = option.type_cast_value(context, given)
        if option.callback is None or option.name == "profile":  # whose place depends on the file
            return converted
        return option.callback(context, option, converted)
    except click.BadParameter as error:
        raise CleantextError(error.message.rstrip(".")) from error


def _toml_types(option: Flag) -> tuple[tuple[type, ...], str]:
    """Say of which types of TOML a value can be, and how messages name them."""
    if option.callback in TYPES:
        return TYPES[option.callback]
    if option.is_flag:
        return (bool,), "true or false"
    return ((list,), 'a list of texts, as ["a", "b"]') if option.multiple else ((str,), "a text")


def _checked(file: File, option: Flag, value: Any) -> Any:
    """Hold a value to what a file may ask for: of the machine, and of the user where it was only found."""
    if option.name == "jobs" and value > 1:
        from cleantext.batch.pool import cores  # slow to import, and needed by several processes anyhow

        return min(value, cores())  # a file moves from machine to machine
    if option.name == "profile":
        return tuple(below(file, name) for name in value)
    if option.callback is values.names:
        try:
            check_names(value, NAMES)
        except UnknownFilter as error:  # what packages offer is code, which no file is to have loaded
            raise CleantextError(f"a file can name built-in filters only; {error}") from error
    if file.is_found and option.forbidden_in_project:
        is_forbidden, why = option.forbidden_in_project
        if is_forbidden(value):
            raise CleantextError(f"a file that was found {why}")
    return value


def _short(message: str) -> str:
    return message if len(message) <= SHOWN else f"{message[:SHOWN]}…"
