"""The output of `cleantext config`: the effective settings and rules as TOML, with the origin of each."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence

import click

from cleantext.chain.profiles import KEYS, SITES, lines_of
from cleantext.cli import config
from cleantext.cli.flag import Flag
from cleantext.files.streams import safe
from cleantext.files.toml import PYPROJECT, to_toml

from . import layers
from .find import PROJECT_FILE, user_file
from .keys import GROUPS, Table
from .layers import EffectiveSettings

LINE_WIDTH, COMMENT_COLUMN = 80, 30  # columns
UNITS = ((1000**3, "GB"), (1000**2, "MB"), (1000, "KB"))
FILE_FLAGS = ("--config", "--isolated")  # which are shown with the files
Rules = Sequence[tuple[str, Table]]  # with their origin: the name of a file, or a flag


def render(context: click.Context) -> str:
    """Return TOML that has the same effect when it is given to --config, in any folder.

    Raise as a run of `cleantext` would: for a file, a profile or a rule that cannot be used.
    """
    settings = layers.load(context)
    options = layers.build_options(context, settings)
    tables = config.rule_tables(options)
    config.make_sites({**options, "rules": tables, "profile": ()})  # raises for wrong rules
    flags = [(f"--{key}", {key: list(options[key])}) for key in ("drop", "keep")]
    rules = [*((_shorten(layer.file.path), layer.rules) for layer in settings.layers), *flags]
    profiles = [*settings.values["profile"].value] if "profile" in settings.values else []
    sections = [
        _origins(context, settings),
        _all_settings(context, settings),
        _rule_counts((path, dict(tables)[path]) for path in profiles),
        _rule_lists(rules),
        *_site_tables(rules),
    ]
    return "\n".join(section for section in sections if section)


def _origins(context: click.Context, settings: EffectiveSettings) -> str:
    """Return comments that list the origins of settings, the nearest first, and which files exist."""
    flags = dict.fromkeys(value.origin for value in settings.values.values() if not value.file)
    given = [flag for flag in flags if flag not in FILE_FLAGS]
    lines = [f"flags: {' '.join(given)}"] if given else []
    if context.params["isolated"]:
        lines.append("--isolated: no file")
    elif context.params["config"] is not None:
        lines.append(f"--config {_shorten(context.params['config'])}, and no other file")
    else:
        found = [layer.file.path for layer in settings.layers if layer.file.is_project]
        none = f"{PROJECT_FILE}, or [tool.cleantext] in {PYPROJECT}: none from here upward"
        own = user_file()
        lines.append(f"{_shorten(found[0])}: in use" if found else none)
        lines += [f"{_shorten(own)}: {'in use' if os.path.lexists(own) else 'not there'}"] if own else []
    return "# What holds here, from the nearest place to the farthest:\n" + "".join(
        f"#   {line}\n" for line in (*lines, "defaults")
    )


def _all_settings(context: click.Context, settings: EffectiveSettings) -> str:
    groups = ("".join(_setting(context, settings, flag) for flag in group) for group in GROUPS)
    return "\n".join(groups)


def _setting(context: click.Context, settings: EffectiveSettings, flag: Flag) -> str:
    """Return a setting with its origin on one line, or with one entry a line if that is too long."""
    key, value, origin = flag.key, context.params[flag.name], "default"
    if found := settings.values.get(flag.name):
        value, origin = found.value, _shorten(found.origin) if found.file else found.origin
    if value is None:
        return f"{f'# {key} =':{COMMENT_COLUMN - 1}} # not set\n"
    if flag.name == "profile":
        value = [os.path.abspath(path) for path in value]
    elif flag.name == "max_size":
        value = next((f"{value // unit}{letters}" for unit, letters in UNITS if value and value % unit == 0), value)
    line = f"{f'{key} = {to_toml(value)}':{COMMENT_COLUMN - 1}} # {origin}\n"
    if len(line) <= LINE_WIDTH or not isinstance(value, list | tuple):
        return line
    return f"{key} = [ # {origin}\n" + "".join(f"  {to_toml(item)},\n" for item in value) + "]\n"


def _rule_counts(tables: Iterable[tuple[str, Table]]) -> str:
    """Return comments with the number of rules in each profile; they are too many to show."""
    lines = []
    for path, table in tables:
        sites = table.get(SITES, {})
        own = list(sites.values()) if isinstance(sites, Mapping) else []
        number = sum(len(lines_of(entry)) for rules in (table, *own) for key in KEYS for entry in _entries(rules, key))
        lines.append(f"# rules in {_shorten(path)}: {number:,}\n")
    return "".join(lines)


def _rule_lists(rules: Rules) -> str:
    """Return rules by key, one entry a line, those of each origin below a comment that names it."""
    written = []
    for key in KEYS:
        lines = []
        for origin, table in rules:
            entries = [f"  {to_toml(entry)},\n" for entry in _entries(table, key)]
            lines += [f"  # {origin}\n", *entries] if entries else []
        written.append(f"{key} = [\n{''.join(lines)}]\n" if lines else "")
    return "".join(written)


def _entries(table: object, key: str) -> Iterator[object]:
    entries = table.get(key, ()) if isinstance(table, Mapping) else ()
    yield from entries if isinstance(entries, list) else ()


def _site_tables(rules: Rules) -> Iterator[str]:
    tables = [(origin, table[SITES]) for origin, table in rules if isinstance(table.get(SITES), Mapping)]
    own: list[tuple[str, Mapping[str, Table]]] = [(origin, dict(sites)) for origin, sites in tables if sites]  # type: ignore[call-overload]
    for name in dict.fromkeys(name for _, sites in own for name in sites):
        yield f"[{SITES}.{to_toml(name)}]\n" + _rule_lists([(origin, sites.get(name, {})) for origin, sites in own])


def _shorten(path: str) -> str:
    """Return a path with ~ for the home folder, and without characters that would end a comment."""
    home = os.path.join(os.path.expanduser("~"), "")
    return safe(f"~{os.sep}{path.removeprefix(home)}" if path.startswith(home) else path)
