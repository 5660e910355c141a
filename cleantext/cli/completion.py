"""What a shell offers for a command line that is being written: commands, flags, their values, filters, files.

The scripts beside this module (completion.bash, .zsh, .fish) ask the command itself, with _CLEANTEXT_COMPLETE and the
line in the environment, and read the answer in the formats that click keeps for scripts that are in use. click's own
scripts offer files or words but not both, need bash 4, and complete no path behind a flag and =. Known here is what
click has no word for: commands beside paths, a flag with = and its value.
"""

import os
from collections.abc import Callable, Iterable

import click
from click.shell_completion import BashComplete, CompletionItem, FishComplete, ShellComplete, ZshComplete

from cleantext.files.streams import Stdout
from cleantext.model import UsageError

from .exit_codes import FINE

VARIABLE = "_CLEANTEXT_COMPLETE"


class _Ours(ShellComplete):
    """Our commands, which click would take for paths; a flag with = and its value in one word."""

    def __init__(self, command_of: Callable[[str], click.Command], commands: Iterable[tuple[str, str]]) -> None:
        super().__init__(command_of(""), {}, "cleantext", VARIABLE)
        self._command_of = command_of
        self._commands = {line.split()[1]: text for line, text in commands}

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        """Return what the word that is being written can become."""
        name = args[0] if args and args[0] in self._commands else ""
        self.cli = self._command_of(name)
        rest = args[1:] if name else args
        flag, operator, value = incomplete.partition("=")
        if operator and flag.startswith("--"):
            found = super().get_completions([*rest, flag], value)
            return [CompletionItem(f"{flag}={item.value}", item.type, item.help) for item in found]
        found = super().get_completions(rest, incomplete)
        if not args and not incomplete.startswith("-"):
            named = self._commands.items()
            found += [CompletionItem(name, help=text) for name, text in named if name.startswith(incomplete)]
        return found


class _Bash(_Ours, BashComplete):
    """Bash makes three words of --skip=tones, unless it is told otherwise."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Give the words before the one that is being written, and that one."""
        args, incomplete = super().get_completion_args()
        if incomplete == "=":
            return args, ""
        if len(args) > 1 and args[-1] == "=":
            return args[:-1], incomplete
        return args, incomplete


class _Zsh(_Ours, ZshComplete):
    pass


class _Fish(_Ours, FishComplete):
    pass


SHELLS: dict[str, type[_Ours]] = {"bash": _Bash, "zsh": _Zsh, "fish": _Fish}


def script(shell: str) -> str:
    """Return the script that makes a shell complete the command line."""
    with open(os.path.join(os.path.dirname(__file__), f"completion.{shell}"), encoding="utf-8") as file:
        return file.read().rstrip("\n")


def answer(asked: str, command_of: Callable[[str], click.Command], commands: Iterable[tuple[str, str]]) -> int:
    """Print what the variable in the environment asks for, and return the exit code. Raises UsageError.

    `command_of` gives a command by its name, and `commands` are told of as on the help page: "cleantext show FILTER".
    """
    shell, _, what = asked.partition("_")
    if shell not in SHELLS or what not in ("source", "complete"):
        raise UsageError(f"{VARIABLE} is {asked!r}, which no shell asks; unset it")
    try:
        text = script(shell) if what == "source" else SHELLS[shell](command_of, commands).complete()
    except (KeyError, ValueError) as error:  # COMP_WORDS and COMP_CWORD, which the script of the shell sets
        raise UsageError(f"{VARIABLE} is for what `cleantext completion {shell}` prints; unset it") from error
    with Stdout() as stdout:
        stdout.write(f"{text}\n".encode(errors="surrogateescape"))
    return FINE
