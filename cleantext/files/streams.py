"""Standard streams: bytes that surely arrive, and words that are safe to show on a terminal."""

import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Self

from cleantext.model import OutputFailed

UNSAFE = (
    # controls, direction marks, line and paragraph separators, half characters: what a terminal acts on
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
HARMLESS = "\n\t\u200b\u200c\u200d"  # in text: emoji, Persian and Khmer are written with the last three
MOST = 10_000  # characters of a message: a stranger's file may have millions in one place
ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def safe(text: str, *, keep: str = "") -> str:
    r"""Write what a terminal would act on, or nobody would see, as an escape: "\x1b", "\u202e".

    Bytes of a file name that are not UTF-8 (surrogates, as Python reads them) become "\xe9". The
    characters of `keep` stay.
    """
    return re.sub(UNSAFE, lambda match: match[0] if match[0] in keep else _escape(match[0]), text)


def _escape(character: str) -> str:
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:  # PEP 383: the byte, in disguise
        code -= 0xDC00
    return ESCAPES.get(character) or (
        f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    )


class Styled(str):
    """Text that is safe for a terminal already, with lines and colours of ours."""

    __slots__ = ()


def say(message: str) -> None:
    """Write one line to stderr, or what is Styled. A stderr that takes nothing must not stop the work."""
    with suppress(OSError):
        os.write(2, f"{as_said(message)}\n".encode())


def as_said(message: str) -> str:
    """Give a message as stderr can have it: safe, and no longer than a person reads."""
    if isinstance(message, Styled):
        return message
    return safe(f"{message[:MOST]}…" if message[MOST:] else message)


def say_unless(*, quiet: bool) -> Callable[[str], None]:
    """Give what says a line, or says nothing."""
    return _say_nothing if quiet else say


def _say_nothing(message: str) -> None:
    pass


def forget_stdout() -> None:
    """Send what is still buffered for a stdout that takes no more nowhere, so that it fails no more at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


class Stdout:
    """Standard output as bytes, all of which have arrived when the block ends.

    Raises OutputFailed when it is closed or full; BrokenPipeError, when nobody reads any more, passes.

    It does not go through `sys.stdout.buffer`: with PYTHONUNBUFFERED that is a raw file, which may write half of what
    it is given and report no error.
    """

    def __init__(self) -> None:
        if sys.stdout is None:
            raise OutputFailed("standard output: closed")
        self._file = open(1, "wb", closefd=False)  # noqa: SIM115 - lives as long as the process
        self._terminal = is_terminal(1)

    def write(self, data: bytes, *, styled: bool = False) -> None:
        """Write text in UTF-8; on a terminal, with nothing that it would act on, unless that is ours."""
        plain = self._terminal and not styled
        self._surely(self._file.write, safe(data.decode(), keep=HARMLESS).encode() if plain else data)

    def flush(self) -> None:
        """Have it arrive now."""
        self._surely(self._file.flush)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        if kind is not KeyboardInterrupt:
            self._surely(self._file.flush)

    def _surely(self, action: Callable[..., object], *arguments: bytes) -> None:
        try:
            action(*arguments)
        except OSError as error:
            forget_stdout()
            if isinstance(error, BrokenPipeError):
                raise
            raise OutputFailed(f"standard output: {error.strerror}") from error


def is_terminal(descriptor: int) -> bool:
    """Tell whether a descriptor (0, 1, 2) is a terminal; a closed one is none."""
    try:
        return os.isatty(descriptor)
    except OSError:
        return False


def in_color(descriptor: int, when: str) -> bool:
    """Decide about colour: the flag, then NO_COLOR and FORCE_COLOR (no-color.org), then the terminal."""
    if when != "auto":
        return when == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return is_terminal(descriptor) and os.environ.get("TERM") != "dumb"
