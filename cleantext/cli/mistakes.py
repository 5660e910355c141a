"""Messages for wrong command lines: one line that names the mistake and the correct form."""

from collections.abc import Iterator

import click

from cleantext.text.suggest import closest_name

from .defaults import SUBCOMMANDS

HINTS = {
    **{name: f"did you mean: cleantext {name}" for name in SUBCOMMANDS},
    "help": "did you mean: cleantext --help",
    "version": "did you mean: cleantext --version",
    "clean": "leave the word out: cleantext alone cleans",
}


def describe_error(error: click.ClickException, command: click.Command, name: str) -> str:
    """Return the message for an error of click; `name` is that of the command, as "cleantext learn"."""
    default = f"{name} --help lists all flags"
    if isinstance(error, click.NoSuchOption):
        flags = (flag for option in _options(command) for flag in (*option.opts, *option.secondary_opts))
        near = closest_name(error.option_name, flags)
        return f"there is no flag {error.option_name}; {f'did you mean {near}?' if near else default}"
    if isinstance(error, click.BadOptionUsage):
        return _describe_missing_value(error.option_name, command) or error.format_message()
    if isinstance(error, click.MissingParameter) and error.param:
        return f"{error.param.metavar} is missing; write: {_usage(command, name)}"
    if isinstance(error, click.BadParameter) and error.param:
        return _describe_bad_value(error, error.param)
    if isinstance(error, click.UsageError) and "extra argument" in error.message:
        given = error.message.partition("(")[2].rstrip(")")
        return f"{given} is one argument too many; write: {_usage(command, name)}"
    return error.format_message()


def suggest_command(word: str) -> str | None:
    """Return a hint if a word that is no file looks like a command, else None."""
    if word in SUBCOMMANDS:  # it would have been recognized as the first argument
        return f"a command comes first: cleantext {word} ..."
    near = closest_name(word, HINTS)
    return HINTS[near] if near else None


def _options(command: click.Command) -> Iterator[click.Option]:
    return (param for param in command.params if isinstance(param, click.Option))


def _describe_missing_value(flag: str, command: click.Command) -> str | None:
    option = next((option for option in _options(command) if flag in (*option.opts, *option.secondary_opts)), None)
    if option is None:
        return None
    if option.is_flag:
        return f"{flag} takes no value; write it alone"
    return f"{flag} needs a value; write: {flag} {_metavar(option)}"


def _describe_bad_value(error: click.BadParameter, param: click.Parameter) -> str:
    flag = max(param.opts, key=len) if isinstance(param, click.Option) else ""
    if not (isinstance(param.type, click.Choice) and " is not " in error.message):
        return f"{flag}: {error.message}"
    given = error.message.partition(" is not ")[0]
    choices = [str(choice) for choice in param.type.choices]
    near = closest_name(given.strip("'"), choices)
    hint = f"did you mean {near}?" if near else f"choose {', '.join(choices[:-1])} or {choices[-1]}"
    return f"{flag} cannot be {given}; {hint}" if flag else f"{param.name} cannot be {given}; {hint}"


def _metavar(option: click.Option) -> str:
    if isinstance(option.type, click.Choice):
        return "|".join(str(choice) for choice in option.type.choices)
    return option.metavar or "VALUE"


def _usage(command: click.Command, name: str) -> str:
    arguments = [param.metavar or "" for param in command.params if isinstance(param, click.Argument)]
    return " ".join([name, *arguments])
