"""`cleantext config`: what holds here, as TOML, with where each setting and rule comes from."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence

import click

from cleantext.chain.profiles import KEYS, SITES
from cleantext.cli import config
from cleantext.cli.flags import Flag
from cleantext.files.streams import safe
from cleantext.files.toml import SHARED_FILE, in_toml

from . import layers
from .find import FILE, users_file
from .keys import GROUPS, Table
from .layers import Held

WIDTH, COLUMN = 80, 30  # of a line, and where comments begin on it
UNITS = ((1000**3, "GB"), (1000**2, "MB"), (1000, "KB"))
OF_FILES = ("--config", "--isolated")
Rules = Sequence[tuple[str, Table]]  # of a file, or a flag, by its name


def shown(context: click.Context) -> str:
    """Write what holds, so that --config, given it, has the same effect from anywhere.

    Raises as a run of `cleantext` would: for a file, a profile or a rule that cannot be used.
    """
    held = layers.held(context)
    options = layers.options_of(context, held)
    tables = config.tables_of(options)
    config.sites_of({**options, "rules": tables, "profile": ()})  # raises for what is wrong with rules
    flags = [(f"--{key}", {key: list(options[key])}) for key in ("drop", "keep")]
    rules = [*((_short(layer.file.path), layer.rules) for layer in held.layers), *flags]
    profiles = [*held.said["profile"].value] if "profile" in held.said else []
    counts = _profiles((path, dict(tables)[path]) for path in profiles)
    parts = [_places(context, held), _settings(context, held), counts, _lists(rules), *_sites(rules)]
    return "\n".join(part for part in parts if part)


def _places(context: click.Context, held: Held) -> str:
    """Say which files were looked for, the nearest first, and which were there."""
    said = dict.fromkeys(each.place for each in held.said.values() if not each.file and each.place not in OF_FILES)
    lines = [f"flags: {' '.join(said)}"] if said else []
    if context.params["isolated"]:
        lines.append("--isolated: no file")
    elif context.params["config"] is not None:
        lines.append(f"--config {_short(context.params['config'])}, and no other file")
    else:
        found = [layer.file.path for layer in held.layers if layer.file.is_found]
        none = f"{FILE}, or [tool.cleantext] in {SHARED_FILE}: none from here upward"
        own = users_file()
        lines.append(f"{_short(found[0])}: in use" if found else none)
        lines += [f"{_short(own)}: {'in use' if os.path.lexists(own) else 'not there'}"] if own else []
    return "# What holds here, from the nearest place to the farthest:\n" + "".join(
        f"#   {line}\n" for line in (*lines, "defaults")
    )


def _settings(context: click.Context, held: Held) -> str:
    groups = ("".join(_setting(context, held, flag) for flag in group) for group in GROUPS)
    return "\n".join(groups)


def _setting(context: click.Context, held: Held, flag: Flag) -> str:
    """Write a setting and its place on a line, or an entry a line where that is too long."""
    key, value, place = flag.key, context.params[flag.name], "default"
    if said := held.said.get(flag.name):
        value, place = said.value, _short(said.place) if said.file else said.place
    if value is None:
        return f"{f'# {key} =':{COLUMN - 1}} # not set\n"
    if flag.name == "profile":
        value = [os.path.abspath(path) for path in value]
    elif flag.name == "max_size":
        value = next((f"{value // unit}{letters}" for unit, letters in UNITS if value and value % unit == 0), value)
    line = f"{f'{key} = {in_toml(value)}':{COLUMN - 1}} # {place}\n"
    if len(line) <= WIDTH or not isinstance(value, list | tuple):
        return line
    return f"{key} = [ # {place}\n" + "".join(f"  {in_toml(item)},\n" for item in value) + "]\n"


def _profiles(tables: Iterable[tuple[str, Table]]) -> str:
    """Say how many rules profiles hold; they are too many to show."""
    lines = []
    for path, table in tables:
        sites = table.get(SITES, {})
        own = list(sites.values()) if isinstance(sites, Mapping) else []
        number = sum(len(list(_entries(rules, key))) for rules in (table, *own) for key in KEYS)
        lines.append(f"# rules in {_short(path)}: {number:,}\n")
    return "".join(lines)


def _lists(rules: Rules) -> str:
    """Write rules by key, an entry a line, each below the name of the file or flag that it is from."""
    written = []
    for key in KEYS:
        lines = []
        for place, table in rules:
            entries = [f"  {in_toml(entry)},\n" for entry in _entries(table, key)]
            lines += [f"  # {place}\n", *entries] if entries else []
        written.append(f"{key} = [\n{''.join(lines)}]\n" if lines else "")
    return "".join(written)


def _entries(table: object, key: str) -> Iterator[object]:
    entries = table.get(key, ()) if isinstance(table, Mapping) else ()
    yield from entries if isinstance(entries, list) else ()


def _sites(rules: Rules) -> Iterator[str]:
    tables = [(place, table[SITES]) for place, table in rules if isinstance(table.get(SITES), Mapping)]
    own: list[tuple[str, Mapping[str, Table]]] = [(place, dict(sites)) for place, sites in tables if sites]  # type: ignore[call-overload]
    for name in dict.fromkeys(name for _, sites in own for name in sites):
        yield f"[{SITES}.{in_toml(name)}]\n" + _lists([(place, sites.get(name, {})) for place, sites in own])


def _short(path: str) -> str:
    """Write a path for people: with ~ for their home, and nothing that would end a comment."""
    home = os.path.join(os.path.expanduser("~"), "")
    return safe(f"~{os.sep}{path.removeprefix(home)}" if path.startswith(home) else path)
