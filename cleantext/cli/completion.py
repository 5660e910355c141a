"""Shell completion of commands, flags, their values, filters and files.

The scripts beside this module (completion.bash, .zsh, .fish) run the command itself, with _CLEANTEXT_COMPLETE and the
line in the environment, and read its output in the formats that click keeps stable for installed scripts. click's own
scripts complete files or words but not both, need bash 4, and complete no path after a flag and =. This module adds
what click cannot complete: commands beside paths, and the value of a flag in one word with it.
"""

import os
from collections.abc import Callable, Iterable

import click
from click.shell_completion import BashComplete, CompletionItem, FishComplete, ShellComplete, ZshComplete

from cleantext.files.streams import Stdout
from cleantext.model import UsageError

from .exit_codes import SUCCESS

VARIABLE = "_CLEANTEXT_COMPLETE"


class _CommandLine(ShellComplete):
    """Completes subcommands, which click takes for paths, and --flag=value in one word."""

    def __init__(self, get_command: Callable[[str], click.Command], commands: Iterable[tuple[str, str]]) -> None:
        super().__init__(get_command(""), {}, "cleantext", VARIABLE)
        self._get_command = get_command
        self._commands = {line.split()[1]: text for line, text in commands}

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        """Return the completions of the last word."""
        name = args[0] if args and args[0] in self._commands else ""
        self.cli = self._get_command(name)
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


class _Bash(_CommandLine, BashComplete):
    """Bash splits --skip=tones into three words (COMP_WORDBREAKS)."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the last one, and the last one."""
        args, incomplete = super().get_completion_args()
        if incomplete == "=":
            return args, ""
        if len(args) > 1 and args[-1] == "=":
            return args[:-1], incomplete
        return args, incomplete


class _Zsh(_CommandLine, ZshComplete):
    pass


class _Fish(_CommandLine, FishComplete):
    pass


SHELLS: dict[str, type[_CommandLine]] = {"bash": _Bash, "zsh": _Zsh, "fish": _Fish}


def read_script(shell: str) -> str:
    """Return the completion script of a shell."""
    with open(os.path.join(os.path.dirname(__file__), f"completion.{shell}"), encoding="utf-8") as file:
        return file.read().rstrip("\n")


def complete(request: str, get_command: Callable[[str], click.Command], commands: Iterable[tuple[str, str]]) -> int:
    """Print the completions, or the script, that the value of VARIABLE requests, and return the exit code.

    `get_command` returns a command by its name; `commands` are rows of the help page: ("cleantext show FILTER", text).
    Raise UsageError if no completion script has set the variable.
    """
    shell, _, what = request.partition("_")
    if shell not in SHELLS or what not in ("source", "complete"):
        raise UsageError(f"{VARIABLE} is {request!r}, which no shell asks; unset it")
    try:
        text = read_script(shell) if what == "source" else SHELLS[shell](get_command, commands).complete()
    except (KeyError, ValueError) as error:  # COMP_WORDS and COMP_CWORD, which the script of the shell sets
        raise UsageError(f"{VARIABLE} is for what `cleantext completion {shell}` prints; unset it") from error
    with Stdout() as stdout:
        stdout.write(f"{text}\n".encode(errors="surrogateescape"))
    return SUCCESS
