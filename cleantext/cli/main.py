"""The command line: which command it is, and what is said where it fails. What happens to text is not decided here."""

import os
from collections.abc import Sequence

from cleantext.files import signals, streams
from cleantext.model import CleantextError, reason_of

from .defaults import DEFAULTS, NO_FILES, OTHERS
from .exit_codes import FAILED, FINE, INTERRUPTED, TERMINATED
from .settings.find import files


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code. Nothing but data goes to stdout."""
    signals.install()
    name = "cleantext"
    if arguments and arguments[0] in OTHERS:
        name, arguments = f"cleantext {arguments[0]}", arguments[1:]
    try:
        return _carry_out(name, arguments)
    except CleantextError as error:
        streams.say(f"{name}: {error}")
        return FAILED
    except BrokenPipeError:  # the reader has what it wanted
        return FINE
    except OSError as error:  # without a file name, of the folder that is gone, or of stdout: the help page
        streams.forget_stdout()
        unnamed = "the folder where you are" if isinstance(error, FileNotFoundError) else "standard output"
        streams.say(f"{name}: {error.filename or unnamed}: {reason_of(error)}")
        return FAILED
    except MemoryError:
        streams.say(f"{name}: this needs more memory than there is")
        return FAILED
    except KeyboardInterrupt:
        signals.ignore()
        streams.say(f"{name}: interrupted")
        return INTERRUPTED
    except signals.Terminated:
        signals.ignore()
        streams.say(f"{name}: terminated")
        return TERMINATED


def _carry_out(name: str, arguments: Sequence[str]) -> int:
    if asked := os.environ.get("_CLEANTEXT_COMPLETE"):  # a shell, for what it can offer
        from .commands import COMMANDS, command_of
        from .completion import answer

        return answer(asked, command_of, COMMANDS)
    has_flags = any(argument[:1] == "-" != argument for argument in arguments)
    if name == "cleantext" and not has_flags and not files():
        from .clean import clean_paths

        return clean_paths(tuple(arguments), {**DEFAULTS, **NO_FILES})
    from .commands import invoke

    return invoke(name, arguments)
