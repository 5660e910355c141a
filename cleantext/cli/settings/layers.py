"""What holds for a command: what flags say, then the files of configuration, the nearest first, then the defaults."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import click
from click.core import ParameterSource

from cleantext.cli.flags import CLEAN, LEARN, flags_of
from cleantext.files import formats, streams
from cleantext.model import UsageError

from . import find, keys
from .find import File
from .keys import Layer

BY_NAME = {flag.name: flag for flag in flags_of((*LEARN, *CLEAN))}
NO_FLAGS = ("origins", "using")  # which options_of adds, and which change no result


class Said(NamedTuple):
    """The value of a setting, and where it comes from: a file, or a flag."""

    value: Any
    place: str
    file: File | None = None


class Held(NamedTuple):
    """All that holds for a command: what flags and files say, by click's names; the files, the farthest first.

    `passed_over` are settings of a file that was found by which --in-place would write over more files.
    """

    said: Mapping[str, Said]
    layers: list[Layer]
    passed_over: Mapping[str, Said]


def held(context: click.Context) -> Held:
    """Read the files that the command line lets count. Raises UsageError; CleantextError for what they say wrong."""
    config, isolated = context.params["config"], context.params["isolated"]
    if config is not None and isolated:
        raise UsageError("--config names the one file to use, and --isolated wants none; give one of them")
    files = [File(config)] if config is not None else [] if isolated else find.files()
    layers = [keys.read(file, context) for file in files]
    said: dict[str, Said] = {}
    for layer in layers:
        own = {name: Said(value, layer.file.path, layer.file) for name, value in layer.values.items()}
        said = _over({name: each for name, each in own.items() if not _loosens(name, each, said)}, said)
    known = {option.name for option in context.command.params}
    said = {name: each for name, each in said.items() if name in known}
    flags = {
        option.name: Said(context.params[option.name], f"--{option.key}")
        for option in flags_of(context.command.params)
        if context.get_parameter_source(option.name) is ParameterSource.COMMANDLINE and option.expose_value
    }  # fmt: skip
    risky = [flag.name for flag in flags_of(CLEAN) if flag.widens_in_place]
    passed_over = {name: said[name] for name in risky if name in said and _is_found(said[name])}
    passed_over = passed_over if "in_place" in flags else {}
    said = _over(flags, {name: each for name, each in said.items() if name not in passed_over})
    return Held(_usable(said), layers, {name: each for name, each in passed_over.items() if name not in flags})


def applied(context: click.Context) -> dict[str, Any]:
    """Give the options of a command, with what files say. Raises as `held` and `options_of` do."""
    return options_of(context, held(context))


def options_of(context: click.Context, all_: Held) -> dict[str, Any]:
    """Give the parameters of a command, with what files say where no flag does, and rules that were read.

    Beside those of the flags, there are `rules`, the tables of files; `origins`, which file says what no flag does; and
    `using`, a file to name. Raises CleantextError for a profile that cannot be read.
    """
    options = {**context.params, **{name: each.value for name, each in all_.said.items() if each.file}}
    options["origins"] = {name: each.place for name, each in all_.said.items() if each.file}
    if "profile" in context.params:  # else rules are not asked for, and need not be there yet
        options["profile"] = context.params["profile"]
        options["rules"] = [table for layer in all_.layers for table in layer.tables()]
    options["using"] = _to_name(all_, context)
    say = streams.say_unless(quiet=options["quiet"])
    for name, each in all_.passed_over.items():
        key = BY_NAME[name].key
        say(f"cleantext: {key} of {each.place} does not hold with --in-place; what is written over, --{key} says")
    return options


def affecting_result(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options that bear on the result of a run: with others, --resume does not go on with it."""
    ignored = {*NO_FLAGS, *(flag.name for flag in flags_of(CLEAN) if not flag.affects_result)}
    return {name: value for name, value in options.items() if name not in ignored}


def _over(nearer: Mapping[str, Said], farther: Mapping[str, Said]) -> dict[str, Said]:
    """Lay what a nearer place says over what a farther one does; lines of profiles add up, as all rules do."""
    gone = {other for name, said in nearer.items() if said.value for other in BY_NAME[name].overrides}
    if "output" in nearer and formats.form_of(nearer["output"].value):
        gone.add("form")  # its name says what it is
    left = {name: said for name, said in farther.items() if name not in gone}
    if "skip" in left:
        wanted = (*nearer["extra"].value,) if "extra" in nearer else ()
        wanted += ("tones",) if "tone_style" in nearer else ()
        skipped = tuple(name for name in left["skip"].value if name not in wanted)
        left["skip"] = left["skip"]._replace(value=skipped)
    if "tone_style" in nearer and "only" in left and "tones" not in left["only"].value:
        left["only"] = left["only"]._replace(value=(*left["only"].value, "tones"))
    if "profile" in nearer and "profile" in left:
        both = (left["profile"], nearer["profile"])
        place = ", ".join(dict.fromkeys(said.place for said in both))
        nearer = {**nearer, "profile": Said(both[0].value + both[1].value, place, both[1].file)}
    return {**left, **nearer}


def _loosens(name: str, nearer: Said, farther: Mapping[str, Said]) -> bool:
    """Tell whether a file that was found would lift what the user's own file has."""
    if name == "max_errors" and _is_found(nearer) and "fail_fast" in farther and farther["fail_fast"].value:
        return True
    if name not in farther or not _is_found(nearer):
        return False
    flag, value, limit = BY_NAME[name], nearer.value, farther[name].value
    return flag.may_only_tighten and bool(limit and not value if flag.is_flag else value > limit)


def _is_found(said: Said) -> bool:
    return said.file is not None and said.file.is_found


def _usable(said: Mapping[str, Said]) -> Mapping[str, Said]:
    """Leave out the tone style of a file where the filter for it is not run."""
    only, skipped, extra = (said[name].value if name in said else () for name in ("only", "skip", "extra"))
    is_run = "tones" not in skipped and (not only or "tones" in (*only, *extra))
    return {name: each for name, each in said.items() if name != "tone_style" or is_run or not each.file}


def _to_name(all_: Held, context: click.Context) -> str | None:
    """Say which file to name on stderr: that which was found, unless the user wants quiet."""
    if "quiet" in all_.said and all_.said["quiet"].value:
        return None
    known = {option.name for option in context.command.params}
    for layer in all_.layers:
        if layer.file.is_found and ("profile" in known or not known.isdisjoint(layer.values)):
            return layer.file.path
    return None
