"""Standard streams: checked writing to stdout, and messages that are safe to show on a terminal."""

import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from io import BufferedWriter
from types import TracebackType
from typing import Self

from cleantext.model import OutputFailed

from .waiting import WaitingFile, write_all

UNSAFE = (
    # controls, direction marks, line and paragraph separators, surrogates: what a terminal acts on or nobody sees
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
ALLOWED_IN_TEXT = "\n\t\u200b\u200c\u200d"  # emoji, Persian and Khmer need the last three
MAX_MESSAGE = 10_000  # characters: a message may quote an input, of any length
_in_language: list[Callable[[str], str]] = []  # what translates messages; empty: they stay as they are
ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def safe(text: str, *, keep: str = "") -> str:
    r"""Return the text with characters that a terminal acts on, or nobody sees, escaped: "\x1b", "\u202e".

    Bytes of a file name that are not UTF-8 (which Python reads as surrogates) become "\xe9". Characters in `keep` stay.
    """
    return re.sub(UNSAFE, lambda match: match[0] if match[0] in keep else _escape(match[0]), text)


def _escape(character: str) -> str:
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:  # PEP 383: a surrogate that stands for a byte
        code -= 0xDC00
    return ESCAPES.get(character) or (
        f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    )


class Styled(str):
    """Text that is already safe for a terminal; its line breaks and colour codes are our own."""

    __slots__ = ()


def speak(translate: Callable[[str], str]) -> None:
    """Have messages translated by a function when they are printed; it is called for nothing that is data."""
    _in_language[:] = [translate]


def print_error(message: str) -> None:
    """Write one line, or Styled text, to stderr. Errors are ignored: a broken stderr must not stop the work."""
    with suppress(OSError):
        write_all(2, f"{printable(message)}\n".encode())


def printable(message: str) -> str:
    """Return a message as it is printed: in the language of the user, made safe; Styled text is returned unchanged."""
    if not isinstance(message, Styled):
        for translate in _in_language:
            message = translate(message)
    return sanitize(message)


def sanitize(message: str) -> str:
    """Return a message made safe for a terminal and cut to MAX_MESSAGE; Styled text is returned unchanged."""
    if isinstance(message, Styled):
        return message
    return safe(f"{message[:MAX_MESSAGE]}…" if message[MAX_MESSAGE:] else message)


def error_printer(*, quiet: bool) -> Callable[[str], None]:
    """Return `print_error`, or with `quiet` a function that does nothing."""
    return _discard if quiet else print_error


def _discard(message: str) -> None:
    pass


def discard_stdout() -> None:
    """Redirect stdout to /dev/null so that the flush at exit cannot fail again."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


class Stdout:
    """Standard output for bytes, which are all written when the block ends.

    Methods raise OutputFailed if it is closed or full; BrokenPipeError, when the reader is gone, passes through.

    `sys.stdout.buffer` is not used: with PYTHONUNBUFFERED it is a raw file, which may write only half of the data
    without an error.
    """

    def __init__(self) -> None:
        if sys.stdout is None:
            raise OutputFailed("standard output: closed")
        self._file = BufferedWriter(WaitingFile(1, "wb", closefd=False))
        self._terminal = is_terminal(1)

    def write(self, data: bytes, *, styled: bool = False) -> None:
        """Write UTF-8 text; on a terminal, escape what it would act on, unless the text is `styled` by us."""
        plain = self._terminal and not styled
        self._checked(self._file.write, safe(data.decode(), keep=ALLOWED_IN_TEXT).encode() if plain else data)

    def flush(self) -> None:
        """Flush the buffer."""
        self._checked(self._file.flush)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        if kind is not KeyboardInterrupt:
            self._checked(self._file.flush)

    def _checked(self, action: Callable[..., object], *arguments: bytes) -> None:
        try:
            action(*arguments)
        except OSError as error:
            discard_stdout()
            if isinstance(error, BrokenPipeError):
                raise
            raise OutputFailed(f"standard output: {error.strerror}") from error


def is_terminal(descriptor: int) -> bool:
    """Check whether a file descriptor (0, 1, 2) is a terminal; a closed one is not."""
    try:
        return os.isatty(descriptor)
    except OSError:
        return False


def use_color(descriptor: int, when: str) -> bool:
    """Check whether to use colour: by --color, then NO_COLOR and FORCE_COLOR (no-color.org), then the terminal."""
    if when != "auto":
        return when == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return is_terminal(descriptor) and os.environ.get("TERM") != "dumb"
