"""Merge flags, configuration files and defaults into the options of a command; the nearest counts."""

from collections.abc import Container, Iterable, Mapping
from typing import Any, NamedTuple

import click
from click.core import ParameterSource

from cleantext.cli.flags import CLEAN, LEARN, flags_of
from cleantext.files import formats, streams
from cleantext.model import UsageError

from . import announce, find, keys
from .find import File
from .keys import Layer

BY_NAME = {flag.name: flag for flag in flags_of((*LEARN, *CLEAN))}
PROVENANCE = ("origins", "using")  # options that build_options adds for messages only


class Value(NamedTuple):
    """The value of a setting; its origin is the path of a file, or a flag as "--skip"."""

    value: Any
    origin: str
    file: File | None = None


class EffectiveSettings(NamedTuple):
    """The values that flags and files set, by the names of flags, and the files: the user's, then the project's.

    `ignored_in_place` are values of a project file with which --in-place would overwrite more files, `strangers` the
    files of other users, which are not used.
    """

    values: Mapping[str, Value]
    layers: list[Layer]
    ignored_in_place: Mapping[str, Value]
    strangers: list[File]


def load(context: click.Context) -> EffectiveSettings:
    """Read the files that apply, and merge flags over them. Raise UsageError, or CleantextError for a wrong file."""
    config, isolated = context.params["config"], context.params["isolated"]
    if config is not None and isolated:
        raise UsageError("--config names the one file to use, and --isolated wants none; give one of them")
    files = [File(config)] if config is not None else [] if isolated else find.config_files()
    layers = [keys.read(file, context) for file in files if not file.stranger]
    options = flags_of(context.command.params)
    from_files = _merge_layers(layers, {option.name for option in options})
    from_flags = {
        option.name: Value(context.params[option.name], f"--{option.key}")
        for option in options
        if context.get_parameter_source(option.name) is ParameterSource.COMMANDLINE and option.expose_value
    }
    ignored: dict[str, Value] = {}
    if "in_place" in from_flags:
        risky = [flag.name for flag in flags_of(CLEAN) if flag.widens_in_place]
        ignored = {
            name: from_files[name] for name in risky if name in from_files and _is_from_project(from_files[name])
        }
    values = _merge(from_flags, {name: value for name, value in from_files.items() if name not in ignored})
    ignored = {name: value for name, value in ignored.items() if name not in from_flags}
    strangers = [file for file in files if file.stranger]
    return EffectiveSettings(_without_unused_tone_style(values), layers, ignored, strangers)


def _merge_layers(layers: Iterable[Layer], known: Container[str]) -> dict[str, Value]:
    """Return the values that files set, of the options that the command has."""
    values: dict[str, Value] = {}
    for layer in layers:
        own = {name: Value(value, layer.file.path, layer.file) for name, value in layer.settings.items()}
        values = _merge({name: value for name, value in own.items() if not _relaxes_limit(name, value, values)}, values)
    return {name: value for name, value in values.items() if name in known}


def load_options(context: click.Context) -> dict[str, Any]:
    """Return the options of a command, with those of files. Raise as `load` and `build_options` do."""
    return build_options(context, load(context))


def build_options(context: click.Context, settings: EffectiveSettings) -> dict[str, Any]:
    """Return the options of a command: flags, else values of files, else defaults.

    Added are `rules`, the tables of the files; `origins`, the path of the file that set an option; and `using`, the
    file to announce on stderr, or None. What is not used is told. Raise CleantextError for a profile that cannot be
    read.
    """
    if settings.strangers:
        files = ", ".join(f"{file.path} ({file.stranger})" for file in settings.strangers)
        streams.print_error(f"cleantext: ignored, because another user owns it: {files}; --config FILE uses it anyway")
    options = {**context.params, **{name: value.value for name, value in settings.values.items() if value.file}}
    options["origins"] = {name: value.origin for name, value in settings.values.items() if value.file}
    dropping: list[str] = []
    if "profile" in context.params:  # else the command needs no rules, and profiles need not exist yet
        options["profile"] = context.params["profile"]
        tables = [(layer.file.is_project, table) for layer in settings.layers for table in layer.rule_tables()]
        options["rules"] = [table for _, table in tables]
        dropping = announce.rules_that_drop(table for is_project, (_, table) in tables if is_project)
    from_project = {name: value.value for name, value in settings.values.items() if _is_from_project(value)}
    dropping += announce.settings_that_drop(from_project)
    options["using"] = _file_to_announce(settings, context, dropping)
    warn = streams.error_printer(quiet=options["quiet"])
    for name, value in settings.ignored_in_place.items():
        key = BY_NAME[name].key
        warn(f"cleantext: {key} of {value.origin} is ignored with --in-place; if it is wanted, give --{key}")
    return options


def affecting_result(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options that affect the output of a run, by their flags; --resume refuses to go on if one differs."""
    flags = {flag.name: f"--{flag.key}" for flag in flags_of(CLEAN)}
    ignored = {*PROVENANCE, *(flag.name for flag in flags_of(CLEAN) if not flag.affects_result)}
    return {flags.get(name, name): value for name, value in options.items() if name not in ignored}


def _merge(nearer: Mapping[str, Value], farther: Mapping[str, Value]) -> dict[str, Value]:
    """Return the farther values overridden by the nearer ones; profiles of both are kept, because rules add up."""
    overridden = {other for name, value in nearer.items() if value.value for other in BY_NAME[name].overrides}
    if "output" in nearer and formats.output_format_of(nearer["output"].value):
        overridden.add("form")  # the suffix of the output sets the format
    kept = {name: value for name, value in farther.items() if name not in overridden}
    if "skip" in kept:
        wanted = (*nearer["extra"].value,) if "extra" in nearer else ()
        wanted += ("tones",) if "tone_style" in nearer else ()
        skipped = tuple(name for name in kept["skip"].value if name not in wanted)
        kept["skip"] = kept["skip"]._replace(value=skipped)
    if "tone_style" in nearer and "only" in kept and "tones" not in kept["only"].value:
        kept["only"] = kept["only"]._replace(value=(*kept["only"].value, "tones"))
    if "profile" in nearer and "profile" in kept:
        both = (kept["profile"], nearer["profile"])
        origin = ", ".join(dict.fromkeys(value.origin for value in both))
        nearer = {**nearer, "profile": Value(both[0].value + both[1].value, origin, both[1].file)}
    return {**kept, **nearer}


def _relaxes_limit(name: str, nearer: Value, farther: Mapping[str, Value]) -> bool:
    """Check whether a project file would relax a limit that the user's own file sets."""
    if name == "max_errors" and _is_from_project(nearer) and "fail_fast" in farther and farther["fail_fast"].value:
        return True
    if name not in farther or not _is_from_project(nearer):
        return False
    flag, value, limit = BY_NAME[name], nearer.value, farther[name].value
    return flag.may_only_tighten and bool(limit and not value if flag.is_flag else value > limit)


def _is_from_project(value: Value) -> bool:
    return value.file is not None and value.file.is_project


def _without_unused_tone_style(values: Mapping[str, Value]) -> Mapping[str, Value]:
    """Return the values without a tone style from a file if the filter tones does not run."""
    only, skipped, extra = (values[name].value if name in values else () for name in ("only", "skip", "extra"))
    runs = "tones" not in skipped and (not only or "tones" in (*only, *extra))
    return {name: value for name, value in values.items() if name != "tone_style" or runs or not value.file}


def _file_to_announce(settings: EffectiveSettings, context: click.Context, dropping: list[str]) -> str | None:
    """Return the path of the project file if it has a say in this command, and what it has dropped.

    With --quiet, return it only if it has something dropped: nobody may have looked into it.
    """
    if "quiet" in settings.values and settings.values["quiet"].value and not dropping:
        return None
    known = {option.name for option in context.command.params}
    for layer in settings.layers:
        if layer.file.is_project and ("profile" in known or not known.isdisjoint(layer.settings)):
            path = layer.file.path
            return f"{path}, which drops lines or files: {', '.join(dropping)}" if dropping else path
    return None
