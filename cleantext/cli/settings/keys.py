"""Read one configuration file: settings, which have the names and types of flags, and rules.

A key is the long name of a flag, and its value is parsed and checked as that of the flag. Files configure how to read,
clean and report; flags that name inputs and outputs, or start something, are for the command line only.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

import click

from cleantext.chain.profiles import BUILT_IN, DOCUMENTS, KEYS, SITES
from cleantext.chain.select import check_names
from cleantext.cli import config, values
from cleantext.cli.flag import Flag
from cleantext.cli.flags import CLEAN, LEARN, flags_of
from cleantext.files.toml import read_toml
from cleantext.filters import FILTER_NAMES
from cleantext.model import CleantextError, UnknownFilter, UsageError
from cleantext.text.suggest import closest_name

from .find import File, resolve_path

HEADINGS = (("Input",), ("Cleaning", "Sites and settings"), ("Output", "Reporting"), ("Running",))
RULE_KEYS = (*KEYS, SITES, DOCUMENTS, BUILT_IN)
GROUPS = [[flag for flag in flags_of(CLEAN, *group) if flag.in_files and flag.key not in KEYS] for group in HEADINGS]
"""The flags that are settings in files, in the groups that `cleantext config` shows."""
SETTINGS = {flag.key: flag for group in GROUPS for flag in group}
COMMAND_LINE_ONLY = {flag.key for flag in flags_of((*CLEAN, *LEARN))} - {*SETTINGS, *RULE_KEYS}
TYPES: Mapping[object, tuple[tuple[type, ...], str]] = {
    values.parse_size: ((str, int), 'a size, as "500KB", or a number of bytes'),
    values.parse_seconds: ((int, float), "a number of seconds"),
    values.parse_count: ((int,), "a whole number"),
}
"""The TOML types of the values that a parser of flags reads, and their name in messages."""
MAX_MESSAGE = 200  # characters that a message quotes from a file
Table = Mapping[str, object]


class Layer(NamedTuple):
    """The content of one file: settings by click's names of the flags, and rules as written in it."""

    file: File
    settings: Mapping[str, Any]
    rules: Table

    def rule_tables(self) -> list[tuple[str, Table]]:
        """Return its rules and those of its profiles, each with the path of the file.

        Raise CleantextError for a profile that cannot be read.
        """
        tables = [(self.file.path, self.rules)] if self.rules else []
        for path in self.settings.get("profile", ()):
            try:
                tables.append((path, read_toml(path, guarded=self.file.is_project)))
            except CleantextError as error:
                raise CleantextError(f"{self.file.path}: profile: {error}") from error
        return tables


def read(file: File, context: click.Context) -> Layer:
    """Read a file. Raise CleantextError, naming file and key, for unknown, invalid and forbidden settings."""
    table = read_toml(file.path, guarded=file.is_project)
    settings: dict[str, Any] = {}
    for key, value in table.items():
        if key in RULE_KEYS:
            continue
        flag = _find_flag(file, key)
        try:
            settings[flag.name] = _check(file, flag, _convert(context, flag, value))
        except CleantextError as error:
            raise CleantextError(f"{file.path}: {key}: {_truncate(str(error))}") from error
    try:
        config.site_source({"site": None, "site_field": None, "url_field": None, **settings})
    except UsageError as error:
        raise CleantextError(f"{file.path}: {error}") from error
    return Layer(file, settings, {key: value for key, value in table.items() if key in RULE_KEYS})


def _find_flag(file: File, key: str) -> Flag:
    name = key.replace("_", "-")
    if name in COMMAND_LINE_ONLY:
        raise CleantextError(f"{file.path}: {name} cannot be set in a file; give it on the command line, as --{name}")
    if key not in SETTINGS:
        near = closest_name(key, (*SETTINGS, *KEYS, SITES))
        hint = f"did you mean {near}?" if near else "`cleantext config --isolated` lists them"
        raise CleantextError(f"{file.path}: unknown key {_truncate(repr(key))}; {hint}")
    return SETTINGS[key]


def _convert(context: click.Context, flag: Flag, value: object) -> Any:
    """Return a TOML value as the flag parses its text; where the flag takes a number, TOML must have one."""
    if flag.name == "profile" and isinstance(value, str):
        value = [value]
    if flag.alone is not None and isinstance(value, bool):
        return flag.alone if value else None
    types, wanted = _toml_types(flag)
    only_texts = not isinstance(value, list) or all(isinstance(item, str) for item in value)
    if not isinstance(value, types) or not only_texts or (isinstance(value, bool) and types != (bool,)):
        raise CleantextError(f"must be {wanted}")
    raw = format(Decimal(repr(value)), "f") if isinstance(value, float) else value  # 1e-05 as 0.00001
    raw = str(raw) if flag.callback in TYPES else raw
    try:
        converted = flag.type_cast_value(context, raw)
        if flag.callback is None or flag.name == "profile":  # a path relative to the file
            return converted
        return flag.callback(context, flag, converted)
    except click.BadParameter as error:
        raise CleantextError(error.message.rstrip(".")) from error


def _toml_types(flag: Flag) -> tuple[tuple[type, ...], str]:
    """Return the TOML types that a flag accepts, and how messages name them."""
    if flag.callback in TYPES:
        return TYPES[flag.callback]
    if flag.is_flag:
        return (bool,), "true or false"
    if flag.alone is not None:
        return (str,), "a text, or true or false"
    return ((list,), 'a list of texts, as ["a", "b"]') if flag.multiple else ((str,), "a text")


def _check(file: File, flag: Flag, value: Any) -> Any:
    """Return a value that a file may set, limited to this machine. Raise CleantextError if it must not set it."""
    if flag.name == "jobs" and value > 1:
        from cleantext.batch.pool import cores  # slow to import, and a run with several processes needs it anyway

        return min(value, cores())  # the file may come from a larger machine
    if flag.name == "profile":
        return tuple(resolve_path(file, name) for name in value)
    if flag.callback is values.parse_names:
        try:
            check_names(value, FILTER_NAMES)
        except UnknownFilter as error:  # plugins are code, which a file must not load
            raise CleantextError(f"a file can name built-in filters only; {error}") from error
    if file.is_project and flag.forbidden_in_project:
        is_forbidden, reason = flag.forbidden_in_project
        if is_forbidden(value):
            raise CleantextError(f"a configuration file that was found in a folder {reason}")
    return value


def _truncate(message: str) -> str:
    return message if len(message) <= MAX_MESSAGE else f"{message[:MAX_MESSAGE]}…"
