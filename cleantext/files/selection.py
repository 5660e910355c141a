"""Which files of a folder are read: by suffix, or as the user's globs say."""

import os
import re
from collections.abc import Sequence
from fnmatch import translate
from itertools import accumulate

from unicodedata2 import normalize

from . import formats
from .formats import TEXT

TEMPORARY_PREFIX = ".cleantext-"  # prefix of the name of a file that is being written
STATE_PREFIX = ".cleantext."  # prefix of the name of a file that is kept for --resume
OURS = (TEMPORARY_PREFIX, STATE_PREFIX)


class Selection:
    """Which files of a folder are read: by known suffix or by the globs in `include`, except those in `exclude`.

    A glob with a slash is matched against the path below the folder, one without against the name; both in NFC, since
    some systems store names decomposed and keyboards write them composed. `form` is the format of all files if the user
    named one, `text` that of what would be text, `stdin_name` the name of what comes through stdin. HTML is read where
    the package for it is installed.
    """

    def __init__(  # noqa: PLR0913 - one for each flag
        self,
        include: Sequence[str] = (),
        exclude: Sequence[str] = (),
        *,
        hidden: bool = False,
        form: str | None = None,
        stdin_name: str = "-",
        text: str = TEXT,
    ) -> None:
        self._include, self._exclude = _compiled(include), _compiled(exclude)
        self._hidden, self._form, self._text = hidden, form, text
        self.stdin_name = stdin_name

    def enters(self, name: str, below: str) -> bool:
        """Check whether a folder is walked."""
        return (self._hidden or not name.startswith(".")) and not self._matches(self._exclude, name, below)

    def includes(self, name: str, below: str) -> bool:
        """Check whether a file of a walked folder is read."""
        if name.startswith(OURS) or not self.enters(name, below):
            return False
        if self._include:
            return self._matches(self._include, name, below)
        known, _ = formats.input_format_of(name)
        return known is not None and not formats.missing_extra(known)

    def finds(self, below: str) -> bool:
        """Check whether a walk of a folder reads the file that has this path below it, if it exists."""
        *folders, name = below.split(os.sep)
        return all(map(self.enters, folders, accumulate(folders, os.path.join))) and self.includes(name, below)

    def refusal_reason(self, path: str) -> str | None:
        """Return why a file is not read even if the user names it: cleaned as text, it would be damaged."""
        if self._form is None and (reason := formats.UNSUPPORTED.get(os.path.splitext(path)[1].lower())):
            return reason
        form, _ = self.format_of(path)
        extra = formats.missing_extra(form)
        return f"HTML needs the extra [{extra}]; {formats.extra_hint(extra)}" if extra else None

    def format_of(self, path: str) -> tuple[str, str]:
        """Return format and compression of a file: the user's format, else by suffix, else text."""
        known, compression = formats.input_format_of(path)
        form = self._form or known or TEXT
        return self._text if form == TEXT else form, compression

    def _matches(self, matchers: Sequence[tuple[bool, re.Pattern[str]]], name: str, below: str) -> bool:
        return any(pattern.match(nfc(below if has_slash else name)) for has_slash, pattern in matchers)


def _compiled(globs: Sequence[str]) -> list[tuple[bool, re.Pattern[str]]]:
    return [("/" in glob.rstrip("/"), re.compile(translate(nfc(glob.rstrip("/"))))) for glob in globs]


def nfc(name: str) -> str:
    """Return a name in NFC, so that two spellings that look alike are one name."""
    composed: str = normalize("NFC", name)
    return composed
