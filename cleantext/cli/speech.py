"""The language that the command speaks on stderr: that of --lang, of a file of settings, or of the environment."""

import os
from collections.abc import Sequence
from functools import partial

from cleantext.files import streams

FLAG = "--lang"


def speak(language: str | None) -> None:
    """Have messages printed in a language; None is that of the environment."""
    streams.speak(partial(_translate, language))


def flag_in(arguments: Sequence[str]) -> str | None:
    """Return the value of --lang: mistakes in other flags are said in that language, too."""
    for number, argument in enumerate(arguments, 1):
        if argument == FLAG:
            return arguments[number] if arguments[number:] else None
        if argument.startswith(f"{FLAG}="):
            return argument.removeprefix(f"{FLAG}=")
    return None


def _translate(given: str | None, message: str) -> str:
    from cleantext.report.language import language_of, translate  # needed when something is said

    return translate(message, language_of(os.environ, given))
