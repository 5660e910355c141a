"""What a shell offers for a command line that is being written: commands, flags, their values, filters, files.

click finds out what is being written; known here is what it has no word for: commands beside paths, several filters in
one word. The scripts ask the command itself, with _CLEANTEXT_COMPLETE in the environment.
"""

from collections.abc import Iterator

from click.shell_completion import BashComplete, CompletionItem, FishComplete, ShellComplete, ZshComplete

from cleantext import filters
from cleantext.chain.plugins import described
from cleantext.files import streams
from cleantext.model import UsageError

from .commands import COMMANDS, command_of
from .exit_codes import FINE

VARIABLE = "_CLEANTEXT_COMPLETE"
# click's own has file names or words, not both, and needs bash 4
BASH = """\
_cleantext_completion() {
    local kind value name IFS=$'\\n'
    COMPREPLY=()
    while IFS=, read -r kind value; do
        if [[ $kind == file ]]; then
            compopt -o filenames 2>/dev/null
            while read -r name; do COMPREPLY+=("$name"); done < <(compgen -f -- "$value")
        elif [[ $kind ]]; then
            COMPREPLY+=("$value")
        fi
    done < <(COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD %(complete_var)s=bash_complete "$1" 2>/dev/null)
}
complete -F _cleantext_completion %(prog_name)s
"""
# click's own cuts what it is given at every comma, and completes no path behind a flag and =; fish itself reads ~ and $
FISH = """\
function _cleantext_completion
    set -l token (commandline -ct)
    for answer in (env COMP_WORDS=(commandline -cp | string collect) COMP_CWORD=$token %(complete_var)s=fish_complete \
%(prog_name)s 2>/dev/null)
        set -l parts (string split -m 1 , -- $answer)
        if test $parts[1] = file
            set -l flag (string match -r -- '^(?:--[^=]*=)?' $parts[2])
            set -l path (string replace -r -- '^--[^=]*=' '' $parts[2])
            for name in (complete -C "'' $path")
                echo $flag$name
            end
        else
            echo $parts[2]
        end
    end
end
complete --no-files --command %(prog_name)s --arguments "(_cleantext_completion)"
"""


class _Ours(ShellComplete):
    """Our commands, which click would take for paths; a flag with = and its value in one word."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        """Give what the word that is being written can become."""
        name = args[0] if args and args[0] in dict(_commands()) else ""
        self.cli = command_of(name)
        rest = args[1:] if name else args
        flag, operator, value = incomplete.partition("=")
        if operator and flag.startswith("--"):
            found = super().get_completions([*rest, flag], value)
            return [CompletionItem(f"{flag}={item.value}", item.type, item.help) for item in found]
        found = super().get_completions(rest, incomplete)
        if not args and not incomplete.startswith("-"):
            found += [CompletionItem(name, help=text) for name, text in _commands() if name.startswith(incomplete)]
        return found


class _Bash(_Ours, BashComplete):
    """Bash makes three words of --skip=tones, unless it is told otherwise."""

    source_template = BASH

    @staticmethod
    def _check_version() -> None:
        pass  # the script runs in bash 3, too

    def get_completion_args(self) -> tuple[list[str], str]:
        """Give the words before the one that is being written, and that one."""
        args, incomplete = super().get_completion_args()
        if incomplete == "=":
            return args, ""
        if len(args) > 1 and args[-1] == "=":
            return args[:-1], incomplete
        return args, incomplete


class _Zsh(_Ours, ZshComplete):
    """Zsh is told to leave a flag alone where the name of a file follows it with =, and to keep empty answers."""

    source_template = ZshComplete.source_template.replace(
        "            _path_files -f\n", "            compset -P 1 '--*='\n            _path_files -f\n"
    ).replace("in ${response};", 'in "${(@)response}";')


class _Fish(_Ours, FishComplete):
    source_template = FISH


SHELLS: dict[str, type[_Ours]] = {"bash": _Bash, "zsh": _Zsh, "fish": _Fish}


def script(shell: str) -> str:
    """Give the script that makes a shell complete the command line."""
    return _asked(shell).source().rstrip("\n")


def answer(instruction: str) -> int:
    """Print what the variable in the environment asks for, and give the exit code. Raises UsageError."""
    shell, _, what = instruction.partition("_")
    if shell not in SHELLS or what not in ("source", "complete"):
        raise UsageError(f"{VARIABLE} is {instruction!r}, which no shell asks; unset it")
    try:
        text = script(shell) if what == "source" else _asked(shell).complete()
    except (KeyError, ValueError) as error:  # COMP_WORDS and COMP_CWORD, which the script of the shell sets
        raise UsageError(f"{VARIABLE} is for what `cleantext completion {shell}` prints; unset it") from error
    with streams.Stdout() as stdout:
        stdout.write(f"{text}\n".encode(errors="surrogateescape"))
    return FINE


def offers(metavar: str | None, incomplete: str, *, opt_in: bool = False) -> Iterator[CompletionItem]:
    """Give what can stand where a help page has such a word: FILE and PATH, FILTER, NAMES of filters."""
    metavar = metavar or ""
    if "FILE" in metavar or "PATH" in metavar:
        yield CompletionItem(incomplete, type="file")
    if metavar not in ("FILTER", "NAMES"):
        return
    before, comma, last = incomplete.rpartition(",") if metavar == "NAMES" else ("", "", incomplete)
    for found in (*filters.described(), *described()):
        if found.name.startswith(last) and found.name not in before.split(",") and (found.opt_in or not opt_in):
            yield CompletionItem(f"{before}{comma}{found.name}", help=found.summary)


def _asked(shell: str) -> _Ours:
    return SHELLS[shell](command_of(""), {}, "cleantext", VARIABLE)


def _commands() -> Iterator[tuple[str, str]]:
    """Give the name of each command and what it does."""
    return ((line.split()[1], text) for line, text in COMMANDS)
