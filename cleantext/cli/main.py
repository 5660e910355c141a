"""Entry point of the command line: run the right command, and turn errors into messages and exit codes."""

import os
from collections.abc import Sequence

from cleantext.files import signals, streams
from cleantext.model import OUT_OF_MEMORY, CleantextError, reason_of

from . import speech
from .defaults import DEFAULTS, NO_CONFIG_FILES, SUBCOMMANDS
from .exit_codes import ERROR, INTERRUPTED, SUCCESS, TERMINATED
from .settings.find import config_files


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code. Only data goes to stdout."""
    signals.install()
    speech.speak(speech.flag_in(arguments))
    name = "cleantext"
    if arguments and arguments[0] in SUBCOMMANDS:
        name, arguments = f"cleantext {arguments[0]}", arguments[1:]
    try:
        return _dispatch(name, arguments)
    except CleantextError as error:
        streams.print_error(f"{name}: {error}")
        return ERROR
    except BrokenPipeError:  # the reader has closed the pipe: it has enough
        return SUCCESS
    except OSError as error:  # without a file name: the working directory is gone, or a resource is exhausted
        where = error.filename or ("the folder where you are" if isinstance(error, FileNotFoundError) else "")
        streams.print_error(f"{name}: {where}: {reason_of(error)}" if where else f"{name}: {reason_of(error)}")
        return ERROR
    except MemoryError:
        streams.print_error(f"{name}: this {OUT_OF_MEMORY}")
        return ERROR
    except KeyboardInterrupt:
        signals.ignore()
        streams.print_error(f"{name}: interrupted")
        return INTERRUPTED
    except signals.Terminated:
        signals.ignore()
        streams.print_error(f"{name}: terminated")
        return TERMINATED


def _dispatch(name: str, arguments: Sequence[str]) -> int:
    if request := os.environ.get("_CLEANTEXT_COMPLETE"):  # set by a completion script
        from .commands import COMMANDS, get_command
        from .completion import complete

        return complete(request, get_command, COMMANDS)
    has_flags = any(argument[:1] == "-" != argument for argument in arguments)
    if name == "cleantext" and not has_flags and not config_files():
        from .clean import clean_paths

        return clean_paths(tuple(arguments), {**DEFAULTS, **NO_CONFIG_FILES})
    from .commands import invoke

    return invoke(name, arguments)
